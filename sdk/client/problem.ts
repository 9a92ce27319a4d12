/** What a gateway answers when it refuses: problem details (RFC 9457) with a stable code. */

export type ProblemOptions = {
  readonly cause?: unknown;
  /** Seconds after which the gateway wants to be asked again (Retry-After, RFC 9110 section 10.2.3). */
  readonly retryAfter?: number | undefined;
};

/** A refusal. `code` is the contract; texts are for people and may change. */
export class CityProblem extends Error {
  override readonly name = 'CityProblem';
  /** `UNREACHABLE` where no gateway answered, `BAD_ANSWER` where it answered what no gateway answers. */
  readonly code: string;
  /** HTTP status; 0 where no gateway answered. */
  readonly status: number;
  /** What can be done next, in the language asked for. */
  readonly next: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  /** Seconds after which the gateway wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    problem: Readonly<Record<string, unknown>>,
    { cause, retryAfter }: ProblemOptions = {},
  ) {
    const code = typeof problem.code === 'string' ? problem.code : 'UNREACHABLE';
    const untitled = status === 0 ? 'the gateway did not answer' : `the gateway answered ${status}`;
    const title = typeof problem.title === 'string' ? problem.title : untitled;
    super(`${code}: ${title}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.next = typeof problem.next === 'string' ? problem.next : undefined;
    this.details = isRecord(problem.details) ? problem.details : {};
    this.retryAfter = retryAfter;
  }
}

/** True for an object that is no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The refusal that an answer holds, whatever its body is. */
export async function problemOf(response: Response): Promise<CityProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = isRecord(body) ? body : {};
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  return new CityProblem(response.status, { code: `HTTP_${response.status}`, ...problem }, { retryAfter });
}

/** Seconds that Retry-After asks to wait, given as such or as the date on which they end. */
export function secondsOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
