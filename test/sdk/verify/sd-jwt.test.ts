/** Opening SD-JWT payloads (RFC 9901 section 7.1): what is put where, and everything that is refused. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../sdk/verify/json.ts';
import { openClaims, readPresentation } from '../../../sdk/verify/sd-jwt.ts';
import type { Presented } from '../../../sdk/verify/types.ts';
import { disclose, makeProof } from '../../support/proof-fixture.ts';

const digestOf = (disclosure: string): string => createHash('sha256').update(disclosure).digest('base64url');
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const name = disclose('a', 'name', '示例甲');

describe('claims', () => {
  test('stand where their digests stood, in objects, lists and other claims', () => {
    const city = disclose('b', 'city', '示例市');
    const address = disclose('c', 'address', { street: '示例路', _sd: [digestOf(city)] });
    const second = disclose('d', 'second');
    const payload = {
      _sd: [digestOf(address), digestOf(name), digestOf('decoy')],
      names: ['first', { '...': digestOf(second) }, { '...': digestOf('another decoy') }],
    };
    expect(openClaims(payload, [name, address, city, second])).toEqual({
      name: '示例甲',
      address: { street: '示例路', city: '示例市' },
      names: ['first', 'second'],
    });
  });

  test('that were not disclosed leave no trace', () => {
    expect(openClaims({ _sd: [digestOf(name)], list: [{ '...': digestOf(name.slice(1)) }] }, [])).toEqual({
      list: [],
    });
  });

  test('may have the name of a prototype without becoming one', () => {
    const trap = disclose('e', '__proto__', { isAdmin: true });
    const claims = openClaims({ _sd: [digestOf(trap)] }, [trap]);
    expect(Object.hasOwn(claims, '__proto__')).toBe(true);
    expect(claims.isAdmin).toBeUndefined();
  });
});

// JSON but for one byte, and behind a mark that some decoders take away: texts that readers would differ on.
const NO_UTF8 = Buffer.from('["salt","name","\xff"]', 'latin1').toString('base64url');
const MARKED = encodeText('\ufeff["salt","name",1]');
const element = disclose('f', 'element');
const member = disclose('g', 'member', 1);
const nested = (text: string) => ({ _sd: [digestOf(text)] });

const refused: readonly [why: string, payload: JsonObject, disclosures: string[]][] = [
  ['a disclosure that nothing names', {}, [name]],
  ['a disclosure given twice', nested(name), [name, name]],
  ['one digest in two places', { _sd: [digestOf(name)], inner: nested(name) }, [name]],
  ['one digest twice in a list of digests', { _sd: [digestOf('x'), digestOf('x')] }, []],
  [
    'one digest as member and as element',
    { _sd: [digestOf(name)], list: [{ '...': digestOf(name) }] },
    [name],
  ],
  ['a digest that is no text', { _sd: [1] }, []],
  ['digests that are an empty text', { _sd: '' }, []],
  ['a digest of an element outside a list, undisclosed', { '...': digestOf('x') }, []],
  ['a disclosure that is a text of three letters', nested(encode('abc')), [encode('abc')]],
  ['an element that is a text of two letters', { list: [{ '...': digestOf(encode('ab')) }] }, [encode('ab')]],
  ['digests that are no list', { _sd: digestOf(name) }, [name]],
  ['a claim that is there already', { _sd: [digestOf(name)], name: 'another' }, [name]],
  ['a member of two parts', nested(element), [element]],
  ['an element of three parts', { list: [{ '...': digestOf(member) }] }, [member]],
  ['an element with more than its digest', { list: [{ '...': digestOf(element), more: 1 }] }, [element]],
  ['a digest of an element outside a list', { '...': digestOf(element) }, [element]],
  ['an algorithm below the top', { inner: { _sd_alg: 'sha-256' } }, []],
  ['another algorithm', { _sd_alg: 'sha-512' }, []],
  ...['_sd', '...', '_sd_alg', 'iss', 'exp', 'nbf', 'iat', 'cnf', 'vct', 'status', 'aud'].map(
    (claim): [string, JsonObject, string[]] => {
      const disclosure = disclose('h', claim, 'x');
      return [`a disclosed claim named ${claim}`, nested(disclosure), [disclosure]];
    },
  ),
  ...[
    ['salt', 'name'].slice(1),
    ['salt', 'name', 1, 2],
    { salt: 1 },
    'text',
    [1, 'name', 1],
    ['salt', 1, 1],
  ].map((parts): [string, JsonObject, string[]] => {
    const disclosure = encode(parts);
    return [`a disclosure that is ${JSON.stringify(parts)}`, nested(disclosure), [disclosure]];
  }),
  ['a disclosure in padded base64url', nested(`${name}=`), [`${name}=`]],
  [
    'a disclosure with a member named twice',
    nested(encodeText('["s","n",{"a":1,"a":2}]')),
    [encodeText('["s","n",{"a":1,"a":2}]')],
  ],
  ['a disclosure with bytes that are no UTF-8', nested(NO_UTF8), [NO_UTF8]],
  ['a disclosure behind a byte order mark', nested(MARKED), [MARKED]],
];

function encodeText(text: string): string {
  return Buffer.from(text).toString('base64url');
}

test.each(refused)('refused: %s', (_why, payload, disclosures) => {
  expect(() => openClaims(payload, disclosures)).toThrow('MALFORMED');
});

describe('presentations', () => {
  const { presentation } = makeProof().proof.items[0] as Presented;
  const [jwt = '', ...rest] = presentation.split('~');

  test('are read with their key binding', () => {
    expect(readPresentation(presentation).claims).toMatchObject({ name: '示例甲' });
  });

  test.each([
    ['nothing', ''],
    ['no separator', jwt],
    ['no key binding', `${jwt}~`],
    ['an empty disclosure', [jwt, '', ...rest].join('~')],
    [
      'more disclosures than anybody needs',
      [jwt, ...Array.from({ length: 257 }, (_, place) => disclose(`${place}`, 'x')), rest.at(-1)].join('~'),
    ],
    ['four parts in its credential', [`${jwt}.x`, ...rest].join('~')],
    ['two parts in its credential', [jwt.slice(0, jwt.lastIndexOf('.')), ...rest].join('~')],
    ['a signature in another spelling', [`${jwt}=`, ...rest].join('~')],
    ['a space', ` ${presentation}`],
    ['a line break at the end', `${presentation}\n`],
  ])('are refused with %s', (_why, text) => {
    expect(() => readPresentation(text)).toThrow('MALFORMED');
  });
});
