/** A status list rebuilt from the changes that the ledger records. */
import type { LedgerEvent } from '../ledger/ledger.ts';
import { listHashOf, nextHead } from '../ledger/status-chain.ts';
import { isEqualBytes } from '../verify/bytes.ts';
import { STATUS_LIST_BYTES, STATUS_LIST_SIZE, setStatusAt } from '../verify/status-list.ts';

type StatusChanged = Extract<LedgerEvent, { readonly kind: 'status-changed' }>;

/** A list as it was: its head on the ledger, the hash of its bits, and the block that ended it; none for the present. */
export type ListState = {
  readonly head: Uint8Array;
  readonly hash: Uint8Array;
  readonly until?: number;
};

export type RebuiltList = {
  /** What the list has been, from all valid on to the present. */
  readonly states: readonly ListState[];
  /** False where the hash recorded with a change isn't the one that the changes lead to. */
  readonly isWhole: boolean;
};

/** The changes of one list, oldest first. */
export const changesOf = (
  events: readonly LedgerEvent[],
  department: string,
  list: number,
): readonly StatusChanged[] =>
  events.filter(
    (event): event is StatusChanged =>
      event.kind === 'status-changed' && event.department === department && event.list === list,
  );

export function rebuildList(events: readonly StatusChanged[]): RebuiltList {
  const bits = new Uint8Array(STATUS_LIST_BYTES);
  const states: ListState[] = [];
  let head: Uint8Array = new Uint8Array(32);
  let isWhole = true;
  for (const { changes, listHash, position } of events) {
    states.push({ head, hash: listHashOf(bits), until: position.block });
    for (const { index, value } of changes)
      if (index < STATUS_LIST_SIZE) setStatusAt(bits, index, value);
      else isWhole = false;
    isWhole &&= isEqualBytes(listHashOf(bits), listHash);
    head = nextHead({ head, listHash, changes });
  }
  states.push({ head, hash: listHashOf(bits) });
  return { states, isWhole };
}
