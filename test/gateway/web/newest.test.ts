/** Lists that are read anew while they are being read. */
import { expect, test } from 'vitest';
import { readingNewest } from '../../../gateway/web/calls/newest.ts';

/** Readings that end when they are told to. */
function slowly() {
  const ends: ((found: string) => void)[] = [];
  const taken: string[] = [];
  const reading = readingNewest(
    () => new Promise<string>((resolve) => ends.push(resolve)),
    (found) => taken.push(found),
  );
  return { ...reading, taken, end: (at: number, found: string) => ends[at]?.(found) };
}

test('what was read first and comes last never stands in place of what was read later', async () => {
  const { read, end, taken } = slowly();
  const [first, second] = [read(), read()];
  end(1, 'newer');
  await second;
  end(0, 'older');
  expect(await first).toBe('older');
  expect(taken).toEqual(['newer']);
});

test('readings one after another are all taken; what is dropped meanwhile isn’t', async () => {
  const { read, end, drop, taken } = slowly();
  const first = read();
  end(0, 'one');
  await first;
  const second = read();
  drop();
  end(1, 'two');
  await second;
  expect(taken).toEqual(['one']);
});
