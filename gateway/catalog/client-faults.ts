/** Faults in windows and clients: departments, matters and fields that aren't theirs. */
import type { CatalogData } from './read.ts';
import type { Client, Requirement } from './shapes.ts';

type Known = {
  readonly departments: ReadonlySet<string>;
  /** Department by window. */
  readonly windows: ReadonlyMap<string, string>;
  /** Department and rows by matter. */
  readonly matters: ReadonlyMap<
    string,
    { readonly departmentCode: string; readonly asks: readonly Requirement[] }
  >;
};

/** A sentence for each window and client that names what isn't its department's. */
export function findClientFaults(data: CatalogData): string[] {
  const additions = new Map(data.matterAdditions.map((row) => [row.code, row.requiredCredentials]));
  const known: Known = {
    departments: new Set(data.departments.map((row) => row.code)),
    windows: new Map(data.windows.map((row) => [row.code, row.departmentCode])),
    matters: new Map(
      data.matters.map(({ code, departmentCode, requiredCredentials }) => [
        code,
        { departmentCode, asks: [...requiredCredentials, ...(additions.get(code) ?? [])] },
      ]),
    ),
  };
  const windows = data.windows
    .filter(
      (row) => !known.departments.has(row.departmentCode) || !row.code.startsWith(`${row.departmentCode}-`),
    )
    .map((row) => `window ${row.code}: not of department ${row.departmentCode}`);
  const clients = data.clients.flatMap((client) =>
    faultsOfClient(client, known).map((fault) => `client ${client.id}: ${fault}`),
  );
  return [...windows, ...clients];
}

function faultsOfClient({ departmentCode, windows, registered }: Client, known: Known): string[] {
  const faults: string[] = [];
  if (!known.departments.has(departmentCode)) faults.push(`unknown department ${departmentCode}`);
  for (const code of windows)
    if (known.windows.get(code) !== departmentCode) faults.push(`window ${code} is not its department’s`);
  for (const [place, row] of registered.entries()) {
    const matter = known.matters.get(row.matter);
    if (matter?.departmentCode !== departmentCode)
      faults.push(`matter ${row.matter} is not its department’s`);
    const asked = (matter?.asks ?? []).filter((found) => found.credentialType === row.credentialType);
    if (matter !== undefined && asked.length === 0)
      faults.push(`${row.matter} does not see ${row.credentialType}`);
    const allowed = new Set(asked.flatMap((found) => found.fields));
    for (const field of row.fields)
      if (!allowed.has(field)) faults.push(`${row.matter} does not see ${row.credentialType}.${field}`);
    if (row.until !== null && row.until < row.from) faults.push(`${row.matter} ends before it begins`);
    if (registered.slice(0, place).some((earlier) => overlap(earlier, row)))
      faults.push(`${row.credentialType} of ${row.matter} is registered twice for one day`);
  }
  return faults;
}

type Registration = Client['registered'][number];

const overlap = (one: Registration, other: Registration): boolean =>
  one.matter === other.matter &&
  one.credentialType === other.credentialType &&
  (one.until === null || one.until >= other.from) &&
  (other.until === null || other.until >= one.from);
