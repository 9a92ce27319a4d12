/** What a matter's system installs: proofs, asked for and verified offline. */
export * from './client/index.ts';
export * from './verify/index.ts';
