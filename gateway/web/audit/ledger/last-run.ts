/** How the last whole audit on this device came out. */
import { shallowRef } from 'vue';

/** `at` in milliseconds since 1970. */
export type LastRun = {
  readonly at: number;
  readonly leaves: number;
  readonly seconds: number;
  readonly findings: number;
};

const KEY = 'last-audit';
const known = shallowRef<LastRun | undefined>(read());

/** Reactive; undefined where there was none, or this browser keeps nothing. */
export const lastRun = (): LastRun | undefined => known.value;

export function keepLastRun(one: LastRun): void {
  known.value = one;
  try {
    localStorage.setItem(KEY, JSON.stringify(one));
  } catch {
    // It is known for as long as the page is open.
  }
}

function read(): LastRun | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isLastRun(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isLastRun(value: unknown): value is LastRun {
  const numbers = ['at', 'leaves', 'seconds', 'findings'] as const;
  return (
    typeof value === 'object' &&
    value !== null &&
    numbers.every((name) => typeof (value as Partial<LastRun>)[name] === 'number')
  );
}
