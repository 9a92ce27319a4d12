/** What the gateway's thread and the ledger's say to each other. */

/** A question to the worker, and its answer under the same number. */
export type Question = {
  readonly id: number;
  readonly method: string;
  readonly parameters: readonly unknown[];
};
export type Answer = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } }
);

/** Asks the worker to finish and close its file. */
export const CLOSE = 'close';
