/** Slips (纸条), verified offline: genuine, or the reason why not. */
export { explainSlip, type SlipReason, slipReasons } from './reasons.ts';
export type { Slip } from './ticket.ts';
export { type SlipOptions, type SlipVerdict, verifySlip } from './verify-slip.ts';
