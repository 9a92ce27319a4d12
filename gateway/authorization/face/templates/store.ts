/** Where templates are kept, and how they end: with the key that they lie under, not with their rows alone. */
import { sql, type Transaction } from 'kysely';
import type { Clock } from '../../../clock.ts';
import type { FaceTemplateTables } from '../../../database/tables/face-templates.ts';
import { CityError } from '../../../errors.ts';
import type { FaceKeys } from '../../../keys/keys.ts';
import type { FaceReference } from '../engine.ts';
import { wrapAllAnew } from './renewal.ts';
import type { FaceDatabase } from './room.ts';
import { openTemplate, type SealedTemplate, sealTemplate, type TemplateOwner } from './template-keys.ts';

export type StoreParts = {
  readonly db: FaceDatabase;
  readonly keys: FaceKeys;
  readonly clock: Clock;
  readonly cityId: string;
  /** Templates of another model count as none. */
  readonly modelId: string;
};

/** Wrapping keys are replaced after deletions at most so often, since all that remain are wrapped anew. */
const MILLISECONDS_BETWEEN_RENEWALS = 60_000;

type Row = SealedTemplate & { readonly id: string };

/**
 * Templates by enrolment. A deleted one can be read by nobody once the wrapping key is replaced: neither from what the
 * database leaves of deleted rows nor from copies made before, as long as no copy of the keystore is as old.
 */
export class TemplateStore {
  readonly #parts: StoreParts;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** Keeps a template in the place of a former one, which ends as if it were deleted. */
  async keep(reference: FaceReference, template: Int8Array): Promise<void> {
    const { db, keys, clock, modelId } = this.#parts;
    await db.transaction().execute(async (transaction) => {
      // First, since it locks the table: a renewal then waits for what is wrapped here, or has ended before it is wrapped.
      await this.#remove(transaction, reference.id);
      const { sealed, version, wrapped } = sealTemplate(keys, this.#ownerOf(reference), template);
      const { id } = reference;
      await transaction
        .insertInto('templates')
        .values({ id, model_id: modelId, sealed, created_at: clock.now() })
        .execute();
      await transaction.insertInto('template_keys').values({ id, version, wrapped }).execute();
    });
    await this.#renewWhereDue();
  }

  /**
   * Templates of those who have one, by id. @throws CityError FACE_UNAVAILABLE where a key lies under a version of another
   * keystore, and an error where a template or key was changed or is another's
   */
  async read(references: readonly FaceReference[]): Promise<ReadonlyMap<string, Int8Array>> {
    const { keys } = this.#parts;
    let rows = await this.#rowsOf(references);
    // A renewal may have ended between the answer and its reading; what was destroyed for good stays so.
    if (rows.some(({ version }) => keys.stateOf(version) !== 'kept')) rows = await this.#rowsOf(references);
    if (rows.some(({ version }) => keys.stateOf(version) === 'unknown'))
      throw new CityError('FACE_UNAVAILABLE');
    const readable = new Map(
      rows.filter(({ version }) => keys.stateOf(version) === 'kept').map((row) => [row.id, row]),
    );
    return new Map(
      references.flatMap((reference) => {
        const row = readable.get(reference.id);
        return row === undefined
          ? []
          : [[reference.id, openTemplate(keys, this.#ownerOf(reference), row)] as const];
      }),
    );
  }

  /** Removes a template and its key, and replaces the version that it lay under: at once, or in the next minute's `sweep`. */
  async delete({ id }: Pick<FaceReference, 'id'>): Promise<void> {
    await this.#parts.db.transaction().execute((transaction) => this.#remove(transaction, id));
    await this.#renewWhereDue();
  }

  /** Destroys the keys, and with them every template, before the database is asked for anything; then empties its tables. */
  async deleteAll(): Promise<void> {
    const { db, keys } = this.#parts;
    keys.destroyAll();
    await this.#inTurn(() =>
      sql`truncate templates, template_keys, worn_versions, challenges, seen_frames`.execute(db),
    );
  }

  /** What has to be done once a minute: replaces worn versions, and removes rows whose version is destroyed. */
  async sweep(): Promise<void> {
    await this.#inTurn(() => this.#removeRemnants());
    if (await this.#isWorn()) await this.renewWrapping();
  }

  /**
   * Makes a new version of the wrapping key, wraps all templates' keys under it in one transaction, and destroys the
   * former ones. Broken off anywhere it can be done again: nothing is destroyed before the transaction is durable.
   */
  async renewWrapping(): Promise<void> {
    const { db, keys, clock, cityId } = this.#parts;
    await this.#inTurn(async () => {
      const version = await wrapAllAnew({ db, keys, cityId });
      keys.destroyBefore(version);
      await db.deleteFrom('worn_versions').where('version', '<', version).execute();
      this.#renewedAt = clock.now().getTime();
    });
  }

  async #renewWhereDue(): Promise<void> {
    const isSoon = this.#parts.clock.now().getTime() - this.#renewedAt < MILLISECONDS_BETWEEN_RENEWALS;
    if (!isSoon && (await this.#isWorn())) await this.renewWrapping();
  }

  async #isWorn(): Promise<boolean> {
    const { db } = this.#parts;
    return (await db.selectFrom('worn_versions').select('version').executeTakeFirst()) !== undefined;
  }

  async #remove(transaction: Transaction<FaceTemplateTables>, id: string): Promise<void> {
    const { keys, clock } = this.#parts;
    const row = await transaction
      .deleteFrom('template_keys')
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirst();
    await transaction.deleteFrom('templates').where('id', '=', id).execute();
    if (row === undefined || keys.stateOf(row.version) === 'destroyed') return;
    await transaction
      .insertInto('worn_versions')
      .values({ version: row.version, since: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async #removeRemnants(): Promise<void> {
    const { db, keys } = this.#parts;
    const rows = await db.selectFrom('template_keys').select('version').distinct().execute();
    const destroyed = rows
      .map(({ version }) => version)
      .filter((version) => keys.stateOf(version) === 'destroyed');
    if (destroyed.length === 0) return;
    await db
      .deleteFrom('templates')
      .where('id', 'in', (query) =>
        query.selectFrom('template_keys').select('id').where('version', 'in', destroyed),
      )
      .execute();
  }

  async #rowsOf(references: readonly FaceReference[]): Promise<readonly Row[]> {
    const { db, modelId } = this.#parts;
    return await db
      .selectFrom('templates')
      .innerJoin('template_keys', 'template_keys.id', 'templates.id')
      .select(['templates.id', 'sealed', 'version', 'wrapped'])
      .where('model_id', '=', modelId)
      .where('templates.id', '=', sql<string>`any(${references.map(({ id }) => id)}::uuid[])`)
      .execute();
  }

  #ownerOf({ id, subject }: FaceReference): TemplateOwner {
    const { cityId, modelId } = this.#parts;
    return { cityId, subject, id, modelId };
  }

  /** One after the other: what changes versions must not meet its like. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return await done;
  }
}
