/** One's own verdicts, one by one. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

export const history: Catalogue['history'] = {
  title: 'Mon historique',
  lead: 'Ce que vous avez décidé, et ce qu’il en est advenu. Personne d’autre ne voit cette liste, et il n’en existe aucune de quelqu’un d’autre, ni pour vous ni pour un responsable.',
  busy: 'Demande au hub',
  empty: 'Vous n’avez encore décidé aucun dossier.',
  none: 'Aucun de vos verdicts ne correspond à ces filtres.',
  failed:
    'Le hub n’a pas donné votre historique. Il sera interrogé de nouveau dès qu’il sera joignable.',
  again: 'Réessayer',
  // Filters.
  filters: 'Montrer seulement',
  from: 'Du',
  to: 'Au',
  dayHint: 'Année-mois-jour, comme 2026-11-26',
  queue: 'File',
  content: 'Dit du contenu',
  look: 'Comment c’était décidé',
  fate: 'Ce qu’il en est advenu',
  any: 'Tout',
  clear: 'Tout montrer de nouveau',
  withLook: 'Avec un visionnage',
  withoutLook: 'Sans visionnage',
  contents: {
    abusive: 'Contenu d’abus',
    not_abusive: 'Pas un contenu d’abus',
    other_policy: 'Contraire à une autre règle',
    not_assessed: 'Non évalué',
  },
  fates: {
    in_grace: 'Peut être repris',
    stands: 'Tient',
    overruled: 'Décidé autrement',
    reversed: 'Annulé par un responsable',
  },
  // Rows.
  rows: 'Les plus récents d’abord',
  when: 'Quand',
  said: 'Votre avis',
  match: 'Correspondance la plus proche',
  seen: 'Vu au plus',
  inCase: 'Dossier',
  act: 'À faire',
  settled: 'tranché par vous',
  noMatch: 'plus aucune',
  exact: (list) => `${list} : les mêmes octets`,
  near: (list, bits) =>
    `${list} : ${count(bits, { one: `${figure(bits)} bit d’écart`, other: `${figure(bits)} bits d’écart` })}`,
  saidNear: (list) => `${list} : dite proche`,
  atRest: 'comme au repos',
  left: (time) => `Peut être repris pendant ${time}`,
  takeBack: 'Reprendre',
  takeBackOf: (when) => `Reprendre votre avis du ${when}`,
  standsHint:
    '« Tient » veut dire que personne n’a décidé autrement, qu’une autre personne soit encore consultée ou non.',
  // Pages.
  pages: 'Pages',
  page: (number) => `Page ${figure(number)}`,
  newer: 'Plus récents',
  older: 'Plus anciens',
  newest: 'Ce sont les plus récents.',
  oldest: 'Il n’y en a pas de plus anciens.',
  // A file.
  file: 'L’emporter',
  fileHint:
    'Tout ce que les filtres laissent passer, dans un fichier de votre dossier de téléchargements, ou de votre dossier personnel à défaut. Il ne contient ni image, ni empreinte, ni vos propres mots.',
  csv: 'Enregistrer pour un tableur (CSV)',
  fetched: (n) =>
    count(n, {
      one: `${figure(n)} verdict reçu jusqu’ici`,
      other: `${figure(n)} verdicts reçus jusqu’ici`,
    }),
  writing: 'Le fichier est en cours d’écriture.',
  wait: 'Un fichier est en préparation. Attendez-le, ou arrêtez-le.',
  stop: 'Arrêter',
};
