/** A loop that looks for work when woken and every so often, and stops cleanly. */
import { CityError, type ErrorCode } from '../errors.ts';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** How often it failed, and why it stands still now; no problem after a run that went well. */
export type WorkerState = { readonly errors: number; readonly problem: ErrorCode | undefined };

export type Worker = {
  /** Looks for work soon; while it pauses after an error the pause goes on, so that a dead ledger isn't hammered. */
  readonly wake: () => void;
  /** Resolves when the run under way has ended; no other begins. */
  readonly stop: () => Promise<void>;
  readonly state: () => WorkerState;
};

/** Does what there is to do and returns after how many milliseconds to look again; the signal asks it to come to an end. */
export type Work = (signal: AbortSignal) => Promise<number>;

/** Starts at once. After an error it waits a quarter of a second, then twice as long each time, half a minute at most. */
export function startWorker(work: Work): Worker {
  const stopping = new AbortController();
  const bell = openBell();
  let errors = 0;
  let problem: ErrorCode | undefined;
  const loop = async (): Promise<void> => {
    let pause = FIRST_PAUSE;
    while (!stopping.signal.aborted) {
      try {
        const milliseconds = await work(stopping.signal);
        problem = undefined;
        pause = FIRST_PAUSE;
        await bell.wait(milliseconds);
      } catch (error) {
        errors++;
        problem = error instanceof CityError ? error.code : 'INTERNAL';
        await bell.rest(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  };
  const running = loop();
  return {
    wake: bell.ring,
    stop: async () => {
      stopping.abort();
      bell.stop();
      await running;
    },
    state: () => ({ errors, problem }),
  };
}

/** A pause that a ring ends early; a ring during the work ends the next pause before it begins. */
function openBell() {
  let hasRung = false;
  let isStopped = false;
  let isResting = false;
  let end = (): void => {};
  const pause = async (milliseconds: number): Promise<void> => {
    if (!isStopped)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    hasRung = false;
  };
  return {
    ring: (): void => {
      hasRung = true;
      if (!isResting) end();
    },
    wait: (milliseconds: number): Promise<void> => pause(hasRung ? 0 : milliseconds),
    /** A pause that no ring ends. */
    rest: async (milliseconds: number): Promise<void> => {
      isResting = true;
      await pause(milliseconds);
      isResting = false;
    },
    /** Ends this pause and every later one. */
    stop: (): void => {
      isStopped = true;
      end();
    },
  };
}
