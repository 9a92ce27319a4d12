/** The audit in Node, as `npm run audit` runs it. */
import { audit } from '../../../sdk/audit/audit.ts';
import { shouldBehaveAsAudit } from './behaviour.ts';

shouldBehaveAsAudit(async () => ({ run: audit, close: async () => {} }));
