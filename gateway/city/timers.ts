/** Work that comes round by itself. */

/**
 * Does the work again and again, `milliseconds` after it ended; a failure waits for the next time. The returned
 * function ends it and resolves when the work under way is done.
 */
export function every(milliseconds: number, work: () => Promise<unknown>): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const next = (): void => {
    if (!isStopped)
      timer = setTimeout(() => {
        running = work()
          .catch(() => {})
          .finally(next);
      }, milliseconds);
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
