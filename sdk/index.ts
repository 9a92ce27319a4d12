/** What a matter's system installs: proofs, verified offline. */
export * from './verify/index.ts';
