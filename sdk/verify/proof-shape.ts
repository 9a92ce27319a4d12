/** The form of a proof, before anything in it is read. */
import { demand } from './refused.ts';
import {
  closedObject,
  count,
  digest,
  either,
  exactly,
  listOf,
  object,
  optional,
  recordOf,
  text,
} from './shape.ts';
import type { Proof } from './types.ts';

const ITEMS_MAX = 64;

const asked = closedObject({
  subject: text,
  credentialType: text,
  fields: listOf(text, 1),
  accepts: optional(listOf(exactly('expired', 'suspended'))),
});

const request = closedObject({
  id: text,
  matter: text,
  audience: text,
  nonce: text,
  window: text,
  asked: listOf(asked, 1),
});

const evidence = object({ log: text, index: count, salt: text, inclusion: listOf(text) });
const presented = object({
  presentation: text,
  evidence,
  statement: optional(text),
  statementSalt: optional(text),
  refusal: exactly(undefined),
});
const refused = object({
  refusal: object({ code: text, issuer: optional(text), age: optional(count) }),
  presentation: exactly(undefined),
});

const proof = object({
  version: exactly(1),
  cityId: text,
  ledgerId: text,
  request,
  ledgerAsOf: count,
  items: listOf(either(presented, refused), 1),
  checkpoints: recordOf(text),
  statusTokens: recordOf(text),
  receipts: listOf(object({ subject: text, leaf: digest })),
});

/**
 * The proof, copied so that nobody can change it between two checks. What its texts hold is not looked at.
 * @throws Refused MALFORMED for another form, and whatever copying throws for what is no data.
 */
export function readProof(value: unknown): Proof {
  const own: unknown = structuredClone(value);
  demand(proof(own));
  const shaped = own as Proof;
  demand(shaped.items.length <= ITEMS_MAX);
  return shaped;
}
