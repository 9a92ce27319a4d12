/** Looking up a credential's status in a list, beside the reference library. */
import { deflateSync } from 'node:zlib';
import { StatusList } from '@sd-jwt/jwt-status-list';
import {
  openList,
  STATUS_LIST_BYTES,
  STATUS_LIST_SIZE,
  setStatusAt,
  statusAt,
} from '../../sdk/verify/status-list.ts';
import type { Benchmark } from '../bench.ts';
import { measureByTurns } from './measure.ts';

const CHANGED = 2000;
const LISTS = 64;

export const status: Benchmark = {
  name: 'status',
  summary: `One status out of a list of ${STATUS_LIST_SIZE.toLocaleString('en')} entries of two bits, ${CHANGED.toLocaleString('en')} of them changed: inflating the list that was not seen before and reading the entry, beside the decoding that @sd-jwt/jwt-status-list does for the same. Microseconds of CPU of one thread.`,
  run: async () => {
    const lists = Array.from({ length: LISTS }, (_, place) => compressedList(place));
    const [known = ''] = lists;
    const next = (() => {
      let place = 0;
      return () => lists[place++ % LISTS] ?? '';
    })();
    const read = (compressed: string) => {
      const list = openList({ compressed } as Parameters<typeof openList>[0]);
      if (!(list instanceof Uint8Array)) throw new Error('a good list was refused');
      return statusAt(list, 77);
    };
    const times = await measureByTurns({
      fresh: { run: () => read(next()) },
      kept: { run: () => read(known), operations: 1 },
      library: { run: () => StatusList.decompressStatusList(next(), 2).getStatus(77) },
    });
    return {
      columns: ['reading one status', 'µs CPU'],
      rows: [
        ['this project, list not seen before', times.fresh],
        ['this project, list kept from an earlier check', times.kept],
        ['library', times.library],
      ],
      goals: [
        {
          what: 'list not seen before, times faster',
          measured: times.library / times.fresh,
          bound: 100,
          kind: 'at least',
        },
      ],
    };
  },
};

/** A list whose changed entries depend on `seed`; the verifier keeps fewer lists than there are seeds. */
function compressedList(seed: number): string {
  const list = new Uint8Array(STATUS_LIST_BYTES);
  for (let place = 0; place < CHANGED; place++)
    setStatusAt(list, (place * 7919 + seed * 104_729) % STATUS_LIST_SIZE, 1 + (place % 2));
  return deflateSync(list, { level: 9 }).toString('base64url');
}
