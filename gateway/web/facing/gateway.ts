/** A paired screen's calls: by its own token, which it renews itself. */
import type { FaceChallenge, FaceEvidence, FaceSaid } from '../../../sdk/schemas/face.ts';
import type { ScreenDecision, ScreenView } from '../../../sdk/schemas/screens.ts';
import { CallProblem, type Problem, Unreached } from '../calls/problem.ts';
import { language, tags } from '../words/language.ts';
import { assertionOf, type Paired } from './device.ts';

/** Seconds before its end from which a token isn't used any more. */
const MARGIN = 60;
const SESSION = '/screens/session';

type Token = { readonly text: string; readonly endsAt: number };

/** What a screen may do. Each throws CallProblem where the gateway says why not, and Unreached where it wasn't reached. */
export function openGateway(paired: Paired) {
  let token: Token | undefined;
  /** By how many seconds the gateway's clock is ahead of this device's. */
  let ahead = 0;

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(path, { cache: 'no-store', ...init }).catch((error: unknown) => {
      init.signal?.throwIfAborted();
      throw error instanceof TypeError ? new Unreached() : error;
    });
    const told = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isFinite(told)) ahead = Math.round((told - Date.now()) / 1000);
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
    if (isProblem) throw new CallProblem((await answer.json()) as Problem);
    if (!answer.ok) throw new Unreached();
    return answer;
  };
  const signIn = async (): Promise<Token> => {
    const now = Math.floor(Date.now() / 1000) + ahead;
    const assertion = await assertionOf(paired, location.origin + SESSION, now);
    const answer = await send(SESSION, {
      method: 'POST',
      headers: { ...languageHeader(), 'content-type': 'application/json' },
      body: JSON.stringify({ assertion }),
    });
    const { access_token, expires_in } = (await answer.json()) as {
      readonly access_token: string;
      readonly expires_in: number;
    };
    return { text: access_token, endsAt: Date.now() + 1000 * (expires_in - MARGIN) };
  };
  const renew = async (): Promise<Token> => {
    const before = ahead;
    try {
      return await signIn();
    } catch (error) {
      // A device whose clock is wrong has just been told the time.
      if (!isEnd(error) || before === ahead) throw error;
      return await signIn();
    }
  };
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    if (token === undefined || Date.now() >= token.endsAt) token = await renew();
    const headers = { ...languageHeader(), ...init.headers, authorization: `Bearer ${token.text}` };
    try {
      return await send(path, { ...init, headers });
    } catch (error) {
      if (error instanceof CallProblem && error.code === 'UNAUTHENTICATED') token = undefined;
      throw error;
    }
  };
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  };
  return {
    look: async (): Promise<ScreenView> => (await ask('/screen/request')).json() as Promise<ScreenView>,
    decide: (request: string, decision: ScreenDecision): Promise<ScreenView> =>
      post(`/screen/requests/${request}/decision`, decision),
    /** Movements for whoever says that they are such a one. */
    startFace: (request: string, said: FaceSaid): Promise<FaceChallenge> =>
      post(`/screen/requests/${request}/face/challenges`, said),
    showFace: (request: string, shown: FaceSaid & FaceEvidence): Promise<ScreenView> =>
      post(`/screen/requests/${request}/face`, shown),
    /** The same for whom two officers are to look at. */
    startCheck: (check: string): Promise<FaceChallenge> =>
      post(`/screen/face-checks/${check}/face/challenges`, {}),
    showCheck: (check: string, shown: FaceEvidence): Promise<ScreenView> =>
      post(`/screen/face-checks/${check}/face`, shown),
    /** Follows what is shown until the stream ends; `onHeard` is told of every sign of life. */
    follow: async (
      onView: (view: ScreenView) => void,
      { onHeard, signal }: { readonly onHeard: () => void; readonly signal: AbortSignal },
    ): Promise<void> => {
      const answer = await ask('/screen/events', { headers: { accept: 'text/event-stream' }, signal });
      for await (const data of eventsOf(answer, onHeard)) onView(JSON.parse(data) as ScreenView);
    },
  };
}

/** True where the gateway doesn't know this screen any more. */
export const isEnd = (error: unknown): boolean =>
  error instanceof CallProblem && error.code === 'ASSERTION_REFUSED';

const languageHeader = () => ({ 'accept-language': tags[language.value] });

/** Data of server-sent events, one at a time: an EventSource can't send a token. */
async function* eventsOf({ body }: Response, onHeard: () => void): AsyncIterable<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const part = await reader?.read().catch(() => undefined);
    if (part?.value === undefined) return;
    onHeard();
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n').filter((line) => line.startsWith('data:'));
      if (lines.length > 0) yield lines.map((line) => line.slice(5).trimStart()).join('\n');
    }
  }
}
