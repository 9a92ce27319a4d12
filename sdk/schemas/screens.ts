/** Person-facing screens as they travel: pairing, and what they show. */
import { z } from 'zod';
import { asked, basis, department, partyMethod, requestState, serviceWindow } from './requests.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in unpadded base64url');

/** `POST /windows/:code/screens/pairing` answers a code for one screen. */
export const pairingCode = z.object({ code: z.string(), expiresAt: z.string() });

/** `POST /screens`: the public half of a P-256 key that the screen made and keeps. */
export const pairScreen = z.strictObject({
  code: z.string().regex(/^\d{8}$/),
  jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  name: z.string().trim().min(1).max(60).meta({ description: 'of the device, for the list' }),
});
export const pairedScreen = z.object({ id: z.string(), department: z.string(), window: z.string() });

/**
 * `POST /screens/session`: a JWT signed with the screen's key, `iss` and `sub` its id, addressed to the gateway or to
 * this address, at most five minutes long, with a `jti` of its own (as RFC 7523 section 3 has it).
 */
export const screenAssertion = z.strictObject({ assertion: z.string().max(8192) });
export const screenToken = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
});

/** A screen as those see it who may end it. */
export const screen = z.object({
  id: z.string(),
  window: z.string(),
  name: z.string(),
  pairedBy: z.string(),
  pairedAt: z.string(),
  seenAt: z.string(),
  isLive: z.boolean().meta({ description: 'seen within a minute: the person then agrees or refuses on it' }),
});

/** What a screen shows: the window's newest request, until half a minute after its end. Never a value; a masked name only once two officers established who is there. */
export const screenView = z.object({
  department,
  window: serviceWindow,
  face: z
    .object({
      offered: z.enum(['on', 'off', 'unavailable']),
      isPilot: z.boolean(),
      isCalibrated: z.boolean(),
    })
    .meta({ description: 'whether a face is taken here, and what is known of the engine' }),
  faceCheck: z
    .object({ id: z.uuid() })
    .nullable()
    .meta({ description: 'two officers wait for somebody to show the face that they enrolled' }),
  request: z
    .object({
      id: z.string(),
      state: requestState,
      endedBecause: z.string().nullable(),
      matter: z.object({
        code: z.string(),
        nameZh: z.string(),
        nameEn: z.string(),
        retentionYears: z.number(),
      }),
      createdAt: z.string(),
      expiresAt: z.string(),
      parties: z.array(
        z.object({
          subject: z.string(),
          subjectZh: z.string(),
          method: partyMethod,
          agreed: z.boolean(),
          mayDecide: z.boolean().meta({ description: 'the person agrees or refuses here' }),
          mayShowFace: z.boolean().meta({ description: 'waits for a face before this screen' }),
          waitsForGuardian: z
            .boolean()
            .meta({ description: 'a child was recognised: the guardian agrees in their own session' }),
          maskedName: z.string().nullable(),
          show: z
            .object({ svg: z.string(), png: z.string(), twoDigits: z.number().int() })
            .nullable()
            .meta({ description: 'to be scanned; null once it was' }),
          basis,
          asks: z.array(asked),
        }),
      ),
    })
    .nullable(),
});

/** `POST /screen/requests/:id/decision`: by the person who stands for `subject`, and for all the parties they stand for. */
export const screenDecision = z.strictObject({
  decision: z.enum(['agree', 'refuse']),
  subject: z.string().min(1).max(64),
});

export type ScreenView = z.infer<typeof screenView>;
export type PairScreen = z.infer<typeof pairScreen>;
export type ScreenDecision = z.infer<typeof screenDecision>;
