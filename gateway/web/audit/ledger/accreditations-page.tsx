/** Which department's keys may sign which type, as the ledger has it. */
import { defineComponent } from 'vue';
import type { KnownKey, LedgerState } from '../../../../sdk/ledger/ledger-state.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, useNames } from '../../calls/names.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { Table } from '../../parts/table.tsx';
import { audit as say } from '../../words/audit.ts';
import { countText } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';
import { logName } from './event-text.ts';
import { readAccreditations } from './reading.ts';

export const AccreditationsPage = defineComponent(() => {
  usePage(say.accreditations);
  const names = useNames();
  const state = useLoaded(
    () => undefined,
    () => readAccreditations(),
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.accreditations()}</h1>
        <p class="quiet">{say.accreditationsWhat()}</p>
      </div>
      <ShowLoaded
        of={state}
        from={say.ledgerOf()}
        show={(found) => (
          <div class="stack">
            {found.departments().map((code) => (
              <Department key={code} code={code} state={found} names={names.value} />
            ))}
          </div>
        )}
      />
    </div>
  );
});

type DepartmentProps = {
  readonly code: string;
  readonly state: LedgerState;
  readonly names: Names | undefined;
};

const Department = ({ code, state, names }: DepartmentProps) => {
  const keys = state.keysOf(code);
  const isIssuer = keys.some(({ terms }) => terms.length > 0);
  const name = logName(code, names);
  return (
    <section class="sheet stack tight" aria-label={name}>
      <div class="row">
        <h2>{name}</h2>
        {state.isSuspended(code) ? (
          <Tag kind="bad">{say.departmentSuspended()}</Tag>
        ) : isIssuer ? (
          <Tag kind="ok">{say.departmentActive()}</Tag>
        ) : null}
      </div>
      <p class="small quiet number fingerprint">
        {code} · {say.account({ account: state.accountOf(code) ?? '–' })}
      </p>
      {isIssuer ? <Keys of={keys} caption={name} names={names} /> : <p class="quiet">{say.noKeys()}</p>}
    </section>
  );
};

type KeysProps = {
  readonly of: readonly KnownKey[];
  readonly caption: string;
  readonly names: Names | undefined;
};

const Keys = ({ of, caption, names }: KeysProps) => (
  <Table
    caption={caption}
    columns={[
      { text: say.type() },
      { text: say.key() },
      { text: say.from(), isNumber: true },
      { text: say.to(), isNumber: true },
    ]}
    rows={of.flatMap(({ thumbprint, terms }) =>
      terms.map(({ credentialType, from, to }, place) => {
        const type = names?.type(credentialType);
        return {
          key: `${thumbprint} ${place}`,
          cells: [
            type === undefined ? credentialType : nameOf(type),
            <span class="number small">{thumbprint.slice(0, 8)}</span>,
            countText(from + 1),
            to === null ? say.stillOpen() : countText(to),
          ],
        };
      }),
    )}
  />
);
