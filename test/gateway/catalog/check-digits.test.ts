import { describe, expect, it } from 'vitest';
import { isCitizenNumber, isCreditCode, licenceCheck } from '../../../gateway/catalog/check-digits.ts';

describe('check digits', () => {
  it("accepts the GB 32100 standard's example and refuses it with any one character changed", () => {
    const code = '91350100M000100Y43';
    expect(isCreditCode(code)).toBe(true);
    for (let place = 0; place < 18; place++) {
      const other = code[place] === '7' ? '8' : '7';
      expect(isCreditCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
    }
  });

  it("accepts the GB 11643 standard's example, and refuses a wrong check character and a day that does not exist", () => {
    expect(isCitizenNumber('11010519491231002X')).toBe(true);
    expect(isCitizenNumber('110105194912310021')).toBe(false);
    expect(isCitizenNumber('110105194902300023')).toBe(false);
  });

  it('computes the MOD 37,36 check character of the published identifier A1-2425G-ABC1234002-M', () => {
    expect(licenceCheck('A12425GABC1234002')).toBe('M');
  });
});
