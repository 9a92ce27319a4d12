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
