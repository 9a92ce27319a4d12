/** Templates: whose they are is part of the seal, and what was deleted can't be read from anything that was copied before. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FaceReference } from '../../../../../gateway/authorization/face/engine.ts';
import { type FaceRoom, openFaceRoom } from '../../../../../gateway/authorization/face/templates/room.ts';
import { TemplateStore } from '../../../../../gateway/authorization/face/templates/store.ts';
import { sealTemplate, wrapAnew } from '../../../../../gateway/authorization/face/templates/template-keys.ts';
import type { FaceKeys } from '../../../../../gateway/keys/keys.ts';
import { openLocalKeys } from '../../../../../gateway/keys/local.ts';
import {
  CITY,
  type EmbeddedGround,
  MODEL,
  newReference,
  openEmbeddedGround,
} from '../../../../support/embedded-ground.ts';

let ground: EmbeddedGround;
let room: FaceRoom;
beforeAll(async () => {
  ground = await openEmbeddedGround();
  room = openFaceRoom(ground.database.url);
});
afterAll(async () => {
  await room.close();
  await ground.close();
});
beforeEach(async () => {
  await storeWith().deleteAll();
});

const storeWith = (
  change: { keys?: FaceKeys; cityId?: string; modelId?: string; db?: FaceRoom['db'] } = {},
): TemplateStore =>
  new TemplateStore({
    db: room.db,
    keys: ground.keys.face(),
    clock: ground.clock,
    cityId: CITY,
    modelId: MODEL,
    ...change,
  });

const newTemplate = (): Int8Array => new Int8Array(randomBytes(512));

/** What a dump of the database holds of templates. */
async function dump() {
  const templates = await room.db.selectFrom('templates').selectAll().execute();
  const keys = await room.db.selectFrom('template_keys').selectAll().execute();
  return { templates, keys };
}

/** Puts a dump in the place of what is there. */
async function restore({ templates, keys }: Awaited<ReturnType<typeof dump>>): Promise<void> {
  await room.db.deleteFrom('templates').execute();
  await room.db.insertInto('templates').values(templates).execute();
  await room.db.insertInto('template_keys').values(keys).execute();
}

async function keepOne(store = storeWith()): Promise<{ reference: FaceReference; template: Int8Array }> {
  const [reference, template] = [newReference(), newTemplate()];
  await store.keep(reference, template);
  return { reference, template };
}

test('a template is read for its reference, also by a gateway that was started anew', async () => {
  const { reference, template } = await keepOne();
  const anew = storeWith({ keys: ground.openKeys().face() });
  expect(await anew.read([reference, newReference()])).toEqual(new Map([[reference.id, template]]));
});

test('a template opens for no other subject, enrolment or city', async () => {
  const { reference } = await keepOne();
  await expect(storeWith().read([{ ...reference, subject: newReference().subject }])).rejects.toThrow();
  await expect(storeWith({ cityId: 'https://other.example' }).read([reference])).rejects.toThrow();
  const other = await keepOne();
  const { templates, keys } = await dump();
  const [one, another] = [reference.id, other.reference.id];
  const swapped = (id: string): string => (id === one ? another : one);
  await restore({
    templates: templates.map((row) => ({ ...row, id: swapped(row.id) })),
    keys: keys.map((row) => ({ ...row, id: swapped(row.id) })),
  });
  await expect(storeWith().read([reference])).rejects.toThrow();
});

test('with its key moved along a template still opens for nobody else', async () => {
  const { reference } = await keepOne();
  const thief = await keepOne();
  const { templates, keys } = await dump();
  const stolen = templates.find(({ id }) => id === reference.id);
  await room.db
    .updateTable('templates')
    .set({ sealed: stolen?.sealed ?? Buffer.alloc(0) })
    .where('id', '=', thief.reference.id)
    .execute();
  await room.db
    .updateTable('template_keys')
    .set({ wrapped: keys.find(({ id }) => id === reference.id)?.wrapped ?? Buffer.alloc(0) })
    .where('id', '=', thief.reference.id)
    .execute();
  await expect(storeWith().read([thief.reference])).rejects.toThrow();
});

test('a template of another model counts as none, and under its name doesn’t open', async () => {
  const { reference } = await keepOne();
  const other = storeWith({ modelId: 'another-model' });
  expect(await other.read([reference])).toEqual(new Map());
  await room.db.updateTable('templates').set({ model_id: 'another-model' }).execute();
  await expect(other.read([reference])).rejects.toThrow();
});

