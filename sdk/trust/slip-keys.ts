/** Keys of slips, which stand on no ledger, added to trust that was read from one. */
import { LedgerError } from '../ledger/ledger-error.ts';
import { isVouchedFor } from '../slip/vouching.ts';
import { readTrust } from '../verify/trust.ts';
import type { Trust, TrustedCity, TrustedSlipKey } from '../verify/types.ts';

/**
 * The trust with the keys of slips that another trust file tells of, a gateway's for instance: those only that the access
 * log's key vouches for, as `trust` has it. Nothing else of the other file is believed.
 * @throws LedgerError where what was told is no trust file.
 */
export async function addSlipKeys(trust: Trust, told: unknown): Promise<Trust> {
  const other = readTrust(told);
  if (other === undefined) throw new LedgerError('what tells of keys of slips is no trust file');
  const cities: TrustedCity[] = [];
  for (const city of trust.cities) {
    const slipKeys: TrustedSlipKey[] = [];
    const named = other.cities.find(({ cityId }) => cityId === city.cityId)?.slipKeys ?? [];
    for (const key of named) if (await isVouchedFor(key, city)) slipKeys.push(key);
    cities.push({ ...city, slipKeys });
  }
  const extended = readTrust({ ...trust, cities });
  if (extended === undefined) throw new LedgerError('what slip keys were to be added to is no trust file');
  return extended;
}

const TIMEOUT = 30_000;

/**
 * The same with the trust file at `url`, a gateway's `/trust.json`; it may take 30 seconds to come.
 * @throws LedgerError where it can't be read.
 */
export async function addServedSlipKeys(trust: Trust, url: string, signal?: AbortSignal): Promise<Trust> {
  return addSlipKeys(trust, await fetchJson(url, signal));
}

async function fetchJson(url: string, signal?: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT);
  try {
    const answer = await fetch(url, {
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return await answer.json();
  } catch (cause) {
    throw new LedgerError(`${url} can't be read`, { cause });
  }
}
