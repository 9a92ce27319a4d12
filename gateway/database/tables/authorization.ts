/** Rows of the tables that migrations authorization, request-ends, officers and mandates make. People are keyed hashes, codes as well; there is no value of a credential. */
import type { Generated } from 'kysely';
import type { FaceFact } from '../../../sdk/schemas/receipts.ts';

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
  /** Staff number of the clerk who asked; null where a system did. */
  officer: string | null;
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

/** How a party takes part: by a code or number that they show, by one that the counter shows, by a slip, by two officers, or by their face. */
export type PartyMethod = 'code' | 'number' | 'show' | 'slip' | 'officers' | 'face';

/** As what somebody agreed: for themselves, for another, or two officers did for whom nobody else could. */
export type AgreedBy = 'self' | 'guardian' | 'representative' | 'mandate' | 'officers';

type PartyTable = {
  request_id: string;
  /** The subject's role in the matter. */
  subject: string;
  given_by: string;
  method: PartyMethod;
  giver: string | null;
  holder: string | null;
  state: 'waiting' | 'agreed';
  digits: number | null;
  choices: number[] | null;
  confirmed: boolean | null;
  items: PartyItem[];
  /** As what the giver agreed; null before, and where somebody else than a person in their session did. */
  agreed_by: Generated<AgreedBy | null>;
  /** Staff numbers of the officers who stand for this party's being there; none for other methods. */
  officers: Generated<string[]>;
  /** The check by which they do. */
  check_id: Generated<string | null>;
  /** What a face had to do with it, once it was recognised before the window's screen. */
  face: Generated<FaceFact | null>;
  /** Whom it was, who isn't the giver where a guardian must agree. */
  face_subject: Generated<string | null>;
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

/** What a mandate is for: matters, and which types of credentials; null for all types. */
export type MandateScope = {
  readonly matters:
    | { readonly kind: 'all' }
    | { readonly kind: 'department'; readonly department: string }
    | { readonly kind: 'matters'; readonly codes: readonly string[] };
  readonly credentialTypes: readonly string[] | null;
};

/** `holder` is whose place the agent takes: the giver's, or that of the firm that the giver represents. */
type MandateTable = {
  id: string;
  giver: string;
  holder: string;
  agent: string;
  scope: MandateScope;
  created_at: Date;
  /** Last civil day. */
  valid_until: string;
  accepted_at: Date | null;
  declined_at: Date | null;
  ended_at: Date | null;
};
