/** Cookies that only the gateway reads, and requests that only its own pages may send with them. */
import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is kept in a browser: its session, and for minutes the sign-in that it began. */
export type CookieName = 'session' | 'sign-in';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cookies `__Host-…` (RFC 6265bis section 4.1.3.2): of this host alone, over TLS, out of reach for scripts. Over plain
 * HTTP, which the settings allow pages on loopback only, browsers keep no such cookies, and they go without the prefix.
 */
export class Cookies {
  readonly #isSecure: boolean;
  readonly #origin: string;

  constructor(publicUrl: string) {
    this.#origin = publicUrl;
    this.#isSecure = publicUrl.startsWith('https:');
  }

  read({ cookies }: FastifyRequest, name: CookieName): string | undefined {
    return cookies[this.#nameOf(name)];
  }

  /** Strict would leave the session out when a provider sends the browser back. */
  write(reply: FastifyReply, name: CookieName, { value, maxAge }: { value: string; maxAge: number }): void {
    const how = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.#isSecure } as const;
    reply.setCookie(this.#nameOf(name), value, { ...how, maxAge });
  }

  remove(reply: FastifyReply, name: CookieName): void {
    reply.clearCookie(this.#nameOf(name), { path: '/', httpOnly: true, secure: this.#isSecure });
  }

  /**
   * True where the gateway's own page sends the request, or who types an address looks at it: what another site has a
   * browser send isn't its user's wish (Fetch Metadata; Origin where a browser doesn't tell more).
   */
  isOwn({ headers, method }: FastifyRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || (site === 'none' && SAFE.has(method));
    return headers.origin === undefined ? SAFE.has(method) : headers.origin === this.#origin;
  }

  #nameOf(name: CookieName): string {
    return this.#isSecure ? `__Host-${name}` : name;
  }
}

/** What is kept of a cookie: who reads the database signs in as nobody. */
export const cookieHash = (value: string): string => hash('sha256', value, 'base64url');
