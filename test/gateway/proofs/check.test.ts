/** What is checked of a credential before it is opened, in which order, and which credential it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Candidate } from '../../../gateway/proofs/candidates.ts';
import { findCandidates } from '../../../gateway/proofs/candidates.ts';
import { type CheckContext, check, isRefusal } from '../../../gateway/proofs/check.ts';
import { catalog, names } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';
import { openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const now = new Date('2026-11-23T08:00:00Z');
const good: Candidate = {
  id: '00000000-0000-7000-8000-000000000000',
  department: 'PSB',
  credentialType: 'household-register',
  kid: 'kid',
  status: 0,
  issuedAt: new Date('2026-01-01T00:00:00Z'),
  validUntil: '2026-11-23',
  list: 1,
  sealed: Buffer.alloc(0),
  leaf: 7,
  confirmedAt: now,
};

function judge(change: Partial<Candidate>, context: Partial<CheckContext> = {}, type = 'household-register') {
  const found = catalog.findCredentialType(type);
  if (found === undefined) throw new Error('no such type');
  const checked = check(
    { ...good, ...change },
    {
      type: found,
      accepts: [],
      copy: { isAccreditedAt: () => true, asOf: now },
      now,
      issuer: names.issuer,
      hasStatusToken: () => true,
      canState: () => true,
      ...context,
    },
  );
  return isRefusal(checked) ? checked.refusal : ('good' as const);
}

describe('a credential', () => {
  test('passes when nothing is against it', () => {
    expect(judge({})).toBe('good');
  });

  test('has its reasons told in one order', () => {
    const never = { copy: { isAccreditedAt: () => false, asOf: new Date(0) }, hasStatusToken: () => false };
    const worst = { status: 1, validUntil: '2020-01-01', confirmedAt: new Date(0) } as const;
    const order = [
      judge({ ...worst, leaf: null }, never),
      judge(worst, never),
      judge(worst, { ...never, copy: { isAccreditedAt: () => true, asOf: new Date(0) } }),
      judge({ ...worst, status: 2 }, { hasStatusToken: () => false }),
      judge({ ...worst, status: 0 }, { hasStatusToken: () => false }),
      judge({ ...worst, status: 0, validUntil: null }, { hasStatusToken: () => false }),
      judge({}, { hasStatusToken: () => false, copy: { isAccreditedAt: () => true, asOf: new Date(0) } }),
      judge({}, { copy: { isAccreditedAt: () => true, asOf: new Date(0) } }),
    ];
    expect(order.map((refusal) => (refusal === 'good' ? refusal : refusal.code))).toEqual([
      'NOT_ANCHORED',
      'ISSUER_NOT_ACCREDITED',
      'REVOKED',
      'SUSPENDED',
      'EXPIRED',
      'STALE',
      'STATUS_UNREACHABLE',
      'LEDGER_STALE',
    ]);
  });

  test('is revoked for a matter too that takes what is expired or suspended', () => {
    const accepts = ['expired', 'suspended'] as const;
    expect(judge({ status: 1 }, { accepts })).toMatchObject({ code: 'REVOKED' });
    expect(judge({ status: 2, validUntil: '2020-01-01' }, { accepts })).toBe('good');
  });

  test('can’t be derived from where the department can’t sign', () => {
    expect(judge({}, { canState: () => false })).toMatchObject({ code: 'ISSUER_NOT_ACCREDITED' });
  });

  test('that is a snapshot grows old from its issue, whatever is confirmed later', () => {
    const limit = catalog.findCredentialType('social-insurance-proof')?.freshnessRule.maxSnapshotAgeDays ?? 0;
    const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
    const snapshot = (days: number) => judge({ issuedAt: daysAgo(days) }, {}, 'social-insurance-proof');
    expect(snapshot(limit)).toBe('good');
    expect(snapshot(limit + 1)).toMatchObject({ code: 'STALE', age: limit + 1 });
  });

  test('of a department that never confirmed anything counts from its issue', () => {
    expect(judge({ confirmedAt: null })).toMatchObject({ code: 'STALE' });
  });
});

describe('what answers', () => {
  const [one, two] = [identityCard('一', '1990-01-01', 1), identityCard('二', '1991-01-01', 2)];
  const credentialType = 'resident-identity-card';
  let ground: ProofsGround;
  beforeAll(async () => {
    ground = await openProofsGround();
    await ground.city.importRows('PSB', credentialType, [one, two]);
  }, 120_000);
  afterAll(() => ground.close());

  const find = (number: string, credentialId?: string) =>
    findCandidates(ground.city.db, [{ holder: ground.subjectOf(number), credentialType, credentialId }]);

  test('is the newest of its type, and after a replacement the new one', async () => {
    const [before] = await find(one.idNumber);
    await ground.city.importRows('PSB', credentialType, [{ ...one, registeredAddress: '新址' }]);
    const [after] = await find(one.idNumber);
    expect(after?.id).not.toBe(before?.id);
    expect(await find(one.idNumber, before?.id)).toEqual([undefined]);
  });

  test('is never another person’s, though it be picked', async () => {
    const [others] = await find(two.idNumber);
    expect(others).toBeDefined();
    expect(await find(one.idNumber, others?.id)).toEqual([undefined]);
  });
});
