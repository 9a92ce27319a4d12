// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitmentLogs} from "./CommitmentLogs.sol";
import {ICommitmentLogs} from "./ICommitmentLogs.sol";
import {IIssuers} from "./IIssuers.sol";
import {IStatusLists} from "./IStatusLists.sol";
import {StatusLists} from "./StatusLists.sol";

/// @title The register of issuers; see IIssuers for what it guarantees
contract Issuers is IIssuers {
    struct Department {
        address account;
        bool accredited;
        bool suspended;
        // How many proposals have taken effect for it, those that end a key aside.
        uint64 version;
    }

    struct Proposal {
        ProposalKind kind;
        bool enacted;
        // The department's version when this was proposed.
        uint64 version;
        bytes32 department;
        // The account that an accreditation grants; zero for other kinds.
        address account;
        // The accounts that confirmed, not their departments: a confirmation lasts as long as its account speaks.
        address confirmedByItself;
        address confirmedByAnother;
        bytes payload;
    }

    // The places at which a key may sign a type, shifted by one so that zero means never started.
    struct Term {
        uint64 start;
        uint64 end;
    }

    bytes32 private constant _ACCESS_LOG = "access";

    address private immutable _operator;
    ICommitmentLogs private immutable _logs;
    IStatusLists private immutable _statusLists;

    uint256 private _accreditedCount;
    Proposal[] private _proposals;
    mapping(bytes32 code => Department) private _departments;
    // The department that an account stands for, proposed or accredited.
    mapping(address account => bytes32 code) private _departmentOf;
    mapping(bytes32 code => mapping(bytes32 thumbprint => bytes32[] types)) private _typesOf;
    mapping(bytes32 code => mapping(bytes32 thumbprint => mapping(bytes32 credentialType => Term))) private _terms;
    mapping(bytes32 code => mapping(bytes32 thumbprint => bool)) private _ended;

    constructor(address operator_, bytes32 accessCheckpointKey) {
        _operator = operator_;
        _logs = new CommitmentLogs(address(this));
        _statusLists = new StatusLists(address(this));
        _logs.setOwner(uint256(_ACCESS_LOG), operator_);
        emit CheckpointKeyChanged(uint256(_ACCESS_LOG), accessCheckpointKey, 0);
    }

    modifier onlyOperator() {
        if (msg.sender != _operator) revert NotOperator(msg.sender);
        _;
    }

    /// @inheritdoc IIssuers
    function proposeAccreditation(Accreditation calldata accreditation_) external onlyOperator returns (uint256) {
        bytes32 code = accreditation_.department;
        _reserve(accreditation_.account, code);
        if (!_departments[code].accredited) _departments[code].account = accreditation_.account;
        return _propose(ProposalKind.Accredit, code, accreditation_.account, abi.encode(accreditation_));
    }

    /// @inheritdoc IIssuers
    function proposeReinstatement(bytes32 code) external onlyOperator returns (uint256) {
        _requireAccredited(code);
        return _propose(ProposalKind.Reinstate, code, address(0), "");
    }

    /// @inheritdoc IIssuers
    function proposeSuspension(bytes32 code) external onlyOperator returns (uint256) {
        _requireAccredited(code);
        return _propose(ProposalKind.Suspend, code, address(0), "");
    }

    /// @inheritdoc IIssuers
    function proposeKeyEnd(bytes32 code, bytes32 thumbprint) external onlyOperator returns (uint256) {
        _requireLiveKey(code, thumbprint);
        return _propose(ProposalKind.EndKey, code, address(0), abi.encode(thumbprint));
    }

    /// @inheritdoc IIssuers
    function confirm(uint256 proposal) external {
        if (proposal >= _proposals.length) revert UnknownProposal(proposal);
        Proposal storage current = _proposals[proposal];
        if (current.enacted) revert AlreadyEnacted(proposal);
        if (_isSuperseded(current)) revert ProposalSuperseded(proposal);
        bytes32 code = _departmentOf[msg.sender];
        if (_mayConfirmItself(current, msg.sender)) {
            if (_mayConfirmItself(current, current.confirmedByItself)) revert AlreadyConfirmed(proposal, code);
            current.confirmedByItself = msg.sender;
        } else {
            if (!_mayConfirmAnother(current, msg.sender)) revert NotDepartment(msg.sender);
            if (_mayConfirmAnother(current, current.confirmedByAnother)) revert AlreadyConfirmed(proposal, code);
            current.confirmedByAnother = msg.sender;
        }
        emit Confirmed(proposal, code);
        if (_isCarried(current)) _enact(proposal, current);
    }

    /// @inheritdoc IIssuers
    function endKey(bytes32 thumbprint) external {
        bytes32 code = _departmentOf[msg.sender];
        if (code == 0 || _departments[code].account != msg.sender) revert NotDepartment(msg.sender);
        _endKey(code, thumbprint);
    }

    /// @inheritdoc IIssuers
    function setAccessCheckpointKey(bytes32 key) external onlyOperator {
        emit CheckpointKeyChanged(uint256(_ACCESS_LOG), key, _sizeOf(_ACCESS_LOG));
    }

    /// @inheritdoc IIssuers
    function publishRegistrations(bytes32 registrations) external onlyOperator {
        emit RegistrationsPublished(registrations);
    }

    /// @inheritdoc IIssuers
    function operator() external view returns (address) {
        return _operator;
    }

    /// @inheritdoc IIssuers
    function logs() external view returns (address) {
        return address(_logs);
    }

    /// @inheritdoc IIssuers
    function statusLists() external view returns (address) {
        return address(_statusLists);
    }

    /// @inheritdoc IIssuers
    function department(bytes32 code) external view returns (address account, bool accredited, bool suspended) {
        Department storage current = _departments[code];
        return (current.account, current.accredited, current.suspended);
    }

    /// @inheritdoc IIssuers
    function accreditation(
        bytes32 code,
        bytes32 thumbprint,
        bytes32 credentialType
    ) external view returns (uint64 fromSize, uint64 toSize) {
        Term storage term = _terms[code][thumbprint][credentialType];
        return term.start == 0 ? (0, 0) : (term.start - 1, term.end);
    }

    function _propose(
        ProposalKind kind,
        bytes32 code,
        address account,
        bytes memory payload
    ) private returns (uint256 proposal) {
        proposal = _proposals.length;
        Proposal storage current = _proposals.push();
        current.kind = kind;
        current.version = _departments[code].version;
        current.department = code;
        current.account = account;
        current.payload = payload;
        emit Proposed(proposal, kind, code, payload);
    }

    /// @dev One account stands for one department, ever: whoever holds it can't be two departments at once.
    function _reserve(address account, bytes32 code) private {
        if (code == 0 || code == _ACCESS_LOG) revert UnknownDepartment(code);
        bytes32 holder = _departmentOf[account];
        if (account == address(0) || account == _operator || (holder != 0 && holder != code))
            revert AccountInUse(account);
        _departmentOf[account] = code;
    }

    /// @dev Or what was confirmed for one occasion would serve another, such as a reinstatement the next suspension.
    function _isSuperseded(Proposal storage current) private view returns (bool) {
        return current.kind != ProposalKind.EndKey && current.version != _departments[current.department].version;
    }

    /// @dev Whether the account speaks for the proposal's own department: the present account of an accredited one;
    /// of one that is yet to be accredited the account that this very proposal names, unless a later one named another.
    function _mayConfirmItself(Proposal storage current, address account) private view returns (bool) {
        Department storage own = _departments[current.department];
        return own.account == account && (own.accredited || current.account == account);
    }

    /// @dev Whether the account speaks for another department that may confirm: the present account of an accredited
    /// one that isn't suspended. While nobody is accredited, the first two confirm each other.
    function _mayConfirmAnother(Proposal storage current, address account) private view returns (bool) {
        bytes32 code = _departmentOf[account];
        Department storage other = _departments[code];
        return
            code != 0 &&
            code != current.department &&
            other.account == account &&
            (_accreditedCount == 0 || (other.accredited && !other.suspended));
    }

    /// @dev A confirmation counts only while the account that gave it could give it again.
    function _isCarried(Proposal storage current) private view returns (bool) {
        bool needsItself = current.kind == ProposalKind.Accredit || current.kind == ProposalKind.Reinstate;
        return
            _mayConfirmAnother(current, current.confirmedByAnother) &&
            (!needsItself || _mayConfirmItself(current, current.confirmedByItself));
    }

    function _enact(uint256 proposal, Proposal storage current) private {
        current.enacted = true;
        emit Enacted(proposal);
        bytes32 code = current.department;
        if (current.kind != ProposalKind.EndKey) ++_departments[code].version;
        if (current.kind == ProposalKind.Accredit) _accredit(abi.decode(current.payload, (Accreditation)));
        else if (current.kind == ProposalKind.EndKey) _endKey(code, abi.decode(current.payload, (bytes32)));
        else _setSuspended(code, current.kind == ProposalKind.Suspend);
    }

    function _accredit(Accreditation memory granted) private {
        bytes32 code = granted.department;
        Department storage current = _departments[code];
        if (!current.accredited) {
            current.accredited = true;
            ++_accreditedCount;
        }
        current.account = granted.account;
        _logs.setOwner(uint256(code), granted.account);
        _statusLists.setOwner(code, granted.account);
        emit AccountChanged(code, granted.account);
        uint64 size = _sizeOf(code);
        emit CheckpointKeyChanged(uint256(code), granted.checkpointKey, size);
        for (uint256 index; index < granted.keys.length; ++index) _startKey(code, granted.keys[index], size);
    }

    function _startKey(bytes32 code, Key memory key, uint64 size) private {
        if (_ended[code][key.thumbprint]) revert KeyHasEnded(code, key.thumbprint);
        for (uint256 index; index < key.types.length; ++index) {
            bytes32 credentialType = key.types[index];
            Term storage term = _terms[code][key.thumbprint][credentialType];
            if (term.start != 0) continue;
            term.start = size + 1;
            term.end = type(uint64).max;
            _typesOf[code][key.thumbprint].push(credentialType);
            emit KeyStarted(code, key.thumbprint, credentialType, size, key.x, key.y);
        }
    }

    function _endKey(bytes32 code, bytes32 thumbprint) private {
        _requireLiveKey(code, thumbprint);
        _ended[code][thumbprint] = true;
        uint64 size = _sizeOf(code);
        bytes32[] storage types = _typesOf[code][thumbprint];
        for (uint256 index; index < types.length; ++index) _terms[code][thumbprint][types[index]].end = size;
        emit KeyEnded(code, thumbprint, size);
    }

    function _setSuspended(bytes32 code, bool suspended) private {
        _departments[code].suspended = suspended;
        _logs.setSuspended(uint256(code), suspended);
        _statusLists.setSuspended(code, suspended);
        emit SuspensionChanged(code, suspended);
    }

    function _requireAccredited(bytes32 code) private view {
        if (!_departments[code].accredited) revert UnknownDepartment(code);
    }

    function _requireLiveKey(bytes32 code, bytes32 thumbprint) private view {
        if (_typesOf[code][thumbprint].length == 0) revert UnknownKey(code, thumbprint);
        if (_ended[code][thumbprint]) revert KeyHasEnded(code, thumbprint);
    }

    function _sizeOf(bytes32 log) private view returns (uint64 size) {
        (size, , ) = _logs.head(uint256(log));
    }
}
