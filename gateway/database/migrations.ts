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
import * as officers from './migrations/009-officers.ts';
import * as slips from './migrations/010-slips.ts';
import * as officerChecks from './migrations/011-officer-checks.ts';
import * as screens from './migrations/012-screens.ts';
import * as mandates from './migrations/013-mandates.ts';
import * as figures from './migrations/014-figures.ts';
import * as sessions from './migrations/015-sessions.ts';
import * as face from './migrations/016-face.ts';
import * as faceTemplates from './migrations/017-face-templates.ts';

export const migrations: Record<string, Migration> = {
  '001-log': log,
  '002-credentials': credentials,
  '003-authorization': authorization,
  '004-receipts': receipts,
  '005-city': city,
  '006-request-ends': requestEnds,
  '007-records': records,
  '008-tries': tries,
  '009-officers': officers,
  '010-slips': slips,
  '011-officer-checks': officerChecks,
  '012-screens': screens,
  '013-mandates': mandates,
  '014-figures': figures,
  '015-sessions': sessions,
  '016-face': face,
  '017-face-templates': faceTemplates,
};
