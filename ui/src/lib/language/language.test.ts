import { afterEach, describe, expect, it, vi } from 'vitest';
import { monthName } from '../time/months.ts';
import { clock, dayOf, length, moment, seconds, weekday } from '../time/words.ts';
import { decimal, either, listed, measured, number, percent } from './figures.ts';
import { mark, speak, spoken } from './language.svelte.ts';
import { countingIn } from './plural.ts';
import { ofSystem } from './tongues.ts';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';
const AT = new Date(2026, 10, 23, 14, 5).getTime();

afterEach(() => speak('en'));

describe('the language in use', () => {
  it('is the first of the system’s that has a catalogue, whatever its region, and else English', () => {
    expect(ofSystem(['fr-CA', 'en'])).toBe('fr');
    expect(ofSystem(['pt-BR', 'FR', 'en-GB'])).toBe('fr');
    expect(ofSystem(['fr_BE.UTF-8'])).toBe('fr');
    expect(ofSystem(['en-US', 'fr'])).toBe('en');
    expect([ofSystem([]), ofSystem(['C']), ofSystem(['fry'])]).toEqual(['en', 'en', 'en']);
  });

  it('follows the system until another is chosen, and again once that is taken back', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-CH']);
    speak('system');
    expect(spoken()).toBe('fr');
    speak('en');
    expect(spoken()).toBe('en');
    speak('system');
    expect(spoken()).toBe('fr');
  });

  it('is told to the document, with its direction', () => {
    const { documentElement } = document;
    speak('fr');
    mark(document);
    expect([documentElement.lang, documentElement.dir]).toEqual(['fr-FR', 'ltr']);
    speak('mirrored');
    mark(document);
    expect(documentElement.dir).toBe('rtl');
  });
});

describe('what counts', () => {
  it('has each language’s own plural: French says nothing in the singular', () => {
    const forms = { one: 'one', other: 'other' };
    const [english, french] = [countingIn('en-GB').count, countingIn('fr-FR').count];
    expect([0, 1, 2].map((n) => english(n, forms))).toEqual(['other', 'one', 'other']);
    expect([0, 1, 2].map((n) => french(n, forms))).toEqual(['one', 'one', 'other']);
  });

  it('takes a further form where the language has one, and the other where none is given', () => {
    const french = countingIn('fr-FR').count;
    const forms = { one: 'un', other: 'des' };
    expect(french(1_000_000, forms)).toBe('des');
    expect(french(1_000_000, { ...forms, many: 'un million de' })).toBe('un million de');
  });
});

describe('numbers, times and lists', () => {
  it('are written as English writes them', () => {
    expect([number(1_284_567), number(0.25), decimal(-0.043, 2)]).toEqual([
      '1,284,567',
      '0.25',
      '−0.04',
    ]);
    expect([percent(333), measured(3.149, 'megabyte', 1)]).toEqual(['33.3 %', '3.1 MB']);
    expect([listed(['a', 'b', 'c']), either(['a', 'b', 'c'])]).toEqual(['a, b, c', 'a, b or c']);
    expect([moment(AT), weekday(AT)]).toEqual(['23 Nov, 14:05', 'Mon']);
  });

  it('are written as French writes them', () => {
    speak('fr');
    expect([number(1_284_567), number(0.25), decimal(-0.043, 2)]).toEqual([
      `1${NARROW}284${NARROW}567`,
      '0,25',
      '−0,04',
    ]);
    expect(percent(333)).toMatch(/^33,3[\u00a0\u202f]%$/);
    expect(measured(3.149, 'megabyte', 1)).toBe(`3,1${NO_BREAK}Mo`);
    expect(measured(612, 'byte')).toBe(`612${NO_BREAK}o`);
    expect([listed(['a', 'b', 'c']), either(['a', 'b', 'c'])]).toEqual(['a, b, c', 'a, b ou c']);
    expect([dayOf(AT), clock(AT), weekday(AT)]).toEqual(['23 nov.', '14:05', 'lun.']);
    expect(monthName(Date.UTC(2026, 1, 1))).toBe('févr. 2026');
    expect([length(50 * 3_600_000), length(12 * 60_000), seconds(2_440)]).toEqual([
      `2${NO_BREAK}j`,
      `12${NO_BREAK}min`,
      `2,4${NO_BREAK}s`,
    ]);
  });
});
