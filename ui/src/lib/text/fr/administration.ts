/** Ce que l’administration met en place. Rien ici ne compte ce que fait quiconque. */
import type { Catalogue } from '../catalogue.ts';
import { audit } from './audit.ts';
import { classes } from './classes.ts';
import { people } from './people.ts';
import { groups, roles } from './permissions.ts';
import { settingUp } from './setting-up.ts';
import { sources } from './sources.ts';
import { storage } from './storage.ts';

export const administration: Catalogue['administration'] = {
  title: 'Administration',
  nav: 'Sections de l’administration',
  sections: {
    setting_up: {
      name: 'Mise en place',
      lead: 'Ce qu’il manque encore à ce hub pour qu’un premier dossier soit à l’écran de quelqu’un.',
    },
    people: {
      name: 'Personnes',
      lead: 'Qui se connecte ici, et pour quoi. Rien sur cette page ne dit combien fait quiconque.',
    },
    roles: {
      name: 'Rôles',
      lead: 'Ce que chaque rôle permet. Un changement vaut aussitôt, pour toutes les personnes qui ont ce rôle.',
    },
    groups: {
      name: 'Groupes',
      lead: 'Ce que les groupes du fournisseur d’identité de votre organisation donnent ici : un rôle, et des files où prendre.',
    },
    sources: {
      name: 'Sources',
      lead: 'Les programmes qui envoient ce qui est à vérifier. Chacun a sa propre clé, et ne fait rien d’autre ici.',
    },
    classes: {
      name: 'Classes',
      lead: 'Les classes que l’on donne à ce qui montre des abus, et ce que chacune est dans un signalement.',
    },
    audit: {
      name: 'Audit',
      lead: 'Ce qui a été fait sur ce hub, par qui et quand. Rien ne peut y être changé, et que cela tienne peut être vérifié.',
    },
    storage: {
      name: 'Conservation',
      lead: 'Combien de temps les images sont conservées, et ce qui est sous conservation légale.',
    },
  },
  busy: 'Le hub est interrogé.',
  failed: 'Le hub n’a pas donné cette section. Ce qui est montré peut être ancien.',
  again: 'Redemander',
  made: {
    copy: 'Copier',
    copied: 'C’est dans le presse-papiers. Collez-le là où il doit aller, puis copiez autre chose.',
    notCopied:
      'Ce système ne l’a pas pris dans le presse-papiers. Sélectionnez-le et copiez-le à la main.',
    putAway: 'C’est noté, ranger',
  },
  settingUp,
  people,
  roles,
  groups,
  sources,
  classes,
  audit,
  storage,
};
