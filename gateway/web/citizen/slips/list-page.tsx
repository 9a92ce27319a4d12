/** My slips, newest first. */
import { defineComponent } from 'vue';
import type { SlipForPerson } from '../../../../sdk/schemas/slips.ts';
import { usePaged } from '../../calls/paged.ts';
import { ticket } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { dateText } from '../../words/dates.ts';
import { slips as say } from '../../words/slips.ts';
import { nameOf } from '../../words/words.ts';
import { listSlips, states } from './slips.ts';
import './slips.css';

export const SlipsPage = defineComponent(() => {
  usePage(say.title);
  const found = usePaged(listSlips);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p class="quiet">{say.lead()}</p>
      </div>
      <p>
        <RouterLink class="button primary wide" to="/slips/new">
          <Icon of={ticket} />
          {say.make()}
        </RouterLink>
      </p>
      <ShowPaged
        of={found}
        empty={() => <Blank icon={ticket} heading={say.none()} text={say.noneNext()} />}
        show={(items) => (
          <ul class="slips">
            {items.map((one) => (
              <li key={one.id}>
                <Item of={one} />
              </li>
            ))}
          </ul>
        )}
      />
    </div>
  );
});

const Item = ({ of }: { readonly of: SlipForPerson }) => {
  const { kind, text } = states[of.state];
  return (
    <RouterLink class="sheet slip-link" to={`/slips/${of.id}`}>
      <strong>{nameOf(of.matter)}</strong>
      <Tag kind={kind}>{text()}</Tag>
      <span class="small quiet">
        {nameOf(of.department)} · {say.lastDay({ date: dateText(of.lastDay) })}
      </span>
    </RouterLink>
  );
};
