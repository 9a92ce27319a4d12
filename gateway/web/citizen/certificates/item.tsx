/** A certificate in the list: the whole card is the link. */

import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import type { Names } from '../../calls/names.ts';
import { Icon } from '../../parts/icon.tsx';
import { Tag } from '../../parts/notes.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { nameOf } from '../../words/words.ts';
import { iconOf } from '../type-icons.ts';
import { endText, numberText, tagOf } from './standing.ts';

export const CertificateItem = ({ of, names }: { readonly of: OwnCredential; readonly names: Names }) => {
  const { kind, text } = tagOf(of);
  const { query } = useRoute();
  return (
    <RouterLink class="certificate" to={{ path: `/certificates/${of.id}`, query }}>
      <Icon of={iconOf(of.credentialType)} />
      <h3>{typeName(of, names)}</h3>
      <Tag kind={kind}>{text()}</Tag>
      <p class="small quiet">
        <span class="number">{numberText(of) ?? say.noNumber()}</span>
        <br />
        {issuerName(of, names)} · {endText(of)}
      </p>
    </RouterLink>
  );
};

export function typeName({ credentialType }: Pick<OwnCredential, 'credentialType'>, names: Names): string {
  const type = names.type(credentialType);
  return type === undefined ? credentialType : nameOf(type);
}

export function issuerName({ department }: Pick<OwnCredential, 'department'>, names: Names): string {
  const row = names.department(department);
  return row === undefined ? department : nameOf(row);
}
