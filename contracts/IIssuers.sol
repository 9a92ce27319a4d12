// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Which department may sign what, since which place in its log
/// @notice The operator proposes, departments confirm, so that the operator alone accredits nobody. Time is a place: a
/// key starts and ends at a size of its department's log, and a credential holds if its leaf index lies in
/// [fromSize, toSize) of its key and type, so that a stolen key can't back-date and no clock is needed.
/// @dev The rules, on every ledger:
/// 1. An accreditation (also of new keys, another account, another checkpoint key) and a reinstatement take effect once
///    the department itself and one other have confirmed; a suspension and the end of a key once one other has. A
///    department ends a key of its own alone, also while it is suspended.
/// 2. An accredited department, suspended or not, confirms for itself with its present account. One that is yet to be
///    accredited does with the account that this very proposal names, unless a later proposal named another.
/// 3. Another department confirms with its present account if it is accredited and not suspended. While no department
///    is accredited, every other one that is proposed may confirm, with the account that its last proposal names.
/// 4. A confirmation is an account's and counts only while that account could give it again. While one doesn't count,
///    another may take its place. A proposal takes effect with the confirmation after which all that it needs count.
/// 5. A proposal is about its department as it stood: once another takes effect for that department it is superseded
///    and can't be confirmed any more. The end of a key alone neither supersedes nor is superseded, since it is final.
/// 6. From the first proposal that names it an account stands for one department for ever, and never for the operator.
interface IIssuers {
    /// @notice What the operator proposes and the departments confirm.
    enum ProposalKind {
        Accredit,
        Reinstate,
        Suspend,
        EndKey
    }

    /// @notice A credential-signing key (P-256): the RFC 7638 thumbprint that credentials name, its coordinates and
    /// the credential types that it may sign, each as its identifier in ASCII.
    struct Key {
        bytes32 thumbprint;
        bytes32 x;
        bytes32 y;
        bytes32[] types;
    }

    /// @notice What an accreditation grants: the account that writes for the department, the Ed25519 key of its log's
    /// checkpoints and keys to be added. Repeating a key with a further type adds the type.
    struct Accreditation {
        bytes32 department;
        address account;
        bytes32 checkpointKey;
        Key[] keys;
    }

    /// @notice The operator proposed something; `data` is the ABI encoding of its payload.
    event Proposed(uint256 indexed proposal, ProposalKind kind, bytes32 indexed department, bytes data);
    /// @notice A department confirmed a proposal.
    event Confirmed(uint256 indexed proposal, bytes32 indexed department);
    /// @notice A proposal took effect.
    event Enacted(uint256 indexed proposal);
    /// @notice The account that writes for a department changed.
    event AccountChanged(bytes32 indexed department, address account);
    /// @notice The key that signs a log's checkpoints changed, from this size of the log on.
    event CheckpointKeyChanged(uint256 indexed log, bytes32 key, uint64 fromSize);
    /// @notice A key may sign a type from this size of the department's log on.
    event KeyStarted(bytes32 indexed department, bytes32 indexed thumbprint, bytes32 credentialType, uint64 fromSize, bytes32 x, bytes32 y);
    /// @notice A key signs nothing from this size of the department's log on.
    event KeyEnded(bytes32 indexed department, bytes32 indexed thumbprint, uint64 toSize);
    /// @notice A department was suspended or reinstated.
    event SuspensionChanged(bytes32 indexed department, bool suspended);
    /// @notice The operator published which fields are registered for which client and matter (SHA-256 of the list).
    event RegistrationsPublished(bytes32 registrations);

    /// @notice Only the operator proposes.
    error NotOperator(address caller);
    /// @notice Only the account of a department that may confirm this, or end this key, does so.
    error NotDepartment(address caller);
    /// @notice There is no proposal of that number.
    error UnknownProposal(uint256 proposal);
    /// @notice The proposal has taken effect.
    error AlreadyEnacted(uint256 proposal);
    /// @notice Something else took effect for the department since this was proposed.
    error ProposalSuperseded(uint256 proposal);
    /// @notice That side has confirmed the proposal, and its confirmation counts.
    error AlreadyConfirmed(uint256 proposal, bytes32 department);
    /// @notice The account is the operator's, another department's, or none.
    error AccountInUse(address account);
    /// @notice The department is not accredited, or its name is reserved.
    error UnknownDepartment(bytes32 department);
    /// @notice The department never had that key.
    error UnknownKey(bytes32 department, bytes32 thumbprint);
    /// @notice The key has ended and can't start again.
    error KeyHasEnded(bytes32 department, bytes32 thumbprint);

    /// @notice Takes effect once the department itself and one other confirm.
    function proposeAccreditation(Accreditation calldata accreditation) external returns (uint256 proposal);
    /// @notice Takes effect once the department itself and one other confirm; answers the present suspension only.
    function proposeReinstatement(bytes32 department) external returns (uint256 proposal);
    /// @notice Takes effect once one other department confirms.
    function proposeSuspension(bytes32 department) external returns (uint256 proposal);
    /// @notice Takes effect once one other department confirms.
    function proposeKeyEnd(bytes32 department, bytes32 thumbprint) external returns (uint256 proposal);
    /// @notice Confirms for the department that the caller stands for; the last confirmation needed enacts the proposal.
    function confirm(uint256 proposal) external;
    /// @notice A department ends its own key, at once and alone.
    function endKey(bytes32 thumbprint) external;
    /// @notice The operator changes the key that signs the access log's checkpoints.
    function setAccessCheckpointKey(bytes32 key) external;
    /// @notice Publishes the hash of the list of registered fields.
    function publishRegistrations(bytes32 registrations) external;

    /// @notice The account that proposes and that owns the access log.
    function operator() external view returns (address);
    /// @notice The register of commitment logs that obeys this one.
    function logs() external view returns (address);
    /// @notice The register of status lists that obeys this one.
    function statusLists() external view returns (address);
    /// @notice Account and state of a department; `account` is only proposed while it isn't accredited.
    function department(bytes32 code) external view returns (address account, bool accredited, bool suspended);
    /// @notice The places [fromSize, toSize) at which the key may have signed the type; toSize is the largest uint64
    /// while it still may, both are 0 where it never could.
    function accreditation(bytes32 code, bytes32 thumbprint, bytes32 credentialType) external view returns (uint64 fromSize, uint64 toSize);
}
