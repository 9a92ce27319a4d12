// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitmentLogs} from "../../../contracts/CommitmentLogs.sol";
import {ICommitmentLogs} from "../../../contracts/ICommitmentLogs.sol";
import {Checked} from "./Vm.sol";

/// @dev The tree of RFC 9162 written a second way: recursively, over all leaves.
library Rfc9162 {
    function root(bytes32[] memory leaves, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to == from) return sha256("");
        if (to - from == 1) return leaves[from];
        uint256 split = 1;
        while (split * 2 < to - from) split *= 2;
        return sha256(abi.encodePacked(bytes1(0x01), root(leaves, from, from + split), root(leaves, from + split, to)));
    }
}

contract CommitmentLogsTest is Checked {
    uint256 private constant LOG = 7;
    address private constant OWNER = address(0xA11CE);

    function open() private returns (CommitmentLogs logs) {
        logs = new CommitmentLogs(address(this));
        logs.setOwner(LOG, OWNER);
    }

    function leavesOf(uint256 seed, uint256 count) private pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](count);
        for (uint256 index; index < count; ++index) leaves[index] = keccak256(abi.encode(seed, index));
    }

    function slice(bytes32[] memory all, uint256 from, uint256 to) private pure returns (bytes32[] memory part) {
        part = new bytes32[](to - from);
        for (uint256 index = from; index < to; ++index) part[index - from] = all[index];
    }

    function testFuzz_the_root_is_that_of_the_whole_tree_however_the_leaves_are_split(
        uint256 seed,
        uint8 first,
        uint8 second,
        uint8 third
    ) external {
        CommitmentLogs logs = open();
        uint256[3] memory counts = [uint256(first % 64) + 1, uint256(second % 64) + 1, uint256(third % 64) + 1];
        bytes32[] memory all = leavesOf(seed, counts[0] + counts[1] + counts[2]);
        uint256 size;
        for (uint256 batch; batch < 3; ++batch) {
            vm.prank(OWNER);
            logs.append(LOG, uint64(size), slice(all, size, size + counts[batch]));
            size += counts[batch];
            check(logs.root(LOG) == Rfc9162.root(all, 0, size), "the root is another tree's");
        }
    }

    function testFuzz_only_the_owner_appends(address caller, uint256 seed) external {
        vm.assume(caller != OWNER);
        CommitmentLogs logs = open();
        vm.expectRevert(abi.encodeWithSelector(ICommitmentLogs.NotLogOwner.selector, LOG, caller));
        vm.prank(caller);
        logs.append(LOG, 0, leavesOf(seed, 1));
    }

    function testFuzz_a_batch_lands_at_the_end_alone_and_once(uint64 expected, uint8 count) external {
        CommitmentLogs logs = open();
        uint256 size = uint256(count % 32) + 1;
        vm.assume(expected != size);
        vm.prank(OWNER);
        logs.append(LOG, 0, leavesOf(1, size));
        vm.expectRevert(abi.encodeWithSelector(ICommitmentLogs.WrongSize.selector, expected, uint64(size)));
        vm.prank(OWNER);
        logs.append(LOG, expected, leavesOf(2, 3));
    }

    function test_a_suspended_log_takes_nothing_until_it_is_reinstated() external {
        CommitmentLogs logs = open();
        logs.setSuspended(LOG, true);
        vm.expectRevert(abi.encodeWithSelector(ICommitmentLogs.LogSuspended.selector, LOG));
        vm.prank(OWNER);
        logs.append(LOG, 0, leavesOf(1, 1));
        logs.setSuspended(LOG, false);
        vm.prank(OWNER);
        logs.append(LOG, 0, leavesOf(1, 1));
    }

    function testFuzz_only_the_registrar_opens_and_suspends(address caller) external {
        vm.assume(caller != address(this));
        CommitmentLogs logs = open();
        vm.expectRevert(abi.encodeWithSelector(ICommitmentLogs.NotRegistrar.selector, caller));
        vm.prank(caller);
        logs.setOwner(LOG, caller);
        vm.expectRevert(abi.encodeWithSelector(ICommitmentLogs.NotRegistrar.selector, caller));
        vm.prank(caller);
        logs.setSuspended(LOG, true);
    }
}

/// @dev Plays everybody against one log: its owner, strangers, repeated and misplaced batches, suspensions.
contract LogPlayer is Checked {
    uint256 public constant LOG = 9;
    address public constant OWNER = address(0xB0B);
    CommitmentLogs public immutable logs = new CommitmentLogs(address(this));
    bytes32[] public landed;
    bool public isSuspended;
    bool public sawShrink;

    constructor() {
        logs.setOwner(LOG, OWNER);
    }

    function append(uint8 count, bool asOwner, int8 offset, uint256 seed) external {
        (uint64 before, , ) = logs.head(LOG);
        bytes32[] memory leaves = new bytes32[](count % 9);
        for (uint256 index; index < leaves.length; ++index) leaves[index] = keccak256(abi.encode(seed, index));
        uint64 expected = offset < 0 ? before : before + uint64(uint8(offset) % 3);
        vm.prank(asOwner ? OWNER : address(0xBAD));
        try logs.append(LOG, expected, leaves) {
            for (uint256 index; index < leaves.length; ++index) landed.push(leaves[index]);
            check(asOwner && !isSuspended && expected == before && leaves.length > 0, "something landed that should not");
        } catch {}
        (uint64 size, , ) = logs.head(LOG);
        if (size < before) sawShrink = true;
    }

    function suspend(bool suspended) external {
        logs.setSuspended(LOG, suspended);
        isSuspended = suspended;
    }

    function all() external view returns (bytes32[] memory) {
        return landed;
    }
}

contract CommitmentLogsInvariants is Checked {
    LogPlayer private player;

    function setUp() external {
        player = new LogPlayer();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(player);
    }

    function invariant_the_log_holds_what_landed_and_nothing_else() external view {
        bytes32[] memory all = player.all();
        (uint64 size, , ) = player.logs().head(player.LOG());
        check(size == all.length, "the size is not that of what landed");
        check(player.logs().root(player.LOG()) == Rfc9162.root(all, 0, all.length), "the root is another tree's");
        check(!player.sawShrink(), "the log shrank");
    }
}
