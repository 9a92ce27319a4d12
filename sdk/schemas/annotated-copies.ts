/** `POST /annotated-copies`: a proof as a document on paper (加注件), marked with what it is for and until when. */
import { z } from 'zod';

/** The proof as it was received; the gateway keeps none. `expiresOn` is the last civil day on which the copy is good. */
export const annotatedCopyWish = z.strictObject({
  proof: z.record(z.string(), z.unknown()),
  expiresOn: z.iso.date().optional(),
});
