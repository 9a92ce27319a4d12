/** Accreditations as they are told (trust files, issuer metadata), against those that the ledger has or had. */
import type { CityNames } from '../verify/names.ts';
import type { TrustedCity } from '../verify/types.ts';
import { differencesOf, type Facts, factsOf, keySetFacts, metadataFacts, NOTHING } from './facts.ts';
import { type Check, finding, holds } from './findings.ts';
import type { LedgerRecord } from './record.ts';
import type { Served } from './served.ts';
import { type State, statesOf } from './states.ts';

/** Somebody's telling, and what it ought to be for a state of the ledger. */
type Telling = {
  readonly what: string;
  readonly facts: Facts;
  readonly expected: (state: State) => Facts;
  /** When it was read; missing for what may be as old as it likes, as long as it was true once. */
  readonly at?: Date;
};

export type AccreditationAudit = {
  readonly record: LedgerRecord;
  readonly names: CityNames;
  readonly served: Served;
  /** The city as the gateway tells it, and as the trust file does. */
  readonly told: TrustedCity | undefined;
  readonly trusted: TrustedCity | undefined;
};

/** The trust file that is served, the one that is believed, and every department's keys at the well-known address. */
export async function* auditAccreditations(options: AccreditationAudit): AsyncGenerator<Check> {
  const { record, names } = options;
  const tellings = tellingsOf(options).map((telling) => ({ telling, ...NEVER_TRUE }));
  for (const { state, until } of statesOf(record, names))
    for (const open of tellings) {
      open.differences = differencesOf(open.telling.facts, open.telling.expected(state));
      if (open.differences.length === 0) open.until = until;
    }
  for (const { telling, differences, until } of tellings) {
    const { what, at } = telling;
    if (differences.length === 0) yield holds(what, 'as the ledger has it');
    else if (until !== undefined && (at === undefined || (await record.isFresh(until, at))))
      yield holds(what, `as the ledger had it before block ${until}; since then: ${listOf(differences)}`);
    else yield finding(what, 'ACCREDITATIONS_DIFFER', listOf(differences));
  }
}

/** What differs from the present state, and the block that ended the last state in which nothing did. */
const NEVER_TRUE: { differences: readonly string[]; until: number | undefined } = {
  differences: ['everything'],
  until: undefined,
};

const MOST_TOLD = 5;
const listOf = (names: readonly string[]): string =>
  names.length <= MOST_TOLD
    ? names.join(', ')
    : `${names.slice(0, MOST_TOLD).join(', ')} and ${names.length - MOST_TOLD} more`;

function tellingsOf({ served, told, trusted, names }: AccreditationAudit): Telling[] {
  const { at } = served;
  const expected = factsOf;
  const keysIn = (code: string) => (state: State) =>
    keySetFacts(
      names.issuer(code),
      state.departments.find((department) => department.code === code),
    );
  return [
    { what: 'accreditations in /trust.json', facts: told ? factsOf(told) : NOTHING, expected, at },
    ...(trusted === undefined
      ? []
      : [{ what: 'accreditations in the trust file', facts: factsOf(trusted), expected }]),
    ...[...served.issuers].map(([code, metadata]) => ({
      what: `issuer metadata of ${code}`,
      facts: metadataFacts(metadata),
      expected: keysIn(code),
      at,
    })),
  ];
}
