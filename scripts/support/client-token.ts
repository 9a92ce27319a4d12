/** A token for a department's system, by its key file (private_key_jwt, RFC 7523). */
import { readFileSync } from 'node:fs';
import { importJWK, type JWK, SignJWT } from 'jose';

/** @throws where the gateway refuses the assertion; the message says why. */
export async function fetchClientToken({
  gateway,
  client,
  keyFile,
}: {
  readonly gateway: string;
  readonly client: string;
  readonly keyFile: string;
}): Promise<string> {
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(`${gateway}/token`)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(JSON.parse(readFileSync(keyFile, 'utf8')) as JWK, 'ES256'));
  const form = {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
  const answer = await fetch(`${gateway}/token`, { method: 'POST', body: new URLSearchParams(form) });
  const body = (await answer.json()) as { access_token?: string; title?: string };
  if (body.access_token === undefined) throw new Error(`the token endpoint refused: ${body.title}`);
  return body.access_token;
}
