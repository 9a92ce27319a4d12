/** Checks receipts against the ledger, beside the page: hashing a long log must not make it stand still. */
import {
  checkReceipt,
  checkReceipts,
  explainFinding,
  openLedgerHeads,
  openRpc,
  type ReceiptCheckOptions,
  type ReceiptVerdict,
  readOver,
} from '../../../../sdk/audit/index.ts';
import type { Trust } from '../../../../sdk/verify/types.ts';
import type { Answer, Question, Verdict } from './check.ts';

addEventListener('message', ({ data }: MessageEvent<Question>) => void answer(data));

async function answer({ id, receipts, isWhole }: Question): Promise<void> {
  const told = await judge(receipts, isWhole).then(
    (verdicts): Answer => ({ id, verdicts }),
    (): Answer => ({ id }),
  );
  postMessage(told);
}

/** The ledger is asked anew each time: what held a minute ago may hold no more. */
async function judge(receipts: Question['receipts'], isWhole: boolean): Promise<readonly Verdict[]> {
  const options = await openOptions();
  const verdicts = isWhole
    ? (await checkReceipts(receipts, options)).receipts
    : await Promise.all(receipts.map((receipt) => checkReceipt(receipt, options)));
  return receipts.map(({ number }, place) => verdictOf(number, verdicts[place]));
}

async function openOptions(): Promise<ReceiptCheckOptions> {
  const answered = await fetch('/trust.json');
  if (!answered.ok) throw new Error(`the trust file answered ${answered.status}`);
  const trust = (await answered.json()) as Trust;
  const [city] = trust.cities;
  if (city === undefined) throw new Error('the trust file names no city');
  const { origin } = location;
  return {
    trust,
    heads: openLedgerHeads({
      ask: openRpc(`${origin}/ledger`),
      ledger: city.ledger,
      read: readOver(origin),
    }),
  };
}

function verdictOf(number: number, verdict: ReceiptVerdict | undefined): Verdict {
  // A receipt without a verdict was not checked, and what was not checked doesn't agree.
  const { state, reason, checks } = verdict ?? { state: 'differs', checks: [] };
  const isChained = checks.some(({ check, outcome }) => check === 'chain' && outcome === 'holds');
  if (reason === undefined) return { number, state, isChained };
  const texts = { zh: explainFinding(reason, 'zh'), en: explainFinding(reason, 'en') };
  return { number, state, isChained, reason: { code: reason, ...texts } };
}
