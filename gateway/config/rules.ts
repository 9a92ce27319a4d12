/** What settings must be together: each rule is judged wherever the settings that it is about are good by themselves. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { isFaceServiceFile } from './face-service.ts';
import type { SettingName, Settings } from './settings.ts';
import { isSignInFile } from './sign-in.ts';

type Rule = {
  readonly of: readonly SettingName[];
  readonly isBroken: (given: Settings) => boolean;
  readonly problem: string;
};

const rules: readonly Rule[] = [
  {
    of: ['LEDGER', 'LEDGER_URL'],
    isBroken: ({ LEDGER, LEDGER_URL }) => LEDGER === 'evm' && LEDGER_URL === undefined,
    problem: 'LEDGER_URL is needed where LEDGER is evm',
  },
  {
    of: ['LEDGER', 'LEDGER_URL'],
    isBroken: ({ LEDGER, LEDGER_URL }) => LEDGER !== 'evm' && LEDGER_URL !== undefined,
    problem: 'LEDGER_URL is for LEDGER=evm',
  },
  {
    of: ['LEDGER', 'LEDGER_CONTRACTS'],
    isBroken: ({ LEDGER, LEDGER_CONTRACTS }) => LEDGER !== 'evm' && LEDGER_CONTRACTS !== undefined,
    problem: 'LEDGER_CONTRACTS is for LEDGER=evm: the embedded ledger has registers of its own',
  },
  {
    of: ['LEDGER', 'LEDGER_CONFIRMATIONS'],
    isBroken: ({ LEDGER, LEDGER_CONFIRMATIONS }) => LEDGER !== 'evm' && LEDGER_CONFIRMATIONS > 1,
    problem: 'LEDGER_CONFIRMATIONS is for LEDGER=evm: blocks of the embedded ledger are final at once',
  },
  {
    of: ['SIGN_IN_FILE'],
    isBroken: ({ SIGN_IN_FILE }) => SIGN_IN_FILE !== undefined && !isSignInFile(SIGN_IN_FILE),
    problem: 'SIGN_IN_FILE must be JSON as the operator’s guide shows it, and name files that there are',
  },
  {
    of: ['LEDGER_PROFILE'],
    isBroken: ({ LEDGER_PROFILE }) => LEDGER_PROFILE !== undefined,
    problem: 'LEDGER_PROFILE is for Fabric, which this version doesn’t have',
  },
  {
    of: ['FACE', 'FACE_MODEL_DIR'],
    isBroken: ({ FACE, FACE_MODEL_DIR }) => FACE_MODEL_DIR !== undefined && FACE !== 'embedded',
    problem: 'FACE_MODEL_DIR is for FACE=embedded',
  },
  {
    of: ['FACE', 'FACE_SERVICE_FILE'],
    isBroken: ({ FACE, FACE_SERVICE_FILE }) => (FACE === 'http') !== (FACE_SERVICE_FILE !== undefined),
    problem: 'FACE_SERVICE_FILE is needed where FACE is http, and for nothing else',
  },
  {
    of: ['FACE', 'FACE_SERVICE_FILE'],
    isBroken: ({ FACE, FACE_SERVICE_FILE: file }) =>
      FACE === 'http' && file !== undefined && !isFaceServiceFile(file),
    problem: 'FACE_SERVICE_FILE must be JSON as the operator’s guide shows it',
  },
  {
    of: ['PORT', 'PUBLIC_URL'],
    isBroken: ({ PORT, PUBLIC_URL }) => PORT === 0 && PUBLIC_URL === undefined,
    problem: 'PUBLIC_URL is needed where PORT is 0: which port it will be isn’t known before it listens',
  },
  {
    of: ['TLS_CERT', 'TLS_KEY'],
    isBroken: ({ TLS_CERT, TLS_KEY }) => (TLS_CERT === undefined) !== (TLS_KEY === undefined),
    problem: 'TLS_CERT and TLS_KEY are given together or not at all',
  },
  {
    of: ['TLS_CERT', 'TLS_KEY'],
    isBroken: (given) => !isUsable(readTls(given)),
    problem: 'TLS_CERT and TLS_KEY must be a certificate and its private key, each in PEM',
  },
];

export type Tls = { readonly cert: string; readonly key: string };

/** What the settings break together. Those in `faulty` are wrong by themselves, and nothing more is said of them. */
export function findContradictions(given: Settings, faulty: ReadonlySet<SettingName>): string[] {
  return rules
    .filter(({ of }) => !of.some((name) => faulty.has(name)))
    .filter(({ isBroken }) => isBroken(given))
    .map(({ problem }) => problem);
}

/** Certificate and key from their files; undefined where not both are given. */
export function readTls({ TLS_CERT, TLS_KEY }: Settings): Tls | undefined {
  if (TLS_CERT === undefined || TLS_KEY === undefined) return undefined;
  return { cert: readFileSync(TLS_CERT, 'utf8'), key: readFileSync(TLS_KEY, 'utf8') };
}

function isUsable(tls: Tls | undefined): boolean {
  if (tls === undefined) return true;
  try {
    createSecureContext(tls);
    // An empty text counts as none for Node, which would listen and then refuse every handshake.
    return tls.cert !== '' && tls.key !== '';
  } catch {
    return false;
  }
}
