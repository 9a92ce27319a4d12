/** Gas doesn't grow unnoticed: every figure stands in the repository beside the contracts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type GasFigures, measureGas } from '../../scripts/bench/gas-figures.ts';

const file = new URL('./gas-snapshot.json', import.meta.url);

// A hash has a zero byte now and then, which costs less; the figures are of fixed leaves and so are exact.
test('no write costs more gas than the snapshot says (UPDATE_GAS=1 writes it anew)', {
  timeout: 60_000,
}, async () => {
  const figures = await measureGas();
  if (process.env.UPDATE_GAS === '1') writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  const snapshot = JSON.parse(readFileSync(file, 'utf8')) as GasFigures;
  expect(Object.keys(figures)).toEqual(Object.keys(snapshot));
  const grown = Object.entries(figures).filter(([name, gas]) => gas > (snapshot[name] ?? 0));
  expect(grown).toEqual([]);
});
