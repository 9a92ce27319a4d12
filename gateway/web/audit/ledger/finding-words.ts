/** What findings mean, in the page's language. */
import type { FindingCode } from '../../../../sdk/audit/findings.ts';
import { explainFinding } from '../../../../sdk/audit/words.ts';
import { language } from '../../words/language.ts';

/** What it means, without the stop at its end, so that it can stand in a heading. */
export const meaningOf = (code: FindingCode): string =>
  explainFinding(code, language.value).meaning.replace(/[.\u3002]$/, '');

/** What can be done next. */
export const nextOf = (code: FindingCode): string => explainFinding(code, language.value).next;
