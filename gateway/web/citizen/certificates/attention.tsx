/** What is the matter with certificates, and what to do. */

import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import type { Names } from '../../calls/names.ts';
import { calendarDays, info, octagonX, pause } from '../../icons/icons.ts';
import { Note } from '../../parts/notes.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { issuerName } from './item.tsx';
import { type Alert, careFor, gravest } from './standing.ts';

const icons: Readonly<Record<Alert, string>> = {
  'expires-soon': calendarDays,
  expired: calendarDays,
  suspended: pause,
  revoked: octagonX,
  updating: info,
};

type Props = { readonly items: readonly OwnCredential[]; readonly names: Names };

/** What is only being sealed is said on its card: there is nothing to do about it. */
export const Attention = ({ items, names }: Props) => {
  const worrying = items.filter((one) => ![undefined, 'updating'].includes(gravest(one)));
  return worrying.length === 0 ? null : (
    <section class="stack" aria-labelledby="attention">
      <h2 id="attention">{say.attention()}</h2>
      {worrying.map((one) => (
        <Care key={one.id} of={one} names={names} isLinked />
      ))}
    </section>
  );
};

type CareProps = { readonly of: OwnCredential; readonly names: Names; readonly isLinked?: boolean };

export const Care = ({ of, names, isLinked = false }: CareProps) => {
  const care = careFor(of, { type: names.type(of.credentialType), issuer: issuerName(of, names) });
  const alert = gravest(of);
  const { query } = useRoute();
  return care === undefined || alert === undefined ? null : (
    <Note kind={care.kind} icon={icons[alert]}>
      <h3>{care.heading}</h3>
      <p>{care.text}</p>
      {isLinked ? (
        <p>
          <RouterLink class="tall" to={{ path: `/certificates/${of.id}`, query }}>
            {say.toIt()}
          </RouterLink>
        </p>
      ) : null}
    </Note>
  );
};
