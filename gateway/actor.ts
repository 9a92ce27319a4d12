/** Who calls the gateway: what identity/ finds out about a caller and everything below asks for. */
import type {} from 'fastify';

/** A person or firm, as the gateway knows it: the keyed hash of its number in unpadded base64url; the number itself is not kept. */
export type Subject = string;

/** A department's system, by its registered client. */
export type SystemCaller = {
  readonly kind: 'system';
  readonly client: string;
  readonly department: string;
  readonly scopes: readonly Scope[];
};

/** A person in their own session. */
export type PersonCaller = { readonly kind: 'person'; readonly subject: Subject };

/** Whoever holds the keystore: the operator's command on the gateway's own machine. */
export type OperatorCaller = { readonly kind: 'operator' };

/** Nobody in particular. */
export type Anyone = { readonly kind: 'anyone' };

export type Caller = Anyone | PersonCaller | SystemCaller | OperatorCaller;

export type Scope = 'ask' | 'issue' | 'status';

/** Who may call a route; every route declares this in its `config.callers`, or the gateway doesn't start. */
export type CallerKind = 'anyone' | 'person' | 'operator' | `system:${Scope}`;

declare module 'fastify' {
  interface FastifyContextConfig {
    callers?: readonly CallerKind[];
  }
  interface FastifyRequest {
    caller: Caller;
    /** When the token ends by which the caller is known; undefined for anyone. */
    tokenEndsAt: Date | undefined;
  }
}
