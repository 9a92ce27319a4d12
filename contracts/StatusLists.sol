// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStatusLists} from "./IStatusLists.sol";

/// @title The heads of the published status lists; see IStatusLists for what it guarantees
contract StatusLists is IStatusLists {
    // One slot, so that a change reads it once.
    struct Owner {
        address account;
        bool suspended;
    }

    uint256 private constant _BYTES_A_CHANGE = 3;

    address private immutable _registrar;
    mapping(bytes32 department => Owner) private _owners;
    mapping(bytes32 department => mapping(uint32 list => bytes32)) private _heads;

    constructor(address registrar) {
        _registrar = registrar;
    }

    modifier onlyRegistrar() {
        if (msg.sender != _registrar) revert NotRegistrar(msg.sender);
        _;
    }

    /// @inheritdoc IStatusLists
    function setOwner(bytes32 department, address account) external onlyRegistrar {
        _owners[department].account = account;
        emit OwnerChanged(department, account);
    }

    /// @inheritdoc IStatusLists
    function setSuspended(bytes32 department, bool suspended) external onlyRegistrar {
        _owners[department].suspended = suspended;
        emit SuspensionChanged(department, suspended);
    }

    /// @inheritdoc IStatusLists
    function change(
        bytes32 department,
        uint32 list,
        bytes32 expectedHead,
        bytes32 listHash,
        bytes calldata changes
    ) external {
        Owner storage writer = _owners[department];
        if (writer.account != msg.sender) revert NotListOwner(department, msg.sender);
        if (writer.suspended) revert DepartmentSuspended(department);
        if (changes.length == 0 || changes.length % _BYTES_A_CHANGE != 0) revert MalformedChanges(changes.length);
        bytes32 actual = _heads[department][list];
        if (actual != expectedHead) revert WrongHead(expectedHead, actual);

        _heads[department][list] = sha256(abi.encodePacked(actual, listHash, changes));
        emit StatusChanged(department, list, listHash, changes);
    }

    /// @inheritdoc IStatusLists
    function head(bytes32 department, uint32 list) external view returns (bytes32) {
        return _heads[department][list];
    }

    /// @inheritdoc IStatusLists
    function owner(bytes32 department) external view returns (address account, bool suspended) {
        Owner storage current = _owners[department];
        return (current.account, current.suspended);
    }
}
