/** The review screen. Names no content, only what a person can do. */
import type { Catalogue } from '../catalogue.ts';
import { figure } from './counting.ts';

type Review = Catalogue['review'];

const choices: Review['choices'] = {
  settle: { name: 'Régler', means: 'Même image ; s’en remettre à la liste' },
  agree: { name: 'Confirmer', means: 'Même image, et sa place est sur la liste' },
  different: { name: 'Différente', means: 'Une autre image ; l’entrée reste telle quelle' },
  dispute: { name: 'À délister', means: 'Même image, mais l’entrée est fausse' },
  new_material: { name: 'Nouveau contenu', means: 'Une autre image, elle-même abusive' },
  undetermined: { name: 'Impossible à dire', means: 'Un responsable décide' },
};

const reasons: Review['reasons'] = {
  adult: 'On ne voit que des adultes',
  no_sexual_content: 'On ne voit rien de sexuel',
  drawn_or_generated: 'Dessin ou image générée, hors champ',
  wrong_category: 'Listée dans la mauvaise catégorie',
  artefact: 'Fichier corrompu ou collage',
  other: 'Autre chose, en toutes lettres',
};

const waiting: Review['waiting'] = {
  hub: {
    title: 'Le dossier suivant arrive',
    hint: 'Un bon moment pour regarder par la fenêtre.',
  },
  empty_queue: {
    title: 'Rien n’attend',
    hint: 'Cette file est vide. Les nouveaux dossiers apparaissent ici d’eux-mêmes.',
  },
  connection: {
    title: 'Le hub est injoignable',
    hint: 'Scrim continue d’essayer. Les verdicts que vous avez donnés sont conservés et seront envoyés.',
  },
};

const lastCase: Review['lastCase'] = {
  block: 'La séquence est terminée. Décidez ce dossier sous voile, ou laissez-le.',
  day: 'Votre temps d’examen du jour est épuisé. Décidez ce dossier sous voile, ou laissez-le.',
  shift: 'Votre service est terminé. Décidez ce dossier sous voile, ou laissez-le.',
};

export const review: Review = {
  title: 'Examen',
  choices,
  reasons,
  waiting,
  ladder: 'Ce qui est montré',
  now: 'à l’écran',
  asking: 'demandé',
  noPicture: 'Étiquette seule',
  noPictureHint: 'Aucune image n’est à l’écran.',
  picture: 'L’image examinée',
  pictureLost: 'L’image n’est pas arrivée. Choisissez un palier pour redemander.',
  hidden: 'Cachée',
  hiddenHint: 'Elle revient en même temps que vous.',
  preparing: 'Le voile se prépare',
  look: 'Maintenir pour voir',
  firstLook:
    'Avant le premier visionnage : ce qu’il montre a eu lieu. Ce que vous décidez est ce qui peut encore être fait.',
  hidesIn: (rung, left) => `${rung}, se cache dans ${left}`,
  cleared: (percent, limit) =>
    `${figure(percent)} % de l’image vus ; au-delà de ${figure(limit)} %, elle devient grise`,
  clearedPast: (percent, limit) =>
    `${figure(percent)} % de l’image vus : au-delà de ${figure(limit)} %, ce visionnage compte donc comme gris`,
  fullSize: { name: 'Taille réelle', means: 'chaque pixel, partie par partie' },
  fullSizeHint: 'Flèches ou glisser pour se déplacer',
  fullSizeSeen: (percent) => `${figure(percent)} % de l’image ouverts`,
  fullSizeLoading: (ready, of) => `Chargement : ${figure(ready)} parties sur ${figure(of)}`,
  fullSizeFailed: 'Une partie n’a pas pu être dessinée. Relâchez, puis redemandez.',
  fullSizeMap: 'Où vous êtes dans l’image',
  pressMode: 'Appuyer pour montrer',
  holdMode: 'Maintenir pour montrer',
  pressModeHint: 'Appuyez une fois pour montrer, encore une fois pour cacher',
  holdModeHint: 'Montré seulement tant qu’une touche est maintenue',
  evidence: 'Indices',
  match: (at, of) => `Correspondance ${figure(at)} sur ${figure(of)}`,
  exact: 'Exacte',
  exactMeans: 'les mêmes octets',
  near: 'Proche',
  nearMeans: 'une empreinte semblable',
  frame: (number, of) =>
    of === null
      ? `L’image ${figure(number)} est proche.`
      : `L’image ${figure(number)} sur ${figure(of)} est proche.`,
  frameItself: 'L’anneau sur la planche la désigne.',
  frameAlike: 'L’anneau sur la planche en désigne une qui lui ressemble.',
  frameUnmarked: 'Aucune image de la planche n’est désignée pour elle.',
  vetted: 'Liste vérifiée',
  otherList: 'Autre liste',
  distance: 'Distance',
  distanceOf: (bits, limit) => `${figure(bits)} bits sur ${figure(limit)} diffèrent`,
  distanceUntold: 'Shield dit proche et ne donne pas de distance.',
  quality: 'Qualité',
  qualityOf: (quality) => `${figure(quality)} sur 100`,
  uploads: 'Envois',
  uploadsOf: (n) => (n === 1 ? 'celui-ci seul' : `${figure(n)} dans cette même décision`),
  category: 'Catégorie',
  entry: 'Entrée',
  votes: 'Votes des membres',
  votesOf: (up, down) => `${figure(up)} pour, ${figure(down)} contre`,
  none: 'non donnée',
  seen: 'Déjà vu',
  traits: 'À propos de cette image',
  stageSettle: 'Désaccord à trancher',
  choicesTitle: 'Votre avis',
  needs: (rung) => `demande ${rung}`,
  enough: 'assez vu',
  chosen: 'choisi',
  reasonTitle: 'Pourquoi ne devrait-elle pas être listée ?',
  otherReason: 'Avec vos mots ; ils ne quittent jamais le hub',
  useReason: 'Utiliser cette raison',
  wordsMissing: 'Écrivez d’abord quelques mots.',
  asked: 'Ce qui vous est demandé',
  policy: 'Dans cette file',
  yourReason: 'Votre raison',
  explain: 'Donner une raison',
  explained: 'Modifier la raison',
  explainLabel: 'Pourquoi, avec vos mots ; ils ne quittent jamais le hub',
  notes: 'Notes sur ce contenu',
  ownNote: 'vous',
  note: 'Note',
  noteLabel: 'Pour qui retrouvera ce contenu ; elle ne quitte jamais le hub',
  noteLeave: 'Laisser la note',
  askLead: 'À un responsable',
  askLeadLabel: 'Que doit savoir le responsable ? Cela peut rester vide.',
  askLeadSend: 'Envoyer à un responsable',
  classTitle: 'Classe',
  noClass: 'Aucune de celles-ci',
  classed: (name) => `Classe ${name}`,
  classify: 'Classer',
  clearClass: 'Aucune classe',
  submit: 'Envoyer le verdict',
  skip: 'Passer',
  lastCase,
  lastCaseLeft: (left) => `encore ${left}`,
  undo: 'Annuler',
  undoFor: (left) => `Annuler (${left})`,
  further: (n) => `${figure(n)} de plus`,
  ready: (n) => (n === 0 ? 'le dernier pour l’instant' : `encore ${figure(n)}`),
};
