/** Destinations in words. Knows no component. */
import type { CheckView, DestinationInfo, ListName } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

/** The lists that it hears of, by name. */
export function hearsOf({ banks }: DestinationInfo, lists: readonly ListName[]): string {
  const words = text.oversight.services;
  const name = (id: string) => lists.find((list) => list.id === id)?.name ?? words.goneList;
  return banks?.map(name).join(', ') ?? words.everyList;
}

/** What came of asking it; nothing where it was not asked from here. */
export function destinationCheck(check: CheckView | null): string[] {
  const [words, shown] = [text.oversight.setting, text.oversight.services];
  switch (check?.is) {
    case undefined:
      return [];
    case 'under_way':
      return [shown.checking];
    case 'silent':
      return [
        check.says === null ? shown.hubSilent : shown.silent(check.says.replace(/[.\s]+$/, '')),
      ];
    case 'answers':
      return [check.ready ? words.answers : words.answersNot, ...check.says];
  }
}
