import { beforeEach, describe, expect, it } from 'vitest';
import { LookControl } from './look.ts';

describe('looking', () => {
  let log: string[];
  let look: LookControl;
  beforeEach(() => {
    log = [];
    look = new LookControl({
      onWish: (wish) => log.push(`wish ${wish}`),
      onHide: () => log.push('blank'),
      send: (intent) => log.push(intent.intent),
    });
  });

  it('lasts as long as the key is held, and blanks before it tells anyone', () => {
    look.hold('key', 5);
    look.letGo('key');
    expect(log).toEqual(['wish 5', 'hold_look', 'blank', 'end_look']);
  });

  it('does not end by letting go of another key', () => {
    look.hold('5', 5);
    look.letGo('6');
    expect(look.looking).toEqual({ how: 'held', by: '5', wish: 5 });
  });

  it('ends the first when a second key goes down', () => {
    look.hold('5', 5);
    look.hold('6', 6);
    look.letGo('5');
    expect(look.looking).toEqual({ how: 'held', by: '6', wish: 6 });
    expect(log).toEqual(['wish 5', 'hold_look', 'blank', 'end_look', 'wish 6', 'hold_look']);
  });

  it('shows by one press and hides by the next', () => {
    look.press(5);
    look.press(5);
    expect(log).toEqual(['wish 5', 'toggle_look', 'blank', 'end_look']);
    expect(look.looking).toEqual({ how: 'not' });
  });

  it('changes the rung by pressing another', () => {
    look.press(5);
    look.press(6);
    expect(look.looking).toEqual({ how: 'pressed', wish: 6 });
  });

  it('says nothing when there is nothing to hide', () => {
    look.hide();
    look.letGo('key');
    expect(log).toEqual([]);
  });

  it('says the wish for the full size in words of its own, held and pressed', () => {
    look.hold('F', 'full_size');
    look.letGo('F');
    look.press('full_size');
    look.press('full_size');
    const both = ['wish full_size', 'hold_full_size', 'blank', 'end_look'];
    expect(log).toEqual([...both, 'wish full_size', 'toggle_full_size', 'blank', 'end_look']);
  });
});
