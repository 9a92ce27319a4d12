/** The logs: how long each is, its root, and whether the platform shows what the ledger has. */
import { defineComponent, onScopeDispose } from 'vue';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, useNames } from '../../calls/names.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Tag } from '../../parts/notes.tsx';
import { Table } from '../../parts/table.tsx';
import { audit as say } from '../../words/audit.ts';
import { countText } from '../../words/dates.ts';
import { logName } from './event-text.ts';
import { type ComparedLog, compareHeads, type ListedLog } from './heads.ts';

const LOOK_AGAIN = 60_000;

export const LogsTable = defineComponent(() => {
  const names = useNames();
  const logs = useLoaded(
    () => undefined,
    async (_, signal) => compareHeads((await call<Items<ListedLog>>('GET', '/log', { signal })).items),
  );
  const turns = setInterval(() => {
    if (logs.phase === 'ready') logs.again();
  }, LOOK_AGAIN);
  onScopeDispose(() => clearInterval(turns));
  return () => (
    <section class="sheet stack" aria-labelledby="logs">
      <div>
        <h2 id="logs">{say.logs()}</h2>
        <p class="quiet">{say.logsWhat()}</p>
      </div>
      <ShowLoaded
        of={logs}
        from={say.ledgerOf()}
        show={(items) => (
          <Table
            caption={say.logs()}
            columns={[
              { text: say.log() },
              { text: say.entries(), isNumber: true },
              { text: say.root() },
              { text: say.head() },
              { text: say.againstLedger() },
            ]}
            rows={items.map((log) => ({ key: log.name, cells: cellsOf(log, names.value) }))}
          />
        )}
      />
    </section>
  );
});

function cellsOf(log: ComparedLog, names: Names | undefined) {
  const name = logName(log.name, names);
  return [
    <>
      <strong>{name}</strong>
      <span class="small quiet number block">{log.name}</span>
    </>,
    countText(log.size),
    <span class="number small">{log.size === 0 ? say.empty() : log.root.slice(0, 8)}</span>,
    <a class="tall small" href={`/log/${log.name}/checkpoint`}>
      {say.headLink()}
      <span class="visually-hidden">{say.headOf({ log: name })}</span>
    </a>,
    <Standing of={log} />,
  ];
}

const Standing = ({ of: { name, standing, size } }: { readonly of: ComparedLog }) => {
  if (standing === 'differs') return <Tag kind="bad">{say.logDiffers()}</Tag>;
  if (standing === 'behind') return <Tag kind="info">{say.logBehind()}</Tag>;
  return size === 0 ? (
    <span class="small quiet">{name === 'access' ? say.usesNothing() : say.issuesNothing()}</span>
  ) : (
    <Tag kind="ok">{say.logAgrees()}</Tag>
  );
};
