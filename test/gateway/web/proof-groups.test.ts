/** Every rule that proofs are judged by is shown to people, in one group. */
import { expect, test } from 'vitest';
import { groups } from '../../../gateway/web/audit/worker/groups.ts';
import { rules } from '../../../sdk/verify/rules.ts';

test('the groups hold every rule once', () => {
  expect(Object.values(groups).flat().toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
});
