/** What the gateway is asked about a face: one's own, or that of a child for whom one decides. */
import type { FaceChallenge, FaceEvidence, FaceStatus, FaceWithdrawn } from '../../../../sdk/schemas/face.ts';
import { faceConsentText } from '../../../../sdk/schemas/face-consent-text.ts';
import { call } from '../../calls/call.ts';
import { hash, printer, qrCode, user, users } from '../../icons/icons.ts';
import { language } from '../../words/language.ts';
import { ownFace as say } from '../../words/own-face.ts';
import { withHolder } from '../acting/holder.ts';

export type Purpose = 'enrol' | 'verify';

type Holder = string | undefined;

const forHolder = (holder: Holder) => (holder === undefined ? {} : { holder });

export const readFace = (holder: Holder, signal?: AbortSignal): Promise<FaceStatus> =>
  call('GET', withHolder('/me/face', holder), { signal });

/** Consents to the text as this page shows it. @throws CallProblem FACE_CONSENT_TEXT_OLD where the gateway has another */
export const agreeToFace = (holder: Holder): Promise<FaceStatus> =>
  call('POST', '/me/face/consent', {
    body: { textVersion: faceConsentText.version, language: language.value, ...forHolder(holder) },
  });

export const withdrawFace = (holder: Holder): Promise<FaceWithdrawn> =>
  call('DELETE', withHolder('/me/face', holder));

export const startChallenge = (purpose: Purpose, holder: Holder): Promise<FaceChallenge> =>
  call('POST', '/me/face/challenges', { body: { purpose, ...forHolder(holder) } });

export const enrolFace = (evidence: FaceEvidence, holder: Holder): Promise<FaceStatus> =>
  call('POST', '/me/face/enrolment', { body: { ...evidence, ...forHolder(holder) } });

export const verifyFace = (evidence: FaceEvidence, holder: Holder): Promise<unknown> =>
  call('POST', '/me/face/verification', { body: { ...evidence, ...forHolder(holder) } });

/** What serves as well as a face. */
export const otherWays = [
  { to: '/code', icon: qrCode, text: say.codeWay },
  { to: '/slips', icon: printer, text: say.slipWay },
  { to: '/family', icon: users, text: say.familyWay },
  { icon: user, text: say.officersWay },
] as const;

/** The way that a number opens, for whoever is to be checked at a window. */
export const digitsIcon = hash;
