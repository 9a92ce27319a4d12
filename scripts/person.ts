/** `npm run person`: a person of the town shows a code, is told who asks for what, and agrees. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RequestForPerson } from '../sdk/schemas/requests.ts';
import { agree, decide, showCode } from './demo/request.ts';
import { Stage, type Voice } from './demo/stage.ts';
import { type ExitCode, exit, type Output, runCommand, UsageError } from './support/command.ts';
import { TOWN_FILE } from './town/seed.ts';

const DEFAULT_ROLE = 'renter';
const LOOK_EVERY = 500;
/** Milliseconds after which nobody asks any more: a code lives for one minute. */
const PATIENCE = 90_000;

await runCommand({
  usage: `npm run person [-- --role ${DEFAULT_ROLE} --refuse --gateway http://127.0.0.1:8080 --data-dir data]`,
  summary:
    'Plays a person of the fictional town for whoever tries a system of their own: shows a code, tells who asks for what and why, and agrees. Exit code 0: agreed or refused as told; 1: nobody asked.',
  options: {
    role: { type: 'string', value: 'role', help: `who of the town (${DEFAULT_ROLE})` },
    refuse: { type: 'boolean', help: 'refuse instead' },
    gateway: { type: 'string', value: 'url', help: 'a gateway with the town (http://127.0.0.1:8080)' },
    'data-dir': { type: 'string', value: 'folder', help: 'its data folder (data)' },
  },
  run: async ({ options, out }) => {
    const gateway = String(options.gateway ?? 'http://127.0.0.1:8080').replace(/\/+$/, '');
    const dataDir = resolve(String(options['data-dir'] ?? 'data'));
    if (!existsSync(join(dataDir, TOWN_FILE)))
      throw new UsageError(`${dataDir} holds no town: name the gateway's data folder with --data-dir`);
    const stage = new Stage({ gateway, dataDir, out });
    const person = await stage.person(numberOf(stage, String(options.role ?? DEFAULT_ROLE)));
    out.say('code', await showCode(person));
    return answer(person, { isAgreed: options.refuse !== true, out });
  },
});

/** @throws UsageError for a role that nobody has, with those that somebody has. */
function numberOf({ town }: Stage, role: string): string {
  const single = Object.entries(town.cast).flatMap(([name, member]) =>
    'number' in member ? [[name, member.number] as const] : [],
  );
  const found = single.find(([name]) => name === role);
  if (found === undefined)
    throw new UsageError(`there is no ${role}; ${single.map(([name]) => name).join(', ')}`);
  return found[1];
}

type Answering = { readonly isAgreed: boolean; readonly out: Output };

async function answer(person: Voice, { isAgreed, out }: Answering): Promise<ExitCode> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await setTimeout(LOOK_EVERY)) {
    const { body } = await person.get('/me/requests');
    const [request] = (body.items as RequestForPerson[]).filter(({ state }) => state === 'waiting');
    if (request === undefined) continue;
    const { id, department, window, matter, parties } = request;
    const fields = parties
      .flatMap(({ asks }) => asks.flatMap((item) => item.fields))
      .map((one) => one.labelEn);
    const facts = { id, department: department.code, window: window.code, matter: matter.code, fields };
    out.say('asked', `${window.nameEn} asks for ${matter.nameEn}: ${fields.join(', ')}.`, facts);
    if (isAgreed) await agree(person, id);
    else await decide(person, id, { decision: 'refuse' });
    out.say('decided', isAgreed ? 'Agreed.' : 'Refused.', { id, agreed: isAgreed });
    return exit.done;
  }
  out.say('nobody', 'Nobody asked, and the code has run out.');
  return exit.doesNotHold;
}
