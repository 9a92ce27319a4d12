/** Rows of schema `face`, which its own role alone reads: sealed templates and their wrapped keys, challenges and pictures seen. */

/** Tables of schema `face`; named without it, since whoever reads them reads nothing else. */
export type FaceTemplateTables = {
  templates: TemplateTable;
  template_keys: TemplateKeyTable;
  worn_versions: WornVersionTable;
  challenges: ChallengeTable;
  seen_frames: SeenFrameTable;
};

/** `id` is drawn for the enrolment; whose it is can't be seen here. */
type TemplateTable = { id: string; model_id: string; sealed: Buffer; created_at: Date };

/** The template's own key, wrapped under a version of the face wrapping key. */
type TemplateKeyTable = { id: string; version: number; wrapped: Buffer };

/** A version under which a key of a template lay that is deleted: it has to be replaced. */
type WornVersionTable = { version: number; since: Date };

type ChallengeTable = {
  /** SHA-256 of the nonce. */
  nonce: Buffer;
  purpose: string;
  bound: string;
  movements: string[];
  expires_at: Date;
};

/** Keyed hash of a posted picture's pixels. */
type SeenFrameTable = { hash: Buffer; at: Date };
