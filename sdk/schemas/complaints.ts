/** What people find wrong, with a receipt or with a credential, and what they are answered. */
import { z } from 'zod';
import { complaintReasons } from './complaint-reasons.ts';

const MOST_CHARACTERS = 1000;
const words = z.string().trim().min(1).max(MOST_CHARACTERS);

/** `POST /me/receipts/:number/complaint`. The department is told the reason; `text` stays with the person. */
export const complain = z.strictObject({
  reason: z.enum(complaintReasons.map(({ id }) => id)),
  text: words.optional(),
});

/** `POST /me/credentials/:id/report`. The text goes to the department that issued. */
export const reportMistake = z.strictObject({ text: words });

/** `POST /complaints/:id/answer` */
export const answerComplaint = z.strictObject({ text: words });

const about = {
  id: z.string(),
  kind: z.enum(['receipt', 'credential']),
  department: z.string().meta({ description: 'who has to answer' }),
  reason: z.string().meta({ description: '`wrong-content` for a credential' }),
  receipt: z.int().nullable().meta({ description: 'number of the receipt' }),
  request: z.string().nullable(),
  credential: z.string().nullable(),
  createdAt: z.string(),
  answeredAt: z.string().nullable(),
};

export const ownComplaint = z.object({
  ...about,
  text: z.string().nullable(),
  answer: z.string().nullable(),
});

/** As the department sees it: of the person nothing but what they wrote about a credential of the department's own. */
export const departmentComplaint = z.object({
  ...about,
  text: z.string().nullable(),
  licence: z
    .string()
    .nullable()
    .meta({ description: 'licence identifier of the credential that is said to be wrong' }),
  answeredBy: z.string().nullable().meta({ description: 'staff number' }),
});

export type Complain = z.infer<typeof complain>;
export type OwnComplaint = z.infer<typeof ownComplaint>;
export type DepartmentComplaint = z.infer<typeof departmentComplaint>;
