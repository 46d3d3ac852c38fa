/** What the desk has to say, one message at a time. */
import { clock } from '../../time/words.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';
import { problems } from './reasons.ts';
import { urgent } from './urgent.ts';

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
  escalated: () => 'Un responsable reprendra ce dossier. Voici le suivant.',
  not_to_be_had: () =>
    'Ce dossier ne peut pas vous revenir maintenant : il est décidé, quelqu’un l’a, vous l’avez passé, ou il est dans une file qui n’est pas la vôtre.',
  link_waits: () =>
    'Un lien vers un dossier a été ouvert. Le dossier vient dès que vous êtes à l’accueil et pouvez examiner ; rangez ceci pour y renoncer.',
  no_link: () =>
    'Ce n’est pas un lien vers un dossier. Copiez-le en entier, ou l’identifiant seul.',
  reversed: () =>
    'Un responsable est revenu sur l’un de vos verdicts. Rien n’est retenu contre vous.',
  not_marked: ({ code }) => urgent.notMarked(code),
  mark_taken_back: () => urgent.takenBack,
  mark_stays: ({ code }) => urgent.stays(code),
};
