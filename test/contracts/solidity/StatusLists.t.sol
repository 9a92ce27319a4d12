// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStatusLists} from "../../../contracts/IStatusLists.sol";
import {StatusLists} from "../../../contracts/StatusLists.sol";
import {Checked} from "./Vm.sol";

contract StatusListsTest is Checked {
    bytes32 private constant DEPARTMENT = "PSB";
    address private constant OWNER = address(0xCAFE);

    function open() private returns (StatusLists lists) {
        lists = new StatusLists(address(this));
        lists.setOwner(DEPARTMENT, OWNER);
    }

    function testFuzz_a_head_chains_the_former_head_the_list_and_the_changes(
        uint32 list,
        bytes32 listHash,
        bytes3 one,
        bytes3 other
    ) external {
        StatusLists lists = open();
        bytes memory changes = abi.encodePacked(one, other);
        vm.prank(OWNER);
        lists.change(DEPARTMENT, list, 0, listHash, changes);
        bytes32 head = sha256(abi.encodePacked(bytes32(0), listHash, changes));
        check(lists.head(DEPARTMENT, list) == head, "the head is another");
        vm.expectRevert(abi.encodeWithSelector(IStatusLists.WrongHead.selector, bytes32(0), head));
        vm.prank(OWNER);
        lists.change(DEPARTMENT, list, 0, listHash, changes);
    }

    function testFuzz_only_the_owner_changes_a_list(address caller, bytes3 change) external {
        vm.assume(caller != OWNER);
        StatusLists lists = open();
        vm.expectRevert(abi.encodeWithSelector(IStatusLists.NotListOwner.selector, DEPARTMENT, caller));
        vm.prank(caller);
        lists.change(DEPARTMENT, 1, 0, 0, abi.encodePacked(change));
    }

    function testFuzz_changes_come_in_groups_of_three_bytes(bytes calldata changes) external {
        vm.assume(changes.length == 0 || changes.length % 3 != 0);
        StatusLists lists = open();
        vm.expectRevert(abi.encodeWithSelector(IStatusLists.MalformedChanges.selector, changes.length));
        vm.prank(OWNER);
        lists.change(DEPARTMENT, 1, 0, 0, changes);
    }
}
