import { describe, expect, it } from 'vitest';
import type { AgreementRow } from '../../lib/host/wire.gen.ts';
import { figures, month, sums } from '../../../dev/figure-scenes.ts';
import { percent } from '../../lib/language/figures.ts';
import { byList, judgedOf, kappa, kappaBars, rate, wrongBars } from './figures.ts';

describe('figures', () => {
  it('draw kappa of those queues alone of which one may be told', () => {
    const view = figures(null);
    const rows: AgreementRow[] = view.of === 'figures' ? view.agreement : [];
    expect(rows.map(({ agreement }) => agreement.told.is)).toContain('too_few');
    expect(kappaBars(rows)).toEqual({
      names: ['Matches, vetted lists', 'Near matches'],
      values: [0.861, 0.607],
      leftOut: 0,
    });
  });

  it('draw of too many queues those in which people agree least, and count the others', () => {
    const view = figures(null);
    const [told] = view.of === 'figures' ? view.agreement : [];
    const row = (at: number): AgreementRow => ({
      queue: { id: `q${at}`, name: `Queue ${at}` },
      agreement: {
        ...told!.agreement,
        told: { is: 'told', n: 100, agreed_permille: 900, kappa_permille: 1000 - at * 10 },
      },
    });
    const bars = kappaBars([...Array(11).keys()].map(row));
    expect(bars.names).toEqual([3, 4, 5, 6, 7, 8, 9, 10].map((at) => `Queue ${at}`));
    expect(bars.leftOut).toBe(3);
    expect(kappaBars([...Array(8).keys()].map(row)).leftOut).toBe(0);
  });

  it('have no share where nothing was judged, and never a division by nothing', () => {
    expect(rate({ judged: 0, different: 0 })).toBeNull();
    expect(rate({ judged: 3, different: 1 })).toBe(333);
    const quiet = { ...month(0), lists: [] };
    expect(wrongBars([quiet]).values).toEqual([0]);
  });

  it('count what cannot be told neither as the same nor as another picture', () => {
    expect(judgedOf(sums)).toEqual({ judged: 2_904 + 655 + 188, different: 188 });
  });

  it('sum each list up over all months', () => {
    const [first, second] = [month(0), month(1)];
    const northern = byList([first, second]).find(({ name }) => name === 'Northern partners');
    expect(northern).toEqual({
      name: 'Northern partners',
      judged: 150 + 44 + 153 + 39,
      different: 44 + 39,
    });
  });

  it('are said in hundredths, with a minus that is one', () => {
    expect([percent(333), percent(5), kappa(-43), kappa(1000)]).toEqual([
      '33.3 %',
      '0.5 %',
      '−0.04',
      '1.00',
    ]);
  });
});
