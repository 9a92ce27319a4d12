/** What pages of the gateway may load (Content Security Policy Level 3): its own, and from nobody else. */

const policy = ({ scripts = [], styles = [] }: Additions = {}): string =>
  [
    "default-src 'self'",
    ['script-src', "'self'", ...scripts].join(' '),
    ['style-src', "'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Sources that are allowed beside the gateway's own files. */
type Additions = { readonly scripts?: readonly string[]; readonly styles?: readonly string[] };

/** The policy of every answer that has none of its own: no inline script and no inline style. */
export const strictPolicy = policy();

/** The policy of an area's pages; one that looks through a camera may compile WebAssembly, which reads codes and sees faces, and nothing else. */
export const pagePolicy = ({ looks }: { readonly looks: boolean }): string =>
  policy({ scripts: looks ? ["'wasm-unsafe-eval'"] : [] });

/** The policy of the reference page, which styles itself inline; `scripts` are its inline scripts, by their hashes. */
export const referencePolicy = (...scripts: readonly string[]): string =>
  policy({ scripts, styles: ["'unsafe-inline'"] });

/** What devices the pages may use (Permissions Policy): their own the camera, and nobody anything else. */
export const devicePolicy =
  'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()';
