/** A department's face service on this machine, over real HTTP: it answers as it should, or as a test says. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { FaceService } from '../../gateway/config/face-service.ts';
import { newToken } from '../../gateway/ids.ts';
import { signingKeyOf, signJws } from '../../gateway/keys/signing-key.ts';

const newKey = () => signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const digestOf = (body: Uint8Array | string): string => createHash('sha256').update(body).digest('base64url');

/** A question as it arrived, its signature checked. */
export type Asked = {
  readonly question: string;
  readonly body: string;
  readonly content: Readonly<Record<string, unknown>>;
};

type Reply = { status: number; body: string };
type Signed = { header: Record<string, unknown>; payload: Record<string, unknown> };

/** What a test changes of an answer. */
export type Misdeeds = {
  /** Another answer in the place of the good one, by question. */
  replies: Record<string, { status?: number; content: unknown }>;
  /** Changes what is signed. */
  signed: (signed: Signed) => Signed;
  /** Changes what is sent after it was signed. */
  sent: (reply: Reply) => Reply;
  /** Another key signs. */
  signs: 'own' | 'other' | 'nobody';
  /** Takes the answer into its own hands; true where it did. */
  takesOver: (response: ServerResponse) => boolean;
};

export type PlayedService = Awaited<ReturnType<typeof playFaceService>>;

export async function playFaceService(gatewayKey: JWK, now: () => Date) {
  const [own, other] = [newKey(), newKey()];
  const asked: Asked[] = [];
  const good = (): Misdeeds => ({
    replies: {},
    signed: (signed) => signed,
    sent: (reply) => reply,
    signs: 'own',
    takesOver: () => false,
  });
  let misdeeds = good();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray()).toString();
    const question = request.url?.split('/').at(-1) ?? '';
    const { payload } = await compactVerify(
      String(request.headers['face-signature']),
      await importJWK(gatewayKey, 'ES256'),
    );
    const claims = JSON.parse(Buffer.from(payload).toString());
    const expected = {
      method: request.method,
      path: request.url,
      body: digestOf(body),
      aud: `http://${request.headers.host}`,
    };
    for (const [name, value] of Object.entries(expected))
      if (claims[name] !== value) throw new Error(`the signature is over another ${name}`);
    asked.push({ question, body, content: JSON.parse(body) });
    if (misdeeds.takesOver(response)) return;
    const { status = 200, content } = misdeeds.replies[question] ?? { content: goodAnswer(question, now()) };
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const key = misdeeds.signs === 'other' ? other : own;
    const { header, payload: signed } = misdeeds.signed({
      header: { alg: 'ES256', kid: own.kid, typ: 'face-answer+jws' },
      payload: { nonce: claims.nonce, status, body: digestOf(text), iat: Math.floor(now().getTime() / 1000) },
    });
    const signature = await signJws(header, signed, key);
    const sent = misdeeds.sent({ status, body: text });
    response.writeHead(sent.status, misdeeds.signs === 'nobody' ? {} : { 'face-signature': signature });
    response.end(sent.body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const service: FaceService = {
    url: `http://127.0.0.1:${port}/faces`,
    keys: [{ ...own.jwk, kid: own.kid }],
    timeoutMilliseconds: 2000,
  };
  return {
    service,
    asked,
    /** Changes how it answers from now on; nothing else stays changed. */
    behave: (change: Partial<Misdeeds> = {}): void => {
      misdeeds = { ...good(), ...change };
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const goodManifest = {
  modelId: 'their-model-7',
  thresholds: { verify: 0.4, identify: 0.5, margin: 0.1 },
  isCalibrated: true,
  galleryLimit: 50,
  presentationAttackReport: {
    standard: 'ISO/IEC 30107-3',
    level: '2',
    laboratory: 'A laboratory',
    reportNumber: '17',
  },
};

function goodAnswer(question: string, now: Date): unknown {
  switch (question) {
    case 'manifest':
      return goodManifest;
    case 'start-challenge':
      return {
        nonce: newToken(32),
        movements: ['open-mouth', 'turn-left', 'close-eyes'],
        expiresAt: new Date(now.getTime() + 120_000).toISOString(),
      };
    case 'finish-challenge':
      return { capture: newToken() };
    case 'identify':
      return { reference: null };
    case 'compare':
    case 'verify':
      return { decision: 'match' };
    default:
      return {};
  }
}
