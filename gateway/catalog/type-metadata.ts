/** What a credential type is, for verifiers and wallets (SD-JWT VC, type metadata). */
import type { CityNames } from '../ids.ts';
import type { Catalog } from './catalog.ts';
import type { CredentialType } from './shapes.ts';

/** Name of the claim that holds the identifier of the electronic licence. */
export const LICENCE_CLAIM = 'licenceIdentifier';

/** Names of the claims that a credential of this type holds: what the catalogue lists, save what is computed or compared when shown. */
export function claimNames(
  type: CredentialType,
  catalog: Pick<Catalog, 'findDerivation'>,
): readonly string[] {
  const stored = type.fields.filter((field) => {
    const derivation = catalog.findDerivation(type.id, field.name);
    return derivation === undefined || derivation.class === 'asserted';
  });
  return [...stored.map((field) => field.name), LICENCE_CLAIM];
}

/** Type metadata in both languages; `sd` says whether a claim is selectively disclosable. */
export function typeMetadata(
  type: CredentialType,
  catalog: Catalog,
  names: CityNames,
): Record<string, unknown> {
  const labels = new Map(type.fields.map((field) => [field.name, field]));
  return {
    vct: names.credentialType(type.id),
    name: type.nameEn,
    description: `${type.nameZh} · fictional`,
    display: [
      { locale: 'zh-CN', name: type.nameZh },
      { locale: 'en', name: type.nameEn },
    ],
    claims: claimNames(type, catalog).map((name) => {
      const field = labels.get(name);
      return {
        path: [name],
        sd: field?.selectivelyDisclosable === false ? 'never' : 'always',
        display: [
          { locale: 'zh-CN', label: field?.labelZh ?? '电子证照标识' },
          { locale: 'en', label: field?.labelEn ?? 'Licence identifier' },
        ],
      };
    }),
  };
}
