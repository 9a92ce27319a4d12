/** A matter's system at a city: it asks for proofs, waits for people, and gets what they agreed to. */
import type { JWK } from 'jose';
import type { AskForProof, RequestForAsker } from '../schemas/requests.ts';
import type { Proof } from '../verify/types.ts';
import { readEvents } from './events.ts';
import { type Call, type Fetch, type HttpOptions, isPassing, pause, type Read, send } from './http.ts';
import { CityProblem, isRecord } from './problem.ts';
import { checkKey, openTokens } from './tokens.ts';

export type CityClientOptions = {
  /** Where the gateway is served, without a slash at the end. */
  readonly gateway: string;
  /** The city's identifier, as it stands in what it signs. */
  readonly cityId: string;
  readonly client: string;
  /** The client's private P-256 key, which stays here. */
  readonly key: JWK;
  readonly fetch?: Fetch;
  /** Milliseconds for one call; 10,000 where not given. */
  readonly timeout?: number;
  /** Further tries of a call that failed in passing; 3 where not given. */
  readonly retries?: number;
  readonly language?: 'zh-CN' | 'en';
};

/** What to ask for; a nonce is drawn where none is given. */
export type ProofWish = Omit<AskForProof, 'nonce' | 'conditions'> &
  Partial<Pick<AskForProof, 'nonce' | 'conditions'>>;

type Interruptible = { readonly signal?: AbortSignal };
type Api = { readonly ask: <Answer>(wish: Call, read: Read<Answer>) => Promise<Answer> };

const LOOK_AGAIN = 1000;
const LONGEST_PAUSE = 15_000;
/** Milliseconds after a request's end for which its gateway is still waited for: clocks differ. */
const GRACE = 60_000;

/**
 * @example
 * const city = new CityClient({ gateway, cityId, client: 'cab-counter', key });
 * const request = await city.requestProof({ matter: 'WCM-CAB-009', window: 'CAB-W1', parties: { applicant: { code } } });
 * await request.wait();
 * const verdict = await verifyProof(await request.proof(), { trust, expect: request.expect });
 */
export class CityClient {
  readonly #options: CityClientOptions;
  readonly #api: Api;

  /** @throws TypeError for a key that is no private P-256 key. */
  constructor(options: CityClientOptions) {
    checkKey(options.key);
    this.#options = options;
    this.#api = openApi(options);
  }

  /** Asks people for a proof. @throws CityProblem NOT_ENTITLED, PARTIES_INCOMPLETE, CODE_NOT_ACCEPTED, … */
  async requestProof(wish: ProofWish, { signal }: Interruptible = {}): Promise<ProofRequestHandle> {
    const { nonce = drawNonce(), ...rest } = wish;
    const body = JSON.stringify({ conditions: [], ...rest, nonce });
    // Codes are taken once: the same question again would find them used.
    const wished = { method: 'POST', path: '/requests', body, isRepeatable: false, signal } as const;
    const view = await this.#api.ask(wished, readView);
    return new ProofRequestHandle(this.#api, view, this.#expectation(nonce));
  }

  /** Takes up a request that was made before, with the nonce that it was made with. @throws CityProblem REQUEST_NOT_FOUND */
  async resume(id: string, nonce: string, { signal }: Interruptible = {}): Promise<ProofRequestHandle> {
    const view = await this.#api.ask({ ...get(id), signal }, readView);
    return new ProofRequestHandle(this.#api, view, this.#expectation(nonce));
  }

  #expectation(nonce: string): Expectation {
    const { cityId, client } = this.#options;
    return { audience: `${cityId}/clients/${client}`, nonce };
  }
}

/** What verifyProof must expect of the proof. */
export type Expectation = { readonly audience: string; readonly nonce: string };

/** One request, from the question to the proof. */
export class ProofRequestHandle {
  readonly id: string;
  /** As it was when it was made: with the codes to be shown, where the counter shows them. */
  readonly view: RequestForAsker;
  readonly expect: Expectation;
  readonly #api: Api;

  constructor(api: Api, view: RequestForAsker, expect: Expectation) {
    this.#api = api;
    this.id = view.id;
    this.view = view;
    this.expect = expect;
  }

  /** How it stands now. */
  look({ signal }: Interruptible = {}): Promise<RequestForAsker> {
    return this.#api.ask({ ...get(this.id), signal }, readView);
  }

