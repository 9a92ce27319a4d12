/** Who owns what: titles to homes and shops, and the firms' business licences. */
import { addDays } from './dates.ts';
import { type Family, headOf } from './families.ts';
import { shopAddress } from './names.ts';
import type { Population } from './population.ts';
import { type Draws, drawsOf } from './prng.ts';
import { AUTHORITIES, padded, type Row } from './records.ts';

type Owner = { readonly name: string; readonly number: string };
type Property = {
  /** Place among all titles. */
  readonly index: number;
  readonly owners: readonly Owner[];
  readonly location: string;
  readonly usage: '住宅' | '商业';
};

const HOME_OWNERS = 0.7;
const OWNERS_AMONG_NEWCOMERS = 0.08;
const SHOP_OWNERS = 0.05;
const FIRMS_WITH_TITLE = 0.2;

/** A row for each owner of each property; several titles for one owner are normal. */
export function realEstateTitles({ families, firms, dayZero }: Population): Row[] {
  const homes = families.flatMap((family) => propertiesOf(family, drawsOf(`property/${family.index}`)));
  const shops = firms
    .filter(({ index }) => drawsOf(`firm property/${index}`).chance(FIRMS_WITH_TITLE))
    .map(({ name, code, address }) => ({
      owners: [{ name, number: code }],
      location: address,
      usage: '商业' as const,
    }));
  return [...homes, ...shops].flatMap((property, index) => titleRows({ ...property, index }, dayZero));
}

function propertiesOf(family: Family, draws: Draws): Omit<Property, 'index'>[] {
  const head = headOf(family);
  const properties: Omit<Property, 'index'>[] = [];
  if (draws.chance(family.isNewcomer ? OWNERS_AMONG_NEWCOMERS : HOME_OWNERS))
    properties.push({ owners: ownersOf(family, draws), location: family.address, usage: '住宅' });
  if (draws.chance(SHOP_OWNERS))
    properties.push({ owners: [head], location: shopAddress(draws), usage: '商业' });
  return properties;
}

/** Most couples own together; what belonged to somebody who died may still stand in that name. */
function ownersOf(family: Family, draws: Draws): readonly Owner[] {
  const { marriage } = family;
  const head = headOf(family);
  if (marriage?.state === 'in force' && draws.chance(0.75)) return [marriage.husband, marriage.wife];
  const late = family.members.find(({ person }) => person.isDeceased)?.person;
  return [late !== undefined && draws.chance(0.5) ? late : head];
}

function titleRows({ index, owners, location, usage }: Property, dayZero: string): Row[] {
  const draws = drawsOf(`title/${index}`);
  const registrationDate = addDays(dayZero, -draws.between(60, 1800));
  const title = {
    certificateNumber: `虚构（${registrationDate.slice(0, 4)}）望城区不动产权第${padded(index + 1, 7)}号`,
    realEstateUnitNumber: `990101001001GB${padded(index + 1, 5)}F00010001`,
    ownerNames: owners.map(({ name }) => name),
    ownerIdNumbers: owners.map(({ number }) => number),
    coOwnership: owners.length > 1 ? '共同共有' : '单独所有',
    location,
    rightType: '国有建设用地使用权/房屋所有权',
    rightNature: '出让/市场化商品房',
    usage,
    areaSquareMetres: draws.between(4200, 16_000) / 100,
    landUseTerm: usage === '住宅' ? '70年' : '40年',
    registrationAuthority: AUTHORITIES.realEstate,
    registrationDate,
    isEncumbered: draws.chance(0.2),
  };
  return owners.map(({ number }) => ({ ...title, holderNumber: number }));
}

export function businessLicences({ firms, dayZero }: Population): Row[] {
  return firms.map((firm) => {
    const draws = drawsOf(`licence/${firm.index}`);
    const renewed = addDays(dayZero, -draws.between(20, 1500));
    return {
      uscc: firm.code,
      companyName: firm.name,
      companyType: '有限责任公司',
      legalRepresentative: firm.representative.name,
      legalRepresentativeIdNumber: firm.representative.number,
      registeredCapital: `${10 * draws.between(1, 100)}万元人民币`,
      establishedDate: firm.established,
      operatingTermUntil: firm.termUntil ?? '长期',
      businessScope: `${firm.trade}经营；虚构范围`,
      domicile: firm.address,
      registrationAuthority: AUTHORITIES.market,
      issueDate: renewed > firm.established ? renewed : firm.established,
      licenceStatus: firm.isDeregistered ? '注销' : '存续',
    };
  });
}
