/** The client where the network or the gateway fails: what is waited for, what is told, and what is never done twice. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../../../sdk/client/events.ts';
import { CityClient, type CityClientOptions } from '../../../sdk/client/index.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What the gateway of a test answers, and what it was asked. */
let answer: Answer;
let asked: string[] = [];
let assertions: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  let body = '';
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    if (request.url === '/token') assertions.push(new URLSearchParams(body).get('client_assertion') ?? '');
    answer(request, response);
  });
});
let gateway: string;
let key: JWK;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  key = await exportJWK(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
});
beforeEach(() => {
  asked = [];
  assertions = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (more: Partial<CityClientOptions> = {}): CityClient =>
  new CityClient({ gateway, cityId: 'https://wangcheng.invalid', client: 'cab-counter', key, ...more });
const wish = { matter: 'WCM-CAB-002', window: 'CAB-W1', parties: { applicant: { code: 'x' } } };
const view = (state: string) => ({
  ...{ id: 'r1', state, endedBecause: null, parties: [] },
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
});
const give = (response: ServerResponse, body: unknown, status = 200, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};
const token = { access_token: 'token', expires_in: 900 };
/** Answers tokens, and everything else as told. */
const withToken =
  (next: Answer): Answer =>
  (request, response) =>
    request.url === '/token' ? give(response, token) : next(request, response);
const times = (path: string): number => asked.filter((line) => line.endsWith(path)).length;
const problem = (code: string, more = {}) => expect.objectContaining({ name: 'CityProblem', code, ...more });

const closed = new Error('the counter closed');
function soonAborted(): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(closed), 100);
  return control.signal;
}

describe('a signal', () => {
  test('calls off a call that waits for its token, with its own reason', async () => {
    answer = () => {};
    const began = Date.now();
    await expect(open({ timeout: 5000 }).requestProof(wish, { signal: soonAborted() })).rejects.toBe(closed);
    expect(Date.now() - began).toBeLessThan(3000);
  });

  test('that has gone off already lets nothing be sent', async () => {
    answer = () => {};
    const signal = AbortSignal.abort(closed);
    await expect(open().requestProof(wish, { signal })).rejects.toBe(closed);
    expect(asked).toEqual([]);
  });

  test('calls off looking, though the gateway hangs', async () => {
    answer = withToken((request, response) =>
      request.url?.endsWith('/events') || asked.length > 3 ? undefined : give(response, view('waiting')),
    );
    const request = await open({ timeout: 5000 }).resume('r1', 'nonce');
    const signal = soonAborted();
    await expect(request.look({ signal }).then(() => request.look({ signal }))).rejects.toBe(closed);
  });
});

describe('a token', () => {
  test.each<[string, Answer]>([
    ['no answer', (request) => void request.socket.destroy()],
    ['a fault of the gateway', (_, response) => give(response, { code: 'INTERNAL' }, 500)],
  ])('is asked for again after %s, with an assertion of its own', async (_what, fail) => {
    answer = (request, response) =>
      request.url === '/token' && times('/token') === 1
        ? fail(request, response)
        : withToken((_, next) => give(next, view('approved')))(request, response);
    expect((await open().resume('r1', 'nonce')).view.state).toBe('approved');
    expect(new Set(assertions).size).toBe(2);
  });

  test('that is about to end is renewed before it is used', async () => {
    answer = (request, response) =>
      give(response, request.url === '/token' ? { ...token, expires_in: 20 } : view('approved'));
    const client = open();
    await client.resume('r1', 'nonce');
    await client.resume('r1', 'nonce');
    expect(times('/token')).toBe(2);
  });

  test('is never made of an answer that holds none', async () => {
    answer = (_, response) => give(response, {});
    await expect(open().requestProof(wish)).rejects.toEqual(problem('BAD_ANSWER'));
    expect(times('/requests')).toBe(0);
  });

  test('needs a private key, which is said at once', async () => {
    const { d: _, ...publicKey } = key;
    expect(() => open({ key: publicKey })).toThrow(TypeError);
  });
});

describe('a gateway that has too much to do', () => {
  test('is asked again after the seconds that it names', async () => {
    answer = withToken((_, response) =>
      times('/requests') === 1
        ? give(response, { code: 'TOO_MANY_REQUESTS' }, 429, { 'retry-after': '1' })
        : give(response, view('waiting'), 201),
    );
    const began = Date.now();
    await open().requestProof(wish);
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
    expect(times('/requests')).toBe(2);
  });

  test('or at the moment that it names', async () => {
    answer = withToken((_, response) =>
      times('/requests') === 1
        ? give(response, {}, 503, { 'retry-after': new Date(Date.now() + 2000).toUTCString() })
        : give(response, view('waiting'), 201),
    );
    const began = Date.now();
    await open().requestProof(wish);
    // A date names whole seconds.
    expect(Date.now() - began).toBeGreaterThanOrEqual(900);
  });

  test.each(['3600', '9999999'])(
    'isn’t waited for where it says %s s: the caller is told',
    async (seconds) => {
      answer = withToken((_, response) => give(response, {}, 429, { 'retry-after': seconds }));
      await expect(open().requestProof(wish)).rejects.toEqual(
        problem('HTTP_429', { retryAfter: Number(seconds) }),
      );
      expect(times('/requests')).toBe(1);
    },
  );

  test('is given up after the tries allowed', async () => {
    answer = withToken((_, response) => give(response, {}, 503));
    await expect(open({ retries: 2 }).requestProof(wish)).rejects.toEqual(problem('HTTP_503'));
    expect(times('/requests')).toBe(3);
  });
});

