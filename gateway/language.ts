/** The language in which somebody is answered. */
import type { FastifyRequest } from 'fastify';

/** Chinese unless the caller prefers English (Accept-Language, RFC 9110 section 12.5.4). */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): 'zh' | 'en' {
  const first = (headers['accept-language'] ?? '').split(',')[0] ?? '';
  return first.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}
