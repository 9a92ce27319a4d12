/** Rows of the tables that migration face makes. People are keyed hashes; there is no picture, no template and no score. */

import type { Generated } from 'kysely';
import type { AgreedBy } from './authorization.ts';

export type FaceTables = {
  face_consents: FaceConsentTable;
  face_enrolments: FaceEnrolmentTable;
  face_deletions: FaceDeletionTable;
  face_checks: FaceCheckTable;
  face_tries: FaceTryTable;
  face_alerts: FaceAlertTable;
};

/** Why a consent ended, and with it what was kept. */
export type FaceEnd = 'withdrawn' | 'unused' | 'switched-off' | 'not-this-person' | 'of-age' | 'deceased';

/** A consent to the use of one's face, or of a child's; at most one of a subject is in force. */
type FaceConsentTable = {
  id: string;
  subject: string;
  given_by: string;
  by: 'self' | 'guardian';
  text_version: number;
  /** SHA-256 in hex of the text that was agreed to. */
  text_hash: string;
  language: 'zh' | 'en';
  given_at: Date;
  ended_at: Date | null;
  ended_because: FaceEnd | null;
};

/** That a template is kept, under `id`; `digits` is a keyed hash of last four digits and birth month. */
type FaceEnrolmentTable = {
  id: string;
  subject: string;
  consent_id: string;
  state: 'active' | 'to-be-checked';
  digits: Buffer;
  model_id: string;
  created_at: Date;
  used_at: Date | null;
  /** Civil day on which it is destroyed unless it is used before. */
  ends_on: string;
};

/**
 * A template that must be destroyed: since what it stood for ended, or, without a reason, since whoever made it may have
 * died before it counted.
 */
type FaceDeletionTable = {
  id: string;
  subject: string;
  because: FaceEnd | null;
  agreed_by: AgreedBy | null;
  /** Staff numbers of the officers who took part. */
  officers: Generated<string[]>;
  due_at: Date;
  /** When its subject was told that it could not be destroyed yet. */
  told_at: Date | null;
};

/** Two officers compare somebody with what they enrolled; the second decides. */
type FaceCheckTable = {
  id: string;
  enrolment_id: string;
  department: string;
  window: string;
  first_officer: string;
  /** Hash of the session in which it was opened. */
  first_session: string;
  opened_at: Date;
  expires_at: Date;
  /** When the enrolled face was shown before the window's screen; without that nobody is the same person. */
  shown_at: Date | null;
};

/** A try that failed, by what is counted: a keyed hash of whom it was for, a window, a department. */
type FaceTryTable = { id: string; place: string; failed_at: Date };

export type FaceAlertKind = 'tries-at-window' | 'tries-in-department' | 'near-filing' | 'at-filing';

/** `department` and `window` are empty where an alert is the whole city's. */
type FaceAlertTable = { kind: FaceAlertKind; department: string; window: string; day: string; at: Date };
