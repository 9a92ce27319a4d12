/** What the demonstration stands on: a gateway to speak to, somebody's token, and steps that must go as told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchClientToken } from '../support/client-token.ts';
import type { Output } from '../support/command.ts';
import { clientKeyFile, TOWN_FILE } from '../town/seed.ts';
import { makeTown, type Town } from '../town/town.ts';

/** An answer of the gateway: its status and its JSON. */
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Somebody with a token. */
export type Voice = {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: object) => Promise<Answer>;
  readonly send: (path: string, content: string, type: string) => Promise<Answer>;
};

/** A step that didn't go as told. */
export class OffScript extends Error {
  override readonly name = 'OffScript';
}

/** @throws OffScript unless `holds`. */
export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new OffScript(otherwise);
}

export type StageParts = {
  readonly gateway: string;
  /** The gateway's own where not given. */
  readonly ledger?: string;
  readonly dataDir: string;
  readonly out: Output;
};

export class Stage {
  readonly gateway: string;
  /** Where the ledger is read. */
  readonly ledger: string;
  readonly town: Town;
  readonly #dataDir: string;
  readonly #out: Output;
  #steps = 0;
  #details: string[] | undefined;

  constructor({ gateway, ledger = `${gateway}/ledger`, dataDir, out }: StageParts) {
    this.gateway = gateway;
    this.ledger = ledger;
    this.#dataDir = dataDir;
    this.#out = out;
    const { dayZero } = JSON.parse(readFileSync(join(dataDir, TOWN_FILE), 'utf8')) as { dayZero: string };
    this.town = makeTown(dayZero);
  }

  /** Tells what is about to happen, lets it happen, and tells how long it took. */
  async step<T>(title: string, act: () => Promise<T>): Promise<T> {
    const number = ++this.#steps;
    const began = performance.now();
    this.#details = [];
    const result = await act();
    const milliseconds = Math.round(performance.now() - began);
    this.#out.say('step', `${String(number).padStart(2)}. ${title} · ${milliseconds} ms`, {
      number,
      title,
      milliseconds,
    });
    return result;
  }

  /** A detail under a step; told after the step that it belongs to. */
  tell(text: string): void {
    if (this.#details !== undefined) {
      this.#details.push(text);
      return;
    }
    this.#out.say('detail', `      ${text}`);
  }

  /** Nobody in particular. */
  anyone(): Voice {
    return this.#voice({});
  }

  /** A person of the town, signed in by the marked demonstration. */
  async person(number: string): Promise<Voice> {
    const { status, body } = await this.anyone().post('/demo/sign-in', { number });
    expectThat(status === 200, `sign-in answered ${status}`);
    return this.#voice({ authorization: `Bearer ${String(body.access_token)}` });
  }

  /** A department's system, by private_key_jwt. */
  async system(client: string): Promise<Voice> {
    const keyFile = clientKeyFile(this.#dataDir, client);
    return this.#voice({
      authorization: `Bearer ${await fetchClientToken({ gateway: this.gateway, client, keyFile })}`,
    });
  }

  #voice(headers: Record<string, string>): Voice {
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const answer = await fetch(this.gateway + path, {
        ...init,
        headers: { 'accept-language': 'en', ...headers, ...init.headers },
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const send = (path: string, content: string, type: string): Promise<Answer> =>
      ask(path, { method: 'POST', body: content, headers: { 'content-type': type } });
    return {
      get: (path) => ask(path, {}),
      post: (path, body = {}) => send(path, JSON.stringify(body), 'application/json'),
      send,
    };
  }
}
