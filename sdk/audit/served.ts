/** What a gateway serves, read the way anybody reads it. */
import { readTrust } from '../verify/trust.ts';
import type { Trust } from '../verify/types.ts';

/** Reads an address of the gateway; undefined where there is nothing. Tests put something in between. */
export type ReadServed = (path: string) => Promise<Uint8Array | undefined>;

const TIMEOUT = 30_000;

/** Reads over HTTP; each reading may take 30 seconds. @throws where the gateway can't be reached or answers an error. */
export function readOver(gateway: string, signal?: AbortSignal): ReadServed {
  const base = gateway.replace(/\/+$/, '');
  return async (path) => {
    const timeout = AbortSignal.timeout(TIMEOUT);
    const answer = await fetch(base + path, {
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
}

/** JSON at an address; undefined where there is none. */
export async function findJson(read: ReadServed, path: string): Promise<unknown> {
  const bytes = await read(path);
  try {
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** The trust file that is served; undefined where there is none that can be read. */
export async function findTrust(read: ReadServed): Promise<Trust | undefined> {
  return readTrust(await findJson(read, '/trust.json'));
}

/** What is compared with the ledger: read in one go, and the ledger afterwards, so that nothing can be ahead of it. */
export type Served = {
  /** When it was read. */
  readonly at: Date;
  readonly trust: Trust | undefined;
  readonly listing: unknown;
  /** Checkpoints by the log's name. */
  readonly checkpoints: ReadonlyMap<string, Uint8Array | undefined>;
  /** Issuer metadata by the department's code. */
  readonly issuers: ReadonlyMap<string, unknown>;
};

/** Reads it for the given logs and departments. */
export async function readServed(
  read: ReadServed,
  { at, logs, departments }: { at: Date; logs: readonly string[]; departments: readonly string[] },
): Promise<Served> {
  const [trust, listing, checkpoints, issuers] = await Promise.all([
    findTrust(read),
    findJson(read, '/log'),
    Promise.all(logs.map((log) => read(`/log/${log}/checkpoint`))),
    Promise.all(departments.map((code) => findJson(read, `/.well-known/jwt-vc-issuer/departments/${code}`))),
  ]);
  return { at, trust, listing, checkpoints: zip(logs, checkpoints), issuers: zip(departments, issuers) };
}

const zip = <T>(names: readonly string[], values: readonly T[]): ReadonlyMap<string, T> =>
  new Map(names.map((name, place) => [name, values[place] as T]));
