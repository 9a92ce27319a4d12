/** A proof that somebody dropped, as people read about it. */
import { madeAt } from '../../../../sdk/audit/made-at.ts';
import { type CheckOutcome, type ItemInspection, inspectProof } from '../../../../sdk/verify/inspect.ts';
import { findReason } from '../../../../sdk/verify/reasons.ts';
import type { Proof, Trust } from '../../../../sdk/verify/types.ts';
import { groups, pointlessThen } from './groups.ts';
import type { Line, ProofGroup, ProofReport } from './messages.ts';
import { factsOf, requestOf } from './proof-facts.ts';

/** Judges it for the moment in which it was made. Never throws, whatever it is given. */
export async function reportProof(value: unknown, trust: Trust): Promise<ProofReport> {
  const at = madeAt(value);
  const { holds, reason, items } = await inspectProof(value, { trust, at });
  const { matter, asked } = requestOf(value);
  const report = {
    kind: 'proof' as const,
    holds,
    at: at.toISOString(),
    matter,
    fields: asked.reduce((sum, { fields }) => sum + fields.length, 0),
    items: items.map(({ credentialType, reason: why }) => ({
      credentialType,
      ...(why === undefined ? {} : { reason: why }),
    })),
  };
  if (reason !== undefined) return { ...report, reason, lines: [{ ...unread, reason }] };
  const lines = linesOf(items, value as Proof);
  const first = lines.find(({ outcome }) => outcome === 'fails')?.reason;
  const known = first === undefined ? undefined : findReason(first);
  return { ...report, ...(known === undefined ? {} : { reason: known }), lines };
}

/** What can't be read as a proof was changed, whoever did it. */
const unread = { name: 'content', outcome: 'fails', facts: [] } as const;

function linesOf(items: readonly ItemInspection[], proof: Proof): readonly Line<ProofGroup>[] {
  const lines = (Object.keys(groups) as (keyof typeof groups)[]).map((name) => lineOf(name, items, proof));
  const isContentLost = lines.some(({ name, outcome }) => name === 'content' && outcome === 'fails');
  return lines.map((line) =>
    isContentLost && pointlessThen.has(line.name)
      ? { name: line.name, outcome: 'not-checked', facts: line.facts }
      : line,
  );
}

type Found = CheckOutcome & { readonly credentialType: string };

function lineOf(name: keyof typeof groups, items: readonly ItemInspection[], proof: Proof): Line<ProofGroup> {
  const found = [...checksIn(name, items), ...unmade(name, items, proof)];
  const told = found.filter(({ outcome }) => outcome === 'fails' || outcome === 'accepted');
  const reason = told.find(({ outcome }) => outcome === 'fails')?.reason ?? told[0]?.reason;
  const facts = [
    ...told.map((one) => [one.reason, one.check, one.credentialType].filter(Boolean).join(' · ')),
    ...factsOf(name, proof),
  ];
  return { name, outcome: outcomeOf(found), facts, ...(reason === undefined ? {} : { reason }) };
}

const checksIn = (name: keyof typeof groups, items: readonly ItemInspection[]): readonly Found[] =>
  items.flatMap(({ checks, credentialType }) =>
    checks.filter(({ check }) => groups[name].includes(check)).map((check) => ({ ...check, credentialType })),
  );

/** Items of which no check was made: one that was refused is missing, any other can't be read. */
const unmade = (
  name: keyof typeof groups,
  items: readonly ItemInspection[],
  proof: Proof,
): readonly Found[] =>
  items.flatMap(({ reason, credentialType }, place) => {
    if (reason === undefined) return [];
    const item = proof.items[place];
    const where = item !== undefined && 'refusal' in item ? 'complete' : 'content';
    return where === name ? [{ check: 'item', outcome: 'fails', reason, credentialType }] : [];
  });

/** The worst there is among checks that belong together. */
function outcomeOf(found: readonly { readonly outcome: CheckOutcome['outcome'] }[]): CheckOutcome['outcome'] {
  const order = ['fails', 'accepted', 'not-checked'] as const;
  return order.find((outcome) => found.some((one) => one.outcome === outcome)) ?? emptyOr(found);
}

const emptyOr = (found: readonly unknown[]): 'holds' | 'not-checked' =>
  found.length === 0 ? 'not-checked' : 'holds';
