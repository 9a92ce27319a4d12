// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Append-only logs of salted commitments
/// @notice Every log is the Merkle tree of RFC 9162 section 2.1 over SHA-256, computed by this register itself: that
/// a log only grows is enforced here and not promised by whoever writes it. Leaf hashes are in the events, so that
/// anyone rebuilds every log from the ledger alone. Nothing personal may be passed in: a leaf is the hash of an entry
/// that holds a salted commitment.
interface ICommitmentLogs {
    /// @notice A log was opened, or was given a new owner.
    event OwnerChanged(uint256 indexed log, address owner);

    /// @notice A log was suspended or reinstated.
    event SuspensionChanged(uint256 indexed log, bool suspended);

    /// @notice `leaves` now stand at the places `first`, `first + 1`, … of the log.
    event Appended(uint256 indexed log, uint64 first, bytes32[] leaves);

    /// @notice Only the register of issuers opens, suspends and transfers logs.
    error NotRegistrar(address caller);

    /// @notice Only the log's owner appends.
    error NotLogOwner(uint256 log, address caller);

    /// @notice The log is suspended.
    error LogSuspended(uint256 log);

    /// @notice A batch holds at least one leaf.
    error EmptyBatch(uint256 log);

    /// @notice The log has another size than the batch was made for: it landed before, or another one did.
    error WrongSize(uint64 expected, uint64 actual);

    /// @notice Opens a log or gives it a new owner.
    function setOwner(uint256 log, address owner) external;

    /// @notice Stops and allows appending.
    function setSuspended(uint256 log, bool suspended) external;

    /// @notice Appends leaf hashes at the end of a log of exactly `expectedSize` leaves, so that a batch sent twice
    /// lands once.
    function append(uint256 log, uint64 expectedSize, bytes32[] calldata leaves) external;

    /// @notice Size, owner and state of a log; all zero for a log that was never opened.
    function head(uint256 log) external view returns (uint64 size, address owner, bool suspended);

    /// @notice Root of the log as it stands; SHA-256 of nothing while it is empty.
    function root(uint256 log) external view returns (bytes32);
}
