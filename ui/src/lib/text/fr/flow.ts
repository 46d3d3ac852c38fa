/** How cases come to a queue and leave it, and handing cases over: for leads, and for whoever is handed one. */
import type { Catalogue } from '../catalogue.ts';
import { count, figure } from './counting.ts';

export const flow: Catalogue['flow'] = {
  open: 'Flux',
  openOf: (queue) => `Comment ${queue} se remplit et se vide`,
  busy: 'Demande au hub',
  notTold: 'Le hub ne l’a pas donné.',
  waiting: 'Ce qui attend en ce moment',
  waitingHint:
    'Selon la durée d’attente. Les dossiers retenus, ou chez une personne, n’y figurent pas. Un dossier passé compte une fois, quelles que soient les personnes et leur nombre.',
  waitingPlot: 'Dossiers en attente, selon la durée d’attente',
  waitingTable: 'Dossiers selon l’attente',
  age: 'Attente',
  cases: 'Dossiers',
  skipped: 'Dont passés',
  between: (from, below) => `de ${from} à ${below}`,
  below: (below) => `moins de ${below}`,
  more: (from) => `${from} ou plus`,
  weeks: 'Arrivées et décisions par semaine',
  weeksHint:
    'Des semaines entières, données un jour après leur fin. Les décisions le sont par dizaines, et seulement si les mêmes personnes, cinq au moins, ont décidé pendant deux semaines : à moins, ce serait le rythme de l’une d’elles.',
  arrivedPlot: 'Dossiers arrivés, par semaine',
  decidedPlot: 'Décisions, par semaine',
  weeksTable: 'Arrivées et décisions, par semaine',
  week: 'Semaine du',
  arrived: 'Arrivés',
  decided: 'Décisions',
  untold: { too_few: 'moins de cinq personnes', team_changed: 'd’autres personnes qu’avant' },
  noneDecided: 'Pour aucune de ces semaines, les décisions ne peuvent être données.',
  noWeeks: 'Aucune semaine n’est encore terminée.',
  rhythm: 'Quand les dossiers arrivent',
  rhythmHint: (from, to) =>
    `Sur quatre semaines entières, du ${from} au ${to}, heures et jours en UTC. Elles se suivent sans se recouvrir, pour que rien ne puisse être déduit d’un seul jour.`,
  hoursPlot: 'Dossiers arrivés, par heure du jour',
  daysPlot: 'Dossiers arrivés, par jour de la semaine',
  hoursTable: 'Arrivées par heure du jour',
  daysTable: 'Arrivées par jour de la semaine',
  hour: 'Heure',
  day: 'Jour',
  earlier:
    'Ce qui attendait auparavant n’est pas donné : avec les arrivées, cela dirait combien a été décidé entre-temps, soit le rythme d’une personne là où une seule travaille.',
};

export const handing: Catalogue['handing'] = {
  title: (id) => `Envoyer ailleurs le dossier ${id}`,
  where: 'Destination',
  note: 'Note pour qui le recevra',
  noteHint: 'Affichée à côté du dossier, et ici. Elle ne quitte jamais le hub.',
  send: 'Envoyer',
  keep: 'Ne pas envoyer',
  needsPlace: 'Dites d’abord où il va.',
  busy: 'Le hub cherche qui est là',
  ofOtherQueue: (name) => `${name}, qui ne prend pas dans cette file`,
  notForThem:
    'Certaines personnes ne peuvent pas recevoir ce dossier, et le hub ne dit pas pourquoi.',
  by: (name) => `confié par ${name}`,
  was: (name) => `avait été confié à ${name}, attend de nouveau tout le monde`,
  mine: 'Confiés à vous',
  mineHint: (n) =>
    count(n, {
      one: 'Un responsable vous demande de prendre ce dossier. Personne d’autre ne le reçoit avant.',
      other: `Des responsables vous demandent de prendre ces ${figure(n)} dossiers. Personne d’autre ne les reçoit avant.`,
    }),
  from: (name, until) => `de ${name}, à vous jusqu’au ${until}`,
  open: 'Ouvrir',
  openOf: (queue, by) => `Ouvrir le dossier de ${queue} que ${by} vous a confié`,
};
