/** A department's system as the import command plays it: a token, a file, and waiting until it is taken. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type HttpOptions, send } from '../../sdk/client/http.ts';
import { CityProblem, problemOf } from '../../sdk/client/problem.ts';
import { openTokens } from '../../sdk/client/tokens.ts';
import type { ImportReport } from '../../sdk/schemas/issuing.ts';
import type { Output } from '../support/command.ts';

/** Milliseconds between two looks at an import, the first and the longest. */
const LOOK_SOON = 250;
const LOOK_LATE = 5000;
const TIMEOUT = 30_000;
const RETRIES = 5;
const FAULTS_A_PAGE = 1000;

type Sending = { readonly query: URLSearchParams; readonly contentType: string; readonly out: Output };

/** Whose system it is, and where its private key lies. */
export type SenderParts = {
  readonly gateway: string;
  readonly client: string;
  readonly key: string;
  readonly department: string;
};

/** Sends files of one department to one gateway. */
export class Sender {
  readonly #http: HttpOptions;
  readonly #tokens: ReturnType<typeof openTokens>;
  readonly #department: string;

  constructor({ gateway, client, key, department }: SenderParts) {
    this.#http = { gateway, fetch, timeout: TIMEOUT, retries: RETRIES, language: 'en' };
    this.#tokens = openTokens(this.#http, { client, key: JSON.parse(readFileSync(key, 'utf8')) });
    this.#department = department;
  }

  /** Sends a file, waits until it is taken, and lists the rows that weren’t. @throws where the gateway refuses the file. */
  async send(file: string, { query, contentType, out }: Sending): Promise<ImportReport> {
    const total = statSync(file).size;
    let [sent, lines] = [0, 0];
    const bytes = createReadStream(file).on('data', (chunk) => {
      sent += chunk.length;
      lines += countLines(chunk as Buffer);
      out.progress(`sending ${file}, bytes`, sent, total);
    });
    const path = `/departments/${this.#department}/imports`;
    const body = Readable.toWeb(bytes);
    const begun = await this.#upload(`${path}?${query}`, { body, contentType });
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
    for (let pause = LOOK_SOON; ; pause = Math.min(2 * pause, LOOK_LATE)) {
      const report = await this.#ask<ImportReport>(path);
      if (report.state !== 'running') return report;
      out.progress('rows taken', report.rowsRead, Math.max(lines, report.rowsRead));
      await new Promise((next) => setTimeout(next, pause));
    }
  }

  async #listFaults(path: string, out: Output): Promise<void> {
    for (let next: number | null = 0; next !== null; ) {
      const page: { items: { line: number; column: string | null; reason: string }[]; next: number | null } =
        await this.#ask(`${path}?limit=${FAULTS_A_PAGE}&next=${next}`);
      for (const fault of page.items)
        out.say(
          'fault',
          `line ${fault.line}: ${fault.reason}${fault.column === null ? '' : ` in ${fault.column}`}`,
          fault,
        );
      ({ next } = page);
    }
  }

  async #ask<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${await this.#tokens.token()}` };
    const wish = { method: 'GET', path, headers, isRepeatable: true } as const;
    return send(this.#http, wish, (response) => response.json() as Promise<T>).catch(withAdvice);
  }

  /** Once: a file that was read can't be read again, and whoever sends it again does no harm. */
  async #upload(
    path: string,
    { body, contentType }: { readonly body: object; readonly contentType: string },
  ): Promise<ImportReport> {
    const authorization = `Bearer ${await this.#tokens.token().catch(withAdvice)}`;
    const answer = await fetch(this.#http.gateway + path, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization, 'accept-language': 'en' },
      ...{ body, duplex: 'half' },
    } as RequestInit);
    if (!answer.ok) return withAdvice(await problemOf(answer));
    return answer.json() as Promise<ImportReport>;
  }
}

/** What was refused, and what can be done next. @throws Error */
function withAdvice(error: unknown): never {
  if (error instanceof CityProblem) throw new Error(`${error.message} ${error.next ?? ''}`, { cause: error });
  throw error;
}

const NEW_LINE = 0x0a;

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at !== -1; at = bytes.indexOf(NEW_LINE, at + 1)) count++;
  return count;
}
