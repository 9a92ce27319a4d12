/** How a check says no, inside this package: a reason that the verdict will carry. */
import type { Reason } from './reasons.ts';

/** Thrown by a check that doesn't hold; never leaves the package. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** @throws Refused with `reason` unless `holds`. */
export function demand(holds: boolean, reason: Reason = 'MALFORMED'): asserts holds {
  if (!holds) throw new Refused(reason);
}

/** What was read or found, or why it couldn't be. */
export type Attempt<Value> = { readonly value: Value } | { readonly refused: Refused };

/** Never throws: whatever else `read` throws means that the bytes are none that this version can judge. */
export function attempt<Value>(read: () => Value): Attempt<Value> {
  try {
    return { value: read() };
  } catch (error) {
    return { refused: error instanceof Refused ? error : new Refused('MALFORMED') };
  }
}

/** @throws Refused, the same each time, where the attempt failed. */
export function need<Value>(attempted: Attempt<Value>): Value {
  if ('refused' in attempted) throw attempted.refused;
  return attempted.value;
}
