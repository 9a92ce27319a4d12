/** From a proof to what each rule says about each item: the part that verifying and inspecting share. */
import { sha256Text, verifySignatures } from '#platform';
import type { Bench } from './bench.ts';
import { canonicalize } from './canonical.ts';
import { readSettings, type Settings } from './options.ts';
import type { SignatureCheck } from './platform.ts';
import { readProof } from './proof-shape.ts';
import { findReason, type Reason } from './reasons.ts';
import { type Attempt, attempt, demand } from './refused.ts';
import { type Item, openResolver } from './resolve.ts';
import { openList, type StatusToken } from './status-list.ts';
import { readTrust } from './trust.ts';
import type { Asked, Proof, ProofItem, Refusal, TrustedCity, VerifyOptions } from './types.ts';

/** An item that the rules can be applied to, or the reason why they can't. */
export type Opened = { readonly asked: Asked } & (
  | { readonly item: Item }
  | { readonly reason: Reason; readonly refusal?: Refusal['refusal'] }
);

/** A proof whose signatures have been tried. */
export type Hearing = { readonly proof: Proof; readonly bench: Bench; readonly opened: readonly Opened[] };

/**
 * Reads a proof and tries all its signatures at once. Never throws: what can't be read is a reason.
 * With `mustBeBound` a caller that doesn't say for whom the proof should be gets no further than reading.
 */
export async function openHearing(
  value: unknown,
  options: VerifyOptions,
  { mustBeBound }: { readonly mustBeBound: boolean },
): Promise<Hearing | { readonly reason: Reason }> {
  const read = attempt(() => readAll(value, readSettings(options), mustBeBound));
  if ('refused' in read) return { reason: read.refused.reason };
  const { settings, proof, city, opened } = read.value;
  const items = opened.flatMap((one) => ('item' in one ? [one.item] : []));
  const checks = [...new Set(items.flatMap(checksOfItem))];
  const outcomes = await verifySignatures(checks);
  const good = new Set(checks.filter((_, place) => outcomes[place] === true));
  const isGood = (check: SignatureCheck): boolean => good.has(check);
  const lists = new Map<StatusToken, Uint8Array | undefined>();
  for (const { status } of items)
    if ('value' in status && !lists.has(status.value.token))
      lists.set(status.value.token, await openList(status.value.token));
  const bench = {
    ...benchOf(proof, city, settings),
    isGood,
    listOf: (token: StatusToken) => lists.get(token),
  };
  return { proof, bench, opened };
}

function readAll(value: unknown, settings: Settings, mustBeBound: boolean) {
  const proof = readProof(value);
  const known = readTrust(settings.trust);
  demand(known !== undefined, 'TRUST_MALFORMED');
  demand(!mustBeBound || settings.expect !== undefined, 'BINDING_NOT_CHECKED');
  const city = known.cities.find(({ cityId }) => cityId === proof.cityId);
  demand(city !== undefined, 'UNKNOWN_CITY');
  demand(city.ledger.id === proof.ledgerId, 'OTHER_LEDGER');
  demand(proof.items.length === proof.request.asked.length, 'INCOMPLETE');
  const resolve = openResolver(proof, city);
  const opened = proof.request.asked.map((asked, place) =>
    open(asked, proof.items[place], (presented) => resolve(place, asked, presented)),
  );
  return { settings, proof, city, opened };
}

function open(
  asked: Asked,
  item: ProofItem | undefined,
  resolve: (presented: Exclude<ProofItem, Refusal>) => Item,
): Opened {
  if (item === undefined) return { asked, reason: 'INCOMPLETE' };
  if (isRefusal(item)) {
    const { refusal } = item;
    return { asked, reason: findReason(refusal.code) ?? 'REFUSED', refusal };
  }
  const resolved = attempt(() => resolve(item));
  return 'refused' in resolved ? { asked, reason: resolved.refused.reason } : { asked, item: resolved.value };
}

const isRefusal = (item: ProofItem): item is Refusal => 'refusal' in item && item.refusal !== undefined;

const checksOfItem = ({ signer, bindingCheck, checkpoint, status, statement }: Item): SignatureCheck[] => [
  bindingCheck,
  ...[signer, status, statement].flatMap((one) => found(one)?.check ?? []),
  ...(found(checkpoint)?.checks ?? []),
];

const found = <Value>(attempted: Attempt<Value>): Value | undefined =>
  'value' in attempted ? attempted.value : undefined;

function benchOf({ request, ledgerAsOf }: Proof, city: TrustedCity, settings: Settings) {
  const shown = { request, ledgerAsOf, requestHash: sha256Text(canonicalize(request)) };
  return { city, ...shown, ...settings };
}
