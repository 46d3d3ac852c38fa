/** Setting services outside: what is asked for, and what each change means before it is made. */
import type { Sends } from '../../host/wire.gen.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Setting = Catalogue['oversight']['setting'];
type Distances = Catalogue['oversight']['distances'];

const leaves: Record<Sends, string> = {
  hashes: 'Les empreintes des envois lui parviennent, et rien d’autre.',
  uploads:
    'Chaque envoi lui parvient en entier, tel qu’il est arrivé, avec ses empreintes. Ne le faites que si votre droit et votre contrat avec le service le permettent.',
};

export const setting: Setting = {
  addMatcher: 'Ajouter un comparateur',
  changeMatcher: (name) => `Modifier ${name}`,
  change: 'Modifier',
  matcherKind: 'Ce que c’est',
  name: 'Nom',
  nameHint: 'Une ligne, 60 caractères au plus. Il reste tel quel.',
  address: 'Adresse',
  addressHint: 'https://hôte/chemin, ou http:// sur la machine même du hub.',
  addressAnew: 'À une autre adresse, son identifiant doit être donné de nouveau.',
  shows: 'Comment le hub se présente',
  credentials: {
    keep: 'comme maintenant',
    none: 'pas du tout',
    bearer: 'par un jeton',
    basic: 'par un nom et un mot de passe',
    headers: 'par un en-tête',
  },
  token: 'Jeton',
  user: 'Nom là-bas',
  password: 'Mot de passe',
  header: 'Nom de l’en-tête',
  value: 'Valeur de l’en-tête',
  secretHint:
    'Il va au hub, qui le scelle et ne le montre jamais. Il n’est pas gardé ici : après un refus, il faut le saisir de nouveau.',
  allOfIt:
    'Ceci remplace le tout. Un certificat client se donne avec son identifiant par la ligne de commande du hub, et disparaît là où l’on remplace celui-ci ici.',
  lists: 'Lesquelles de ses listes deviennent lesquelles des vôtres',
  listHints: {
    hma: 'Par les noms que ses banques portent là-bas, comme NCMEC_EX. Les listes qui ne sont pas nommées sont laissées de côté.',
    shield:
      'Par ses classes : csam, harmful-abusive-material. Ce qui n’est pas nommé est laissé de côté.',
  },
  theirs: (at) => `Liste là-bas, ${figure(at)}`,
  ours: (at) => `Votre liste, ${figure(at)}`,
  addList: 'Nommer une liste',
  removeList: (at) => `Laisser de côté la liste ${figure(at)}`,
  noLists: 'Aucune n’est nommée : rien de ce qu’il liste ne compte ici.',
  ownNone: 'Le hub n’a encore aucune liste.',
  sends: 'Ce qui lui parvient',
  sendsNames: { hashes: 'des empreintes seules', uploads: 'des envois entiers aussi' },
  leaves,
  startsOff: 'Il n’est pas interrogé tant que vous ne l’activez pas.',
  save: 'Enregistrer',
  add: 'Ajouter',
  leave: 'Laisser',
  incomplete: 'Il manque le nom et l’adresse.',
  incompleteSecret: 'L’identifiant n’est pas complet.',
  incompleteLists: 'Une liste n’a pas de nom.',
  unchanged: 'Rien n’est modifié.',
  sending: 'Le hub en est informé.',
  silent: 'Le hub n’a pas répondu. Réessayez.',
  refused: (says) => `Le hub ne l’a pas fait : ${says}.`,
  switchOn: 'Activer',
  switchOff: 'Désactiver',
  switchOnYes: 'L’activer',
  switchOffYes: 'Le désactiver',
  switchOnOf: (name) => `Activer ${name}`,
  switchOffOf: (name) => `Désactiver ${name}`,
  remove: 'Retirer',
  removeOf: (name) => `Retirer ${name}`,
  onMeans: (name, leaving) =>
    `${name} est désormais interrogé sur chaque envoi. ${leaving} Tant qu’il ne répond pas, les envois ne sont pas vérifiés.`,
  offMeans: (name) =>
    `${name} n’est plus interrogé. Les envois pour lesquels lui seul devait encore répondre sont réglés sans lui. Ce qu’on a appris de lui reste listé.`,
  removeMeans: (name) =>
    `${name} est oublié avec son identifiant ; pour le retrouver, il faut le configurer de nouveau. Les envois pour lesquels lui seul devait encore répondre sont réglés sans lui. Ce qu’on a appris de lui reste listé.`,
  removeYes: 'Le retirer',
  addDestination: 'Ajouter un destinataire',
  destinationKind: 'Ce que c’est',
  source: 'De quels envois il entend parler',
  noSources:
    'Aucune source n’envoie encore. On en ajoute une avant que sa plateforme puisse apprendre quoi que ce soit.',
  signs: 'Ce qui signe les messages',
  signsHint:
    'whsec_ et du Base64. S’il est laissé vide, le hub en crée un et le montre une fois : la plateforme en a besoin pour vérifier ce qui arrive.',
  matcher: 'Quel comparateur',
  noMatchers: 'Aucun HMA n’est configuré. On l’ajoute d’abord comme comparateur.',
  confirmed: 'Sa banque de contenus confirmés',
  confirmedHint: 'Majuscules, chiffres et tirets bas, comme elle est nommée là-bas.',
  harm: 'De quoi traite ce dont il entend parler',
  harms: {
    csam: 'Abus sexuels sur mineurs',
    ncii: 'Images intimes diffusées sans consentement',
    terrorism: 'Contenus terroristes',
    other: 'Tout autre sujet',
  },
  hears: 'Listes dont il entend parler',
  hearsHint:
    'Aucune cochée : toutes les listes sur ce sujet. Les réponses sur d’autres listes n’y vont jamais.',
  tells: {
    platform:
      'Il apprend ce qui a été décidé des envois de cette source : quel envoi, et le résultat. Aucune image, aucune empreinte, aucun nom et aucun mot.',
    ncmec:
      'Il reçoit un avis sur des empreintes de sa propre liste, et seulement sur celles-là : favorable, ou défavorable avec l’une de ses raisons. Rien de ce qui a seulement été classé, et aucun mot.',
    hma: 'Ce que des personnes ont confirmé y est mis en banque avec l’identifiant du dossier de ce hub, ce qu’elles contestent y est désactivé. Des empreintes lui parviennent, et aucune image.',
  },
  destinationOff:
    'Rien ne part tant que vous ne l’activez pas. Un essai à blanc montre d’abord ce qui partirait.',
  incompleteDestination: 'Il manque quelque chose ci-dessus.',
  modes: { off: 'Désactiver', dry_run: 'Essai à blanc', on: 'Activer' },
  modesYes: { off: 'Le désactiver', dry_run: 'Montrer seulement', on: 'L’activer' },
  modesOf: {
    off: (name) => `Désactiver ${name}`,
    dry_run: (name) => `Montrer seulement ce qui partirait pour ${name}`,
    on: (name) => `Activer ${name}`,
  },
  whatModesDo: {
    off: 'Plus rien n’est noté pour lui, et rien ne part. Ce qui attend reste tel quel.',
    dry_run:
      'Ce qui partirait est noté et montré ici, à l’octet près. Rien ne part avant que ce soit activé.',
    on: 'Ce qui est décidé désormais part pour lui dès que cela prend effet, de même que ce qu’un essai à blanc a montré et qui vaut encore.',
  },
  hearsOf: (lists, harm) => `Entend parler de ${lists} (${harm}).`,
  waits: (waiting, dead) =>
    `${count(waiting, { one: `${figure(waiting)} message attend`, other: `${figure(waiting)} messages attendent` })}, ${count(dead, { one: `${figure(dead)} n’est pas arrivé`, other: `${figure(dead)} ne sont pas arrivés` })}.`,
  removeDestinationMeans: (name) =>
    `${name} est oublié avec son secret. Ce qui n’est pas parti pour lui ne partira jamais ; ce qu’il a appris reste consigné.`,
  answers: 'Il répond et prend ce qu’on lui dit.',
  answersNot: 'Il répond, et n’est pas prêt :',
  makeBank: 'Créer sa banque',
  makeBankOf: (name) => `Créer la banque de contenus confirmés de ${name}`,
  leaving: 'Montrer ce qui partirait',
  leavingOf: (name) => `Montrer ce qui partirait pour ${name}`,
  leavingTitle: (name) => `Ce qui doit encore partir pour ${name}`,
  leavingAsked: 'On le demande au hub.',
  leavingNone: 'Rien n’attend de partir.',
  leavingFailed: 'Le hub ne l’a pas donné. Réessayez.',
  leavingMore: 'Les vingt derniers sont montrés ; il y en a de plus anciens.',
  leavingCase: (id, at) => `Dossier ${id}, depuis ${at}`,
  cannotLeave: 'Cela ne peut pas être exprimé pour ce destinataire, et ne part pas.',
  putAway: 'Ranger',
  madeTitle: 'Le secret qui signe ses messages',
  made: 'Il est montré cette seule fois : copiez-le maintenant, et donnez-le à qui exploite la plateforme.',
  madePutAway: 'Je l’ai copié',
};

