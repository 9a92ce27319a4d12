/** Something that a page reads from the gateway, with the states that the page shows meanwhile. */
import { onScopeDispose, shallowReactive, watch } from 'vue';
import { language } from '../words/language.ts';
import { connection } from './connection.ts';
import { CallProblem, Unreached } from './problem.ts';

export type Loaded<Value> = {
  readonly phase: 'loading' | 'ready' | 'offline' | 'fault';
  /** What was read last; it stays while it is read anew. */
  readonly value: Value | undefined;
  /** Why not, in phase `fault`; undefined where the fault is the page's own. */
  readonly problem: CallProblem | undefined;
  /** Reads it anew, as after a fault. */
  readonly again: () => void;
};

type Read<Source, Value> = (source: Source, signal: AbortSignal) => Promise<Value>;

/**
 * Reads now and whenever `source` (a getter of what it is about) changes; a read that another overtakes is given up.
 * Call it while setting a component up.
 */
export function useLoaded<Source, Value>(source: () => Source, read: Read<Source, Value>): Loaded<Value> {
  const state = shallowReactive<{ -readonly [Key in keyof Loaded<Value>]: Loaded<Value>[Key] }>({
    phase: 'loading',
    value: undefined,
    problem: undefined,
    again: () => void start(source()),
  });
  let running = new AbortController();
  const start = async (about: Source): Promise<void> => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    Object.assign(state, { phase: 'loading', problem: undefined });
    try {
      const value = await read(about, signal);
      if (!signal.aborted) Object.assign(state, { phase: 'ready', value });
    } catch (error) {
      if (!signal.aborted) Object.assign(state, faultOf(error));
    }
  };
  watch(source, (about) => void start(about), { immediate: true });
  // A refusal is a text in the language that it was asked for in.
  watch(language, () => {
    if (state.phase === 'fault') state.again();
  });
  // Once the gateway is there again nobody should have to press anything.
  watch(
    () => connection.now.state,
    (now) => {
      if (now === 'reached' && state.phase === 'offline') state.again();
    },
  );
  onScopeDispose(() => running.abort());
  return state;
}

function faultOf(error: unknown): { phase: 'offline' | 'fault'; problem?: CallProblem } {
  if (error instanceof Unreached) return { phase: 'offline' };
  if (error instanceof CallProblem) return { phase: 'fault', problem: error };
  return { phase: 'fault' };
}
