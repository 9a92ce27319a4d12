/** A department's system as the import command plays it: a token, a file, and waiting until it is taken. */
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ImportReport } from '../../sdk/schemas/issuing.ts';
import { fetchClientToken } from '../support/client-token.ts';
import type { Output } from '../support/command.ts';

const LOOK_EVERY = 500;
const FAULTS_A_PAGE = 1000;

type Sending = { readonly query: URLSearchParams; readonly contentType: string; readonly out: Output };

/** Sends files of one department to one gateway. */
export class Sender {
  readonly #gateway: string;
  readonly #client: string;
  readonly #key: string;
  readonly #department: string;

  constructor(parts: {
    readonly gateway: string;
    readonly client: string;
    readonly key: string;
    readonly department: string;
  }) {
    this.#gateway = parts.gateway;
    this.#client = parts.client;
    this.#key = parts.key;
    this.#department = parts.department;
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
    const body = Readable.toWeb(bytes) as never;
    const begun = await this.#ask<ImportReport>(`${path}?${query}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
      duplex: 'half',
    } as RequestInit);
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
    for (;;) {
      const report = await this.#ask<ImportReport>(path);
      if (report.state !== 'running') return report;
      out.progress('rows taken', report.rowsRead, Math.max(lines, report.rowsRead));
      await new Promise((next) => setTimeout(next, LOOK_EVERY));
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

  async #ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const answer = await fetch(this.#gateway + path, {
      ...init,
      headers: {
        ...init.headers,
        authorization: `Bearer ${await fetchClientToken({ gateway: this.#gateway, client: this.#client, keyFile: this.#key })}`,
        'accept-language': 'en',
      },
    });
    const body = (await answer.json()) as { code?: string; title?: string; next?: string };
    if (!answer.ok) throw new Error(`${body.code}: ${body.title} ${body.next}`);
    return body as T;
  }
}

const NEW_LINE = 0x0a;

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEW_LINE); at !== -1; at = bytes.indexOf(NEW_LINE, at + 1)) count++;
  return count;
}
