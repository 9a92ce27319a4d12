/** What a slip shows: fields by certificate, and why. */
import type { SlipForPerson } from '../../../../sdk/schemas/slips.ts';
import { Icon } from '../../parts/icon.tsx';
import { language } from '../../words/language.ts';
import { listText } from '../../words/lists.ts';
import { requests } from '../../words/requests.ts';
import { labelOf, nameOf } from '../../words/words.ts';
import { iconOf } from '../type-icons.ts';

export const Shown = ({ of }: { readonly of: SlipForPerson['parties'][number]['asks'] }) => (
  <div class="sheet flush shown">
    {of.map((ask) => (
      <section key={ask.credentialType} class="stack tight" aria-label={nameOf(ask)}>
        <h3>
          <Icon of={iconOf(ask.credentialType)} />
          {nameOf(ask)}
        </h3>
        <p class="small quiet">
          {requests.purpose({ purpose: language.value === 'zh' ? ask.purposeZh : ask.purposeEn })}
        </p>
        <p>{listText(ask.fields.map(labelOf))}</p>
      </section>
    ))}
  </div>
);
