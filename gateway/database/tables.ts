/** Rows of every table, as queries see them. */
import type { AuthorizationTables } from './tables/authorization.ts';
import type { CityTables } from './tables/city.ts';
import type { CredentialTables } from './tables/credentials.ts';
import type { FaceTables } from './tables/face.ts';
import type { FigureTables } from './tables/figures.ts';
import type { LogTables } from './tables/log.ts';
import type { OfficerTables } from './tables/officers.ts';
import type { ReceiptTables } from './tables/receipts.ts';
import type { SessionTables } from './tables/sessions.ts';
import type { SlipTables } from './tables/slips.ts';

export type Tables = AuthorizationTables &
  CityTables &
  CredentialTables &
  FaceTables &
  FigureTables &
  LogTables &
  OfficerTables &
  ReceiptTables &
  SessionTables &
  SlipTables;
