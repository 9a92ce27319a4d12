/** The page that an error's `type` points to: every code, with what to do next in both languages. */
import { errorTable } from './errors.ts';

/** HTML with an anchor for each code. */
export function renderErrorsPage(): string {
  const rows = Object.entries(errorTable).map(
    ([code, { status, zh, en, nextZh, nextEn }]) =>
      `<section id="${code}"><h2>${code} <small>${status}</small></h2><p lang="zh-CN">${zh}。${nextZh}</p><p lang="en">${en} ${nextEn}</p></section>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>错误代码 · Error codes</title><h1>错误代码 · Error codes</h1>${rows.join('')}</html>`;
}
