/** Setting limits and support for others: for leads and admins. */
import type { Catalogue } from '../catalogue.ts';

export const care: Catalogue['care'] = {
  title: 'Limites et soutien',
  lead: 'Ce qui vaut au moins pour tout le monde. Une limite plus stricte vaut aussitôt, une limite plus souple à partir de la prochaine séquence de chaque personne. Les chiffres de personne ne sont montrés ici, car personne n’a à les connaître.',
  busy: 'Demande au hub',
  unchanged: 'Rien n’a encore changé.',
  // The floor.
  floor: 'Le socle commun',
  floorHint:
    'Chaque personne peut durcir ses propres limites, sans donner de raison. Personne ne peut en assouplir une.',
  saveFloor: 'Enregistrer le socle',
  // Teams.
  teams: 'Équipes',
  teamsHint:
    'Le socle d’une équipe vaut pour ses membres, en plus du socle commun ; le plus strict l’emporte, limite par limite.',
  teamTable: 'Toutes les équipes et leur socle',
  team: 'Équipe',
  peopleIn: 'Membres',
  stricterIn: 'Plus stricte pour',
  nothingStricter: 'rien : le socle commun vaut',
  actions: 'Actions',
  noTeams: 'Il n’y a pas encore d’équipe. Le socle commun vaut pour tout le monde.',
  newTeam: 'Nouvelle équipe',
  make: 'Créer l’équipe',
  needsName: 'Donnez d’abord un nom à l’équipe.',
  change: 'Modifier',
  changeTeam: (name) => `Modifier ${name}`,
  remove: 'Supprimer',
  removeTeam: (name) => `Supprimer ${name}`,
  surely: 'Supprimer maintenant',
  keep: 'Conserver',
  name: 'Nom',
  members: 'Qui en fait partie',
  membersHint:
    'Une même personne peut être dans plusieurs équipes : le plus strict de leurs socles vaut.',
  saveTeam: 'Enregistrer l’équipe',
  teamFloor: 'Socle de l’équipe',
  // Severe categories.
  severe: 'Catégories graves',
  codes: 'Leurs codes',
  noCategory: 'Sans catégorie',
  severeHint:
    'Après un visionnage dans un dossier de l’une d’elles, il n’y a plus de visionnage pendant un moment. Un code par ligne, tel que les listes d’empreintes le donnent.',
  unknownIsSevere: 'Un dossier sans catégorie connue compte aussi comme grave',
  saveSevere: 'Enregistrer les catégories graves',
  // Support.
  support: 'À qui s’adresser',
  supportHint:
    'À une touche de chaque écran. Personne n’est averti de sa consultation. Huit contacts au plus.',
  contactName: 'Qui',
  reach: 'Comment les joindre',
  contact: (name, reach) => `${name} : ${reach}`,
  note: 'Quand, ou que c’est confidentiel (peut rester vide)',
  addContact: 'Ajouter un contact',
  removeContact: (name) => `Supprimer ${name}`,
  incomplete: 'Chaque contact doit avoir un nom et un moyen d’être joint.',
  saveSupport: 'Enregistrer les contacts',
  onlyAdmins: 'L’administration les définit.',
  nobody: 'Personne n’est encore indiqué.',
  // Desks.
  desks: 'Ordinateurs',
  protectedOnly:
    'N’accorder de visionnage que là où le système exclut la fenêtre des captures d’écran',
  desksHint:
    'Linux et les versions actuelles de macOS ne l’en excluent pas : avec ce réglage, on y travaille sous voile.',
  updates: 'Laisser les postes demander des mises à jour de Scrim',
  updatesHint:
    'Désactivé sauf si vous l’autorisez : chaque personne l’active alors sur son ordinateur et installe une version à la main. Laissez-le désactivé là où quelqu’un gère ces ordinateurs.',
  onlyAdminsAllow: 'L’administration autorise les mises à jour.',
  saveDesks: 'Enregistrer',
};
