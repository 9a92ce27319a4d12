/** What the audit does wherever it runs: it holds for an honest gateway, and catches every lie by its own name. */

import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../../gateway/keys/signing-key.ts';
import { signCheckpoint } from '../../../gateway/log/checkpoint.ts';
import { newEntryId, queueEntries } from '../../../gateway/log/queue.ts';
import type { ReadServed } from '../../../sdk/audit/served.ts';
import { EMPTY_ROOT } from '../../../sdk/log/hashing.ts';
import type { OpenedReceipt } from '../../../sdk/schemas/receipts.ts';
import {
  type AuditGround,
  clockIn,
  codesOf,
  detailOf,
  openAuditGround,
  type RunAudit,
} from '../../support/audit-ground.ts';
import { names } from '../../support/city-ground.ts';

/** Where audits run; closed at the end. */
export type AuditPlace = { readonly run: RunAudit; readonly close: () => Promise<void> };

/** Another letter of base64 at a place, so that it is still a checkpoint. */
const otherLetter = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((byte, index) => (index === place ? (byte === 65 ? 66 : 65) : byte));
const flip = (bytes: Uint8Array, place: number): Uint8Array =>
  bytes.map((byte, index) => (index === place ? byte ^ 1 : byte));

/** A list's token as its department signs it. */
async function statusToken(
  city: AuditGround['city'],
  [department, list]: readonly [string, number],
  bits: Buffer,
): Promise<Uint8Array> {
  const key = city.keys.departmentKeys(department)[0];
  if (key === undefined) throw new Error('no key');
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    sub: names.statusList(department, list),
    iat: now,
    exp: now + 86_400,
    ttl: 300,
    status_list: { bits: 2, lst: deflateSync(bits).toString('base64url') },
  };
  return new TextEncoder().encode(
    await signJws({ alg: 'ES256', typ: 'statuslist+jwt', kid: key.kid }, payload, key),
  );
}

