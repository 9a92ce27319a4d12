/** What a gateway serves, read the way anybody reads it. */

/** Reads an address of the gateway; undefined where there is nothing. Tests put something in between. */
export type ReadServed = (path: string) => Promise<Uint8Array | undefined>;

/** Reads over HTTP. @throws where the gateway can't be reached or answers an error. */
export function readOver(gateway: string): ReadServed {
  return async (path) => {
    const answer = await fetch(gateway + path, { signal: AbortSignal.timeout(30_000) });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
}

/** JSON at an address. @throws where there is none. */
export async function readJson<T>(read: ReadServed, path: string): Promise<T> {
  const bytes = await read(path);
  if (bytes === undefined) throw new Error(`${path} is not served`);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}
