/** The only place that listens: opens the city, serves it, and closes it when asked to end. */
import { createServer } from 'node:net';
import { type City, type CityOptions, openCity } from './city.ts';
import type { Config } from './config.ts';
import { CityError } from './errors.ts';

export type ServeOptions = CityOptions & {
  /** Done once the city is open and before anybody is served. */
  readonly prepare?: (city: City, signal: AbortSignal) => Promise<void>;
};

/** A city that is served. */
export type Serving = { readonly city: City; readonly address: string };

/**
 * Serves until SIGTERM or SIGINT. Returns once it listens; undefined where it was asked to end before.
 * A signal ends the process with code 0 when everything that was open is closed, whenever it comes.
 * @throws CityError PORT_IN_USE before anything is opened, and whatever opening the city throws.
 */
export async function serve({ prepare, ...options }: ServeOptions): Promise<Serving | undefined> {
  const { config } = options;
  await checkPort(config);
  const ending = new AbortController();
  const { signal } = ending;
  const opening = openCity({ ...options, signal });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ending.abort();
    stopped ??= opening.then(
      (city) => city.close(),
      () => {},
    );
    return stopped;
  };
  // Not once: a terminal's Ctrl-C reaches the process twice, from the terminal and from npm.
  for (const name of ['SIGTERM', 'SIGINT'] as const)
    process.on(name, () => void stop().finally(() => process.exit(0)));
  try {
    const city = await opening;
    await prepare?.(city, signal);
    signal.throwIfAborted();
    await city.start();
    const address = await city.app.listen({ host: config.HOST, port: config.PORT });
    return { city, address };
  } catch (error) {
    const isAskedTo = signal.aborted;
    await stop();
    if (isAskedTo) return undefined;
    throw error;
  }
}

/** Asks for the port before minutes of work are spent. */
function checkPort({ HOST, PORT }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new CityError('PORT_IN_USE', { port: PORT }) : error),
    );
    probe.listen(PORT, HOST, () => probe.close(() => resolve()));
  });
}
