/** Reports that windows of the department asked for paper, and what was done about each. */
import { defineComponent, ref } from 'vue';
import type { PaperReport } from '../../../../sdk/schemas/figures.ts';
import { usePaged } from '../../calls/paged.ts';
import { fileText } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { dateText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { voices as say } from '../../words/department-voices.ts';
import { type Catalogue, matterName, momentText, typeName, useCatalogue } from '../names.ts';
import { listPapers, settlePaper } from '../own.ts';
import { NoteForm } from './note-form.tsx';

const views = { open: say.showOpen, settled: say.showSettled, all: say.showAll } as const;
type View = keyof typeof views;

export const PapersPage = defineComponent(() => {
  usePage(department.papers);
  const names = useCatalogue();
  const view = ref<View>('open');
  const reports = usePaged(listPapers, () => view.value);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {view.value === 'open' && reports.loaded.value !== undefined
            ? say.papersHeading(reports.loaded.value.total)
            : department.papers()}
        </h1>
        <p class="quiet">{say.papersWhat()}</p>
      </div>
      <SelectField
        id="view"
        label={say.show()}
        value={view.value}
        options={Object.entries(views).map(([value, text]) => ({ value, text: text() }))}
        onPick={(picked) => {
          view.value = picked as View;
        }}
      />
      <section class="sheet" aria-label={department.papers()}>
        <ShowPaged
          of={reports}
          empty={() => <Blank icon={fileText} heading={say.papersNone()} text={say.papersNoneNext()} />}
          show={(items) => (
            <ul class="entries plain">
              {items.map((one) => (
                <li key={one.id} class="stack tight">
                  <Report of={one} names={names.value} onDone={reports.loaded.again} />
                </li>
              ))}
            </ul>
          )}
        />
      </section>
    </div>
  );
});

type ReportProps = {
  readonly of: PaperReport;
  readonly names: Catalogue | undefined;
  readonly onDone: () => unknown;
};

const Report = ({ of, names, onDone }: ReportProps) => (
  <>
    <p class="row">
      {of.settled === null ? <Tag kind="warn">{say.showOpen()}</Tag> : <Tag kind="ok">{say.settled()}</Tag>}
      <strong>{say.askedFor({ type: typeName(names, of.credentialType) })}</strong>
    </p>
    <p>{matterName(names, of.matter)}</p>
    {of.text === null ? null : <p>{of.text}</p>}
    <p class="small quiet">
      {[
        say.atWindow({ window: of.window ?? say.noWindow(), day: dateText(of.atWindow) }),
        of.signedIn ? say.signedInReporter() : say.anonymousReporter(),
      ].join(' · ')}
    </p>
    {of.settled === null ? (
      <NoteForm
        id={`note-${of.id}`}
        label={say.note()}
        hint={say.noteHint()}
        missing={say.noteMissing()}
        button={say.settle()}
        onSend={async (text) => {
          await settlePaper(of.id, text);
          onDone();
        }}
      />
    ) : (
      <p class="small quiet">
        {say.settledBy({ staff: of.settled.by, time: momentText(of.settled.at) })} · {of.settled.note}
      </p>
    )}
  </>
);
