/** What this project asks of the three registers, in the notation of their interfaces; a test holds it against the compiled ones. */
import { Interface } from 'ethers';

const KEY = 'tuple(bytes32 thumbprint, bytes32 x, bytes32 y, bytes32[] types)';
const ACCREDITATION = `tuple(bytes32 department, address account, bytes32 checkpointKey, ${KEY}[] keys)`;

export const issuersInterface = new Interface([
  `function proposeAccreditation(${ACCREDITATION} accreditation) returns (uint256 proposal)`,
  'function proposeReinstatement(bytes32 department) returns (uint256 proposal)',
  'function proposeSuspension(bytes32 department) returns (uint256 proposal)',
  'function proposeKeyEnd(bytes32 department, bytes32 thumbprint) returns (uint256 proposal)',
  'function confirm(uint256 proposal)',
  'function endKey(bytes32 thumbprint)',
  'function setAccessCheckpointKey(bytes32 key)',
  'function publishRegistrations(bytes32 registrations)',
  'function logs() view returns (address)',
  'function statusLists() view returns (address)',
  'event Proposed(uint256 indexed proposal, uint8 kind, bytes32 indexed department, bytes data)',
  'event AccountChanged(bytes32 indexed department, address account)',
  'event CheckpointKeyChanged(uint256 indexed log, bytes32 key, uint64 fromSize)',
  'event KeyStarted(bytes32 indexed department, bytes32 indexed thumbprint, bytes32 credentialType, uint64 fromSize, bytes32 x, bytes32 y)',
  'event KeyEnded(bytes32 indexed department, bytes32 indexed thumbprint, uint64 toSize)',
  'event SuspensionChanged(bytes32 indexed department, bool suspended)',
  'event RegistrationsPublished(bytes32 registrations)',
  'error NotOperator(address caller)',
  'error NotDepartment(address caller)',
  'error UnknownProposal(uint256 proposal)',
  'error AlreadyEnacted(uint256 proposal)',
  'error ProposalSuperseded(uint256 proposal)',
  'error AlreadyConfirmed(uint256 proposal, bytes32 department)',
  'error AccountInUse(address account)',
  'error UnknownDepartment(bytes32 department)',
  'error UnknownKey(bytes32 department, bytes32 thumbprint)',
  'error KeyHasEnded(bytes32 department, bytes32 thumbprint)',
]);

export const logsInterface = new Interface([
  'function append(uint256 log, uint64 expectedSize, bytes32[] leaves)',
  'function head(uint256 log) view returns (uint64 size, address owner, bool suspended)',
  'function root(uint256 log) view returns (bytes32)',
  'event OwnerChanged(uint256 indexed log, address owner)',
  'event Appended(uint256 indexed log, uint64 first, bytes32[] leaves)',
  'error NotLogOwner(uint256 log, address caller)',
  'error LogSuspended(uint256 log)',
  'error EmptyBatch(uint256 log)',
  'error WrongSize(uint64 expected, uint64 actual)',
]);

export const statusListsInterface = new Interface([
  'function change(bytes32 department, uint32 list, bytes32 expectedHead, bytes32 listHash, bytes changes)',
  'function head(bytes32 department, uint32 list) view returns (bytes32)',
  'event StatusChanged(bytes32 indexed department, uint32 indexed list, bytes32 listHash, bytes changes)',
  'error NotListOwner(bytes32 department, address caller)',
  'error DepartmentSuspended(bytes32 department)',
  'error WrongHead(bytes32 expected, bytes32 actual)',
  'error MalformedChanges(uint256 length)',
]);

/** All interfaces by the name of the register. */
export const interfaces = {
  Issuers: issuersInterface,
  CommitmentLogs: logsInterface,
  StatusLists: statusListsInterface,
} as const;
