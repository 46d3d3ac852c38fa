/** Les classes qu’un verdict peut donner, pour qui les règle. */
import type { Catalogue } from '../catalogue.ts';

export const classes: Catalogue['administration']['classes'] = {
  table: 'Classes, dans l’ordre où elles sont proposées',
  code: 'Code',
  codeHint:
    'De 1 à 16 lettres, chiffres et _ . - commençant par une lettre ou un chiffre. Les décisions, les fichiers et l’interface nomment la classe par lui : il reste tel quel.',
  codeStays: (code) => `Son code est ${code}, et le reste.`,
  name: 'Nom',
  nameHint: 'Ce par quoi on la choisit. Les décisions d’avant portent aussi ce nom.',
  hint: 'Ce qu’elle veut dire',
  hintHint: 'Une ligne à côté du nom, pour qui choisit. Peut rester vide.',
  report: 'Dans un signalement',
  reports: 'Ce qu’elle est dans un signalement',
  reportsHint:
    'Les services de signalement lisent ces quatre classes et aucune autre. Cela compte pour ce qui est remis à partir de maintenant ; ce qui a été remis reste tel quel.',
  noReport: 'aucune classe',
  state: 'État',
  offered: 'proposée',
  retired: 'retirée',
  retire: 'Retirée',
  retiredHint:
    'Une classe retirée n’est plus donnée à rien de nouveau. Là où elle a été donnée elle reste, avec son nom et ce qu’elle est dans un signalement.',
  actions: 'Ce qu’on peut faire',
  none: 'Il n’y a aucune classe : on peut dire qu’aucune ne convient, et rien d’autre.',
  about:
    'Ce que vous changez vaut aussitôt, sur tous les postes. Une classe donnée à un dossier peut être retirée, mais pas supprimée. Mettez à jour les postes d’une version antérieure avant d’ajouter une classe à vous : ils ne savent pas lire une décision qui en porte une.',
  full: 'Il y a 24 classes, le plus qu’il puisse y en avoir.',
  add: 'Ajouter une classe',
  addYes: 'L’ajouter',
  change: 'Modifier',
  changeOf: (name) => `Modifier ${name}`,
  changesTo: (name) => `Modifications de ${name}`,
  save: 'L’enregistrer',
  unchanged: 'Rien n’est modifié.',
  up: 'Monter',
  upOf: (name) => `Monter ${name}`,
  down: 'Descendre',
  downOf: (name) => `Descendre ${name}`,
  incomplete: 'Il lui faut un code et un nom.',
  noCode: 'Ce n’est pas un code : voyez de quoi il est fait.',
  reserved: 'NONE se dit quand aucune classe ne convient. Choisissez un autre code.',
  codeKnown: 'Une classe a déjà ce code ; les majuscules n’y changent rien.',
  nameKnown: 'Une classe porte déjà ce nom.',
  remove: 'Supprimer',
  removeOf: (name) => `Supprimer ${name}`,
  removeMeans: (name) =>
    `${name} disparaît aussitôt, sur tous les postes. Rien de ce qui a été décidé ne la nomme.`,
  removeYes: 'La supprimer',
  wasGiven:
    'Elle a été donnée à des dossiers, qui la nomment par son code. Retirez-la plutôt : Modifier, Retirée.',
};
