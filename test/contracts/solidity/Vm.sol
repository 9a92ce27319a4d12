// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What these tests ask of the test runner
interface Vm {
    function prank(address caller) external;
    function expectRevert(bytes calldata data) external;
    function expectRevert() external;
    function assume(bool condition) external pure;
}

/// @title A test with the runner at hand
abstract contract Checked {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function check(bool holds, string memory sentence) internal pure {
        require(holds, sentence);
    }
}
