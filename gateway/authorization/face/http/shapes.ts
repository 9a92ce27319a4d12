/** What a face service is asked, and what its answers look like: anything more or less is no answer. */
import { z } from 'zod';
import type { ErrorCode } from '../../../errors.ts';

const text = z.string().min(1).max(200);
const similarity = z.number().gt(-1).lt(1);
const nothing = z.strictObject({});
const decided = z.strictObject({ decision: z.enum(['match', 'no-match', 'inconclusive']) });

const movement = z.enum(['close-eyes', 'turn-left', 'turn-right', 'open-mouth']);

/** Questions by their place under the service's address, with the shape of a good answer. */
export const answers = {
  manifest: z.strictObject({
    modelId: text,
    thresholds: z.strictObject({ verify: similarity, identify: similarity, margin: z.number().min(0).lt(1) }),
    isCalibrated: z.boolean(),
    galleryLimit: z.int().min(1).max(100),
    presentationAttackReport: z
      .strictObject({ standard: text, level: text, laboratory: text, reportNumber: text })
      .nullable(),
  }),
  'start-challenge': z.strictObject({
    nonce: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    movements: z
      .array(movement)
      .length(3)
      .refine((movements) => new Set(movements).size === 3),
    expiresAt: z.iso.datetime(),
  }),
  'finish-challenge': z.strictObject({ capture: text }),
  enrol: nothing,
  compare: decided,
  verify: decided,
  identify: z.strictObject({ reference: text.nullable() }),
  delete: nothing,
  'delete-all': nothing,
} as const;

export type Question = keyof typeof answers;
export type Answer<Name extends Question> = z.infer<(typeof answers)[Name]>;

export const refusal = z.strictObject({ code: text });

/** With which codes a service may refuse which question; what it says else means that it can't be asked. */
export const refusals: Readonly<Partial<Record<Question, readonly ErrorCode[]>>> = {
  'finish-challenge': [
    'FACE_CHALLENGE_ENDED',
    'FACE_FRAMES_MISSING',
    'FACE_FRAME_REPEATED',
    'FACE_NOT_SEEN',
    'FACE_PICTURE_BROKEN',
    'FACE_PICTURE_TOO_LARGE',
    'FACE_TOO_DARK',
    'FACE_TOO_SMALL',
    'FACE_TURNED_AWAY',
    'FACE_TWO_PEOPLE',
    'FACE_TWO_SEEN',
    'FACE_WRONG_MOVEMENT',
  ],
  verify: ['FACE_NOT_ENROLLED'],
  identify: ['FACE_GALLERY_TOO_LARGE'],
};
