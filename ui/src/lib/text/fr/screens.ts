/** Every screen but the review. */
import type { Catalogue } from '../catalogue.ts';
import type { screens as english } from '../en/screens.ts';
import { count, figure } from './counting.ts';
import { problems } from './reasons.ts';

const roles: Catalogue['home']['roles'] = {
  moderator: 'Modération',
  lead: 'Responsable d’équipe',
  admin: 'Administration',
  source: 'Source',
};

const names: Catalogue['settings']['names'] = {
  block: { name: 'Séquence de travail', means: 'Temps entre deux pauses' },
  rest: { name: 'Pause', means: 'Repos continu qui ouvre une nouvelle séquence' },
  review_per_day: { name: 'Examen par jour', means: 'Sur les dernières 24 heures' },
  looks_notice: { name: 'Avis après', means: 'Visionnages dans une séquence' },
  looks_per_day: { name: 'Visionnages par jour', means: 'Sur les dernières 24 heures' },
  looking_per_day: { name: 'Temps de visionnage par jour', means: 'Sur les dernières 24 heures' },
  resting_rung: { name: 'Un dossier repose à', means: 'Ce qui est à l’écran sans visionnage' },
  max_rung: { name: 'Jamais plus que', means: 'Le plus haut palier que vous puissiez demander' },
  veiled_end: { name: 'Voilé à la fin', means: 'La fin d’un service, sans visionnage' },
  first_days: {
    name: 'Premiers jours',
    means: 'Avec la moitié des visionnages et du temps de visionnage',
  },
  cool_down: { name: 'Après un dossier grave', means: 'Temps sans visionnage' },
};

const signIn: Catalogue['signIn'] = {
  title: 'Connexion',
  lead: 'Par défaut, Scrim réduit ce que vous voyez. Une image ne s’éclaire que si vous le demandez, et seulement autant qu’une décision l’exige.',
  hub: 'Hub',
  hubHint: 'L’adresse que votre organisation vous a donnée',
  name: 'Nom',
  password: 'Mot de passe',
  submit: 'Se connecter',
  busy: 'Demande au hub',
  missing: 'Remplissez d’abord les trois champs.',
  cannot: 'Pas sur ce hub.',
  odd: {
    certificate:
      'Cet ordinateur ne fait pas confiance au certificat du hub, rien n’y a donc été envoyé. Vérifiez l’adresse ; si elle est juste, adressez-vous à qui gère le hub.',
    too_old:
      'Ce hub est plus ancien que ce que ce poste accepte. Qui le gère doit le mettre à jour, ou prenez le poste livré avec lui.',
    too_new: problems.hub_too_new,
  },
  noHub: 'Dites d’abord où est le hub.',
  wait: 'La question est posée au hub. Attendez sa réponse.',
  organisation: 'Se connecter par votre organisation',
  awaited: 'Continuez dans votre navigateur, et revenez ici quand c’est fait.',
  notOpened:
    'Le navigateur n’a pas pu être ouvert. Choisissez-en un dans les réglages de votre système et réessayez.',
  cancel: 'Ne pas attendre',
  noWay:
    'Ce hub n’offre aucun moyen de se connecter. Adressez-vous aux personnes qui l’exploitent.',
};

const home: Catalogue['home'] = {
  title: 'Accueil',
  hello: (name) => `Bonjour, ${name}`,
  roles,
  queues: 'Files',
  waiting: (n) =>
    count(n, { one: `${figure(n)} dossier attend`, other: `${figure(n)} dossiers attendent` }),
  empty: 'rien n’attend',
  oldest: (age) => `le plus ancien : ${age}`,
  noQueues: 'Aucune file ne vous est attribuée. Demandez-en une à un responsable.',
  review: 'Examiner',
  favourite: (queue) => `${queue} vient en premier`,
  markQueue: (queue) => `Mettre ${queue} en premier`,
  unmarkQueue: (queue) => `Remettre ${queue} parmi les autres`,
  reviewQueue: (queue) => `Examiner ${queue}`,
  start: 'Commencer l’examen',
  link: 'Lien vers un dossier',
  noLink: 'Collez d’abord le lien. Un responsable le copie depuis les dossiers ouverts d’une file.',
  openCase: 'Ouvrir le dossier',
  startHint: 'Prend le prochain dossier de l’une de vos files',
  queueEmpty: 'Rien n’attend dans cette file.',
  day: 'Ma journée',
  block: 'Pause dans',
  noBlock: 'Aucune séquence en cours',
  untilBreak: (left) => `Pause dans : ${left}`,
  looks: 'Visionnages restants',
  looking: 'Temps de visionnage restant',
  reviewing: 'Examen aujourd’hui',
  notice: 'Beaucoup de visionnages dans cette séquence. Une pause anticipée ne coûte rien.',
  privateNote: 'Vous seul voyez ces nombres.',
  record: 'Mon relevé',
  settings: 'Réglages',
  signOut: 'Se déconnecter',
  runQueues: 'Files et règles',
  care: 'Limites et soutien',
  unreadable: (n) => `N’ont pas pu être lus : ${figure(n)}`,
};

