import { describe, expect, it } from 'vitest';
import { findCatalogFaults, readCatalog } from '../../../gateway/catalog/read.ts';

describe('the catalogue', () => {
  it('holds nine departments, ten credential types and 127 matters without a fault', () => {
    const catalog = readCatalog();
    expect([catalog.departments.length, catalog.credentialTypes.length, catalog.matters.length]).toEqual([
      9, 10, 127,
    ]);
    expect(findCatalogFaults(catalog)).toEqual([]);
  });

  it('names a broken credit code, an unknown field and a subject nobody consents for', () => {
    const catalog = structuredClone(readCatalog());
    const [department] = catalog.departments;
    const [matter] = catalog.matters;
    const [asked] = matter?.requiredCredentials ?? [];
    if (!department || !matter || !asked) throw new Error('the catalogue is empty');
    asked.fields = ['shoeSize'];
    asked.subject = 'stranger';
    department.uscc = department.uscc.replace(/.$/, (last) => (last === '1' ? '2' : '1'));
    const faults = findCatalogFaults(catalog).join('\n');
    expect(faults).toContain('is not a credit code');
    expect(faults).toContain('has no field shoeSize');
    expect(faults).toContain('nobody consents for stranger');
  });
});
