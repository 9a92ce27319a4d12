/** A gateway as a process of its own, with settings from the environment: what `npm start` serves, without the town's people. */
import { readConfig } from '../../gateway/config.ts';
import { serve } from '../../gateway/main.ts';

await serve({ config: readConfig({ environment: process.env }) });
