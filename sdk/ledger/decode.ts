/** Log entries of an EVM in the words of every ledger. */
import type { LedgerEvent, LedgerFact, LedgerIdentity, LedgerPosition } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import { addressOf, bytesOf, nameOf, numberOf, tailOf, topics, wordsOf } from './registers.ts';
import { decodeChanges } from './status-chain.ts';

/** An event as eth_getLogs gives it, with its place; data in hexadecimal with 0x. */
export type FoundEvent = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly position: LedgerPosition;
};

type Contracts = LedgerIdentity['contracts'];

/**
 * What an event tells; undefined for one that changes nothing, or that isn't its register's to tell.
 * @throws LedgerError LEDGER_CONTRADICTS where it isn't what the register would have said.
 */
export function decodeEvent(contracts: Contracts, event: FoundEvent): LedgerEvent | undefined {
  const { address, position } = event;
  const register = registers.find((name) => contracts[name].toLowerCase() === address.toLowerCase());
  const decode = register && decoders[register][event.topics[0] ?? ''];
  if (decode === undefined) return undefined;
  try {
    return { position, ...decode(event) };
  } catch (cause) {
    const details = { block: position.block };
    throw new LedgerError('the ledger gave an event that the register can’t have written', {
      ...{ code: 'LEDGER_CONTRADICTS', details, cause },
    });
  }
}

const registers = ['issuers', 'logs', 'statusLists'] as const;
type Decode = (event: FoundEvent) => LedgerFact;

const decoders: Readonly<Record<keyof Contracts, Readonly<Record<string, Decode>>>> = {
  issuers: {
    [topics.accountChanged]: (event) => {
      const [department, account] = wordsIn(event, 2);
      return { kind: 'account-changed', department: nameOf(department), account: addressOf(account) };
    },
    [topics.checkpointKeyChanged]: (event) => {
      const [log, key, from] = wordsIn(event, 3);
      return { kind: 'checkpoint-key-changed', log: nameOf(log), key: bytesOf(key), from: numberOf(from) };
    },
    [topics.keyStarted]: (event) => {
      const [department, thumbprint, credentialType, from, x, y] = wordsIn(event, 6);
      return {
        kind: 'key-started',
        department: nameOf(department),
        thumbprint: bytesOf(thumbprint),
        credentialType: nameOf(credentialType),
        from: numberOf(from),
        x: bytesOf(x),
        y: bytesOf(y),
      };
    },
    [topics.keyEnded]: (event) => {
      const [department, thumbprint, to] = wordsIn(event, 3);
      return {
        kind: 'key-ended',
        department: nameOf(department),
        thumbprint: bytesOf(thumbprint),
        to: numberOf(to),
      };
    },
    [topics.suspensionChanged]: (event) => {
      const [department, suspended] = wordsIn(event, 2);
      return {
        kind: 'suspension-changed',
        department: nameOf(department),
        suspended: numberOf(suspended) !== 0,
      };
    },
    [topics.registrationsPublished]: (event) => {
      const [registrations] = wordsIn(event, 1);
      return { kind: 'registrations-published', registrations: bytesOf(registrations) };
    },
  },
  logs: {
    [topics.ownerChanged]: (event) => {
      const [log, owner] = wordsIn(event, 2);
      return { kind: 'owner-changed', log: nameOf(log), owner: addressOf(owner) };
    },
    [topics.appended]: ({ topics: [, log], data }) => {
      const { length, digits } = tailOf(data, 1);
      const bytes = bytesOf(wholeOf(digits, 32 * length));
      const leaves = Array.from({ length }, (_, place) => bytes.subarray(32 * place, 32 * (place + 1)));
      return { kind: 'appended', log: nameOf(log?.slice(2)), first: numberOf(data.slice(2, 66)), leaves };
    },
  },
  statusLists: {
    [topics.statusChanged]: ({ topics: [, department, list], data }) => {
      const { length, digits } = tailOf(data, 1);
      const padded = bytesOf(wholeOf(digits, 32 * Math.ceil(length / 32)));
      return {
        kind: 'status-changed',
        department: nameOf(department?.slice(2)),
        list: numberOf(list?.slice(2)),
        listHash: bytesOf(data.slice(2, 66)),
        changes: decodeChanges(padded.subarray(0, length)),
      };
    },
  },
};

/** The words of an event, indexed ones first. */
const wordsIn = ({ topics: [, ...indexed], data }: FoundEvent, count: number): string[] =>
  wordsOf(`0x${[...indexed, data].map((part) => part.slice(2)).join('')}`, count);

/** The digits of exactly so many bytes. */
function wholeOf(digits: string, bytes: number): string {
  if (digits.length !== 2 * bytes) throw new RangeError(`${bytes} bytes were announced`);
  return digits;
}
