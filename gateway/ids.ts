/** Identifiers: random ones, and the addresses under which signed things name the city's parts. */
import { randomBytes, randomUUID } from 'node:crypto';

export { type CityNames, cityNames } from '../sdk/verify/names.ts';

/** A random UUID (RFC 9562 version 4). */
export const newId = (): string => randomUUID();

/** `bytes` random bytes in unpadded base64url; 16 bytes are 128 bits. */
export const newToken = (bytes = 16): string => randomBytes(bytes).toString('base64url');
