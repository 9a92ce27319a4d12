/** Identifiers: random ones, and the addresses under which signed things name the city's parts. */
import { randomBytes, randomUUID } from 'node:crypto';

/** A random UUID (RFC 9562 version 4). */
export const newId = (): string => randomUUID();

/** `bytes` random bytes in unpadded base64url; 16 bytes are 128 bits. */
export const newToken = (bytes = 16): string => randomBytes(bytes).toString('base64url');

/** Addresses under `cityId` (no trailing slash) that stand inside signed things; they stay the same wherever the gateway is served. */
export const cityNames = (cityId: string) => ({
  issuer: (department: string): string => `${cityId}/departments/${department}`,
  credentialType: (type: string): string => `${cityId}/credential-types/${type}`,
  statusList: (department: string, list: number): string => `${cityId}/status/${department}/${list}`,
  audience: (client: string): string => `${cityId}/clients/${client}`,
  logOrigin: (log: string): string => `${cityId.replace(/^https?:\/\//, '')}/log/${log}`,
});

export type CityNames = ReturnType<typeof cityNames>;
