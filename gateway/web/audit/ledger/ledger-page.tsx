/** Whether ledger and platform agree: the verdict, the whole audit, the logs, and what happened just now. */
import { defineComponent } from 'vue';
import { usePage } from '../../parts/page.ts';
import { audit as say } from '../../words/audit.ts';
import { Findings } from './findings.tsx';
import { LogsTable } from './logs-table.tsx';
import { Recent } from './recent.tsx';
import { RunPanel } from './run-panel.tsx';

export const LedgerPage = defineComponent(() => {
  usePage(say.ledger);
  return () => (
    <div class="stack loose">
      <RunPanel />
      <Findings />
      <div class="two">
        <LogsTable />
        <Recent />
      </div>
    </div>
  );
});
