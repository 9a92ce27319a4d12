/** Where a member of staff may look: a clerk at the windows of theirs, an administrator in all of their department. */
import type { StaffCaller } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';

/** @throws CityError WRONG_WINDOW where it is none at which the clerk works */
export function checkOwnWindow(
  { windows, roles, department }: StaffCaller,
  window: string,
  { findWindow }: Pick<Catalog, 'findWindow'>,
): void {
  const isTheirs = roles.includes('clerk') && windows.includes(window);
  if (!isTheirs || findWindow(window)?.departmentCode !== department)
    throw new CityError('WRONG_WINDOW', { window });
}

/** True for a clerk of the window and for an administrator of its department. */
export function mayManageWindow(
  { windows, roles, department }: StaffCaller,
  window: string,
  { findWindow }: Pick<Catalog, 'findWindow'>,
): boolean {
  if (findWindow(window)?.departmentCode !== department) return false;
  return roles.includes('administrator') || windows.includes(window);
}
