/** Tables: where the screen is narrow each row stands as a card of its own, or, of a small table, the table scrolls. */
import type { VNodeChild } from 'vue';
import { lists } from '../words/lists.ts';

export type Column = {
  readonly text: string;
  readonly isNumber?: boolean;
  /** Its cells are sentences. */
  readonly isLong?: boolean;
};

/** The first cell names the row. */
export type Row = { readonly key: string | number; readonly cells: readonly VNodeChild[] };

type TableProps = {
  /** What the table is, for whoever hears it; shown where nothing else says so. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
};

export const Table = ({ caption, isCaptionShown = false, columns, rows }: TableProps) => (
  <section
    class={['scroll', isWide(columns) ? 'cards' : '']}
    tabindex="0"
    aria-label={lists.table({ name: caption })}
  >
    <table>
      <caption class={isCaptionShown ? '' : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ text, isNumber = false }) => (
            <th key={text} scope="col" class={isNumber ? 'figure' : ''}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row" data-label={columns[0]?.text}>
              {first}
            </th>
            {others.map((cell, place) => (
              <td key={place} class={classOf(columns[place + 1])} data-label={columns[place + 1]?.text}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** Columns that fit beside each other on a phone, figures being narrow. */
const MOST = 3;
const MOST_TEXTS = 2;

/** Whether a phone would show only the beginning of its rows. */
function isWide(columns: readonly Column[]): boolean {
  const texts = columns.filter(({ isNumber }) => !isNumber);
  return columns.length > MOST || texts.length > MOST_TEXTS || columns.some(({ isLong }) => isLong);
}

function classOf(column: Column | undefined): string {
  if (column?.isNumber) return 'figure number';
  return column?.isLong ? 'long' : '';
}
