/** Charts: the heading says what, the line below what it means, the bars show it, and a table has the same numbers. */
import type { FunctionalComponent } from 'vue';
import { circle } from '../icons/icons.ts';
import { countText } from '../words/dates.ts';
import { lists } from '../words/lists.ts';
import { Blank } from './blank.tsx';
import { Table } from './table.tsx';

/** `count` is null where it isn't told; `text` then says why. */
export type Bar = { readonly name: string; readonly count: number | null; readonly text?: string };

type BarsProps = {
  readonly heading: string;
  /** What the figures mean, in a sentence. */
  readonly says: string;
  /** What is counted by, as the first column's heading. */
  readonly by: string;
  readonly bars: readonly Bar[];
};

/** A bar a row, longest first if the caller sorts them so. */
export const Bars: FunctionalComponent<BarsProps> = (props, { slots }) => (
  <Figure {...props}>
    {{
      chart: () => {
        const most = mostOf(props.bars);
        return (
          <ul class="bars plain">
            {props.bars.map((bar) => (
              <li key={bar.name}>
                <span>{bar.name}</span>
                <span class="chart" aria-hidden="true">
                  {bar.count === null ? null : <i style={{ width: `${(100 * bar.count) / most}%` }} />}
                </span>
                <span class="number">{textOf(bar)}</span>
              </li>
            ))}
          </ul>
        );
      },
      ...slots,
    }}
  </Figure>
);
Bars.props = ['heading', 'says', 'by', 'bars'];

/** Upright bars for a span of time, as many as there are; a few of them are named. The sentence is what is heard of them. */
export const Upright: FunctionalComponent<BarsProps> = (props) => (
  <Figure {...props}>
    {{
      chart: () => {
        const most = mostOf(props.bars);
        const last = props.bars.length - 1;
        return (
          <div class="upright" role="img" aria-label={props.says}>
            {props.bars.map((bar, place) => (
              <span key={bar.name} class="chart">
                <b class={['number', bar.count === most ? '' : 'fine']}>
                  {bar.count === 0 ? '' : textOf(bar)}
                </b>
                <i style={{ height: `${(6 * (bar.count ?? 0)) / most}rem` }} />
                <span class={['number', isNamed(last - place, last, FEW) ? '' : 'fine']}>
                  {isNamed(last - place, last, MANY) || isNamed(last - place, last, FEW) ? bar.name : ''}
                </span>
              </span>
            ))}
          </div>
        );
      },
    }}
  </Figure>
);
Upright.props = ['heading', 'says', 'by', 'bars'];

/** Spaces between names on a phone, and on a desk's screen. */
const FEW = 2;
const MANY = 10;

/** Whether a bar that stands `back` places before the last has its name below it. */
const isNamed = (back: number, last: number, spaces: number): boolean =>
  back % Math.max(1, Math.floor(last / spaces)) === 0;

const Figure: FunctionalComponent<BarsProps> = ({ heading, says, by, bars }, { slots }) => (
  <section class="sheet stack figure-sheet" aria-label={heading}>
    <h2>{heading}</h2>
    {bars.length === 0 ? (
      <Blank icon={circle} heading={says} />
    ) : (
      <>
        <p class="quiet">{says}</p>
        {slots.chart?.()}
        <details>
          <summary>{lists.asTable()}</summary>
          <Table
            caption={heading}
            columns={[{ text: by }, { text: lists.count(), isNumber: true }]}
            rows={bars.map((bar) => ({ key: bar.name, cells: [bar.name, textOf(bar)] }))}
          />
        </details>
      </>
    )}
    {slots.default?.()}
  </section>
);
Figure.props = ['heading', 'says', 'by', 'bars'];

const mostOf = (bars: readonly Bar[]): number => Math.max(1, ...bars.map(({ count }) => count ?? 0));
const textOf = ({ count, text }: Bar): string => text ?? countText(count ?? 0);
