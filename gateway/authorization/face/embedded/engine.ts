/** The engine of a pilot: recognises with a model that runs here, and keeps templates that only this deployment can read. */
import type { Clock } from '../../../clock.ts';
import { CityError } from '../../../errors.ts';
import type { Keys } from '../../../keys/keys.ts';
import type {
  Capture,
  Challenge,
  ChallengeContext,
  Evidence,
  FaceDecision,
  FaceEngine,
  FaceManifest,
  FaceReference,
  Movement,
} from '../engine.ts';
import { nearest } from '../search/nearest.ts';
import { openProjection, type Projection } from '../templates/projection.ts';
import { type FaceRoom, openFaceRoom } from '../templates/room.ts';
import { TemplateStore } from '../templates/store.ts';
import { templateOf } from '../templates/template.ts';
import { Challenges, drawMovements } from './challenges.ts';
import { meanEmbeddingOf, similarityOf } from './embedding.ts';
import type { Examiner, Still } from './examiner.ts';
import { FramesSeen } from './frames-seen.ts';
import { manifestOf } from './manifest.ts';

export type EmbeddedParts = {
  readonly databaseUrl: string;
  readonly keys: Pick<Keys, 'face' | 'blind'>;
  readonly clock: Clock;
  readonly cityId: string;
  /** Where this deployment's calibration lies, if it has one. */
  readonly calibrationFile: string;
  readonly examiner: Examiner;
  /** Which movements are asked for; drawn at random unless given. */
  readonly drawMovements?: () => readonly Movement[];
  /** How long a posted picture isn't taken a second time. */
  readonly daysFramesAreRemembered?: number;
};

/** Most people among whom one is looked for: at 100 a mistake of one comparison in a million is one of a search in ten thousand. */
export const GALLERY_LIMIT = 100;
const DAYS_FRAMES_ARE_REMEMBERED = 30;

/** Opens the engine; the examiner is closed with it. */
export async function openEmbeddedEngine(parts: EmbeddedParts): Promise<FaceEngine> {
  return new Engine(parts, openFaceRoom(parts.databaseUrl));
}

class Engine implements FaceEngine {
  readonly #parts: EmbeddedParts;
  readonly #room: FaceRoom;
  readonly #store: TemplateStore;
  readonly #challenges: Challenges;
  readonly #frames: FramesSeen;
  readonly #manifest: FaceManifest;
  /** Stills behind a capture, which itself holds nothing that could be kept or logged. */
  readonly #captured = new WeakMap<Capture, readonly Still[]>();
  #projection: Projection | undefined;

