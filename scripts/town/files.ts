/** Departments' files, line by line: half of them CSV with a heading, half JSON Lines. */
import { openCatalog } from '../../gateway/catalog/catalog.ts';
import { allowanceProofs, birthCertificates, marriageCertificates } from './family-records.ts';
import { householdRegister, identityCards, residencePermits } from './identity-records.ts';
import { insuranceProofs, socialSecurityCards } from './insurance-records.ts';
import type { Population } from './population.ts';
import { businessLicences, realEstateTitles } from './property-records.ts';
import type { Row } from './records.ts';

/** A department's file of one credential type; `text` starts anew with each call. */
export type TownFile = {
  readonly department: string;
  readonly credentialType: string;
  readonly format: 'csv' | 'jsonl';
  /** Columns of whom a row is about and of the department's record number. */
  readonly holderColumn: string;
  readonly recordColumn: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly text: () => Iterable<string>;
};

// Identity cards come first: they say who has died. Parents' and owners' records follow those of the people themselves.
const sources: readonly {
  readonly credentialType: string;
  readonly format: TownFile['format'];
  readonly make: (population: Population) => Row[];
}[] = [
  { credentialType: 'resident-identity-card', format: 'csv', make: identityCards },
  { credentialType: 'household-register', format: 'jsonl', make: householdRegister },
  { credentialType: 'residence-permit', format: 'csv', make: residencePermits },
  { credentialType: 'birth-medical-certificate', format: 'jsonl', make: birthCertificates },
  { credentialType: 'marriage-certificate', format: 'csv', make: marriageCertificates },
  { credentialType: 'minimum-living-allowance-proof', format: 'csv', make: allowanceProofs },
  { credentialType: 'social-security-card', format: 'csv', make: socialSecurityCards },
  { credentialType: 'social-insurance-proof', format: 'jsonl', make: insuranceProofs },
  { credentialType: 'real-estate-title', format: 'jsonl', make: realEstateTitles },
  { credentialType: 'business-licence', format: 'jsonl', make: businessLicences },
];

export function makeFiles(population: Population): readonly TownFile[] {
  const catalog = openCatalog();
  return sources.map(({ credentialType, format, make }) => {
    const department = catalog.findCredentialType(credentialType)?.issuingDepartmentCode;
    const rule = catalog.findImportRule(credentialType);
    if (department === undefined || rule === undefined)
      throw new Error(`the catalogue has no ${credentialType}`);
    const rows = make(population);
    return {
      department,
      credentialType,
      format,
      holderColumn: rule.holderColumn,
      recordColumn: rule.recordColumn,
      name: `${department}-${credentialType}.${format}`,
      rows,
      text: () => (format === 'csv' ? csvLines(rows) : jsonLines(rows)),
    };
  });
}

function* jsonLines(rows: readonly Row[]): Iterable<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function* csvLines(rows: readonly Row[]): Iterable<string> {
  const columns = Object.keys(rows[0] ?? {});
  yield `${columns.join(',')}\n`;
  for (const row of rows) yield `${columns.map((column) => csvCell(row[column])).join(',')}\n`;
}

/** Quoted where RFC 4180 asks for it; lists as JSON. */
function csvCell(value: Row[string]): string {
  const text = Array.isArray(value) ? JSON.stringify(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
