/** A verdict in words for people and as an object for programs. */
import { isOpenOn } from '../slip/ticket.ts';
import type { Inspection, ItemInspection } from '../verify/inspect.ts';
import { explain, type Reason } from '../verify/reasons.ts';
import type { Verdict } from '../verify/types.ts';
import type { Copy } from './files.ts';

/** What the command says, and whether all of it holds. */
export type Report = { readonly holds: boolean; readonly json: object; readonly lines: readonly string[] };

/** Without a verdict it is an inspection: who may use the proof was not checked, and that is said first. */
export function reportOf(inspection: Inspection, verdict?: Verdict): Report {
  const { whoMayUseIt, items, reason } = inspection;
  const lines = [
    ...headline(inspection, verdict),
    ...(reason === undefined ? [] : explained(reason)),
    ...items.flatMap((item, place) => itemLines(item, verdict?.items[place]?.claims)),
    ...(verdict?.valid ? verdict.warnings.flatMap((warning) => ['Note:', ...explained(warning)]) : []),
  ];
  if (verdict !== undefined) return { holds: verdict.valid, json: { ...verdict, checks: items }, lines };
  const json = {
    ...inspection,
    note: whoMayUseIt === 'checked' ? undefined : 'who may use it was not checked',
  };
  return { holds: inspection.holds, json, lines };
}

/** The same of an annotated copy: one whose last day is over at that moment isn't good, whatever is in it. */
export function reportOfCopy(report: Report, { madeAt, goodUntil }: Copy, at: Date): Report {
  const isOver = goodUntil !== undefined && !isOpenOn({ lastDay: goodUntil }, at);
  const copy = { madeAt: madeAt.toISOString(), goodUntil: goodUntil ?? null, over: isOver };
  return {
    holds: report.holds && !isOver,
    json: { ...report.json, copy },
    lines: [
      ...(isOver
        ? [`OVER: this copy was good until ${goodUntil}.`, `  这份加注件 ${goodUntil} 到期，不能再用。`]
        : []),
      ...report.lines,
      `\nThe proof inside, as of ${copy.madeAt}, when it was made. What the page says of its last day (${goodUntil ?? 'none'}) is signed by nobody.`,
    ],
  };
}

function headline({ holds }: Inspection, verdict: Verdict | undefined): string[] {
  if (verdict === undefined)
    return [
      holds ? 'Every check made holds.' : 'Not everything holds.',
      'Who may use it was not checked: give --audience and --nonce of your request for that.',
    ];
  return [verdict.valid ? 'VALID' : `NOT VALID: ${verdict.reason}`];
}

function itemLines(
  { subject, credentialType, reason, checks }: ItemInspection,
  claims: object = {},
): string[] {
  return [
    `\n${subject} · ${credentialType}`,
    ...(reason === undefined ? [] : explained(reason)),
    ...checks.flatMap(({ check, outcome, reason: why }) => [
      `  ${marks[outcome]} ${check}`,
      ...(why === undefined ? [] : explained(why).map((line) => `  ${line}`)),
    ]),
    ...Object.entries(claims).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
  ];
}

const marks = { holds: '✓', fails: '✗', accepted: '~', 'not-checked': '·' } as const;

function explained(reason: Reason): string[] {
  const [english, chinese] = [explain(reason, 'en'), explain(reason, 'zh')];
  return [`  ${reason}: ${english.meaning} ${english.clerk}`, `  ${chinese.meaning}${chinese.clerk}`];
}
