/** All changes of the tables, in the order in which they are applied; an applied one is never edited. */
import type { Migration } from 'kysely/migration';
import * as log from './migrations/001-log.ts';
import * as credentials from './migrations/002-credentials.ts';
import * as authorization from './migrations/003-authorization.ts';
import * as receipts from './migrations/004-receipts.ts';
import * as city from './migrations/005-city.ts';
import * as requestEnds from './migrations/006-request-ends.ts';
import * as records from './migrations/007-records.ts';
import * as tries from './migrations/008-tries.ts';

export const migrations: Record<string, Migration> = {
  '001-log': log,
  '002-credentials': credentials,
  '003-authorization': authorization,
  '004-receipts': receipts,
  '005-city': city,
  '006-request-ends': requestEnds,
  '007-records': records,
  '008-tries': tries,
};
