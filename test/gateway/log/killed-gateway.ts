/** A gateway's logs in a process of their own, to be killed: `killed-gateway.ts <database> <folder>` anchors until then. */

import { systemClock } from '../../../gateway/clock.ts';
import { openDatabase } from '../../../gateway/database/open.ts';
import { openLogs } from '../../../gateway/log/logs.ts';
import { LOGS, names, openTestLedger } from './support.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { db, pool } = await openDatabase({ url, dataDir: '' });
const { ledger, keys } = await openTestLedger(folder);
openLogs({ db, pool, ledger, keys, names, clock: systemClock, logs: LOGS }).start();
process.stdout.write('started\n');
