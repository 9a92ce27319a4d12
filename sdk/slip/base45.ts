/** Base45 (RFC 9285), the letters that QR codes hold in eleven bits a pair. The package of that name needs Node's Buffer and reads wrong letters without a word. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = ALPHABET.length;
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** Two bytes become three letters, a last single one two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? 256 * (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let letters = isPair ? 3 : 2; letters > 0; letters--) {
      text += ALPHABET[value % BASE];
      value = Math.floor(value / BASE);
    }
  }
  return text;
}

/** The bytes, or undefined for other letters, a letter too many, or a group that stands for more than its bytes hold. */
export function decodeBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((2 * text.length) / 3));
  for (let at = 0, length = 0; at < text.length; at += 3) {
    const group = [...text.slice(at, at + 3)].map((letter) => VALUES.get(letter) ?? Number.NaN);
    const value = group.reduceRight((sum, digit) => sum * BASE + digit, 0);
    const size = group.length - 1;
    if (!(value < 256 ** size)) return undefined;
    if (size === 2) bytes[length++] = value >> 8;
    bytes[length++] = value & 0xff;
  }
  return bytes;
}
