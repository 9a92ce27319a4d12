/** The catalogue as everything else asks it: whole, checked, and found by name. */
import { findCatalogFaults } from './faults.ts';
import { type CatalogData, CatalogFaults, readCatalog } from './read.ts';
import type {
  Client,
  CompleteMatter,
  CredentialType,
  Department,
  DerivedField,
  ImportRule,
  Matter,
  MatterAddition,
  OfficerReason,
  ServiceWindow,
  Theme,
} from './shapes.ts';

export type { CompleteMatter };

/** The whole catalogue; it never changes while the gateway runs. Every `find` answers undefined for what there isn't. */
export type Catalog = {
  readonly departments: readonly Department[];
  readonly credentialTypes: readonly CredentialType[];
  readonly matters: readonly CompleteMatter[];
  readonly windows: readonly ServiceWindow[];
  readonly clients: readonly Client[];
  readonly themes: readonly Theme[];
  readonly officerReasons: readonly OfficerReason[];
  readonly findDepartment: (code: string) => Department | undefined;
  readonly findCredentialType: (id: string) => CredentialType | undefined;
  readonly findMatter: (code: string) => CompleteMatter | undefined;
  readonly findWindow: (code: string) => ServiceWindow | undefined;
  readonly findClient: (id: string) => Client | undefined;
  /** How a derived field of a type comes about; undefined for a field that isn't derived. */
  readonly findDerivation: (credentialType: string, field: string) => DerivedField | undefined;
  readonly findOfficerReason: (code: string) => OfficerReason | undefined;
  readonly findImportRule: (credentialType: string) => ImportRule | undefined;
};

export { CatalogFaults };

/** @throws CatalogFaults naming every fault there is. */
export function openCatalog(data: CatalogData = readCatalog()): Catalog {
  const faults = findCatalogFaults(data);
  if (faults.length > 0) throw new CatalogFaults(faults);
  const additions = new Map(data.matterAdditions.map((row) => [row.code, row]));
  const derivations = new Map(data.derivedFields.map((row) => [`${row.credentialType}.${row.field}`, row]));
  const matters = data.matters.map((row) => complete(row, additions.get(row.code)));
  return Object.freeze({
    departments: data.departments,
    credentialTypes: data.credentialTypes,
    matters,
    windows: data.windows,
    clients: data.clients,
    themes: data.themes,
    officerReasons: data.officerReasons,
    findDepartment: finder(data.departments, (row) => row.code),
    findCredentialType: finder(data.credentialTypes, (row) => row.id),
    findMatter: finder(matters, (row) => row.code),
    findWindow: finder(data.windows, (row) => row.code),
    findClient: finder(data.clients, (row) => row.id),
    findDerivation: (type, field) => derivations.get(`${type}.${field}`),
    findOfficerReason: finder(data.officerReasons, (row) => row.code),
    findImportRule: finder(data.importRules, (row) => row.credentialType),
  });
}

function complete(matter: Matter, addition: MatterAddition | undefined): CompleteMatter {
  if (addition === undefined) throw new CatalogFaults([`matter ${matter.code} has no addition`]);
  return {
    ...matter,
    addition,
    asks: [...matter.requiredCredentials, ...addition.requiredCredentials],
    consents: [...matter.authorisation.consents, ...addition.consents],
  };
}

function finder<T>(rows: readonly T[], nameOf: (row: T) => string): (name: string) => T | undefined {
  const byName = new Map(rows.map((row) => [nameOf(row), row]));
  return (name) => byName.get(name);
}
