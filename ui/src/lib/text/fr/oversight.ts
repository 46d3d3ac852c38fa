/** What leads and admins watch over. Words that accuse nobody. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';
import { decisions } from './decisions.ts';
import { handoff } from './handoff.ts';
import { risen } from './record.ts';
import { services } from './services.ts';
import { distances, setting } from './setting.ts';

type Oversight = Catalogue['oversight'];

const pages: Oversight['pages'] = {
  splits: {
    name: 'Désaccords',
    lead: 'Les dossiers sur lesquels deux personnes ont répondu différemment, sans leurs noms. Un responsable regarde le dossier et tranche ; toutes deux l’apprennent ensuite, et personne d’autre.',
  },
  decisions: {
    name: 'Décisions',
    lead: 'Ce qui a été décidé et vaut, sans noms. Un responsable qui trouve que l’une était fausse l’annule : ce qui a suivi est défait, et le dossier est décidé de nouveau. Ce qui a été confirmé comme contenu d’abus est remis pour un signalement par qui peut lire l’audit.',
  },
  figures: {
    name: 'Chiffres',
    lead: 'Des sommes sur tout le monde, jamais sur une personne : à quel point on est d’accord, combien de fois une correspondance était une autre image, et ce qui a été bloqué sans que personne regarde.',
  },
  alarms: {
    name: 'Alertes',
    lead: 'Les réponses de quelqu’un dans une file ont fortement changé. Il y a bien des raisons à cela : un autre genre d’envois, une liste bruyante, une semaine difficile. Demandez comment cela va et ce qui est vu. La personne lit la même chose dans son propre relevé.',
  },
  checks: {
    name: 'Contrôles des blocages',
    lead: 'Ce qui est reconnu est bloqué sans que personne regarde. Une petite partie, tirée au hasard, est regardée ensuite derrière un voile, pour voir si le blocage était juste.',
  },
  services: {
    name: 'Services',
    lead: 'Les services extérieurs : ceux à qui l’on demande s’ils listent un envoi, et ceux qui apprennent ce qui a été décidé.',
  },
  transparency: {
    name: 'Transparence',
    lead: 'Ce que votre organisation dit à l’extérieur des mois entiers qui sont terminés. Jamais par personne.',
  },
};

const splits: Oversight['splits'] = {
  empty:
    'Rien n’attend un responsable. Quand deux personnes répondent différemment, le dossier est ici.',
  one: (id) => `Dossier ${id}`,
  since: (queue, time) => `${queue}, depuis ${time}`,
  goneQueue: 'une file disparue',
  check: 'Un contrôle de ce qui a été bloqué',
  answers: (n) => (n === 1 ? 'Ce qui a été dit' : 'Ce que chaque personne a dit, sans ordre'),
  answer: (n) => `Réponse ${figure(n)}`,
  nothing: 'rien qui décide',
  reason: (words) => `« ${words} »`,
  noReason: 'Aucune raison rédigée.',
  settle: 'Ouvrir et trancher',
  settleOf: (id) => `Ouvrir et trancher le dossier ${id}`,
  taken: 'Quelqu’un l’a ouvert maintenant.',
  forOthers: 'Vous y avez eu part : un autre responsable tranche.',
};

const figures: Oversight['figures'] = {
  agreement: 'À quel point on est d’accord',
  agreementHint:
    'Le kappa de Cohen sur les premières réponses et les secondes données à l’aveugle aux mêmes correspondances : 1 est un accord complet, 0 ce que le hasard seul donnerait, au-dessous de 0 moins que cela.',
  agreementTable: 'L’accord, file par file',
  queue: 'File',
  weeks: (from, to) => `Du ${from} au ${to} : quatre semaines entières.`,
  untold: 'non dit',
  kappa: 'Kappa',
  same: 'Même réponse',
  pairs: 'Jugées deux fois',
  tooFew:
    'Non dit : moins de cinq personnes y ont eu part, et le chiffre de si peu serait celui de quelqu’un.',
  undefined: 'non défini',
  undefinedHint:
    'Le kappa n’est pas défini là où rien n’a été jugé deux fois, ou là où le hasard seul aurait mis tout le monde d’accord.',
  noQueues: 'Il n’y a pas encore de file.',
  noneTold: 'Aucune file n’a encore de chiffre qui puisse être dit.',
  kappaLeftOut: (drawn, others) =>
    `Les barres montrent les ${figure(drawn)} files où l’accord est le plus faible ; ${count(others, { one: `${figure(others)} autre n’est`, other: `${figure(others)} autres ne sont` })} que dans le tableau.`,
  kappaPlot: (queues) =>
    `Le kappa par file, en barres, pour ${count(queues, { one: `${figure(queues)} file`, other: `${figure(queues)} files` })}. Le tableau à côté contient la même chose.`,
  wrong: 'Correspondances qui étaient une autre image',
  wrongHint: 'Parmi toutes les correspondances jugées être la même image ou une autre.',
  wrongTable: 'Fausses correspondances, liste par liste',
  wrongPlot:
    'Part des correspondances qui étaient une autre image, mois par mois, en barres. Le tableau à côté contient ce qui est dit de chaque liste.',
  list: 'Liste',
  allLists: 'Toutes les listes, depuis les débuts du hub',
  judged: 'Jugées',
  different: 'Autre image',
  rate: 'Part',
  none: 'aucune jugée',
  overMonths: (months) => `Chaque liste sur ${months}.`,
  stopped: 'Bloqués sans que personne regarde',
  stoppedHint:
    'Les envois reconnus d’après ce que des personnes avaient confirmé auparavant. Personne n’a eu à les revoir.',
  stoppedPlot:
    'Envois bloqués sans que personne regarde, mois par mois, en barres. Le tableau à côté contient la même chose.',
  stoppedByMonth: 'Bloqués sans que personne regarde, mois par mois',
  stoppedTable: 'Ce que sont devenus les envois',
  month: 'Mois',
  uploads: 'Envois',
  outcome: 'À l’entrée',
  outcomeSoFar: 'À l’entrée, depuis les débuts du hub',
  outcomes: {
    stopped: 'bloqués sans que personne regarde',
    queued: 'en attente d’une personne',
    passed: 'passés : mis hors de cause auparavant',
    no_match: 'sur aucune liste',
    unreadable: 'illisibles',
    unverified: 'un comparateur doit encore répondre',
  },
  outcomesShort: {
    stopped: 'bloqués',
    queued: 'en attente',
    passed: 'passés',
    no_match: 'sans liste',
    unreadable: 'illisibles',
    unverified: 'non vérifiés',
  },
  outcomePlot:
    'Les envois selon ce qu’ils sont devenus à l’entrée, en barres. Le tableau à côté contient la même chose.',
  monthsElsewhere:
    'Les mois et les listes une à une se montrent aux personnes qui lisent ce qui est dit à l’extérieur.',
  monthsAsked: 'Les derniers mois sont demandés au hub.',
  monthsNotGiven: 'Le hub n’a pas donné les derniers mois. Rouvrez cette page pour redemander.',
};

const alarms: Oversight['alarms'] = {
  empty: 'Aucune alerte. Si les réponses de quelqu’un changent fortement, vous l’apprenez ici.',
  emptyAll: 'Il n’y a jamais eu d’alerte.',
  showAll: 'Montrer celles qui ont été traitées',
  showOpen: 'Montrer seulement celles qui sont ouvertes',
  somebody: 'Une personne qui n’est plus là',
  raised: (who, rose, queue) => `${who} : plus de ${risen[rose]} dans ${queue}`,
  raisedOfYou: (rose, queue) => `Vous-même : plus de ${risen[rose]} dans ${queue}`,
  goneQueue: 'une file disparue',
  over: (from, to, own) =>
    `Du ${from} au ${to}, par rapport à ${own ? 'vos' : 'ses'} propres semaines d’avant et à toutes les autres personnes de la file. Le nombre et la vitesse ne sont dits à personne.`,
  takenUp: (by, at) => `${by} s’en est occupé, le ${at}`,
  aLead: 'Un responsable',
  words: 'Ce que vous en dites',
  wordsHint:
    'La personne le lit aussi. Une question aide plus qu’un jugement, et vous pouvez aussi parler d’abord.',
  takeUp: 'S’en occuper',
  needsWords: 'Dites-en d’abord quelque chose.',
  own: 'Il s’agit de vous : un autre responsable s’en occupe.',
};

const checks: Oversight['checks'] = {
  share: 'Combien de blocages sont contrôlés',
  shareHint: 'En millièmes de tous les blocages. 5 fait un sur deux cents ; 0 n’en contrôle aucun.',
  shareField: 'Millièmes des blocages',
  badShare: 'Un nombre entier de 0 à 1 000.',
  unchanged: 'Rien n’a encore changé.',
  save: 'Enregistrer la part',
  sums: 'Ce qui a été contrôlé',
  stopped: 'bloqués sans que personne regarde, en tout',
  opened: 'tirés parmi eux pour un contrôle',
  decided: 'contrôles décidés',
  waiting: 'pas la même image aux yeux de qui a regardé, et en attente d’un responsable',
  open: 'À trancher par un responsable',
  openHint:
    'La personne qui a regardé derrière le voile n’a pas dit que c’est la même image. Un responsable peut regarder plus loin.',
  empty: 'Aucun contrôle n’attend un responsable.',
  none: 'Rien n’a encore été contrôlé.',
};

const transparency: Oversight['transparency'] = {
  months: 'Quels mois',
  from: 'De',
  until: 'Jusqu’à',
  show: 'Montrer ces mois',
  shown: 'Ces mois sont montrés.',
  backwards: 'Le premier mois vient après le dernier.',
  tooLong: 'Un rapport compte au plus 13 mois.',
  of: (from, to) => (from === to ? from : `${from} à ${to}`),
  figures: 'Chiffres',
  figure: 'Chiffre',
  value: 'Valeur',
  rows: {
    received: 'envois reçus',
    matched: 'reconnus par une liste',
    opened: 'dossiers ouverts',
    decided: 'dossiers décidés, décision maintenue',
    confirmed: 'confirmés',
    other_policy: 'contraires à une autre règle',
    cleared: 'mis hors de cause',
    without_a_look: 'décidés sans aucun visionnage accordé',
    reversed: 'décisions renversées',
    appeals: 'recours',
    appeals_upheld: 'recours qui ont laissé la décision telle quelle',
    appeals_overturned: 'recours qui l’ont renversée',
    entries_added: 'entrées ajoutées à la liste propre',
  },
  decision: 'De l’ouverture à la décision',
  removal: 'De l’envoi au retrait',
  half: (time) => `la moitié en moins de ${time}`,
  most: (time) => `neuf sur dix en moins de ${time}`,
  noWait: 'aucune',
  outcomes: 'À l’entrée',
  lists: 'Listes',
  listTable: 'Ce que sont devenues les correspondances de chaque liste',
  matched: 'Correspondances',
  same: 'Même image',
  disputed: 'Entrée contestée',
  different: 'Autre image',
  noLists: 'Aucune liste n’a rien reconnu.',
  page: 'Enregistrer une page à imprimer',
};

export const oversight: Oversight = {
  title: 'Supervision',
  nav: 'Pages de supervision',
  pages,
  busy: 'Demande au hub',
  failed: 'Le hub n’a pas donné cette page.',
  again: 'Réessayer',
  splits,
  decisions,
  handoff,
  figures,
  alarms,
  checks,
  services,
  setting,
  distances,
  transparency,
  file: 'L’emporter',
  fileHint:
    'Un fichier dans votre dossier de téléchargements, ou dans votre dossier personnel à défaut. Il ne nomme personne.',
  csv: 'Enregistrer pour un tableur (CSV)',
  json: 'Enregistrer pour un programme (JSON)',
  saving: 'Le fichier est en cours d’écriture. Attendez-le.',
};
