/** What a request is tied to, so that its proof answers no other. */

/** 128 random bits in base64url. */
export function drawNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
