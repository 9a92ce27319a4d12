/** The ground that people and proofs stand on: catalogue, folder, keys, database, ledger, logs, credentials. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import { Changes } from '../authorization/changes.ts';
import { Codes } from '../authorization/codes.ts';
import type { FaceEngine } from '../authorization/face/engine.ts';
import { openFaceSwitch } from '../authorization/face/switch.ts';
import { drawReview } from '../authorization/officers/reviews.ts';
import type { AuthorizationParts } from '../authorization/parts.ts';
import { SlipTickets } from '../authorization/slip-tickets.ts';
import { openCatalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { Credentials } from '../credentials/credentials.ts';
import { maskedName } from '../credentials/masked-name.ts';
import { claimDataFolder } from '../data-folder.ts';
import { openDatabase } from '../database/open.ts';
import { cityNames } from '../ids.ts';
import { openLocalKeys } from '../keys/local.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { VerifiedCopy } from '../ledger/verified-copy.ts';
import { openLogs } from '../log/logs.ts';
import { fixCity, readFact, writeFact } from './facts.ts';
import { readKeystoreSecret } from './secret.ts';

type GroundOptions = {
  readonly config: Config;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly closing: (() => Promise<unknown>)[];
};

/**
 * Everything below the people: catalogue, folder, keys, database, ledger, logs, credentials. The catalogue comes first:
 * a fault in it is told before anything is made.
 */
export async function openGround({ config, clock, signal, closing }: GroundOptions) {
  const catalog = openCatalog();
  const folder = claimDataFolder(config.DATA_DIR);
  closing.push(async () => folder.release());
  const keys = openLocalKeys({ file: join(config.DATA_DIR, 'keystore'), secret: readKeystoreSecret(config) });
  const { DATABASE_URL: url, DATA_DIR: dataDir } = config;
  const {
    db,
    pool,
    close,
    url: databaseUrl,
  } = await openDatabase({ dataDir, ...(url === undefined ? {} : { url }) });
  closing.push(close);
  signal.throwIfAborted();
  const { ledger, read: readLedger } = await openLedger({ config, keys });
  closing.push(() => ledger.close());
  signal.throwIfAborted();
  await fixCity(db, { cityId: config.CITY_ID, ledgerId: ledger.identity.id });
  const names = cityNames(config.CITY_ID);
  const copy = new VerifiedCopy(ledger, clock);
  const logNames = [...catalog.departments.map(({ code }) => code), 'access'];
  const logs = openLogs({ db, pool, ledger, keys, names, clock, logs: logNames });
  const credentials = new Credentials({ db, pool, catalog, keys, names, clock, ledger, copy, dataDir });
  return { db, pool, databaseUrl, keys, names, catalog, ledger, readLedger, copy, logs, credentials };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** The hash of what every client registered stands on the ledger, so that a later change of it can be seen. */
export async function publishRegistrations({ db, catalog, ledger }: Ground): Promise<void> {
  const list = canonicalize(catalog.clients.map(({ id, registered }) => ({ id, registered })));
  const hash = createHash('sha256').update(list).digest();
  if ((await readFact(db, 'registrations')) === hash.toString('hex')) return;
  await ledger.publishRegistrations(new Uint8Array(hash));
  await writeFact(db, 'registrations', hash.toString('hex'));
}

/** Authorization over the ground. */
export function openAuthorization(
  { db, pool, keys, catalog, credentials }: Ground,
  {
    config,
    clock,
    recordAccess,
    faceEngine,
  }: Pick<AuthorizationParts, 'clock' | 'recordAccess'> & {
    readonly config: Config;
    readonly faceEngine: FaceEngine | undefined;
  },
): AuthorizationParts {
  return {
    db,
    pool,
    catalog,
    clock,
    recordAccess,
    codes: new Codes({ db, keys, clock, publicUrl: config.PUBLIC_URL }),
    slipTickets: new SlipTickets({ keys, cityId: config.CITY_ID }),
    changes: new Changes(pool),
    officers: { dailyCap: config.OFFICER_DAILY_CAP, draw: drawReview },
    face: openFaceSwitch({ db, engine: faceEngine, isTown: config.SEED === 'town' }),
    credentials: {
      candidates: (holder, type) => credentials.candidates(holder, type),
      maskedName: (subject) => maskedName(credentials, subject),
      isDeceased: (subject) => credentials.isDeceased(subject),
      subjectOf: (number) => credentials.subjectOf(number),
      subjectKey: (subject) => credentials.subjectKey(subject),
    },
  };
}
