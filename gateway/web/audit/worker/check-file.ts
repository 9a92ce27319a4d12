/** Checks whatever file somebody dropped. */

import { attachedFile } from '../../../../sdk/audit/attached-file.ts';
import { readDropped } from '../../../../sdk/audit/dropped.ts';
import { verifySlip } from '../../../../sdk/slip/verify-slip.ts';
import { encodeBase64url } from '../../../../sdk/verify/base64url.ts';
import type { Proof, Trust } from '../../../../sdk/verify/types.ts';
import { sha256 } from '../../../../sdk/verify/web-platform.ts';
import type { Line, PaperCode, Report } from './messages.ts';
import { reportProof } from './proof-report.ts';
import { reportReceipt, reportReceipts } from './receipts-report.ts';

type Options = { readonly trust: Trust; readonly code: PaperCode };

/** @throws LedgerError, and what reading the gateway throws, for receipts; nothing for anything else */
export async function checkFile(file: Uint8Array, { trust, code }: Options): Promise<Report> {
  const dropped = readDropped(file);
  if (dropped.kind === 'none' && dropped.reason === 'FILE_IS_PDF') {
    const inside = await attachedFile(file);
    return inside === undefined ? dropped : checkFile(inside, { trust, code });
  }
  switch (dropped.kind) {
    case 'proof':
      return withPaper(await reportProof(dropped.proof, trust), file, { proof: dropped.proof, code });
    case 'receipt':
      return reportReceipt(dropped.receipt, trust);
    case 'receipts':
      return reportReceipts(dropped.receipts, trust);
    case 'slip': {
      const verdict = await verifySlip(dropped.slip, { trust });
      if (!verdict.valid) return { kind: 'slip', holds: false, reason: verdict.reason };
      const { matter, lastDay } = verdict.slip;
      return { kind: 'slip', holds: true, slip: { matter, lastDay } };
    }
    case 'trust':
      return { ...dropped, isOwn: isSameLedger(dropped.trust, trust) };
    default:
      return dropped;
  }
}

const isSameLedger = ({ cities }: Trust, { cities: own }: Trust): boolean =>
  cities.some(({ ledger }) =>
    own.some((city) => city.ledger.id === ledger.id && city.ledger.genesis === ledger.genesis),
  );

type Inside = { readonly proof: unknown; readonly code: PaperCode };

/** Adds whether the code that was scanned from a paper belongs to this file, where one was. */
function withPaper<Found extends Report & { readonly kind: 'proof' }>(
  report: Found,
  file: Uint8Array,
  { proof, code }: Inside,
): Report {
  if (code.sha256 === '' && code.leaf === '') return report;
  const digest = encodeBase64url(sha256(file));
  const leaves = leavesOf(proof);
  const isSame = digest === code.sha256 && (code.leaf === '' || leaves.includes(code.leaf));
  const line: Line<'paper'> = {
    name: 'paper',
    outcome: isSame ? 'holds' : 'fails',
    facts: [`sha256 ${digest}`, ...leaves.map((leaf) => `leaf ${leaf}`)],
  };
  return { ...report, holds: report.holds && isSame, lines: [...report.lines, line] };
}

function leavesOf(proof: unknown): readonly string[] {
  try {
    return (proof as Proof).receipts.map(({ leaf }) => leaf);
  } catch {
    return [];
  }
}
