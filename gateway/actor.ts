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

/** A member of a department's staff in their own session. */
export type StaffCaller = {
  readonly kind: 'staff';
  /** Staff number, as the provider that signed them in states it. */
  readonly staff: string;
  readonly department: string;
  readonly roles: readonly StaffRole[];
  /** Codes of the windows at which a clerk works. */
  readonly windows: readonly string[];
};

/** The second display of a window, by its own key. */
export type ScreenCaller = {
  readonly kind: 'screen';
  readonly screen: string;
  readonly department: string;
  readonly window: string;
};

/** Whoever holds the keystore: the operator's command on the gateway's own machine. */
export type OperatorCaller = { readonly kind: 'operator' };

/** Nobody in particular. */
export type Anyone = { readonly kind: 'anyone' };

export type Caller = Anyone | PersonCaller | SystemCaller | StaffCaller | ScreenCaller | OperatorCaller;

export type Scope = 'ask' | 'issue' | 'status';

/** What a member of staff may do: ask at a window, or look after the department's records. */
export type StaffRole = 'clerk' | 'administrator';

/** Who asks for a proof: a department's system, or a clerk, who asks as the system of their department. */
export type Asker = {
  readonly client: string;
  readonly department: string;
  /** Staff number of a clerk in their own session; missing for a system, whose word about officers is no evidence. */
  readonly officer?: string;
  /** The session in which a clerk asks. */
  readonly session?: string;
  /** Where a clerk works; missing for a system, which asks at all windows of its own. */
  readonly windows?: readonly string[];
};

/** Who may call a route; every route declares this in its `config.callers`, or the gateway doesn't start. */
export type CallerKind =
  | 'anyone'
  | 'person'
  | 'operator'
  | 'screen'
  | `system:${Scope}`
  | `staff:${StaffRole}`;

declare module 'fastify' {
  interface FastifyContextConfig {
    callers?: readonly CallerKind[];
  }
  interface FastifyRequest {
    caller: Caller;
    /** When the token or session ends by which the caller is known; undefined for anyone. */
    tokenEndsAt: Date | undefined;
    /** The session by which the caller is known; undefined for one who sent a token. */
    session: string | undefined;
  }
}
