/** The one table of errors that the gateway answers with: a stable code, an HTTP status, and what to do next in both languages. */

type Row = {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly nextZh: string;
  readonly nextEn: string;
};

/** Every error code; docs/errors.md lists the same rows, kept equal by a test. Alphabetical. */
export const errorTable = {
  INTERNAL: {
    status: 500,
    zh: '系统内部错误',
    en: 'Something failed inside the gateway.',
    nextZh: '请稍后重试；若持续出现，请把请求编号告诉运行单位。',
    nextEn: 'Try again later; if it persists, tell the operator the request number.',
  },
  KEYSTORE_LOCKED: {
    status: 500,
    zh: '密钥库无法打开',
    en: 'The keystore does not open with this secret, or was changed.',
    nextZh: '请检查 KEYSTORE_SECRET_FILE 所指的密钥文件是否与密钥库一致。',
    nextEn: 'Check that KEYSTORE_SECRET_FILE names the secret that belongs to this keystore.',
  },
} as const satisfies Record<string, Row>;

export type ErrorCode = keyof typeof errorTable;

/** Facts about an error that may be shown to the caller: numbers, codes and names from the catalogue, never a person's values. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** An error with a stable code; the message is for people and may change. */
export class CityError extends Error {
  override readonly name = 'CityError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(`${code}: ${errorTable[code].en}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** True where `error` carries this code. */
export function hasCode(error: unknown, code: ErrorCode): error is CityError {
  return error instanceof CityError && error.code === code;
}
