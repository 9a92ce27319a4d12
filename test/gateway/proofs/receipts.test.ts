/** Receipts: every access leaves one, the subject alone can read it, and the ledger proves it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { expireRequests, withdraw } from '../../../gateway/authorization/endings.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { viewForAsker } from '../../../gateway/authorization/views.ts';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { CityError } from '../../../gateway/errors.ts';
import { openProofs, receiptWriter } from '../../../gateway/proofs/proofs.ts';
import {
  type HistoryEntry,
  historyList,
  type OpenedReceipt,
  receiptExport,
} from '../../../sdk/schemas/receipts.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import { decodeBase64url } from '../../../sdk/verify/base64url.ts';
import { canonicalize } from '../../../sdk/verify/canonical.ts';
import { parseCheckpoint } from '../../../sdk/verify/checkpoint.ts';
import { commit, encodeEntry } from '../../../sdk/verify/entry.ts';
import { leafHash, rootFromInclusion } from '../../../sdk/verify/merkle.ts';
import { mandateInForce } from '../../support/authorization-ground.ts';
import { identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const person = identityCard('独一无二之名', '1940-01-01', 1, { registeredAddress: '独一无二之址' });
const other = identityCard('别人', '1950-01-01', 2);
const wish = (number = person.idNumber) => ({ matter: 'WCM-CAB-009', people: { applicant: number } });
const client = 'cab-counter';

let ground: ProofsGround;
let app: Awaited<ReturnType<ProofsGround['app']>>;
beforeAll(async () => {
  ground = await openProofsGround();
  await ground.city.importRows('PSB', 'resident-identity-card', [person, other]);
  await ground.city.anchor();
  app = await ground.app();
}, 120_000);
afterAll(async () => {
  await app.close();
  await ground.close();
});

const prove = async (number = person.idNumber) => {
  const id = await ground.approve(wish(number));
  return ground.proofs.prove({ id, client, nonce: NONCE });
};
const get = async (path: string, number = person.idNumber) => {
  const caller = JSON.stringify({ kind: 'person', subject: ground.subjectOf(number) });
  const response = await app.inject({ url: path, headers: { caller } });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
};
const all = async (number?: string): Promise<OpenedReceipt[]> =>
  receiptExport.parse((await get('/me/receipts/export', number)).body).receipts as OpenedReceipt[];
const bytes = (text: string): Uint8Array => decodeBase64url(text) ?? new Uint8Array();
const text = (of: Uint8Array): string => Buffer.from(of).toString('base64url');

describe('a use', () => {
  test('leaves a receipt that says who asked for what, why, and what came of it', async () => {
    const proof = await prove();
    const [newest] = (await get('/me/receipts?limit=1')).body.items;
    expect(newest).toMatchObject({ leaf: proof.receipts[0]?.leaf, evidence: null });
    expect(newest.receipt).toMatchObject({
      kind: 'answered',
      request: proof.request.id,
      client,
      department: 'CAB',
      matter: 'WCM-CAB-009',
      window: 'CAB-W1',
      role: 'applicant',
      basis: 'consent',
      at: '2026-11-23T16:00:00+08:00',
    });
    expect(newest.receipt.article).toContain('个人信息保护法');
    expect(newest.receipt.items).toEqual([
      {
        credentialType: 'resident-identity-card',
        fields: ['name', 'idNumber', 'isAge80OrOver'],
        outcome: 'shown',
      },
      {
        credentialType: 'household-register',
        fields: ['isDistrictHousehold'],
        outcome: 'NO_SUCH_CREDENTIAL',
      },
      {
        credentialType: 'social-security-card',
        fields: ['bankName', 'bankAccountNumber'],
        outcome: 'NO_SUCH_CREDENTIAL',
      },
    ]);
  });

  test('is proved to its subject by the ledger, without believing the gateway', async () => {
    const proof = await prove();
    await ground.city.anchor();
    const [newest] = (await get('/me/receipts?limit=1')).body.items as OpenedReceipt[];
    if (newest?.evidence == null) throw new Error('it is not on the ledger');
    const commitment = commit(bytes(newest.salt), canonicalize(newest.receipt));
    const leaf = leafHash(encodeEntry({ kind: 'access', commitment }));
    expect(text(leaf)).toBe(proof.receipts[0]?.leaf);
    const { index, inclusion, checkpoint } = newest.evidence;
    const head = await ground.city.ledger.head('access');
    expect(parseCheckpoint(checkpoint)).toMatchObject({ size: head.size });
    const root = rootFromInclusion({ leaf, index, size: head.size, path: inclusion.map(bytes) });
    expect(root && text(root)).toBe(text(head.root));
  });

  test('repeated leaves a further receipt that names the first', async () => {
    const id = await ground.approve(wish());
    for (let time = 0; time < 2; time++) await ground.proofs.prove({ id, client, nonce: NONCE });
    const [repeat, first] = (await get('/me/receipts?limit=2')).body.items;
    expect(first.receipt).toMatchObject({ kind: 'answered', request: id });
    expect(repeat.receipt).toMatchObject({ kind: 'repeat', request: id, first: first.number });
  });
});

describe('a subject’s receipts', () => {
  test('are numbered without a gap and chained, whatever happens at once', async () => {
    const before = (await all(other.idNumber)).length;
    const ids: string[] = [];
    for (let place = 0; place < 50; place++)
      ids.push(await ground.approve(wish(other.idNumber), `nonce-of-request-${place + 10}`));
    await Promise.all(
      ids.map((id, place) => ground.proofs.prove({ id, client, nonce: `nonce-of-request-${place + 10}` })),
    );
    const receipts = await all(other.idNumber);
    expect(receipts).toHaveLength(before + 50);
    let previous: string | null = null;
    for (const [place, { number, receipt, salt }] of receipts.entries()) {
      expect([number, receipt.number, receipt.previous]).toEqual([place + 1, place + 1, previous]);
      previous = text(commit(bytes(salt), canonicalize(receipt)));
    }
  });

  test('are listed newest first, a page at a time', async () => {
    const first = (await get('/me/receipts?limit=20', other.idNumber)).body;
    expect(first.total).toBeGreaterThanOrEqual(50);
    expect(first.items.map(({ number }: OpenedReceipt) => number)).toEqual(
      Array.from({ length: 20 }, (_, place) => first.total - place),
    );
    const second = (await get(`/me/receipts?limit=100&next=${first.next}`, other.idNumber)).body;
    expect(second.items[0].number).toBe(first.total - 20);
    expect(second.next).toBeNull();
  });

  test('are nobody else’s to read', async () => {
    const holder = ground.subjectOf(other.idNumber);
    for (const path of ['/me/receipts', '/me/receipts/export', '/me/receipts/1', '/me/history'])
      expect(await get(`${path}?holder=${holder}`)).toMatchObject({ status: 403 });
    expect((await get('/me/receipts/999999')).body).toMatchObject({ code: 'RECEIPT_NOT_FOUND' });
    const stranger = await get('/me/receipts', identityCard('无', '1977-07-07', 77).idNumber);
    expect(stranger.body).toEqual({ items: [], total: 0, next: null });
  });

  test('can be read by who may act for the subject', async () => {
    await mandateInForce(
      ground.subjectOf(other.idNumber),
      { agentNumber: person.idNumber },
      ground.authorization,
    );
    const holder = ground.subjectOf(other.idNumber);
    const { status, body } = await get(`/me/receipts?holder=${holder}`);
    expect([status, body.total]).toEqual([200, (await all(other.idNumber)).length]);
  });

  test('come as a file', async () => {
    const { headers } = await get('/me/receipts/export');
    expect(headers['content-disposition']).toContain('attachment');
  });

  test('can’t be exchanged for one another in the database', async () => {
    const swapped = identityCard('换', '1966-06-06', 66);
    await ground.city.importRows('PSB', 'resident-identity-card', [swapped]);
    for (let time = 0; time < 2; time++) await prove(swapped.idNumber);
    const subject = ground.subjectOf(swapped.idNumber);
    const rows = await ground.city.db
      .selectFrom('receipts')
      .selectAll()
      .where('subject', '=', subject)
      .execute();
    await ground.city.db
      .updateTable('receipts')
      .set({ sealed: rows[1]?.sealed ?? Buffer.alloc(0) })
      .where('id', '=', rows[0]?.id ?? '')
      .execute();
    expect((await get('/me/receipts', swapped.idNumber)).status).toBe(500);
  });
});

describe('an access that proves nothing', () => {
  test('leaves a receipt as well: refused, or one’s own look', async () => {
    const id = await ground.ask(wish());
    const decision = decideShape.parse({ decision: 'refuse' });
    await decide(ground.subjectOf(person.idNumber), id, { decision, parts: ground.authorization });
    expect((await all()).at(-1)?.receipt).toMatchObject({ kind: 'refused', request: id });
    const nothing = { request: null, client: null, department: null, matter: null, window: null, role: null };
    const record = receiptWriter(ground.parts);
    await ground.city.db
      .transaction()
      .execute((trx) =>
        record(trx, [{ holder: ground.subjectOf(person.idNumber), outcome: 'self', ...nothing, items: [] }]),
      );
    expect((await all()).at(-1)?.receipt).toMatchObject({ kind: 'self', basis: null });
  });

  test('leaves one to somebody of whom nothing was ever kept', async () => {
    const nobody = identityCard('新', '1988-08-08', 88).idNumber;
    await prove(nobody);
    expect((await all(nobody)).map(({ receipt }) => receipt.kind)).toEqual(['answered']);
  });

  test('tries on what is used share one receipt a minute, written when the minute is over', async () => {
    const id = await ground.approve(wish());
    await ground.proofs.prove({ id, client, nonce: NONCE });
    const before = (await all()).length;
    for (let time = 0; time < 7; time++)
      await ground.proofs.prove({ id, client: 'edu-counter', nonce: NONCE }).catch(() => {});
    await ground.proofs.closeTries();
    expect(await all()).toHaveLength(before);
    const now = ground.city.clock.now();
    ground.city.clock.pass(60);
    await ground.proofs.closeTries();
    await ground.proofs.closeTries();
    const receipts = await all();
    expect(receipts).toHaveLength(before + 1);
    expect(receipts.at(-1)?.receipt).toMatchObject({
      kind: 'used',
      client: 'edu-counter',
      tries: 7,
      request: id,
    });
    ground.city.clock.set(now.toISOString());
  });
});

describe('a refusal', () => {
  const ended = async (id: string) => {
    const { state, parties } = await viewForAsker({ client }, id, ground.authorization);
    return { state, leaf: parties[0]?.leaf };
  };
  const decideOn = (id: string, decision: object) =>
    decide(ground.subjectOf(person.idNumber), id, {
      decision: decideShape.parse(decision),
      parts: ground.authorization,
    });

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['refused', (id) => decideOn(id, { decision: 'refuse' })],
    ['withdrawn', (id) => withdraw({ client }, id, ground.authorization)],
    [
      'expired',
      async () => {
        ground.city.clock.pass(601);
        await expireRequests(ground.authorization);
      },
    ],
  ])('as %s tells its asker the leaf that the subject finds among their receipts', async (state, end) => {
    const id = await ground.ask(wish());
    expect(await ended(id)).toEqual({ state: 'waiting', leaf: undefined });
    await end(id);
    const [newest] = (await get('/me/receipts?limit=1')).body.items;
    expect(newest.receipt).toMatchObject({ kind: state, request: id });
    expect(await ended(id)).toEqual({ state, leaf: newest.leaf });
  });

  test('of what the matter may not see as well, and none where nobody was reached', async () => {
    const { codes } = ground.authorization;
    const attempt = (code: string) =>
      createRequest(
        { client, department: 'CAB' },
        {
          ...{ matter: wish().matter, nonce: NONCE, window: 'CAB-W1', conditions: [] },
          parties: { applicant: { code } },
          fields: { applicant: { 'resident-identity-card': ['portrait'] } },
        },
        ground.authorization,
      ).catch(({ code: refused, details }) => [refused, details.receipts]);
    const told = await attempt((await codes.showQr(ground.subjectOf(person.idNumber))).url);
    const [newest] = (await get('/me/receipts?limit=1')).body.items;
    expect(newest.receipt.kind).toBe('not-entitled');
    expect(told).toEqual(['NOT_ENTITLED', [{ subject: 'applicant', leaf: newest.leaf }]]);
    expect(await attempt('nothing')).toEqual(['NOT_ENTITLED', []]);
  });
});

describe('a try that is not answered', () => {
  const now = () => ground.city.clock.now();
  /** The receipts that its minute leaves, without those that came before. */
  async function leftBy(tries: () => Promise<unknown>) {
    const before = (await all()).length;
    const began = now();
    await tries();
    ground.city.clock.set(new Date(began.getTime() + 60_000).toISOString());
    await ground.proofs.closeTries();
    ground.city.clock.set(began.toISOString());
    return (await all()).slice(before).map(({ receipt }) => receipt);
  }
  const attempt = (id: string, by: { client?: string } = {}) =>
    ground.proofs.prove({ id, client, nonce: NONCE, ...by }).catch((error: { code?: string }) => error.code);
  const outcomesOf = (receipt: { items: readonly { outcome: string }[] } | undefined) => [
    ...new Set(receipt?.items.map(({ outcome }) => outcome)),
  ];

  test('because the vault’s bytes were changed leaves a receipt that says it failed', async () => {
    const id = await ground.approve(wish());
    const kept = await ground.city.db
      .selectFrom('credentials')
      .select(['id', 'sealed'])
      .where('subject', '=', ground.subjectOf(person.idNumber))
      .executeTakeFirstOrThrow();
    const setSealed = (sealed: Buffer) =>
      ground.city.db.updateTable('credentials').set({ sealed }).where('id', '=', kept.id).execute();
    await setSealed(Buffer.alloc(200));
    const receipts = await leftBy(async () => {
      expect(await attempt(id)).not.toMatchObject({ version: 1 });
      await attempt(id);
    });
    await setSealed(kept.sealed);
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).toMatchObject({ kind: 'failed', request: id, client, department: 'CAB', tries: 2 });
    expect(await attempt(id)).toMatchObject({ version: 1 });
  });

  test('because nothing at all can be answered leaves one as well', async () => {
    const id = await ground.approve(wish());
    const broken = openProofs({
      ...ground.parts,
      statusToken: () => Promise.reject(new CityError('LEDGER_UNREACHABLE')),
    });
    const receipts = await leftBy(async () => {
      await expect(broken.prove({ id, client, nonce: NONCE })).rejects.toMatchObject({
        code: 'LEDGER_UNREACHABLE',
      });
    });
    expect(receipts).toEqual([expect.objectContaining({ kind: 'failed', request: id })]);
  });

  test('on a request that waits for a known person reaches that person', async () => {
    const id = await ground.ask(wish());
    const receipts = await leftBy(async () => expect(await attempt(id)).toBe('NOT_AUTHORIZED'));
    expect(receipts).toEqual([expect.objectContaining({ kind: 'not-authorized', request: id })]);
    expect(outcomesOf(receipts[0])).toEqual(['waiting']);
  });

  test('on one whose name the counter has not confirmed, or that was taken back, is told as that and not as used', async () => {
    const unconfirmed = await ground.approve(wish());
    await ground.city.db
      .updateTable('request_parties')
      .set({ confirmed: false })
      .where('request_id', '=', unconfirmed)
      .execute();
    const first = await leftBy(() => attempt(unconfirmed));
    expect([first[0]?.kind, ...outcomesOf(first[0])]).toEqual(['not-authorized', 'not-confirmed']);
    const gone = await ground.approve(wish());
    await withdraw({ client }, gone, ground.authorization);
    const second = await leftBy(() => attempt(gone));
    expect([second[0]?.kind, ...outcomesOf(second[0])]).toEqual(['not-authorized', 'withdrawn']);
  });

  test('after the authorization’s time is told as expired, and another asker’s as another’s', async () => {
    const id = await ground.approve(wish());
    const strange = await leftBy(() => attempt(id, { client: 'edu-counter' }));
    expect([strange[0]?.kind, ...outcomesOf(strange[0])]).toEqual(['not-authorized', 'not-the-asker']);
    expect(strange[0]).toMatchObject({ client: 'edu-counter', department: null, window: null });
    const began = now();
    ground.city.clock.pass(3600);
    const late = await leftBy(() => attempt(id));
    ground.city.clock.set(began.toISOString());
    expect([late[0]?.kind, ...outcomesOf(late[0])]).toEqual(['not-authorized', 'expired']);
  });
});

