/** The addresses under which signed things name the city's parts. */

/** Addresses under `cityId` (no trailing slash) that stand inside signed things; they stay the same wherever the gateway is served. */
export const cityNames = (cityId: string) => ({
  issuer: (department: string): string => `${cityId}/departments/${department}`,
  credentialType: (type: string): string => `${cityId}/credential-types/${type}`,
  statusList: (department: string, list: number): string => `${cityId}/status/${department}/${list}`,
  audience: (client: string): string => `${cityId}/clients/${client}`,
  logOrigin: (log: string): string => `${cityId.replace(/^https?:\/\//, '')}/log/${log}`,
});

export type CityNames = ReturnType<typeof cityNames>;
