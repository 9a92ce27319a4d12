/** A clerk's session can never approve: whatever route it calls, nobody's agreement comes of it. */
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallerKind } from '../../../gateway/actor.ts';
import { byOfficers, type OfficersGround, openOfficersGround, staff } from '../../support/officers-ground.ts';
import { identityCard } from '../../support/people.ts';

const ada = identityCard('阿黛', '1940-01-01', 1);
const bo = identityCard('柏', '1941-01-01', 2);
const clerk = staff('A-1', { roles: ['clerk', 'administrator'] });

let ground: OfficersGround;
let routes: readonly RouteOptions[];
beforeAll(async () => {
  ground = await openOfficersGround();
  ({ routes } = ground);
  await ground.city.importRows('PSB', 'resident-identity-card', [ada, bo]);
}, 120_000);
afterAll(() => ground.close());

const isStaff = (kind: CallerKind): boolean => kind.startsWith('staff:');
const changing = (): { readonly url: string; readonly callers: readonly CallerKind[] }[] =>
  routes
    .filter(({ method }) => method === 'POST' || method === 'PUT')
    .map(({ url, config }) => ({ url, callers: config?.callers ?? [] }));

describe('where people decide', () => {
  test('no route lets staff in', () => {
    const deciding = changing().filter(({ url }) => /^\/(?:me|q|screen)\//.test(url));
    expect(deciding.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/me/requests/:id/decision', '/q/:code', '/screen/requests/:id/decision']),
    );
    expect(deciding.filter(({ callers }) => callers.some(isStaff) || callers.includes('anyone'))).toEqual([]);
  });

  test('what staff may change is this and nothing else', () => {
    const theirs = changing().filter(({ callers }) => callers.some(isStaff));
    expect(theirs.map(({ url }) => url).toSorted()).toEqual([
      '/departments/:code/officer-reviews/:id/settle',
      // What two officers decide there is that an enrolment counts: it agrees to no request.
      '/face-checks/:id/decision',
      '/manual-checks/:id/settle',
      '/officer-checks/:id/compare',
      '/officer-checks/:id/confirm',
      '/officer-checks/:id/decline',
      '/requests',
      '/requests/:id/confirm',
      '/requests/:id/withdraw',
      '/screens/:id/end',
      '/windows/:code/face-checks',
      '/windows/:code/screens/pairing',
    ]);
  });
});

test('a clerk who calls all of it, with everything that a counter can know, moves no request from waiting', async () => {
  const code = (await ground.parts.codes.showQr(ground.subject(bo.idNumber))).url;
  const asked = [
    await ground.ask(clerk, 'WCM-CAB-002', { applicant: { code } }),
    await ground.ask(clerk, 'WCM-CAB-002', { applicant: { show: true } }),
    await ground.ask(clerk, 'WCM-CAB-002', { applicant: byOfficers(ada.idNumber) }),
  ];
  const [, { body: shown } = { body: undefined }] = asked;
  const { url: shownUrl, twoDigits } = shown.parties[0].show;
  const bodies = [
    { decision: 'agree', digits: twoDigits },
    { decision: 'agree', subject: 'applicant' },
    { document: ada.idNumber },
    { same: true },
    { note: '已核对' },
  ];
  const spared = new Set(['/requests', '/requests/:id/withdraw']);
  for (const { url } of changing().filter((route) => !spared.has(route.url)))
    for (const { id, check } of asked)
      for (const body of bodies) {
        const path = url
          .replace('/q/:code', `/q/${shownUrl.split('/').at(-1)}`)
          .replace(':code', url.startsWith('/windows') ? 'CAB-W1' : 'CAB')
          .replace(':id', url.startsWith('/officer-checks') ? check || id : id);
        await ground.call(clerk, path, body);
      }
  for (const { id } of asked)
    expect((await ground.call(clerk, `/requests/${id}`)).body).toMatchObject({
      state: 'waiting',
      parties: [{ agreed: false }],
    });
});
