/** Why a slip doesn't hold, and what to do next. */
import type { Explanation } from '../verify/reasons.ts';

const texts = {
  OPTIONS_MALFORMED: {
    zh: [
      '核验程序的调用方式不正确。',
      '请告知系统维护人员修正调用。',
      '您的纸条没有问题，是单位的系统需要修正。',
    ],
    en: [
      'The verifier was called wrongly.',
      'Tell whoever runs your system that the call has to be mended.',
      'Nothing is wrong with your slip; the office has to mend its system.',
    ],
  },
  MALFORMED: {
    zh: ['这不是一张纸条的码，或没有扫全。', '请再扫一次；还是不行，换个办法。', '换个办法，一样能办。'],
    en: [
      'This is no slip, or not all of it was read.',
      'Scan it again; if it stays so, use another way.',
      'Use another way; it reaches the same services.',
    ],
  },
  TRUST_MALFORMED: {
    zh: [
      '信任文件格式不正确，或其中的纸条公钥没有访问日志密钥的背书。',
      '请联网更新信任数据后再验。',
      '您的纸条没有问题，请换个办法或稍候。',
    ],
    en: [
      'The trust file has not the form it must have, or holds a key for slips that the access log’s key does not vouch for.',
      'Fetch the trust data again and check once more.',
      'Nothing is wrong with your slip; use another way or wait a moment.',
    ],
  },
  TRUST_TOO_OLD: {
    zh: [
      '信任数据中没有签这张纸条的公钥。',
      '请联网更新信任数据后再验；仍没有，不能收这张纸条。',
      '请换个办法，或等窗口联网。',
    ],
    en: [
      'The trust data doesn’t know the key that signed this slip.',
      'Fetch the trust data again; if it still isn’t known, don’t take the slip.',
      'Use another way, or wait until the window is online.',
    ],
  },
  BAD_SIGNATURE: {
    zh: [
      '这张纸条不是本市签的，或被改动过。',
      '不能收这张纸条，请换个办法。',
      '请换个办法，或重新打印一张。',
    ],
    en: [
      'The city didn’t sign this slip, or it was changed.',
      'Don’t take it; use another way.',
      'Use another way, or print a new one.',
    ],
  },
  SLIP_OVER: {
    zh: [
      '这张纸条过了最后一天。',
      '请本人换个办法，或重新打印一张。',
      '换个办法，或重新打印一张，现在就能办。',
    ],
    en: [
      'The last day of this slip is over.',
      'Offer another way, or a new slip.',
      'Use another way, or print a new one; it works right now.',
    ],
  },
} as const satisfies Record<string, Record<'zh' | 'en', readonly [string, string, string]>>;

/** A code: the contract. Texts about it are not. */
export type SlipReason = keyof typeof texts;

/** All codes. */
export const slipReasons: readonly SlipReason[] = Object.keys(texts) as SlipReason[];

/** What a code means and what can be done next. */
export function explainSlip(reason: SlipReason, language: 'zh' | 'en'): Explanation {
  const [meaning, clerk, citizen] = texts[reason][language];
  return { meaning, clerk, citizen };
}
