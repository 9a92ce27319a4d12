/** The registers' binary interface, as far as it is read: events and views of words of 32 bytes. */
import { LedgerError } from './ledger-error.ts';

/** Selectors: the first four bytes of Keccak-256 of the signature. */
export const views = {
  /** head(uint256) → size, owner, suspended, of the register of logs */
  head: '0x0826e37b',
  /** root(uint256) → root */
  root: '0xe56bf027',
  /** logs() → address */
  logs: '0x74259795',
  /** statusLists() → address */
  statusLists: '0x951c288c',
  /** head(bytes32,uint32) → head, of the register of status lists */
  statusHead: '0x8d5eb65e',
} as const;

/** First topics: Keccak-256 of the signature. */
export const topics = {
  /** Appended(uint256 indexed log, uint64 first, bytes32[] leaves), of the register of logs */
  appended: '0x21b410618921efa987291fb58c37940b993ddf86dc37fea7110ed714b3f2121c',
  /** OwnerChanged(uint256 indexed log, address owner), of the register of logs */
  ownerChanged: '0x9c65bdcdf3baa5d433981546cddddb0c820aa405c7bd651375df9f19f0269876',
  /** AccountChanged(bytes32 indexed department, address account) */
  accountChanged: '0xde27d2f21a7aa3adcdbb3f8bce2447de301cf919f07c09bf295d02cadb77ed30',
  /** CheckpointKeyChanged(uint256 indexed log, bytes32 key, uint64 fromSize) */
  checkpointKeyChanged: '0xbc41b478b20457ee373a8a320fd8ce6b997bd29702d31ae86a1e005f99d52076',
  /** KeyStarted(bytes32 indexed department, bytes32 indexed thumbprint, bytes32 credentialType, uint64 fromSize, bytes32 x, bytes32 y) */
  keyStarted: '0x523d845efcbccf946701b8c582edcf56d6b97eee5b580142a27fc031ee6e0227',
  /** KeyEnded(bytes32 indexed department, bytes32 indexed thumbprint, uint64 toSize) */
  keyEnded: '0x2abcd90fa5355f3683badcdbe4896d94e9e936f9b73fe06c571b120ec3d36510',
  /** SuspensionChanged(bytes32 indexed department, bool suspended), of the register of issuers */
  suspensionChanged: '0x35a3e410472e236074db8a07b6021f715ab41b44f9b8b9a9e95039679d578bd3',
  /** RegistrationsPublished(bytes32 registrations) */
  registrationsPublished: '0x1d3aa0467b9d3454efdb614fe811687192745b51ba30e4095cfe5a8d9d20516c',
  /** StatusChanged(bytes32 indexed department, uint32 indexed list, bytes32 listHash, bytes changes), of the register of status lists */
  statusChanged: '0x332dc05c7d13a119531cfdac038699da76de41c1c122570778b62847f079ac98',
} as const;

const contradicts = (message: string): LedgerError =>
  new LedgerError(message, { code: 'LEDGER_CONTRADICTS' });

const DIGITS = 64;

/** Words of 32 bytes as 64 hexadecimal digits each. @throws LedgerError where there are not exactly `count`. */
export function wordsOf(data: string, count: number): string[] {
  const words = data.slice(2).match(/.{64}/g) ?? [];
  if (words.length !== count || data.length !== 2 + DIGITS * count)
    throw contradicts(`the ledger gave other than the ${count} words that the register answers`);
  return words;
}

/**
 * The one argument of changing length that ends an event's data, behind `before` words: how many bytes or words it says
 * it has, and its hexadecimal digits. @throws LedgerError where it doesn't stand where it must.
 */
export function tailOf(data: string, before: number): { readonly length: number; readonly digits: string } {
  const words = data.slice(2, 2 + DIGITS * (before + 2));
  const at = (place: number): number => numberOf(words.slice(DIGITS * place, DIGITS * (place + 1)));
  if (words.length !== DIGITS * (before + 2) || at(before) !== 32 * (before + 1))
    throw contradicts('the ledger gave an event of another form');
  return { length: at(before + 1), digits: data.slice(2 + words.length) };
}

/** A short name (department, log, credential type): ASCII, filled with zeros. @throws LedgerError for another word. */
export function nameOf(word = ''): string {
  const bytes = bytesOf(word);
  const end = bytes.indexOf(0);
  const letters = bytes.subarray(0, end < 0 ? bytes.length : end);
  if (letters.length === 0 || letters.some((byte) => byte < 0x21 || byte > 0x7e))
    throw contradicts('the ledger gave a name that is none');
  return String.fromCharCode(...letters);
}

/** @throws LedgerError beyond exact numbers. */
export function numberOf(word = ''): number {
  const number = Number.parseInt(word, 16);
  if (!Number.isSafeInteger(number)) throw contradicts('the ledger gave a number that is too large');
  return number;
}

/** An account or register: the last 20 bytes, lower case. */
export const addressOf = (word = ''): string => `0x${word.slice(24).toLowerCase()}`;

/** Bytes of hexadecimal digits without 0x; those that are none count as zero. */
export function bytesOf(digits = ''): Uint8Array {
  const bytes = new Uint8Array(digits.length / 2);
  for (let place = 0; place < bytes.length; place++)
    bytes[place] = 16 * digitAt(digits, 2 * place) + digitAt(digits, 2 * place + 1);
  return bytes;
}

/** 0 to 9 are units 0x30 to 0x39; letters of both cases end in the same four bits, 1 to 6. */
function digitAt(digits: string, place: number): number {
  const unit = digits.charCodeAt(place);
  return (unit & 0xf) + (unit >= 0x41 ? 9 : 0);
}

/** A short name as an argument. */
export const wordOf = (name: string): string =>
  Array.from(name, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padEnd(DIGITS, '0');

/** A number as an argument. */
export const wordOfNumber = (number: number): string => number.toString(16).padStart(DIGITS, '0');
