/** The request as a proof repeats it, and what key bindings sign of it. */
import { hash } from 'node:crypto';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import type { ProofRequest } from '../../sdk/verify/types.ts';
import type { Authorization } from '../authorization/authorization.ts';
import { secondsOf } from '../clock.ts';
import type { CityNames } from '../ids.ts';
import type { Binding } from './present.ts';

/** What was authorized, item by item in the order in which they are answered. */
export function requestOf(authorization: Authorization, names: Pick<CityNames, 'audience'>): ProofRequest {
  const { id, matter, nonce, window, client, parties } = authorization;
  const asked = parties.flatMap(({ subject, items }) =>
    items.map(({ credentialType, fields, accepts }) => ({
      subject,
      credentialType,
      fields,
      ...(accepts.length === 0 ? {} : { accepts }),
    })),
  );
  return { id, matter, audience: names.audience(client), nonce, window, asked };
}

/** Bindings of a request's items by their place; all carry the hash of the whole request in canonical JSON. */
export function bindingOf(
  request: ProofRequest,
  { now, ledgerAsOf }: { readonly now: Date; readonly ledgerAsOf: number },
): (item: number) => Binding {
  const { audience, nonce } = request;
  const requestHash = hash('sha256', canonicalize(request), 'base64url');
  const issuedAt = secondsOf(now);
  return (item) => ({ issuedAt, audience, nonce, ledgerAsOf, request: requestHash, item });
}
