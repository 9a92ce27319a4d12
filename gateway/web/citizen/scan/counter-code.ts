/** What a counter's code says: the one-time part of an address that ends in /q/ and that part. */

/** Undefined for anything else; whose gateway stands before it doesn't matter, ours alone is asked. */
export const counterCodeIn = (text: string): string | undefined =>
  /(?:^|\/)q\/([A-Za-z0-9_-]{20,100})$/.exec(text.normalize('NFKC').replaceAll(/\s/g, ''))?.[1];
