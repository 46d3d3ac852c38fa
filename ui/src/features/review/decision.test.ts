import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Intent } from '../../lib/host/wire.gen.ts';
import { caseView, choiceViews, pairView } from '../../testing/views.ts';
import { Decision } from './decision.svelte.ts';

describe('a decision', () => {
  let sent: Intent[];
  let onOpen: ReturnType<typeof vi.fn<() => void>>;
  let decision: Decision;
  const seen = caseView({ seen: 5, choices: choiceViews(5) });
  beforeEach(() => {
    sent = [];
    onOpen = vi.fn();
    decision = new Decision((intent) => sent.push(intent), onOpen);
  });

  it('asks for the reason of a dispute before it is said, and hides the picture for it', () => {
    decision.choose(seen, 'dispute');
    expect([sent, decision.open]).toEqual([[], 'reasons']);
    expect(onOpen).toHaveBeenCalledOnce();
    decision.because('artefact');
    expect(sent).toEqual([{ intent: 'choose', choice: 'dispute', reason: { code: 'artefact' } }]);
    expect(decision.open).toBe('nothing');
  });

  it('takes another reason in words', () => {
    decision.choose(seen, 'dispute');
    decision.because('other');
    decision.becauseOf('a test chart');
    const reason = { code: 'other', text: 'a test chart' };
    expect(sent).toEqual([{ intent: 'choose', choice: 'dispute', reason }]);
  });

  it('sends nothing that the view does not allow', () => {
    decision.choose(caseView(), 'agree');
    decision.submit(caseView());
    expect(sent).toEqual([]);
  });

  it('takes a class away by choosing it again', () => {
    decision.classify(caseView({ classification: 'B1' }), 'B1');
    expect(sent).toEqual([{ intent: 'classify', classification: null }]);
  });

  it('moves between matches without leaving their list', () => {
    const two = caseView({ pairs: [pairView(), pairView({ entry: 'e2' })] });
    decision.focusPair(two, -1);
    decision.focusPair(two, 1);
    expect(sent).toEqual([{ intent: 'focus_pair', at: 1 }]);
  });

  it('hides before it submits and before it skips', () => {
    decision.submit(caseView({ submit: { may: 'yes' } }));
    decision.skip();
    expect(onOpen).toHaveBeenCalledTimes(2);
    expect(sent.map(({ intent }) => intent)).toEqual(['submit', 'skip']);
  });
});
