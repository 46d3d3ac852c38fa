/** How the window looks on this machine, and which keys it hears. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

type Appearance = Catalogue['appearance'];

const themes: Appearance['themes'] = {
  dark: { name: 'Sombre', means: 'une lumière tamisée' },
  light: { name: 'Clair', means: 'le même de jour' },
  high_contrast: { name: 'Contraste élevé', means: 'texte et bords' },
  system: { name: 'Comme le système', means: 'le suit' },
};

const leaving = 'Quitter la fenêtre cache d’elle-même toute image.';

export const appearance: Appearance = {
  title: 'Cette fenêtre',
  language: 'Langue',
  languageHint: 'Vaut aussitôt, sur cet ordinateur.',
  languageOfSystem: 'Comme le système',
  theme: 'Couleurs',
  themeHint:
    'Valent aussitôt, sur cet ordinateur, quelle que soit la personne connectée. Les images des dossiers restent telles quelles.',
  themes,
  size: 'Taille du texte',
  sizeHint: 'Tout ce qui l’entoure grandit aussi',
  sizeNote: 'sur cet ordinateur',
  percent: (n) => `${figure(n)} %`,
  notices: 'Notifications',
  noticesHint:
    'Quand une pause commence ou se termine, et quand votre session se ferme, pendant qu’une autre fenêtre est devant. Jamais sur un dossier, et jamais pendant un regard.',
  noticesOn: 'Par le système',
  keys: 'Touches',
  keysHint: (own) =>
    own === 0
      ? 'Chaque action a sa touche habituelle.'
      : count(own, {
          one: `${figure(own)} action a une touche à vous.`,
          other: `${figure(own)} actions ont une touche à vous.`,
        }),
  curtainAnywhere: {
    held: 'Ctrl Alt Espace baisse le rideau depuis toute autre fenêtre.',
    taken: `Aucune touche ne baisse le rideau depuis d’autres fenêtres : un autre programme a Ctrl Alt Espace. ${leaving}`,
    wayland: `Aucune touche ne baisse le rideau depuis d’autres fenêtres : sous Wayland, seule la fenêtre de devant entend les touches. ${leaving}`,
    not_offered: `Aucune touche ne baisse encore le rideau depuis d’autres fenêtres sur ce système. ${leaving}`,
  },
  change: 'Modifier les touches',
  sheet: 'Vos touches',
  sheetHint:
    'Choisissez une action, puis appuyez sur la touche voulue. Ce qui se maintient pour voir se maintient toujours, quelle que soit la touche. Échap laisse tout tel quel.',
  press: 'Appuyez sur la touche',
  usual: 'Touche habituelle',
  usualOf: (action) => `Touche habituelle pour : ${action}`,
  allUsual: 'Tout comme d’habitude',
  allAreUsual: 'Chaque action a déjà sa touche habituelle.',
  given: (action, keys) => `${action} : maintenant ${keys}.`,
  taken: (keys, by) => `${keys} est à « ${by} ». Donnez-lui d’abord une autre touche.`,
  reserved: (keys) => `${keys} est au système ou aux champs. Appuyez sur une autre touche.`,
  typed: (keys) =>
    `${keys} peut s’écrire, et ceci agit aussi pendant que vous écrivez. Prenez Ctrl, Alt ou une touche de fonction.`,
};
