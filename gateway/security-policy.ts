/** What pages of the gateway may load (Content Security Policy Level 3): its own, and from nobody else. */

/** The policy of every answer; `scripts` are the sources of scripts that are allowed beside the gateway's own files. */
export const policyWith = (...scripts: readonly string[]): string =>
  [
    "default-src 'self'",
    ['script-src', "'self'", ...scripts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
