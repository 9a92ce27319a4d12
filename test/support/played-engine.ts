/** A department's own face service, played: what a picture shows stands in it as text. Everything that it is asked is kept. */
import { randomBytes } from 'node:crypto';
import type {
  Capture,
  Challenge,
  ChallengeContext,
  Evidence,
  FaceDecision,
  FaceEngine,
  FaceManifest,
  FaceReference,
} from '../../gateway/authorization/face/engine.ts';
import { CityError, type ErrorCode } from '../../gateway/errors.ts';

/** Whose face a picture shows, or what is wrong with it. */
export type Picture = { readonly face: string } | { readonly fault: ErrorCode };

export const pictureOf = (picture: Picture): string =>
  Buffer.from(JSON.stringify(picture)).toString('base64');

/** A portrait as a credential holds it. */
export const portraitOf = (face: string): string => `data:image/jpeg;base64,${pictureOf({ face })}`;

export type PlayedEngine = ReturnType<typeof playEngine>;

export function playEngine(known: Partial<FaceManifest> = {}) {
  const challenges = new Map<string, ChallengeContext>();
  const templates = new Map<string, string>();
  const rules: { manifest: FaceManifest; isAway: boolean; isDeaf: boolean; before: () => Promise<void> } = {
    manifest: {
      engine: 'http',
      modelId: 'played-1',
      digests: {},
      thresholds: { verify: 0.5, identify: 0.6, margin: 0.08 },
      isCalibrated: true,
      galleryLimit: 100,
      presentationAttackReport: null,
      ...known,
    },
    /** Nothing is answered. */
    isAway: false,
    /** Nothing is destroyed, and it says so. */
    isDeaf: false,
    /** Happens while the pictures are looked at. */
    before: async () => {},
  };
  const answer = (): void => {
    if (rules.isAway) throw new CityError('FACE_UNAVAILABLE');
  };
  const faceIn = ({ measured }: Capture): string => String(measured);
  const engine: FaceEngine = {
    manifest: async () => {
      answer();
      return rules.manifest;
    },
    startChallenge: async (context): Promise<Challenge> => {
      answer();
      const nonce = randomBytes(32).toString('base64url');
      challenges.set(nonce, context);
      const expiresAt = new Date('2099-01-01T00:00:00Z');
      return { nonce, movements: ['close-eyes', 'turn-left', 'turn-right'], expiresAt };
    },
    finishChallenge: async ({ nonce, frames }: Evidence, context): Promise<Capture> => {
      answer();
      const begun = challenges.get(nonce);
      challenges.delete(nonce);
      if (begun?.bound !== context.bound || begun.purpose !== context.purpose)
        throw new CityError('FACE_CHALLENGE_ENDED');
      await rules.before();
      const picture: Picture = JSON.parse(Buffer.from(frames[0] ?? []).toString());
      if ('fault' in picture) throw new CityError(picture.fault);
      return { engine: 'played', measured: picture.face };
    },
    enrol: async ({ id }, capture) => {
      answer();
      templates.set(id, faceIn(capture));
    },
    compare: async (portrait, capture): Promise<FaceDecision> => {
      answer();
      try {
        return JSON.parse(Buffer.from(portrait).toString()).face === faceIn(capture) ? 'match' : 'no-match';
      } catch {
        // A real photograph shows it nothing.
        return 'inconclusive';
      }
    },
    verify: async ({ id }, capture): Promise<FaceDecision> => {
      answer();
      const kept = templates.get(id);
      if (kept === undefined) throw new CityError('FACE_NOT_ENROLLED');
      return kept === faceIn(capture) ? 'match' : 'no-match';
    },
    identify: async (gallery, capture): Promise<FaceReference | undefined> => {
      answer();
      if (gallery.length > rules.manifest.galleryLimit) throw new CityError('FACE_GALLERY_TOO_LARGE');
      return gallery.find(({ id }) => templates.get(id) === faceIn(capture));
    },
    delete: async ({ id }) => {
      answer();
      if (rules.isDeaf) throw new CityError('FACE_UNAVAILABLE');
      templates.delete(id);
    },
    deleteAll: async () => {
      answer();
      templates.clear();
    },
    sweep: async () => {},
    close: async () => {},
  };
  return { engine, rules, templates };
}
