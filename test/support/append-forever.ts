/** A program that appends to the access log in the given folder until it is killed, telling each acknowledged size. */
import { randomBytes } from 'node:crypto';
import { openEmbeddedLedger, openTestKeys } from './ledger-folder.ts';

const folder = process.argv[2] ?? '';
const { ledger } = await openEmbeddedLedger(folder, openTestKeys(folder));
for (let { size } = await ledger.head('access'); ; size++) {
  await ledger.append({ log: 'access', expectedSize: size, leaves: [new Uint8Array(randomBytes(32))] });
  process.stdout.write(`${size + 1}\n`);
}
