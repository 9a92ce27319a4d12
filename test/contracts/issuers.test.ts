/** The register of issuers: the operator proposes, departments decide, and time is a place in the log. */
import { createHash } from 'node:crypto';
import type { BrowserProvider, Contract, Signer } from 'ethers';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attach, deploy, logOf, named, openChain, refusalOf } from '../support/contracts.ts';

const bytes = (text: string): string => `0x${createHash('sha256').update(text).digest('hex')}`;
const IDENTITY = named('resident-identity-card');
const HOUSEHOLD = named('household-register');
const FOREVER = 2n ** 64n - 1n;
const codes = ['PSB', 'CAB', 'NRB'] as const;
type Code = (typeof codes)[number];

describe('the register of issuers', () => {
  let chain: BrowserProvider;
  let operator: Signer;
  const accounts = new Map<string, Signer>();
  let issuers: Contract;

  beforeAll(async () => {
    chain = await openChain();
    operator = await chain.getSigner(0);
    for (const [index, code] of [...codes, 'spare', 'stranger'].entries())
      accounts.set(code, await chain.getSigner(index + 1));
  });

  beforeEach(async () => {
    issuers = await deploy('Issuers', operator, await operator.getAddress(), bytes('access'));
  });

  const signerOf = (name: string): Signer => accounts.get(name) ?? operator;
  const as = (name: string): Contract => issuers.connect(signerOf(name)) as Contract;
  const addressOf = (name: string): Promise<string> => signerOf(name).getAddress();
  const keyOf = (name: string, types: string[]) => ({
    thumbprint: bytes(name),
    x: bytes('x'),
    y: bytes('y'),
    types,
  });

  async function propose(name: string, ...values: unknown[]): Promise<bigint> {
    const proposal: bigint = await issuers.getFunction(name).staticCall(...values);
    await issuers.getFunction(name)(...values);
    return proposal;
  }

  async function accreditationOf(
    code: string,
    { account = code, key = `${code} 1`, types = [IDENTITY] } = {},
  ) {
    return {
      department: named(code),
      account: await addressOf(account),
      checkpointKey: bytes(code),
      keys: [keyOf(key, types)],
    };
  }

  const proposeFor = async (code: string, options = {}): Promise<bigint> =>
    propose('proposeAccreditation', await accreditationOf(code, options));

  const confirm = (code: string, proposal: bigint) => as(code).getFunction('confirm')(proposal);
  const refusedConfirm = (code: string, proposal: bigint) => refusalOf(as(code), 'confirm', proposal);
  const isAccredited = async (code: string): Promise<boolean> =>
    (await issuers.getFunction('department')(named(code))).accredited;
  const termOf = async (code: string, key = `${code} 1`, type = IDENTITY): Promise<[bigint, bigint]> => {
    const [from, to] = await issuers.getFunction('accreditation')(named(code), bytes(key), type);
    return [from, to];
  };

  async function accredit(...wanted: Code[]): Promise<void> {
    const [first = 'PSB', second = 'CAB', ...rest] = wanted;
    const [one, two] = [await proposeFor(first), await proposeFor(second)];
    await confirm(first, one);
    await confirm(second, one);
    await confirm(second, two);
    await confirm(first, two);
    for (const code of rest) {
      const proposal = await proposeFor(code);
      await confirm(code, proposal);
      await confirm(first, proposal);
    }
  }

  async function replaceAccount(): Promise<void> {
    const replacement = await proposeFor('PSB', { account: 'spare' });
    await confirm('PSB', replacement);
    await confirm('CAB', replacement);
  }

  const suspend = async () => confirm('CAB', await propose('proposeSuspension', named('PSB')));
  const isSuspended = async (): Promise<boolean> =>
    (await issuers.getFunction('department')(named('PSB'))).suspended;

  async function reinstate(): Promise<void> {
    const reinstatement = await propose('proposeReinstatement', named('PSB'));
    await confirm('CAB', reinstatement);
    await confirm('PSB', reinstatement);
  }

  async function grow(code: string, count: number): Promise<void> {
    const logs = await attach('CommitmentLogs', await issuers.getFunction('logs')(), signerOf(code));
    const [size] = await logs.getFunction('head')(logOf(code));
    const leaves = Array.from({ length: count }, (_, index) => bytes(`${code} ${size + BigInt(index)}`));
    await logs.getFunction('append')(logOf(code), size, leaves);
  }

  test('the first two departments confirm each other, and each then owns its log and its lists', async () => {
    await accredit('PSB', 'CAB');
    expect([await isAccredited('PSB'), await isAccredited('CAB')]).toEqual([true, true]);
    await grow('PSB', 3);
    const lists = await attach('StatusLists', await issuers.getFunction('statusLists')(), operator);
    expect([...(await lists.getFunction('owner')(named('PSB')))]).toEqual([await addressOf('PSB'), false]);
  });

  test('neither its own confirmation nor another’s is enough', async () => {
    await accredit('PSB', 'CAB');
    const proposal = await proposeFor('NRB');
    await confirm('NRB', proposal);
    expect(await isAccredited('NRB')).toBe(false);
    const further = await proposeFor('NRB');
    await confirm('PSB', further);
    expect(await isAccredited('NRB')).toBe(false);
    expect(await refusedConfirm('CAB', further)).toEqual(['AlreadyConfirmed', further, named('CAB')]);
    await confirm('NRB', further);
    expect(await isAccredited('NRB')).toBe(true);
  });

  test('only the operator proposes, and it confirms nothing', async () => {
    const address = await addressOf('PSB');
    expect(await refusalOf(as('PSB'), 'proposeAccreditation', await accreditationOf('PSB'))).toEqual([
      'NotOperator',
      address,
    ]);
    expect(await refusalOf(as('PSB'), 'publishRegistrations', bytes('fields'))).toEqual([
      'NotOperator',
      address,
    ]);
    expect(await refusalOf(as('PSB'), 'setAccessCheckpointKey', bytes('key'))).toEqual([
      'NotOperator',
      address,
    ]);
    const proposal = await proposeFor('PSB');
    expect(await refusedConfirm('operator', proposal)).toEqual([
      'NotDepartment',
      await addressOf('operator'),
    ]);
    expect(await refusedConfirm('stranger', proposal)).toEqual([
      'NotDepartment',
      await addressOf('stranger'),
    ]);
  });

  test('once a department is accredited, a merely proposed one confirms nobody, nor do confirmations it gave before', async () => {
    const early = await proposeFor('NRB');
    await proposeFor('spare');
    await confirm('spare', early);
    await accredit('PSB', 'CAB');
    await confirm('NRB', early);
    expect(await isAccredited('NRB')).toBe(false);
    expect(await refusedConfirm('spare', await proposeFor('NRB'))).toEqual([
      'NotDepartment',
      await addressOf('spare'),
    ]);
    await confirm('PSB', early);
    expect(await isAccredited('NRB')).toBe(true);
  });

  test('an account stands for one department, and never for the operator or nobody', async () => {
    await accredit('PSB', 'CAB');
    const stolen = await accreditationOf('NRB', { account: 'PSB' });
    expect(await refusalOf(issuers, 'proposeAccreditation', stolen)).toEqual([
      'AccountInUse',
      await addressOf('PSB'),
    ]);
    const own = { ...stolen, account: await addressOf('operator') };
    expect(await refusalOf(issuers, 'proposeAccreditation', own)).toEqual([
      'AccountInUse',
      await addressOf('operator'),
    ]);
    const nobody = { ...stolen, account: `0x${'00'.repeat(20)}` };
    expect((await refusalOf(issuers, 'proposeAccreditation', nobody))[0]).toBe('AccountInUse');
  });

  test('the access log’s name is no department', async () => {
    const access = { ...(await accreditationOf('NRB')), department: named('access') };
    expect(await refusalOf(issuers, 'proposeAccreditation', access)).toEqual([
      'UnknownDepartment',
      named('access'),
    ]);
  });

  test('an accredited department’s account is replaced only with its present account’s confirmation', async () => {
    await accredit('PSB', 'CAB');
    const proposal = await proposeFor('PSB', { account: 'spare', key: 'PSB 2' });
    await confirm('CAB', proposal);
    expect(await refusedConfirm('spare', proposal)).toEqual(['NotDepartment', await addressOf('spare')]);
    await confirm('PSB', proposal);
    expect((await issuers.getFunction('department')(named('PSB'))).account).toBe(await addressOf('spare'));
    expect(await refusalOf(as('PSB'), 'endKey', bytes('PSB 1'))).toEqual([
      'NotDepartment',
      await addressOf('PSB'),
    ]);
    await as('spare').getFunction('endKey')(bytes('PSB 1'));
  });

  test('what a replaced account confirmed before is no longer confirmed', async () => {
    await accredit('PSB', 'CAB');
    const evil = await proposeFor('PSB', { key: 'evil' });
    await confirm('PSB', evil);
    await replaceAccount();
    for (const code of ['CAB', 'spare'])
      expect(await refusedConfirm(code, evil)).toEqual(['ProposalSuperseded', evil]);
    expect(await termOf('PSB', 'evil')).toEqual([0n, 0n]);
    expect((await issuers.getFunction('department')(named('PSB'))).account).toBe(await addressOf('spare'));
    // The present account may still want the key.
    const again = await proposeFor('PSB', { account: 'spare', key: 'evil' });
    await confirm('CAB', again);
    await confirm('spare', again);
    expect(await termOf('PSB', 'evil')).toEqual([0n, FOREVER]);
  });

  test('nor is what a department confirmed for another with an account that was replaced', async () => {
    await accredit('PSB', 'CAB', 'NRB');
    const added = await proposeFor('NRB', { key: 'NRB 2' });
    await confirm('PSB', added);
    await replaceAccount();
    await confirm('NRB', added);
    expect(await termOf('NRB', 'NRB 2')).toEqual([0n, 0n]);
    await confirm('CAB', added);
    expect(await termOf('NRB', 'NRB 2')).toEqual([0n, FOREVER]);
  });

  test('a department is accredited only with the account that confirmed, whatever the operator proposed since', async () => {
    await accredit('PSB', 'CAB');
    const honest = await proposeFor('NRB');
    const other = await proposeFor('NRB', { account: 'spare' });
    expect(await refusedConfirm('spare', honest)).toEqual(['NotDepartment', await addressOf('spare')]);
    await confirm('PSB', honest);
    expect(await isAccredited('NRB')).toBe(false);
    expect(await refusedConfirm('NRB', other)).toEqual(['NotDepartment', await addressOf('NRB')]);
    // Proposed again, it is the department's own account that speaks.
    const again = await proposeFor('NRB');
    await confirm('NRB', again);
    await confirm('PSB', again);
    expect((await issuers.getFunction('department')(named('NRB'))).account).toBe(await addressOf('NRB'));
  });

  test('nor with one that confirmed and that the operator proposes no longer', async () => {
    await accredit('PSB', 'CAB');
    const former = await proposeFor('NRB');
    await confirm('NRB', former);
    await proposeFor('NRB', { account: 'spare' });
    await confirm('PSB', former);
    expect(await isAccredited('NRB')).toBe(false);
    expect(await refusedConfirm('NRB', former)).toEqual(['NotDepartment', await addressOf('NRB')]);
  });

  test('a confirmation doesn’t count while the department that gave it is suspended', async () => {
    await accredit('PSB', 'CAB', 'NRB');
    const added = await proposeFor('NRB', { key: 'NRB 2' });
    await confirm('PSB', added);
    await suspend();
    await confirm('NRB', added);
    expect(await termOf('NRB', 'NRB 2')).toEqual([0n, 0n]);
    expect(await refusedConfirm('PSB', added)).toEqual(['NotDepartment', await addressOf('PSB')]);
    await confirm('CAB', added);
    expect(await termOf('NRB', 'NRB 2')).toEqual([0n, FOREVER]);
  });

  test('a reinstatement confirmed for one suspension doesn’t serve the next', async () => {
    await accredit('PSB', 'CAB');
    await suspend();
    const left = await propose('proposeReinstatement', named('PSB'));
    await confirm('CAB', left);
    await reinstate();
    await suspend();
    expect(await refusedConfirm('PSB', left)).toEqual(['ProposalSuperseded', left]);
    expect(await isSuspended()).toBe(true);
    await reinstate();
    expect(await isSuspended()).toBe(false);
  });

  test('a suspension that was proposed twice doesn’t let one department suspend again alone', async () => {
    await accredit('PSB', 'CAB');
    const left = await propose('proposeSuspension', named('PSB'));
    await suspend();
    await reinstate();
    expect(await refusedConfirm('CAB', left)).toEqual(['ProposalSuperseded', left]);
    expect(await isSuspended()).toBe(false);
  });

  test('what a later accreditation replaced doesn’t come back by a confirmation of then', async () => {
    await accredit('PSB', 'CAB');
    const left = await proposeFor('PSB');
    await confirm('PSB', left);
    const later = { ...(await accreditationOf('PSB')), checkpointKey: bytes('later') };
    const proposal = await propose('proposeAccreditation', later);
    await confirm('PSB', proposal);
    await confirm('CAB', proposal);
    expect(await refusedConfirm('CAB', left)).toEqual(['ProposalSuperseded', left]);
  });

  test('the end of a key neither supersedes nor is superseded', async () => {
    await accredit('PSB', 'CAB');
    const added = await proposeFor('PSB', { key: 'PSB 2' });
    const end = await propose('proposeKeyEnd', named('PSB'), bytes('PSB 1'));
    await suspend();
    await reinstate();
    expect(await refusedConfirm('CAB', added)).toEqual(['ProposalSuperseded', added]);
    const again = await proposeFor('PSB', { key: 'PSB 2' });
    await confirm('CAB', end);
    expect(await termOf('PSB')).toEqual([0n, 0n]);
    await confirm('PSB', again);
    await confirm('CAB', again);
    expect(await termOf('PSB', 'PSB 2')).toEqual([0n, FOREVER]);
  });

  test('a new account doesn’t lift a suspension', async () => {
    await accredit('PSB', 'CAB');
    await suspend();
    await replaceAccount();
    expect(await isSuspended()).toBe(true);
    const lists = await attach('StatusLists', await issuers.getFunction('statusLists')(), operator);
    expect([...(await lists.getFunction('owner')(named('PSB')))]).toEqual([await addressOf('spare'), true]);
    const logs = await attach('CommitmentLogs', await issuers.getFunction('logs')(), signerOf('spare'));
    expect(await refusalOf(logs, 'append', logOf('PSB'), 0n, [bytes('leaf')])).toEqual([
      'LogSuspended',
      logOf('PSB'),
    ]);
  });

  test('a key holds from the size at which it started to the size at which it ended', async () => {
    await accredit('PSB', 'CAB');
    expect(await termOf('PSB')).toEqual([0n, FOREVER]);
    await grow('PSB', 5);
    const proposal = await proposeFor('PSB', { key: 'PSB 2', types: [IDENTITY, HOUSEHOLD] });
    await confirm('PSB', proposal);
    await confirm('CAB', proposal);
    await grow('PSB', 2);
    await as('PSB').getFunction('endKey')(bytes('PSB 1'));
    expect(await termOf('PSB')).toEqual([0n, 7n]);
    expect(await termOf('PSB', 'PSB 2', HOUSEHOLD)).toEqual([5n, FOREVER]);
    expect(await termOf('PSB', 'PSB 1', HOUSEHOLD)).toEqual([0n, 0n]);
  });

  test('an ended key neither ends again nor starts again', async () => {
    await accredit('PSB', 'CAB');
    await as('PSB').getFunction('endKey')(bytes('PSB 1'));
    expect(await refusalOf(as('PSB'), 'endKey', bytes('PSB 1'))).toEqual([
      'KeyHasEnded',
      named('PSB'),
      bytes('PSB 1'),
    ]);
    const proposal = await proposeFor('PSB', { types: [HOUSEHOLD] });
    await confirm('PSB', proposal);
    expect(await refusedConfirm('CAB', proposal)).toEqual(['KeyHasEnded', named('PSB'), bytes('PSB 1')]);
    expect(await refusalOf(as('PSB'), 'endKey', bytes('none'))).toEqual([
      'UnknownKey',
      named('PSB'),
      bytes('none'),
    ]);
  });

  test('the operator ends a key with one other department, and not alone', async () => {
    await accredit('PSB', 'CAB');
    const proposal = await propose('proposeKeyEnd', named('PSB'), bytes('PSB 1'));
    expect(await termOf('PSB')).toEqual([0n, FOREVER]);
    await confirm('CAB', proposal);
    expect(await termOf('PSB')).toEqual([0n, 0n]);
    expect(await refusedConfirm('PSB', proposal)).toEqual(['AlreadyEnacted', proposal]);
  });

  test('a suspended department writes nothing and confirms for nobody until it is reinstated', async () => {
    await accredit('PSB', 'CAB', 'NRB');
    await suspend();
    await expect(grow('PSB', 1)).rejects.toThrow();
    const other = await proposeFor('NRB', { key: 'NRB 2' });
    expect(await refusedConfirm('PSB', other)).toEqual(['NotDepartment', await addressOf('PSB')]);
    const reinstatement = await propose('proposeReinstatement', named('PSB'));
    await confirm('CAB', reinstatement);
    await expect(grow('PSB', 1)).rejects.toThrow();
    await confirm('PSB', reinstatement);
    await grow('PSB', 1);
  });

  test('what isn’t there can’t be confirmed, suspended or ended', async () => {
    expect(await refusalOf(issuers, 'confirm', 9)).toEqual(['UnknownProposal', 9n]);
    expect(await refusalOf(issuers, 'proposeSuspension', named('PSB'))).toEqual([
      'UnknownDepartment',
      named('PSB'),
    ]);
    expect(await refusalOf(issuers, 'proposeReinstatement', named('PSB'))).toEqual([
      'UnknownDepartment',
      named('PSB'),
    ]);
    expect(await refusalOf(issuers, 'proposeKeyEnd', named('PSB'), bytes('k'))).toEqual([
      'UnknownKey',
      named('PSB'),
      bytes('k'),
    ]);
  });
});
