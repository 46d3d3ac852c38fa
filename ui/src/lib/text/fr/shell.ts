/** What surrounds every screen: state lines, help, announcements, and the names of the keys. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure, tenth } from './counting.ts';

type Shell = Catalogue['shell'];

const groups: Shell['groups'] = {
  look: 'Voir',
  lens: 'En regardant par la loupe',
  full: 'En regardant la taille réelle',
  decide: 'Décider',
  move: 'Continuer',
  always: 'Toujours',
  rows: 'Dans les longues listes',
  list: 'Dans une liste de raisons',
  tiles: 'Dans le jeu de taquin',
};

const actions: Shell['actions'] = {
  look: 'Maintenir pour voir le palier marqué',
  rest_label: 'En rester à l’étiquette, sans image',
  rest_heavy: 'En rester au voile épais',
  look_light: 'Maintenir pour le voile léger',
  look_outline: 'Maintenir pour les contours',
  look_lens: 'Maintenir pour la loupe',
  look_grey: 'Maintenir pour le gris',
  look_colour: 'Maintenir pour la couleur',
  look_full: 'Maintenir pour la taille réelle',
  show_light: 'Voile léger : appuyer pour montrer, de nouveau pour cacher',
  show_outline: 'Contours : appuyer pour montrer, de nouveau pour cacher',
  show_lens: 'Loupe : appuyer pour montrer, de nouveau pour cacher',
  show_grey: 'Gris : appuyer pour montrer, de nouveau pour cacher',
  show_colour: 'Couleur : appuyer pour montrer, de nouveau pour cacher',
  show_full: 'Taille réelle : appuyer pour montrer, de nouveau pour cacher',
  press_mode: 'Choisir entre maintenir et appuyer',
  lens_up: 'Loupe vers le haut',
  lens_down: 'Loupe vers le bas',
  lens_left: 'Loupe vers la gauche',
  lens_right: 'Loupe vers la droite',
  full_up: 'Regarder plus haut',
  full_down: 'Regarder plus bas',
  full_left: 'Regarder plus à gauche',
  full_right: 'Regarder plus à droite',
  settle: 'Régler',
  agree: 'Confirmer',
  different: 'Image différente',
  dispute: 'À délister',
  new_material: 'Nouveau contenu',
  undetermined: 'Impossible à dire',
  classify: 'Choisir une classe',
  explain: 'Donner une raison rédigée',
  urgent: 'Un enfant est peut-être en danger immédiat',
  submit: 'Envoyer le verdict',
  undo: 'Reprendre le dernier verdict',
  pair_before: 'La correspondance d’avant',
  pair_after: 'La correspondance d’après',
  note: 'Laisser une note sur ce contenu',
  ask_lead: 'Demander à un responsable de reprendre le dossier',
  skip: 'Passer, sans raison à donner',
  home: 'Accueil',
  unreadable: 'Ce qui n’a pas pu être lu, pour responsables à l’accueil',
  queues: 'Files et règles, pour responsables à l’accueil',
  care: 'Limites et soutien, pour responsables à l’accueil',
  oversight: 'Supervision, pour responsables et administration à l’accueil',
  history: 'Ce que vous avez décidé, à l’accueil',
  row_before: 'La ligne d’avant',
  row_after: 'La ligne d’après',
  filters: 'Aux filtres, ou au champ qui trouve',
  administration: 'Administration, pour l’administration à l’accueil',
  break: 'Pause maintenant',
  palette: 'Chercher une action, une file ou un dossier',
  take_mark_back: 'Retirer ce signalement, dans la demi-minute',
  panic: 'Baisser le rideau',
  close: 'Fermer ce qui est ouvert',
  help: 'Cette feuille',
  support: 'À qui vous pouvez vous adresser',
  pick_1: 'Premier',
  pick_2: 'Deuxième',
  pick_3: 'Troisième',
  pick_4: 'Quatrième',
  pick_5: 'Cinquième',
  pick_6: 'Sixième',
  pick_7: 'Septième',
  pick_8: 'Huitième',
  pick_9: 'Neuvième',
  pick_more: 'Les suivants',
  tile_up: 'Glisser vers le haut',
  tile_down: 'Glisser vers le bas',
  tile_left: 'Glisser vers la gauche',
  tile_right: 'Glisser vers la droite',
};

/** As on a French keyboard. */
const caps: Shell['caps'] = {
  Escape: 'Échap',
  Space: 'Espace',
  Enter: 'Entrée',
  Tab: 'Tab',
  Backspace: 'Retour',
  Delete: 'Suppr',
  Home: 'Début',
  End: 'Fin',
  PageUp: 'Page préc.',
  PageDown: 'Page suiv.',
  Pause: 'Pause',
  Shift: 'Maj',
  Ctrl: 'Ctrl',
  Alt: 'Alt',
};

