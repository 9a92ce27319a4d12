/** What can go wrong with a call, as the pages tell it. */

/** The gateway refused or failed: problem details (RFC 9457), in the page's language. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem';
  readonly status: number;
  /** Stable; see /errors. */
  readonly code: string;
  /** For people. */
  readonly title: string;
  /** What to do next, for people. */
  readonly next: string;
  /** By this the gateway's log finds the call. */
  readonly instance: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.code);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.next = problem.next;
    this.instance = problem.instance;
    this.details = problem.details ?? {};
  }
}

/** Problem details as the gateway sends them. */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly next: string;
  readonly instance: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** The gateway wasn't reached; nothing is known of whether it did what was asked. */
export class Unreached extends Error {
  override readonly name = 'Unreached';
}
