/** The table of refusals: for each code its heading, what the clerk can do in order, and what they can say. pages.md, section 2. */
import { happened, saying, step as steps } from '../words/counter-refused.ts';

/** What a step offers to press. */
export type StepAction = 'ask' | 'fetch' | 'originals' | 'report';

export type Step = { readonly text: () => string; readonly action?: StepAction };

export type Refusal = {
  readonly heading: () => string;
  readonly steps: readonly Step[];
  readonly say?: () => string;
};

const otherWay: Step = { text: steps.offerOtherWay, action: 'ask' };
const freshCode: Step = { text: steps.askFreshCode, action: 'ask' };
const originals: Step = { text: steps.orOriginals, action: 'originals' };
const byHand: Step = { text: steps.byHand, action: 'originals' };

const table: Readonly<Record<keyof typeof happened, Refusal>> = {
  NOT_AUTHORIZED: {
    heading: happened.NOT_AUTHORIZED,
    steps: [otherWay, { text: steps.originalsOffered, action: 'originals' }],
    say: saying.asYouLike,
  },
  REQUEST_EXPIRED: { heading: happened.REQUEST_EXPIRED, steps: [otherWay, originals], say: saying.onceMore },
  NOT_SAME: {
    heading: happened.NOT_SAME,
    steps: [{ text: steps.askThem, action: 'ask' }, originals],
  },
  WITHDRAWN: {
    heading: happened.WITHDRAWN,
    steps: [{ text: steps.stopUsing }, otherWay, { text: steps.originalsOffered, action: 'originals' }],
    say: saying.asYouLike,
  },
  STOPPED: { heading: happened.STOPPED, steps: [otherWay, originals] },
  NOT_ENTITLED: {
    heading: happened.NOT_ENTITLED,
    steps: [{ text: steps.withoutIt, action: 'ask' }, { text: steps.applyForIt }],
  },
  NO_SUCH_CREDENTIAL: {
    heading: happened.NO_SUCH_CREDENTIAL,
    steps: [
      { text: steps.askPaper, action: 'originals' },
      { text: steps.reportGap },
      { text: steps.promise },
    ],
    say: saying.notFound,
  },
  EXPIRED: {
    heading: happened.EXPIRED,
    steps: [
      { text: steps.renewHere, action: 'ask' },
      { text: steps.acceptWithDate, action: 'originals' },
    ],
    say: saying.expired,
  },
  REVOKED: {
    heading: happened.REVOKED,
    steps: [{ text: steps.lookForNewer, action: 'ask' }, byHand, { text: steps.askIssuerWhy }],
    say: saying.revoked,
  },
  SUSPENDED: {
    heading: happened.SUSPENDED,
    steps: [
      { text: steps.lift, action: 'ask' },
      { text: steps.replace },
      { text: steps.acceptWithDate, action: 'originals' },
    ],
    say: saying.suspended,
  },
  STALE: {
    heading: happened.STALE,
    steps: [{ text: steps.askPaper, action: 'originals' }, { text: steps.askIssuerConfirm }],
    say: saying.later,
  },
  STATUS_UNREACHABLE: {
    heading: happened.STATUS_UNREACHABLE,
    steps: [{ text: steps.acceptNow, action: 'fetch' }, originals],
    say: saying.later,
  },
  ISSUER_NOT_ACCREDITED: {
    heading: happened.ISSUER_NOT_ACCREDITED,
    steps: [
      { text: steps.byPapers, action: 'originals' },
      { text: steps.reportSigner, action: 'report' },
    ],
    say: saying.ourFault,
  },
  NOT_ANCHORED: {
    heading: happened.NOT_ANCHORED,
    steps: [
      { text: steps.waitSeconds, action: 'fetch' },
      { text: steps.acceptAfterHour, action: 'originals' },
    ],
    say: saying.later,
  },
  BAD_SIGNATURE: {
    heading: happened.BAD_SIGNATURE,
    steps: [
      { text: steps.fetchAnew, action: 'fetch' },
      { text: steps.keepFile, action: 'report' },
    ],
    say: saying.ourFault,
  },
  AUTHORIZATION_USED: {
    heading: happened.AUTHORIZATION_USED,
    steps: [freshCode, originals],
    say: saying.onceMore,
  },
  CODE_NOT_ACCEPTED: { heading: happened.CODE_NOT_ACCEPTED, steps: [freshCode], say: saying.onceMore },
  TOO_MANY_WRONG_NUMBERS: {
    heading: happened.TOO_MANY_WRONG_NUMBERS,
    steps: [{ text: steps.otherThanNumbers, action: 'ask' }],
  },
  WRONG_WINDOW: { heading: happened.WRONG_WINDOW, steps: [{ text: steps.showAgain, action: 'ask' }] },
  SOMETHING_ELSE: {
    heading: happened.SOMETHING_ELSE,
    steps: [
      { text: steps.fetchAnew, action: 'fetch' },
      { text: steps.byPapers, action: 'originals' },
      { text: steps.keepFile, action: 'report' },
    ],
    say: saying.ourFault,
  },
};

/** The row of a code; undefined for one that the table doesn't have. */
export const refusalOf = (code: string): Refusal | undefined =>
  Object.hasOwn(table, code) ? table[code as keyof typeof table] : undefined;

/** The row of a code, and for any other the one for what didn't pass the checks. */
export const refusalFor = (code: string): Refusal => refusalOf(code) ?? table.SOMETHING_ELSE;
