/** What the demonstration's provider remembers, in memory and for minutes: signing in again is all that a restart costs. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

const MOST = 5000;

type Kept = { readonly payload: AdapterPayload; readonly endsAt: number };

/**
 * The provider's store (its Adapter interface); the oldest goes where it is full. Sessions aren't kept: whom somebody
 * played before is over when they choose again.
 */
export class DemonstrationStore implements Adapter {
  static readonly #kept = new Map<string, Kept>();
  readonly #model: string;

  constructor(model: string) {
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, seconds: number): Promise<void> {
    if (this.#model === 'Session') return;
    const kept = DemonstrationStore.#kept;
    if (kept.size >= MOST) kept.delete(kept.keys().next().value ?? '');
    kept.set(this.#name(id), { payload, endsAt: Date.now() + 1000 * seconds });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = DemonstrationStore.#kept.get(this.#name(id));
    return found !== undefined && found.endsAt > Date.now() ? found.payload : undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findBy((payload) => payload.uid === uid);
  }

  findByUserCode(code: string): Promise<AdapterPayload | undefined> {
    return this.#findBy((payload) => payload.userCode === code);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    DemonstrationStore.#kept.delete(this.#name(id));
  }

  async revokeByGrantId(grant: string): Promise<void> {
    for (const [name, { payload }] of DemonstrationStore.#kept)
      if (payload.grantId === grant) DemonstrationStore.#kept.delete(name);
  }

  async #findBy(fits: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    for (const [name, { payload, endsAt }] of DemonstrationStore.#kept)
      if (name.startsWith(`${this.#model}/`) && endsAt > Date.now() && fits(payload)) return payload;
    return undefined;
  }

  #name(id: string): string {
    return `${this.#model}/${id}`;
  }
}