  /**
   * Waits until everybody has agreed, or it has ended otherwise; `state` says which. A gateway that is away or too busy
   * meanwhile is waited for until the request has ended. @throws CityProblem; the signal's reason where it was aborted.
   */
  async wait({ signal }: Interruptible = {}): Promise<RequestForAsker> {
    const giveUp = Date.parse(this.view.expiresAt) + GRACE;
    for (let failures = 0; ; ) {
      try {
        const view =
          (await this.#follow(signal)) ?? (await this.look(signal === undefined ? {} : { signal }));
        if (isSettled(view)) return view;
        failures = 0;
        await pause(LOOK_AGAIN, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!isPassing(error) || Date.now() > giveUp) throw error;
        const { retryAfter = 0 } = error;
        await pause(
          Math.max(1000 * retryAfter, Math.min(LOOK_AGAIN * 2 ** failures++, LONGEST_PAUSE)),
          signal,
        );
      }
    }
  }

  /** Says whether the masked name is that of who stands there, where the counter showed the code. */
  confirm(same: boolean, { signal }: Interruptible = {}): Promise<RequestForAsker> {
    return this.#api.ask({ ...post(this.id, 'confirm', { same }), signal }, readView);
  }

  withdraw({ signal }: Interruptible = {}): Promise<RequestForAsker> {
    return this.#api.ask({ ...post(this.id, 'withdraw', {}), signal }, readView);
  }

  /**
   * Uses the authorization up. A lost answer is asked for again, which the gateway allows for two minutes.
   * @throws CityProblem NOT_AUTHORIZED, AUTHORIZATION_USED
   */
  proof({ signal }: Interruptible = {}): Promise<Proof> {
    const wish = post(this.id, 'proof', { nonce: this.expect.nonce });
    return this.#api.ask({ ...wish, isRepeatable: true, signal }, readProof);
  }

  /** How it was settled, or undefined where the stream of its events ended before. */
  async #follow(signal: AbortSignal | undefined): Promise<RequestForAsker | undefined> {
    try {
      const { path } = get(this.id);
      const headers = { accept: 'text/event-stream' };
      const wish = { method: 'GET', path: `${path}/events`, headers, isRepeatable: true, signal } as const;
      const response = await this.#api.ask(wish, async (opened) => opened);
      for await (const view of readEvents<RequestForAsker>(response)) if (isSettled(view)) return view;
    } catch (error) {
      signal?.throwIfAborted();
      // A refusal is meant; anything else is a connection that broke.
      if (error instanceof CityProblem && !isPassing(error)) throw error;
    }
    return undefined;
  }
}

const isSettled = ({ state }: RequestForAsker): boolean => state !== 'waiting';

const get = (id: string): Call => ({
  method: 'GET',
  path: `/requests/${encodeURIComponent(id)}`,
  isRepeatable: true,
});
const post = (id: string, verb: string, body: object): Call => ({
  method: 'POST',
  path: `/requests/${encodeURIComponent(id)}/${verb}`,
  body: JSON.stringify(body),
  isRepeatable: false,
});

async function readView(response: Response): Promise<RequestForAsker> {
  const view: unknown = await response.json();
  if (!isRecord(view) || typeof view.id !== 'string' || typeof view.state !== 'string')
    throw new CityProblem(response.status, { code: 'BAD_ANSWER' });
  return view as RequestForAsker;
}

/** What is in it is for verifyProof to judge. */
const readProof = (response: Response) => response.json() as Promise<Proof>;

/** 128 random bits in base64url; none begins with a dash, which a command line would take for an option. */
function drawNonce(): string {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const nonce = btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    if (!nonce.startsWith('-')) return nonce;
  }
}

function openApi(options: CityClientOptions): Api {
  const http: HttpOptions = {
    gateway: options.gateway.replace(/\/$/, ''),
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    timeout: options.timeout ?? 10_000,
    retries: options.retries ?? 3,
    language: options.language ?? 'zh-CN',
  };
  const tokens = openTokens(http, options);
  return {
    ask: async (wish, read) => {
      wish.signal?.throwIfAborted();
      const attempt = async () => {
        const type = wish.body === undefined ? {} : { 'content-type': 'application/json' };
        const authorization = `Bearer ${await tokens.token(wish.signal)}`;
        return send(http, { ...wish, headers: { ...wish.headers, ...type, authorization } }, read);
      };
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof CityProblem) || error.code !== 'UNAUTHENTICATED') throw error;
        tokens.forget();
        return attempt();
      }
    },
  };
}
