/** A face verified and one identified over HTTP, beside the models alone on the same pictures. */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { openMeasure } from '../../gateway/authorization/face/embedded/measuring.ts';
import { loadModels, modelFolder } from '../../gateway/authorization/face/embedded/models.ts';
import { openRuntime } from '../../gateway/authorization/face/embedded/runtime.ts';
import type { Movement } from '../../gateway/authorization/face/engine.ts';
import { CookieJar, signInAs } from '../../test/support/cookie-jar.ts';
import { digitsOf, personAt, screenAt, showAtScreen, showOwn } from '../../test/support/face-at-window.ts';
import { takeOf } from '../../test/support/posted-face.ts';
import type { Benchmark } from '../bench.ts';
import { inTown } from './city.ts';
import { medianOf, quantileOf } from './measure.ts';

const ROUNDS = 20;
const WINDOW = 'CAB-W1';
const MATTER = 'WCM-CAB-002';
/** Whose face it is, as the demonstration's sign-in names them. */
const FILMED = 'whose portrait the videos for faces fit';
const names = ['models', 'verify', 'identify'] as const;
type Times = Readonly<Record<(typeof names)[number], number[]>>;

export const faceHttp: Benchmark = {
  name: 'face-http',
  summary: `A challenge drawn and answered over HTTP with six pictures of 480 × 360 pixels: one's own face verified, and a face identified before a window's screen after last four digits and birth month. Beside it the models alone on six such pictures, from JPEG bytes to what is measured, in the same process and by turns. Elapsed milliseconds; making the pictures is left out.`,
  run: ({ count = ROUNDS }) =>
    inTown(async ({ address, people, city }) => {
      const filmed = (await people()).find(({ roleEn }) => roleEn === FILMED);
      if (filmed === undefined) throw new Error('nobody of the town was filmed');
      const me = await personAt(address, filmed.number);
      await me('/me/face/consent', { body: { textVersion: 1, language: 'zh' } });
      expectNoCode(await showOwn(me, 'enrol', takeOf));
      const screen = await screenAt(address, city, WINDOW);
      const clerk = new CookieJar(address);
      await signInAs(clerk, 'staff', 'CAB-C1');
      const measure = await openMeasure(await loadModels(modelFolder), await openRuntime('native'));
      const times: Times = { models: [], verify: [], identify: [] };
      // The first round warms up and isn't counted.
      for (let round = 0; round <= count; round++) {
        const pictures = (await takeOf(anyMovements)).map((text) => Buffer.from(text, 'base64'));
        const models = await spent(async () => {
          for (const picture of pictures) await measure(picture);
        });
        const verify = await answered((take) => showOwn(me, 'verify', take));
        const request = await askByFace(clerk);
        const said = digitsOf(filmed.number);
        const identify = await answered((take) => showAtScreen(screen, request, { ...said, take }));
        if (round === 0) continue;
        times.models.push(models);
        times.verify.push(verify);
        times.identify.push(identify);
      }
      return tell(times);
    }),
};

const anyMovements: readonly Movement[] = ['close-eyes', 'turn-left', 'open-mouth'];

async function spent(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds of a challenge and its answer, without those in which the pictures were made. */
async function answered(show: (take: typeof takeOf) => Promise<Record<string, unknown>>): Promise<number> {
  let made = 0;
  const whole = await spent(async () => {
    const answer = await show(async (movements) => {
      let frames: readonly string[] = [];
      made = await spent(async () => {
        frames = await takeOf(movements);
      });
      return frames;
    });
    expectNoCode(answer);
  });
  return whole - made;
}

function expectNoCode(answer: Record<string, unknown>): void {
  if ('code' in answer) throw new Error(String(answer.code));
}

async function askByFace(clerk: CookieJar): Promise<string> {
  const wish = {
    matter: MATTER,
    window: WINDOW,
    nonce: randomUUID(),
    parties: { applicant: { face: true } },
  };
  const answer = await clerk.send('/requests', {
    method: 'POST',
    body: wish,
  });
  return String(((await answer.json()) as { id: string }).id);
}

function tell(times: Times) {
  const medians = {
    models: medianOf(times.models),
    verify: medianOf(times.verify),
    identify: medianOf(times.identify),
  };
  return {
    columns: ['work', 'p50 ms', 'p99 ms', 'models alone, share of it'],
    rows: names.map((name) => [
      { models: 'the models alone', verify: 'verify over HTTP', identify: 'identify over HTTP' }[name],
      medians[name],
      quantileOf(times[name], 0.99),
      medians.models / medians[name],
    ]),
    goals: (['verify', 'identify'] as const).map((name) => ({
      what: `the models' share of ${name} over HTTP`,
      measured: medians.models / medians[name],
      bound: 0.8,
      kind: 'at least' as const,
    })),
  };
}
