/** The cast: each role's records hold what the role promises, by the rules with which the gateway judges them. */
import { afterAll, describe, expect, test } from 'vitest';
import { openCatalog } from '../../../gateway/catalog/catalog.ts';
import { compare, compute } from '../../../gateway/credentials/derived.ts';
import { type GoodRow, isFault, rowReader } from '../../../gateway/credentials/rows.ts';
import { subjectOf } from '../../../gateway/credentials/subjects.ts';
import type { CastMember } from '../../../scripts/town/cast.ts';
import { makeTown } from '../../../scripts/town/town.ts';
import { makeFolder, openTestKeys } from '../../support/ledger-folder.ts';

const catalog = openCatalog();
const { folder, remove } = makeFolder();
const keys = openTestKeys(folder);
afterAll(remove);

for (const dayZero of ['2026-03-01', '2028-02-29', '2026-11-23'])
  describe(`the cast on ${dayZero}`, () => {
    const { cast, files, statusChanges } = makeTown(dayZero);

    function recordsOf(holder: CastMember, credentialType: string): GoodRow[] {
      const type = catalog.findCredentialType(credentialType);
      const rule = catalog.findImportRule(credentialType);
      const file = files.find((one) => one.credentialType === credentialType);
      if (type === undefined || rule === undefined || file === undefined) throw new Error(credentialType);
      const read = rowReader(type, rule, catalog);
      return file.rows
        .filter((row) => row[file.holderColumn] === holder.number)
        .map((row) => JSON.parse(JSON.stringify(row)) as unknown)
        .map(read)
        .filter((row): row is GoodRow => !isFault(row));
    }

    /** Derived fields of the holder's records of a type, computed on day zero or compared with `other`. */
    function derived(holder: CastMember, name: string, other?: CastMember): unknown[] {
      const [type = '', field = ''] = name.split('.');
      const derivation = catalog.findDerivation(type, field);
      if (derivation === undefined) throw new Error(name);
      const subject = other === undefined ? undefined : subjectOf(keys, other.number);
      return recordsOf(holder, type).map(({ values }) =>
        subject === undefined
          ? compute(derivation, values, dayZero)
          : compare(derivation, values, { keys, other: subject }),
      );
    }

    const cardOf = (holder: CastMember) => recordsOf(holder, 'resident-identity-card')[0];
    const { firm, expiredCard, deceased, revokedCard, ...others } = cast;
    const ready = [...Object.values(others).flat(), revokedCard];

    test('holds identity cards in force, but for whom the role says otherwise', () => {
      for (const one of ready) {
        const card = cardOf(one);
        expect(card?.values.name).toBe(one.name);
        expect(card?.isDeceased).toBe(false);
        expect(card?.validUntil === null || (card?.validUntil ?? '') > dayZero).toBe(true);
      }
      expect((cardOf(expiredCard)?.validUntil ?? '9999') < dayZero).toBe(true);
      expect(cardOf(expiredCard)?.isDeceased).toBe(false);
      expect(cardOf(deceased)?.isDeceased).toBe(true);
    });

    test('has nobody twice', () => {
      const numbers = Object.values(cast)
        .flat()
        .map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
    });

    test('has couples who are married to each other and share a household', () => {
      for (const [one, other] of [cast.couple, cast.owners, [...cast.couple].reverse()]) {
        if (one === undefined || other === undefined) throw new Error('no couple');
        expect(derived(one, 'marriage-certificate.isSpouseOf', other)).toEqual([true]);
        expect(recordsOf(one, 'marriage-certificate')[0]?.values.isMarriageInForce).toBe(true);
        expect(derived(one, 'household-register.isKinshipConfirmed', other)).toEqual([true]);
      }
    });

    test('has a child whose certificate names the parent, and a parent with a title and a guardian’s authority', () => {
      const { parent, child } = cast;
      expect(derived(child, 'birth-medical-certificate.isParentOf', parent)).toEqual([true]);
      expect(recordsOf(child, 'birth-medical-certificate')[0]?.givers).toContain(parent.number);
      expect(derived(child, 'resident-identity-card.isAge18OrOver')).toEqual([false]);
      expect(derived(child, 'household-register.isKinshipConfirmed', parent)).toEqual([true]);
      expect(derived(parent, 'real-estate-title.isHolderOwner', parent)).toContain(true);
    });

    test('has an elder past 80', () => {
      expect(derived(cast.elder, 'resident-identity-card.isAge80OrOver')).toEqual([true]);
    });

    test('has a firm in operation, represented by one of the people', () => {
      expect(derived(firm, 'business-licence.isInOperation')).toEqual([true]);
      expect(recordsOf(firm, 'business-licence')[0]).toMatchObject({
        givers: [cast.representative.number],
        validUntil: null,
      });
    });

    test('has somebody who inherits: once married to the deceased, whose title is still in that name', () => {
      const { bereaved } = cast;
      expect(derived(bereaved, 'marriage-certificate.isSpouseOf', deceased)).toEqual([true]);
      expect(recordsOf(bereaved, 'marriage-certificate')[0]?.values.isMarriageInForce).toBe(false);
      expect(derived(bereaved, 'household-register.isKinshipConfirmed', deceased)).toEqual([true]);
      expect(recordsOf(deceased, 'household-register')).toHaveLength(1);
      expect(derived(deceased, 'real-estate-title.isHolderOwner', deceased)).toContain(true);
    });

    test('has a couple who own their home together, free of encumbrances', () => {
      const [one, other] = cast.owners;
      const [title] = recordsOf(one, 'real-estate-title').filter(({ values }) => values.usage === '住宅');
      expect(title?.values).toMatchObject({
        ownerIdNumbers: [one.number, other.number],
        isEncumbered: false,
      });
      expect(recordsOf(other, 'real-estate-title').map(({ record }) => record)).toContain(title?.record);
      expect(derived(other, 'real-estate-title.isResidential')).toContain(true);
    });

    test('has a renter whose permit is in force and who is insured now', () => {
      expect(derived(cast.renter, 'residence-permit.isFunctionActive')).toEqual([true]);
      expect(derived(cast.renter, 'social-insurance-proof.isCurrentlyInsured')).toEqual([true]);
      expect(recordsOf(cast.renter, 'household-register')[0]?.values.isDistrictHousehold).toBe(false);
    });

    test('keeps every status but that of the card which is to be revoked', () => {
      const [card] = recordsOf(revokedCard, 'social-security-card');
      const touched = statusChanges.filter(({ credentialType, record }) =>
        Object.values(cast)
          .flat()
          .some((one) => recordsOf(one, credentialType).some((row) => row.record === record)),
      );
      expect(touched).toEqual([
        {
          department: 'HRSS',
          credentialType: 'social-security-card',
          record: card?.record,
          change: 'revoke',
          reason: 'revoked',
        },
      ]);
    });
  });
