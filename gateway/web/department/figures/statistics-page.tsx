/** What the department asked for in a span of time, counted. */
import { defineComponent, reactive, ref } from 'vue';
import type { DepartmentStatistics } from '../../../../sdk/schemas/administration.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { calendarDays } from '../../icons/icons.ts';
import { type Bar, Bars, Upright } from '../../parts/bars.tsx';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Field, type InputAttributes } from '../../parts/fields.tsx';
import { usePage } from '../../parts/page.ts';
import { countText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { methods, outcomes, figures as say } from '../../words/department-figures.ts';
import { type Catalogue, matterName, useCatalogue } from '../names.ts';
import { readStatistics } from '../own.ts';
import { barsByDay, daysBefore, isSpan, type Span } from './span.ts';

const DAYS_SHOWN = 29;

export const StatisticsPage = defineComponent(() => {
  usePage(department.statistics);
  const names = useCatalogue();
  const span = ref<Span>(daysBefore(new Date(), DAYS_SHOWN));
  const told = useLoaded(() => span.value, readStatistics);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {told.value === undefined
            ? department.statistics()
            : say.statistics(countText(told.value.requests))}
        </h1>
        <p class="quiet">{say.statisticsWhat()}</p>
      </div>
      <SpanForm
        span={span.value}
        onShow={(next) => {
          span.value = next;
        }}
      />
      <ShowLoaded
        of={told}
        show={(value) =>
          value.requests === 0 ? (
            <Blank icon={calendarDays} heading={say.none()} text={say.noneNext()} />
          ) : (
            <Charts of={value} names={names.value} />
          )
        }
      />
    </div>
  );
});

const SpanForm = defineComponent(
  (props: { readonly span: Span; readonly onShow: (span: Span) => unknown }) => {
    const typed = reactive<{ from: string; to: string }>({ ...props.span });
    const isWrong = ref(false);
    const show = (event: Event): void => {
      event.preventDefault();
      isWrong.value = !isSpan(typed);
      if (!isWrong.value) props.onShow({ ...typed });
    };
    const fields = [
      ['from', say.from],
      ['to', say.to],
    ] as const;
    return () => (
      <form class="sheet fields" novalidate onSubmit={show}>
        {fields.map(([name, text]) => (
          <Field key={name} id={name} label={text()} error={isWrong.value ? say.spanWrong() : undefined}>
            {(own: InputAttributes) => (
              <input
                {...own}
                type="date"
                value={typed[name]}
                onChange={({ target }) => {
                  typed[name] = (target as HTMLInputElement).value;
                }}
              />
            )}
          </Field>
        ))}
        <Button type="submit">{say.show()}</Button>
      </form>
    );
  },
  { props: ['span', 'onShow'] },
);

const Charts = ({
  of,
  names,
}: {
  readonly of: DepartmentStatistics;
  readonly names: Catalogue | undefined;
}) => {
  const days = barsByDay(of);
  const most = days.reduce((first, bar) => ((bar.count ?? 0) > (first.count ?? 0) ? bar : first));
  return (
    <div class="charts">
      <Upright
        heading={say.byDay()}
        says={say.byDaySays(countText(most.count ?? 0), most.name)}
        by={say.day()}
        bars={days}
      />
      <Most
        heading={say.byMatter()}
        by={say.matter()}
        bars={of.matters.map(({ matter, count }) => ({ name: matterName(names, matter), count }))}
      />
      <Most
        heading={say.byOutcome()}
        by={say.outcome()}
        bars={of.outcomes.map(({ outcome, count }) => ({ name: named(outcomes, outcome), count }))}
      />
      <Most
        heading={say.byMethod()}
        by={say.method()}
        bars={of.methods.map(({ method, count }) => ({ name: named(methods, method), count }))}
      />
      <Most
        heading={say.byWindow()}
        by={say.window()}
        bars={of.windows.map(({ window, count }) => ({ name: window, count }))}
      />
    </div>
  );
};

/** Bars, longest first, with a sentence about the longest. */
const Most = ({
  heading,
  by,
  bars,
}: {
  readonly heading: string;
  readonly by: string;
  readonly bars: readonly Bar[];
}) => {
  const sorted = bars.toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0));
  const [first] = sorted;
  const says = first === undefined ? say.none() : say.mostSays(first.name, countText(first.count ?? 0));
  return <Bars heading={heading} says={says} by={by} bars={sorted} />;
};

/** A code in words; the code itself where a later gateway knows more. */
const named = (words: Readonly<Record<string, unknown>>, code: string): string => {
  const text = words[code];
  return typeof text === 'function' ? text() : code;
};
