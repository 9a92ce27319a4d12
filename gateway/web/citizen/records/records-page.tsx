/** Who used my data, and is it true: by month, each record with its check. */
import { defineComponent, ref, type VNode, watch } from 'vue';
import type { OwnComplaint } from '../../../../sdk/schemas/complaints.ts';
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';
import { readDirectory } from '../../calls/directory.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { readNames } from '../../calls/names.ts';
import { history as clockBack, download, fileText, moveDown, phone } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { More } from '../../parts/more.tsx';
import { usePage } from '../../parts/page.ts';
import { monthText } from '../../words/dates.ts';
import { elder } from '../../words/language.ts';
import { records as say } from '../../words/records.ts';
import { useHolder, withHolder } from '../acting/holder.ts';
import type { Known } from './access.ts';
import { AccessEntry } from './access-entry.tsx';
import { ChangeEntry } from './change-entry.tsx';
import { useChecking } from './checking.ts';
import { Filters } from './filters.tsx';
import { byMonth, type Filter, fits } from './groups.ts';
import { type History, listComplaints, useHistory } from './history.ts';
import { Summary } from './summary.tsx';
import './records.css';

export const RecordsPage = defineComponent(() => {
  const holder = useHolder();
  const title = (): string => (holder.value === undefined ? say.title() : say.titleTheirs());
  usePage(title);
  const { loaded, more } = useHistory(() => holder.value);
  const checking = useChecking();
  watch(holder, checking.forget);
  const known = useLoaded(
    () => undefined,
    async (): Promise<Known> => {
      const [names, directory] = await Promise.all([readNames(), readDirectory()]);
      return { names, directory };
    },
  );
  const complaints = useLoaded(() => holder.value, listComplaints);
  const filter = ref<Filter>('all');
  const checkAll = (items: readonly HistoryEntry[]): void => {
    const shown = items.flatMap((entry) => (entry.kind === 'access' ? entry.receipt : []));
    void checking.all(shown, holder.value);
  };
  const showEntry = (entry: HistoryEntry, names: Known, told: readonly OwnComplaint[]): VNode =>
    entry.kind === 'access' ? (
      <AccessEntry
        key={entry.id}
        of={entry}
        known={names}
        holder={holder.value}
        checking={checking}
        complaint={told.find(({ receipt }) => receipt === entry.receipt.number)}
        onComplained={complaints.again}
      />
    ) : (
      <ChangeEntry key={entry.id} of={entry} known={names} holder={holder.value} />
    );
  const showMonths = (items: readonly HistoryEntry[]): VNode => {
    const fitting = items.filter((entry) => fits(entry, filter.value));
    if (fitting.length === 0) return <p class="quiet">{say.noneOfKind()}</p>;
    return (
      <ShowLoaded
        of={known}
        show={(names) => (
          <More
            items={fitting}
            first={3}
            show={(some) => (
              <div class="stack loose">
                {byMonth(some).map(([month, entries]) => (
                  <section key={month} class="records" aria-labelledby={`month-${month}`}>
                    <h2 id={`month-${month}`}>{monthText(month)}</h2>
                    {entries.map((entry) => showEntry(entry, names, complaints.value ?? []))}
                  </section>
                ))}
              </div>
            )}
          />
        )}
      />
    );
  };
  const show = ({ items, total, next }: History): VNode =>
    total === 0 ? (
      <Blank icon={clockBack} heading={say.none()} text={say.noneNext()} />
    ) : (
      <>
        <Summary total={total} of={checking.whole.value} onCheck={() => checkAll(items)} />
        {elder.value === 'off' ? (
          <Filters chosen={filter.value} onChoose={(one) => (filter.value = one)} />
        ) : null}
        {showMonths(items)}
        {next === null ? null : (
          <Button icon={moveDown} busy={loaded.phase === 'loading'} onPress={more}>
            {say.more({ total })}
          </Button>
        )}
      </>
    );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{title()}</h1>
        <p class="quiet">{say.lead()}</p>
        {holder.value === undefined ? null : <p class="quiet">{say.theirs()}</p>}
      </div>
      <ShowLoaded of={loaded} from={say.vault()} show={show} />
      <Below holder={holder.value} />
    </div>
  );
});

const Below = ({ holder }: { readonly holder: string | undefined }) => (
  <div class="stack">
    <p class="row">
      <a class="button" href={withHolder('/me/receipts/export', holder)} download="receipts.json">
        <Icon of={download} />
        {say.export()}
      </a>
      <a class="button" href="/papers">
        <Icon of={fileText} />
        {say.paperAny()}
      </a>
    </p>
    <p class="quiet">
      <a class="tall" href="tel:12345">
        <Icon of={phone} />
        {say.help()}
      </a>
    </p>
  </div>
);
