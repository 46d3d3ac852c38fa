import { beforeEach, describe, expect, it } from 'vitest';
import type { ShownView } from '../../lib/host/wire.gen.ts';
import { NOW, caseView } from '../../testing/views.ts';
import { Veil } from './veil.ts';

const rest: ShownView = caseView().shown;
const grey: ShownView = {
  ...rest,
  rung: 5,
  until: NOW + 10_000,
  frame: { name: 'grey-1', width_px: 800, height_px: 600 },
};

describe('the veil', () => {
  let veil: Veil;
  beforeEach(() => {
    veil = new Veil();
  });

  it('shows a resting picture, and no look without a wish', () => {
    expect(veil.admits(1, rest)).toBe(true);
    expect(veil.admits(1, grey)).toBe(false);
    veil.wish(5);
    expect(veil.admits(2, grey)).toBe(true);
  });

  it('shows nothing clearer than was wished for', () => {
    veil.wish(2);
    expect(veil.admits(1, grey)).toBe(false);
  });

  it('shows the full size by a wish for it and by no wish for colour', () => {
    const size = { width_px: 3_000, height_px: 2_000, tile_px: 1_024, columns: 3, rows: 2 };
    const full: ShownView = { ...grey, rung: 6, full_size: { size, seen_permille: 0, tiles: [] } };
    veil.wish(6);
    expect(veil.admits(1, full)).toBe(false);
    veil.wish('full_size');
    expect(veil.admits(2, full)).toBe(true);
    veil.hide(full);
    veil.wish('full_size');
    expect(veil.admits(3, full)).toBe(false);
  });

  it('treats a light veil with an end as a look', () => {
    const light: ShownView = { ...rest, rung: 2, until: NOW + 10_000 };
    expect(veil.admits(1, light)).toBe(false);
    veil.wish(2);
    expect(veil.admits(1, light)).toBe(true);
  });

  it('lets no view that was on its way bring a picture back after letting go', () => {
    veil.wish(5);
    veil.hide(grey);
    expect(veil.admits(9, grey)).toBe(false);
    veil.wish(5);
    expect(veil.admits(10, grey)).toBe(false);
    expect(veil.admits(10, { ...grey, frame: { ...grey.frame!, name: 'grey-2' } })).toBe(true);
  });

  it('shows nothing while the window is away, whatever comes', () => {
    veil.leave(rest);
    expect(veil.admits(50, rest)).toBe(false);
  });

  it('shows nothing after coming back until a later view', () => {
    veil.leave(rest);
    veil.comeBack(7);
    expect(veil.admits(7, rest)).toBe(false);
    expect(veil.admits(8, rest)).toBe(true);
  });

  it('forgets the wish when the window is left, so that coming back starts at rest', () => {
    veil.wish(6);
    veil.leave(grey);
    veil.comeBack(7);
    expect(veil.admits(8, { ...grey, frame: { ...grey.frame!, name: 'new' } })).toBe(false);
  });

  it('keeps the curtain down until it is lifted here and a later view agrees', () => {
    veil.drop(rest);
    veil.hear(5, false);
    expect(veil.curtained).toBe(true);
    veil.hear(6, true);
    veil.lift(6);
    veil.hear(6, false);
    expect(veil.curtained).toBe(true);
    veil.hear(7, false);
    expect(veil.curtained).toBe(false);
    expect(veil.admits(7, rest)).toBe(true);
  });

  it('comes down when the desk says so', () => {
    veil.hear(3, true);
    expect(veil.admits(3, rest)).toBe(false);
  });
});
