/** Slips over a real city: who makes them, and a window that redeems them. */
import type { Asker } from '../../gateway/actor.ts';
import type { SlipRow } from '../../gateway/authorization/redeem-slips.ts';
import { createRequest } from '../../gateway/authorization/requests.ts';
import { previewSlip, ticketOf } from '../../gateway/authorization/slip-views.ts';
import { findOwnSlip, makeSlip } from '../../gateway/authorization/slips.ts';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import { type MakeSlip, makeSlip as makeShape, type SlipWish, slipWish } from '../../sdk/schemas/slips.ts';
import { authorizationOver } from './authorization-ground.ts';
import { type CityGround, openCityGround } from './city-ground.ts';
import { citizenNumber, identityCard } from './people.ts';

export const ada = identityCard('阿黛', '1990-01-01', 1);
export const bo = identityCard('柏', '1991-01-01', 2);
export const dora = identityCard('朵拉', '1940-01-01', 5);
export const childNumber = citizenNumber('2018-05-05', 3);

export type SlipsGround = Awaited<ReturnType<typeof openSlipsGround>>;

/** Three people, a child of the first, and the parts of authorization over them. */
export async function openSlipsGround() {
  const city = await openCityGround();
  const parts = authorizationOver(city);
  await city.importRows('PSB', 'resident-identity-card', [ada, bo, dora]);
  await city.importRows('HCB', 'birth-medical-certificate', [
    {
      certificateNumber: 'B-1',
      newbornName: '小石',
      newbornIdNumber: childNumber,
      birthDateTime: '2018-05-05T08:00:00+08:00',
      motherName: ada.name,
      motherIdNumber: ada.idNumber,
    },
  ]);
  return { city, parts, ...dealings(city, parts) };
}

function dealings(city: CityGround, parts: ReturnType<typeof authorizationOver>) {
  const subject = (number: string): string => city.credentials.subjectOf(number) ?? '';
  /** The fields that a slip would show, as its giver agrees to them. */
  const fieldsOf = async (number: string, wish: SlipWish): Promise<MakeSlip['fields']> => {
    const { parties } = await previewSlip(subject(number), wish, parts);
    return Object.fromEntries(
      parties.map(({ subject: role, asks }) => [
        role,
        Object.fromEntries(asks.map((ask) => [ask.credentialType, ask.fields.map(({ name }) => name)])),
      ]),
    );
  };
  const make = async (
    number: string,
    { matter, ...more }: { readonly matter: string } & Partial<MakeSlip>,
  ): Promise<SlipRow & { readonly text: string }> => {
    const { holders = {}, picks = {}, fields, ...wish } = more;
    const shown = fields ?? (await fieldsOf(number, slipWish.parse({ matter, ...wish })));
    const agreed = makeShape.parse({ matter, ...wish, fields: shown, holders, picks });
    const row = await findOwnSlip(subject(number), await makeSlip(subject(number), agreed, parts), parts);
    return { ...row, text: await ticketOf(row, parts) };
  };
  const bring = (
    matter: string,
    parties: Record<string, Party>,
    { caller, ...more }: Partial<AskForProof> & { readonly caller?: Partial<Asker> | undefined } = {},
  ) => {
    const department = matter.split('-')[1] ?? '';
    const asker = { department, client: `${department.toLowerCase()}-counter`, ...caller };
    const wish = { matter, nonce: 'nonce-of-the-asker-1', window: `${department}-W1`, conditions: [] };
    return createRequest(asker, { ...wish, parties, ...more }, parts);
  };
  return { subject, fieldsOf, make, bring };
}