const keyring: Shell['keyring'] = {
  kept: 'Votre connexion est conservée dans le trousseau du système.',
  this_run_only:
    'Pas de trousseau ici : votre connexion ne vaut que pour cette fois, et les verdicts pas encore envoyés seraient perdus si l’ordinateur s’arrête.',
};

const capture: Shell['capture'] = {
  excluded: 'La fenêtre est exclue des captures d’écran.',
  not_offered: 'Ce système ne peut pas exclure la fenêtre des captures d’écran.',
};

/** What a hub of the version before cannot do. */
const missing: Shell['missing'] = {
  own_password: 'Votre propre mot de passe ne peut pas encore être changé ici.',
  recipients:
    'À qui un dossier peut être confié n’est pas encore dit : tous les modérateurs figurent dans la liste.',
  flow: 'Comment les dossiers arrivent dans une file et la quittent n’est pas encore dit.',
  reports: 'Les signalements de dossiers décidés ne peuvent pas encore être préparés.',
  setting_up: 'Les étapes vers un premier dossier ne sont pas encore montrées.',
  lists: 'On ne crée pas encore de liste depuis un poste, et l’on n’y inscrit pas d’image.',
  classes: 'Vos propres classes ne peuvent pas encore être définies.',
  own_record:
    'Un fichier de votre relevé ne contient encore que visionnages et accès, sans preuve du hub.',
};

const mebibytes = (bytes: number) => tenth(bytes / (1024 * 1024));

/** What the desk itself holds; the web view's memory is not the desk's to lock. */
const memory: Shell['memory'] = (lock) => {
  switch (lock.is) {
    case 'locked':
      return 'Ce que le poste tient en clair est verrouillé en mémoire, pour ne pas être écrit sur le disque.';
    case 'partly':
      return `Seuls ${mebibytes(lock.locked_bytes)} des ${mebibytes(lock.held_bytes)} Mio que le poste tient en clair ont pu être verrouillés en mémoire ; le reste peut être écrit sur le disque.`;
    case 'not_locked':
      return 'Ce que le poste tient en clair ne peut pas être verrouillé en mémoire ici, et peut donc être écrit sur le disque.';
  }
};

export const shell: Shell = {
  product: 'Scrim',
  groups,
  actions,
  caps,
  keyring,
  capture,
  noLooksHere:
    'Votre organisation n’accorde de visionnage que là où la fenêtre est exclue des captures d’écran : il n’y en a donc pas ici. Décidez sous voile.',
  memory,
  older:
    'Ce hub est plus ancien que ce poste. Ce qui suit viendra quand les personnes qui l’exploitent l’auront mis à jour.',
  missing,
  offline: (at) =>
    `Le hub est injoignable depuis ${at}. Pas de visionnage ; le travail sous voile et les verdicts continuent.`,
  offlineUnsent: (at, n) =>
    count(n, {
      one: `Le hub est injoignable depuis ${at}. Pas de visionnage ; le travail sous voile et les verdicts continuent. ${figure(n)} verdict pas encore envoyé.`,
      other: `Le hub est injoignable depuis ${at}. Pas de visionnage ; le travail sous voile et les verdicts continuent. ${figure(n)} verdicts pas encore envoyés.`,
    }),
  retry: 'Essayer maintenant',
  unsent: (n) =>
    count(n, {
      one: `${figure(n)} verdict pas encore envoyé`,
      other: `${figure(n)} verdicts pas encore envoyés`,
    }),
  lost: 'La fenêtre a perdu son poste. Fermez Scrim et ouvrez-le de nouveau.',
  dismiss: 'Ranger',
  home: 'Accueil',
  breakNow: 'Pause',
  find: 'Chercher',
  help: 'Touches',
  support: 'Soutien',
  helpTitle: 'Toutes les touches',
  helpNote:
    'Les touches ne font rien tant que vous écrivez dans un champ, sauf pour le rideau, la recherche et ceux à qui vous pouvez vous adresser. Tout fonctionne aussi avec les touches rémanentes et avec le pointeur. Les réglages donnent une autre touche à une action.',
  close: 'Fermer',
  says: {
    hidden: 'Caché.',
    looking: (rung) => `Affiché : ${rung}.`,
    nextCase: 'Dossier suivant.',
    sent: 'Verdict donné. Il peut être annulé pendant un moment.',
    caseBack: 'Le dossier est revenu.',
    curtain: 'Le rideau est baissé.',
    lifted: 'Le rideau est levé.',
    online: 'Le hub est de retour.',
    rest: 'La pause commence.',
    restOver: 'La pause est terminée.',
    chosen: (name) => `Choisi : ${name}.`,
  },
  notices: {
    restNow: 'Votre pause commence.',
    restOver: 'La pause est terminée. L’examen peut reprendre.',
    signedOut: 'Votre session est fermée.',
  },
};
