/** A window's person-facing screen without a page: what it posts to the gateway, and nothing that it shows. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { ScreenView } from '../../sdk/schemas/screens.ts';
import { type Picture, pictureOf } from './played-engine.ts';

/** What somebody says of themselves, whom the camera sees, and for which role of the request. */
export type BeforeScreen = {
  readonly number: string;
  readonly picture: Picture;
  readonly subject?: string;
};

export type BareScreen = Awaited<ReturnType<typeof openBareScreen>>;

/** Pairs with the window whose code it is. */
export async function openBareScreen(address: string, code: string) {
  const post = async (path: string, body: object, token?: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  const { id } = await post('/screens', { code, jwk: { kty, crv, x, y }, name: '副屏' });
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(String(id))
    .setSubject(String(id))
    .setAudience(`${address}/screens/session`)
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(privateKey);
  const token = String((await post('/screens/session', { assertion })).access_token);
  const request = async (): Promise<NonNullable<ScreenView['request']>> => {
    const answer = await fetch(`${address}/screen/request`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const view = (await answer.json()) as ScreenView;
    if (view.request === null) throw new Error('the window has no request');
    return view.request;
  };
  return {
    request,
    /** Says digits and month, and shows a face, for the window's newest request; answers what the screen is told. */
    show: async ({ number, picture, subject = 'applicant' }: BeforeScreen) => {
      const { id: asked } = await request();
      const said = { subject, lastFour: number.slice(-4), birthMonth: Number(number.slice(10, 12)) };
      const at = `/screen/requests/${asked}/face`;
      const { nonce } = await post(`${at}/challenges`, said, token);
      return post(at, { ...said, nonce, frames: [pictureOf(picture)] }, token);
    },
    /** Shows a face for the check that two officers wait with. */
    showAtCheck: async (picture: Picture) => {
      const answer = await fetch(`${address}/screen/request`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { faceCheck } = (await answer.json()) as ScreenView;
      const at = `/screen/face-checks/${faceCheck?.id}/face`;
      const { nonce } = await post(`${at}/challenges`, {}, token);
      return post(at, { nonce, frames: [pictureOf(picture)] }, token);
    },
    decide: async (decision: 'agree' | 'refuse', subject = 'applicant') => {
      const { id: asked } = await request();
      return post(`/screen/requests/${asked}/decision`, { decision, subject }, token);
    },
  };
}
