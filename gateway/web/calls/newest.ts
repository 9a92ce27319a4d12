/** Reading again what may still be being read: of readings that overlap, the one that began last is the newest. */

/** `take` is given what a reading found, unless a later one began meanwhile, whichever of them ends first. */
export function readingNewest<Value>(find: () => Promise<Value>, take: (found: Value) => void) {
  let newest = 0;
  return {
    /** Reads, and answers what this reading found, taken or not. @throws what `find` does */
    read: async (): Promise<Value> => {
      newest += 1;
      const turn = newest;
      const found = await find();
      if (turn === newest) take(found);
      return found;
    },
    /** What is being read is no news any more. */
    drop: (): void => {
      newest += 1;
    },
  };
}
