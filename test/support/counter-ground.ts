/** People at both sides of a counter: clerks with a browser each, citizens with theirs, and a camera that sees what is held up. */

import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { RequestForPerson } from '../../sdk/schemas/requests.ts';
import type { Mode, Visit, VisitOptions } from './visit.ts';

/** A gateway with the town, and readers of its pages. */
export type CounterGround = {
  readonly address: string;
  readonly people: () => Promise<
    readonly { readonly number: string; readonly name: string; readonly roleZh: string }[]
  >;
  readonly visit: (path: string, options?: VisitOptions) => Promise<Visit>;
};

const DESK = { viewport: { width: 1280, height: 900 } };

export type ClerkOptions = {
  readonly account?: string;
  readonly window?: string;
  readonly mode?: Mode;
  readonly path?: string;
};

/** A clerk in a browser of their own, at their window, with a camera that sees nothing yet. */
export async function clerkAt(ground: CounterGround, options: ClerkOptions = {}): Promise<Visit> {
  const { account = 'CAB-C1', window = 'CAB-W1', mode, path = '/counter' } = options;
  const visit = await ground.visit('/sign-in', {
    signedIn: { as: 'staff', account },
    context: DESK,
    ...(mode === undefined ? {} : { mode }),
  });
  const { page } = visit;
  await page.addInitScript(CAMERA);
  await page.evaluate((code) => localStorage.setItem('counter-window', JSON.stringify(code)), window);
  await page.goto(ground.address + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return visit;
}

/** In the page: a camera whose picture is a canvas, so that the browser's own video and the real reader are used. */
const CAMERA = `
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
  const context = canvas.getContext('2d');
  const paint = () => {
    context.fillStyle = '#566';
    context.fillRect(0, 0, 640, 480);
    if (window.heldUp) context.drawImage(window.heldUp, 170, 90, 300, 300);
  };
  setInterval(paint, 60);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
  navigator.permissions.query = async () => ({ state: 'granted' });
`;

/** Holds a picture (a data URL) before the clerk's camera. */
export async function holdUp(page: Page, picture: string): Promise<void> {
  await page.evaluate(`(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(picture)};
    await image.decode();
    window.heldUp = image;
  })()`);
}

/** What a hand scanner does: types fast, and ends with Enter. */
export async function scanByHand(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

export type Citizen = Awaited<ReturnType<typeof citizenOf>>;

/** A citizen in a browser of their own; what they do goes by their session, as their pages do it. */
export async function citizenOf(ground: CounterGround, role: string) {
  const person = (await ground.people()).find(({ roleZh }) => roleZh === role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  const { page } = await ground.visit('/sign-in', { signedIn: { as: 'person', account: person.number } });
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await page.evaluate(
      async ([how, where, what]) => {
        const init = what === null ? {} : { headers: { 'content-type': 'application/json' }, body: what };
        const one = await fetch(where, { method: how, ...init });
        return { status: one.status, ok: one.ok, text: await one.text() };
      },
      [method, path, body === undefined ? null : JSON.stringify(body)] as const,
    );
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as Answer;
  };
  /** The newest that they were asked. */
  const waiting = async (): Promise<RequestForPerson> => {
    for (;;) {
      const { items } = await call<{ items: readonly RequestForPerson[] }>('GET', '/me/requests');
      const found = items
        .filter(({ parties }) => parties.some(({ agreed }) => !agreed))
        .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))[0];
      if (found !== undefined) return found;
      await setTimeout(100);
    }
  };
  const decide = async (body: object, id?: string): Promise<void> => {
    await call('POST', `/me/requests/${id ?? (await waiting()).id}/decision`, body);
  };
  return {
    person,
    call,
    waiting,
    showQr: () => call<{ readonly url: string; readonly png: string }>('POST', '/me/codes', { kind: 'qr' }),
    sayNumber: async () =>
      (await call<{ readonly number: string }>('POST', '/me/codes', { kind: 'number' })).number,
    agree: (more: object = {}) => decide({ decision: 'agree', ...more }),
    refuse: () => decide({ decision: 'refuse' }),
    close: () => page.context().close(),
  };
}
