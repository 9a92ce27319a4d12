/** Between the ledger's own words and what the registers' interfaces take and give. */
import {
  decodeBytes32String,
  encodeBytes32String,
  getBytes,
  hexlify,
  type LogDescription,
  type Result,
} from 'ethers';
import { CityError, type ErrorCode, errorTable } from '../errors.ts';
import { interfaces, issuersInterface, logsInterface, statusListsInterface } from './abi.ts';
import type { AccreditationProposal, LedgerEvent, LedgerPosition, LedgerProposal } from './ledger.ts';

/** A short name (a department, a credential type) as the registers hold it: ASCII in 32 bytes. */
export const nameToBytes = (name: string): string => encodeBytes32String(name);
const bytesToName = (bytes: string): string => decodeBytes32String(bytes);

/** The log of a name. */
export const logToNumber = (log: string): bigint => BigInt(encodeBytes32String(log));
const numberToLog = (number: bigint): string => bytesToName(`0x${number.toString(16).padStart(64, '0')}`);

/** A proposal of accreditation as the register's argument. */
function encodeAccreditation({ department, account, checkpointKey, keys }: AccreditationProposal) {
  return {
    department: nameToBytes(department),
    account,
    checkpointKey: hexlify(checkpointKey),
    keys: keys.map(({ thumbprint, x, y, types }) => ({
      thumbprint: hexlify(thumbprint),
      x: hexlify(x),
      y: hexlify(y),
      types: types.map(nameToBytes),
    })),
  };
}

/** The call with which the operator proposes. */
export function encodeProposal(proposal: LedgerProposal): string {
  switch (proposal.kind) {
    case 'accredit':
      return issuersInterface.encodeFunctionData('proposeAccreditation', [
        encodeAccreditation(proposal.accreditation),
      ]);
    case 'reinstate':
      return issuersInterface.encodeFunctionData('proposeReinstatement', [nameToBytes(proposal.department)]);
    case 'suspend':
      return issuersInterface.encodeFunctionData('proposeSuspension', [nameToBytes(proposal.department)]);
    case 'end-key':
      return issuersInterface.encodeFunctionData('proposeKeyEnd', [
        nameToBytes(proposal.department),
        hexlify(proposal.thumbprint),
      ]);
  }
}

type Change = { readonly index: number; readonly value: number };
const INDEX_BITS = 17;

/**
 * Three bytes a change, big-endian: index, then the 2-bit value.
 * @throws CityError MALFORMED_CHANGES for an index of 2^17 or more, or a value above 3.
 */
export function encodeChanges(changes: readonly Change[]): string {
  const bytes = Buffer.alloc(3 * changes.length);
  for (const [place, { index, value }] of changes.entries()) {
    if (!(index >= 0 && index < 2 ** INDEX_BITS) || !(value >= 0 && value <= 3))
      throw new CityError('MALFORMED_CHANGES');
    bytes.writeUIntBE(index * 4 + value, 3 * place, 3);
  }
  return hexlify(bytes);
}

/** @throws RangeError for bytes that are no changes. */
export function decodeChanges(encoded: string): Change[] {
  const bytes = Buffer.from(encoded.slice(2), 'hex');
  return Array.from({ length: bytes.length / 3 }, (_, place) => {
    const change = bytes.readUIntBE(3 * place, 3);
    return { index: change >>> 2, value: change & 3 };
  });
}

/**
 * A log entry of a chain, as every ledger tells it; undefined for events that change nothing.
 * @throws CityError LEDGER_CONTRADICTS where it isn't what the register would have said.
 */
export function decodeEvent(
  contract: keyof typeof interfaces,
  log: { readonly topics: readonly string[]; readonly data: string },
  position: LedgerPosition,
): LedgerEvent | undefined {
  try {
    const parsed = interfaces[contract].parseLog(log);
    const decode = parsed === null ? undefined : decoders[contract][parsed.name];
    return parsed === null || decode === undefined
      ? undefined
      : ({ position, ...decode(parsed.args) } as LedgerEvent);
  } catch (cause) {
    throw new CityError('LEDGER_CONTRADICTS', { block: position.block }, cause);
  }
}

type Decoders = Readonly<Record<string, (args: Result) => object>>;
const bytesOf = (value: string): Uint8Array => getBytes(value);

const decoders: Readonly<Record<keyof typeof interfaces, Decoders>> = {
  Issuers: {
    AccountChanged: ({ department, account }) => ({
      kind: 'account-changed',
      department: bytesToName(department),
      account,
    }),
    CheckpointKeyChanged: ({ log, key, fromSize }) => ({
      kind: 'checkpoint-key-changed',
      log: numberToLog(log),
      key: bytesOf(key),
      from: Number(fromSize),
    }),
    KeyStarted: ({ department, thumbprint, credentialType, fromSize, x, y }) => ({
      kind: 'key-started',
      department: bytesToName(department),
      thumbprint: bytesOf(thumbprint),
      x: bytesOf(x),
      y: bytesOf(y),
      credentialType: bytesToName(credentialType),
      from: Number(fromSize),
    }),
    KeyEnded: ({ department, thumbprint, toSize }) => ({
      kind: 'key-ended',
      department: bytesToName(department),
      thumbprint: bytesOf(thumbprint),
      to: Number(toSize),
    }),
    SuspensionChanged: ({ department, suspended }) => ({
      kind: 'suspension-changed',
      department: bytesToName(department),
      suspended,
    }),
    RegistrationsPublished: ({ registrations }) => ({
      kind: 'registrations-published',
      registrations: bytesOf(registrations),
    }),
  },
  CommitmentLogs: {
    OwnerChanged: ({ log, owner }) => ({ kind: 'owner-changed', log: numberToLog(log), owner }),
    Appended: ({ log, first, leaves }) => ({
      kind: 'appended',
      log: numberToLog(log),
      first: Number(first),
      leaves: [...(leaves as Iterable<string>)].map(bytesOf),
    }),
  },
  StatusLists: {
    StatusChanged: ({ department, list, listHash, changes }) => ({
      kind: 'status-changed',
      department: bytesToName(department),
      list: Number(list),
      listHash: bytesOf(listHash),
      changes: decodeChanges(changes),
    }),
  },
};

/** The proposal's number in the events of the transaction that made it. */
export function proposalIn(
  logs: readonly { readonly topics: readonly string[]; readonly data: string }[],
): bigint {
  const parsed = logs
    .map((log) => issuersInterface.parseLog(log))
    .find((event): event is LogDescription => event?.name === 'Proposed');
  if (parsed === undefined) throw new CityError('LEDGER_REFUSED');
  return parsed.args.proposal;
}

/** The error that a register refused with: its name in capitals is the code, its numbers are the details. */
export function decodeRefusal(data: string): CityError {
  for (const known of [logsInterface, statusListsInterface, issuersInterface]) {
    const parsed = known.parseError(data);
    if (parsed === null) continue;
    const code = parsed.name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    if (code in errorTable) return new CityError(code as ErrorCode, detailsOf(parsed.args));
  }
  return new CityError('LEDGER_REFUSED');
}

function detailsOf(args: Result): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(args.toObject()).map(([name, value]) => [
      name,
      typeof value === 'bigint' && value < 2n ** 53n ? Number(value) : String(value),
    ]),
  );
}
