/** A proof by a slip: of what its giver agreed to beforehand, once the window has compared the name, with the usual receipt. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmPerson } from '../../../gateway/authorization/decisions.ts';
import { createRequest } from '../../../gateway/authorization/requests.ts';
import { ticketOf } from '../../../gateway/authorization/slip-views.ts';
import { findOwnSlip, makeSlip } from '../../../gateway/authorization/slips.ts';
import { makeSlip as makeShape } from '../../../sdk/schemas/slips.ts';
import { identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const person = identityCard('甲', '1940-01-01', 1);
const MATTER = 'WCM-CAB-002';
const caller = { client: 'cab-counter', department: 'CAB' };
let ground: ProofsGround;
beforeAll(async () => {
  ground = await openProofsGround();
  await ground.city.importRows('PSB', 'resident-identity-card', [person]);
  await ground.city.anchor();
}, 120_000);
afterAll(() => ground.close());

const receipts = async () => {
  const app = await ground.app();
  const headers = {
    caller: JSON.stringify({ kind: 'person', subject: ground.subjectOf(person.idNumber) }),
  };
  const { items } = (await app.inject({ url: '/me/receipts', headers })).json();
  await app.close();
  return items.map(({ receipt }: { receipt: object }) => receipt);
};

test('shows those fields and no others, and leaves a receipt that says it was by a slip', async () => {
  const parts = ground.authorization;
  const subject = ground.subjectOf(person.idNumber);
  const fields = { applicant: { 'resident-identity-card': ['name'] } };
  const id = await makeSlip(subject, makeShape.parse({ matter: MATTER, fields }), parts);
  expect(await receipts()).toEqual([]);
  const slip = await ticketOf(await findOwnSlip(subject, id, parts), parts);
  const wish = { matter: MATTER, nonce: NONCE, window: 'CAB-W1', conditions: [], fields };
  const request = await createRequest(caller, { ...wish, parties: { applicant: { slip } } }, parts);
  const use = { id: request.id, client: caller.client, nonce: NONCE };
  await expect(ground.proofs.prove(use)).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' });
  await confirmPerson(caller, request.id, { same: true, parts });
  const verdict = await ground.verify(await ground.proofs.prove(use));
  expect(verdict).toMatchObject({ valid: true, items: [{ claims: { name: person.name } }] });
  expect(Object.keys(verdict.items[0]?.claims ?? {})).toEqual(['name']);
  expect((await receipts())[0]).toMatchObject({ kind: 'answered', method: 'slip', request: request.id });
});
