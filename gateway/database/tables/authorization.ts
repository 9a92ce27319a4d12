/** Rows of the tables that migrations authorization and request-ends make. People are keyed hashes, codes as well; there is no value of a credential. */
import type { Generated } from 'kysely';

export type AuthorizationTables = {
  client_keys: { client: string; kid: string; jwk: { kty: string; crv: string; x: string; y: string } };
  used_assertions: { hash: string; expires_at: Date };
  requests: RequestTable;
  request_parties: PartyTable;
  codes: CodeTable;
  number_failures: { department: string; window: string; failed_at: Date };
  mandates: MandateTable;
};

export type RequestState = 'waiting' | 'approved' | 'answered' | 'refused' | 'expired' | 'withdrawn';

type RequestTable = {
  id: string;
  client: string;
  department: string;
  matter: string;
  nonce: string;
  window: string;
  conditions: string[];
  state: RequestState;
  created_at: Date;
  expires_at: Date;
  approved_at: Date | null;
  answered_at: Date | null;
  ended_because: string | null;
  /** When it was refused, withdrawn or out of time. */
  ended_at: Date | null;
  repeats: Generated<number>;
};

/** What one subject is asked for; `because` names conditions, `credentialId` the giver's pick. */
export type PartyItem = {
  readonly credentialType: string;
  readonly fields: readonly string[];
  readonly because: readonly string[];
  readonly accepts: readonly ('expired' | 'suspended')[];
  readonly credentialId?: string;
};

type PartyTable = {
  request_id: string;
  /** The subject's role in the matter. */
  subject: string;
  given_by: string;
  method: 'code' | 'number' | 'show';
  giver: string | null;
  holder: string | null;
  state: 'waiting' | 'agreed';
  digits: number | null;
  choices: number[] | null;
  confirmed: boolean | null;
  items: PartyItem[];
  /** Leaf hash, on the access log, of the receipt that the request's end left this party. */
  leaf: string | null;
};

/** A one-time code: a person's own, or one that a counter shows for a party of a request. */
type CodeTable = {
  hash: string;
  kind: 'qr' | 'number' | 'request';
  subject: string | null;
  request_id: string | null;
  party: string | null;
  window: string | null;
  expires_at: Date;
  used_at: Date | null;
};

type MandateTable = {
  id: string;
  giver: string;
  agent: string;
  created_at: Date;
  valid_until: string;
  ended_at: Date | null;
};
