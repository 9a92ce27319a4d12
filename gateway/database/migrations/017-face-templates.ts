/** Schema `face`: templates, their keys, challenges and pictures seen, in the hands of a role that reads nothing else. */
import { type Kysely, sql } from 'kysely';
import { CityError } from '../../errors.ts';
import { sqlStateOf } from '../sql-state.ts';

/** SQLSTATE of what the role of the gateway may not do. */
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * The role belongs to the whole server, so another database's gateway may be making it, or giving it to the same user, at
 * this very moment. A superuser may take any role; everybody else must be given it, to take and not to inherit, so that
 * what the gateway does elsewhere never reaches the schema.
 */
const provideRole = sql`
  do $$
  begin
    begin
      if not exists (select from pg_roles where rolname = 'city_face') then
        create role city_face nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    for attempt in 1 .. 20 loop
      exit when pg_has_role(current_user, 'city_face', 'set');
      begin
        execute format('grant city_face to %I with inherit false, set true', current_user);
      exception when unique_violation or internal_error then
        if attempt = 20 then raise; end if;
        perform pg_sleep(0.05);
      end;
    end loop;
  end $$
`;

/** @throws CityError FACE_ROLE_MISSING where the gateway's role may neither make it nor take it, nor make a schema */
export async function up(db: Kysely<unknown>): Promise<void> {
  try {
    await provideRole.execute(db);
    await sql`create schema face authorization city_face`.execute(db);
  } catch (error) {
    throw sqlStateOf(error) === INSUFFICIENT_PRIVILEGE
      ? new CityError('FACE_ROLE_MISSING', {}, error)
      : error;
  }
  await sql`
    set local role city_face;
    create table face.templates (
      id uuid primary key,
      model_id text not null,
      sealed bytea not null,
      created_at timestamptz not null
    );
    create table face.template_keys (
      id uuid primary key references face.templates on delete cascade,
      version integer not null,
      wrapped bytea not null
    );
    create table face.worn_versions (version integer primary key, since timestamptz not null);
    create table face.challenges (
      nonce bytea primary key,
      purpose text not null,
      bound text not null,
      movements text[] not null,
      expires_at timestamptz not null
    );
    create index challenges_by_end on face.challenges (expires_at);
    create table face.seen_frames (hash bytea primary key, at timestamptz not null);
    create index seen_frames_by_time on face.seen_frames (at);
    reset role;
  `.execute(db);
}
