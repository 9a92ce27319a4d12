/** Files that somebody dropped: what each is, told by its shape alone; nothing in it is believed yet. */
import type { OpenedReceipt } from '../schemas/receipts.ts';
import { SLIP_PREFIX } from '../slip/prefix.ts';
import { utf8Bytes, utf8Text } from '../verify/bytes.ts';
import { isObject, type JsonObject } from '../verify/json.ts';
import { readTrust } from '../verify/trust.ts';
import type { Trust } from '../verify/types.ts';
import { type ReceiptExport, readReceipt, readReceiptExport } from './receipt-shape.ts';

/** Why a file is none that can be checked; codes are stable. */
export type DroppedReason =
  | 'FILE_TOO_LARGE'
  | 'FILE_IS_PDF'
  | 'FILE_NOT_JSON'
  | 'FILE_UNKNOWN'
  | 'FILE_OF_LATER_VERSION'
  | 'FILE_DAMAGED';

/** A proof is told by its members only: `inspectProof` says what is wrong with it. */
export type Dropped =
  | { readonly kind: 'proof'; readonly proof: JsonObject }
  | { readonly kind: 'receipt'; readonly receipt: OpenedReceipt }
  | { readonly kind: 'receipts'; readonly receipts: ReceiptExport['receipts'] }
  | { readonly kind: 'trust'; readonly trust: Trust }
  /** What its code says, for `verifySlip` of `/slip`. */
  | { readonly kind: 'slip'; readonly slip: string }
  | {
      readonly kind: 'none';
      readonly reason: DroppedReason;
      /** What it looks like, where it is that and damaged or of a later version. */
      readonly like?: Form['kind'];
    };

/** Bytes of the largest file read; an export of ten thousand receipts has 20 MB. */
const LARGEST = 33_554_432;
const VERSION = 1;

type Form = {
  readonly kind: 'proof' | 'receipt' | 'receipts' | 'trust';
  /** Members that no other file has together. */
  readonly members: readonly string[];
  readonly read: (value: JsonObject) => Dropped | undefined;
};

const forms: readonly Form[] = [
  {
    kind: 'proof',
    members: ['request', 'items', 'checkpoints'],
    read: (proof) => ({ kind: 'proof', proof }),
  },
  {
    kind: 'receipt',
    members: ['receipt', 'salt', 'leaf'],
    read: (value) => {
      const receipt = readReceipt(value);
      return receipt && { kind: 'receipt', receipt };
    },
  },
  {
    kind: 'receipts',
    members: ['receipts', 'cityId'],
    read: (value) => {
      const read = readReceiptExport(value);
      return read && { kind: 'receipts', receipts: read.receipts };
    },
  },
  {
    kind: 'trust',
    members: ['cities'],
    read: (value) => {
      const trust = readTrust(value);
      return trust && { kind: 'trust', trust };
    },
  },
];

/** Tells what was dropped, or clearly why it is nothing that can be checked. Never throws. */
export function readDropped(file: string | Uint8Array): Dropped {
  const bytes = typeof file === 'string' ? utf8Bytes(file) : file;
  if (bytes.length > LARGEST) return none('FILE_TOO_LARGE');
  const text = utf8Text(bytes);
  if (isPdf(bytes)) return none('FILE_IS_PDF');
  if (text?.startsWith(SLIP_PREFIX)) return { kind: 'slip', slip: text.trimEnd() };
  const value = text === undefined ? undefined : parse(text);
  if (value === undefined) return none('FILE_NOT_JSON');
  const form = forms.find(({ members }) => isObject(value) && members.every((name) => name in value));
  if (form === undefined || !isObject(value)) return none('FILE_UNKNOWN');
  const version = isObject(value.receipt) ? value.receipt.version : value.version;
  if (typeof version === 'number' && version > VERSION) return none('FILE_OF_LATER_VERSION', form.kind);
  return form.read(value) ?? none('FILE_DAMAGED', form.kind);
}

const none = (reason: DroppedReason, like?: Form['kind']): Dropped => ({
  kind: 'none',
  reason,
  ...(like === undefined ? {} : { like }),
});

/** `%PDF-` (ISO 32000-2 section 7.5.2). */
const PDF = utf8Bytes('%PDF-');
const isPdf = (bytes: Uint8Array): boolean => PDF.every((byte, place) => bytes[place] === byte);

function parse(text: string): unknown {
  try {
    // Editors of some systems put a mark in front of a file's text.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
