/** A gateway that goes on working while it is audited is accused of nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { type AuditGround, codesOf, openAuditGround } from '../../support/audit-ground.ts';
import { identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
let ground: AuditGround;
let serial = 400;

beforeAll(async () => {
  ground = await openAuditGround();
}, 120_000);
afterAll(() => ground.close());

async function issue(): Promise<void> {
  await ground.city.importRows('PSB', TYPE, [identityCard('新', '1990-01-01', ++serial)]);
  await ground.city.anchor();
}

async function revoke(record: string): Promise<void> {
  await changeStatus(ground.city, {
    department: 'PSB',
    credentialType: TYPE,
    record,
    change: 'revoke',
    reason: 'cancelled',
  });
  await ground.city.anchor();
}

/** A new key, and a credential that only it covers. */
async function rotateAndIssue(): Promise<void> {
  await ground.city.credentials.departmentKeys.rotate('PSB', 'CAB');
  await issue();
}

test('logs, keys and status lists may change before and after each is read', async () => {
  const { credentials, copy, logs } = ground.city;
  const [first] = copy.keysOf('PSB');
  await credentials.departmentKeys.rotate('PSB', 'CAB');
  await credentials.departmentKeys.end('PSB', first?.thumbprint ?? '', { logs });
  const before: Record<string, () => Promise<void>> = {
    '/log/PSB/checkpoint': rotateAndIssue,
    '/status/PSB/1': () => revoke('CARD-6'),
  };
  const after: Record<string, () => Promise<void>> = {
    '/log/PSB/checkpoint': issue,
    '/status/PSB/1': () => revoke('CARD-7'),
  };
  const read = ground.served();
  const busy = async (path: string): Promise<Uint8Array | undefined> => {
    await before[path]?.();
    const bytes = await read(path);
    await after[path]?.();
    return bytes;
  };
  const checks = await ground.run({ read: busy });
  expect(checks.filter(({ code }) => code !== undefined)).toEqual([]);
  expect(codesOf(await ground.run())).toEqual([]);
});
