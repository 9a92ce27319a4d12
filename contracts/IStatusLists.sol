// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Heads of the published status lists
/// @notice Every list (Token Status List, 2 bits an entry, 2^17 entries) of a department is a chain of changes:
/// head' = SHA-256(head ‖ list hash ‖ changes), where the list hash is SHA-256 of the uncompressed bits after the
/// changes. Changes are in the events, so that anyone rebuilds every list from the ledger alone.
interface IStatusLists {
    /// @notice The account that writes a department's lists changed.
    event OwnerChanged(bytes32 indexed department, address owner);
    /// @notice A department's lists were suspended or reinstated.
    event SuspensionChanged(bytes32 indexed department, bool suspended);
    /// @notice Entries of a list changed. `changes` holds three bytes a change, big-endian: a 22-bit index whose upper
    /// five bits are zero, then the 2-bit new value.
    event StatusChanged(bytes32 indexed department, uint32 indexed list, bytes32 listHash, bytes changes);

    /// @notice Only the register of issuers opens, suspends and transfers lists.
    error NotRegistrar(address caller);
    /// @notice Only the department's account changes its lists.
    error NotListOwner(bytes32 department, address caller);
    /// @notice The department is suspended.
    error DepartmentSuspended(bytes32 department);
    /// @notice The list has another head than the changes were made for: they landed before, or others did.
    error WrongHead(bytes32 expected, bytes32 actual);
    /// @notice Changes are a positive number of three-byte groups.
    error MalformedChanges(uint256 length);

    /// @notice Gives a department's lists an account that writes them.
    function setOwner(bytes32 department, address owner) external;
    /// @notice Stops and allows changes.
    function setSuspended(bytes32 department, bool suspended) external;
    /// @notice Records changes of one list whose head is `expectedHead`, so that changes sent twice land once. The
    /// head of a list without changes is zero.
    function change(bytes32 department, uint32 list, bytes32 expectedHead, bytes32 listHash, bytes calldata changes) external;
    /// @notice Head of a list; zero while nothing changed.
    function head(bytes32 department, uint32 list) external view returns (bytes32);
    /// @notice Account and state of a department's lists.
    function owner(bytes32 department) external view returns (address account, bool suspended);
}
