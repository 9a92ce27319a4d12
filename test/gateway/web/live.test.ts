/** A live page goes on where its stream breaks: it asks in turns, says so, and takes the stream up again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadWeb } from '../../support/web.ts';

type Live = {
  live: (options: {
    path: string;
    poll: () => Promise<string>;
    onMessage: (message: string) => void;
  }) => () => void;
};
type Connection = { connection: { now: { state: string } } };

/** The browser's own, which Node hasn't. */
class Stream {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 0;
  onopen = (): void => {};
  onerror = (): void => {};
  onmessage = (_event: { data: string }): void => {};
  constructor() {
    Stream.opened.push(this);
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

/** The page as the browser tells of it: whether somebody sees it. */
const page = Object.assign(new EventTarget(), { hidden: false });
const hide = (hidden: boolean): void => {
  page.hidden = hidden;
  page.dispatchEvent(new Event('visibilitychange'));
};

const heard: string[] = [];
let asked = 0;
let stop: () => void;
let connection: Connection['connection'];

beforeEach(async () => {
  vi.useFakeTimers();
  Object.assign(globalThis, { EventSource: Stream });
  page.hidden = false;
  Stream.opened = [];
  heard.length = 0;
  asked = 0;
  ({ connection } = await loadWeb<Connection>('calls/connection.ts'));
  const { live } = await loadWeb<Live>('calls/live.ts');
  // Only now: Vue would take it for a whole one.
  Object.assign(globalThis, { document: page });
  stop = live({
    path: '/requests/1/events',
    poll: async () => {
      asked += 1;
      return `asked ${asked}`;
    },
    onMessage: (message) => heard.push(message),
  });
});
afterEach(() => {
  stop();
  Reflect.deleteProperty(globalThis, 'document');
  vi.useRealTimers();
});

test('while it streams nothing is asked', async () => {
  Stream.opened[0]?.onopen();
  Stream.opened[0]?.onmessage({ data: '"told"' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['told']);
});

test('a break is bridged by asking within ten seconds, and told after ten', async () => {
  Stream.opened[0]?.onerror();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(heard).toEqual(['asked 1']);
  expect(connection.now.state).toBe('reached');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(connection.now.state).toBe('reconnecting');
  Stream.opened[0]?.onopen();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toBe(2);
  expect(connection.now.state).toBe('reached');
});

test('a stream that was answered with an error is opened anew', async () => {
  Stream.opened[0]?.close();
  Stream.opened[0]?.onerror();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(Stream.opened).toHaveLength(2);
});

test('a page that nobody sees keeps no connection, and has caught up when it is seen again', async () => {
  hide(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Stream.opened.map(({ readyState }) => readyState)).toEqual([Stream.CLOSED]);
  expect(asked).toBe(0);
  hide(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(Stream.opened).toHaveLength(2);
  expect(heard).toEqual(['asked 1']);
});

test('one that has ended says nothing more', async () => {
  Stream.opened[0]?.onerror();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([]);
  expect(Stream.opened[0]?.readyState).toBe(Stream.CLOSED);
});