const bands: Distances['bands'] = {
  equal: { name: 'octets ou empreinte identiques', short: '0' },
  to8: { name: '1 à 8 bits', short: '1–8' },
  to16: { name: '9 à 16 bits', short: '9–16' },
  to24: { name: '17 à 24 bits', short: '17–24' },
  to31: { name: '25 à 31 bits', short: '25–31' },
  beyond: { name: 'plus de 31 bits', short: '32+' },
  said_near: { name: 'seulement dit proche', short: 'dit' },
};

export const distances: Distances = {
  title: 'À quelle distance les listes se trompent',
  hint: 'Parmi les correspondances jugées, celles qui étaient une autre image, selon le nombre de bits entre l’empreinte de l’envoi et celle de la liste.',
  list: 'De quelle liste',
  all: 'Toutes les listes',
  band: 'Proximité',
  bands,
  table: 'Fausses correspondances selon leur proximité',
  plot: 'Part des correspondances qui étaient une autre image, selon leur proximité, en barres. Le tableau à côté contient la même chose.',
  until: (day) =>
    `Tout ce qui a été décidé avant le ${day} et vaut encore. Les semaines sont dites un jour après leur fin, pour que deux lectures ne révèlent jamais une seule réponse.`,
  none: 'Rien n’a encore été décidé sur cette liste, ou pas dans une semaine terminée.',
  noLists: 'Le hub n’a encore aucune liste.',
  byList: 'Quelles listes se trompent',
  byListHint:
    'Parmi les correspondances jugées, celles qui étaient une autre image, liste par liste, quelle que soit la distance.',
  byListTable: 'Combien de fois chaque liste s’est trompée',
  byListPlot: (lists) =>
    `Part des correspondances qui étaient une autre image, pour ${count(lists, { one: `${figure(lists)} liste`, other: `${figure(lists)} listes` })}, en barres. Le tableau à côté contient la même chose.`,
  byListLeftOut: (drawn, others) =>
    `Les barres montrent les ${figure(drawn)} listes qui se trompent le plus souvent ; ${count(others, { one: `${figure(others)} autre n’est`, other: `${figure(others)} autres ne sont` })} que dans le tableau.`,
};
