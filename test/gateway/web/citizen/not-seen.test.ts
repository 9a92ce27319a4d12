/** “They will not see”: never a fact that another one gives away, whatever a matter asks for. */
import { describe, expect, test } from 'vitest';
import { openCatalog } from '../../../../gateway/catalog/catalog.ts';
import { notSeen, sensitiveFields } from '../../../../gateway/web/citizen/requests/not-seen.ts';

const catalog = openCatalog();
const typeOf = (id: string) => catalog.findCredentialType(id);
const ask = (credentialType: string, ...names: string[]) => ({
  credentialType,
  fields: names.map((name) => ({ name })),
});
const unseen = (...asks: ReturnType<typeof ask>[]) => notSeen(asks, typeOf).map(({ name }) => name);

describe('what stays unseen', () => {
  test('is what is on the certificate and was not asked for, the most sensitive first', () => {
    expect(unseen(ask('resident-identity-card', 'name', 'idNumber'))).toEqual([
      'portrait',
      'ethnicity',
      'registeredAddress',
      'validFrom',
      'validUntil',
    ]);
  });

  test('is not the date of birth nor the sex where an identity number is seen, on whichever certificate', () => {
    const seen = unseen(
      ask('household-register', 'memberIdNumber'),
      ask('residence-permit', 'residenceAddress'),
    );
    expect(seen).not.toContain('dateOfBirth');
    expect(seen).not.toContain('gender');
    expect(unseen(ask('residence-permit', 'residenceAddress'))).toContain('dateOfBirth');
  });

  test('is nothing that a worked-out fact gives away, and nothing that anybody can look up', () => {
    expect(unseen(ask('real-estate-title', 'isHolderOwner'))).not.toContain('ownerNames');
    expect(unseen(ask('social-security-card', 'bankAccountNumber'))).not.toContain('bankName');
    expect(
      unseen(ask('marriage-certificate', 'holderName'), ask('household-register', 'householdType')),
    ).not.toContain('maritalStatus');
    expect(unseen(ask('business-licence', 'companyName'))).toEqual([]);
  });

  test('is in no matter of the catalogue something that is asked for, or that an identity number tells', () => {
    const broken = catalog.matters.filter(({ asks }) => {
      const own = asks.map(({ credentialType, fields }) => ask(credentialType, ...fields));
      const asked = new Set(own.flatMap(({ fields }) => fields.map(({ name }) => name)));
      const names = unseen(...own);
      const showsNumber = ['idNumber', 'memberIdNumber', 'holderIdNumber'].some((name) => asked.has(name));
      return (
        asks.some(({ credentialType, fields }) =>
          notSeen(own, (id) => (id === credentialType ? typeOf(id) : undefined)).some(({ name }) =>
            fields.includes(name),
          ),
        ) ||
        (showsNumber &&
          ['dateOfBirth', 'gender', 'newbornSex', 'birthDateTime'].some((name) => names.includes(name)))
      );
    });
    expect(broken.map(({ code }) => code)).toEqual([]);
  });
});

test('every sensitive field that is asked for is named, each once', () => {
  const asks = [
    ask('resident-identity-card', 'name', 'idNumber'),
    ask('household-register', 'memberIdNumber'),
    ask('social-security-card', 'bankName', 'bankAccountNumber'),
  ];
  expect(sensitiveFields(asks, typeOf).map(({ labelZh }) => labelZh)).toEqual([
    '公民身份号码',
    '开户银行',
    '银行账号',
  ]);
});
