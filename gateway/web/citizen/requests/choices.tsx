/** What a person says beside yes and no: which number the counter shows, for whom, and which of several certificates. */
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { Options } from '../../parts/options.tsx';
import { dateText } from '../../words/dates.ts';
import { requests as say } from '../../words/requests.ts';
import { nameOf } from '../../words/words.ts';
import { type Deciding, MYSELF, type Party, possibleHolders, roleName } from './deciding.ts';

export const Digits = ({ of, deciding }: { readonly of: readonly number[]; readonly deciding: Deciding }) => (
  <Options
    isShort
    name="digits"
    legend={say.digitsHeading()}
    hint={say.digitsWhy()}
    options={of.map((number) => ({ value: String(number), text: String(number) }))}
    chosen={deciding.digits.value === undefined ? undefined : String(deciding.digits.value)}
    onChoose={(value) => {
      deciding.digits.value = Number(value);
    }}
  />
);

const acting: Readonly<Record<string, (values: { name: string }) => string>> = {
  guardian: say.actingGuardian,
  representative: say.actingRepresentative,
  mandate: say.actingMandate,
};

export const ForWhom = ({ party, deciding }: { readonly party: Party; readonly deciding: Deciding }) => {
  const possible = possibleHolders(party);
  return possible.length < 2 ? null : (
    <Options
      name={`holder-${party.subject}`}
      legend={say.forWhom({ role: roleName(party) })}
      options={possible.map(({ holder, kind, name }) => ({
        value: holder,
        text: holder === MYSELF || kind === 'self' ? say.forMyself() : (acting[kind]?.({ name }) ?? name),
      }))}
      chosen={deciding.holderOf(party)}
      onChoose={(value) => {
        deciding.holders[party.subject] = value;
      }}
    />
  );
};

type WhichProps = {
  readonly of: readonly OwnCredential[];
  readonly type: { readonly credentialType: string; readonly nameZh: string; readonly nameEn: string };
  readonly picked: string;
  readonly onPick: (id: string) => void;
};

export const Which = ({ of, type, picked, onPick }: WhichProps) => (
  <Options
    name={`which-${type.credentialType}`}
    legend={say.which({ type: nameOf(type) })}
    options={of.map(({ id, maskedNumber, issuedAt }, place) => ({
      value: id,
      text: [maskedNumber ?? '', dateText(issuedAt), ...(place === 0 ? [say.newest()] : [])].join(' · '),
    }))}
    chosen={picked}
    onChoose={onPick}
  />
);
