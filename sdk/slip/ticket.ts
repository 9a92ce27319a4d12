/** The ticket of a slip: COSE_Sign1 (RFC 9052 section 4.2) with ES256, CBOR in its one encoding (RFC 8949 section 4.2), in Base45 for a QR code. */
import { decode, encode, Tag } from 'cbor2';
import { decodeBase64url, verifySignatures } from '#platform';
import { isEqualBytes, utf8Bytes } from '../verify/bytes.ts';
import type { P256Key } from '../verify/platform.ts';
import { demand, Refused } from '../verify/refused.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { SLIP_PREFIX } from './prefix.ts';

/** What a ticket says, and all that it says. */
export type Slip = {
  /** A UUID. */
  readonly id: string;
  /** Twelve digits that follow from the id, to be read aloud; they find nothing by themselves. */
  readonly number: string;
  readonly matter: string;
  readonly department: string;
  /** Last civil day (Asia/Shanghai) on which it is taken, `YYYY-MM-DD`. */
  readonly lastDay: string;
  readonly maskedName: string;
};

/** A ticket that was read and not yet believed. */
export type Ticket = {
  readonly slip: Slip;
  /** First eight bytes of its key's thumbprint: a whole one wouldn't help, since keys are believed from elsewhere. */
  readonly keyId: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

/** What a QR code of version 10 holds at error correction M (ISO/IEC 18004 table 7), alphanumeric. */
const LENGTH_MAX = 311;
/** COSE_Sign1 (RFC 9052 section 2); header parameters `alg` and `kid` (section 3.1); ES256 (RFC 9053 section 2.1). */
const [SIGN1, ALG, KID, ES256] = [18, 1, 4, -7];
const [ID, MATTER, DEPARTMENT, LAST_DAY, MASKED_NAME] = [1, 2, 3, 4, 5];
const KEY_ID_LENGTH = 8;
const DAY = 86_400_000;
/** Asia/Shanghai has been eight hours ahead of UTC, without summer time, since 1991. */
const SHANGHAI = 8 * 3_600_000;

/** The first bytes of a key's RFC 7638 thumbprint, by which a ticket names it. */
export const keyIdOf = (kid: string): Uint8Array => plainBytes(decodeBase64url(kid)).slice(0, KEY_ID_LENGTH);

/** Twelve digits in groups of four: the first 40 bits of the id, so that whoever has the ticket has the number. */
export function slipNumber(id: string): string {
  const digits = String(Number.parseInt(id.replaceAll('-', '').slice(0, 10), 16) % 1e12).padStart(12, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`;
}

/** True until the last civil day in Asia/Shanghai is over. */
export const isOpenOn = ({ lastDay }: Pick<Slip, 'lastDay'>, at: Date): boolean =>
  at.getTime() + SHANGHAI < Date.parse(`${lastDay}T00:00:00Z`) + DAY;

type Signing = {
  readonly kid: string;
  readonly cityId: string;
  /** ES256 (RFC 7518 section 3.4) in unpadded base64url. */
  readonly sign: (input: Uint8Array) => string | Promise<string>;
};

/** The text of a signed ticket. @throws RangeError where it would need more than a QR code of version 10. */
export async function makeTicket(
  { id, matter, department, lastDay, maskedName }: Omit<Slip, 'number'>,
  { kid, cityId, sign }: Signing,
): Promise<string> {
  const protectedHeader = encode(
    new Map<number, unknown>([
      [ALG, ES256],
      [KID, keyIdOf(kid)],
    ]),
  );
  const payload = encode(
    new Map<number, unknown>([
      [ID, bytesOfId(id)],
      [MATTER, matter],
      [DEPARTMENT, department],
      [LAST_DAY, Date.parse(`${lastDay}T00:00:00Z`) / DAY],
      [MASKED_NAME, maskedName],
    ]),
  );
  const signature = plainBytes(
    decodeBase64url(await sign(signedBytes({ protectedHeader, payload }, cityId))),
  );
  const text = textOf({ protectedHeader, payload, signature });
  if (text.length > LENGTH_MAX) throw new RangeError('too long for a code that a scanner reads at once');
  return text;
}

/** Reads a ticket. @throws Refused MALFORMED for anything but the one spelling of one. */
export function readTicket(text: unknown): Ticket {
  demand(typeof text === 'string' && text.length <= LENGTH_MAX && text.startsWith(SLIP_PREFIX));
  const bytes = decodeBase45(text.slice(SLIP_PREFIX.length));
  demand(bytes !== undefined);
  try {
    const ticket = read(bytes);
    // What isn't signed has no second spelling either: header outside the signature, tags, lengths.
    demand(textOf(ticket) === text);
    return ticket;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('MALFORMED');
  }
}

/** Whether a key of that city signed the ticket. */
export async function isSignedBy(ticket: Ticket, key: P256Key, cityId: string): Promise<boolean> {
  const input = signedBytes(ticket, cityId);
  const [isGood] = await verifySignatures([{ algorithm: 'ES256', key, input, signature: ticket.signature }]);
  return isGood === true;
}

type Parts = Pick<Ticket, 'protectedHeader' | 'payload' | 'signature'>;

const textOf = ({ protectedHeader, payload, signature }: Parts): string =>
  SLIP_PREFIX + encodeBase45(encode(new Tag(SIGN1, [protectedHeader, new Map(), payload, signature])));

/** Sig_structure (RFC 9052 section 4.4). The city stands in what is signed beside the ticket: its name would take a third of the code. */
const signedBytes = ({ protectedHeader, payload }: Omit<Parts, 'signature'>, cityId: string): Uint8Array =>
  encode(['Signature1', protectedHeader, utf8Bytes(`${cityId}/slips`), payload]);

function read(bytes: Uint8Array): Ticket {
  const message = decode(bytes);
  demand(message instanceof Tag && message.tag === SIGN1 && Array.isArray(message.contents));
  const [protectedHeader, , payload, signature] = message.contents as unknown[];
  demand(isBytes(protectedHeader) && isBytes(payload) && isBytes(signature) && signature.length === 64);
  const header = readMap(protectedHeader, [ALG, KID]);
  const keyId = header.get(KID);
  demand(header.get(ALG) === ES256 && isBytes(keyId) && keyId.length === KEY_ID_LENGTH);
  return { slip: readSlip(payload), keyId, protectedHeader, payload, signature };
}

function readSlip(payload: Uint8Array): Slip {
  const content = readMap(payload, [ID, MATTER, DEPARTMENT, LAST_DAY, MASKED_NAME]);
  const [idBytes, day] = [content.get(ID), content.get(LAST_DAY)];
  const [matter, department, maskedName] = [MATTER, DEPARTMENT, MASKED_NAME].map((name) => content.get(name));
  demand(isBytes(idBytes) && idBytes.length === 16);
  demand(Number.isSafeInteger(day) && Number(day) >= 0 && Number(day) < 100_000);
  demand(typeof matter === 'string' && typeof department === 'string' && typeof maskedName === 'string');
  const id = idOf(idBytes);
  const lastDay = new Date(Number(day) * DAY).toISOString().slice(0, 10);
  return { id, number: slipNumber(id), matter, department, lastDay, maskedName };
}

/** A map of exactly these members, in the encoding in which it is made here. */
function readMap(bytes: Uint8Array, names: readonly number[]): ReadonlyMap<unknown, unknown> {
  const map = decode(bytes, { preferMap: true });
  demand(map instanceof Map && map.size === names.length && names.every((name) => map.has(name)));
  demand(isEqualBytes(encode(map), bytes));
  return map;
}

// The encoder takes Node's Buffer for an object.
const plainBytes = (bytes: Uint8Array | undefined): Uint8Array => new Uint8Array(bytes ?? []);

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

function bytesOfId(id: string): Uint8Array {
  const pairs = id.replaceAll('-', '').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

function idOf(bytes: Uint8Array): string {
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
