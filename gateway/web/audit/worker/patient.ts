/** Reading that outlasts a restart of the gateway: it waits, and goes on where it was. */

/** Milliseconds between two looks whether it is back. */
const LOOK_EVERY = 2_000;

/** Told when the gateway is away, and when it is back. */
export type OnAway = (isAway: boolean) => void;

/**
 * The same reading, which waits for as long as nothing answers at the gateway's address. What the gateway itself answers
 * with an error is tried once more, since it may just have come back, and then thrown.
 */
export function patiently<Given extends readonly unknown[], Found>(
  read: (...given: Given) => Promise<Found>,
  onAway: OnAway,
): (...given: Given) => Promise<Found> {
  return async (...given) => {
    for (let isAgain = false; ; isAgain = true) {
      try {
        return await read(...given);
      } catch (error) {
        const wasThere = await isReached();
        if (wasThere && isAgain) throw error;
        if (!wasThere) await untilReached(onAway);
      }
    }
  };
}

async function untilReached(onAway: OnAway): Promise<void> {
  onAway(true);
  do await new Promise((done) => setTimeout(done, LOOK_EVERY));
  while (!(await isReached()));
  onAway(false);
}

const isReached = async (): Promise<boolean> => {
  try {
    await fetch('/health', { cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
};
