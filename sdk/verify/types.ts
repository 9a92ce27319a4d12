/** Proofs, trust files and verdicts as this package takes and gives them. Binary is unpadded base64url, times are seconds since 1970. */
import type { Reason } from './reasons.ts';

/** What one subject was asked for; `accepts` names states in which the matter takes the credential all the same. */
export type Asked = {
  readonly subject: string;
  readonly credentialType: string;
  readonly fields: readonly string[];
  readonly accepts?: readonly ('expired' | 'suspended')[];
};

/** The request that a proof answers; every key binding signs its hash. */
export type ProofRequest = {
  readonly id: string;
  readonly matter: string;
  readonly audience: string;
  readonly nonce: string;
  readonly window: string;
  readonly asked: readonly Asked[];
};

/** Where the credential's leaf stands: index in the department's log, salt of its commitment, sibling hashes from the leaf upwards. */
export type Evidence = {
  readonly log: string;
  readonly index: number;
  readonly salt: string;
  readonly inclusion: readonly string[];
};

/** A presentation (SD-JWT with key binding) and its evidence. */
export type Presented = {
  readonly presentation: string;
  readonly evidence: Evidence;
  /** Signed for this use: what was computed or compared, and not issued. */
  readonly statement?: string;
  /** Salt of the statement's commitment, with which its leaf can be found later. */
  readonly statementSalt?: string;
};

/** Why there is no presentation; `age` in days. */
export type Refusal = {
  readonly refusal: { readonly code: string; readonly issuer?: string; readonly age?: number };
};

export type ProofItem = Presented | Refusal;

/** A proof as the gateway answers it; items in the order asked. */
export type Proof = {
  readonly version: 1;
  readonly cityId: string;
  readonly ledgerId: string;
  readonly request: ProofRequest;
  /** When the gateway last read the ledger, as each key binding signs it. */
  readonly ledgerAsOf: number;
  readonly items: readonly ProofItem[];
  /** Signed notes by the log's name. */
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly statusTokens: Readonly<Record<string, string>>;
  /** Leaves of the access log that this use left, one for each subject. */
  readonly receipts: readonly { readonly subject: string; readonly leaf: string }[];
};

export type TrustedKey = {
  readonly kid: string;
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  readonly ended: boolean;
  /** Leaves [from, to) of the department's log at which the key may have signed the type; `to` null: it still may. */
  readonly types: readonly { readonly type: string; readonly from: number; readonly to: number | null }[];
};

export type TrustedDepartment = {
  readonly code: string;
  readonly issuer: string;
  readonly suspended: boolean;
  readonly keys: readonly TrustedKey[];
};

export type TrustedLog = {
  readonly name: string;
  readonly origin: string;
  readonly owner: string;
  /** Signed-note verifier keys, any of which may sign a checkpoint. */
  readonly verifierKeys: readonly string[];
  readonly checkpoint: { readonly size: number; readonly root: string };
};

/**
 * A key that signs the tickets of slips. `note` is a signed note (C2SP signed-note) over the city's name and the key's
 * thumbprint by the checkpoint key of the access log, which the ledger records: whoever hands the key on isn't believed.
 */
export type TrustedSlipKey = Pick<TrustedKey, 'kid' | 'jwk'> & { readonly note: string };

/** One city as its ledger describes it. */
export type TrustedCity = {
  readonly cityId: string;
  readonly gateway?: string;
  readonly ledger: {
    readonly id: string;
    readonly chainId: number;
    readonly genesis: string;
    readonly contracts: { readonly issuers: string; readonly logs: string; readonly statusLists: string };
  };
  readonly asOf: number;
  readonly logs: readonly TrustedLog[];
  readonly departments: readonly TrustedDepartment[];
  /** Missing in a file that was made from the ledger alone. */
  readonly slipKeys?: readonly TrustedSlipKey[];
};

/** What a verifier believes, and the only thing it believes: made from a ledger by `city-verify trust`. */
export type Trust = { readonly version: 1; readonly cities: readonly TrustedCity[] };

/** How strictly to judge; spans in seconds, finite and not negative. Anything else is `OPTIONS_MALFORMED`. */
export type VerifyOptions = {
  /** A trust file's content, or what readTrust made of it, which is cheaper to pass again. */
  readonly trust: unknown;
  /** Who the verifier is and what it asked with; without it nothing is valid, or a stolen proof would be. */
  readonly expect?: { readonly audience: string; readonly nonce: string };
  /** The moment to judge for; now where not given. A trust file may be newer than it. */
  readonly at?: Date;
  /** Oldest key binding or statement; 600 where not given. */
  readonly maxAge?: number;
  /** Difference between clocks, both ways; 60 where not given. */
  readonly skew?: number;
  /** Oldest knowledge of the ledger, the gateway's or the trust file's; 86,400 where not given. */
  readonly maxLedgerAge?: number;
};

/** What came of one item; `claims` holds the fields asked for, statements' included, and nothing unless the item is valid. */
export type ItemVerdict = {
  readonly subject: string;
  readonly credentialType: string;
  readonly valid: boolean;
  readonly reason?: Reason;
  /** Said by a refusal: who could mend it, and how old their data are in days. */
  readonly issuer?: string;
  readonly age?: number;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The subject of the request that compared fields were compared with. */
  readonly comparedWith?: string;
  /** What holds but should be known. */
  readonly warnings: readonly Reason[];
};

/** Valid only if everything asked for is there and holds; else the first reason, and a verdict for each item that could be read. */
export type Verdict =
  | {
      readonly valid: true;
      readonly request: ProofRequest;
      readonly items: readonly ItemVerdict[];
      readonly warnings: readonly Reason[];
    }
  | { readonly valid: false; readonly reason: Reason; readonly items: readonly ItemVerdict[] };
