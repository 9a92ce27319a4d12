/** The port to what recognises faces: the embedded engine of a pilot, or a department's own service. */

/** A movement that a living person makes when asked; left and right are the person's own. */
export type Movement = 'close-eyes' | 'turn-left' | 'turn-right' | 'open-mouth';

/** What a challenge is for. */
export type Purpose = 'enrol' | 'verify' | 'identify';

/** What a challenge is bound to: it is finished for the same or not at all. `bound` names whose or which request's it is, and never a person by name or number. */
export type ChallengeContext = { readonly purpose: Purpose; readonly bound: string };

/** Three different movements in the order in which they are asked for, until `expiresAt`. */
export type Challenge = {
  readonly nonce: string;
  readonly movements: readonly Movement[];
  readonly expiresAt: Date;
};

/**
 * Answer to a challenge: for each movement a still picture before it, straight into the camera, and then one that shows
 * it; JPEG each. Whoever is given pictures keeps none of them.
 */
export type Evidence = { readonly nonce: string; readonly frames: readonly Uint8Array[] };

/** What an engine made of the pictures of a living person; only the engine that made it reads it, within the same request. */
export type Capture = { readonly engine: string; readonly measured: unknown };

/**
 * What a template is kept under: `id` is drawn for the enrolment and says nothing of anybody; `subject` is bound to a
 * template that is kept here, and is never given to a service elsewhere.
 */
export type FaceReference = { readonly id: string; readonly subject: string };

/** How a comparison came out; `inconclusive` is close to a match and counts as none. */
export type FaceDecision = 'match' | 'no-match' | 'inconclusive';

/** A laboratory's report on presentation attacks (ISO/IEC 30107-3). */
export type PresentationAttackReport = {
  readonly standard: string;
  readonly level: string;
  readonly laboratory: string;
  readonly reportNumber: string;
};

/** What is known of an engine before it is trusted with anything. */
export type FaceManifest = {
  readonly engine: 'embedded' | 'http';
  /** Templates hold only for the model that made them. */
  readonly modelId: string;
  /** SHA-256 in hex of the files that it runs, by name; empty for a service elsewhere. */
  readonly digests: Readonly<Record<string, string>>;
  /** Cosine similarities from which on something counts: one against one, one among several, and above the next best. */
  readonly thresholds: { readonly verify: number; readonly identify: number; readonly margin: number };
  /** True where the thresholds come from pairs of consenting people of this deployment. */
  readonly isCalibrated: boolean;
  /** Most people among whom one is looked for. */
  readonly galleryLimit: number;
  /** Null where no laboratory tested it: then it is never the only factor. */
  readonly presentationAttackReport: PresentationAttackReport | null;
};

/**
 * Recognises faces. Fails closed: what can't be decided is refused with a reason, and `FACE_UNAVAILABLE` where the engine
 * can't be asked. Nothing that it answers holds a picture, a template or a score.
 */
export interface FaceEngine {
  /** @throws CityError FACE_UNAVAILABLE */
  manifest(): Promise<FaceManifest>;
  /** Draws movements and their order. @throws CityError FACE_UNAVAILABLE */
  startChallenge(context: ChallengeContext): Promise<Challenge>;
  /**
   * Finishes a challenge, once: it is used up whatever comes of it. The engine itself looks for the movements, and for one
   * and the same person, in the pictures.
   * @throws CityError FACE_CHALLENGE_ENDED for a nonce that is unknown, used, too old or another context's;
   * FACE_FRAMES_MISSING, FACE_PICTURE_BROKEN, FACE_PICTURE_TOO_LARGE, FACE_NOT_SEEN, FACE_TWO_SEEN, FACE_TOO_SMALL,
   * FACE_TOO_DARK, FACE_TURNED_AWAY, FACE_WRONG_MOVEMENT, FACE_TWO_PEOPLE, FACE_FRAME_REPEATED, FACE_UNAVAILABLE
   */
  finishChallenge(evidence: Evidence, context: ChallengeContext): Promise<Capture>;
  /** Keeps a template of the three stills under the reference, in the place of a former one. @throws CityError FACE_UNAVAILABLE */
  enrol(reference: FaceReference, capture: Capture): Promise<void>;
  /** Compares with a portrait that a credential holds; `inconclusive` where no face is found in it. @throws CityError FACE_UNAVAILABLE */
  compare(portrait: Uint8Array, capture: Capture): Promise<FaceDecision>;
  /** One against one. @throws CityError FACE_NOT_ENROLLED, FACE_UNAVAILABLE */
  verify(reference: FaceReference, capture: Capture): Promise<FaceDecision>;
  /**
   * One among those given; undefined where nobody is near enough, or two are nearly as near.
   * @throws CityError FACE_GALLERY_TOO_LARGE, FACE_UNAVAILABLE
   */
  identify(gallery: readonly FaceReference[], capture: Capture): Promise<FaceReference | undefined>;
  /** Makes a template unreadable for ever, or all of them; done once it returns, also where there was none. @throws CityError FACE_UNAVAILABLE */
  delete(reference: FaceReference): Promise<void>;
  deleteAll(): Promise<void>;
  /** What the engine wants done every minute. @throws CityError FACE_UNAVAILABLE */
  sweep(): Promise<void>;
  close(): Promise<void>;
}
