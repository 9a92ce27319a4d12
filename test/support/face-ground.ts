/** A window with a screen and a played face service, and people who consented, enrolled or neither. */
import { randomUUID } from 'node:crypto';
import { facePartsOf, openOfficersGround, person, staff, type Who } from './officers-ground.ts';
import { identityCard } from './people.ts';
import { type Picture, pictureOf, playEngine, portraitOf } from './played-engine.ts';

/** A sensitive matter, which takes an officer's eye beside a face that no laboratory tested; and one that isn't. */
export const ORDINARY = 'WCM-CAB-002';
export const SENSITIVE = 'WCM-CAB-010';

export type FaceGround = Awaited<ReturnType<typeof openFaceGround>>;
type Somebody = { readonly idNumber: string };

export const clerk = staff('A-1');
export const secondClerk = staff('A-2');

/** A card whose portrait shows the face of this name; without one, a drawing. */
export const cardOf = (name: string, born: string, serial: number, face?: string) =>
  identityCard(name, born, serial, {
    portrait: face === undefined ? 'data:image/svg+xml;base64,PHN2Zy8+' : portraitOf(face),
  });

export async function openFaceGround(people: readonly object[]) {
  const played = playEngine();
  const ground = await openOfficersGround({ faceEngine: played.engine });
  const { city } = ground;
  await city.importRows('PSB', 'resident-identity-card', people);
  const parts = facePartsOf(city, ground.parts);
  const as = ({ idNumber }: Somebody): Who => person(ground.subject(idNumber));
  const call = async (who: Who, url: string, payload?: object) => (await ground.call(who, url, payload)).body;
  const start = async (who: Who, url: string, payload: object): Promise<string> =>
    String((await call(who, url, payload)).nonce);
  const own = {
    status: (who: Somebody, holder?: string) =>
      call(as(who), `/me/face${holder === undefined ? '' : `?holder=${holder}`}`),
    consent: (who: Somebody, more: object = {}) =>
      call(as(who), '/me/face/consent', { textVersion: 1, language: 'zh', ...more }),
    challenge: (who: Somebody, purpose: 'enrol' | 'verify', more: object = {}) =>
      call(as(who), '/me/face/challenges', { purpose, ...more }),
    withdraw: async (who: Somebody, holder?: string) =>
      (
        await ground.call(
          as(who),
          `/me/face${holder === undefined ? '' : `?holder=${holder}`}`,
          undefined,
          'DELETE',
        )
      ).body,
    /** Finishes a challenge with a picture. */
    finish: async (who: Somebody, purpose: 'enrol' | 'verify', picture: Picture, more: object = {}) => {
      const nonce = await start(as(who), '/me/face/challenges', { purpose, ...more });
      const url = purpose === 'enrol' ? '/me/face/enrolment' : '/me/face/verification';
      return call(as(who), url, { nonce, frames: [pictureOf(picture)], ...more });
    },
  };
  return {
    ...ground,
    parts,
    heard: ground.parts.accesses,
    played,
    as,
    own,
    /** Consents and enrols, all in one. */
    enrolled: async (who: Somebody, face: string) => {
      await own.consent(who);
      return own.finish(who, 'enrol', { face });
    },
    screenAt: async (window = 'CAB-W1') => {
      const id = randomUUID();
      const now = city.clock.now();
      const named = { id, department: 'CAB', window, name: '屏', kid: '', paired_by: 'A-1' };
      await city.db
        .insertInto('screens')
        .values({ ...named, jwk: JSON.stringify({}) as never, paired_at: now, seen_at: now })
        .execute();
      return { caller: { kind: 'screen', screen: id, department: 'CAB', window } } as const;
    },
    /** What somebody says of themselves before a screen, by their number. */
    digitsOf: ({ idNumber }: Somebody) => ({
      lastFour: idNumber.slice(-4),
      birthMonth: Number(idNumber.slice(10, 12)),
    }),
    /** Shows a face before a screen, having said digits. */
    show: async (screen: Who, id: string, { picture, ...said }: Shown) => {
      const at = { subject: 'applicant', ...said };
      const begun = await ground.call(screen, `/screen/requests/${id}/face/challenges`, at);
      if (begun.status !== 201) return begun.body;
      const evidence = { ...at, nonce: begun.body.nonce, frames: [pictureOf(picture)] };
      return call(screen, `/screen/requests/${id}/face`, evidence);
    },
    decide: (screen: Who, id: string, decision: 'agree' | 'refuse' = 'agree', subject = 'applicant') =>
      call(screen, `/screen/requests/${id}/decision`, { decision, subject }),
    askByFace: (matter = ORDINARY, by: Who = clerk) => ground.ask(by, matter, { applicant: { face: true } }),
  };
}

type Shown = {
  readonly picture: Picture;
  readonly lastFour: string;
  readonly birthMonth: number;
  readonly subject?: string;
};
