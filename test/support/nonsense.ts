/** Requests that nobody would send on purpose: values that almost fit what an operation describes, and some that don't at all. */

type Schema = {
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minLength?: number;
  readonly $ref?: string;
};

type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema } | undefined>>;
  };
};

/** What an OpenAPI document says of its operations. */
export type Described = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};

export type Nonsense = { readonly method: string; readonly path: string; readonly body?: object };

const TEXTS = [
  ...['', 'x', 'CAB', 'WCM-CAB-009', '12345678', '990103194502070116', '99010319450207011X', '😀', '\u0000x'],
  ...['2026-11-25', '2026-13-45', '2026-11-25T00:00:00Z', '1b671a64-40d5-491e-99b0-da01ff1f3341'],
  ...['../..', '%00', "' or 1=1", '[object Object]', 'x'.repeat(5000)],
];
const NUMBERS = [0, 1, -1, 1.5, 2 ** 31, 2 ** 53];
const BODIES = [{}, [], ['x'], { a: { b: {} } }] as const;

/** Deterministic: the same seed makes the same requests (a linear congruential generator; Numerical Recipes). */
export function makeNonsense({ paths, components }: Described, seed: number) {
  let state = seed >>> 0;
  const below = (most: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const value = (schema: Schema, depth = 0): unknown => {
    if (depth > 6) return null;
    if (schema.$ref !== undefined)
      return value(components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth + 1);
    const variants = schema.anyOf ?? schema.oneOf;
    if (variants !== undefined) return value(pick(variants), depth + 1);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return pick(schema.enum);
    return ofType(schema, depth);
  };
  const ofType = (schema: Schema, depth: number): unknown => {
    const { type, properties = {}, items = {}, minLength = 43 } = schema;
    if (type === 'object') {
      const entries = Object.entries(properties).filter(() => below(10) > 0);
      return Object.fromEntries(entries.map(([name, one]) => [name, value(one, depth + 1)]));
    }
    if (type === 'array') return Array.from({ length: below(4) }, () => value(items, depth + 1));
    if (type === 'integer' || type === 'number') return pick(NUMBERS);
    if (type === 'boolean') return below(2) === 0;
    return pick([...TEXTS, 'a'.repeat(minLength), null]);
  };
  const request = (
    method: string,
    template: string,
    { parameters = [], requestBody }: Operation,
  ): Nonsense => {
    let path = template;
    const query = new URLSearchParams();
    for (const { name, in: place, schema } of parameters) {
      const text = String(below(3) === 0 ? pick(TEXTS) : value(schema));
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(text));
      if (place === 'query' && below(3) > 0) query.set(name, text);
    }
    const schema = requestBody?.content['application/json']?.schema;
    const made = below(4) === 0 || schema === undefined ? pick(BODIES) : value(schema);
    const asked = `${path}${query.size > 0 ? `?${query}` : ''}`;
    return { method, path: asked, ...(method === 'GET' ? {} : { body: made as object }) };
  };
  return {
    /** One request of every operation. */
    round: (): Nonsense[] =>
      Object.entries(paths).flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) =>
          request(method.toUpperCase(), path, operation),
        ),
      ),
  };
}
