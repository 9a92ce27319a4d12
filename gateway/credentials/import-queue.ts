/** Imports in the background, one after the other: what a crash interrupted first, and again what failed for a passing reason. */
import type { Clock } from '../clock.ts';
import { startWorker, type Worker, type WorkerState } from '../log/worker.ts';
import type { Imports } from './imports.ts';
import type { Spool } from './spool.ts';

/** Milliseconds after which a gateway that has nothing to import looks again. */
const LOOK_AGAIN = 60_000;

type Parts = { readonly imports: Imports; readonly spool: Spool; readonly clock: Clock };

export class ImportQueue {
  readonly #parts: Parts;
  /** What this gateway has to import, oldest first: the files are in its folder. */
  readonly #waiting = new Set<string>();
  #worker: Worker | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { imports, spool, clock } = this.#parts;
    const interrupted = await imports.interrupted();
    await spool.sweep(interrupted, clock.now());
    for (const id of interrupted) this.#waiting.add(id);
    this.#worker ??= startWorker((signal) => this.#runAll(signal));
  }

  /** Resolves when the chunk under way is taken; the rest waits for the next start. */
  async stop(): Promise<void> {
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  begin(id: string): void {
    this.#waiting.add(id);
    this.#worker?.wake();
  }

  /** Imports that wait or run, and why one can't go on. */
  state(): WorkerState & { readonly waiting: number } {
    const { errors, problem } = this.#worker?.state() ?? { errors: 0, problem: undefined };
    return { waiting: this.#waiting.size, errors, problem };
  }

  /** One that can't go on holds up no other. */
  async #runAll(signal: AbortSignal): Promise<number> {
    const failures: unknown[] = [];
    for (const id of this.#waiting) {
      if (signal.aborted) break;
      const report = await this.#parts.imports
        .run(id, { signal })
        .catch((error: unknown) => void failures.push(error));
      if (report !== undefined && report.state !== 'running') this.#waiting.delete(id);
    }
    if (failures.length > 0) throw failures[0];
    return LOOK_AGAIN;
  }
}
