/** The catalogue's lists, each found by a text and by a department's code. */
import type { Catalog } from './catalog.ts';
import { type Find, indexMatters, indexRows } from './search.ts';
import type { Theme } from './shapes.ts';

/** Each list by a text and a department's code. */
export function listsOf(catalog: Catalog) {
  const { departments, credentialTypes, themes, windows } = catalog;
  const department = (code: string) => catalog.findDepartment(code);
  return {
    departments: listed(
      indexRows(departments, (row) => ({ ...row, id: row.code, codes: [row.code], departments: [] })),
      (row) => [row.code],
    ),
    windows: listed(
      indexRows(windows, (row) => ({
        ...row,
        id: row.code,
        codes: [row.code],
        departments: [department(row.departmentCode)],
      })),
      (row) => [row.departmentCode],
    ),
    credentialTypes: listed(
      indexRows(credentialTypes, (row) => ({
        ...row,
        codes: [row.id],
        departments: [department(row.issuingDepartmentCode)],
      })),
      (row) => [row.issuingDepartmentCode],
    ),
    themes: listed(
      indexRows(themes, (row) => ({
        ...row,
        codes: [row.id],
        departments: departmentsOf(row).map(department),
      })),
      departmentsOf,
    ),
    matters: listed(indexMatters(catalog), (row) => [row.departmentCode]),
  };
}

type Asked = { readonly q: string; readonly department?: string | undefined };

const listed =
  <Row>(find: Find<Row>, codesOf: (row: Row) => readonly string[]) =>
  ({ q, department: code }: Asked): readonly Row[] =>
    find(q).filter((row) => code === undefined || codesOf(row).includes(code));

const departmentsOf = ({ steps = [], stages = [] }: Theme): string[] => [
  ...new Set([...steps, ...stages.flatMap((stage) => stage.steps)].map((step) => step.departmentCode)),
];
