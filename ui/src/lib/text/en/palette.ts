/** The palette: finding what can be done. */
import { count, figure } from './counting.ts';

export const palette = {
  title: 'Find',
  label: 'What you want to do',
  hint: 'Action, queue, person or link',
  results: 'What can be done',
  none: 'Nothing of that name can be done from here.',
  count: (n: number) => count(n, { one: '1 action', other: `${figure(n)} actions` }),
  keys: { move: 'move', run: 'do it', close: 'close' },
  places: 'Go to',
  cases: 'Case',
  people: 'People',
  openCase: (id: string) => `Open case …${id}`,
  noCase: 'There is no case on the screen.',
  nothingToUndo: 'There is no verdict that could be taken back.',
  noPair: 'There is no further match.',
  limitsOf: (person: string) => `${person}: limits and teams`,
  team: (person: string, team: string) => `${person}, team ${team}`,
  inNoTeam: (person: string) => `${person} is in no team. Add them to one below.`,
};
