/** The hand-written decoding of the registers' events is that of their interfaces, and takes nothing else. */
import { expect, test } from 'vitest';
import {
  interfaces,
  issuersInterface,
  logsInterface,
  statusListsInterface,
} from '../../../gateway/ledger/abi.ts';
import { decodeEvent, type FoundEvent } from '../../../sdk/ledger/decode.ts';
import { nameOf, topics, views, wordOf } from '../../../sdk/ledger/registers.ts';
import { encodeChanges } from '../../../sdk/ledger/status-chain.ts';

const contracts = {
  issuers: `0x${'11'.repeat(20)}`,
  logs: `0x${'Aa'.repeat(20)}`,
  statusLists: `0x${'33'.repeat(20)}`,
};
const registers = {
  Issuers: contracts.issuers,
  CommitmentLogs: contracts.logs,
  StatusLists: contracts.statusLists,
} as const;
const position = { block: 7, place: 3 };
const [psb, word, account] = [`0x${wordOf('PSB')}`, `0x${'5a'.repeat(32)}`, `0x${'77'.repeat(20)}`];
const bytes = new Uint8Array(32).fill(0x5a);
const changes = [
  { index: 131_071, value: 2 },
  { index: 5, value: 1 },
  { index: 0, value: 3 },
];

/** An event as the register writes it, encoded by its interface. */
function written(register: keyof typeof registers, name: string, values: readonly unknown[]): FoundEvent {
  const encoded = interfaces[register].encodeEventLog(name, values);
  return {
    address: registers[register].toLowerCase(),
    topics: encoded.topics.map(String),
    data: encoded.data,
    position,
  };
}
const decoded = (event: FoundEvent) => decodeEvent(contracts, event);

const events: readonly [FoundEvent, object][] = [
  [
    written('CommitmentLogs', 'Appended', [psb, 9, [word, `0x${'00'.repeat(32)}`]]),
    { kind: 'appended', log: 'PSB', first: 9, leaves: [bytes, new Uint8Array(32)] },
  ],
  [
    written('CommitmentLogs', 'OwnerChanged', [psb, account]),
    { kind: 'owner-changed', log: 'PSB', owner: account },
  ],
  [
    written('Issuers', 'AccountChanged', [psb, account]),
    { kind: 'account-changed', department: 'PSB', account },
  ],
  [
    written('Issuers', 'CheckpointKeyChanged', [psb, word, 4]),
    { kind: 'checkpoint-key-changed', log: 'PSB', key: bytes, from: 4 },
  ],
  [
    written('Issuers', 'KeyStarted', [psb, word, `0x${wordOf('marriage-certificate')}`, 4, word, word]),
    {
      ...{ kind: 'key-started', department: 'PSB', credentialType: 'marriage-certificate', from: 4 },
      ...{ thumbprint: bytes, x: bytes, y: bytes },
    },
  ],
  [
    written('Issuers', 'KeyEnded', [psb, word, 12]),
    { kind: 'key-ended', department: 'PSB', thumbprint: bytes, to: 12 },
  ],
  [
    written('Issuers', 'SuspensionChanged', [psb, true]),
    { kind: 'suspension-changed', department: 'PSB', suspended: true },
  ],
  [
    written('Issuers', 'RegistrationsPublished', [word]),
    { kind: 'registrations-published', registrations: bytes },
  ],
  [
    written('StatusLists', 'StatusChanged', [psb, 3, word, encodeChanges(changes)]),
    { kind: 'status-changed', department: 'PSB', list: 3, listHash: bytes, changes },
  ],
];

test('topics and selectors are those of the registers’ interfaces', () => {
  const named = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const topicOf = (name: string) =>
    Object.values(interfaces).flatMap((known) => known.getEvent(named(name))?.topicHash ?? []);
  for (const [name, topic] of Object.entries(topics)) expect(topicOf(name)).toEqual([topic]);
  expect(views).toEqual({
    head: logsInterface.getFunction('head')?.selector,
    root: logsInterface.getFunction('root')?.selector,
    logs: issuersInterface.getFunction('logs')?.selector,
    statusLists: issuersInterface.getFunction('statusLists')?.selector,
    statusHead: statusListsInterface.getFunction('head')?.selector,
  });
});

test.each(events)('an event is read as it was written: $1.kind', (event, fact) => {
  expect(decoded(event)).toEqual({ position, ...fact });
});

test.each(events)('an event with more or less in it is a contradiction: $1.kind', (event) => {
  const refused = expect.objectContaining({ code: 'LEDGER_CONTRADICTS', details: { block: 7 } });
  const others = [`${event.data}${'00'.repeat(32)}`, event.data.slice(0, -2), event.data.slice(0, -64), '0x'];
  for (const data of others) expect(() => decoded({ ...event, data })).toThrow(refused);
});

test('a list that says it stands elsewhere, or is longer than it is, is a contradiction', () => {
  const [[event]] = events as [[FoundEvent, object]];
  const changed = (place: number, number: number): string =>
    `${event.data.slice(0, 2 + 64 * place)}${number.toString(16).padStart(64, '0')}${event.data.slice(66 + 64 * place)}`;
  expect(decoded({ ...event, data: changed(1, 64) })).toBeDefined();
  for (const data of [changed(1, 96), changed(2, 1), changed(2, 3), changed(2, 2 ** 50)])
    expect(() => decoded({ ...event, data })).toThrow('can’t have written');
});

test('changes of a status that are no multiple of three bytes are a contradiction', () => {
  const event = written('StatusLists', 'StatusChanged', [psb, 3, word, new Uint8Array(4)]);
  expect(() => decoded(event)).toThrow('can’t have written');
});

test('what isn’t its register’s to tell, and what nobody knows, is passed over', () => {
  for (const [event] of events) {
    const elsewhere = Object.values(contracts).filter((address) => address.toLowerCase() !== event.address);
    for (const address of [...elsewhere, account]) expect(decoded({ ...event, address })).toBeUndefined();
  }
  expect(decoded({ address: contracts.logs, topics: [word], data: '0x', position })).toBeUndefined();
});

test.each(['', '00'.repeat(32), `e9${'00'.repeat(31)}`])('a name that is none is refused: %s', (letters) => {
  expect(() => nameOf(letters)).toThrow('name');
});
