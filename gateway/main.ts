/** The only place that listens: opens the city, serves it, and closes it when asked to end. */
import { createServer } from 'node:net';
import { type City, type CityOptions, openCity } from './city.ts';
import type { Config } from './config.ts';
import { CityError } from './errors.ts';

export type ServeOptions = CityOptions & {
  /** Done once the city is open and before anybody is served. */
  readonly prepare?: (city: City, signal: AbortSignal) => Promise<void>;
};

/**
 * Serves until SIGTERM or SIGINT, or until `stop`. Returns once it listens.
 * @throws CityError PORT_IN_USE before anything is opened, and whatever opening the city throws.
 */
export async function serve({ prepare, ...options }: ServeOptions): Promise<{
  readonly city: City;
  readonly address: string;
  readonly stop: () => Promise<void>;
}> {
  const { config } = options;
  await checkPort(config);
  const ending = new AbortController();
  const city = await openCity(options);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ending.abort();
    stopped ??= city.close();
    return stopped;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(0)));
  try {
    await prepare?.(city, ending.signal);
    await city.start();
    const address = await city.app.listen({ host: config.HOST, port: config.PORT });
    return { city, address, stop };
  } catch (error) {
    await stop();
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
