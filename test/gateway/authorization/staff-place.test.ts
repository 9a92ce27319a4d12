/** Members of staff look at the windows of theirs, and at none of another department's whatever their session says. */
import { describe, expect, test } from 'vitest';
import type { StaffCaller } from '../../../gateway/actor.ts';
import { checkOwnWindow, mayManageWindow } from '../../../gateway/authorization/staff-place.ts';
import { catalog } from '../../support/city-ground.ts';

const clerk: StaffCaller = {
  ...{ kind: 'staff', staff: 'CAB-C1', department: 'CAB' },
  ...{ roles: ['clerk'], windows: ['CAB-W1', 'PSB-W1'] },
};
const administrator: StaffCaller = { ...clerk, roles: ['administrator'] };
const wrong = expect.objectContaining({ code: 'WRONG_WINDOW' });
const look = (staff: StaffCaller, window: string) => () => checkOwnWindow(staff, window, catalog);

describe('a clerk', () => {
  test('works at the windows of theirs', () => {
    expect(look(clerk, 'CAB-W1')).not.toThrow();
    expect(look(clerk, 'CAB-W2')).toThrow(wrong);
    expect(look(administrator, 'CAB-W1')).toThrow(wrong);
    expect(look(clerk, 'PSB-W1')).toThrow(wrong);
    expect(look(clerk, 'NIL-W1')).toThrow(wrong);
  });

  test('manages those, and an administrator all of their department', () => {
    const managed = (staff: StaffCaller) =>
      ['CAB-W1', 'CAB-W2', 'PSB-W1', 'NIL-W1'].filter((window) => mayManageWindow(staff, window, catalog));
    expect(managed(clerk)).toEqual(['CAB-W1']);
    expect(managed(administrator)).toEqual(['CAB-W1', 'CAB-W2']);
  });
});
