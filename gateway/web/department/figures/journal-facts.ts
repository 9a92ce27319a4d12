/** What an entry of the journal is about, in words. */
import type { JournalEntry } from '../../../../sdk/schemas/administration.ts';
import { decisions } from '../../words/department-decisions.ts';
import { figures as say } from '../../words/department-figures.ts';
import { type Change, changes, reasonText } from '../decisions/changes.ts';
import { type Catalogue, matterName, momentText, typeName } from '../names.ts';

type Fact = string | number;
type Tell = (value: Fact, names: Catalogue | undefined) => string;

const number: Tell = (value) => say.reference({ id: String(value).slice(0, 8) });

/** In the order in which they are told. */
const tells: Readonly<Record<string, Tell>> = {
  change: (value) => changes[value as Change]?.text() ?? String(value),
  credentialType: (value, names) => typeName(names, String(value)),
  type: (value, names) => typeName(names, String(value)),
  matter: (value, names) => matterName(names, String(value)),
  recordEnding: (value) => say.recordEnding({ ending: String(value) }),
  reason: (value) => decisions.because({ reason: reasonText(String(value)) }),
  asOf: (value) => say.dataAsOf({ time: momentText(String(value)) }),
  credentials: (value) => say.touched(Number(value)),
  changed: (value) => decisions.changedCount(Number(value)),
  kid: (value) => decisions.keyAdded({ kid: String(value).slice(0, 8) }),
  import: number,
  proposal: number,
  report: number,
};

/** Facts that a later gateway adds stand by their own names. */
export function factsText(about: JournalEntry['about'], names: Catalogue | undefined): string {
  const known = Object.entries(tells).flatMap(([name, tell]) => {
    const value = about[name] ?? null;
    return value === null ? [] : [tell(value, names)];
  });
  const others = Object.entries(about)
    .filter(([name, value]) => value !== null && !(name in tells))
    .map(([name, value]) => `${name} ${value}`);
  return [...known, ...others].join(' · ');
}
