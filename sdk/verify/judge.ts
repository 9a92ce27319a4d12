/** From a proof to what each rule says about each item: the part that verifying and inspecting share. */
import { sha256Text, verifySignatures } from '#platform';
import { canonicalize } from './canonical.ts';
import type { SignatureCheck } from './platform.ts';
import { readProof } from './proof-shape.ts';
import { findReason, type Reason } from './reasons.ts';
import { demand, Refused } from './refused.ts';
import { type Item, openResolver } from './resolve.ts';
import type { Bench } from './rules.ts';
import { openList, type StatusToken } from './status-list.ts';
import { readTrust } from './trust.ts';
import type { Asked, Proof, ProofItem, Refusal, TrustedCity, VerifyOptions } from './types.ts';

const MAX_AGE = 600;
const SKEW = 60;
const MAX_LEDGER_AGE = 86_400;

/** An item that the rules can be applied to, or the reason why they can't. */
export type Opened = { readonly asked: Asked } & (
  | { readonly item: Item }
  | { readonly reason: Reason; readonly refusal?: Refusal['refusal'] }
);

/** A proof whose signatures have been tried. */
export type Hearing = { readonly proof: Proof; readonly bench: Bench; readonly opened: readonly Opened[] };

/** Reads a proof and tries all its signatures at once. Never throws: what can't be read is a reason. */
export async function openHearing(
  value: unknown,
  options: VerifyOptions,
): Promise<Hearing | { readonly reason: Reason }> {
  const read = attempt(() => readAll(value, options));
  if ('reason' in read) return read;
  const { proof, city, opened } = read.value;
  const items = opened.flatMap((one) => ('item' in one ? [one.item] : []));
  const checks = [...new Set(items.flatMap(checksOfItem))];
  const outcomes = await verifySignatures(checks);
  const good = new Set(checks.filter((_, place) => outcomes[place] === true));
  const isGood = (check: SignatureCheck): boolean => good.has(check);
  const lists = new Map<StatusToken, Uint8Array | undefined>();
  for (const { status } of items)
    if (!lists.has(status.token)) lists.set(status.token, await openList(status.token));
  const bench = {
    ...benchOf(proof, city, options),
    isGood,
    listOf: (token: StatusToken) => lists.get(token),
  };
  return { proof, bench, opened };
}

function readAll(value: unknown, { trust }: VerifyOptions) {
  const proof = readProof(value);
  demand(proof !== undefined);
  const known = readTrust(trust);
  demand(known !== undefined, 'TRUST_MALFORMED');
  const city = known.cities.find(({ cityId }) => cityId === proof.cityId);
  demand(city !== undefined, 'UNKNOWN_CITY');
  demand(city.ledger.id === proof.ledgerId, 'OTHER_LEDGER');
  demand(proof.items.length === proof.request.asked.length, 'INCOMPLETE');
  const resolve = openResolver(proof, city);
  const opened = proof.request.asked.map((asked, place) =>
    open(asked, proof.items[place], (presented) => resolve(place, asked, presented)),
  );
  return { proof, city, opened };
}

function open(
  asked: Asked,
  item: ProofItem | undefined,
  resolve: (presented: Exclude<ProofItem, Refusal>) => Item,
): Opened {
  if (item === undefined) return { asked, reason: 'INCOMPLETE' };
  if ('refusal' in item) {
    const { refusal } = item;
    return { asked, reason: findReason(refusal.code) ?? 'REFUSED', refusal };
  }
  const resolved = attempt(() => resolve(item));
  return 'reason' in resolved ? { asked, reason: resolved.reason } : { asked, item: resolved.value };
}

/** Whatever reading throws means that the bytes are none that this version can judge. */
function attempt<Value>(read: () => Value): { readonly value: Value } | { readonly reason: Reason } {
  try {
    return { value: read() };
  } catch (error) {
    return { reason: error instanceof Refused ? error.reason : 'MALFORMED' };
  }
}

const checksOfItem = (item: Item): SignatureCheck[] => [
  item.credentialCheck,
  item.bindingCheck,
  ...item.checkpoint.checks,
  item.status.check,
  ...(item.statement === undefined ? [] : [item.statement.check]),
];

function benchOf(proof: Proof, city: TrustedCity, options: VerifyOptions) {
  const { at = new Date(), maxAge = MAX_AGE, skew = SKEW, maxLedgerAge = MAX_LEDGER_AGE, expect } = options;
  const { request } = proof;
  const times = { now: Math.floor(at.getTime() / 1000), maxAge, skew, maxLedgerAge };
  const bound = { request, requestHash: sha256Text(canonicalize(request)) };
  return { city, ...bound, ...times, ...(expect === undefined ? {} : { expect }) };
}
