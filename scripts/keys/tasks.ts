/** What the operator can do with keys, each by its name. */
import { readFileSync } from 'node:fs';
import type { KeyStanding } from '../../gateway/credentials/department-keys.ts';
import type { PublicJwk } from '../../gateway/keys/keys.ts';
import type { Given, Output } from '../support/command.ts';
import type { Operator } from '../support/operator.ts';

type Asking = { readonly options: Given['options']; readonly operator: Operator; readonly out: Output };
type Task = {
  readonly usage: string;
  /** Options without which it can't be done. */
  readonly needs: readonly string[];
  readonly run: (asking: Asking) => Promise<void>;
};
type Ended = { readonly department: string; readonly kid: string; readonly signedAgain: number };

export const tasks: Readonly<Record<string, Task>> = {
  list: {
    usage: 'list [--department PSB]',
    needs: [],
    run: async ({ options: { department }, operator, out }) => {
      const query = typeof department === 'string' ? `?${new URLSearchParams({ department })}` : '';
      const { items } = await operator.ask<{ items: KeyStanding[] }>(`/operator/keys${query}`);
      for (const key of items) {
        const places = key.terms.map(
          ({ credentialType, from, to }) => `${credentialType} [${from}, ${to ?? '…'})`,
        );
        out.say(
          'key',
          `${key.department.padEnd(5)} ${key.kid}  ${key.state.padEnd(8)}  ${places.join(' ')}`,
          key,
        );
      }
    },
  },
  rotate: {
    usage: 'rotate --department PSB [--confirmed-by CAB]',
    needs: ['department'],
    run: async ({ options, operator, out }) => {
      const confirmedBy = options['confirmed-by'];
      const wish = { department: options.department, ...(confirmedBy === undefined ? {} : { confirmedBy }) };
      const added = await operator.ask<{ department: string; kid: string }>('/operator/keys/rotation', wish);
      out.say('rotated', `${added.department} signs with ${added.kid} from now on`, added);
    },
  },
  end: {
    usage: 'end --department PSB --key=<kid> [--emergency]',
    needs: ['department', 'key'],
    run: async ({ options, operator, out }) => {
      const { department, key: kid, emergency = false } = options;
      const ended = await operator.ask<Ended>('/operator/keys/end', { department, kid, emergency });
      const again = `${ended.signedAgain} credentials signed again by its successor`;
      out.say('ended', `${ended.department} ${ended.kid} has ended; ${again}`, ended);
    },
  },
  'register-client': {
    usage: 'register-client --client psb-counter --jwk key.json',
    needs: ['client', 'jwk'],
    run: async ({ options: { client, jwk: file }, operator, out }) => {
      // What is private in it stays here.
      const { kty, crv, x, y } = JSON.parse(readFileSync(String(file), 'utf8')) as PublicJwk;
      const body = { client, jwk: { kty, crv, x, y } };
      const registered = await operator.ask<{ client: string; kid: string }>('/operator/clients', body);
      out.say('registered', `${registered.client} may sign in with ${registered.kid}`, registered);
    },
  },
};
