// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIssuers} from "../../../contracts/IIssuers.sol";
import {Issuers} from "../../../contracts/Issuers.sol";
import {Checked} from "./Vm.sol";

/// @dev An operator that tries everything with accounts of its own, once two real departments stand.
contract Operator is Checked {
    Issuers public immutable issuers;
    address public constant FIRST = address(0x1001);
    address public constant SECOND = address(0x1002);
    uint256 private _proposals;

    constructor() {
        issuers = new Issuers(address(this), bytes32(uint256(1)));
        uint256 one = _propose("ONE", FIRST, "key one");
        uint256 two = _propose("TWO", SECOND, "key two");
        _confirm(FIRST, one);
        _confirm(SECOND, one);
        _confirm(SECOND, two);
        _confirm(FIRST, two);
    }

    function propose(uint8 name, uint8 account, uint8 key) external {
        try this.proposeAs(_nameOf(name), _accountOf(account), keccak256(abi.encode(key))) {} catch {}
    }

    function proposeAs(bytes32 code, address account, bytes32 key) external {
        _propose(code, account, key);
    }

    function proposeOther(uint8 kind, uint8 name) external {
        bytes32 code = _nameOf(name);
        if (kind % 3 == 0) try issuers.proposeSuspension(code) { ++_proposals; } catch {}
        if (kind % 3 == 1) try issuers.proposeReinstatement(code) { ++_proposals; } catch {}
        if (kind % 3 == 2) try issuers.proposeKeyEnd(code, "key one") { ++_proposals; } catch {}
    }

    function confirm(uint8 account, uint256 proposal) external {
        address caller = account % 5 == 0 ? address(this) : _accountOf(account);
        vm.prank(caller);
        try issuers.confirm(proposal % (_proposals + 1)) {} catch {}
    }

    function endKey(uint8 account, uint8 key) external {
        vm.prank(_accountOf(account));
        try issuers.endKey(key % 2 == 0 ? bytes32("key one") : bytes32("key two")) {} catch {}
    }

    /// @dev Accounts that the operator holds: never those of the real departments.
    function _accountOf(uint8 account) internal pure virtual returns (address) {
        return address(uint160(0x9000 + (account % 7)));
    }

    function _nameOf(uint8 name) private pure returns (bytes32) {
        bytes32[6] memory names = [bytes32("ONE"), "TWO", "FAKE", "SHAM", "access", ""];
        return names[name % 6];
    }

    function _propose(bytes32 code, address account, bytes32 key) internal returns (uint256 proposal) {
        IIssuers.Key[] memory keys = new IIssuers.Key[](1);
        bytes32[] memory types = new bytes32[](1);
        types[0] = "resident-identity-card";
        keys[0] = IIssuers.Key({thumbprint: key, x: key, y: key, types: types});
        proposal = issuers.proposeAccreditation(IIssuers.Accreditation(code, account, key, keys));
        ++_proposals;
    }

    function _confirm(address account, uint256 proposal) internal {
        vm.prank(account);
        issuers.confirm(proposal);
    }
}

/// @dev The same operator with the second department as its accomplice and with the account that the first one has left,
/// which had confirmed a key of the operator's while it was the department's own.
contract Accomplices is Operator {
    address public constant PRESENT = address(0x1003);

    constructor() {
        _confirm(FIRST, _propose("ONE", FIRST, "evil key"));
        uint256 replacement = _propose("ONE", PRESENT, "key one");
        _confirm(FIRST, replacement);
        _confirm(SECOND, replacement);
    }

    function _accountOf(uint8 account) internal pure override returns (address) {
        if (account % 7 == 5) return FIRST;
        return account % 7 == 6 ? SECOND : super._accountOf(account);
    }
}

contract AccomplicesInvariants is Checked {
    Accomplices private accomplices;

    function setUp() external {
        accomplices = new Accomplices();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(accomplices);
    }

    function invariant_a_department_keeps_its_account_and_keys_whatever_its_former_account_confirmed() external view {
        Issuers issuers = accomplices.issuers();
        (address present, , ) = issuers.department("ONE");
        check(present == accomplices.PRESENT(), "a former account came back");
        (, uint64 toSize) = issuers.accreditation("ONE", "evil key", "resident-identity-card");
        check(toSize == 0, "a key that only a former account confirmed");
    }
}

contract IssuersInvariants is Checked {
    Operator private operator;

    function setUp() external {
        operator = new Operator();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(operator);
    }

    function invariant_the_operator_alone_accredits_changes_suspends_and_ends_nobody() external view {
        Issuers issuers = operator.issuers();
        _checkReal(issuers, "ONE", operator.FIRST(), "key one");
        _checkReal(issuers, "TWO", operator.SECOND(), "key two");
        bytes32[3] memory invented = [bytes32("FAKE"), "SHAM", "access"];
        for (uint256 index; index < 3; ++index) {
            (, bool accredited, ) = issuers.department(invented[index]);
            check(!accredited, "the operator made itself a department");
        }
    }

    function _checkReal(Issuers issuers, bytes32 code, address account, bytes32 key) private view {
        (address present, bool accredited, bool suspended) = issuers.department(code);
        check(present == account && accredited && !suspended, "the operator changed a department");
        (, uint64 toSize) = issuers.accreditation(code, key, "resident-identity-card");
        check(toSize == type(uint64).max, "the operator ended a key");
    }
}