/** Declares the tests of an audit that runs in a place of its own. */
export function shouldBehaveAsAudit(open: () => Promise<AuditPlace>): void {
  let place: AuditPlace;
  let ground: AuditGround;
  let city: AuditGround['city'];
  let receipts: readonly OpenedReceipt[];
  let served: AuditGround['served'];
  let run: AuditGround['run'];

  beforeAll(async () => {
    place = await open();
    ground = await openAuditGround(place.run);
    ({ city, receipts, served, run } = ground);
  }, 120_000);
  afterAll(async () => {
    await ground?.close();
    await place?.close();
  });

  test('an honest gateway holds, receipts included', async () => {
    const checks = await run({ receipts });
    expect(codesOf(checks)).toEqual([]);
    const said = checks.map(({ what }) => what);
    for (const what of ['log PSB', 'log access', 'status list PSB/1', 'receipts', 'accreditations'])
      expect(said).toContain(what);
    expect(receipts).toHaveLength(4);
  });

  test('an empty list of receipts is said to be one', async () => {
    expect(await run({ receipts: [] })).toContainEqual({
      what: 'receipts',
      detail: 'there was none to check',
    });
  });

  test('progress counts up to all leaves that the ledger has', async () => {
    const told: number[][] = [];
    await run({ onProgress: (leaves, total) => void told.push([leaves, total]) });
    expect(told[0]?.[0]).toBeLessThan(304);
    expect(told.every(([, total]) => total === 304)).toBe(true);
    expect(told.at(-1)).toEqual([304, 304]);
  });

  describe('a gateway is caught that', () => {
    test('changes an entry', async () => {
      const read = served((path, bytes) =>
        path.includes('/PSB/tile/entries/000') ? flip(bytes, 10) : bytes,
      );
      expect(codesOf(await run({ read }))).toContain('ENTRIES_DIFFER');
    });

    test('changes a hash of a tile', async () => {
      const read = served((path, bytes) => (path.includes('/PSB/tile/0/000') ? flip(bytes, 40) : bytes));
      expect(codesOf(await run({ read }))).toEqual(['TILE_DIFFERS']);
    });

    test('removes entries', async () => {
      const read = served((path, bytes) => (path.includes('/PSB/tile/entries/001') ? undefined : bytes));
      expect(codesOf(await run({ read }))).toEqual(['ENTRIES_DIFFER']);
    });

    test('cuts a bundle or changes a length in it', async () => {
      const cuts = [(bytes: Uint8Array) => bytes.slice(0, -3), (bytes: Uint8Array) => flip(bytes, 0)];
      for (const cut of cuts) {
        const read = served((path, bytes) => (path.includes('/PSB/tile/entries/000') ? cut(bytes) : bytes));
        expect(codesOf(await run({ read }))).toEqual(['ENTRIES_DIFFER']);
      }
    });

    test('serves an older head of a log, signed as it was, unless what is missing has only just landed', async () => {
      const head = { origin: names.logOrigin('access'), size: 0, root: EMPTY_ROOT };
      const former = new TextEncoder().encode(await signCheckpoint(head, city.keys.checkpoint('access')));
      const read = served((path, bytes) => (path.endsWith('/access/checkpoint') ? former : bytes));
      const late = await run({ read, clock: clockIn(600) });
      expect(codesOf(late)).toEqual(['LOG_BEHIND_LEDGER']);
      expect(detailOf(late)).toBe('checkpoint: ledger has 4, served 0');
      const early = await run({ read, clock: clockIn(0) });
      expect(codesOf(early)).toEqual([]);
      expect(early.find(({ what }) => what === 'log access')?.detail).toContain('ledger has 4, served 0');
      // An auditor's clock that is behind the ledger's excuses nothing.
      expect(codesOf(await run({ read, clock: clockIn(-600) }))).toEqual(['LOG_BEHIND_LEDGER']);
    });

    test('forks a log and signs the fork with another key', async () => {
      const read = served((path, bytes) =>
        path.endsWith('/PSB/checkpoint') ? otherLetter(bytes, 45) : bytes,
      );
      expect(codesOf(await run({ read }))).toEqual(['CHECKPOINT_NOT_SIGNED']);
    });

    test('forks a log and signs the fork with the log’s own key', async () => {
      const head = { origin: names.logOrigin('PSB'), size: 300, root: new Uint8Array(randomBytes(32)) };
      const forked = new TextEncoder().encode(await signCheckpoint(head, city.keys.checkpoint('PSB')));
      const read = served((path, bytes) => (path.endsWith('/PSB/checkpoint') ? forked : bytes));
      expect(codesOf(await run({ read }))).toEqual(['HEAD_DIFFERS']);
    });

    test('serves another department’s checkpoint, or hides a log', async () => {
      const other = await ground.bytesAt('/log/CAB/checkpoint');
      const swapped = served((path, bytes) => (path.endsWith('/PSB/checkpoint') ? other : bytes));
      expect(codesOf(await run({ read: swapped }))).toEqual(['LOG_NOT_SERVED']);
      const hidden = served((path, bytes) =>
        path === '/log' ? new TextEncoder().encode('{"items":[]}') : bytes,
      );
      expect(codesOf(await run({ read: hidden }))).toEqual(['LOG_NOT_SERVED']);
    });

    test('publishes another status list than the ledger has', async () => {
      const shows = (token: Uint8Array | undefined) =>
        served((path, bytes) => (path === '/status/PSB/1' ? token : bytes));
      const another = await statusToken(city, ['PSB', 1], Buffer.alloc(32_768, 1));
      expect(codesOf(await run({ read: shows(another) }))).toEqual(['STATUS_LIST_DIFFERS']);
      const own = await ground.bytesAt('/status/PSB/1');
      expect(codesOf(await run({ read: shows(flip(own, own.length - 5)) }))).toEqual([
        'STATUS_LIST_NOT_SIGNED',
      ]);
      expect(codesOf(await run({ read: shows(undefined) }))).toEqual(['STATUS_LIST_NOT_SERVED']);
    });

    test('still shows a list as it was before a change, or one that has expired', async () => {
      const shows = (token: Uint8Array) =>
        served((path, bytes) => (path === '/status/PSB/1' ? token : bytes));
      const former = await statusToken(city, ['PSB', 1], Buffer.alloc(32_768));
      expect(codesOf(await run({ read: shows(former), clock: clockIn(600) }))).toEqual([
        'STATUS_LIST_DIFFERS',
      ]);
      expect(codesOf(await run({ read: shows(former) }))).toEqual([]);
      expect(codesOf(await run({ clock: clockIn(90_000) }))).toEqual(['STATUS_LIST_EXPIRED']);
    });

    test('serves a list that never changed with anything set in it, or that is none', async () => {
      const beyond =
        (token: Uint8Array): ReadServed =>
        async (path) =>
          path === '/status/PSB/2' ? token : served()(path);
      const valid = await statusToken(city, ['PSB', 2], Buffer.alloc(32_768));
      const honest = await run({ read: beyond(valid) });
      expect(codesOf(honest)).toEqual([]);
      expect(honest.map(({ what }) => what)).toContain('status list PSB/2');
      const invalid = await statusToken(city, ['PSB', 2], Buffer.alloc(32_768, 1));
      expect(codesOf(await run({ read: beyond(invalid) }))).toEqual(['STATUS_LIST_DIFFERS']);
      const garbage: ReadServed = async (path) =>
        path.startsWith('/status/NRB/') ? new Uint8Array(9) : served()(path);
      expect(codesOf(await run({ read: garbage }))).toEqual(['STATUS_LIST_NOT_SIGNED']);
    });

    test('keeps a receipt waiting for ever', async () => {
      const [first] = receipts;
      if (first === undefined) throw new Error('no receipt');
      const invented = (at: string) => [{ ...first, receipt: { ...first.receipt, at }, evidence: null }];
      const lost = ['RECEIPT_NOT_ON_LEDGER'];
      expect(codesOf(await run({ receipts: invented('2020-01-01T00:00:00+08:00') }))).toEqual(lost);
      expect(codesOf(await run({ receipts: invented('2999-01-01T00:00:00+08:00') }))).toEqual(lost);
      expect(codesOf(await run({ receipts: invented(new Date().toISOString()) }))).toEqual([]);
    });

    test('left an access out of somebody’s receipts, or changed one', async () => {
      const [first, second, third, fourth] = receipts;
      if (first === undefined || second === undefined || third === undefined || fourth === undefined)
        throw new Error('too few');
      expect(codesOf(await run({ receipts: [first, third, fourth] }))).toEqual([
        'RECEIPT_GAP',
        'RECEIPT_CHAIN_BROKEN',
      ]);
      const changed = { ...fourth, receipt: { ...fourth.receipt, kind: 'answered' as const } };
      expect(codesOf(await run({ receipts: [first, second, third, changed] }))).toEqual([
        'RECEIPT_NOT_ON_LEDGER',
      ]);
    });

    test('carries a credential of a department that wasn’t accredited for it at that leaf', async () => {
      const entry = {
        id: newEntryId(new Date()),
        log: 'PSB',
        kind: 'issued' as const,
        credentialType: 'marriage-certificate',
        commitment: new Uint8Array(randomBytes(32)),
        release: 'batch' as const,
      };
      await city.db.transaction().execute((trx) => queueEntries(trx, [entry], city.clock.now()));
      await city.anchor();
      const checks = await run();
      expect(codesOf(checks)).toEqual(['ISSUED_WITHOUT_ACCREDITATION']);
      expect(checks.find(({ code }) => code !== undefined)?.detail).toBe('leaf 300: marriage-certificate');
    });
  });
}