  constructor(parts: EmbeddedParts, room: FaceRoom) {
    const { keys, clock, cityId, examiner, calibrationFile } = parts;
    const { modelId } = examiner.recogniser;
    this.#parts = parts;
    this.#room = room;
    this.#store = new TemplateStore({ db: room.db, keys: keys.face(), clock, cityId, modelId });
    this.#challenges = new Challenges({ db: room.db, clock, draw: parts.drawMovements ?? drawMovements });
    this.#frames = new FramesSeen({
      db: room.db,
      keys,
      days: parts.daysFramesAreRemembered ?? DAYS_FRAMES_ARE_REMEMBERED,
    });
    this.#manifest = manifestOf(examiner, { calibrationFile, galleryLimit: GALLERY_LIMIT });
  }

  async manifest(): Promise<FaceManifest> {
    return this.#manifest;
  }

  async startChallenge(context: ChallengeContext): Promise<Challenge> {
    return await failClosed(() => this.#challenges.start(context));
  }

  async finishChallenge({ nonce, frames }: Evidence, context: ChallengeContext): Promise<Capture> {
    return await failClosed(async () => {
      const movements = await this.#challenges.take(nonce, context);
      const wanted = 2 * movements.length;
      if (frames.length > wanted) throw new CityError('FACE_FRAMES_MISSING');
      const { pixels, outcome } = await this.#parts.examiner.examine(frames, movements);
      const areNew = await this.#frames.areNew(pixels, this.#parts.clock.now());
      if ('fault' in outcome) throw new CityError(outcome.fault);
      if (frames.length < wanted) throw new CityError('FACE_FRAMES_MISSING');
      if (!areNew) throw new CityError('FACE_FRAME_REPEATED');
      const capture: Capture = { engine: 'embedded', measured: undefined };
      this.#captured.set(capture, outcome.stills);
      return capture;
    });
  }

  async enrol(reference: FaceReference, capture: Capture): Promise<void> {
    await failClosed(async () => {
      const stills = this.#stillsOf(capture);
      await this.#store.keep(
        reference,
        templateOf(
          stills.map(({ embedding }) => embedding),
          this.#project(),
        ),
      );
    });
  }

  async compare(portrait: Uint8Array, capture: Capture): Promise<FaceDecision> {
    return await failClosed(async () => {
      const mean = meanEmbeddingOf(this.#stillsOf(capture).map(({ embedding }) => embedding));
      const embedding = await this.#parts.examiner.describe(portrait);
      if (embedding === undefined) return 'inconclusive';
      return this.#decide(similarityOf(mean, embedding));
    });
  }

  async verify(reference: FaceReference, capture: Capture): Promise<FaceDecision> {
    return await failClosed(async () => {
      const probe = this.#probeOf(capture);
      const [template] = (await this.#store.read([reference])).values();
      if (template === undefined) throw new CityError('FACE_NOT_ENROLLED');
      const [best] = nearest([template], probe);
      return this.#decide(best?.similarity ?? -1);
    });
  }

  async identify(gallery: readonly FaceReference[], capture: Capture): Promise<FaceReference | undefined> {
    return await failClosed(async () => {
      const probe = this.#probeOf(capture);
      const distinct = [...new Map(gallery.map((reference) => [reference.id, reference])).values()];
      if (distinct.length > GALLERY_LIMIT) throw new CityError('FACE_GALLERY_TOO_LARGE');
      const templates = await this.#store.read(distinct);
      const { identify, margin } = this.#manifest.thresholds;
      const [best, next] = nearest([...templates.values()], probe);
      if (best === undefined || best.similarity < identify) return undefined;
      if (next !== undefined && best.similarity - next.similarity < margin) return undefined;
      const id = [...templates.keys()][best.place];
      return distinct.find((reference) => reference.id === id);
    });
  }

  async delete(reference: FaceReference): Promise<void> {
    await failClosed(() => this.#store.delete(reference));
  }

  async deleteAll(): Promise<void> {
    this.#projection = undefined;
    await failClosed(() => this.#store.deleteAll());
  }

  async sweep(): Promise<void> {
    await failClosed(async () => {
      const now = this.#parts.clock.now();
      await this.#challenges.forget(now);
      await this.#frames.forget(now);
      await this.#store.sweep();
    });
  }

  async close(): Promise<void> {
    await this.#parts.examiner.close();
    await this.#room.close();
  }

  /** @throws CityError FACE_UNAVAILABLE for a capture that isn't one of this engine's */
  #stillsOf(capture: Capture): readonly Still[] {
    const stills = this.#captured.get(capture);
    if (stills === undefined) throw new CityError('FACE_UNAVAILABLE');
    return stills;
  }

  /** The most frontal still, and not the best of three, which would have three tries to be taken for somebody else. */
  #probeOf(capture: Capture): Int8Array {
    const stills = this.#stillsOf(capture).toSorted((a, b) => a.turn - b.turn);
    return templateOf(
      stills.slice(0, 1).map(({ embedding }) => embedding),
      this.#project(),
    );
  }

  #decide(similarity: number): FaceDecision {
    const { verify } = this.#manifest.thresholds;
    const { inconclusive } = this.#parts.examiner.recogniser.thresholds;
    if (similarity >= verify) return 'match';
    return similarity >= verify - inconclusive ? 'inconclusive' : 'no-match';
  }

  #project(): Projection {
    const { keys, cityId, examiner } = this.#parts;
    const secret = keys.face().projectionSecret();
    this.#projection ??= openProjection({ secret, cityId, dimension: examiner.recogniser.dimension });
    return this.#projection;
  }
}

/** Whatever goes wrong but has no code of its own is told as an engine that can't be asked. */
async function failClosed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CityError ? error : new CityError('FACE_UNAVAILABLE', {}, error);
  }
}
