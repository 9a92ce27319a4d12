/** Mandates with scope, end and acceptance; who is a minor; as what somebody agreed; outlines of credentials; complaints. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mandates
      add column holder text,
      add column scope jsonb not null default '{"matters":{"kind":"all"},"credentialTypes":null}',
      add column accepted_at timestamptz,
      add column declined_at timestamptz;
    update mandates set holder = giver, accepted_at = created_at;
    alter table mandates alter column holder set not null, alter column scope drop default;
    create index mandates_by_holder on mandates (holder);

    alter table request_parties add column agreed_by text;

    create table minors (subject text primary key, consents_from text not null, adult_from text not null);
    create index minors_by_end on minors (adult_from);
    -- Fourteen and eighteen years after a leap year there is none: its last of February becomes the first of March.
    insert into minors
    select holder, (left(valid_from, 4)::integer + 14) ||
        case right(valid_from, 6) when '-02-29' then '-03-01' else right(valid_from, 6) end,
      valid_until
    from authority_edges where kind = 'guardian' and valid_until is not null
    on conflict do nothing;

    alter table credentials add column outline bytea;

    create table complaints (
      id uuid primary key,
      subject text not null,
      kind text not null,
      department text not null,
      receipt integer,
      request_id uuid,
      credential_id uuid references credentials,
      reason text not null,
      words bytea,
      created_at timestamptz not null,
      answered_at timestamptz,
      answered_by text,
      answer bytea
    );
    create unique index complaints_by_receipt on complaints (subject, receipt) where receipt is not null;
    create unique index complaints_open_by_credential on complaints (credential_id) where answered_at is null;
    create index complaints_by_subject on complaints (subject, created_at);
    create index complaints_by_department on complaints (department, created_at);
  `.execute(db);
}
