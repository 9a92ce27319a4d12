/** What a certificate looks like: a drawing of its kind of paper, with nothing on it that the list doesn't tell. */
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import type { Names } from '../../calls/names.ts';
import { Icon } from '../../parts/icon.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { iconOf } from '../type-icons.ts';
import { issuerName, typeName } from './item.tsx';
import { endText, numberText } from './standing.ts';

/** Cards go into a wallet, booklets open, sheets are framed. */
const shapes: Readonly<Record<string, 'card' | 'booklet'>> = {
  'household-register': 'booklet',
  'marriage-certificate': 'booklet',
  'real-estate-title': 'booklet',
  'residence-permit': 'card',
  'resident-identity-card': 'card',
  'social-security-card': 'card',
};

export const Drawn = ({ of, names }: { readonly of: OwnCredential; readonly names: Names }) => (
  <figure class="stack tight">
    <div class={['drawn', shapes[of.credentialType] ?? 'page', of.credentialType]}>
      <p class="small">{issuerName(of, names)}</p>
      <p class="lead">
        <strong>{typeName(of, names)}</strong>
      </p>
      <Icon of={iconOf(of.credentialType)} />
      <p class="number">{numberText(of)}</p>
      <p class="small">{endText(of)}</p>
    </div>
    <figcaption class="small quiet">{say.drawn()}</figcaption>
  </figure>
);
