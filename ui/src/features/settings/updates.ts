/** How far an update has come, in a sentence. */
import type { UpdateStep } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

export function stepSaid(step: UpdateStep): string {
  const words = text.updates;
  switch (step.at) {
    case 'waiting':
      return words.waiting;
    case 'asking':
      return words.asking;
    case 'nothing':
      return words.no[step.why];
    case 'offered':
      return step.failed ? words.no[step.failed] : words.offered(step.version);
    case 'fetching':
      return words.fetching(step.version);
    case 'ready':
      return step.failed ? words.no[step.failed] : words.ready(step.version);
    case 'handed_over':
      return words.handedOver(step.version);
  }
}
