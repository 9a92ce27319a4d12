/** What looking for a face costs in a browser: to be ready, for each look at the camera, and in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../test/support/browser.ts';
import { openFaceCamera } from '../../test/support/face-camera.ts';
import type { Benchmark } from '../bench.ts';
import { BUILT_PAGES } from '../support/page-sizes.ts';
import { medianOf } from './measure.ts';

const LOOKS = 200;
const parts = join(import.meta.dirname, '../../gateway/web/parts/face');

export const faceBrowser: Benchmark = {
  name: 'face-browser',
  summary:
    'What pages look for a face with (blazeface, face mesh and iris as WebAssembly with one thread, 480 × 360 of a rendered video), in headless Chromium: from nothing until the first look can be taken, medians of looks at the camera, the looks a second that a challenge gets with the pause that it makes between two, and the memory of the page’s process before and at work. Files come from this machine.',
  run: async ({ count = LOOKS }) => {
    const camera = openFaceCamera();
    const server = await serve();
    const browser = await openBrowser(camera.browserArguments);
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      const before = await memoryOf(browser, page);
      const { ready, looks, seen, pause } = await look(page, count);
      const after = await memoryOf(browser, page);
      const each = medianOf(looks);
      return {
        columns: ['what', 'measured'],
        rows: [
          ['ready for the first look, ms', Math.round(ready)],
          ['a look, ms (median)', Math.round(each)],
          ['looks a second, with the pause between', Number((1000 / (each + pause)).toFixed(1))],
          ['looks in which the one face was seen, %', Math.round((100 * seen) / looks.length)],
          ['memory before, MB', Math.round(before)],
          ['memory at work, MB', Math.round(after)],
        ],
        goals: [{ what: 'ms of a look', measured: Math.round(each), bound: 250, kind: 'at most' as const }],
      };
    } finally {
      await browser.close();
      server.close();
      camera.close();
    }
  },
};

type Looked = {
  readonly ready: number;
  readonly looks: readonly number[];
  readonly seen: number;
  readonly pause: number;
};

const look = (page: Page, count: number): Promise<Looked> =>
  page.evaluate(`(async () => {
    const begun = performance.now();
    const watch = await face.openWatcher();
    const ready = performance.now() - begun;
    const video = Object.assign(document.createElement('video'), { muted: true });
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await video.play();
    const canvas = document.createElement('canvas');
    const looks = [];
    let seen = 0;
    while (looks.length < ${count}) {
      const from = performance.now();
      face.draw(video, canvas);
      const { faces } = await watch(canvas);
      looks.push(performance.now() - from);
      if (faces === 1) seen += 1;
      await new Promise((resolve) => setTimeout(resolve, face.PAUSE));
    }
    return { ready, looks, seen, pause: face.PAUSE };
  })()`) as Promise<Looked>;

/** Megabytes that are resident of the page's process. */
async function memoryOf(browser: Browser, page: Page): Promise<number> {
  await page.evaluate('0');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1000);
  return Math.max(...sizes);
}

async function serve(): Promise<{ readonly address: string; readonly close: () => void }> {
  const folder = readdirSync(join(BUILT_PAGES, 'assets')).find((name) => /^face-[0-9a-f]{16}$/.test(name));
  if (folder === undefined) throw new Error('the pages are not built: npm run build');
  const script = await bundle(`/assets/${folder}/`);
  const types = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json' } as const;
  const server = createServer(({ url = '/' }, response) => {
    const name = url.replace(/^.*\./, '') as keyof typeof types;
    response.setHeader(
      'content-type',
      types[name] ?? (url === '/' ? 'text/html' : 'application/octet-stream'),
    );
    if (url === '/') response.end('<!doctype html><title>Face</title><script src="/face.js"></script>');
    else if (url === '/face.js') response.end(script);
    else if (url.startsWith(`/assets/${folder}/`)) response.end(readFileSync(join(BUILT_PAGES, url)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** What the pages look with, as a script that leaves it in the global `face`. */
async function bundle(folder: string): Promise<string> {
  const files: Plugin = {
    name: 'face-files',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^face-files$/ }, ({ path }) => ({ path, namespace: 'face-files' }));
      onLoad({ filter: /./, namespace: 'face-files' }, () => ({
        contents: `export const folder = ${JSON.stringify(folder)};`,
      }));
    },
  };
  const contents =
    "export { openWatcher } from './watcher.ts'; export { draw } from './frames.ts'; export { PAUSE } from './pause.ts';";
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: parts, loader: 'ts' },
    ...{ bundle: true, write: false, minify: true, format: 'iife', globalName: 'face', platform: 'browser' },
    plugins: [files],
  });
  return outputFiles[0]?.text ?? '';
}
