/** How much script and style each page loads before anything can be done with it, from what the build says loads what. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Built pages; `npm run build` makes them. */
export const BUILT_PAGES = join(import.meta.dirname, '../../gateway/web/dist');

/** A chunk of the build (Vite, build.manifest). */
type Chunk = {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

/** A page of an area: its program's first part and, where the area has several, that of the page; bytes as gzip leaves them. */
export type PageSize = { readonly area: string; readonly page: string; readonly bytes: number };

/** Every page with what it loads at once; what a page loads when something is done there (a scanner, a worker) is left out. */
export function pageSizes(folder = BUILT_PAGES): readonly PageSize[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  return (
    Object.entries(manifest)
      // A service worker is an entry as well, and no page.
      .filter(([name, { isEntry }]) => isEntry === true && name.endsWith('.html'))
      .flatMap(([entry, { dynamicImports = [] }]) => {
        const area = entry.split('/')[0] ?? entry;
        const pages = dynamicImports.filter((name) => /-page\.tsx$/.test(name));
        const all = pages.length === 0 ? [undefined] : pages;
        return all.map((page) => {
          const files = filesOf([entry, ...(page === undefined ? [] : [page])], manifest);
          const bytes = [...files].reduce((sum, file) => sum + statSync(join(folder, `${file}.gz`)).size, 0);
          return { area, page: nameOf(page), bytes };
        });
      })
  );
}

const nameOf = (page: string | undefined): string =>
  page === undefined ? '—' : page.replace(/^.*\//, '').replace(/(-page)?\.tsx$/, '');

function filesOf(names: readonly string[], manifest: Manifest): ReadonlySet<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) if (/\.(js|css)$/.test(file)) files.add(file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const name of names) visit(name);
  return files;
}
