/** JSON-RPC 2.0: what is a request, what is answered, and with which error. */
import { expect, test } from 'vitest';
import { RpcError } from '../../../gateway/ledger/embedded/rpc-error.ts';
import { answerBody, MOST_ANSWERED, MOST_IN_A_BATCH } from '../../../gateway/ledger/json-rpc.ts';

const faults: unknown[] = [];
const asked: [string, readonly unknown[]][] = [];

async function answer(body: unknown): Promise<unknown> {
  asked.length = 0;
  const text = await answerBody(body, {
    ask: async (method, parameters) => {
      asked.push([method, parameters]);
      if (method === 'break') throw new Error('the inside');
      if (method === 'break inside') throw new RpcError(-32_603, 'the inside');
      if (method === 'refuse') throw new RpcError(3, 'execution reverted', '0x01');
      if (method === 'long') return JSON.stringify('x'.repeat(MOST_ANSWERED));
      return JSON.stringify(parameters);
    },
    onFault: (error) => faults.push(error),
  });
  return text === undefined ? undefined : JSON.parse(text);
}
const call = (method: string, more: object = { params: [] }) => ({ jsonrpc: '2.0', id: 1, method, ...more });
const error = (code: number, id: unknown) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: expect.any(String) },
});

test('a request is answered under its own id, null and empty ones included', async () => {
  for (const id of [1, 0, 'one', '', null])
    expect(await answer({ ...call('echo'), id })).toEqual({ jsonrpc: '2.0', id, result: [] });
});

test('parameters may be left out or null, and have places and no names', async () => {
  for (const more of [{}, { params: null }, { params: [] }])
    expect(await answer(call('echo', more))).toMatchObject({ result: [] });
  expect(await answer(call('echo', { params: { first: 1 } }))).toEqual(error(-32_602, 1));
});

test('what is no request is refused as that, under its id where it has one', async () => {
  expect(await answer({ jsonrpc: '2.0', method: 1, params: 'bar' })).toEqual(error(-32_600, null));
  expect(await answer({ ...call('echo'), jsonrpc: '1.0' })).toEqual(error(-32_600, 1));
  expect(await answer(call('echo', { params: 'bar' }))).toEqual(error(-32_600, 1));
  expect(await answer({ ...call('echo'), id: { own: 1 } })).toEqual(error(-32_600, null));
  for (const body of [1, 'text', null]) expect(await answer(body)).toEqual(error(-32_600, null));
  expect(await answer([1, 2])).toEqual([error(-32_600, null), error(-32_600, null)]);
});

test('a notification is not answered, alone or among others', async () => {
  const notification = { jsonrpc: '2.0', method: 'refuse' };
  expect(await answer(notification)).toBeUndefined();
  expect(await answer([notification, notification])).toBeUndefined();
  expect(await answer([notification, call('echo')])).toEqual([{ jsonrpc: '2.0', id: 1, result: [] }]);
});

test('a batch holds something, and not too much', async () => {
  expect(await answer([])).toEqual(error(-32_600, null));
  const most = Array.from({ length: MOST_IN_A_BATCH }, () => call('echo'));
  expect(await answer(most)).toHaveLength(MOST_IN_A_BATCH);
  expect(await answer([...most, call('echo')])).toEqual(error(-32_600, null));
});

test('a batch whose answers are long enough is asked no further', async () => {
  const [first, second, , fourth] = (await answer([
    call('long'),
    { ...call('echo'), id: 2 },
    { jsonrpc: '2.0', method: 'echo' },
    call('long', { params: 'no list' }),
  ])) as object[];
  expect(first).toMatchObject({ result: expect.any(String) });
  expect(second).toEqual(error(-32_005, 2));
  expect(fourth).toBeUndefined();
  expect(asked.map(([method]) => method)).toEqual(['long']);
});

test('a refusal is told with its data, and a fault without a word of the inside', async () => {
  expect(await answer(call('refuse'))).toMatchObject({
    error: { code: 3, message: 'execution reverted', data: '0x01' },
  });
  for (const method of ['break', 'break inside'])
    expect(await answer(call(method))).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32_603, message: 'internal error' },
    });
  expect(faults).toEqual([new Error('the inside'), new RpcError(-32_603, 'the inside')]);
});