test('whoever has the database alone reads nothing', async () => {
  const { reference, template } = await keepOne();
  const strangers = openLocalKeys({ file: join(ground.folder, 'strangers'), secret: 'secret' }).face();
  while (strangers.stateOf((await dump()).keys[0]?.version ?? 0) === 'unknown') strangers.renew();
  await expect(storeWith({ keys: strangers }).read([reference])).rejects.toThrow();
  for (const { sealed } of (await dump()).templates)
    expect(sealed.includes(Buffer.from(template.buffer, 0, 16))).toBe(false);
});

test('a key of another keystore is told as unavailable and not as never enrolled', async () => {
  const { reference } = await keepOne();
  const empty = openLocalKeys({ file: join(ground.folder, 'empty'), secret: 'secret' }).face();
  await expect(storeWith({ keys: empty }).read([reference])).rejects.toThrow(
    expect.objectContaining({ code: 'FACE_UNAVAILABLE' }),
  );
});

test('after deletion and renewal the keystore opens nothing of a copy that was made before', async () => {
  const store = storeWith();
  const gone = await keepOne(store);
  const stays = await keepOne(store);
  const before = await dump();
  // The copy itself is good: as long as the version is there it can be read.
  await restore(before);
  expect((await store.read([gone.reference])).get(gone.reference.id)).toEqual(gone.template);

  await store.delete(gone.reference);
  expect(await store.read([gone.reference])).toEqual(new Map());
  expect(await store.read([stays.reference])).toEqual(new Map([[stays.reference.id, stays.template]]));

  const after = await dump();
  await restore(before);
  for (const keys of [ground.keys.face(), ground.openKeys().face()])
    expect(await storeWith({ keys }).read([gone.reference, stays.reference])).toEqual(new Map());
  await restore(after);
  expect(await store.read([stays.reference])).toEqual(new Map([[stays.reference.id, stays.template]]));
});

test('a second deletion within a minute waits for the sweep, and the sweep replaces the key', async () => {
  const store = storeWith();
  const [one, two, stays] = [await keepOne(store), await keepOne(store), await keepOne(store)];
  await store.delete(one.reference);
  const before = await dump();
  await store.delete(two.reference);
  expect(ground.keys.face().stateOf(before.keys[0]?.version ?? 0)).toBe('kept');
  await store.sweep();
  expect(ground.keys.face().stateOf(before.keys[0]?.version ?? 0)).toBe('destroyed');
  expect(await store.read([two.reference, stays.reference])).toEqual(
    new Map([[stays.reference.id, stays.template]]),
  );
  ground.pass(60);
  await store.delete(stays.reference);
  await restore(before);
  expect(await store.read([two.reference, stays.reference])).toEqual(new Map());
});

test('a gateway that ended between deletion and renewal renews when it sweeps again', async () => {
  const store = storeWith();
  const [one, two] = [await keepOne(store), await keepOne(store)];
  await store.delete(one.reference);
  const before = await dump();
  await store.delete(two.reference);
  const anew = ground.openKeys().face();
  await storeWith({ keys: anew }).sweep();
  expect(anew.stateOf(before.keys[0]?.version ?? 0)).toBe('destroyed');
});

test('a former template ends when another takes its place', async () => {
  const store = storeWith();
  const { reference } = await keepOne(store);
  const before = await dump();
  const template = newTemplate();
  await store.keep(reference, template);
  expect(await store.read([reference])).toEqual(new Map([[reference.id, template]]));
  await restore(before);
  expect(await store.read([reference])).toEqual(new Map());
});

test('a renewal that breaks off destroys nothing, and is done by the next sweep', async () => {
  const store = storeWith();
  const [gone, stays] = [await keepOne(store), await keepOne(store)];
  const keys = ground.keys.face();
  const before = await dump();
  const failing: FaceKeys = {
    ...keys,
    wrap: () => {
      throw new Error('the key service is away');
    },
  };
  await expect(storeWith({ keys: failing }).delete(gone.reference)).rejects.toThrow('away');
  expect(await store.read([stays.reference])).toEqual(new Map([[stays.reference.id, stays.template]]));
  await store.sweep();
  expect(keys.stateOf(before.keys[0]?.version ?? 0)).toBe('destroyed');
  expect(await store.read([stays.reference])).toEqual(new Map([[stays.reference.id, stays.template]]));
});

test('a key that was changed in the database holds no renewal up, and is not carried over', async () => {
  const store = storeWith();
  const [broken, stays] = [await keepOne(store), await keepOne(store)];
  await room.db
    .updateTable('template_keys')
    .set({ wrapped: randomBytes(60) })
    .where('id', '=', broken.reference.id)
    .execute();
  await store.renewWrapping();
  expect(await store.read([broken.reference, stays.reference])).toEqual(
    new Map([[stays.reference.id, stays.template]]),
  );
  await store.sweep();
  expect((await dump()).templates.map(({ id }) => id)).toEqual([stays.reference.id]);
});

