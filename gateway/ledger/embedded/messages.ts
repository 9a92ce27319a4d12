/** What the gateway's thread and the ledger's say to each other. */
import type { Asked } from './rpc.ts';

/** A question to the worker, and its answer under the same number. Anybody is answered with the JSON text of the result. */
export type Question = Asked & { readonly id: number };
export type Answer = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
);

/** Asks the worker to finish and close its file. */
export const CLOSE = 'close';
