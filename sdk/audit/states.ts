/** States that the accreditations on a ledger have been in. */
import { LedgerState } from '../ledger/ledger-state.ts';
import { trustedDepartment, trustedKeysOf } from '../trust/told.ts';
import type { CityNames } from '../verify/names.ts';
import type { TrustedCity } from '../verify/types.ts';
import type { LedgerRecord } from './record.ts';

/** Accreditations and keys, as trust files tell them; the heads of the logs are compared where the logs are rebuilt. */
export type State = {
  readonly departments: TrustedCity['departments'];
  readonly logs: readonly Omit<TrustedCity['logs'][number], 'checkpoint'>[];
};

/** Every state that the ledger was in at the end of a block, oldest first; `until` is the block that ended it. */
export function* statesOf(
  { changes }: LedgerRecord,
  names: CityNames,
): Generator<{ readonly state: State; readonly until?: number }> {
  const telling = changes.filter(({ kind }) => kind !== 'status-changed');
  const replay = new LedgerState();
  for (const [place, event] of telling.entries()) {
    replay.fold(event);
    const until = telling[place + 1]?.position.block;
    if (until === event.position.block) continue;
    yield { state: toldOf(replay, names), ...(until === undefined ? {} : { until }) };
  }
}

function toldOf(state: LedgerState, names: CityNames): State {
  const codes = state.departments();
  return {
    departments: codes.map((code) => trustedDepartment(code, { names, state })),
    logs: [...codes, 'access'].map((log) => trustedKeysOf(log, { names, state })),
  };
}