const unreadableList: Catalogue['unreadableList'] = {
  title: 'N’ont pas pu être lus',
  lead: 'Les envois que le hub n’a pas pu lire, ou seulement en partie, et qui n’ont été montrés à personne. Leurs fichiers sont gardés scellés.',
  empty: 'Tout ce qui est arrivé a pu être lu.',
  busy: 'Demande au hub',
  counts: 'Par raison',
  uploads: (n) => count(n, { one: `${figure(n)} envoi`, other: `${figure(n)} envois` }),
  list: 'Les plus récents d’abord',
  when: 'Quand',
  why: 'Pourquoi',
  source: 'Source',
  reference: 'Sa référence',
  noReference: 'non donnée',
  size: 'Taille',
  upload: 'Envoi',
  knownTo: (lists) => `Ses octets sont sur : ${lists}`,
  more: 'Montrer les plus anciens',
  all: 'C’est tout.',
};

const rest: Catalogue['rest'] = {
  title: 'Pause',
  forced: 'L’heure de la pause',
  chosen: 'Votre pause',
  blockOver: 'Un bloc est terminé',
  blockOverHint: 'Votre part est dans ce que vous avez tous accompli.',
  left: 'restantes',
  since: 'écoulées',
  end: 'Terminer la pause',
  mayNotEnd: 'Cette pause va jusqu’à sa fin. Rien ne vous attend entre-temps.',
  clear: 'Plus rien d’aucun dossier n’est en mémoire.',
  breatheIn: 'inspirez',
  breatheOut: 'expirez',
  pacer: 'Respirez avec le cercle si vous le souhaitez',
  look: {
    title: 'Regardez au loin',
    hint: 'Quelque chose de vert, quelque chose de lointain, un moment.',
  },
  water: { title: 'Eau', hint: 'Un verre, lentement.' },
  stretch: { title: 'Étirements', hint: 'Épaules basses, bras levés, quelques pas.' },
  play: 'Taquin',
  stopPlay: 'Ranger le taquin',
  playHint: 'Les flèches glissent une pièce dans le vide. Ni score, ni chronomètre.',
  playDone: 'Tout est en place.',
  board: 'Taquin',
  tile: (n) => `Pièce ${figure(n)}`,
  again: 'Mélanger de nouveau',
};

const settings: Catalogue['settings'] = {
  title: 'Réglages',
  review: 'Visionnage et limites',
  lead: 'Vous pouvez rendre chaque limite plus stricte que le socle de votre organisation, jamais plus souple. Aucune raison n’est demandée.',
  names,
  origins: {
    default: 'par défaut',
    floor: 'fixé par votre organisation',
    team: 'fixé par votre équipe',
    person: 'fixé par vous',
  },
  floor: (value) => `socle : ${value}`,
  save: 'Enregistrer',
  unchanged: 'Rien n’a encore changé.',
  busy: 'Enregistrement en cours. Attendez le hub.',
  previewOf: (rung) => `Ce que vous verriez : ${rung}`,
  previewHint: 'Une image inoffensive, dessinée par un programme et préparée par le hub lui-même',
  previewRungs: 'La montrer à',
  previewAlt: (rung) => `Une image inoffensive : ${rung}`,
  tone: 'Ton des visionnages en gris',
  toneHint: 'Vaut aussitôt. Cela ne rend rien plus net ; la couleur reste couleur.',
  tones: {
    as_is: { name: 'Gris', means: 'tel qu’il est fait' },
    sepia: { name: 'Sépia', means: 'chaud et plus doux' },
  },
  firstLook: 'Avant le premier visionnage d’une séquence',
  firstLookHint: 'Vaut aussitôt, à chaque poste où vous vous connectez. Personne n’est averti.',
  firstLookOn: 'Une ligne à lire',
  daysValue: (n) => count(n, { one: `${figure(n)} jour`, other: `${figure(n)} jours` }),
  passing: (from) => `${from} ; plus souple dès la prochaine séquence`,
  looksValue: (n) =>
    count(n, { one: `${figure(n)} visionnage`, other: `${figure(n)} visionnages` }),
  resting: 'Au repos',
  leftOut: {
    title: 'Ce que vous ne prenez pas',
    hint: 'Aucune raison n’est demandée, et personne n’est averti. Cela ne vous est jamais donné, quelle que soit la file ; ce que vous en avez retourne sans être vu.',
    media: 'Types de médias',
    kinds: { still: 'Images fixes', animation: 'Animations' },
    categories: 'Catégories des dossiers jusqu’ici',
    another: 'Une autre catégorie',
    unknown: 'Tant qu’une catégorie est écartée, les dossiers sans catégorie connue le sont aussi.',
    save: 'Enregistrer ce que vous écartez',
  },
  limits: 'Limites',
  machine: 'Cet ordinateur',
  account: 'Votre compte',
  everywhere: 'Se déconnecter partout',
  everywhereMeans: 'Votre session est fermée ici aussi ; vous vous reconnecterez à votre retour.',
  everywhereYes: 'Se déconnecter de chaque poste',
  everywhereHint:
    'Ferme votre session sur chaque poste, celui-ci compris. Les dossiers en main retournent dans leur file, et les verdicts qu’un autre poste n’a pas encore envoyés sont perdus.',
};

export const screens: Pick<Catalogue, keyof typeof english> = {
  starting: { title: 'Démarrage', hint: 'Recherche d’une connexion précédente' },
  signIn,
  home,
  unreadableList,
  team: {
    title: 'Ce que le travail de l’équipe a permis',
    stopped: 'envois bloqués sans que personne regarde',
    confirmed: 'images connues tenues hors ligne',
    decided: 'dossiers décidés',
  },
  rest,
  settings,
  curtain: {
    title: 'Rideau',
    text: 'Le rideau est baissé.',
    hint: 'Prenez le temps qu’il vous faut.',
    lift: 'Lever le rideau',
  },
};
