/** What a trust file needs of the registers' binary interface: five events and four views, each of words of 32 bytes. */
import { encodeBase64url } from '../verify/base64url.ts';
import { type FoundEvent, LedgerError } from './rpc.ts';

/** Selectors: the first four bytes of Keccak-256 of the signature. */
export const views = {
  /** head(uint256) → size, owner, suspended */
  head: '0x0826e37b',
  /** root(uint256) → root */
  root: '0xe56bf027',
  /** logs() → address */
  logs: '0x74259795',
  /** statusLists() → address */
  statusLists: '0x951c288c',
} as const;

/** First topics: Keccak-256 of the signature. */
export const topics = {
  /** OwnerChanged(uint256 indexed log, address owner), of the register of logs */
  ownerChanged: '0x9c65bdcdf3baa5d433981546cddddb0c820aa405c7bd651375df9f19f0269876',
  /** CheckpointKeyChanged(uint256 indexed log, bytes32 key, uint64 fromSize) */
  checkpointKeyChanged: '0xbc41b478b20457ee373a8a320fd8ce6b997bd29702d31ae86a1e005f99d52076',
  /** KeyStarted(bytes32 indexed department, bytes32 indexed thumbprint, bytes32 credentialType, uint64 fromSize, bytes32 x, bytes32 y) */
  keyStarted: '0x523d845efcbccf946701b8c582edcf56d6b97eee5b580142a27fc031ee6e0227',
  /** KeyEnded(bytes32 indexed department, bytes32 indexed thumbprint, uint64 toSize) */
  keyEnded: '0x2abcd90fa5355f3683badcdbe4896d94e9e936f9b73fe06c571b120ec3d36510',
  /** SuspensionChanged(bytes32 indexed department, bool suspended), of the register of issuers */
  suspensionChanged: '0x35a3e410472e236074db8a07b6021f715ab41b44f9b8b9a9e95039679d578bd3',
} as const;

/** Words of 32 bytes as 64 hexadecimal digits. @throws LedgerError where there are fewer than `count`. */
export function wordsOf(data: string, count: number): string[] {
  const words = data.slice(2).match(/.{64}/g) ?? [];
  if (words.length < count) throw new LedgerError('the ledger gave less than the register answers');
  return words;
}

/** The words of an event, indexed ones first. */
export function eventWords({ topics: [, ...indexed], data }: FoundEvent, count: number): string[] {
  return wordsOf(`0x${[...indexed.map((topic) => topic.slice(2)), data.slice(2)].join('')}`, count);
}

/** A short name (department, log, credential type): ASCII, filled with zeros. @throws LedgerError for another word. */
export function nameOf(word = ''): string {
  const bytes = bytesOf(word);
  const end = bytes.indexOf(0);
  const letters = bytes.subarray(0, end < 0 ? bytes.length : end);
  if (letters.length === 0 || letters.some((byte) => byte < 0x21 || byte > 0x7e))
    throw new LedgerError('the ledger gave a name that is none');
  return String.fromCharCode(...letters);
}

/** @throws LedgerError beyond exact numbers. */
export function numberOf(word = ''): number {
  const number = Number.parseInt(word, 16);
  if (!Number.isSafeInteger(number)) throw new LedgerError('the ledger gave a number that is too large');
  return number;
}

/** An account or register: the last 20 bytes, lower case. */
export const addressOf = (word = ''): string => `0x${word.slice(24).toLowerCase()}`;

export const base64urlOf = (word = ''): string => encodeBase64url(bytesOf(word));

export const bytesOf = (word: string): Uint8Array =>
  Uint8Array.from(word.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** A short name as an argument. */
export const wordOf = (name: string): string =>
  Array.from(name, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .padEnd(64, '0');
