/** The composition root: every part of the gateway is made once, here, and closed here. */
import { buildApp } from './app.ts';
import type { FaceEngine, Movement } from './authorization/face/engine.ts';
import { faceRoutes } from './authorization/face/routes.ts';
import { readingOver } from './authorization/reading.ts';
import { authorizationRoutes } from './authorization/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { openFaceEngine } from './city/face.ts';
import { openAuthorization, openGround, publishRegistrations } from './city/ground.ts';
import { openMetrics } from './city/metrics.ts';
import { startRounds } from './city/rounds.ts';
import { openSignIn } from './city/sign-in.ts';
import { readStates } from './city/states.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { proposalRoutes } from './credentials/administration/proposal-routes.ts';
import { administrationRoutes } from './credentials/administration/routes.ts';
import { departmentRoutes } from './credentials/department-routes.ts';
import { operatorRoutes } from './credentials/operator-routes.ts';
import { credentialPublicRoutes } from './credentials/public-routes.ts';
import type { SubjectKey } from './credentials/subject-keys.ts';
import { paperRoutes } from './figures/paper-routes.ts';
import { figureRoutes } from './figures/routes.ts';
import type { TownPerson } from './identity/demonstration.ts';
import { identityPlugin } from './identity/plugin.ts';
import { identityRoutes } from './identity/routes.ts';
import { demonstrationIssuer, Tokens } from './identity/tokens.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './log/routes.ts';
import { trustOf, trustRoutes } from './log/trust-routes.ts';
import { pageRoutes } from './pages.ts';
import { annotatedCopyRoutes } from './proofs/annotated-copy-routes.ts';
import { complaintRoutes } from './proofs/complaint-routes.ts';
import { credentialRoutes } from './proofs/credential-routes.ts';
import { exportRoutes } from './proofs/export-routes.ts';
import { openProofs, receiptWriter } from './proofs/proofs.ts';
import { receiptRoutes } from './proofs/receipt-routes.ts';
import { proofRoutes } from './proofs/routes.ts';

/** Told of each step that takes a while: what is done, how much of it. */
export type Progress = (task: string, done: number, total: number) => void;

export type CityOptions = {
  readonly config: Config;
  readonly clock?: Clock;
  readonly onProgress?: Progress;
  /** Whom a visitor of the town may play. */
  readonly townPeople?: () => Promise<readonly TownPerson[]>;
  /** A face engine in the place of the one that the settings name. */
  readonly faceEngine?: FaceEngine | undefined;
  /** Which movements a face shows; drawn at random where missing. */
  readonly drawMovements?: (() => readonly Movement[]) | undefined;
  /** Ends the opening at its next step. */
  readonly signal?: AbortSignal;
};

/** An open city; nothing listens yet. */
export type City = Awaited<ReturnType<typeof openCity>>;

/**
 * Opens everything that the settings name: data folder, keys, database, ledger with its registers and accreditations,
 * logs, credentials, authorization and proofs. What was opened is closed again where a later part fails.
 * @throws CityError PAGES_NOT_BUILT, DATA_DIR_IN_USE, DATABASE_UNREACHABLE, KEYSTORE_LOCKED, CITY_ID_FIXED, LEDGER_CHANGED,
 * LEDGER_UNREACHABLE, …; the signal's reason
 */
export async function openCity({
  config,
  clock = systemClock,
  onProgress = () => {},
  townPeople = async () => [],
  faceEngine = undefined,
  drawMovements = undefined,
  signal = new AbortController().signal,
}: CityOptions) {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    return await openParts(
      { config, clock, onProgress, townPeople, faceEngine, drawMovements, signal },
      { closing, close },
    );
  } catch (error) {
    await close();
    throw error;
  }
}

type Closing = { readonly closing: (() => Promise<unknown>)[]; readonly close: () => Promise<void> };

async function openParts(
  { config, clock, onProgress, townPeople, faceEngine: given, drawMovements, signal }: Required<CityOptions>,
  { closing, close }: Closing,
) {
  const builtPages = pageRoutes();
  const ground = await openGround({ config, clock, signal, closing });
  const { db, keys, names, catalog, ledger, readLedger, copy, logs, credentials } = ground;
  await credentials.departmentKeys.accreditAll((done, total) => {
    signal.throwIfAborted();
    onProgress('accrediting departments', done, total);
  });
  await credentials.departmentKeys.refresh();
  await publishRegistrations(ground);
  const cityId = config.CITY_ID;
  const receipts = receiptWriter({ keys, catalog, cityId, clock });
  const faceEngine = given ?? (await openFaceEngine(ground, { config, clock, drawMovements }));
  closing.push(async () => faceEngine?.close());
  const authorization = openAuthorization(ground, { config, clock, recordAccess: receipts, faceEngine });
  const face = {
    ...authorization,
    keys,
    openCredential: (row: { readonly id: string }, key: SubjectKey) => credentials.open(row, key),
  };
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
  const signedIn = openSignIn(ground, { config, clock, townPeople });
  // The operator's command finds it in the keystore, which only the gateway writes.
  keys.token('operator');
  const told = { cityId, publicUrl, names, copy, logs, keys };
  const now = (): Date => clock.now();
  const readingOf = readingOver(authorization);
  const app = await buildApp({
    config,
    identity: identityPlugin({ tokens, pages: signedIn }),
    operations: {
      states: () => readStates({ db, logs, credentials, copy, face: authorization.face, config, now }),
      ...openMetrics({ db, logs, credentials, copy, now }),
    },
    routes: [
      builtPages,
      identityRoutes(tokens, { db, catalog, clock, audiences: [publicUrl, `${publicUrl}/token`] }, isTown),
      ...signedIn.routes,
      catalogRoutes(catalog, names),
      ledgerRoutes({ read: readLedger }),
      logRoutes(logs),
      trustRoutes(told),
      credentialPublicRoutes(credentials, catalog, names),
      operatorRoutes({ db, catalog, logs, departmentKeys }),
      departmentRoutes({ credentials, keys, clock, db, catalog }),
      administrationRoutes({ db, catalog, clock, keys, departmentKeys }),
      proposalRoutes({ db, catalog, clock, keys, departmentKeys }),
      ...authorizationRoutes({ ...authorization, keys, tokens, publicUrl }),
      ...faceRoutes(face),
      proofRoutes(proofs, catalog),
      annotatedCopyRoutes({ db, catalog, clock, names, publicUrl, trust: () => trustOf(told) }),
      receiptRoutes({ db, keys, logs, cityId, readingOf }),
      complaintRoutes({ db, keys, logs, clock, catalog, readingOf }),
      exportRoutes({ db, keys, logs, cityId, clock, recordAccess: receipts, authorization, readingOf }),
      credentialRoutes({ db, clock, credentials, recordAccess: receipts, readingOf }),
      paperRoutes({ db, catalog, keys, clock }),
      figureRoutes({ db, catalog, clock, copy, credentials }),
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
      const stops = startRounds({
        ...{ db, clock, authorization, face, faceEngine, departmentKeys, refresh },
        sessions: signedIn.sessions,
      });
      closing.push(async () => {
        await Promise.all(stops.map((stop) => stop()));
        await credentials.stop();
        await proofs.stop();
        await logs.stop();
      });
    },
  };
}
