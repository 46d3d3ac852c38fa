/** Where an open case is, in words: the state first, then what else there is to know. */
import type { OpenCase } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';
import { cameBy } from '../../lib/text/came.ts';
import { moment } from '../../lib/time/words.ts';

export function stateOf(open: OpenCase): string[] {
  const words = text.running;
  const waits = () => {
    if (open.sent && open.not_before != null)
      return words.held(open.sent.by.name, moment(open.not_before));
    if (open.not_before != null) return words.notBefore(moment(open.not_before));
    return open.handed_to ? words.handedTo(open.handed_to.name) : words.isWaiting;
  };
  const was = () => {
    const to = open.sent?.to;
    if (to === undefined || open.handed_to) return '';
    if (open.with?.id === to.id) return text.handing.by(open.sent?.by.name ?? '');
    return open.with ? '' : text.handing.was(to.name);
  };
  return [
    open.with ? words.isWith(open.with.name) : waits(),
    was(),
    open.stranded ? words.nobody : '',
    open.sent?.reason ? words.said(open.sent.by.name, open.sent.reason) : '',
    open.stage === 'settle' ? words.settle : open.escalated ? words.escalated : '',
    open.priority === 0 ? '' : words.first(open.priority),
    open.passed_on === 0 ? '' : words.passedOn(open.passed_on),
    open.came ? cameBy(open.came) : '',
    words.uploads(open.uploads),
  ].filter((line) => line !== '');
}
