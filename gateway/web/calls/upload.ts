/** Sending a file as it is, with how much of it has been sent. */
import { language, tags } from '../words/language.ts';
import { connection } from './connection.ts';
import { CallProblem, type Problem, Unreached } from './problem.ts';

export type UploadOptions = {
  readonly signal: AbortSignal;
  /** Told of the part that was sent, 0 to 1. */
  readonly onProgress: (part: number) => void;
};

/**
 * Posts a file of any length and resolves with what the gateway answered. Tried once: it may have been taken.
 * @throws CallProblem; Unreached; the signal's reason
 */
export function upload<Answer>(
  path: string,
  file: Blob,
  { signal, onProgress }: UploadOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Only this of the browser's two ways to ask tells how much has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', tags[language.value]);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
    request.onerror = () => {
      connection.lost();
      reject(new Unreached());
    };
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      connection.reached();
      if (request.status < 300) resolve(request.response as Answer);
      else reject(isProblem(request) ? new CallProblem(request.response as Problem) : new Unreached());
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

const isProblem = (request: XMLHttpRequest): boolean =>
  (request.getResponseHeader('content-type') ?? '').startsWith('application/problem+json') &&
  request.response !== null;
