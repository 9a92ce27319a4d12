/** Names of departments in figures. */
import type { Names } from '../../calls/names.ts';
import { nameOf } from '../../words/words.ts';

/** The department's name; its code as long as names aren't there. */
export function departmentName(code: string, names: Names | undefined): string {
  const department = names?.department(code);
  return department === undefined ? code : nameOf(department);
}
