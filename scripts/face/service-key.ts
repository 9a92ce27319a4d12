/** The public key by which a department's face service knows this gateway's questions. */
import { openKeystore } from '../support/operator.ts';
import type { Task } from './task.ts';

export const serviceKey: Task = {
  usage: 'service-key',
  options: {},
  needs: [],
  run: async ({ config, out }) => {
    const { kid, jwk } = openKeystore(config).token('system');
    const key = { ...jwk, kid, alg: 'ES256', use: 'sig' };
    out.say('key', JSON.stringify(key), { key });
  },
};
