/** What a person chooses about a slip, and what of it is sent. */
import type { MakeSlip, SlipPreview } from '../../../../sdk/schemas/slips.ts';
import { civilDay, daysAfter } from '../../words/days.ts';
import { MYSELF, possibleHolders } from '../requests/deciding.ts';

/** Civil days for which a slip is good where nothing else is said. */
export const USUAL_DAYS = 7;

export type Choice = {
  conditions: readonly string[];
  days: number;
  /** Which giver of the matter the person is, where it has several. */
  role: string | undefined;
  /** For whom, by subject. */
  holders: Record<string, string>;
};

type Party = SlipPreview['parties'][number];

/** Givers among whom the person has to choose. */
export const rolesOf = ({ parties }: SlipPreview): readonly string[] => [
  ...new Set(parties.map(({ role }) => role)),
];

/** For whom a party would be given; undefined where that isn't said yet, or is nobody. */
export function holderOf(party: Party, { holders }: Choice): string | undefined {
  const possible = possibleHolders(party);
  const only = possible.length === 1 || !party.actsForOther ? possible[0]?.holder : undefined;
  return holders[party.subject] ?? only;
}

/** Exactly what was shown. */
export function bodyOf(preview: SlipPreview, choice: Choice): MakeSlip {
  const { matter, parties } = preview;
  const named = parties.flatMap((party) => {
    const holder = holderOf(party, choice);
    return holder === undefined || holder === MYSELF ? [] : [[party.subject, holder] as const];
  });
  return {
    matter: matter.code,
    conditions: [...choice.conditions],
    until: daysAfter(civilDay(new Date()), choice.days),
    ...(choice.role === undefined ? {} : { role: choice.role }),
    fields: Object.fromEntries(
      parties.map(({ subject, asks }) => [
        subject,
        Object.fromEntries(asks.map((ask) => [ask.credentialType, ask.fields.map(({ name }) => name)])),
      ]),
    ),
    holders: Object.fromEntries(named),
    picks: {},
  };
}
