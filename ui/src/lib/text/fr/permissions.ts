/** Ce que permettent les rôles, et ce que donnent les groupes d’un fournisseur d’identité. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Roles = Catalogue['administration']['roles'];
type Groups = Catalogue['administration']['groups'];

const anyRole = 'Tout rôle de personnes peut l’avoir.';

const permissions: Roles['permissions'] = {
  review: {
    name: 'Examiner des dossiers',
    means: 'Prendre des dossiers, regarder par autorisation, rendre des verdicts.',
    fixed:
      'C’est la raison d’être de la modération et des responsables. Qui gère les comptes ne regarde pas : l’administration ne l’a jamais.',
  },
  settle: {
    name: 'Trancher les désaccords',
    means: 'Décider là où deux personnes ont répondu différemment, et prendre ce qui est transmis.',
    fixed: 'C’est ce qui fait un responsable : lui seul l’a.',
  },
  reverse: {
    name: 'Renverser des verdicts',
    means: 'Reprendre un verdict confirmé, ce qui rouvre le dossier.',
    fixed: 'Seul qui tranche peut renverser.',
  },
  manage_queues: {
    name: 'Mener files et règles',
    means:
      'Créer des files, envoyer des dossiers ailleurs, voir ce que les destinations ont appris. Aucune image.',
    fixed: 'Par là, la modération pourrait pousser une image vers un collègue.',
  },
  set_floors: {
    name: 'Fixer des limites',
    means: 'Fixer les limites communes, les équipes, les heures et les catégories graves.',
    fixed: 'Par là, la modération pourrait desserrer ses propres limites.',
  },
  see_metrics: {
    name: 'Voir des chiffres',
    means: 'Voir des sommes sur tout le monde, jamais sur une personne.',
    fixed: anyRole,
  },
  see_unreadable: {
    name: 'Voir ce qui n’a pu être lu',
    means: 'Voir quels envois n’ont pu être lus, et pourquoi. Aucune image.',
    fixed: anyRole,
  },
  manage_people: {
    name: 'Gérer les personnes',
    means: 'Ajouter, modifier et couper personnes et sources ; fixer rôles et groupes.',
    fixed:
      'C’est ce qui fait l’administration, afin qu’une erreur puisse toujours être défaite. Qui regarde ne l’a jamais.',
  },
  manage_banks: {
    name: 'Gérer les listes',
    means: 'Créer des listes, importer du contenu connu, régler les services extérieurs.',
    fixed: 'Qui regarde ne met rien sur les listes dont parlent les verdicts.',
  },
  read_audit: {
    name: 'Lire l’audit',
    means:
      'Lire et vérifier ce qui a été fait sur ce hub, et remettre des dossiers décidés pour un signalement.',
    fixed: anyRole,
  },
  hold: {
    name: 'Ordonner une conservation légale',
    means: 'Garder envois et dossiers au-delà de leurs jours, et voir ce qui est ainsi gardé.',
    fixed: 'C’est pour les responsables et l’administration.',
  },
  destroy: {
    name: 'Détruire des images',
    means:
      'Fixer combien de temps les images sont gardées, lever une conservation légale, détruire une image sur demande.',
    fixed: 'Qui regarde ne détruit rien.',
  },
  submit: {
    name: 'Envoyer',
    means: 'Envoyer ce qui est à vérifier et demander ce qu’ils sont devenus.',
    fixed: 'C’est la clé d’une source, et une source n’a rien d’autre.',
  },
};

export const roles: Roles = {
  table: 'Ce que permet chaque rôle',
  permission: 'Peut',
  names: {
    moderator: 'Modération',
    lead: 'Responsables',
    admin: 'Administration',
    source: 'Sources',
  },
  permissions,
  always: 'toujours',
  never: 'jamais',
  cell: (permission, role) => `${permission} : ${role}`,
  promises: 'Ce que personne ne peut régler',
  promisesHint:
    'Le hub refuse cela à qui que ce soit, pour que ce qu’il promet ne tienne pas à un réglage.',
  promised: [
    'Ce que quelqu’un a regardé n’est dans aucune liste ni aucun chiffre. Qui gère les personnes ouvre un seul relevé à la fois, donne une raison, et la personne la lit.',
    'Qui gère les comptes ne regarde aucun dossier ; qui regarde ne gère aucun compte, ne remplit aucune liste et ne détruit aucune image.',
    'Chaque rôle garde ce pour quoi il est là, et l’administration garde le moyen de revenir sur une erreur.',
    'Une source envoie avec sa clé, et rien d’autre ne peut lui être donné.',
  ],
  changes: (role) => `Un changement pour : ${role}`,
  gains: (role, what) => `${role} peut aussi : ${what}.`,
  loses: (role, what) => `${role} ne peut plus : ${what}.`,
  atOnce:
    'Cela vaut aussitôt, pour toute personne qui a ce rôle, à chaque poste. Personne n’est déconnecté pour autant.',
  save: 'Enregistrer',
  saveOf: (role) => `Enregistrer le changement pour ${role}`,
  discard: 'Laisser comme c’était',
  discardOf: (role) => `Laisser ${role} comme c’était`,
};

export const groups: Groups = {
  table: 'Les groupes, et ce qu’ils donnent',
  name: 'Groupe',
  gives: 'Donne',
  queues: 'Files',
  members: 'Personnes',
  membersHint: 'Personnes : combien en faisaient partie à leur dernière connexion.',
  actions: 'Ce qui peut être fait',
  none: 'Aucun groupe ne donne encore quoi que ce soit : personne n’entre donc par votre organisation.',
  notProvided:
    'Ce hub n’a pas de fournisseur d’identité : on se connecte avec un mot de passe. Ce qui est réglé ici vaudra dès que la personne qui exploite le hub en nommera un.',
  highest:
    'Qui est dans plusieurs groupes reçoit le plus haut de leurs rôles. Celui de l’administration est le plus haut, et ne regarde rien.',
  usual: 'seulement celles qui reviennent de toute façon',
  unknownQueues: (n) =>
    count(n, { one: `${figure(n)} file de plus`, other: `${figure(n)} files de plus` }),
  add: 'Ajouter un groupe',
  addYes: 'L’ajouter',
  changeOf: (name) => `Modifier ${name}`,
  change: 'Modifier',
  nameHint: 'Tel que votre fournisseur l’écrit, lettre pour lettre.',
  incomplete: 'Il manque le nom.',
  known: 'Ce groupe est déjà dans le tableau. Modifiez-le là.',
  role: 'Pour quoi ses membres sont ici',
  queuesHint: 'Ils peuvent y prendre, en plus de celles qui leur reviennent de toute façon.',
  noQueues: 'Il n’y a aucune file que vous puissiez donner.',
  means: (role) =>
    `Qui en fait partie entre comme : ${role}. Cela vaut aussitôt pour ses membres, et pour d’autres à leur prochaine connexion.`,
  save: 'Enregistrer',
  unchanged: 'Rien n’est modifié.',
  remove: 'Retirer',
  removeOf: (name) => `Retirer ${name}`,
  removeMeans: (name, people) =>
    `${name} ne donne plus rien. ${count(people, {
      one: `${figure(people)} personne en fait partie.`,
      other: `${figure(people)} personnes en font partie.`,
    })} Qui n’est ici que par ce groupe est aussitôt hors connexion, et les dossiers en main retournent dans leurs files.`,
  removeYes: 'Le retirer',
};
