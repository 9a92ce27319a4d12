/** SD-JWT presentations with key binding (RFC 9901), read more strictly than libraries do: nothing unexplained passes. */
import { sha256Text } from '#platform';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type Jws, readEncodedJson, readJws } from './jws.ts';
import { demand } from './refused.ts';

const DISCLOSURES_MAX = 256;
// SD-JWT VC section 2.2.2.2: a holder must not be able to choose whether these are seen.
const ALWAYS_OPEN = new Set([
  ...['iss', 'nbf', 'iat', 'exp', 'aud', 'cnf', 'vct', 'vct#integrity', 'aka_vcts', 'status'],
  ...['_sd', '_sd_alg', '...'],
]);

/** A presentation taken apart. */
export type Presentation = {
  readonly credential: Jws;
  /** The credential's payload with the disclosed claims in their places, and without digests. */
  readonly claims: JsonObject;
  readonly binding: Jws;
  /** What the key binding's `sd_hash` must be. */
  readonly sdHash: string;
};

type Disclosure = { readonly parts: readonly Json[]; used: boolean };
type Reading = { readonly disclosures: ReadonlyMap<string, Disclosure>; readonly digests: Set<string> };

/**
 * Takes `<credential>~<disclosure>~…~<key binding>` apart (RFC 9901 sections 4 and 7.1). Signatures are not checked.
 * @throws Refused MALFORMED for another form, no key binding, another hash than SHA-256, a disclosure that no digest
 * names or that two name, a digest or claim that occurs twice, or a disclosed claim that must always be open.
 */
export function readPresentation(text: string): Presentation {
  const end = text.lastIndexOf('~') + 1;
  const [credentialText = '', ...disclosures] = text.slice(0, Math.max(0, end - 1)).split('~');
  demand(disclosures.length <= DISCLOSURES_MAX);
  const credential = readJws(credentialText, 'dc+sd-jwt');
  const binding = readJws(text.slice(end), 'kb+jwt');
  const claims = openClaims(credential.payload, disclosures);
  return { credential, claims, binding, sdHash: sha256Text(text.slice(0, end)) };
}

/** The payload with disclosures in their places (RFC 9901 section 7.1). @throws Refused MALFORMED as readPresentation does. */
export function openClaims(payload: JsonObject, encoded: readonly string[]): JsonObject {
  const { _sd_alg: algorithm = 'sha-256', ...fields } = payload;
  demand(algorithm === 'sha-256');
  const disclosures = new Map(encoded.map((text) => [sha256Text(text), readDisclosure(text)]));
  demand(disclosures.size === encoded.length);
  const reading = { disclosures, digests: new Set<string>() };
  const claims = openObject(fields, reading, ALWAYS_OPEN);
  for (const { used } of disclosures.values()) demand(used);
  return claims;
}

function readDisclosure(encoded: string): Disclosure {
  const parts = readEncodedJson(encoded);
  demand(Array.isArray(parts) && (parts.length === 2 || parts.length === 3) && typeof parts[0] === 'string');
  return { parts, used: false };
}

const RESERVED: ReadonlySet<string> = new Set(['_sd', '_sd_alg', '...']);

function openObject(value: JsonObject, reading: Reading, closed: ReadonlySet<string> = RESERVED): JsonObject {
  const { _sd: digests = [] } = value;
  demand(Array.isArray(digests));
  const open = new Map<string, Json>();
  for (const name of Object.keys(value)) {
    if (name === '_sd') continue;
    demand(name !== '...' && name !== '_sd_alg');
    open.set(name, openValue(value[name] ?? null, reading));
  }
  for (const digest of digests) {
    const parts = take(digest, reading);
    if (parts === undefined) continue;
    const [, name, inner] = parts;
    demand(parts.length === 3 && typeof name === 'string' && inner !== undefined);
    demand(!closed.has(name) && !open.has(name));
    open.set(name, openValue(inner, reading));
  }
  // Not by assignment, which a claim named `__proto__` would turn against us.
  return Object.fromEntries(open);
}

function openValue(value: Json, reading: Reading): Json {
  if (isObject(value)) return openObject(value, reading);
  return Array.isArray(value) ? value.flatMap((element) => openElement(element, reading)) : value;
}

/** An element that is a digest becomes what was disclosed, or nothing. */
function openElement(element: Json, reading: Reading): Json[] {
  if (!isObject(element) || !('...' in element)) return [openValue(element, reading)];
  demand(Object.keys(element).length === 1);
  const parts = take(element['...'], reading);
  if (parts === undefined) return [];
  const [, inner] = parts;
  demand(parts.length === 2 && inner !== undefined);
  return [openValue(inner, reading)];
}

function take(digest: Json | undefined, { disclosures, digests }: Reading): readonly Json[] | undefined {
  demand(typeof digest === 'string' && !digests.has(digest));
  digests.add(digest);
  const disclosure = disclosures.get(digest);
  if (disclosure !== undefined) disclosure.used = true;
  return disclosure?.parts;
}
