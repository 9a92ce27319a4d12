/** Whatever anybody sends, the gateway says what is wrong with it, and never that it is at fault itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CookieJar, signInAs } from '../support/cookie-jar.ts';
import { type Described, makeNonsense } from '../support/nonsense.ts';
import { openTown, type ServedTown } from '../support/town.ts';

const ROUNDS = 12;
const SEED = 20_261_125;
/** Answers that don't end, and the way out: the callers are to stay signed in. */
const LEFT_OUT = /\/events|\/stream|\/session\/end|\/sessions\//;

let town: ServedTown;
beforeAll(async () => {
  town = await openTown({ environment: { FACE: 'embedded' } });
}, 180_000);
afterAll(() => town.close());

test('every operation refuses nonsense with a code, whoever sends it', async () => {
  const [person] = await town.people();
  const accounts = [
    ['person', person?.number ?? ''],
    ['staff', 'CAB-C1'],
    ['staff', 'CAB-A1'],
  ] as const;
  const jars = [new CookieJar(town.address)];
  for (const [as, account] of accounts) {
    const jar = new CookieJar(town.address);
    await signInAs(jar, as, account);
    jars.push(jar);
  }
  const described = (await (await fetch(`${town.address}/openapi.json`)).json()) as Described;
  const nonsense = makeNonsense(described, SEED);
  const answered = new Map<number, number>();
  const atFault: string[] = [];
  const requests = Array.from({ length: ROUNDS }, () => nonsense.round()).flat();
  for (const [place, request] of requests.filter(({ path }) => !LEFT_OUT.test(path)).entries()) {
    const jar = jars[place % jars.length];
    if (jar === undefined) continue;
    const answer = await jar.send(request.path, request);
    const text = await answer.text();
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
    if (answer.status >= 500 || (answer.status >= 400 && !text.includes('"code":"')))
      atFault.push(`${answer.status} ${JSON.stringify(request).slice(0, 300)} ${text.slice(0, 200)}`);
  }
  expect(atFault).toEqual([]);
  // Some of it is no nonsense to some, and all kinds of refusal occur.
  expect([...answered.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404]));
}, 120_000);
