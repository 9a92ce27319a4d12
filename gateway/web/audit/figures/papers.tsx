/** Papers that nobody had to bring in a month, and papers that windows still asked for; matter by matter on the page about them. */
import type { PaperFigures } from '../../../../sdk/schemas/figures.ts';
import { wallet } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { publicFigures as say } from '../../words/audit-figures.ts';
import { countText } from '../../words/dates.ts';

export const Papers = ({ of: { items, atLeast } }: { readonly of: PaperFigures }) => (
  <section class="sheet stack" aria-label={say.papers()}>
    <h2>{say.papers()}</h2>
    {items.length === 0 ? (
      <Blank icon={wallet} heading={say.papersNone()} text={say.papersNoneNext()} />
    ) : (
      <p>{say.papersSays(countText(atLeast.notNeeded), countText(atLeast.stillAsked))}</p>
    )}
    <p>
      <a class="tall" href="/papers">
        {say.byMatter()}
      </a>
    </p>
  </section>
);
