/** The operator before a running gateway: proves with a key of the keystore who asks. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readKeystoreSecret } from '../../gateway/city/secret.ts';
import { systemClock } from '../../gateway/clock.ts';
import type { Config } from '../../gateway/config.ts';
import { CityError, type ErrorCode, errorTable } from '../../gateway/errors.ts';
import { Tokens } from '../../gateway/identity/tokens.ts';
import type { Keys } from '../../gateway/keys/keys.ts';
import { openLocalKeys } from '../../gateway/keys/local.ts';

export type Operator = {
  /** Asks the gateway; POST where there is a body. @throws CityError with the gateway's own code. */
  readonly ask: <T>(path: string, body?: object) => Promise<T>;
};

/**
 * The running gateway is asked and nothing done beside it: it alone holds the embedded ledger and the keystore's newest
 * state. @throws where no gateway answers, or the keystore isn't where the settings say.
 */
export async function openOperator(config: Config, gateway = addressOf(config)): Promise<Operator> {
  await fetch(`${gateway}/health`).catch(() => {
    throw new Error(
      `no gateway answers at ${gateway}: start it (npm start), or give the settings with which it runs`,
    );
  });
  const keys = openKeystore(config);
  const tokens = new Tokens({
    keys,
    clock: systemClock,
    publicUrl: config.PUBLIC_URL,
    peopleIssuer: undefined,
    subjectOf: () => undefined,
    departmentOf: () => undefined,
  });
  return {
    ask: async <T>(path: string, body?: object): Promise<T> => {
      const answer = await fetch(gateway + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${await tokens.forOperator()}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const told: unknown = await answer.json();
      if (!answer.ok) throw errorOf(told, gateway);
      return told as T;
    },
  };
}

const addressOf = ({ tls, HOST, PORT }: Config): string =>
  `${tls === undefined ? 'http' : 'https'}://${HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${PORT}`;

/** Opens what is there and makes nothing: a keystore in the wrong folder would help nobody. */
export function openKeystore(config: Config): Keys {
  const file = join(config.DATA_DIR, 'keystore');
  const secret = config.KEYSTORE_SECRET_FILE ?? join(config.DATA_DIR, 'keystore.secret');
  const missing = [file, secret].find((path) => !existsSync(path));
  if (missing !== undefined) throw new Error(`there is no ${missing}: give the gateway's own settings`);
  return openLocalKeys({ file, secret: readKeystoreSecret(config) });
}

type Problem = { readonly code?: string; readonly details?: CityError['details'] };

function errorOf(told: unknown, gateway: string): Error {
  const { code = '', details } = told as Problem;
  if (!(code in errorTable)) return new Error(`${gateway} answered ${code || 'nothing that is understood'}`);
  return new CityError(code as ErrorCode, details);
}
