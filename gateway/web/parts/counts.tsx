/** A few figures beside each other, each with what it counts. */
import { countText } from '../words/dates.ts';

export type Count = { readonly text: string; readonly count: number };

export const Counts = ({ of }: { readonly of: readonly Count[] }) => (
  <dl class="counts">
    {of.map(({ text, count }) => (
      <div key={text}>
        <dt>{text}</dt>
        <dd class="number">{countText(count)}</dd>
      </div>
    ))}
  </dl>
);
