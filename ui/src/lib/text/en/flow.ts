/** How cases come to a queue and leave it, and handing cases over: for leads, and for whoever is handed one. */
import { count, figure } from './counting.ts';

export const flow = {
  open: 'Flow',
  openOf: (queue: string) => `How ${queue} fills and empties`,
  busy: 'Asking the hub',
  notTold: 'The hub has not told it.',
  waiting: 'What waits now',
  waitingHint:
    'By how long it has waited. Cases held back or with somebody are not in it. What somebody has skipped is counted once, whoever it was and however many.',
  waitingPlot: 'Cases that wait, by how long they have',
  waitingTable: 'Cases by age',
  age: 'Waited',
  cases: 'Cases',
  skipped: 'Of them skipped',
  between: (from: string, below: string) => `${from} to ${below}`,
  below: (below: string) => `less than ${below}`,
  more: (from: string) => `${from} or more`,
  weeks: 'Arrivals and decisions by week',
  weeksHint:
    'Whole weeks, told a day after their end. Decisions are told in tens, and only where the same five people or more decided in two weeks: with fewer they would be somebody’s pace.',
  arrivedPlot: 'Cases that came, by week',
  decidedPlot: 'Decisions, by week',
  weeksTable: 'Arrivals and decisions, by week',
  week: 'Week from',
  arrived: 'Came',
  decided: 'Decisions',
  untold: { too_few: 'fewer than five people', team_changed: 'other people than before' },
  noneDecided: 'Of none of these weeks may decisions be told.',
  noWeeks: 'No week is over yet.',
  rhythm: 'When cases come',
  rhythmHint: (from: string, to: string) =>
    `Over four whole weeks, ${from} to ${to}, hours and days in UTC. They follow one another without overlapping, so that nothing can be worked out of a single day.`,
  hoursPlot: 'Cases that came, by hour of the day',
  daysPlot: 'Cases that came, by day of the week',
  hoursTable: 'Arrivals by hour of the day',
  daysTable: 'Arrivals by day of the week',
  hour: 'Hour',
  day: 'Day',
  earlier:
    'What waited earlier is not told: with arrivals it would say how much was decided in between, which is one person’s pace where one person works.',
};

export const handing = {
  title: (id: string) => `Send case ${id} elsewhere`,
  where: 'Where to',
  note: 'Note for whoever gets it',
  noteHint: 'Shown beside the case, and here. It never leaves the hub.',
  send: 'Send',
  keep: 'Do not send',
  needsPlace: 'Say first where it goes.',
  busy: 'Asking the hub who there is',
  ofOtherQueue: (name: string) => `${name}, who does not take from this queue`,
  notForThem: 'Not everybody here may have this case, and the hub does not say why.',
  by: (name: string) => `handed over by ${name}`,
  was: (name: string) => `was handed to ${name}, waits for everybody again`,
  // At home.
  mine: 'Handed to you',
  mineHint: (n: number) =>
    count(n, {
      one: 'A lead asks you to take this case. It is given to nobody else before.',
      other: `Leads ask you to take these ${figure(n)} cases. They are given to nobody else before.`,
    }),
  from: (name: string, until: string) => `from ${name}, yours until ${until}`,
  open: 'Open',
  openOf: (queue: string, by: string) => `Open the case from ${queue} that ${by} handed to you`,
};
