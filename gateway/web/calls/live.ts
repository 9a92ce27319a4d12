/** What changes while a page looks at it: server-sent events, and asking in turns where the stream breaks. */
import { onScopeDispose } from 'vue';
import { connection } from './connection.ts';

/** From a break on: when asking in turns begins, and when the frame says that it reconnects; in milliseconds. */
const POLL_AFTER = 5_000;
const TELL_AFTER = 10_000;

export type Live<Message> = {
  /** Address of the stream; its events' data are JSON. */
  readonly path: string;
  /** Reads once what the stream would tell, for while it is broken. */
  readonly poll: (signal: AbortSignal) => Promise<Message>;
  readonly onMessage: (message: Message) => void;
};

/**
 * Follows a stream until the returned function is called. A broken one is opened again for as long as it takes. A page that
 * nobody sees has none: over HTTP/1.1 a browser keeps six connections to a server, for all its tabs together.
 */
export function live<Message>({ path, poll, onMessage }: Live<Message>): () => void {
  const ended = new AbortController();
  let source: EventSource | undefined;
  let brokenSince: number | undefined;
  const open = (): void => {
    source?.close();
    source = new EventSource(path);
    source.onopen = () => {
      brokenSince = undefined;
      connection.reached();
    };
    source.onmessage = ({ data }: MessageEvent<string>) => onMessage(JSON.parse(data) as Message);
    source.onerror = () => {
      brokenSince ??= Date.now();
    };
  };
  const catchUp = async (): Promise<void> => {
    const message = await poll(ended.signal);
    if (!ended.signal.aborted) onMessage(message);
  };
  const mend = async (): Promise<void> => {
    if (brokenSince === undefined) return;
    if (Date.now() - brokenSince >= TELL_AFTER) connection.reconnecting();
    // Of itself a browser opens a stream again that broke, not one that was answered with an error.
    if (source?.readyState === EventSource.CLOSED) open();
    await catchUp();
  };
  const turns = setInterval(() => void mend().catch(() => {}), POLL_AFTER);
  const look = (): void => {
    source?.close();
    // As if it were mended, so that nothing is asked in turns either.
    brokenSince = undefined;
    if (document.hidden) return;
    open();
    void catchUp().catch(() => {});
  };
  document.addEventListener('visibilitychange', look);
  if (!document.hidden) open();
  return () => {
    ended.abort();
    clearInterval(turns);
    document.removeEventListener('visibilitychange', look);
    source?.close();
    connection.reached();
  };
}

/** Follows a stream for as long as the component that calls this while setting up is there. */
export function useLive<Message>(options: Live<Message>): void {
  onScopeDispose(live(options));
}