describe('a fault of the gateway', () => {
  test('is tried again where that does no harm, and nowhere else', async () => {
    answer = withToken((request, response) =>
      request.method === 'GET' && times('/r1') > 1
        ? give(response, view('approved'))
        : give(response, { code: 'INTERNAL' }, 500),
    );
    expect((await open().resume('r1', 'nonce')).view.state).toBe('approved');
    await expect(open().requestProof(wish)).rejects.toEqual(problem('INTERNAL'));
    expect(times('/requests')).toBe(1);
  });

  test.each([null, [], 'text', { state: 'waiting' }])('%j is no request', async (body) => {
    answer = withToken((_, response) => give(response, body));
    await expect(open().requestProof(wish)).rejects.toEqual(problem('BAD_ANSWER'));
  });
});

test('an identifier is asked for as such, whatever it holds', async () => {
  answer = withToken((_, response) => give(response, view('waiting')));
  await open().resume('../health', 'nonce');
  expect(asked).toContain('GET /requests/..%2Fhealth');
});

describe('waiting', () => {
  const stream = (response: ServerResponse, ...states: string[]): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const state of states) response.write(`data: ${JSON.stringify(view(state))}\n\n`);
  };

  test('hears of the end from the stream of events, without looking', async () => {
    answer = withToken((request, response) =>
      request.url?.endsWith('/events')
        ? stream(response, 'waiting', 'approved')
        : give(response, view('waiting')),
    );
    const request = await open().resume('r1', 'nonce');
    const looked = times('/r1');
    expect(await request.wait()).toMatchObject({ state: 'approved' });
    expect(times('/r1')).toBe(looked);
  });

  test('goes on when the gateway was away for longer than any one call is tried', async () => {
    let awayUntil = Number.POSITIVE_INFINITY;
    answer = withToken((request, response) => {
      if (Date.now() < awayUntil && awayUntil !== Number.POSITIVE_INFINITY) request.socket.destroy();
      else if (!request.url?.endsWith('/events')) give(response, view('waiting'));
      else if (awayUntil === Number.POSITIVE_INFINITY) {
        stream(response, 'waiting');
        awayUntil = Date.now() + 2500;
        setTimeout(() => response.destroy(), 50);
      } else stream(response, 'approved');
    });
    const request = await open({ retries: 0 }).resume('r1', 'nonce');
    expect(await request.wait()).toMatchObject({ state: 'approved' });
    expect(Date.now()).toBeGreaterThan(awayUntil);
  });

  test('looks where the stream never begins, and where it is refused for now', async () => {
    answer = withToken((request, response) => {
      if (!request.url?.endsWith('/events')) give(response, view('approved'));
      else if (times('/events') > 1) give(response, {}, 429, { 'retry-after': '0' });
    });
    const request = await open({ timeout: 100, retries: 1 }).resume('r1', 'nonce');
    expect(await request.wait()).toMatchObject({ state: 'approved' });
  });

  test('ends with the refusal where the request isn’t there', async () => {
    answer = withToken((request, response) =>
      request.url?.endsWith('/events')
        ? give(response, { code: 'REQUEST_NOT_FOUND' }, 404)
        : give(response, view('waiting')),
    );
    const request = await open().resume('r1', 'nonce');
    await expect(request.wait()).rejects.toEqual(problem('REQUEST_NOT_FOUND', { status: 404 }));
  });

  test('gives up on a gateway that is still away when the request has ended', async () => {
    answer = withToken((request, response) =>
      times('/r1') === 1
        ? give(response, { ...view('waiting'), expiresAt: new Date(Date.now() - 120_000).toISOString() })
        : void request.socket.destroy(),
    );
    const request = await open({ retries: 0 }).resume('r1', 'nonce');
    await expect(request.wait()).rejects.toEqual(problem('UNREACHABLE'));
  });
});

test('a stream that falls silent is left', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
  };
  const values: number[] = [];
  for await (const value of readEvents<number>(await fetch(gateway), 100)) values.push(value);
  expect(values).toEqual([1]);
});
