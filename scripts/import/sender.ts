/** A department's system as the import command plays it: a token, a file, and waiting until it is taken. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type HttpOptions, pause, send } from '../../sdk/client/http.ts';
import { problemOf } from '../../sdk/client/problem.ts';
import { openTokens } from '../../sdk/client/tokens.ts';
import type { ImportReport } from '../../sdk/schemas/issuing.ts';
import type { Output } from '../support/command.ts';

/** Milliseconds until the first look at an import, and at most between two: each waits half as long again. */
const FIRST_LOOK = 200;
const LONGEST_LOOK = 10_000;
const SLOWER = 1.5;
/** Milliseconds of one call: a gateway that is asked too often wants to be left alone for up to a minute. */
const CALL_TIME = 75_000;
const FURTHER_TRIES = 5;
const FAULTS_A_PAGE = 1000;

type Sending = { readonly query: URLSearchParams; readonly contentType: string; readonly out: Output };

export type SenderParts = {
  readonly gateway: string;
  readonly client: string;
  /** File of the client's private key, a JWK. */
  readonly key: string;
  readonly department: string;
};

/** Sends files of one department to one gateway, all with one token while it lasts. */
export class Sender {
  readonly #http: HttpOptions;
  readonly #department: string;
  readonly #tokens: ReturnType<typeof openTokens>;

  constructor({ gateway, client, key, department }: SenderParts) {
    this.#http = {
      gateway: gateway.replace(/\/$/, ''),
      fetch: (url, init) => fetch(url, init),
      timeout: CALL_TIME,
      retries: FURTHER_TRIES,
      language: 'en',
    };
    this.#department = department;
    this.#tokens = openTokens(this.#http, { client, key: JSON.parse(readFileSync(key, 'utf8')) });
  }

  /** Sends a file, waits until it is taken, and lists the rows that weren’t. @throws CityProblem where the gateway refuses. */
  async send(file: string, { query, contentType, out }: Sending): Promise<ImportReport> {
    const total = statSync(file).size;
    let [sent, lines] = [0, 0];
    const bytes = Readable.from(
      readThrough(file, (chunk) => {
        sent += chunk.length;
        lines += countLines(chunk);
        out.progress(`sending ${file}, bytes`, sent, total);
      }),
    );
    const path = `/departments/${this.#department}/imports`;
    const begun = await this.#upload(`${path}?${query}`, { bytes, contentType });
    const report = await this.#await(`${path}/${begun.id}`, { lines, out });
    await this.#listFaults(`${path}/${begun.id}/faults`, out);
    const { rowsRead, issued, replaced, unchanged, faulty, state, errorCode } = report;
    out.say(
      'imported',
      `${file}: ${rowsRead} rows; ${issued} issued, ${replaced} replaced, ${unchanged} unchanged, ${faulty} faulty${state === 'failed' ? ` · stopped: ${errorCode}` : ''}`,
      { file, ...report },
    );
    return report;
  }

  /** A line is about a row: what is left of the last one, and headings and quoted line ends, make little difference. */
  async #await(
    path: string,
    { lines, out }: { readonly lines: number; readonly out: Output },
  ): Promise<ImportReport> {
    for (let wait = FIRST_LOOK; ; wait = Math.min(SLOWER * wait, LONGEST_LOOK)) {
      const report = await this.#get<ImportReport>(path);
      if (report.state !== 'running') return report;
      out.progress('rows taken', report.rowsRead, Math.max(lines, report.rowsRead));
      await pause(wait);
    }
  }

  async #listFaults(path: string, out: Output): Promise<void> {
    for (let next: number | null = 0; next !== null; ) {
      const page: { items: { line: number; column: string | null; reason: string }[]; next: number | null } =
        await this.#get(`${path}?limit=${FAULTS_A_PAGE}&next=${next}`);
      for (const fault of page.items)
        out.say(
          'fault',
          `line ${fault.line}: ${fault.reason}${fault.column === null ? '' : ` in ${fault.column}`}`,
          fault,
        );
      ({ next } = page);
    }
  }

  /** Sends the file once, however long that takes: what broke off was not kept. */
  async #upload(
    path: string,
    { bytes, contentType }: { readonly bytes: Readable; readonly contentType: string },
  ): Promise<ImportReport> {
    const { gateway, language } = this.#http;
    const answer = await fetch(gateway + path, {
      method: 'POST',
      headers: { ...(await this.#authorization()), 'content-type': contentType, 'accept-language': language },
      body: Readable.toWeb(bytes) as never,
      duplex: 'half',
    } as RequestInit);
    if (!answer.ok) throw await problemOf(answer);
    return (await answer.json()) as ImportReport;
  }

  async #get<Answer>(path: string): Promise<Answer> {
    const headers = await this.#authorization();
    return send(
      this.#http,
      { method: 'GET', path, headers, isRepeatable: true },
      (answer) => answer.json() as Promise<Answer>,
    );
  }

  async #authorization(): Promise<{ readonly authorization: string }> {
    return { authorization: `Bearer ${await this.#tokens.token()}` };
  }
}

/** A file's bytes as they are asked for, each chunk told of. */
async function* readThrough(file: string, tell: (chunk: Buffer) => void): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    tell(chunk);
    yield chunk;
  }
}

const NEW_LINE = 0x0a;

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at !== -1; at = bytes.indexOf(NEW_LINE, at + 1)) count++;
  return count;
}
