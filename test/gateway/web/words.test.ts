/** No text of the pages stands outside the catalogues, and every text is there in both languages. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { loadWeb } from '../../support/web.ts';

const root = join(import.meta.dirname, '../../../gateway/web');
const files = globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['dist/**'] }).toSorted();
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Node = { readonly type: string; readonly [key: string]: unknown };

/** Every node of a program. */
function nodesOf(file: string, text: string): Node[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value) found.push(value as Node);
      for (const one of Object.values(value)) visit(one);
    }
  };
  visit(program);
  return found;
}

const SAID_ALOUD = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
];
const isOnlyPunctuation = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

/** Literal texts that an expression may come to, without what functions in it give. */
function textsOf(node: unknown): string[] {
  const { type, value, expression, consequent, alternate, quasis } = (node ?? {}) as Node;
  if (type === 'Literal') return typeof value === 'string' ? [value] : [];
  if (type === 'JSXText') return [String(value)];
  if (type === 'JSXExpressionContainer') return textsOf(expression);
  if (type === 'ConditionalExpression') return [...textsOf(consequent), ...textsOf(alternate)];
  if (type !== 'TemplateLiteral') return [];
  return (quasis as { value: { raw: string } }[]).map((one) => one.value.raw);
}

/** Texts that a reader would see or hear and that no catalogue has. */
function strayTexts(file: string, text: string): string[] {
  return nodesOf(file, text)
    .flatMap((node) => {
      if (node.type === 'JSXElement' || node.type === 'JSXFragment')
        return (node.children as Node[]).flatMap(textsOf);
      const { name } = (node.name ?? {}) as { name?: string };
      return node.type === 'JSXAttribute' && SAID_ALOUD.includes(name ?? '') ? textsOf(node.value) : [];
    })
    .filter((one) => !isOnlyPunctuation(one));
}

describe('a text stands in a catalogue', () => {
  const pages = files.filter((file) => file.endsWith('.tsx'));

  test('and never in a page', () => {
    expect(pages.flatMap((file) => strayTexts(file, read(file)).map((text) => `${file}: ${text}`))).toEqual(
      [],
    );
  });

  test.each([
    ['as text', '<p>hello</p>'],
    ['as an expression', "<p>{'你好'}</p>"],
    ['as one of two', "<p>{isOne ? 'one' : say.many()}</p>"],
    ['as a name', '<nav aria-label="places" />'],
    ['as a name by an expression', "<input placeholder={'name'} />"],
  ])('one that stands there %s is found', (_how, code) => {
    expect(strayTexts('page.tsx', `export const page = () => ${code};`)).toHaveLength(1);
  });

  test('no Chinese letter stands outside words/', () => {
    const outside = files.filter((file) => !file.startsWith('words/'));
    expect(outside.filter((file) => /[\p{Script=Han}，。、；：？！“”（）]/u.test(read(file)))).toEqual([]);
  });
});

describe('what TSX and Vue make of it is what is meant', () => {
  // Vue shows `false` as a word where it is an element's only child, and a fragment's only text letter by letter.
  const traps = (file: string, text: string): string[] =>
    nodesOf(file, text).flatMap((node) => {
      const { expression } = node as { expression?: Node };
      const isShortCut = expression?.type === 'LogicalExpression' && expression.operator === '&&';
      if (node.type === 'JSXExpressionContainer' && isShortCut) return [`${file}: && in JSX; use ? … : null`];
      const children = (node.children ?? []) as Node[];
      const real = children.filter(({ type, value }) => type !== 'JSXText' || String(value).trim() !== '');
      return node.type === 'JSXFragment' && real.length < 2 ? [`${file}: a fragment of one`] : [];
    });

  test('in every page', () => {
    expect(files.filter((file) => file.endsWith('.tsx')).flatMap((file) => traps(file, read(file)))).toEqual(
      [],
    );
  });

  test('the traps are found', () => {
    expect(traps('page.tsx', 'export const page = () => <p>{isThere && <b />}</p>;')).toHaveLength(1);
    expect(traps('page.tsx', 'export const page = () => <>{text}</>;')).toHaveLength(1);
  });
});

type Entries = Record<string, { zh: unknown; en: unknown }>;

describe('both languages say the same', async () => {
  const load = (name: string): Promise<Record<string, never>> => loadWeb(join('words', name));
  const { ENTRIES = '' } = await load('words.ts');
  const names = globSync('*.ts', { cwd: join(root, 'words') });
  const catalogues = await Promise.all(names.map(async (name) => [name, await load(name)] as const));
  const entries = catalogues.flatMap(([name, module]) =>
    Object.values(module).flatMap((catalogue) =>
      Object.entries((catalogue?.[ENTRIES] ?? {}) as Entries).map(([key, entry]) => ({
        place: `${name}: ${key}`,
        entry,
      })),
    ),
  );
  const placeholders = (text: unknown): string[] => (String(text).match(/\{\w+\}/g) ?? []).toSorted();
  const faults = ({ zh, en }: { readonly zh: unknown; readonly en: unknown }): boolean => {
    if (typeof zh === 'function' && typeof en === 'function') return zh.length !== en.length;
    return !zh || !en || `${placeholders(zh)}` !== `${placeholders(en)}`;
  };

  test('every key, with the same placeholders', () => {
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(({ entry }) => faults(entry)).map(({ place }) => place)).toEqual([]);
  });

  test('one that lacks a placeholder is found', () => {
    expect(faults({ zh: '{n} 件', en: 'some' })).toBe(true);
    expect(faults({ zh: '有', en: '' })).toBe(true);
  });
});
