/** What holds for every language: whole sentences, with every fact they are told, and no promise. */
import { describe, expect, it } from 'vitest';
import type { Blocked, Message, Rise } from '../host/wire.gen.ts';
import { clock } from '../time/words.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

const catalogues: Record<string, Catalogue> = { en, fr };
const languages = Object.entries(catalogues);

/** What may be told to a sentence: each a word that can be found again, and a number as well. */
const MARKS = ['701', '702', '703', '704'];
/** What sets a form of a sentence apart and is no word in it. */
const UNSAID = new Set(['oversight.splits.answers', 'oversight.alarms.over']);
/** Told by a value with parts; each is tried below, part by part. */
const BY_PARTS = /^(blocked|messages)\.|^shell\.memory$|^urgent\.(notMarked|stays)$/;

type Say = (...facts: unknown[]) => string;
type Leaf = string | Say;

/** Every sentence with the way to it, those that are functions too. */
function leaves(value: unknown, way = ''): [string, Leaf][] {
  if (typeof value === 'string' || typeof value === 'function') return [[way, value as Leaf]];
  return Object.entries(value as object).flatMap(([key, part]) =>
    leaves(part, way === '' ? key : `${way}.${key}`),
  );
}

const plain = (catalogue: Catalogue) =>
  leaves(catalogue).filter((leaf): leaf is [string, string] => typeof leaf[1] === 'string');
const told = (catalogue: Catalogue) =>
  leaves(catalogue).filter((leaf): leaf is [string, Say] => typeof leaf[1] === 'function');

/** Where a fact is one of a few words of the hub's, which each language says in its own. */
const RISE_AT: Record<string, number> = {
  'record.alarm': 0,
  'oversight.alarms.raised': 1,
  'oversight.alarms.raisedOfYou': 0,
};
const rises: Rise[] = ['clearings', 'disputes'];

/** As a sentence can be told them. */
function factsFor(way: string, facts: readonly (string | number)[], rise: Rise = 'clearings') {
  return facts.map((fact, at) => (at === RISE_AT[way] ? rise : fact));
}

/** All that a language can be made to say, for rules that hold of every word. */
function everything(catalogue: Catalogue): [string, string][] {
  const said = told(catalogue)
    .filter(([way]) => !BY_PARTS.test(way))
    .flatMap(([way, say]) =>
      [0, 1, 2, '701'].map((fact): [string, string] => {
        const facts = factsFor(
          way,
          MARKS.map(() => fact),
        );
        return [way, String(say(...facts))];
      }),
    );
  const parts = [...refusals(catalogue), ...sayings(catalogue)];
  return [...plain(catalogue), ...said, ...parts.map((words): [string, string] => ['', words])];
}

const UNTIL = new Date(2026, 10, 23, 14, 5).getTime();
const refused: Blocked[] = [
  { code: 'needs_rung', rung: 5 },
  { code: 'rung_not_allowed', max: 2 },
  { code: 'rung_not_allowed', max: 2, from: 'floor' },
  { code: 'rung_not_allowed', max: 2, from: 'team' },
  { code: 'rung_not_allowed', max: 2, from: 'person' },
  { code: 'only_veiled', max: 2 },
  { code: 'not_kept', what: 'outline' },
  { code: 'not_kept', what: 'full_size' },
  ...(
    [
      ...(['budget_spent', 'on_break', 'block_over', 'day_spent'] as const),
      ...(['shift_over', 'shift_ending', 'cool_down'] as const),
    ] as const
  ).flatMap((code) => [
    { code, until: UNTIL },
    { code, until: null },
  ]),
];

function refusals(catalogue: Catalogue): string[] {
  return refused.map((why) => (catalogue.blocked[why.code] as (why: Blocked) => string)(why));
}

function sayings(catalogue: Catalogue): string[] {
  const messages: Message[] = [
    { says: 'refused', code: 'internal', until: UNTIL },
    { says: 'refused', code: 'internal', until: null },
    { says: 'caught', verdicts: 1 },
    { says: 'caught', verdicts: 701 },
    { says: 'not_marked', code: null },
    { says: 'not_marked', code: 'internal' },
    { says: 'mark_stays', code: null },
    { says: 'mark_stays', code: 'grace_over' },
  ];
  const partly = {
    is: 'partly',
    locked_bytes: 701 * 1024 * 1024,
    held_bytes: 702 * 1024 * 1024,
  } as const;
  return [
    ...messages.map((message) =>
      (catalogue.messages[message.says] as (message: Message) => string)(message),
    ),
    catalogue.shell.memory({ is: 'locked' }),
    catalogue.shell.memory(partly),
    catalogue.shell.memory({ is: 'not_locked' }),
  ];
}

