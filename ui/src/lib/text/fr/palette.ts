/** The palette: finding what can be done. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

export const palette: Catalogue['palette'] = {
  title: 'Chercher',
  label: 'Ce que vous voulez faire',
  hint: 'Quelques lettres d’une action, d’une file ou d’une personne, ou le lien d’un dossier',
  results: 'Ce qui peut se faire',
  none: 'Rien de ce nom ne peut se faire d’ici.',
  count: (n) => count(n, { one: `${figure(n)} action`, other: `${figure(n)} actions` }),
  keys: { move: 'se déplacer', run: 'exécuter', close: 'fermer' },
  places: 'Aller à',
  cases: 'Dossier',
  people: 'Personnes',
  openCase: (id) => `Ouvrir le dossier …${id}`,
  noCase: 'Il n’y a pas de dossier à l’écran.',
  nothingToUndo: 'Il n’y a pas de verdict à reprendre.',
  noPair: 'Il n’y a pas d’autre correspondance.',
  limitsOf: (person) => `${person} : limites et équipes`,
  team: (person, team) => `${person}, équipe ${team}`,
  inNoTeam: (person) =>
    `${person} n’est dans aucune équipe. Ajoutez cette personne à l’une de celles ci-dessous.`,
};
