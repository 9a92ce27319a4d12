/** What happened to a certificate, among the accesses. */

import { Icon } from '../../parts/icon.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { dateText, timeText } from '../../words/dates.ts';
import { records as say } from '../../words/records.ts';
import { nameOf } from '../../words/words.ts';
import { withHolder } from '../acting/holder.ts';
import { iconOf } from '../type-icons.ts';
import { type Known, typeText } from './access.ts';
import type { Change } from './history.ts';

const texts = {
  issued: say.issued,
  replaced: say.replaced,
  suspended: say.suspended,
  reinstated: say.reinstated,
  revoked: say.revoked,
  transferred: say.transferred,
} as const satisfies Record<Change['kind'], (values: { type: string }) => string>;

type Props = { readonly of: Change; readonly known: Known; readonly holder: string | undefined };

export const ChangeEntry = ({ of, known, holder }: Props) => {
  const { credential, kind, at, reason } = of;
  const department = known.names.department(credential.department);
  const isBad = kind === 'suspended' || kind === 'revoked';
  return (
    <article class={['sheet', 'record', isBad ? 'warn' : 'quiet']}>
      <Icon of={iconOf(credential.credentialType)} />
      <h3>
        <RouterLink to={withHolder(`/certificates/${credential.id}`, holder)}>
          {texts[kind]({ type: typeText(credential.credentialType, known.names) })}
        </RouterLink>
      </h3>
      <ul class="in about quiet">
        <li>
          {dateText(at)} {timeText(at)}
          {department === undefined ? null : ` · ${nameOf(department)}`}
        </li>
        {reason === null ? null : <li>{say.reason({ reason })}</li>}
      </ul>
    </article>
  );
};
