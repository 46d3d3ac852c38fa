/** Qui se connecte, et ce que chaque changement signifie avant qu’il ne soit fait. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type People = Catalogue['administration']['people'];

const becomes: People['becomes'] = {
  moderator: (name) =>
    `${name} examine des dossiers, dans des limites que d’autres fixent. Cela vaut aussitôt, à chaque poste.`,
  lead: (name) =>
    `${name} examine des dossiers, tranche les désaccords et prend ce qui est transmis. Cela vaut aussitôt, à chaque poste.`,
  admin: (name) =>
    `${name} gère les personnes, les listes et les clés, et ne regarde désormais aucun dossier. Un dossier entre ses mains retourne dans sa file en deux minutes.`,
  source: (name) => `${name} envoie ce qui est à vérifier.`,
};

export const people: People = {
  list: 'Toutes les personnes qui se connectent',
  find: 'Trouver quelqu’un',
  findHint: 'Par le nom ou le rôle.',
  found: (shown, all) =>
    `${figure(shown)} sur ${count(all, { one: `${figure(all)} personne`, other: `${figure(all)} personnes` })}`,
  nobodyFound: 'Personne ici n’a cela dans son nom ou son rôle.',
  showAll: 'Montrer tout le monde',
  name: 'Nom',
  role: 'Rôle',
  comes: 'Se connecte',
  state: 'État',
  actions: 'Ce qui peut être fait',
  you: 'vous',
  since: (day) => `ici depuis le ${day}`,
  byPassword: 'avec un mot de passe',
  byProvider: 'par votre organisation',
  states: { off: 'accès coupé', signedIn: 'connexion ouverte', signedOut: 'aucune connexion' },
  signedInHint:
    'Une connexion est ouverte tant qu’un poste n’a pas été déconnecté. Cela ne dit rien de ce qui s’y fait.',
  change: 'Modifier',
  changeOf: (name) => `Modifier ${name}`,
  add: 'Ajouter quelqu’un',
  addYes: 'Ajouter',
  nameHint: 'Le nom pour se connecter : 60 caractères au plus.',
  incomplete: 'Il manque le nom.',
  madeFor:
    'Un mot de passe est fait pour cette personne et montré une seule fois, ici. Là où l’on se connecte par votre organisation, personne n’est ajouté à la main : voir Groupes.',
  roleHints: {
    moderator: 'Examine des dossiers, dans des limites que d’autres fixent.',
    lead: 'Examine des dossiers, tranche les désaccords, fixe les limites et les files.',
    admin: 'Gère les personnes, les listes et les clés, et ne regarde aucun dossier.',
    source: 'Envoie ce qui est à vérifier.',
  },
  experience: 'Ses premiers jours',
  experiences: { used: 'Rompu au travail', fresh: 'Nouveau dans ce travail' },
  newcomer:
    'Nouveau dans ce travail : pendant quelques jours, ses limites sont la moitié de ce qu’elles seront.',
  experienced: 'Rompu au travail : rien n’est réduit de moitié dans ses premiers jours.',
  setExperienced: 'Cette personne est rompue au travail',
  setNewcomer: 'Elle y est nouvelle, finalement',
  setRole: 'Donner ce rôle',
  becomes,
  unchanged: 'C’est déjà son rôle.',
  followsGroups:
    'Son rôle suit ses groupes dans votre organisation. Changez ce que donne un groupe, sous Groupes.',
  access: 'Accès',
  signOut: 'Déconnecter partout',
  signOutOf: (name) => `Déconnecter ${name} partout`,
  signOutMeans: (name) =>
    `${name} est aussitôt hors connexion à chaque poste. Les dossiers entre ses mains retournent dans leurs files. Une nouvelle connexion reste possible.`,
  signOutYes: 'Déconnecter',
  notSignedIn: 'Aucun poste n’est connecté.',
  newPassword: 'Nouveau mot de passe',
  newPasswordOf: (name) => `Donner un nouveau mot de passe à ${name}`,
  newPasswordMeans: (name) =>
    `Un mot de passe est fait et montré une seule fois, ici ; l’ancien n’ouvre plus rien. ${name} est aussitôt hors connexion à chaque poste, et les dossiers entre ses mains retournent dans leurs files.`,
  newPasswordYes: 'En faire un',
  switchOff: 'Couper l’accès',
  switchOffOf: (name) => `Couper l’accès de ${name}`,
  switchOffMeans: (name) =>
    `${name} est aussitôt hors connexion à chaque poste, et ne peut plus se connecter. Les dossiers entre ses mains retournent dans leurs files ; ce qui a été décidé reste.`,
  switchOffYes: 'Couper',
  switchOn: 'Rétablir l’accès',
  switchOnOf: (name) => `Rétablir l’accès de ${name}`,
  switchOnMeans: (name) =>
    `${name} peut de nouveau se connecter comme avant, avec le même rôle et le même mot de passe.`,
  switchOnYes: 'Rétablir',
  thisIsYou:
    'C’est vous. Personne ne se retire son propre droit : une autre personne de l’administration le fait.',
  outHereToo: 'C’est vous : vous serez hors connexion ici aussi.',
  password: (name) => `Le mot de passe de ${name}`,
  passwordSays:
    'Il n’est montré que cette fois, et n’est conservé en clair à aucun endroit. Remettez-le en personne, ou par une voie que nul autre ne lit. À sa première connexion, la personne en choisit un autre avant toute chose.',
};
