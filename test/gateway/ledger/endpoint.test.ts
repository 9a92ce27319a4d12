/** Endpoints that answer only so many questions: whoever reads the ledger waits and goes on. */
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../../gateway/ledger/endpoint.ts';
import { openEvmLedger } from '../../../gateway/ledger/evm.ts';
import type { OpenLedger } from '../../../gateway/ledger/open-ledger.ts';
import { ledgerRoutes } from '../../../gateway/ledger/routes.ts';
import { readLedgerTrust } from '../../../sdk/trust/index.ts';
import { makeFolder, openEmbeddedLedger, openTestKeys } from '../../support/ledger-folder.ts';

const { folder, remove } = makeFolder();
const app = fastify({ forceCloseConnections: true });
let open: OpenLedger;
let url: string;
let refused = 0;

beforeAll(async () => {
  open = await openEmbeddedLedger(folder, openTestKeys(folder));
  if (open.embedded === undefined) throw new Error('not embedded');
  await app.register(rateLimit, { max: 2, timeWindow: 1000 });
  app.addHook('onResponse', async (_request, reply) => {
    if (reply.statusCode === 429) refused++;
  });
  await app.register(ledgerRoutes(open.embedded));
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/ledger`;
});
afterAll(async () => {
  await app.close();
  await open.ledger.close();
  remove();
});

describe('an endpoint that takes two questions a second', { timeout: 30_000 }, () => {
  test('is read by the ledger’s own client as often as it lets itself be read', async () => {
    const provider = connect(url, { batchMaxCount: 1 });
    const { issuers } = open.ledger.identity.contracts;
    const accountOf = (): never => {
      throw new Error('nothing is written');
    };
    const before = refused;
    const ledger = await openEvmLedger({ provider, issuers, accountOf });
    expect(ledger.identity).toEqual(open.ledger.identity);
    for await (const event of ledger.events()) expect(event.position.block).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(before);
    await ledger.close();
  });

  test('is read for a trust file all the same', async () => {
    const before = refused;
    const { issuers } = open.ledger.identity.contracts;
    const trust = await readLedgerTrust({ url, issuers, cityId: 'https://wangcheng.invalid' });
    expect(trust.cities[0]?.ledger.genesis).toBe(open.ledger.identity.genesis);
    expect(refused).toBeGreaterThan(before);
  });

  test('and an hour of patience is asked of nobody', async () => {
    const busy = fastify({ forceCloseConnections: true });
    busy.post('/', (_request, reply) => reply.status(429).header('retry-after', '3600').send({}));
    const away = await busy.listen({ host: '127.0.0.1', port: 0 });
    const { issuers } = open.ledger.identity.contracts;
    const reading = readLedgerTrust({ url: away, issuers, cityId: 'https://wangcheng.invalid' });
    await expect(reading).rejects.toThrow(/that often/);
    await busy.close();
  });
});
