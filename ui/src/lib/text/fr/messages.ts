/** What the desk has to say, one message at a time. */
import type { Aside } from '../../host/wire.gen.ts';
import { clock } from '../../time/words.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';
import { problems } from './reasons.ts';
import { urgent } from './urgent.ts';

const unsentAside: Record<Aside, string> = {
  newer:
    'Un Scrim plus récent a laissé ici des verdicts non envoyés. Ils sont mis de côté : rouvrez le plus récent pour les envoyer, ou décidez de nouveau de ces dossiers.',
  unreadable:
    'Des verdicts non envoyés n’ont pas pu être lus. Ils sont mis de côté dans le dossier de Scrim : si ces dossiers reviennent, décidez-en de nouveau.',
};

const settingsAside: Record<Aside, string> = {
  newer:
    'Un Scrim plus récent a laissé des réglages de cet ordinateur que celui-ci ne sait pas lire. Ils sont mis de côté, et les réglages habituels valent.',
  unreadable:
    'Les réglages de cet ordinateur n’ont pas pu être lus. Ils sont mis de côté, et les réglages habituels valent.',
};

export const messages: Catalogue['messages'] = {
  refused: ({ code, until }) =>
    until === null
      ? problems[code]
      : `${problems[code]} De nouveau possible après ${clock(until)}.`,
  case_gone: () => 'Ce dossier n’est plus chez vous. Voici le suivant.',
  undone: () => 'Le verdict est retiré. Le dossier se rouvre sans image.',
  caught: ({ verdicts }) =>
    count(verdicts, {
      one: 'Le hub est de retour et a reçu votre verdict en attente.',
      other: `Le hub est de retour et a reçu vos ${figure(verdicts)} verdicts en attente.`,
    }),
  signed_out: () => 'La session est terminée. Connectez-vous de nouveau.',
  saved: () => 'Enregistré.',
  told: () => 'Le hub est prévenu et commence dans la minute.',
  older_hub: () =>
    'Ce hub est plus ancien que ce poste. Le travail continue ; votre accueil dit ce qu’il ne peut pas encore faire.',
  escalated: () => 'Un responsable reprendra ce dossier. Voici le suivant.',
  not_to_be_had: () =>
    'Ce dossier ne peut pas vous revenir maintenant : il est décidé, quelqu’un l’a, vous l’avez passé, ou il est dans une file qui n’est pas la vôtre.',
  link_waits: () =>
    'Un lien vers un dossier a été ouvert. Le dossier vient dès que vous êtes à l’accueil et pouvez examiner ; rangez ceci pour y renoncer.',
  no_link: () =>
    'Ce n’est pas un lien vers un dossier. Copiez-le en entier, ou l’identifiant seul.',
  reversed: () =>
    'Un responsable est revenu sur l’un de vos verdicts. Rien n’est retenu contre vous.',
  nobody_left: () =>
    'Des dossiers attendent que personne ne peut prendre. Vos files disent lesquels : ouvrez-les à plus de personnes, ou confiez ces dossiers à quelqu’un.',
  not_marked: ({ code }) => urgent.notMarked(code),
  mark_taken_back: () => urgent.takenBack,
  mark_stays: ({ code }) => urgent.stays(code),
  set_aside: ({ unsent, settings }) =>
    [unsent && unsentAside[unsent], settings && settingsAside[settings]].filter(Boolean).join(' '),
};
