/** Departments' files become credentials: each record once, whatever happens in between, and nothing readable stays behind. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { SDJwtInstance } from '@sd-jwt/core';
import { digest, ES256 } from '@sd-jwt/crypto-nodejs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLicenceIdentifier } from '../../../gateway/catalog/licence-identifier.ts';
import type { FileFormat } from '../../../gateway/credentials/file-rows.ts';
import type { ImportReport } from '../../../gateway/credentials/import-reports.ts';
import { placesOf } from '../../../gateway/log/queue.ts';
import { commit, encodeEntry } from '../../../sdk/verify/entry.ts';
import { leafHash, rootFromInclusion } from '../../../sdk/verify/merkle.ts';
import { openClaims } from '../../../sdk/verify/sd-jwt.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { filesWith, spellingsOf, tablesWith } from '../../support/leaks.ts';
import { citizenNumber, identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
let city: CityGround;
beforeAll(async () => {
  city = await openCityGround();
}, 120_000);
afterAll(() => city.close());

const jsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

async function importText(
  text: string | Buffer,
  { format = 'jsonl' as FileFormat, department = 'PSB', type = TYPE } = {},
): Promise<ImportReport> {
  const { imports } = city.credentials;
  const id = await imports.accept(
    { department, credentialType: type, format },
    Readable.from([Buffer.from(text)]),
  );
  return imports.run(id);
}

async function openNewest(number: string, type = TYPE) {
  const { credentials } = city;
  const subject = credentials.subjectOf(number) ?? '';
  const [row] = await credentials.candidates(subject, type);
  const key = await credentials.subjectKey(subject);
  if (row === undefined || key === undefined) throw new Error('no such credential');
  return { row, ...(await credentials.open(row, key)) };
}

describe('a credential', () => {
  const person = identityCard('石榴', '1990-05-06', 1);

  test('is an SD-JWT VC with every field hidden that may be, its own holder key, a status and a licence identifier', async () => {
    expect(await importText(jsonLines([person]))).toMatchObject({ state: 'done', issued: 1, faulty: 0 });
    const { jwt, disclosures, row, values, holderKey } = await openNewest(person.idNumber);
    const [header, payload] = jwt
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(header).toEqual({ alg: 'ES256', typ: 'dc+sd-jwt', kid: row.kid });
    expect(payload).toMatchObject({
      iss: 'https://wangcheng.invalid/departments/PSB',
      vct: `https://wangcheng.invalid/credential-types/${TYPE}`,
      status: { status_list: { idx: row.index, uri: `https://wangcheng.invalid/status/PSB/${row.list}` } },
      cnf: { jwk: holderKey.jwk },
    });
    expect(JSON.stringify(payload)).not.toContain('石榴');
    expect(openClaims(payload, Object.values(disclosures))).toMatchObject({
      name: '石榴',
      idNumber: person.idNumber,
    });
    expect(values.name).toBe('石榴');
    expect(isLicenceIdentifier(String(values.licenceIdentifier))).toBe(true);
    expect(values).not.toHaveProperty('cardSerial');
  });

  test('is accepted by the reference library as well', async () => {
    const { jwt, disclosures, row } = await openNewest(person.idNumber);
    const key = city.keys.departmentKeys('PSB').find(({ kid }) => kid === row.kid);
    const verifier = await ES256.getVerifier(key?.jwk as object);
    const library = new SDJwtInstance({ hasher: digest, verifier, hashAlg: 'sha-256' });
    const { payload } = await library.verify([jwt, ...Object.values(disclosures), ''].join('~'));
    expect(payload).toMatchObject({ name: '石榴', idNumber: person.idNumber });
  });

  test('has a holder key of its own, so that two of one person share nothing', async () => {
    const second = { name: person.name, idNumber: person.idNumber, cardNumber: 'SSC-1', cardStatus: '正常' };
    await importText(jsonLines([second]), { department: 'HRSS', type: 'social-security-card' });
    const [card, other] = [
      await openNewest(person.idNumber),
      await openNewest(person.idNumber, 'social-security-card'),
    ];
    expect(other.holderKey.jwk).not.toEqual(card.holderKey.jwk);
  });

  test('counts as issued once its leaf is on the ledger', async () => {
    const { row, jwt, salt } = await openNewest(person.idNumber);
    await city.anchor();
    const index = (await placesOf(city.db, [row.id])).get(row.id) ?? -1;
    const { inclusion } = await city.logs.evidence('PSB', index);
    const commitment = commit(salt, jwt.split('.').slice(0, 2).join('.'));
    const leaf = leafHash(encodeEntry({ kind: 'issued', credentialType: TYPE, commitment }));
    const { root, size } = await city.ledger.head('PSB');
    const led = rootFromInclusion({ leaf, index, size, path: inclusion }) ?? new Uint8Array();
    expect(new Uint8Array(led)).toEqual(root);
    const place = { department: 'PSB', thumbprint: row.kid, credentialType: TYPE, leaf: index };
    expect(city.copy.isAccreditedAt(place)).toBe(true);
  });
});

describe('a file', () => {
  const people = Array.from({ length: 1203 }, (_, index) =>
    identityCard(`居民${index}`, '1980-01-01', index % 1000, {
      idNumber: citizenNumber(index < 1000 ? '1980-01-01' : '1981-01-01', index % 1000),
      cardSerial: `BULK-${index}`,
    }),
  );

  test('of many rows is taken whole, and again without a change', async () => {
    expect(await importText(jsonLines(people))).toMatchObject({ rowsRead: 1203, issued: 1203, unchanged: 0 });
    expect(await importText(jsonLines(people))).toMatchObject({ rowsRead: 1203, issued: 0, unchanged: 1203 });
  });

  test('replaces what changed: the former credential is revoked, and the record stays one', async () => {
    const [first] = people;
    if (first === undefined) throw new Error('nobody');
    const before = await openNewest(first.idNumber);
    const report = await importText(jsonLines([{ ...first, registeredAddress: '新址' }]));
    expect(report).toMatchObject({ issued: 0, replaced: 1 });
    const after = await openNewest(first.idNumber);
    expect([after.values.registeredAddress, after.row.id === before.row.id]).toEqual(['新址', false]);
    const former = await city.db
      .selectFrom('credentials')
      .select(['status', 'status_reason', 'current'])
      .where('id', '=', before.row.id)
      .executeTakeFirstOrThrow();
    expect(former).toEqual({ status: 1, status_reason: 'superseded', current: false });
  });

  test('goes on after a crash exactly where it stopped', async () => {
    const more = people.map((person, index) => ({
      ...person,
      idNumber: citizenNumber(index < 1000 ? '1982-01-01' : '1983-01-01', index % 1000),
      cardSerial: `AGAIN-${index}`,
    }));
    const { imports } = city.credentials;
    const id = await imports.accept(
      { department: 'PSB', credentialType: TYPE, format: 'jsonl' },
      Readable.from([jsonLines(more)]),
    );
    await expect(
      imports.run(id, {
        onProgress: () => {
          throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect(await imports.interrupted()).toContain(id);
    expect(await imports.report(id)).toMatchObject({ state: 'running', rowsRead: 500, issued: 500 });
    expect(await imports.run(id)).toMatchObject({
      state: 'done',
      rowsRead: 1203,
      issued: 1203,
      unchanged: 0,
    });
  });

  test('that two gateways take up at once is taken and counted once', async () => {
    const twice = people.map((person, index) => ({
      ...person,
      idNumber: citizenNumber(index < 1000 ? '1984-01-01' : '1985-01-01', index % 1000),
      cardSerial: `TWICE-${index}`,
    }));
    const { imports } = city.credentials;
    const id = await imports.accept(
      { department: 'PSB', credentialType: TYPE, format: 'jsonl' },
      Readable.from([jsonLines(twice)]),
    );
    await Promise.all([imports.run(id), imports.run(id)]);
    expect(await imports.report(id)).toMatchObject({
      state: 'done',
      rowsRead: 1203,
      issued: 1203,
      unchanged: 0,
    });
  });

  test('in CSV is read with its byte order mark, quotes and CRLF', async () => {
    const number = citizenNumber('1970-07-07', 7);
    const text = `\uFEFFname,idNumber,cardSerial,registeredAddress,dateOfBirth\r\n"何,""引""",${number},CSV-1,"两\r\n行",1970-07-07\r\n`;
    expect(await importText(text, { format: 'csv' })).toMatchObject({ issued: 1, faulty: 0 });
    expect((await openNewest(number)).values).toMatchObject({
      name: '何,"引"',
      registeredAddress: '两\r\n行',
    });
  });

  test('tells every faulty row by line, column and reason, without a value, and takes the others', async () => {
    const good = identityCard('好', '1960-02-02', 2);
    const rows = [
      good,
      { ...good, idNumber: '990000196002020021', cardSerial: 'F1' },
      { ...good, dateOfBirth: '1960-02-30', cardSerial: 'F2' },
      { ...good, shoeSize: 42, cardSerial: 'F3' },
      { ...good, cardSerial: '' },
      { ...good, name: 'x'.repeat(20_000), cardSerial: 'F5' },
    ];
    const text = `${jsonLines(rows)}not json\n[1]\n`;
    const { imports } = city.credentials;
    const report = await importText(text);
    expect(report).toMatchObject({ state: 'done', rowsRead: 8, issued: 1, faulty: 7 });
    const faults = await imports.faults(report.id);
    expect(faults).toEqual([
      { line: 2, column: 'idNumber', reason: 'NO_SUCH_NUMBER' },
      { line: 3, column: 'dateOfBirth', reason: 'NOT_A_DATE' },
      { line: 4, column: expect.stringMatching(/^#\d+$/), reason: 'UNKNOWN_COLUMN' },
      { line: 5, column: 'cardSerial', reason: 'MISSING' },
      { line: 6, column: 'name', reason: 'TOO_LONG' },
      { line: 7, column: null, reason: 'NOT_A_RECORD' },
      { line: 8, column: null, reason: 'NOT_A_RECORD' },
    ]);
  });

  const csv = (rows: readonly string[]): string =>
    `name,idNumber,cardSerial\n${rows.map((row) => `${row}\n`).join('')}`;

  test('goes on behind a line that is too long or can’t be read, in both formats', async () => {
    const [first, second, third] = [1, 2, 3].map((serial) => citizenNumber('1963-03-03', serial));
    const long = 'x'.repeat(70_000);
    const lines = [
      JSON.stringify({ ...identityCard('甲', '1963-03-03', 1), cardSerial: 'LONG-1' }),
      JSON.stringify({ name: long }),
      JSON.stringify({ name: 'x'.repeat(3_000_000) }),
      JSON.stringify({ ...identityCard('乙', '1963-03-03', 2), cardSerial: 'LONG-2' }),
    ];
    const jsonl = await importText(lines.join('\n'));
    expect(jsonl).toMatchObject({ state: 'done', rowsRead: 4, issued: 2, faulty: 2 });
    expect(await city.credentials.imports.faults(jsonl.id)).toEqual([
      { line: 2, column: null, reason: 'LINE_TOO_LONG' },
      { line: 3, column: null, reason: 'LINE_TOO_LONG' },
    ]);
    const rows = [
      `甲,${first},QUOTE-1`,
      `乙"乙,${second},QUOTE-2`,
      `"丙"丙,"${third}",QUOTE-3`,
      `${long},${second},QUOTE-4`,
      `丁,${second},QUOTE-5,${third}`,
      `戊,${third},QUOTE-6`,
      `己"己,${third},QUOTE-7`,
    ];
    const report = await importText(csv(rows), { format: 'csv' });
    expect(report).toMatchObject({ state: 'done', rowsRead: 7, issued: 2, faulty: 5 });
    expect(await city.credentials.imports.faults(report.id)).toEqual([
      { line: 3, column: null, reason: 'NOT_A_RECORD' },
      { line: 4, column: null, reason: 'NOT_A_RECORD' },
      { line: 5, column: null, reason: 'LINE_TOO_LONG' },
      { line: 6, column: null, reason: 'NOT_A_RECORD' },
      { line: 8, column: null, reason: 'NOT_A_RECORD' },
    ]);
  });

  test('whose quote never ends is told with the line, however long the rest is, and what came before stays', async () => {
    const [first, second] = [1, 2].map((serial) => citizenNumber('1964-04-04', serial));
    for (const rest of ['\n', `\n${'y,'.repeat(700_000)}`]) {
      const rows = [`甲,${first},OPEN-1${rest.length}`, `"乙,${second},OPEN-2${rest}`];
      const report = await importText(csv(rows), { format: 'csv' });
      expect(report).toMatchObject({
        state: 'failed',
        errorCode: 'FILE_NOT_READABLE',
        rowsRead: 1,
        issued: 1,
        faulty: 1,
      });
      const [fault] = await city.credentials.imports.faults(report.id);
      expect(fault).toEqual({ line: expect.any(Number), column: null, reason: 'FILE_NOT_READABLE' });
      expect(fault?.line).toBeGreaterThanOrEqual(3);
    }
  });

  test('counts every row once: of a record that stands twice the first row counts, and another one is a fault', async () => {
    const person = identityCard('再', '1965-05-05', 5, { cardSerial: 'OVER-1' });
    const other = identityCard('三', '1965-05-05', 6, { cardSerial: 'OVER-2' });
    const text = jsonLines([person, { ...person, registeredAddress: '后址' }, person, other, other]);
    const report = await importText(text);
    expect(report).toMatchObject({ rowsRead: 5, issued: 2, replaced: 0, unchanged: 2, faulty: 1 });
    expect(await city.credentials.imports.faults(report.id)).toEqual([
      { line: 2, column: null, reason: 'RECORD_STANDS_TWICE' },
    ]);
    expect((await openNewest(person.idNumber)).values.registeredAddress).toBe(person.registeredAddress);
  });

  test('sent again changes nothing, however far apart a record stands in it twice, and after a crash between', async () => {
    const between = Array.from({ length: 600 }, (_, index) =>
      identityCard('间', '1986-01-01', index, { cardSerial: `BETWEEN-${index}` }),
    );
    const [first] = between;
    if (first === undefined) throw new Error('nobody');
    const text = jsonLines([...between, { ...first, registeredAddress: '后址' }]);
    expect(await importText(text)).toMatchObject({ issued: 600, replaced: 0, faulty: 1 });
    expect(await importText(text)).toMatchObject({ issued: 0, replaced: 0, unchanged: 600, faulty: 1 });
    const { imports } = city.credentials;
    const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
    const id = await imports.accept(wish, Readable.from([text]));
    const stopping = new AbortController();
    await imports.run(id, { signal: stopping.signal, onProgress: () => stopping.abort() });
    expect(await imports.report(id)).toMatchObject({ state: 'running', rowsRead: 500 });
    expect(await imports.run(id)).toMatchObject({ replaced: 0, unchanged: 600, faulty: 1 });
  });

  test('that isn’t UTF-8 is told so with its line, and what came before stays', async () => {
    const good = identityCard('先', '1961-03-03', 3, { cardSerial: 'UTF-1' });
    const header = 'name,idNumber,cardSerial\n';
    const latin = Buffer.from([0xc0, 0xcf, 0x2c, 0x31, 0x0a]);
    const jsonl = Buffer.concat([Buffer.from(jsonLines([good])), Buffer.from([0x7b, 0xff, 0xfe])]);
    const row = `${good.name},${citizenNumber('1961-03-03', 4)},UTF-2\n`;
    const files = [
      ['jsonl', jsonl, 2],
      ['csv', Buffer.concat([Buffer.from(header + row), latin, Buffer.from(row)]), 3],
    ] as const;
    for (const [format, bytes, line] of files) {
      const report = await importText(bytes, { format });
      expect(report).toMatchObject({
        ...{ state: 'failed', errorCode: 'FILE_NOT_READABLE' },
        ...{ rowsRead: 1, issued: 1, faulty: 1 },
      });
      expect(await city.credentials.imports.faults(report.id)).toEqual([
        { line, column: null, reason: 'FILE_NOT_READABLE' },
      ]);
    }
  });

  test('in CSV goes on behind a line of any length that holds no quote', async () => {
    const [first, second] = [5, 6].map((serial) => citizenNumber('1961-03-03', serial));
    const report = await importText(
      csv([`甲,${first},HUGE-1`, 'x'.repeat(2_500_000), `"乙\n乙",${second},HUGE-2`]),
      { format: 'csv' },
    );
    expect(report).toMatchObject({ state: 'done', rowsRead: 3, issued: 2, faulty: 1 });
    expect(await city.credentials.imports.faults(report.id)).toEqual([
      { line: 3, column: null, reason: 'LINE_TOO_LONG' },
    ]);
  });

  test('without the heading that it must have is refused whole, and nobody’s value is kept as a column’s name', async () => {
    const number = citizenNumber('1961-03-03', 7);
    const report = await importText(`阿黛,${number},HEAD-1\n乙,${number},HEAD-2\n`, { format: 'csv' });
    expect(report).toMatchObject({ state: 'failed', errorCode: 'HEADING_NOT_FITTING', rowsRead: 0 });
    const twice = `name,idNumber,cardSerial,name\n甲,${number},HEAD-3,乙\n`;
    expect(await importText(twice, { format: 'csv' })).toMatchObject({ errorCode: 'HEADING_NOT_FITTING' });
    const jsonl = await importText(`${JSON.stringify({ [number]: 'x' })}\n`);
    expect(await city.credentials.imports.faults(jsonl.id)).toEqual([
      { line: 1, column: '#1', reason: 'UNKNOWN_COLUMN' },
    ]);
    const { rows } = await sql<{ text: string }>`select t::text as text from import_faults t`.execute(
      city.db,
    );
    expect(rows.some(({ text }) => text.includes(number) || text.includes('阿黛'))).toBe(false);
  });

  test.each(['', 'name,idNumber,cardSerial\n'])(
    'without a record (%j) is refused, and confirms nothing',
    async (text) => {
      const before = await city.credentials.confirmedAt('PSB', TYPE);
      city.clock.pass(1);
      const report = await importText(text, { format: text === '' ? 'jsonl' : 'csv' });
      expect(report).toMatchObject({ state: 'failed', errorCode: 'FILE_EMPTY' });
      await importText('not json\n');
      expect(await city.credentials.confirmedAt('PSB', TYPE)).toEqual(before);
    },
  );

  test('of another department’s type, or for a firm where people are meant, is refused', async () => {
    const wish = { department: 'CAB', credentialType: TYPE, format: 'jsonl' as const };
    await expect(city.credentials.imports.accept(wish, Readable.from(['']))).rejects.toEqual(
      expect.objectContaining({ code: 'NOT_OWN_TYPE' }),
    );
    const firm = { uscc: '911101080000000000', companyName: '假' };
    const report = await importText(jsonLines([firm]), { department: 'MSR', type: 'business-licence' });
    expect(await city.credentials.imports.faults(report.id)).toMatchObject([
      { column: 'uscc', reason: 'NO_SUCH_NUMBER' },
    ]);
  });

  test('is reported by itself: what becomes of one changes no other, and its faults come page by page', async () => {
    const { imports } = city.credentials;
    const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
    const waiting = await imports.accept(
      wish,
      Readable.from([jsonLines([identityCard('等', '1966-06-06', 6)])]),
    );
    const before = [await imports.report(waiting), await imports.interrupted()];
    const others = async () =>
      city.db.selectFrom('imports').selectAll().where('state', '<>', 'running').orderBy('id').execute();
    const ended = await others();
    const bad = await importText('1\n2\n3\n');
    await importText(Buffer.from([0xff]));
    expect([await imports.report(waiting), await imports.interrupted()]).toEqual(before);
    expect((await others()).filter(({ id }) => ended.some((one) => one.id === id))).toEqual(ended);
    const page = (after: number) => imports.faults(bad.id, { after, limit: 2 });
    expect(
      [await page(0), await page(2), await page(3)].map((faults) => faults.map(({ line }) => line)),
    ).toEqual([[1, 2], [3], []]);
    expect(await imports.run(waiting)).toMatchObject({ state: 'done', issued: 1 });
    expect(await imports.interrupted()).not.toContain(waiting);
  });

  test('leaves one credential of a record to choose from, whatever it replaced', async () => {
    const person = identityCard('新', '1967-07-07', 7);
    await importText(jsonLines([person]));
    await importText(jsonLines([{ ...person, registeredAddress: '又一址' }]));
    const subject = city.credentials.subjectOf(person.idNumber) ?? '';
    expect(await city.credentials.candidates(subject, TYPE)).toHaveLength(1);
    expect(await city.credentials.all(subject)).toHaveLength(1);
  });

  test('confirms its own type only, as of its time, and never an earlier one after a later', async () => {
    const { imports, confirmedAt } = {
      imports: city.credentials.imports,
      confirmedAt: (department: string, type: string) => city.credentials.confirmedAt(department, type),
    };
    const others = await confirmedAt('PSB', 'household-register');
    city.clock.pass(60);
    const text = jsonLines([identityCard('认', '1968-08-08', 8)]);
    await importText(text);
    expect(await confirmedAt('PSB', TYPE)).toEqual(city.clock.now());
    const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
    const earlier = { ...wish, asOf: new Date('2020-01-01T00:00:00Z') };
    await imports.run(await imports.accept(earlier, Readable.from([text])));
    expect(await confirmedAt('PSB', TYPE)).toEqual(city.clock.now());
    expect(await confirmedAt('PSB', 'household-register')).toEqual(others);
    expect(await confirmedAt('HCB', 'birth-medical-certificate')).toBe(undefined);
  });

  test('confirms nothing that is to come: a clock may be a minute ahead, and counts as now', async () => {
    const { imports } = city.credentials;
    const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
    const ahead = (seconds: number) => new Date(city.clock.now().getTime() + 1000 * seconds);
    await expect(imports.accept({ ...wish, asOf: ahead(61) }, Readable.from(['']))).rejects.toEqual(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    );
    const text = jsonLines([identityCard('早', '1969-09-09', 9)]);
    city.clock.pass(60);
    await imports.run(await imports.accept({ ...wish, asOf: ahead(60) }, Readable.from([text])));
    expect(await city.credentials.confirmedAt('PSB', TYPE)).toEqual(city.clock.now());
  });
});

describe('what stays behind', () => {
  const planted = identityCard('独一无二之名', '1955-11-11', 555, {
    registeredAddress: '独一无二之址',
    cardSerial: 'PLANTED-RECORD-77',
  });
  const spellings = spellingsOf([
    planted.name,
    planted.idNumber,
    planted.registeredAddress,
    planted.cardSerial,
  ]);

  test('of a person in any table or file is nothing that can be read', async () => {
    await importText(
      jsonLines([planted, { ...planted, cardSerial: 'PLANTED-2', dateOfBirth: planted.name }]),
    );
    await openNewest(planted.idNumber);
    await city.anchor();
    const [tables, files] = [await tablesWith(city.db, spellings), filesWith(city.folder, spellings)];
    expect([tables.found, files.found]).toEqual([[], []]);
    expect(tables.searched).toBeGreaterThan(10);
    expect(files.searched).toBeGreaterThan(1);
    expect(readdirSync(join(city.folder, 'spool'))).toEqual([]);
  });
});
