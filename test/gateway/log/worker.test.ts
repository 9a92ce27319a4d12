import { setTimeout as pass } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CityError } from '../../../gateway/errors.ts';
import { startWorker } from '../../../gateway/log/worker.ts';

const LONG = 60_000;

describe('a worker', () => {
  it('looks at once, and again when it is woken', async () => {
    let runs = 0;
    const worker = startWorker(async () => {
      runs++;
      return LONG;
    });
    await expect.poll(() => runs).toBe(1);
    worker.wake();
    await expect.poll(() => runs).toBe(2);
    await worker.stop();
  });

  it('looks again after it was woken during its work', async () => {
    let runs = 0;
    const worker = startWorker(async () => {
      runs++;
      if (runs === 1) worker.wake();
      await pass(1);
      return LONG;
    });
    await expect.poll(() => runs).toBe(2);
    await worker.stop();
  });

  it('ends the work under way before it is stopped, tells that work to end, and begins no other', async () => {
    let [runs, ended] = [0, 0];
    const worker = startWorker(async (signal) => {
      runs++;
      while (!signal.aborted) await pass(1);
      ended++;
      return 0;
    });
    await expect.poll(() => runs).toBe(1);
    await worker.stop();
    await worker.stop();
    expect([runs, ended]).toEqual([1, 1]);
  });

  it('names what went wrong until it goes well, and does not hurry because it is woken', async () => {
    let runs = 0;
    const worker = startWorker(async () => {
      runs++;
      if (runs === 1) throw new CityError('LEDGER_UNREACHABLE');
      if (runs === 2) throw new Error('something else');
      return LONG;
    });
    await expect.poll(worker.state).toEqual({ errors: 1, problem: 'LEDGER_UNREACHABLE' });
    for (let wakes = 0; wakes < 20; wakes++) {
      worker.wake();
      await pass(1);
    }
    expect(runs).toBe(1);
    await expect.poll(worker.state, { timeout: 2000 }).toEqual({ errors: 2, problem: 'INTERNAL' });
    await expect.poll(worker.state, { timeout: 2000 }).toEqual({ errors: 2, problem: undefined });
    await worker.stop();
  });

  it('can be stopped while it pauses after an error', async () => {
    const worker = startWorker(async () => {
      throw new Error('always');
    });
    await expect.poll(() => worker.state().errors).toBeGreaterThan(1);
    await worker.stop();
  });
});
