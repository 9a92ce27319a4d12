/** What a gateway answers when it refuses: problem details (RFC 9457) with a stable code. */

/** A refusal. `code` is the contract; texts are for people and may change. */
export class CityProblem extends Error {
  override readonly name = 'CityProblem';
  /** `UNREACHABLE` where no gateway answered. */
  readonly code: string;
  /** HTTP status; 0 where no gateway answered. */
  readonly status: number;
  /** What can be done next, in the language asked for. */
  readonly next: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>, cause?: unknown) {
    const code = typeof problem.code === 'string' ? problem.code : 'UNREACHABLE';
    const title = typeof problem.title === 'string' ? problem.title : 'the gateway did not answer';
    super(`${code}: ${title}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.next = typeof problem.next === 'string' ? problem.next : undefined;
    this.details = isRecord(problem.details) ? problem.details : {};
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The refusal that an answer holds, whatever its body is. */
export async function problemOf(response: Response): Promise<CityProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = isRecord(body) ? body : {};
  return new CityProblem(response.status, { code: `HTTP_${response.status}`, ...problem });
}
