/** One item of a proof: the credential is opened, what is entitled is presented, and the rest is forgotten. */
import { commit, encodeEntry } from '../../sdk/verify/entry.ts';
import { leafHash } from '../../sdk/verify/merkle.ts';
import type { Presented } from '../../sdk/verify/types.ts';
import type { Catalog, CompleteMatter } from '../catalog/catalog.ts';
import type { Signer } from '../credentials/department-keys.ts';
import type { SubjectKey } from '../credentials/subject-keys.ts';
import { type OpenedCredential, openContent } from '../credentials/vault.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { newEntryId, type QueuedEntry } from '../log/queue.ts';
import type { Anchored } from './check.ts';
import type { PlaceEvidence } from './evidence.ts';
import { type Binding, present } from './present.ts';
import type { Slot } from './slot.ts';
import { derive, makeStatement, needsStatement } from './statements.ts';

export type ItemContext = {
  readonly matter: CompleteMatter;
  /** The holder's. */
  readonly key: SubjectKey;
  readonly binding: Binding;
  readonly evidence: PlaceEvidence;
  readonly now: Date;
  readonly parts: {
    readonly catalog: Catalog;
    readonly keys: Keys;
    readonly names: CityNames;
    readonly statementKey: (department: string) => SigningKey | undefined;
  };
};

/** An item, and where it holds a statement that statement's log entry and who signed it. */
export type MadeItem = {
  readonly item: Presented;
  readonly stated?: { readonly entry: QueuedEntry; readonly signer: Signer };
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** @throws where the vault's bytes were changed: nothing is presented then. */
export async function makeItem(slot: Slot, credential: Anchored, context: ItemContext): Promise<MadeItem> {
  const opened = openContent(context.key, credential.id, credential.sealed);
  const stated = await state(slot, { credential, opened }, context);
  const { binding, evidence } = context;
  const presentation = await present(opened, slot.item.fields, { binding, key: opened.holderKey });
  const item = {
    presentation,
    evidence: {
      log: credential.department,
      index: credential.leaf,
      salt: textOf(opened.salt),
      inclusion: evidence.inclusion,
    },
  };
  if (stated === undefined) return { item };
  const { statement, entry, signer } = stated;
  return {
    item: { ...item, statement: statement.token, statementSalt: textOf(statement.salt) },
    stated: { entry, signer },
  };
}

type Source = { readonly credential: Anchored; readonly opened: OpenedCredential };

async function state(
  { authorization, party, item }: Slot,
  { credential, opened }: Source,
  { matter, binding, now, parts }: ItemContext,
) {
  const { catalog, keys, names, statementKey } = parts;
  if (!needsStatement(item, catalog)) return undefined;
  const { credentialType, fields } = item;
  const derivation = derive(
    {
      subject: party.subject,
      credentialType,
      fields,
      values: opened.values,
      matter,
      holderOf: (role) => authorization.parties.find(({ subject }) => subject === role)?.holder ?? undefined,
    },
    { catalog, keys, now },
  );
  if (derivation === undefined) return undefined;
  const { department, leaf: index } = credential;
  const key = statementKey(department);
  if (key === undefined) throw new CityError('NO_ACCREDITED_KEY', { department, credentialType });
  const source = { log: department, index, leaf: sourceLeaf(credential, opened) };
  const issuer = names.issuer(department);
  const statement = await makeStatement(derivation, { issuer, binding, source, key, now });
  const entry: QueuedEntry = {
    id: newEntryId(now),
    log: department,
    kind: 'derived',
    commitment: statement.commitment,
    release: 'hour',
  };
  return { statement, entry, signer: { department, kid: key.kid } };
}

/** Leaf hash of the credential's entry, in base64url. */
function sourceLeaf({ credentialType }: Anchored, { jwt, salt }: OpenedCredential): string {
  const commitment = commit(salt, jwt.slice(0, jwt.lastIndexOf('.')));
  return textOf(leafHash(encodeEntry({ kind: 'issued', credentialType, commitment })));
}