describe('a subject’s history', () => {
  const TITLE = 'real-estate-title' as const;
  const title = { certificateNumber: 'T-9', location: '虚' };
  const change = { department: 'NRB', credentialType: TITLE, record: 'T-9' } as const;

  test('shows accesses, issue, replacement and status changes in one list by time', async () => {
    const holder = identityCard('史', '1960-06-06', 66);
    const { city } = ground;
    const began = city.clock.now();
    const later = () => city.clock.pass(60);
    const own = { ...title, holderNumber: holder.idNumber };
    await city.importRows('NRB', TITLE, [own]);
    later();
    await prove(holder.idNumber);
    later();
    await city.importRows('NRB', TITLE, [{ ...own, location: '改' }]);
    later();
    await changeStatus(city, { ...change, change: 'suspend', reason: 'suspended' });
    later();
    await changeStatus(city, { ...change, change: 'reinstate' });
    later();
    await changeStatus(city, { ...change, change: 'revoke', reason: 'cancelled' });
    city.clock.set(began.toISOString());
    const pages: HistoryEntry[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = historyList.parse(
        (await get(`/me/history?limit=4${next === '' ? '' : `&next=${next}`}`, holder.idNumber)).body,
      );
      expect(page.total).toBe(6);
      pages.push(...page.items);
      next = page.next;
    }
    expect(pages.map(({ kind }) => kind)).toEqual(
      ['issued', 'access', 'replaced', 'suspended', 'reinstated', 'revoked'].toReversed(),
    );
    expect(pages.map(({ at }) => at)).toEqual(
      pages
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(pages[0]).toMatchObject({
      reason: 'cancelled',
      credential: { department: 'NRB', credentialType: TITLE, version: 2 },
    });
    expect(pages[4]).toMatchObject({ receipt: { number: 1, receipt: { kind: 'answered' } } });
  });

  test('tells who lost a credential because the record was another’s', async () => {
    const [wrong, right] = [identityCard('误', '1961-06-06', 67), identityCard('正', '1962-06-06', 68)];
    const put = (row: object) =>
      ground.city.importRows('PSB', 'resident-identity-card', [{ ...row, cardSerial: 'MIXED-UP' }]);
    await put(wrong);
    ground.city.clock.pass(1);
    await put(right);
    const kinds = async (number: string) =>
      (await get('/me/history', number)).body.items.map(({ kind }: HistoryEntry) => kind);
    expect(await kinds(wrong.idNumber)).toEqual(['transferred', 'issued']);
    expect(await kinds(right.idNumber)).toEqual(['replaced']);
  });
});

describe('after the answer', () => {
  const values = [person.name, person.idNumber, person.registeredAddress];
  /** As it is, in hexadecimal, and in base64url at each of its three alignments. */
  const spellings = values.flatMap((value) => {
    const raw = Buffer.from(value);
    const aligned = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), raw])
        .toString('base64url')
        .slice(Math.ceil((8 * shift) / 6), -2),
    );
    return [raw.toString('latin1'), raw.toString('hex'), ...aligned];
  });

  test('no table and no file holds a disclosed value', async () => {
    const proof = JSON.stringify(await prove());
    expect(spellings.some((spelling) => proof.includes(spelling) || decoded(proof).includes(spelling))).toBe(
      true,
    );
    await ground.city.anchor();
    await all();
    const { rows: tables } = await sql<{
      name: string;
    }>`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(
      ground.city.db,
    );
    for (const { name } of tables) {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(
        ground.city.db,
      );
      const found = rows.map((row) => row.text).join('\n');
      const raw = found.replaceAll(/\\\\?x([0-9a-f]+)/g, (_, hex: string) =>
        Buffer.from(hex, 'hex').toString('latin1'),
      );
      const latin = Buffer.from(raw).toString('latin1');
      for (const spelling of spellings)
        expect(
          [found, raw, latin].some((where) => where.includes(spelling)),
          name,
        ).toBe(false);
    }
    for (const file of filesIn(ground.city.folder)) {
      const content = readFileSync(file, 'latin1');
      for (const spelling of spellings) expect(content.includes(spelling), file).toBe(false);
    }
  });
});

/** What the base64url words in a text say. */
const decoded = (whole: string): string =>
  [...whole.matchAll(/[A-Za-z0-9_-]{8,}/g)]
    .map(([word]) => Buffer.from(word, 'base64url').toString('latin1'))
    .join('\n');

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
