/** Who signs people and staff in: providers of OpenID Connect and what their claims mean, from the file that SIGN_IN_FILE names. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const text = z.string().min(1);
const address = z.url({ protocol: /^https?$/ });

const provider = {
  issuer: address,
  clientId: text,
  clientSecretFile: text.optional(),
  scope: text.default('openid profile'),
};

/** What a claim's value, or one of its values, makes of a member of staff. */
const roleRule = z.strictObject({
  claim: text,
  value: text,
  role: z.enum(['clerk', 'administrator']),
  department: text,
  windows: z.array(text).default([]),
});

export const signInFile = z.strictObject({
  people: z
    .strictObject({
      ...provider,
      claims: z.strictObject({ number: text.default('number'), name: text.default('name') }).prefault({}),
    })
    .optional(),
  staff: z
    .strictObject({
      ...provider,
      claims: z.strictObject({ staff: text.default('sub'), name: text.default('name') }).prefault({}),
      roles: z.array(roleRule).min(1),
    })
    .optional(),
});

export type SignInFile = z.infer<typeof signInFile>;
export type PeopleProvider = NonNullable<SignInFile['people']>;
export type StaffProvider = NonNullable<SignInFile['staff']>;
export type RoleRule = z.infer<typeof roleRule>;

/** True for a file that can be read as this, secrets that it names included. */
export function isSignInFile(path: string): boolean {
  try {
    const { people, staff } = readSignInFile(path);
    for (const provider of [people, staff]) readClientSecret(provider ?? {}, path);
    return true;
  } catch {
    return false;
  }
}

/** The file's content; files that it names are taken from its own folder. */
export function readSignInFile(path: string): SignInFile {
  return signInFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The secret that a provider knows the gateway by; undefined where the provider knows it without one. */
export function readClientSecret(
  { clientSecretFile }: { readonly clientSecretFile?: string | undefined },
  signInPath: string,
): string | undefined {
  if (clientSecretFile === undefined) return undefined;
  return readFileSync(resolve(dirname(signInPath), clientSecretFile), 'utf8').trim();
}
