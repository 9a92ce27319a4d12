/** A department's own face service behind the same port: it keeps the templates, under names that say nothing of anybody. */
import { hash } from 'node:crypto';
import { CityError } from '../../../errors.ts';
import type {
  Capture,
  Challenge,
  ChallengeContext,
  Evidence,
  FaceDecision,
  FaceEngine,
  FaceManifest,
  FaceReference,
} from '../engine.ts';
import { type AskingParts, ask } from './asking.ts';
import type { Answer, Question } from './shapes.ts';

/** How long after its drawing a challenge may be answered, at most. */
const MOST_LIFE_MILLISECONDS = 600_000;

/** Opens the engine; nothing is asked before it is needed. */
export const openHttpEngine = (parts: AskingParts): FaceEngine => new HttpEngine(parts);

class HttpEngine implements FaceEngine {
  readonly #parts: AskingParts;
  /** The service's own names of captures. */
  readonly #captured = new WeakMap<Capture, string>();

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  async manifest(): Promise<FaceManifest> {
    return { engine: 'http', digests: {}, ...(await this.#ask('manifest', {})) };
  }

  async startChallenge(context: ChallengeContext): Promise<Challenge> {
    const { nonce, movements, expiresAt } = await this.#ask('start-challenge', contextOf(context));
    const ends = new Date(expiresAt);
    const left = ends.getTime() - this.#parts.clock.now().getTime();
    if (left <= 0 || left > MOST_LIFE_MILLISECONDS) throw new CityError('FACE_UNAVAILABLE');
    return { nonce, movements, expiresAt: ends };
  }

  async finishChallenge({ nonce, frames }: Evidence, context: ChallengeContext): Promise<Capture> {
    const pictures = frames.map((frame) => Buffer.from(frame).toString('base64'));
    for (const frame of frames) frame.fill(0);
    const question = { nonce, frames: pictures, ...contextOf(context) };
    const { capture: name } = await this.#ask('finish-challenge', question);
    const capture: Capture = { engine: 'http', measured: undefined };
    this.#captured.set(capture, name);
    return capture;
  }

  async enrol({ id }: FaceReference, capture: Capture): Promise<void> {
    await this.#ask('enrol', { reference: id, capture: this.#nameOf(capture) });
  }

  async compare(portrait: Uint8Array, capture: Capture): Promise<FaceDecision> {
    const picture = Buffer.from(portrait).toString('base64');
    return (await this.#ask('compare', { portrait: picture, capture: this.#nameOf(capture) })).decision;
  }

  async verify({ id }: FaceReference, capture: Capture): Promise<FaceDecision> {
    return (await this.#ask('verify', { reference: id, capture: this.#nameOf(capture) })).decision;
  }

  async identify(gallery: readonly FaceReference[], capture: Capture): Promise<FaceReference | undefined> {
    const question = { gallery: gallery.map(({ id }) => id), capture: this.#nameOf(capture) };
    const { reference } = await this.#ask('identify', question);
    if (reference === null) return undefined;
    const found = gallery.find(({ id }) => id === reference);
    if (found === undefined) throw new CityError('FACE_UNAVAILABLE');
    return found;
  }

  async delete({ id }: FaceReference): Promise<void> {
    await this.#ask('delete', { reference: id });
  }

  async deleteAll(): Promise<void> {
    await this.#ask('delete-all', {});
  }

  /** What has to end by itself ends in the service. */
  async sweep(): Promise<void> {}

  async close(): Promise<void> {}

  async #ask<Name extends Question>(question: Name, content: object): Promise<Answer<Name>> {
    return await ask(question, content, this.#parts);
  }

  /** @throws CityError FACE_UNAVAILABLE for a capture that isn't one of this engine's */
  #nameOf(capture: Capture): string {
    const name = this.#captured.get(capture);
    if (name === undefined) throw new CityError('FACE_UNAVAILABLE');
    return name;
  }
}

/** A digest binds as well as what it is of, which may hold the gateway's own name of a person. */
const contextOf = ({ purpose, bound }: ChallengeContext) => ({
  purpose,
  bound: hash('sha256', bound, 'base64url'),
});
