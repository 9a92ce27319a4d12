/** Every fault in the catalogue's codes and cross references, a sentence each. */
import { isCreditCode } from './check-digits.ts';
import { findClientFaults } from './client-faults.ts';
import { findMatterFaults } from './matter-faults.ts';
import type { CatalogData } from './read.ts';
import { findThemeFaults } from './theme-faults.ts';
import { findTypeFaults } from './type-faults.ts';

/**
 * Empty when the catalogue holds together. Credit codes are checked with both their check characters (GB 32100,
 * GB 11714), and that every type yields licence identifiers whose check character holds (GB/T 36904). Citizen numbers
 * (GB 11643) are checked where they come in: the catalogue holds none.
 */
export function findCatalogFaults(data: CatalogData): string[] {
  return [
    ...findRepeats(data),
    ...findDepartmentFaults(data),
    ...findTypeFaults(data),
    ...findMatterFaults(data),
    ...findClientFaults(data),
    ...findThemeFaults(data),
    ...findReasonFaults(data),
  ];
}

function findDepartmentFaults({ departments, externalDepartments }: CatalogData): string[] {
  const own = new Set(departments.map((row) => row.code));
  const faults = departments.flatMap(({ code, uscc, administrativeDivision }) => [
    ...(isCreditCode(uscc) ? [] : [`department ${code}: ${uscc} is not a credit code (GB 32100)`]),
    ...(uscc.slice(2, 8) === administrativeDivision
      ? []
      : [`department ${code}: its credit code is not of division ${administrativeDivision}`]),
  ]);
  const shared = externalDepartments.filter((row) => own.has(row.code));
  return [
    ...faults,
    ...repeatsOf(departments.map((row) => row.uscc)).map((uscc) => `credit code ${uscc} stands twice`),
    ...shared.map((row) => `external department ${row.code}: a department has this code`),
  ];
}

/** The living and the dead need one at least: without it nobody could be stood for. */
const findReasonFaults = ({ officerReasons }: CatalogData): string[] =>
  [true, false]
    .filter((isForDeceased) => officerReasons.every((row) => row.isForDeceased !== isForDeceased))
    .map((isForDeceased) => `no officer reason is for ${isForDeceased ? 'the deceased' : 'the living'}`);

function findRepeats(data: CatalogData): string[] {
  const names = {
    department: data.departments.map((row) => row.code),
    'credential type': data.credentialTypes.map((row) => row.id),
    matter: data.matters.map((row) => row.code),
    'matter addition': data.matterAdditions.map((row) => row.code),
    window: data.windows.map((row) => row.code),
    client: data.clients.map((row) => row.id),
    'derived field': data.derivedFields.map((row) => `${row.credentialType}.${row.field}`),
    'import rule': data.importRules.map((row) => row.credentialType),
    'external department': data.externalDepartments.map((row) => row.code),
    theme: data.themes.map((row) => row.id),
    'officer reason': data.officerReasons.map((row) => row.code),
  };
  return Object.entries(names).flatMap(([kind, all]) => {
    const sorted = all.every((name, place) => place === 0 || (all[place - 1] ?? '') < name);
    return [
      ...(sorted ? [] : [`the file of each ${kind} is not sorted`]),
      ...repeatsOf(all).map((name) => `${kind} ${name} stands twice`),
    ];
  });
}

/** Names that stand there again, each time. */
const repeatsOf = (names: readonly string[]): string[] =>
  names.filter((name, place) => names.indexOf(name) !== place);
