/** What stands beside a case: why it is here, where its entries come from, what was decided before. Names no content. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

export const evidence: Catalogue['evidence'] = {
  // Why a case is in its queue.
  byRule: (number) => `Ici par la règle ${figure(number)}`,
  byNamedRule: (number, name) => `Ici par la règle ${figure(number)}, « ${name} »`,
  met: (rule, conditions) => `${rule} : ${conditions}`,
  ofSource: 'de certaines sources',
  byList: 'Ici parce que sa liste la plus proche attend ici',
  unreadable: 'Ici parce qu’il n’a pas pu être lu',
  byHand: 'Envoyé ici à la main',
  // Where an entry comes from.
  origin: 'D’où vient l’entrée',
  from: 'Source',
  imported: 'la liste elle-même',
  verdict: 'un verdict rendu ici',
  list: 'Liste là-bas',
  number: 'Numéro là-bas',
  name: 'Son nom là-bas',
  unnamed: 'non donné',
  hash: 'Empreinte en cause',
  variant: 'd’une copie modifiée, confirmée ici',
  // What was decided of it.
  confirmed: (n) =>
    count(n, {
      one: `Confirmée dans ${figure(n)} autre dossier`,
      other: `Confirmée dans ${figure(n)} autres dossiers`,
    }),
  confirmedInNone: 'Confirmée dans aucun autre dossier',
  disputed: (n) => `contestée dans ${figure(n)}`,
  disputedInNone: 'contestée dans aucun',
  different: (n) => `une autre image dans ${figure(n)}`,
  newest: (words, n) => `${words}. Il y en a d’autres ; voici les ${figure(n)} plus récents.`,
  // What was decided of the same bytes.
  seenBefore: (n) =>
    count(n, {
      one: `Déjà vu : les mêmes octets, jugés ${figure(n)} fois`,
      other: `Déjà vu : les mêmes octets, jugés ${figure(n)} fois`,
    }),
  ofList: (list, said) => `${list} : ${said}`,
  listGone: 'Une liste disparue',
  notAssessed: 'contenu non évalué',
  reversed: 'jugé de nouveau après une annulation',
};
