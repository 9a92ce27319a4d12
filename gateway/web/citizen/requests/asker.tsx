/** Who asks: the department, its window and place, when, and for which matter. */
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { landmark } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Tag } from '../../parts/notes.tsx';
import { timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import { requests as say } from '../../words/requests.ts';
import { nameOf } from '../../words/words.ts';

/** Where the window is, and which it is. */
export const placeOf = ({ window }: Pick<RequestForPerson, 'window'>): string =>
  say.place({
    place: language.value === 'zh' ? window.placeZh : window.placeEn,
    window: nameOf(window),
  });

export const Asker = ({ of }: { readonly of: RequestForPerson }) => (
  <div class="sheet asker">
    <div class="from-whom">
      <Icon of={landmark} />
      <div>
        <p>
          <strong class="lead">{nameOf(of.department)}</strong>
        </p>
        <p class="quiet">{placeOf(of)}</p>
      </div>
    </div>
    <p>
      <Tag kind="ok">{say.verified()}</Tag>
    </p>
    <p>
      {say.forMatter()}
      <strong>{nameOf(of.matter)}</strong>
    </p>
    <p class="small quiet">{say.askedAt({ time: timeText(of.createdAt) })}</p>
  </div>
);