describe.each(languages)('the catalogue %s', (_language, catalogue) => {
  it('has no empty sentence, but where nothing is to be said', () => {
    const empty = everything(catalogue).filter(([, words]) => words.trim() === '');
    expect(new Set(empty.map(([way]) => way))).toEqual(
      new Set(['record.contents.not_assessed', 'record.listings.not_assessed', 'running.uploads']),
    );
  });

  it('says nothing of its own making', () => {
    for (const [, words] of everything(catalogue))
      expect(words).not.toMatch(/undefined|null|NaN|\[object|Invalid/);
  });

  it('says every fact that it is told', () => {
    const whole = told(catalogue).filter(([way]) => !BY_PARTS.test(way) && !UNSAID.has(way));
    for (const [way, say] of whole) {
      const facts = MARKS.slice(0, say.length).filter((_fact, at) => at !== RISE_AT[way]);
      const words = String(say(...factsFor(way, MARKS)));
      for (const fact of facts) expect(words, way).toContain(fact);
    }
  });

  it('says which answers rose', () => {
    const whole = told(catalogue).filter(([way]) => way in RISE_AT);
    expect(whole).toHaveLength(Object.keys(RISE_AT).length);
    for (const [way, say] of whole) {
      const [one, other] = rises.map((rise) => say(...factsFor(way, MARKS, rise)));
      expect(one, way).not.toBe(other);
    }
  });

  it('says of every problem what to do, and of everything unread why, as whole sentences', () => {
    const whole = [catalogue.problems, catalogue.unreadable, catalogue.traits].flatMap(
      Object.values<string>,
    );
    for (const sentence of [...whole, ...refusals(catalogue), ...sayings(catalogue)])
      expect(sentence).toMatch(/^[\p{Lu}«].+\.$/u);
  });

  it('says of a limit when it ends, where that is known', () => {
    for (const why of refused) {
      const words = (catalogue.blocked[why.code] as (why: Blocked) => string)(why);
      const until = 'until' in why ? why.until : null;
      if (until !== null) expect(words).toContain(clock(until));
    }
  });

  it('leaves no English sentence behind that another language would have its own for', () => {
    if (catalogue === en) return;
    const english = new Map(plain(en));
    const same = plain(catalogue).filter(
      ([way, words]) => words === english.get(way) && / /.test(words),
    );
    expect(same).toEqual([]);
  });
});

describe('the two catalogues', () => {
  it('tell the same facts of the same refusals and messages', () => {
    const facts = (words: string) => (words.match(/\d+/g) ?? []).sort();
    expect([...refusals(fr), ...sayings(fr)].map(facts)).toEqual(
      [...refusals(en), ...sayings(en)].map(facts),
    );
  });

  it('take as many facts for the same sentence', () => {
    const taken = (catalogue: Catalogue) => told(catalogue).map(([way, say]) => [way, say.length]);
    expect(Object.fromEntries(taken(fr))).toEqual(Object.fromEntries(taken(en)));
  });
});

describe('no catalogue promises', () => {
  it('protection, in English', () => {
    for (const [, words] of everything(en)) expect(words).not.toMatch(/protect|\bsafe/i);
  });

  it('protection, in French', () => {
    for (const [, words] of everything(fr))
      expect(words).not.toMatch(/prot[eéè]g|protect|sécuri|sûr/iu);
  });
});

describe('French typography', () => {
  it('has a narrow space that does not break before ; : ! ? » and %, and after «', () => {
    for (const [way, words] of everything(fr)) {
      expect(words, way).not.toMatch(/[ \u00a0][;:!?»%]/);
      expect(words, way).not.toMatch(/«[^\u202f]/);
      expect(words, way).not.toMatch(/[^\s\d][;!?»]|\p{L}:(?!\/)/u);
    }
  });

  it('has curved apostrophes', () => {
    for (const [way, words] of everything(fr)) expect(words, way).not.toMatch(/\p{L}'\p{L}/u);
  });
});
