/** The composition root: every part of the gateway is made once, here, and closed here. */
import { buildApp } from './app.ts';
import { askerRoutes } from './authorization/asker-routes.ts';
import { expireRequests } from './authorization/endings.ts';
import { mandateRoutes } from './authorization/mandate-routes.ts';
import { personRoutes } from './authorization/person-routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { openAuthorization, openGround, publishRegistrations } from './city/ground.ts';
import { openMetrics } from './city/metrics.ts';
import { readStates } from './city/states.ts';
import { every } from './city/timers.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { departmentRoutes } from './credentials/department-routes.ts';
import { operatorRoutes } from './credentials/operator-routes.ts';
import { credentialPublicRoutes } from './credentials/public-routes.ts';
import { forgetAssertions } from './identity/clients.ts';
import { identityPlugin } from './identity/plugin.ts';
import { identityRoutes } from './identity/routes.ts';
import { demonstrationIssuer, Tokens } from './identity/tokens.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './log/routes.ts';
import { trustRoutes } from './log/trust-routes.ts';
import { credentialRoutes } from './proofs/credential-routes.ts';
import { openProofs, receiptWriter } from './proofs/proofs.ts';
import { receiptRoutes } from './proofs/receipt-routes.ts';
import { proofRoutes } from './proofs/routes.ts';

const SWEEP = 5_000;
const REFRESH = 10_000;
const FORGET = 60_000;

/** Told of each step that takes a while: what is done, how much of it. */
export type Progress = (task: string, done: number, total: number) => void;

export type CityOptions = {
  readonly config: Config;
  readonly clock?: Clock;
  readonly onProgress?: Progress;
  /** Ends the opening at its next step. */
  readonly signal?: AbortSignal;
};

/** An open city; nothing listens yet. */
export type City = Awaited<ReturnType<typeof openCity>>;

/**
 * Opens everything that the settings name: data folder, keys, database, ledger with its registers and accreditations,
 * logs, credentials, authorization and proofs. What was opened is closed again where a later part fails.
 * @throws CityError DATA_DIR_IN_USE, DATABASE_UNREACHABLE, KEYSTORE_LOCKED, CITY_ID_FIXED, LEDGER_CHANGED,
 * LEDGER_UNREACHABLE, …; the signal's reason
 */
export async function openCity({
  config,
  clock = systemClock,
  onProgress = () => {},
  signal = new AbortController().signal,
}: CityOptions) {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    return await openParts({ config, clock, onProgress, signal }, { closing, close });
  } catch (error) {
    await close();
    throw error;
  }
}

type Closing = { readonly closing: (() => Promise<unknown>)[]; readonly close: () => Promise<void> };

async function openParts(
  { config, clock, onProgress, signal }: Required<CityOptions>,
  { closing, close }: Closing,
) {
  const ground = await openGround({ config, clock, signal, closing });
  const { db, keys, names, catalog, ledger, embedded, copy, logs, credentials } = ground;
  await credentials.departmentKeys.accreditAll((done, total) => {
    signal.throwIfAborted();
    onProgress('accrediting departments', done, total);
  });
  await credentials.departmentKeys.refresh();
  await publishRegistrations(ground);
  const cityId = config.CITY_ID;
  const receipts = receiptWriter({ keys, catalog, cityId, clock });
  const authorization = openAuthorization(ground, { config, clock, recordAccess: receipts });
  const { departmentKeys, statusTokens } = credentials;
  const proofs = openProofs({
    db,
    catalog,
    keys,
    names,
    cityId,
    clock,
    copy,
    logs,
    statementKey: (department) => departmentKeys.unended(department),
    holdKeys: (trx, signers) => departmentKeys.hold(trx, signers),
    statusToken: (department, list) => statusTokens.token(department, list),
  });
  const refresh = (): Promise<void> => copy.refresh();
  const forgetHeard = logs.onAnchored(() => void refresh().catch(() => {}));
  const isTown = config.SEED === 'town';
  const publicUrl = config.PUBLIC_URL;
  const tokens = new Tokens({
    keys,
    clock,
    publicUrl,
    peopleIssuer: config.PEOPLE_ISSUER ?? (isTown ? demonstrationIssuer(publicUrl) : undefined),
    subjectOf: (number) => credentials.subjectOf(number),
    departmentOf: (client) => catalog.findClient(client)?.departmentCode,
  });
  // The operator's command finds it in the keystore, which only the gateway writes.
  keys.token('operator');
  const now = (): Date => clock.now();
  const { authoritiesOf } = authorization.credentials;
  const app = await buildApp({
    config,
    identity: identityPlugin(tokens),
    operations: {
      states: () => readStates({ db, logs, credentials, copy, config, now }),
      ...openMetrics({ db, logs, credentials, copy, now }),
    },
    routes: [
      identityRoutes(tokens, { db, catalog, clock, audiences: [publicUrl, `${publicUrl}/token`] }, isTown),
      catalogRoutes(catalog, names),
      ...(embedded === undefined ? [] : [ledgerRoutes(embedded)]),
      logRoutes(logs),
      trustRoutes({ cityId, publicUrl, names, copy, logs }),
      credentialPublicRoutes(credentials, catalog, names),
      operatorRoutes({ db, catalog, logs, departmentKeys }),
      departmentRoutes({ credentials, keys, clock, db, catalog }),
      askerRoutes(authorization),
      personRoutes(authorization),
      mandateRoutes(authorization),
      proofRoutes(proofs),
      receiptRoutes({ db, keys, logs, cityId, authoritiesOf }),
      credentialRoutes({ db, clock, credentials, recordAccess: receipts, authoritiesOf }),
    ],
  });
  closing.push(
    async () => forgetHeard(),
    () => authorization.changes.close(),
    () => app.close(),
  );
  return {
    config,
    clock,
    app,
    db,
    catalog,
    keys,
    names,
    ledger,
    copy,
    logs,
    credentials,
    authorization,
    proofs,
    close,
    /** Begins everything that goes on by itself; `close` ends it. */
    start: async (): Promise<void> => {
      logs.start();
      proofs.start();
      await credentials.start();
      const stops = [
        every(SWEEP, () => expireRequests(authorization)),
        every(REFRESH, () => Promise.all([refresh(), departmentKeys.refresh()])),
        every(FORGET, async () => {
          await authorization.codes.forget();
          await forgetAssertions(db, clock.now());
        }),
      ];
      closing.push(async () => {
        await Promise.all(stops.map((stop) => stop()));
        await credentials.stop();
        await proofs.stop();
        await logs.stop();
      });
    },
  };
}
