/** What the audit found: what is wrong with what it means and what to do, and everything that was looked at. */
import { defineComponent } from 'vue';
import type { Check } from '../../../../sdk/audit/findings.ts';
import { download } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { Table } from '../../parts/table.tsx';
import { audit as say } from '../../words/audit.ts';
import { lists } from '../../words/lists.ts';
import { saveJson } from '../save-json.ts';
import { meaningOf, nextOf } from './finding-words.ts';
import { findings, run } from './run.ts';

export const Findings = defineComponent(() => () => {
  const wrong = findings();
  if (run.checks.length === 0) return null;
  return (
    <section class="sheet stack" aria-label={say.result()}>
      {wrong.length === 0 ? null : (
        <>
          <h2>{say.findings(wrong.length)}</h2>
          {[...Map.groupBy(wrong, ({ code }) => code)].map(([code, ones]) => (
            <Finding key={code} code={code} of={ones} />
          ))}
        </>
      )}
      <details>
        <summary>{say.lookedAt(run.checks.length)}</summary>
        <Lines of={run.checks} />
      </details>
      {run.phase === 'running' ? null : (
        <Button
          icon={download}
          onPress={() =>
            saveJson('audit.json', { at: new Date(run.endedAt).toISOString(), checks: run.checks })
          }
        >
          {say.saveReport()}
        </Button>
      )}
    </section>
  );
});

type FindingProps = { readonly code: Check['code']; readonly of: readonly Check[] };

/** Everything that is wrong in one way, told once. */
const Finding = ({ code, of }: FindingProps) =>
  code === undefined ? null : (
    <Note kind="bad">
      <p>
        <strong>{meaningOf(code)}</strong> {of.length === 1 ? '' : say.inPlaces({ n: of.length })}
      </p>
      <p>
        {say.next()}
        {nextOf(code)}
      </p>
      <details>
        <summary>{lists.forTechnicians()}</summary>
        <ul class="plain small number fingerprint" lang="en">
          {of.map(({ what, detail }, place) => (
            <li key={place}>{[code, what, detail].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      </details>
    </Note>
  );

const Lines = ({ of }: { readonly of: readonly Check[] }) => (
  <Table
    caption={say.lookedAt(of.length)}
    columns={[{ text: say.what() }, { text: say.result() }, { text: say.detail(), isLong: true }]}
    rows={of.map(({ what, code, detail }, place) => ({
      key: place,
      cells: [
        <span lang="en">{what}</span>,
        code === undefined ? <Tag kind="ok">{say.holds()}</Tag> : <Tag kind="bad">{say.fails()}</Tag>,
        <span class="small fingerprint" lang="en">
          {[code, detail].filter(Boolean).join(' · ')}
        </span>,
      ],
    }))}
  />
);
