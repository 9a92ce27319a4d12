/** The documentation of every error code, from the tables that answer with them. */
import { errorTable } from '../../gateway/errors.ts';
import { explainSlip, slipReasons } from '../../sdk/slip/reasons.ts';
import { allReasons, type Explanation, explain } from '../../sdk/verify/reasons.ts';

/** docs/errors.md as it must be. */
export function renderErrors(): string {
  const errors = Object.entries(errorTable).map(
    ([code, { status, zh, en, nextZh, nextEn }]) =>
      `### ${code}\n\n${status} · ${en} ${nextEn}\n\n${zh}。${nextZh}\n`,
  );
  const reasons = allReasons.map((reason) => section(reason, (language) => explain(reason, language)));
  const slips = slipReasons.map((reason) => section(reason, (language) => explainSlip(reason, language)));
  return [
    '# Error codes · 错误代码',
    '',
    'Written by `npm run docs` from the tables in `gateway/errors.ts`, `sdk/verify/reasons.ts` and `sdk/slip/reasons.ts`; a test keeps them equal. Codes are stable, texts may change.',
    '',
    '## Answers of the gateway',
    '',
    'Problem details (RFC 9457) with `code`, `title`, `next`, and facts in `details`; in Chinese, or in English where `Accept-Language` prefers it.',
    '',
    ...errors,
    '## Verdicts on proofs',
    '',
    'Reasons of `verifyProof`, and refusals that a proof carries in place of a presentation.',
    '',
    ...reasons,
    '## Verdicts on slips',
    '',
    'Reasons of `verifySlip`.',
    '',
    ...slips,
  ].join('\n');
}

function section(code: string, explained: (language: 'zh' | 'en') => Explanation): string {
  const [zh, en] = [explained('zh'), explained('en')];
  return `### ${code}\n\n${en.meaning} Clerk: ${en.clerk} Citizen: ${en.citizen}\n\n${zh.meaning} 窗口：${zh.clerk} 本人：${zh.citizen}\n`;
}
