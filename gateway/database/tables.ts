/** Rows of every table, as queries see them. */
import type { AuthorizationTables } from './tables/authorization.ts';
import type { CityTables } from './tables/city.ts';
import type { CredentialTables } from './tables/credentials.ts';
import type { LogTables } from './tables/log.ts';
import type { ReceiptTables } from './tables/receipts.ts';

export type Tables = LogTables & CredentialTables & AuthorizationTables & ReceiptTables & CityTables;
