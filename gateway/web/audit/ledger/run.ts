/** The whole audit as it runs: it goes on while the reader looks at other pages, and ends with the tab. */
import { readonly, shallowReactive } from 'vue';
import type { Check } from '../../../../sdk/audit/findings.ts';
import { keptTrust } from '../trust.ts';
import { employ } from '../worker/employ.ts';
import type { Told } from '../worker/messages.ts';
import { keepLastRun } from './last-run.ts';
import { markUnfinished, wasLeft } from './unfinished.ts';

export type Run = {
  /** `interrupted`: the page was left while one ran. */
  phase: 'idle' | 'interrupted' | 'running' | 'done' | 'stopped' | 'failed';
  /** Whether it waits for the gateway. */
  isAway: boolean;
  leaves: number;
  total: number;
  /** In the order found. */
  checks: readonly Check[];
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
};

const state = shallowReactive<Run>({
  phase: wasLeft() ? 'interrupted' : 'idle',
  isAway: false,
  leaves: 0,
  total: 0,
  checks: [],
  startedAt: 0,
  endedAt: 0,
});
let end = (): void => {};

/** Reactive. */
export const run: Readonly<Run> = readonly(state);

/** Checks that don't hold. */
export const findings = (): readonly Check[] => state.checks.filter(({ code }) => code !== undefined);

/** Seconds that it will still take at the pace so far; undefined while nobody can say. */
export function secondsLeft(now: number): number | undefined {
  const { leaves, total, startedAt } = state;
  const passed = now - startedAt;
  if (leaves === 0 || passed < 500) return undefined;
  return Math.ceil((passed * (total - leaves)) / leaves / 1000);
}

/** Begins anew, by the trust file that the reader gave or else on first use. */
export function startRun(): void {
  end();
  Object.assign(state, {
    phase: 'running',
    isAway: false,
    leaves: 0,
    total: 0,
    checks: [],
    startedAt: Date.now(),
  });
  markUnfinished(true);
  end = employ({ kind: 'audit', trust: keptTrust.given() }, hear);
}

/** Ends it; what was found so far stays. */
export function stopRun(): void {
  finish('stopped');
}

function hear(told: Told): void {
  if (told.kind === 'progress') Object.assign(state, { leaves: told.leaves, total: told.total });
  else if (told.kind === 'line') state.checks = [...state.checks, told.check];
  else if (told.kind === 'away') state.isAway = told.isAway;
  else if (told.kind === 'failed') finish('failed');
  else if (told.kind === 'done') {
    finish('done');
    const { leaves, startedAt, endedAt } = state;
    keepLastRun({ at: endedAt, leaves, seconds: (endedAt - startedAt) / 1000, findings: findings().length });
  }
}

function finish(phase: Run['phase']): void {
  end();
  end = () => {};
  Object.assign(state, { phase, isAway: false, endedAt: Date.now() });
  markUnfinished(false);
}
