/** What is told of accreditations, one value a name, so that two tellings can be compared name by name. */
import { exactly, listOf, object, text } from '../verify/shape.ts';
import type { TrustedDepartment } from '../verify/types.ts';
import type { State } from './states.ts';

export type Facts = ReadonlyMap<string, string>;

/** What a trust file, or the ledger in its stead, tells. */
export function factsOf({ departments, logs }: State): Facts {
  return collect([
    ...departments.flatMap(({ code, issuer, suspended, keys }): [string, string][] => [
      [`${code} issuer`, issuer],
      [`${code} suspended`, String(suspended)],
      ...keys.flatMap(({ kid, jwk, ended, types }): [string, string][] => [
        [`${code} key ${kid}`, `${jwk.x} ${jwk.y}`],
        [`${code} key ${kid} ended`, String(ended)],
        [
          `${code} key ${kid} terms`,
          types
            .map(({ type, from, to }) => `${type} ${from} ${to}`)
            .toSorted()
            .join(),
        ],
      ]),
    ]),
    // A log that nobody owns yet is as good as one that isn't named.
    ...logs
      .filter(({ owner }) => owner !== '')
      .flatMap(({ name, origin, owner, verifierKeys }): [string, string][] => [
        [`log ${name} origin`, origin],
        [`log ${name} owner`, owner.toLowerCase()],
        [`log ${name} verifier keys`, verifierKeys.join()],
      ]),
  ]);
}

/** Issuer metadata of SD-JWT VC, section 5, as far as it says whose the keys are. */
type IssuerMetadata = {
  readonly issuer: string;
  readonly jwks: {
    readonly keys: readonly { readonly kid: string; readonly x: string; readonly y: string }[];
  };
};

const isIssuerMetadata = object({
  issuer: text,
  jwks: object({
    keys: listOf(object({ kid: text, kty: exactly('EC'), crv: exactly('P-256'), x: text, y: text })),
  }),
});

/** What is served as issuer metadata; nothing for anything else. */
export function metadataFacts(served: unknown): Facts {
  if (!isIssuerMetadata(served)) return NOTHING;
  const { issuer, jwks } = served as IssuerMetadata;
  return collect([['issuer', issuer], ...jwks.keys.map(keyFact)]);
}

/** What issuer metadata ought to tell of a department: its keys that haven’t ended. */
export function keySetFacts(issuer: string, department: TrustedDepartment | undefined): Facts {
  const live = department?.keys.filter(({ ended }) => !ended) ?? [];
  return collect([['issuer', issuer], ...live.map(({ kid, jwk }) => keyFact({ kid, ...jwk }))]);
}

const keyFact = ({ kid, x, y }: { kid: string; x: string; y: string }): [string, string] => [
  `key ${kid}`,
  `${x} ${y}`,
];

export const NOTHING: Facts = new Map();

/** Something told twice is told as both, or the second would hide the first. */
function collect(told: readonly (readonly [string, string])[]): Facts {
  const facts = new Map<string, string>();
  for (const [name, value] of told) {
    const known = facts.get(name);
    facts.set(name, known === undefined ? value : `${known} and ${value}`);
  }
  return facts;
}

/** Names of what differs. */
export const differencesOf = (one: Facts, other: Facts): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));
