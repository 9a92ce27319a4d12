/** Which matters a department's systems may ask in, and for which fields. */
import type { z } from 'zod';
import type { registeredMatter } from '../../../sdk/schemas/administration.ts';
import type { Catalog, CompleteMatter } from '../../catalog/catalog.ts';
import type { Client, Requirement } from '../../catalog/shapes.ts';

type RegisteredMatter = z.infer<typeof registeredMatter>;

/** Every matter of the department by each of its systems that asks. */
export function registeredMatters(
  department: string,
  { clients, matters }: Pick<Catalog, 'clients' | 'matters'>,
): RegisteredMatter[] {
  const own = matters.filter(({ departmentCode }) => departmentCode === department);
  return clients
    .filter(({ departmentCode, scopes }) => departmentCode === department && scopes.includes('ask'))
    .flatMap((client) =>
      own.map((matter) => ({
        client: client.id,
        matter: matter.code,
        fields: matter.asks.flatMap((row) => fieldsOf(row, { client, matter })),
      })),
    );
}

/** What was registered for a row in particular, or all that the matter names. */
function fieldsOf(
  { subject, subjectZh, credentialType, necessity, fields }: Requirement,
  { client, matter }: { readonly client: Client; readonly matter: CompleteMatter },
): RegisteredMatter['fields'] {
  const row = { subject, subjectZh, credentialType, necessity };
  const own = client.registered.filter(
    (found) => found.matter === matter.code && found.credentialType === credentialType,
  );
  if (own.length === 0) return [{ ...row, fields, from: null, until: null }];
  return own.map(({ fields: registered, from, until }) => ({
    ...row,
    fields: fields.filter((name) => registered.includes(name)),
    from,
    until,
  }));
}
