// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICommitmentLogs} from "./ICommitmentLogs.sol";

/// @title The register of commitment logs; see ICommitmentLogs for what it guarantees
contract CommitmentLogs is ICommitmentLogs {
    // One slot, so that an append reads and writes it once.
    struct Head {
        uint64 size;
        address owner;
        bool suspended;
    }

    uint256 private constant _LEVELS = 64;

    address private immutable _registrar;
    mapping(uint256 log => Head) private _heads;
    // The root of the complete subtree of 2^level leaves, wherever that bit of the size is set.
    mapping(uint256 log => mapping(uint256 level => bytes32)) private _peaks;

    constructor(address registrar) {
        _registrar = registrar;
    }

    modifier onlyRegistrar() {
        if (msg.sender != _registrar) revert NotRegistrar(msg.sender);
        _;
    }

    /// @inheritdoc ICommitmentLogs
    function setOwner(uint256 log, address owner) external onlyRegistrar {
        _heads[log].owner = owner;
        emit OwnerChanged(log, owner);
    }

    /// @inheritdoc ICommitmentLogs
    function setSuspended(uint256 log, bool suspended) external onlyRegistrar {
        _heads[log].suspended = suspended;
        emit SuspensionChanged(log, suspended);
    }

    /// @inheritdoc ICommitmentLogs
    function append(uint256 log, uint64 expectedSize, bytes32[] calldata leaves) external {
        Head storage current = _heads[log];
        uint64 size = current.size;
        if (current.owner != msg.sender) revert NotLogOwner(log, msg.sender);
        if (current.suspended) revert LogSuspended(log);
        if (expectedSize != size) revert WrongSize(expectedSize, size);
        if (leaves.length == 0) revert EmptyBatch(log);

        current.size = size + uint64(leaves.length);
        emit Appended(log, size, leaves);
        _grow(_peaks[log], size, leaves);
    }

    /// @inheritdoc ICommitmentLogs
    function head(uint256 log) external view returns (uint64 size, address owner, bool suspended) {
        Head storage current = _heads[log];
        return (current.size, current.owner, current.suspended);
    }

    /// @inheritdoc ICommitmentLogs
    function root(uint256 log) external view returns (bytes32 result) {
        uint256 size = _heads[log].size;
        if (size == 0) return sha256("");
        bool started;
        for (uint256 level; level < _LEVELS; ++level) {
            if ((size >> level) & 1 == 0) continue;
            bytes32 peak = _peaks[log][level];
            result = started ? sha256(abi.encodePacked(bytes1(0x01), peak, result)) : peak;
            started = true;
        }
    }

    /// @dev Hashes the batch level by level, in place. At each level the row of nodes is: the stored peak, where the
    /// level's left sibling is on record, then the nodes made from the batch. A node left over at the right end is
    /// the level's new peak; the pairs become the next level's row.
    function _grow(mapping(uint256 level => bytes32) storage peaks, uint256 first, bytes32[] calldata leaves) private {
        uint256 count = leaves.length;
        uint256 row = _copyToMemory(leaves);
        for (uint256 level; count != 0; ++level) {
            if ((first >> level) & 1 == 1) {
                bytes32 peak = peaks[level];
                assembly ("memory-safe") {
                    row := sub(row, 0x20)
                    mstore(row, peak)
                }
                ++count;
            }
            if (count & 1 == 1) {
                bytes32 last;
                assembly ("memory-safe") {
                    last := mload(add(row, shl(5, sub(count, 1))))
                }
                peaks[level] = last;
            }
            count >>= 1;
            _hashPairs(row, count);
        }
    }

    /// @dev Copies the leaves behind room for one stored peak a level and for the prefix byte of the first pair.
    function _copyToMemory(bytes32[] calldata leaves) private pure returns (uint256 row) {
        assembly ("memory-safe") {
            row := add(mload(0x40), 0x820) // (64 levels + 1) words
            calldatacopy(row, leaves.offset, shl(5, leaves.length))
            mstore(0x40, add(row, shl(5, leaves.length)))
        }
    }

    /// @dev Replaces `count` pairs of nodes at `row` by their parents SHA-256(0x01 ‖ left ‖ right). The prefix is
    /// written into the byte before each pair: that byte belongs to a node already hashed, or to the reserved room.
    function _hashPairs(uint256 row, uint256 count) private view {
        assembly ("memory-safe") {
            let parent := row
            for { let pair := row let end := add(row, shl(6, count)) } lt(pair, end) { pair := add(pair, 0x40) } {
                mstore8(sub(pair, 1), 1)
                if iszero(staticcall(gas(), 2, sub(pair, 1), 65, parent, 32)) { revert(0, 0) }
                parent := add(parent, 0x20)
            }
        }
    }
}