test('enrolments, deletions and renewals at the same time lose and keep what they should', async () => {
  const store = storeWith();
  const first = await Promise.all(Array.from({ length: 20 }, () => keepOne(store)));
  const [kept] = await Promise.all([
    Promise.all(Array.from({ length: 40 }, () => keepOne(store))),
    Promise.all(first.slice(0, 10).map(({ reference }) => store.delete(reference))),
    Promise.all([1, 2, 3].map(() => store.renewWrapping())),
    Promise.all(first.slice(10).map(({ reference }) => store.read([reference]))),
  ]);
  const all = [...first.slice(10), ...kept];
  expect(await store.read([...first, ...kept].map(({ reference }) => reference))).toEqual(
    new Map(all.map(({ reference, template }) => [reference.id, template])),
  );
});

test('a renewal waits for an enrolment that is being stored, and takes its key along', async () => {
  const [reference, template, keys] = [newReference(), newTemplate(), ground.keys.face()];
  const owner = { cityId: CITY, modelId: MODEL, ...reference };
  const sealed = sealTemplate(keys, owner, template);
  let renewal: Promise<void> | undefined;
  await room.db.transaction().execute(async (transaction) => {
    const { id } = reference;
    const row = { id, model_id: MODEL, sealed: sealed.sealed, created_at: ground.clock.now() };
    await transaction.insertInto('templates').values(row).execute();
    const key = { id, version: sealed.version, wrapped: sealed.wrapped };
    await transaction.insertInto('template_keys').values(key).execute();
    renewal = storeWith().renewWrapping();
    const hasEnded = renewal.then(() => true);
    const isWaiting = async (): Promise<boolean> => {
      const { rows } = await sql`select from pg_locks where not granted`.execute(ground.database.db);
      return rows.length > 0 || (await Promise.race([hasEnded, false]));
    };
    await expect.poll(isWaiting).toBe(true);
  });
  await renewal;
  expect(keys.stateOf(sealed.version)).toBe('destroyed');
  expect(await storeWith().read([reference])).toEqual(new Map([[reference.id, template]]));
});

test('a wrapped key is carried over for its own enrolment and city alone', () => {
  const keys = ground.keys.face();
  const owner = { cityId: CITY, modelId: MODEL, ...newReference() };
  const { version: from, wrapped } = sealTemplate(keys, owner, newTemplate());
  const moved = { from, to: keys.renew(), wrapped };
  expect(wrapAnew(keys, owner, moved)).toBeDefined();
  expect(wrapAnew(keys, { ...owner, id: newReference().id }, moved)).toBeUndefined();
  expect(wrapAnew(keys, { ...owner, cityId: 'https://other.example' }, moved)).toBeUndefined();
});

test('more keys than are wrapped at once are all wrapped anew', async () => {
  const store = storeWith();
  const { reference, template } = await keepOne(store);
  const version = ground.keys.face().version();
  const wrapped = randomBytes(60);
  await sql`
    insert into templates select gen_random_uuid(), ${MODEL}, ''::bytea, now() from generate_series(1, 2500)
  `.execute(room.db);
  await sql`
    insert into template_keys select id, ${version}, ${wrapped} from templates where id <> ${reference.id}
  `.execute(room.db);
  const last = await Promise.all([1, 2, 3].map(() => keepOne(store)));
  await store.renewWrapping();
  const references = [reference, ...last.map((one) => one.reference)];
  expect((await store.read(references)).get(reference.id)).toEqual(template);
  expect((await store.read(references)).size).toBe(4);
});

test('all templates are unreadable at once, also while the database is away, and are removed once it is back', async () => {
  const store = storeWith();
  const { reference } = await keepOne(store);
  const secret = ground.keys.face().projectionSecret();
  const before = await dump();
  const nowhere = openFaceRoom('postgres://nobody@127.0.0.1:1/nowhere');
  await expect(storeWith({ db: nowhere.db }).deleteAll()).rejects.toThrow();
  await nowhere.close();
  for (const keys of [ground.keys.face(), ground.openKeys().face()])
    expect(await storeWith({ keys }).read([reference])).toEqual(new Map());
  expect(ground.keys.face().projectionSecret()).not.toEqual(secret);
  await store.sweep();
  expect(await dump()).toEqual({ templates: [], keys: [] });
  await restore(before);
  expect(await store.read([reference])).toEqual(new Map());
});

test('deleting what isn’t there is done as well', async () => {
  await storeWith().delete(newReference());
  await storeWith().deleteAll();
});
