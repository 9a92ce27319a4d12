/** The proof as a document: each field with where it comes from, when it was read and how the check came out. */
import type { FunctionalComponent } from 'vue';
import type { ItemVerdict } from '../../../sdk/verify/types.ts';
import { circleCheck, circleX, triangleAlert } from '../icons/icons.ts';
import { Icon } from '../parts/icon.tsx';
import { proof as say } from '../words/counter-proof.ts';
import { longDate, timeText } from '../words/dates.ts';
import { labelOf, nameOf } from '../words/words.ts';
import type { About } from './about.ts';
import type { Answer } from './answers.ts';
import { roleText } from './matter.ts';
import { valueText } from './value-text.ts';
import { windowHere } from './window.tsx';

type Props = {
  readonly answer: Answer;
  readonly about: About;
  readonly disputed: ReadonlySet<string>;
};

const columns = [say.item, say.value, say.source, say.readAt, say.check] as const;

export const Document: FunctionalComponent<Props> = ({ answer, about, disputed }) => (
  <article class="sheet doc" aria-labelledby="document">
    <Mark text={say.mark({ matter: nameOf(about.matter), date: isoDate(answer.receivedAt) })} />
    <h2 id="document">{say.title()}</h2>
    <dl class="meta">
      <Meta term={say.matter()} text={nameOf(about.matter)} />
      <Meta term={say.number()} text={answer.kept.id.slice(-12).toUpperCase()} />
      <Meta term={say.usedBy()} text={windowHere.value === undefined ? '' : nameOf(windowHere.value)} />
      <Meta term={say.checkedAt()} text={`${longDate(answer.receivedAt)} ${timeText(answer.receivedAt)}`} />
      <Meta term={say.purpose()} text={say.purposeOnly()} />
      <Meta term={say.until()} text={say.untilFiled()} />
    </dl>
    <section class="scroll cards" tabindex="0" aria-label={say.contents()}>
      <table>
        <caption class="visually-hidden">{say.contentsLong()}</caption>
        <thead>
          <tr>
            {columns.map((text, at) => (
              <th key={at} scope="col">
                {text()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{answer.proof.request.asked.map((_, at) => rowsOf({ at, answer, about, disputed }))}</tbody>
      </table>
    </section>
    <p class="small quiet">{say.signed()}</p>
  </article>
);
Document.props = ['answer', 'about', 'disputed'];

const isoDate = (when: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(when);

const Meta = ({ term, text }: { readonly term: string; readonly text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
);

/** Under which name a field of an item is disputed. */
export const fieldName = (at: number, field: string): string => `${at} ${field}`;

function rowsOf({ at, answer, about, disputed }: Props & { readonly at: number }) {
  const asked = answer.proof.request.asked[at];
  const verdict = answer.judged.items[at];
  if (asked === undefined) return null;
  const type = about.types.find(({ id }) => id === asked.credentialType);
  const issuer = about.departments.find(({ code }) => code === type?.issuingDepartmentCode);
  const hasSeveral = new Set(answer.proof.request.asked.map(({ subject }) => subject)).size > 1;
  const row = (name: string) => {
    const field = type?.fields.find((one) => one.name === name);
    return (
      <tr key={fieldName(at, name)}>
        <th scope="row" data-label={say.item()}>
          {field === undefined ? name : labelOf(field)}
          {hasSeveral ? <span class="small quiet role">{roleText(about.matter, asked.subject)}</span> : null}
        </th>
        <td class="value" data-label={say.value()}>
          <Value verdict={verdict} name={name} about={about} />
        </td>
        <td class="from" data-label={say.source()}>
          {type === undefined ? asked.credentialType : nameOf(type)}
          <span class="small quiet source">{issuer === undefined ? '' : nameOf(issuer)}</span>
        </td>
        <td class="number small time" data-label={say.readAt()}>
          {verdict?.valid === true ? readAt(answer, at) : '–'}
        </td>
        <td data-label={say.check()}>
          <Outcome
            of={
              verdict?.valid !== true ? 'refused' : disputed.has(fieldName(at, name)) ? 'disputed' : 'holds'
            }
          />
        </td>
      </tr>
    );
  };
  return asked.fields.map(row);
}

type ValueProps = {
  readonly verdict: ItemVerdict | undefined;
  readonly name: string;
  readonly about: About;
};

const Value = ({ verdict, name, about }: ValueProps) => {
  if (verdict?.valid !== true) return <span>–</span>;
  const value = verdict.claims[name];
  if (typeof value === 'string' && value.startsWith('data:image/'))
    return <img class="portrait" src={value} alt={name} />;
  return (
    <>
      <span class={typeof value === 'string' && /^[\dX-]+$/.test(value) ? 'number' : ''}>
        {valueText(value)}
      </span>
      {verdict.comparedWith === undefined || typeof value !== 'boolean' ? null : (
        <span class="small quiet source">
          {say.comparedWith({ role: roleText(about.matter, verdict.comparedWith) })}
        </span>
      )}
    </>
  );
};

const outcomes = {
  holds: { icon: circleCheck, text: say.holds },
  disputed: { icon: triangleAlert, text: say.disputed },
  refused: { icon: circleX, text: say.refused },
} as const;

const Outcome = ({ of }: { readonly of: keyof typeof outcomes }) => (
  <span class={['outcome', of]}>
    <Icon of={outcomes[of].icon} />
    {outcomes[of].text()}
  </span>
);

/** When the value was read for this use: the key binding's own time, which its signature covers. */
function readAt({ proof }: Answer, at: number): string {
  const item = proof.items[at];
  if (item === undefined || !('presentation' in item)) return '–';
  const payload = item.presentation.split('~').at(-1)?.split('.')[1] ?? '';
  const { iat } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
    readonly iat: number;
  };
  return timeText(new Date(1000 * iat), { withSeconds: true });
}

/** What it is for, across the whole paper; it says nothing that isn't written on it. */
const Mark = ({ text }: { readonly text: string }) => (
  <svg class="mark" aria-hidden="true" preserveAspectRatio="xMidYMid slice" viewBox="0 0 800 900">
    {places.map(([x, y]) => (
      <text key={`${x} ${y}`} x={x} y={y} transform={`rotate(-24 ${x} ${y})`}>
        {text}
      </text>
    ))}
  </svg>
);

const places = [0, 1, 2, 3, 4, 5].flatMap((row) =>
  [-80, 340].map((left) => [left + (row % 2) * 160, 160 + 160 * row] as const),
);
