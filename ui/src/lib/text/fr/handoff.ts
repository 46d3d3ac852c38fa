/** Remettre un dossier décidé pour un signalement. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Handoff = Catalogue['oversight']['handoff'];

const annotations: Handoff['annotations'] = {
  drawn_or_virtual: 'dessin, ou fait par ordinateur',
  potential_meme: 'diffusé par moquerie ou par indignation',
  viral: 'se répand vite',
  possibly_self_made: 'peut-être fait par l’enfant',
  physical_harm: 'quelqu’un est blessé',
  violence: 'violence explicite',
  bestiality: 'avec un animal',
  live_stream: 'tiré d’une diffusion en direct',
  infant: 'un nourrisson y figure',
  generated: 'fait par un modèle génératif',
};

const incidents: Handoff['incidents'] = {
  abuse_material: 'Contenu d’abus : détenu, fait ou transmis',
  trafficking: 'Un enfant est vendu pour du sexe',
  tourism: 'Quelqu’un voyage pour abuser',
  molestation: 'Un enfant est abusé',
  misleading_domain: 'Le nom d’un domaine mène des enfants à de tels contenus',
  misleading_words: 'Des mots ou des images mènent des enfants à de tels contenus',
  enticement: 'Un enfant est incité à des actes sexuels',
  sent_to_child: 'De tels contenus ont été envoyés à un enfant',
};

const seen: Handoff['seen'] = {
  whole: 'Il a été vu en entier, sans voile.',
  in_part: 'Une partie a été vue, ou un contour, ou certaines de ses images.',
  untold: 'Un visionnage a été accordé, et personne n’a dit ce qui en est apparu.',
  no: 'Il n’a pas été vu du tout.',
};

const uploads = (n: number) =>
  count(n, { one: `${figure(n)} envoi`, other: `${figure(n)} envois` });

export const handoff: Handoff = {
  prepare: 'Préparer un signalement',
  prepareOf: (id) => `Préparer un signalement sur le dossier ${id}`,
  title: (id) => `Un signalement sur le dossier ${id}`,
  lead: 'Scrim compose le signalement, et votre plateforme le dépose. Rien n’est envoyé d’ici, et aucune image n’est montrée ni gardée.',
  asked: 'Il est demandé au hub ce qu’il y a à signaler.',
  again: 'Redemander',
  upload: (at, of) => `Envoi ${figure(at)} sur ${figure(of)}`,
  reference: 'Référence de votre plateforme',
  noReference: 'aucune',
  came: 'Reçu',
  ledger: 'Ce que dit le registre',
  seen,
  viewed: 'Le fichier a-t-il été visionné ?',
  isViewed: 'Visionné',
  notViewed: 'Non visionné',
  viewedHint: 'Proposé par le registre. Vous pouvez dire moins que ce qu’il atteste.',
  notBorneOut:
    '« Visionné » n’est pas proposé : le registre n’atteste pas que quelqu’un ait vu tout ce fichier sans voile.',
  beside: 'Ce qu’il y a outre sa classe',
  besideHint: 'Cochez ce que vous savez. Ce qui n’est pas coché ne dit rien.',
  annotations,
  incident: 'Ce qui s’est passé',
  incidents,
  urgent: 'Urgence',
  isUrgent: 'À lire en premier',
  urgentWords: 'Pourquoi il est à lire en premier',
  urgentHint: 'En 3 000 caractères au plus, qui vont tels quels dans le signalement.',
  urgentMissing: 'Dites pourquoi il est à lire en premier, ou décochez la case.',
  handOver: 'Remettre',
  confirm: 'Oui, remettre',
  means: (n) =>
    `Un signalement sur ${uploads(n)} est composé : références, dates, empreintes, ce que vous avez dit et ce que le registre atteste. Il ne va à personne. Il est écrit dans des fichiers sur cet ordinateur, et c’est vous qui le déposez. Le journal garde que vous l’avez remis, et quand.`,
  underWay: 'Remise en cours. Attendez-la.',
  done: 'C’est remis, et le journal l’a noté. Déposez-le à partir d’ici :',
  files: 'Les fichiers du signalement',
  writing: 'Ils sont en cours d’écriture. Attendez-les.',
  written: (folder) =>
    `Écrits dans le dossier ${folder} : report.json, qui contient la preuve, report.xml, et un fichier XML pour chaque envoi. Personne d’autre sur cet ordinateur ne peut les lire.`,
  notWritten:
    'C’est remis, et ses fichiers n’ont pas pu être écrits. Voyez s’il y a de la place dans votre dossier de téléchargements, et écrivez-les de nouveau.',
  writeAgain: 'Écrire de nouveau les fichiers',
  silent: 'Le hub ne répond pas. Ce que vous avez dit reste ici ; réessayez quand il répondra.',
  inGrace: (until) => `La décision peut encore être reprise jusqu’à ${until}. Redemandez après.`,
  notDecided:
    'La décision ne vaut plus, rien n’a donc été remis. Fermez ceci, et cherchez de nouveau le dossier parmi les décisions.',
  gone: 'Le hub n’a pas ce dossier. Fermez ceci, et cherchez-le de nouveau parmi les décisions.',
  notTaken: (says) =>
    `Le hub ne l’a pas pris : ${says}. Revoyez ce qui est dit de chaque envoi, et réessayez.`,
};
