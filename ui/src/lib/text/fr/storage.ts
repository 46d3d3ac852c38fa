/** La durée de conservation des images, et ce qui est gelé. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

export const storage: Catalogue['administration']['storage'] = {
  media: 'Ce qui est ici',
  kept: (n) =>
    count(n, {
      one: `${figure(n)} image est conservée`,
      other: `${figure(n)} images sont conservées`,
    }),
  destroyed: (n) =>
    count(n, { one: `${figure(n)} a été détruite`, other: `${figure(n)} ont été détruites` }),
  left: (n) =>
    count(n, {
      one: `${figure(n)} laisse des restes scellés que rien n’ouvre ; le hub essaie encore de les enlever`,
      other: `${figure(n)} laissent des restes scellés que rien n’ouvre ; le hub essaie encore de les enlever`,
    }),
  stays:
    'Chaque image repose ici scellée. Empreintes, verdicts et journal restent quand elle est détruite : ils ne contiennent aucune image.',
  policy: 'Combien de temps les images sont conservées',
  policyHint:
    'Les jours comptent dès que le motif vaut. Ce qui attend quelqu’un, est ouvert ou est gelé par la loi n’est jamais détruit par le temps.',
  reasons: {
    confirmed: {
      name: 'Confirmées par des personnes',
      hint: 'Des preuves : dans bien des pays, un fournisseur doit les conserver un certain temps.',
    },
    cleared: {
      name: 'Écartées par des personnes',
      hint: 'Aussi ce qui est une autre image que celle de la liste.',
    },
    stopped: {
      name: 'Arrêtées à l’entrée',
      hint: 'Ce qui les a arrêtées peut être contesté plus tard, et plus personne ne pourra les regarder.',
    },
    unreadable: { name: 'Illisibles', hint: 'De celles-ci, seul l’original est ici.' },
  },
  keep: 'jusqu’à ce que quelqu’un les détruise',
  destroy: 'pendant tant de jours',
  becomes: (name) => `Durée : ${name}`,
  days: (name) => `Jours : ${name}`,
  daysHint: 'de 1 à 3650',
  noDays: 'Les jours sont un nombre de 1 à 3650.',
  notYours: 'Vous pouvez le voir, et pas le changer.',
  rests: (until) => `Rien n’est détruit par le temps avant le ${until}.`,
  unchanged: 'Rien n’a changé.',
  ask: 'Que détruirait ce réglage ?',
  asked: 'Le hub parcourt ce qui est conservé.',
  would: 'Ce que ce réglage détruirait',
  nothing: 'De ce qui est ici maintenant, il ne détruirait rien.',
  due: (n, reason) =>
    count(n, {
      one: `${figure(n)} image : ${reason}`,
      other: `${figure(n)} images : ${reason}`,
    }),
  atLeast: 'Au moins autant : il y a plus d’images que le hub n’en parcourt d’un coup.',
  notice:
    'Rien n’est détruit pendant un jour, le temps de revenir sur une erreur. Ce qui est détruit ensuite l’est pour toujours.',
  set: 'Le régler ainsi',
  leave: 'Laisser',
  notAsked:
    'Le hub n’a pas dit ce que ce réglage détruirait, rien n’est donc changé. Demandez encore.',
  holds: 'Gels légaux',
  holdsHint:
    'Ce qui est gelé n’est détruit ni par le temps ni par personne. Un gel se pose sur le dossier ou l’envoi concerné.',
  noHolds: 'Rien n’est gelé.',
  holdTable: 'Ce qui est gelé',
  all: (n) => `${figure(n)} en tout`,
  what: 'Sur quoi',
  upload: (id) => `envoi ${id}`,
  case: (id) => `dossier ${id}`,
  since: 'Depuis',
  by: 'Posé par',
  machine: 'sur la machine du hub',
  somebody: (id) => `personne ${id}`,
  why: 'Motif',
  actions: 'Ce qu’on peut faire',
  lift: 'Lever',
  liftOf: (what) => `Lever le gel : ${what}`,
  liftYes: 'Le lever',
  liftMeans: (what) =>
    `Le gel prend fin : ${what}. Ce dont les jours sont passés est détruit au prochain passage du hub, et rien ne le ramène.`,
  more: 'Afficher la suite',
};
