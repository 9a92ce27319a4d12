/** Rows of the tables that migration sessions makes. */
import type { PersonCaller, StaffCaller } from '../../actor.ts';

export type SessionTables = {
  sessions: SessionTable;
  sign_ins: SignInTable;
  preferences: PreferenceTable;
};

/** `hash` is that of the cookie; `owner` a subject or a staff number; `name` is masked; `device` says no more than browser and system. */
type SessionTable = {
  id: string;
  hash: string;
  owner: string;
  caller: PersonCaller | StaffCaller;
  name: string;
  is_elder: boolean;
  device: string;
  created_at: Date;
  used_at: Date;
  ends_at: Date;
};

/** A sign-in that is under way at a provider; `hash` is that of the cookie of the browser that began it. */
export type SignInTable = {
  hash: string;
  audience: 'person' | 'staff';
  state: string;
  nonce: string;
  verifier: string;
  goes_to: string;
  expires_at: Date;
};

type PreferenceTable = {
  owner: string;
  elder: 'off' | 'on' | 'max' | null;
  language: 'zh' | 'en' | null;
};
