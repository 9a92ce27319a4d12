/** States that the accreditations on a ledger have been in. */
import { systemClock } from '../../gateway/clock.ts';
import type { CityNames } from '../../gateway/ids.ts';
import type { LedgerEvent, LedgerIdentity } from '../../gateway/ledger/ledger.ts';
import { VerifiedCopy } from '../../gateway/ledger/verified-copy.ts';
import { trustedDepartment, trustedKeysOf } from '../../gateway/log/trust-routes.ts';
import type { TrustedCity } from '../../sdk/verify/types.ts';
import type { LedgerRecord } from './record.ts';

/** Accreditations and keys, as trust files tell them; the heads of the logs are compared where the logs are rebuilt. */
export type State = {
  readonly departments: TrustedCity['departments'];
  readonly logs: readonly Omit<TrustedCity['logs'][number], 'checkpoint'>[];
};

/** Every state that the ledger was in at the end of a block, oldest first; `until` is the block that ended it. */
export async function* statesOf(
  { changes, copy: { identity } }: LedgerRecord,
  names: CityNames,
): AsyncGenerator<{ readonly state: State; readonly until?: number }> {
  const telling = changes.filter(({ kind }) => kind !== 'status-changed');
  const replay = new Replay(identity);
  for (const [place, event] of telling.entries()) {
    await replay.add(event);
    const until = telling[place + 1]?.position.block;
    if (until === event.position.block) continue;
    yield { state: replay.state(names), ...(until === undefined ? {} : { until }) };
  }
}

/** A copy that is told one event after the other. */
class Replay {
  readonly #copy: VerifiedCopy;
  #next: LedgerEvent[] = [];

  constructor(identity: LedgerIdentity) {
    const events = async function* (this: Replay) {
      yield* this.#next;
    }.bind(this);
    this.#copy = new VerifiedCopy(
      { identity, events, newest: async () => ({ block: -1, place: 0 }) },
      systemClock,
    );
  }

  async add(event: LedgerEvent): Promise<void> {
    this.#next = [event];
    await this.#copy.refresh();
  }

  state(names: CityNames): State {
    const parts = { names, copy: this.#copy };
    const codes = this.#copy.departments();
    return {
      departments: codes.map((code) => trustedDepartment(code, parts)),
      logs: [...codes, 'access'].map((log) => trustedKeysOf(log, parts)),
    };
  }
}
