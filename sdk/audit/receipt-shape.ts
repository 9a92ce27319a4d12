/** The form of receipts, before anything in them is believed. */
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { attempt, demand } from '../verify/refused.ts';
import {
  count,
  digest,
  either,
  exactly,
  listOf,
  object,
  optional,
  type Shape,
  text,
} from '../verify/shape.ts';

const orNull = (shape: Shape): Shape => either(exactly(null), shape);

/** What is committed to may hold more than is known here: its canonical form is hashed whole. */
const receipt = object({
  version: exactly(1),
  cityId: text,
  number: count,
  previous: orNull(digest),
  kind: text,
  ...Object.fromEntries(
    ['request', 'client', 'department', 'matter', 'window', 'role', 'basis', 'article'].map((name) => [
      name,
      orNull(text),
    ]),
  ),
  officers: optional(listOf(text)),
  method: optional(text),
  items: listOf(object({ credentialType: text, fields: listOf(text), outcome: text })),
  at: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  first: optional(count),
  tries: optional(count),
});

const opened = object({
  number: count,
  receipt,
  salt: digest,
  leaf: digest,
  evidence: orNull(
    object({ log: exactly('access'), index: count, inclusion: listOf(digest), checkpoint: text }),
  ),
});

const exported = object({ version: exactly(1), cityId: text, receipts: listOf(opened) });

/** What GET /me/receipts/export answers. */
export type ReceiptExport = {
  readonly version: 1;
  readonly cityId: string;
  readonly receipts: readonly OpenedReceipt[];
};

/** The receipt, copied so that nobody can change it between two checks, or undefined for another form. Never throws. */
export const readReceipt = (value: unknown): OpenedReceipt | undefined =>
  copyOf<OpenedReceipt>(value, opened);

/** An export of receipts, copied likewise, or undefined for another form. Never throws. */
export const readReceiptExport = (value: unknown): ReceiptExport | undefined =>
  copyOf<ReceiptExport>(value, exported);

function copyOf<Value>(value: unknown, shape: Shape): Value | undefined {
  const copied = attempt(() => {
    const own: unknown = structuredClone(value);
    demand(shape(own));
    return own as Value;
  });
  return 'value' in copied ? copied.value : undefined;
}
