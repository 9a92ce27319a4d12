/** Reading JSON that somebody signed: one meaning only, and never deep or long enough to hurt. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/** Longest text read, in UTF-16 units; a portrait fits many times over. */
export const TEXT_LENGTH_MAX = 1_048_576;
const DEPTH_MAX = 16;
const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c];

/**
 * The value, or undefined for text that is no JSON (RFC 8259), is longer or deeper than anything here needs, or names
 * a member of an object twice: parsers disagree on which of the two counts, and signed words must not depend on that.
 */
export function parseJson(text: string): Json | undefined {
  if (text.length > TEXT_LENGTH_MAX) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return membersOf(value, DEPTH_MAX) === colonsOf(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole number of seconds, an index or a size: no fraction, no sign, exact. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

// Of a member named twice the parser keeps one, so a text with more colons than members has such a name.
function membersOf(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === 0) throw new RangeError('too deep');
  let members = 0;
  if (Array.isArray(value)) for (const inner of value) members += membersOf(inner, depth - 1);
  else
    for (const name of Object.keys(value))
      members += 1 + membersOf((value as JsonObject)[name] ?? null, depth - 1);
  return members;
}

// The text is JSON already, so that a colon outside strings stands behind a member's name and nowhere else.
function colonsOf(text: string): number {
  let colons = 0;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit === QUOTE) place = endOfString(text, place);
    else if (unit === COLON) colons++;
  }
  return colons;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end;
  }
}
