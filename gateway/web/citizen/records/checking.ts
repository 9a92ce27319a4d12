/** Checking receipts from the page: what is shown is what is checked. */
import { onScopeDispose, shallowReactive, shallowRef } from 'vue';
import type { OpenedReceipt } from '../../../../sdk/schemas/receipts.ts';
import { call } from '../../calls/call.ts';
import { withHolder } from '../acting/holder.ts';
import type { Answer, Question, Verdict } from './check.ts';

export type Standing = Verdict | 'checking' | 'failed';

/** What came of all together: how many, and how they stand. */
export type Whole = {
  readonly total: number;
  readonly sealing: number;
  readonly differing: readonly number[];
};

export type Checking = ReturnType<typeof useChecking>;

/** Call it while setting a component up; the worker is there from the first check on. */
export function useChecking() {
  const standings = shallowReactive(new Map<number, Standing>());
  const whole = shallowRef<Whole | 'checking' | 'failed'>();
  const { ask, close } = openWorker();
  onScopeDispose(close);
  const one = async (shown: OpenedReceipt, holder: string | undefined): Promise<void> => {
    standings.set(shown.number, 'checking');
    const verdicts = await withEvidence(shown, holder)
      .then((receipt) => ask([receipt], false))
      .catch(() => undefined);
    standings.set(shown.number, verdicts?.[0] ?? 'failed');
  };
  const all = async (shown: readonly OpenedReceipt[], holder: string | undefined): Promise<void> => {
    whole.value = 'checking';
    const verdicts = await exported(holder)
      .then((kept) => ask(merge(shown, kept), true))
      .catch(() => undefined);
    for (const verdict of verdicts ?? []) standings.set(verdict.number, verdict);
    whole.value = verdicts === undefined ? 'failed' : sumOf(verdicts);
  };
  return {
    standings,
    whole,
    one,
    all,
    forget: (): void => {
      standings.clear();
      whole.value = undefined;
    },
  };
}

/** One that wasn't on the ledger yet when it was read may be now; its words stay those that are shown. */
async function withEvidence(shown: OpenedReceipt, holder: string | undefined): Promise<OpenedReceipt> {
  if (shown.evidence !== null) return shown;
  const { evidence } = await call<OpenedReceipt>('GET', withHolder(`/me/receipts/${shown.number}`, holder));
  return { ...shown, evidence };
}

const exported = async (holder: string | undefined): Promise<readonly OpenedReceipt[]> =>
  (
    await call<{ readonly receipts: readonly OpenedReceipt[] }>(
      'GET',
      withHolder('/me/receipts/export', holder),
    )
  ).receipts;

/** All receipts, oldest first, those that are shown as they are shown: one that only the page has is a gap in the rest. */
function merge(shown: readonly OpenedReceipt[], kept: readonly OpenedReceipt[]): readonly OpenedReceipt[] {
  const byNumber = new Map(kept.map((receipt) => [receipt.number, receipt]));
  for (const receipt of shown) {
    const evidence = receipt.evidence ?? byNumber.get(receipt.number)?.evidence ?? null;
    byNumber.set(receipt.number, { ...receipt, evidence });
  }
  return [...byNumber.values()].toSorted((a, b) => a.number - b.number);
}

const sumOf = (verdicts: readonly Verdict[]): Whole => ({
  total: verdicts.length,
  sealing: verdicts.filter(({ state }) => state === 'sealing').length,
  differing: verdicts.filter(({ state }) => state === 'differs').map(({ number }) => number),
});

function openWorker() {
  const waiting = new Map<number, (verdicts: Answer['verdicts']) => void>();
  let worker: Worker | undefined;
  let questions = 0;
  /** Whoever still waits is told that there is no answer, and the next question gets a worker of its own. */
  const close = (): void => {
    worker?.terminate();
    worker = undefined;
    for (const tell of waiting.values()) tell(undefined);
    waiting.clear();
  };
  const open = (): Worker => {
    const opened = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    opened.onmessage = ({ data }: MessageEvent<Answer>) => {
      waiting.get(data.id)?.(data.verdicts);
      waiting.delete(data.id);
    };
    opened.onerror = close;
    return opened;
  };
  const ask = (receipts: readonly OpenedReceipt[], isWhole: boolean): Promise<Answer['verdicts']> =>
    new Promise((resolve) => {
      worker ??= open();
      questions += 1;
      waiting.set(questions, resolve);
      worker.postMessage({ id: questions, receipts, isWhole } satisfies Question);
    });
  return { ask, close };
}
