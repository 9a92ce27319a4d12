/** What was done for the department, by whom and when; whether entry follows entry is computed here. */
import { defineComponent, shallowRef, watch } from 'vue';
import type { JournalEntry } from '../../../../sdk/schemas/administration.ts';
import { usePaged } from '../../calls/paged.ts';
import { history } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { Table } from '../../parts/table.tsx';
import { countText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { deeds, figures as say } from '../../words/department-figures.ts';
import { type Catalogue, momentText, useCatalogue } from '../names.ts';
import { listJournal } from '../own.ts';
import { factsText } from './journal-facts.ts';

type Checked = { readonly count: number; readonly broken: number | undefined };

export const JournalPage = defineComponent(() => {
  usePage(department.journal);
  const names = useCatalogue();
  const entries = usePaged(listJournal);
  const checked = shallowRef<Checked>();
  watch(
    () => entries.loaded.value,
    async (loaded) => {
      if (loaded === undefined) return;
      const { brokenEntry } = await import('./chain.ts');
      checked.value = { count: loaded.items.length, broken: await brokenEntry(loaded.items) };
    },
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {entries.loaded.value === undefined
            ? department.journal()
            : say.journal(countText(entries.loaded.value.total))}
        </h1>
        <p class="quiet">{say.journalWhat()}</p>
      </div>
      <div role="status">
        {checked.value === undefined || checked.value.count === 0 ? null : <Chain of={checked.value} />}
      </div>
      <section class="sheet" aria-label={department.journal()}>
        <ShowPaged
          of={entries}
          empty={() => <Blank icon={history} heading={say.journalNone()} text={say.journalNoneNext()} />}
          show={(items) => <Entries of={items} names={names.value} />}
        />
      </section>
    </div>
  );
});

const Chain = ({ of: { count, broken } }: { readonly of: Checked }) =>
  broken === undefined ? (
    <Note kind="ok">{say.chainWhole(count)}</Note>
  ) : (
    <Note kind="bad">{say.chainBroken({ n: broken })}</Note>
  );

type EntriesProps = { readonly of: readonly JournalEntry[]; readonly names: Catalogue | undefined };

const Entries = ({ of, names }: EntriesProps) => (
  <Table
    caption={department.journal()}
    columns={[
      { text: say.number() },
      { text: say.when() },
      { text: say.who() },
      { text: say.what(), isLong: true },
      { text: say.fingerprint() },
    ]}
    rows={of.map(({ number, at, actor, action, about, hash }) => ({
      key: number,
      cells: [
        <span class="number">{number}</span>,
        <span class="number">{momentText(at)}</span>,
        'staff' in actor ? actor.staff : actor.client,
        <>
          {deedText(action)}
          <span class="small quiet block fingerprint">{factsText(about, names)}</span>
        </>,
        <span class="number small">{hash.slice(0, 8)}</span>,
      ],
    }))}
  />
);

const deedText = (action: string): string =>
  action in deeds ? deeds[action as keyof typeof deeds]() : action;
