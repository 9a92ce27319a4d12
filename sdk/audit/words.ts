/** What an audit's codes mean, in words for people that may change. */
import type { DroppedReason } from './dropped.ts';
import type { FindingCode } from './findings.ts';
import type { ReceiptReason } from './inspect-receipt.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

/** Everything that an audit, the check of a receipt or the reading of a file may say. */
export type AuditCode = FindingCode | ReceiptReason | DroppedReason;

/** One row of a language's table: what it means, what can be done next. */
export type AuditTexts = Readonly<Record<AuditCode, readonly [meaning: string, next: string]>>;

/** What a code means and what can be done next. */
export function explainFinding(
  code: AuditCode,
  language: 'zh' | 'en',
): { readonly meaning: string; readonly next: string } {
  const [meaning, next] = { zh, en }[language][code];
  return { meaning, next };
}

/** All codes. */
export const auditCodes: readonly AuditCode[] = Object.keys(en) as AuditCode[];
