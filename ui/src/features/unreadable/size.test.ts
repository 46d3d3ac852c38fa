import { expect, it } from 'vitest';
import { size } from './size.ts';

it('says a number of bytes in its largest unit', () => {
  expect([0, 612, 47_600, 3_149_000].map(size)).toEqual(['0 B', '612 B', '48 kB', '3.1 MB']);
});
