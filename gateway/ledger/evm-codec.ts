/** From the ledger's own words to what the registers' interfaces take, and why they refuse. */
import { encodeBytes32String, hexlify, type LogDescription, type Result } from 'ethers';
import type { StatusChange } from '../../sdk/ledger/ledger.ts';
import { encodeChanges } from '../../sdk/ledger/status-chain.ts';
import { CityError, type ErrorCode, errorTable } from '../errors.ts';
import { issuersInterface, logsInterface, statusListsInterface } from './abi.ts';
import type { AccreditationProposal, LedgerProposal } from './ledger.ts';

/** A short name (a department, a credential type) as the registers hold it: ASCII in 32 bytes. */
export const nameToBytes = (name: string): string => encodeBytes32String(name);

/** The log of a name. */
export const logToNumber = (log: string): bigint => BigInt(encodeBytes32String(log));

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

const INDEX_BITS = 17;

/**
 * Three bytes a change in hexadecimal, as the register takes them.
 * @throws CityError MALFORMED_CHANGES for an index of 2^17 or more, or a value above 3.
 */
export function hexOfChanges(changes: readonly StatusChange[]): string {
  for (const { index, value } of changes)
    if (!(index >= 0 && index < 2 ** INDEX_BITS) || !(value >= 0 && value <= 3))
      throw new CityError('MALFORMED_CHANGES');
  return hexlify(encodeChanges(changes));
}

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
