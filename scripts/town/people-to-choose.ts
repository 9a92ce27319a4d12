/** Who of the town can be played in the demonstration's sign-in: the cast, by what each is there for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TownPerson } from '../../gateway/identity/demonstration.ts';
import type { Cast, CastMember } from './cast.ts';
import { TOWN_FILE } from './seed.ts';
import { makeTown } from './town.ts';

type Role = readonly [key: keyof Cast, zh: string, en: string, place?: 0 | 1];

// Those who can sign in: neither a firm nor the dead do.
const roles: readonly Role[] = [
  ['elder', '八十多岁的老人', 'past eighty'],
  ['parent', '有孩子的母亲，可替孩子办', 'a mother who may act for her child'],
  ['renter', '租房的新市民，有居住证和社保', 'a newcomer with a residence permit'],
  ['couple', '夫妻（丈夫）', 'married (husband)', 0],
  ['couple', '夫妻（妻子）', 'married (wife)', 1],
  ['owners', '房屋共有人（丈夫）', 'co-owner of a home (husband)', 0],
  ['owners', '房屋共有人（妻子）', 'co-owner of a home (wife)', 1],
  ['representative', '企业法定代表人，可替企业办', 'legal representative of a firm'],
  ['bereaved', '配偶已去世', 'widowed'],
  ['expiredCard', '身份证已过期', 'with an expired identity card'],
  ['revokedCard', '社会保障卡可被注销', 'whose social security card is to be revoked'],
  ['child', '孩子', 'a child'],
  ['filmed', '证件照能对上刷脸演示', 'whose portrait the videos for faces fit'],
];

/** Reads which town it is in the data folder, once it has one; nobody before that. */
export function peopleToChoose(dataDir: string): () => Promise<readonly TownPerson[]> {
  let known: readonly TownPerson[] | undefined;
  return async () => {
    const file = join(dataDir, TOWN_FILE);
    if (known === undefined && existsSync(file)) {
      const { dayZero } = JSON.parse(readFileSync(file, 'utf8')) as { dayZero: string };
      const { cast } = makeTown(dayZero);
      known = roles.map((role) => personOf(cast, role));
    }
    return known ?? [];
  };
}

function personOf(cast: Cast, [key, roleZh, roleEn, place = 0]: Role): TownPerson {
  const members = [cast[key]].flat() as readonly CastMember[];
  const { name = '', number = '' } = members[place] ?? {};
  return { name, number, roleZh, roleEn };
}
