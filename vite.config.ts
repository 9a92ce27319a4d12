/** How the pages are built: one HTML file an area, everything they load beside them under /assets/. */
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { areas } from './gateway/areas.ts';

const root = join(import.meta.dirname, 'gateway', 'web');

/** Icons as text, without what every one of them shares. */
const drawings: Plugin = {
  name: 'drawings',
  // Before Vite's own, which would make an address of each.
  enforce: 'pre',
  load: {
    filter: { id: /\.svg\?drawing$/ },
    handler(id) {
      const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(id.replace('?drawing', ''), 'utf8'))?.[1];
      if (shapes === undefined) throw new Error(`${id} holds no svg element`);
      const text = shapes.replaceAll(/\s*\n\s*/g, '').replaceAll(' />', '/>');
      return { code: `export default ${JSON.stringify(text)}`, moduleType: 'js', moduleSideEffects: false };
    },
  },
};

const library = (path: string): Buffer => readFileSync(join(import.meta.dirname, 'node_modules', path));

/** What the program that sees faces asks for by names of its own: only what it uses, in a folder whose name is the hash of it all. */
const faceFiles: Plugin = {
  name: 'face-files',
  // Before Vite's own, which knows no such file.
  enforce: 'pre',
  resolveId: { filter: { id: /^face-files$/ }, handler: (id) => id },
  load: {
    filter: { id: /^face-files$/ },
    handler() {
      const models = ['blazeface', 'facemesh', 'iris'].flatMap((name) => [`${name}.json`, `${name}.bin`]);
      const programs = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
      const files = [
        ...models.map((name) => ({ name, bytes: library(`@vladmandic/human/models/${name}`) })),
        ...programs.map((name) => ({ name, bytes: library(`@tensorflow/tfjs-backend-wasm/dist/${name}`) })),
      ];
      const whole = hash('sha256', Buffer.concat(files.map(({ bytes }) => bytes)));
      const folder = `assets/face-${whole.slice(0, 16)}`;
      for (const { name, bytes } of files)
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: bytes });
      return { code: `export const folder = ${JSON.stringify(`/${folder}/`)}`, moduleType: 'js' };
    },
  },
};

/** Each file compressed beside it, once, for the gateway to serve to browsers that take it so. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }, files) {
    for (const file of Object.keys(files).filter((name) => /\.(js|css|svg|html|wasm|json)$/.test(name))) {
      const bytes = readFileSync(join(dir, file));
      writeFileSync(join(dir, `${file}.br`), brotliCompressSync(bytes));
      writeFileSync(join(dir, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
};

type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...of: never) => unknown>>[1];

/** Names of everything that a chunk may load, itself included. */
function filesOf(name: string, bundle: Bundle, found = new Set<string>()): ReadonlySet<string> {
  const part = bundle[name];
  if (part === undefined || found.has(name)) return found;
  found.add(name);
  if (part.type !== 'chunk') return found;
  const { importedCss, importedAssets } = part.viteMetadata ?? {};
  for (const css of [...(importedCss ?? []), ...(importedAssets ?? [])]) found.add(css);
  for (const next of [...part.imports, ...part.dynamicImports]) filesOf(next, bundle, found);
  return found;
}

const offline = areas.filter(({ worksOffline }) => worksOffline);
const workerName = (area: string): string => `${area}/service-worker`;

/** Tells each service worker which files its area is made of. */
const workers: Plugin = {
  name: 'workers',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const { name, path } of offline) {
      const worker = bundle[`${workerName(name)}.js`];
      const program = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === name);
      const page = bundle[`${name}/index.html`];
      if (worker?.type !== 'chunk' || page?.type !== 'asset' || program === undefined)
        throw new Error(`area ${name} has no service worker, program or page`);
      const styles = [...String(page.source).matchAll(/(?:href|src)="\/(assets\/[^"]+)"/g)].map(
        ([, file]) => file,
      );
      const files = [...new Set([...filesOf(program.fileName, bundle), ...styles])].map((file) => `/${file}`);
      const others = areas.map((area) => area.path).filter((one) => one.startsWith(`${path}/`));
      const build = { path, others, page: hash('sha256', page.source), files: files.toSorted() };
      const version = hash('sha256', JSON.stringify([build, worker.code])).slice(0, 16);
      const text = JSON.stringify(JSON.stringify({ version, ...build }));
      worker.code = worker.code.replace(/(["'`])__BUILD__\1/, () => text);
    }
  },
};

export default defineConfig({
  root,
  plugins: [drawings, faceFiles, workers, compressed],
  oxc: { jsx: { runtime: 'automatic', importSource: 'vue' } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  // Some of what a worker needs is loaded only where a browser lacks it.
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    // What sees faces is that large, and loaded only where somebody is to be seen.
    chunkSizeWarningLimit: 1_600,
    // What loads what, by which the weight of each page is told.
    manifest: true,
    emptyOutDir: true,
    // The policy of the pages allows no inline script, and a data address can’t be cached.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      // Whoever starts the gateway has no use for how long each plugin took.
      checks: { pluginTimings: false },
      input: Object.fromEntries([
        ...areas.map(({ name }) => [name, join(root, name, 'index.html')]),
        ...offline.map(({ name }) => [workerName(name), join(root, name, 'service-worker.ts')]),
      ]),
      output: {
        // A worker is known by its address, and only the pages beside it are its.
        entryFileNames: ({ name }) =>
          name.endsWith('/service-worker') ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
