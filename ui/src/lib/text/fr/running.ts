/** Running queues: for leads and admins. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Running = Catalogue['running'];

const harms: Running['harms'] = {
  csam: 'abus sur enfants',
  ncii: 'images intimes',
  terrorism: 'terrorisme',
  other: 'autre préjudice',
};

const signals: Running['signals'] = { digest: 'octets identiques', pdq: 'une empreinte proche' };

const media: Running['media'] = { still: 'une image fixe', animation: 'une animation' };

const shares: Running['shares'] = {
  title: 'Parts et capacité',
  hint: 'Une part est ce qu’une personne porte de l’exposition de la file pour chaque heure de travail : 50 est la moitié de 100. Une capacité vide n’en fixe aucune. Ce que chaque personne a porté n’est pas montré.',
  person: 'Qui',
  share: 'Part',
  part: 'De la file',
  open: 'En même temps',
  day: 'En 24 heures',
  none: 'sans limite',
  shareOf: (name) => `Part de ${name}`,
  dragOf: (name) => `Part de ${name}, à faire glisser ou par les flèches`,
  openOf: (name) => `Dossiers que ${name} peut avoir en même temps, au plus`,
  dayOf: (name) => `Dossiers que ${name} reçoit en 24 heures, au plus`,
  badShare: 'Une part est un nombre de 1 à 1 000.',
  badOpen: 'On a 1 à 8 dossiers en même temps, ou laissez vide.',
  badDay: 'Un nombre de dossiers, 0 pour aucun, ou laissez vide.',
};

const when: Running['when'] = {
  everything: 'tout',
  lists: (names) => `sur la liste ${names}`,
  harms: (names) => `à propos de : ${names}`,
  distance: (from, to) => `de ${figure(from)} à ${figure(to)} bits d’écart`,
  categories: (names) => `catégorie ${names}`,
  sources: (names) => `envoyé par ${names}`,
};

export const running: Running = {
  find: 'Trouver une file',
  findHint: 'Par son nom, ou par une liste dont les correspondances y arrivent.',
  found: (shown, all) =>
    `${figure(shown)} sur ${count(all, { one: `${figure(all)} file`, other: `${figure(all)} files` })}`,
  noneFound: 'Aucune file n’a cela dans son nom, ni dans celui de ses listes.',
  showAll: 'Montrer toutes les files',
  title: 'Files',
  lead: 'Où les dossiers attendent, qui les prend, et ce que l’on peut y dire. Aucune image n’est montrée ici.',
  busy: 'Demande au hub',
  harms,
  signals,
  media,
  unknown: 'un élément disparu',
  // The queues.
  queues: 'Files',
  queue: 'File',
  waiting: 'En attente',
  leased: 'Chez quelqu’un',
  later: 'Plus tard',
  forLeads: 'Responsables',
  oldest: 'Le plus ancien',
  from: (lists) => `depuis ${lists}`,
  byRules: 'par règles et à la main',
  forEverybody: 'toutes les personnes qui examinent',
  stranded: (n) =>
    count(n, {
      one: `${figure(n)} dossier ne peut être pris par personne. Confiez-le à quelqu’un, ou ouvrez cette file à plus de personnes.`,
      other: `${figure(n)} dossiers ne peuvent être pris par personne. Confiez-les à quelqu’un, ou ouvrez cette file à plus de personnes.`,
    }),
  setUp: 'Configurer',
  setUpQueue: (queue) => `Configurer ${queue}`,
  cases: 'Dossiers',
  casesOf: (queue) => `Dossiers ouverts dans ${queue}`,
  newQueue: 'Nom d’une nouvelle file',
  make: 'Créer la file',
  needsName: 'Donnez-lui d’abord un nom.',
  // One queue.
  who: 'Qui peut y prendre des dossiers',
  whoHint: 'Rien de coché : toutes les personnes qui examinent.',
  roles: { moderator: 'Modération', lead: 'Responsables' },
  people: 'Et ces personnes',
  noPeople: 'Personne n’examine encore.',
  policy: 'Ce qui guide',
  policyHint:
    'Affiché à côté de chaque dossier de cette file. Texte simple, 4 000 caractères au plus.',
  hidden: 'Avis qui ne sont pas proposés ici',
  hiddenHint: '« Impossible à dire » est toujours proposé : sans lui, il faudrait deviner.',
  explained: 'Avis qui demandent une raison rédigée',
  explainedHint: 'Les mots ne quittent jamais le hub.',
  newcomers: 'Premiers jours',
  unscreened:
    'Aucune file n’est présélectionnée. Qui est nouveau prend dans toutes les files qui lui sont ouvertes, avec la moitié des visionnages. Créez une file dont quelqu’un a vu les dossiers, et marquez-la comme présélectionnée.',
  newcomersHint:
    'Les nouvelles personnes ne prennent que dans les files présélectionnées, s’il en est une qui leur soit ouverte.',
  preScreened: 'Cette file est présélectionnée',
  lookAlikes: 'De ses dossiers, des images inoffensives de votre choix, qui ressemblent',
  ofCases: (hundredths) => (hundredths === 0 ? 'aucun' : `${figure(hundredths)} sur 100`),
  order: 'Quel dossier vient ensuite',
  orders: {
    fair_share: 'celui qui équilibre l’exposition de chaque personne, parmi les plus anciens',
    oldest_first: 'le plus ancien',
  },
  shares,
  save: 'Enregistrer',
  unchanged: 'Rien n’a encore changé.',
  // The rules.
  rules: 'Règles',
  rulesHint:
    'En partant du haut, la première qui convient à un envoi décide où son dossier attend. Si aucune ne convient, il attend avec la liste dont il est le plus proche.',
  noRules: 'Il n’y a pas de règle.',
  addRule: 'Ajouter une règle',
  change: 'Modifier',
  changeRule: (rule) => `Modifier la règle ${rule}`,
  remove: 'Supprimer',
  up: 'Plus tôt',
  down: 'Plus tard',
  to: (queue) => `vers ${queue}`,
  first: (priority) => `priorité ${figure(priority)}`,
  decided: (n) =>
    count(n, {
      one: `aurait décidé ${figure(n)} dossier`,
      other: `aurait décidé ${figure(n)} dossiers`,
    }),
  tryRules: 'Essayer sur les dernières 24 heures',
  saveRules: 'Enregistrer les règles',
  dropChanges: 'Annuler les changements',
  when,
  badBand: 'Les distances vont de 0 à 31, la plus petite d’abord.',
  never: 'Des octets identiques n’ont pas de distance : rien ne convient.',
  // One rule.
  ruleTitle: 'Règle',
  name: 'Nom de la règle',
  goesTo: 'Les dossiers vont vers',
  priority: 'Priorité là-bas',
  priorityHint: 'La plus haute passe d’abord. 0 est l’usage.',
  lists: 'Sur l’une de ces listes',
  about: 'Par une liste à propos de',
  signal: 'Reconnu par',
  anySignal: 'octets identiques ou empreinte proche',
  bandFrom: 'Seulement aussi proche : de, en bits',
  bandTo: 'à, en bits',
  categories: 'Catégories, séparées par des virgules',
  sources: 'Envoyé par',
  kind: 'Type d’image',
  anyKind: 'tous',
  anyHint: 'Rien de coché : tous.',
  use: 'Utiliser cette règle',
  // The dry run.
  tried: (cases) =>
    count(cases, {
      one: `Sur ${figure(cases)} dossier des dernières 24 heures :`,
      other: `Sur ${figure(cases)} dossiers des dernières 24 heures :`,
    }),
  triedNone: 'Aucun dossier n’a été ouvert dans les dernières 24 heures.',
  triedNewest: (cases) =>
    count(cases, {
      one: `Sur le dossier le plus récent des dernières 24 heures, qui en comptaient davantage :`,
      other: `Sur les ${figure(cases)} dossiers les plus récents des dernières 24 heures, qui en comptaient davantage :`,
    }),
  stay: (n, queue) =>
    count(n, {
      one: `${figure(n)} attendrait dans ${queue}, où il est`,
      other: `${figure(n)} attendraient dans ${queue}, où ils sont`,
    }),
  go: (n, from, to) =>
    count(n, {
      one: `${figure(n)} attendrait dans ${to} au lieu de ${from}`,
      other: `${figure(n)} attendraient dans ${to} au lieu de ${from}`,
    }),
  nothingChanged: 'Un essai n’enregistre rien.',
  // Cases.
  copyLink: 'Copier le lien',
  copied: 'Copié',
  copyLinkOf: (id) => `Copier le lien vers le dossier ${id}`,
  noCases: 'Aucun dossier n’est ouvert ici.',
  caseId: 'Dossier',
  since: 'Depuis',
  state: 'État',
  send: 'Envoyer ailleurs',
  sendIt: 'Envoyer …',
  sendCase: (id) => `Envoyer ailleurs le dossier ${id}`,
  isWith: (name) => `chez ${name}`,
  isWaiting: 'en attente',
  handedTo: (name) => `attend ${name}`,
  held: (by, until) => `retenu par ${by} jusqu’au ${until}`,
  said: (name, words) => `${name} : « ${words} »`,
  notBefore: (at) => `pas avant le ${at}`,
  escalated: 'demandé aux responsables',
  settle: 'désaccord, pour un responsable',
  nobody: 'personne ne peut le prendre',
  passedOn: (n) => `passé par ${figure(n)}`,
  uploads: (n) => (n === 1 ? '' : `${figure(n)} envois`),
  moreCases: 'En montrer plus',
  more: 'Plus',
  all: 'C’est tout.',
  choose: 'choisir …',
  back: 'de retour parmi les autres',
  leads: 'les responsables',
  hold: {
    hour: 'personne pendant 1 heure',
    day: 'personne pendant un jour',
    week: 'personne pendant une semaine',
  },
  toQueue: (queue) => `file ${queue}`,
};
