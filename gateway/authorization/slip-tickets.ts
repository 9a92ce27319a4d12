/** Tickets of slips as this city signs and knows them. */

import { isSignedBy, makeTicket, readTicket, type Slip } from '../../sdk/slip/ticket.ts';
import { attempt } from '../../sdk/verify/refused.ts';
import type { Keys } from '../keys/keys.ts';

export type SlipTicketParts = { readonly keys: Pick<Keys, 'slip'>; readonly cityId: string };

export class SlipTickets {
  readonly #parts: SlipTicketParts;

  constructor(parts: SlipTicketParts) {
    this.#parts = parts;
  }

  /** A ticket's text. Signed anew each time, so that no text with a name in it has to be kept. */
  textOf(slip: Omit<Slip, 'number'>): Promise<string> {
    const { keys, cityId } = this.#parts;
    const { kid, sign } = keys.slip();
    return makeTicket(slip, { kid, cityId, sign });
  }

  /** What a ticket says; undefined for anything that this city's key didn't sign. */
  async read(text: string): Promise<Slip | undefined> {
    const read = attempt(() => readTicket(text));
    if ('refused' in read) return undefined;
    const { keys, cityId } = this.#parts;
    return (await isSignedBy(read.value, keys.slip().jwk, cityId)) ? read.value.slip : undefined;
  }
}
