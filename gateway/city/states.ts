/** How each part of the gateway is doing, for /ready. */
import { sql } from 'kysely';
import type { FaceSwitch } from '../authorization/face/switch.ts';
import type { Config } from '../config.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Database } from '../database/open.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';
import type { PartState } from '../operations.ts';

export type StatesParts = {
  readonly db: Database;
  readonly logs: Logs;
  readonly credentials: Credentials;
  readonly copy: VerifiedCopy;
  readonly face: FaceSwitch;
  readonly config: Pick<Config, 'LEDGER'>;
  readonly now: () => Date;
};

// A copy that is older than this has lost its ledger; proofs of what was anchored go on, so the gateway stays ready.
const LEDGER_LATE = 60;

const DATABASE = { name: 'database', ready: true } as const;

/**
 * Not ready is only what keeps everybody from being served: the database, or a log that contradicts its ledger. Without
 * the database, which may go away between two questions, nothing is known of the other parts.
 */
export async function readStates(parts: StatesParts): Promise<PartState[]> {
  try {
    await sql`select 1`.execute(parts.db);
    return [DATABASE, ...(await partStates(parts))];
  } catch {
    return [{ ...DATABASE, ready: false, note: 'does not answer' }];
  }
}

async function partStates({ logs, credentials, copy, face, config, now }: StatesParts): Promise<PartState[]> {
  const age = Math.round((now().getTime() - copy.asOf.getTime()) / 1000);
  const ledger = {
    name: `ledger (${config.LEDGER})`,
    ready: true,
    lag: age,
    ...(age > LEDGER_LATE ? { note: 'LEDGER_UNREACHABLE' } : {}),
  };
  const states = (await logs.lag()).map(({ log, queued, problem }) => ({
    name: `log ${log}`,
    ready: problem !== 'LEDGER_FORKED' && problem !== 'DATABASE_BEHIND_LEDGER',
    lag: queued,
    ...(problem === undefined ? {} : { note: problem }),
  }));
  const { waiting, problem } = await credentials.statusBatcher.state();
  const status = {
    name: 'status lists',
    ready: problem !== 'LEDGER_FORKED',
    lag: waiting,
    ...(problem === undefined ? {} : { note: problem }),
  };
  const imports = credentials.importQueue.state();
  const importing = {
    name: 'imports',
    ready: true,
    lag: imports.waiting,
    ...(imports.problem === undefined ? {} : { note: imports.problem }),
  };
  const { offered } = await face.standing();
  // Everybody can do without.
  const faces = offered === 'unavailable' ? [{ name: 'face', ready: true, note: 'FACE_UNAVAILABLE' }] : [];
  return [ledger, ...states, status, importing, ...faces];
}
