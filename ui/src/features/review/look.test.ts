import { beforeEach, describe, expect, it } from 'vitest';
import { LookControl } from './look.ts';

describe('looking', () => {
  let log: string[];
  let look: LookControl;
  beforeEach(() => {
    log = [];
    look = new LookControl({
      onWish: (rung) => log.push(`wish ${rung}`),
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
    expect(look.looking).toEqual({ how: 'held', by: '5', rung: 5 });
  });

  it('ends the first when a second key goes down', () => {
    look.hold('5', 5);
    look.hold('6', 6);
    look.letGo('5');
    expect(look.looking).toEqual({ how: 'held', by: '6', rung: 6 });
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
    expect(look.looking).toEqual({ how: 'pressed', rung: 6 });
  });

  it('says nothing when there is nothing to hide', () => {
    look.hide();
    look.letGo('key');
    expect(log).toEqual([]);
  });
});
