/** Le chemin vers un premier dossier, et son propre mot de passe. */
import type { Catalogue } from '../catalogue.ts';

export const settingUp: Catalogue['administration']['settingUp'] = {
  list: 'Étapes vers un premier dossier',
  steps: {
    floor: {
      name: 'Ce qui vaut pour quiconque regarde',
      lead: 'Pauses, regards par jour et netteté des images. Chacun peut se fixer des limites plus strictes, et personne de plus souples.',
      done: 'Quelqu’un a dit quel est le plancher.',
    },
    list: {
      name: 'Une première liste',
      lead: 'Des contenus connus auxquels les envois sont comparés. Seules leurs empreintes sont gardées.',
      done: 'Une liste contient quelque chose.',
    },
    source: {
      name: 'Un programme qui envoie',
      lead: 'Chaque programme a sa propre clé, qui envoie et ne fait rien d’autre.',
      done: 'Un programme a une clé.',
    },
    reviewer: {
      name: 'Quelqu’un qui examine',
      lead: 'Qui gère les comptes ne regarde rien : c’est un modérateur ou un responsable qui le fait.',
      done: 'Quelqu’un peut examiner.',
    },
    first_case: {
      name: 'Un premier dossier',
      lead: 'Une image anodine de blocs de couleur est dessinée ici, mise sur une liste, puis envoyée un peu plus sombre, comme le ferait quelqu’un qui fait circuler une image. Elle attend qui examine.',
      done: 'Un dossier est là.',
    },
  },
  is: { done: 'fait', next: 'à faire ensuite', open: 'encore à faire' },
  number: (n, name) => `${n}. ${name}`,
  progress: (done, all) => `Étapes faites : ${done} sur ${all}.`,
  complete: 'Tout est là. Cette section disparaît quand vous la quittez.',
  kept: 'Les étapes se font dans n’importe quel ordre. Ce qui est fait, c’est ce que le hub a : rien n’en est noté ici.',
  notMine: 'Votre rôle ne permet pas cette étape. Demandez à un autre administrateur.',
  skip: 'Passer pour l’instant',
  skipOf: (step) => `Passer pour l’instant : ${step}`,
  has: (names) => `Il y a : ${names}.`,
  floor: {
    keep: 'Les garder',
    change: 'Les changer',
  },
  lists: {
    make: 'Créer une liste',
    name: 'Son nom',
    nameHint: 'Une ligne, 60 caractères au plus. Il reste tel quel.',
    harm: 'Son sujet',
    trust: 'La confiance qu’elle mérite',
    trusts: {
      other: 'Comme toute liste : des personnes décident de ses correspondances',
      vetted: 'Vérifiée : des personnes de votre organisation ont vu chaque entrée',
    },
    reason: 'Pourquoi elle est vérifiée',
    reasonHint: 'En une phrase. Elle figure dans l’audit.',
    incomplete: 'Il faut un nom, et une raison si elle est vérifiée.',
    fill: 'Elle est encore vide. Sur la machine du hub, une commande prend un dossier d’images, dont les empreintes sont gardées :',
    fillHashes:
      'Les listes tenues par d’autres sont interrogées par un service, sous Supervision, Services.',
  },
  sources: {
    how: 'Comment un programme envoie',
  },
  first: {
    send: 'Envoyer l’essai',
    again: 'Envoyer un autre essai',
    nobody: 'Personne ne peut encore examiner : le dossier attendra.',
    marked:
      'Sa liste et sa source s’appellent « Setup test ». Tout figure dans l’audit comme fait par vous ; la clé de la source sert une fois, n’est conservée à aucun endroit et est désactivée.',
    title: 'Le premier dossier',
    where: (queue) => `Il est dans la file « ${queue} ».`,
    states: {
      waiting: 'Il attend quelqu’un.',
      leased: 'Quelqu’un l’a en main.',
      decided: 'Il a été tranché.',
      unreadable: 'Il n’a pas pu être lu.',
    },
    who: (names) => `Ces personnes peuvent l’ouvrir : ${names}.`,
    goOn: 'Déconnectez-vous, et laissez l’une d’elles se connecter ici : la file est sur son premier écran.',
    signOut: 'Se déconnecter',
    queues: 'Montrer les files',
  },
};

export const ownPassword: Catalogue['ownPassword'] = {
  title: 'Mot de passe',
  hint: 'Toutes vos autres connexions prennent fin avec lui. Douze caractères ou plus ; quelques mots que personne n’assemblerait se retiennent bien.',
  current: 'Le mot de passe que vous avez',
  given: 'Le mot de passe que vous avez reçu',
  fresh: 'Le nouveau',
  freshHint: 'Au moins 12 caractères.',
  again: 'Le nouveau encore une fois',
  change: 'Changer le mot de passe',
  changed: 'Le mot de passe est changé. Toutes vos autres connexions ont pris fin.',
  busy: 'Le hub est interrogé.',
  missing: 'Remplissez les trois champs.',
  short: 'Le nouveau a besoin d’au moins 12 caractères.',
  differs: 'Les deux nouveaux ne sont pas les mêmes.',
  wrong: 'Ce n’est pas le mot de passe que vous avez.',
  chooseTitle: 'Choisissez un mot de passe',
  choose: (name) =>
    `Connecté comme ${name}. Le mot de passe avec lequel vous êtes entré vous a été donné : quelqu’un d’autre le connaît. Choisissez-en un que vous seul connaissez ; d’ici là, rien d’autre n’est possible.`,
  signOut: 'Se déconnecter',
};
