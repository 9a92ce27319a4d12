/** The page behind a scanned address: says what the code is for, and does nothing. */
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../language.ts';

const texts = {
  zh: {
    title: '无证城市 · 授权码',
    body: '这是政务服务窗口的一次性授权码。请用本人已登录的“无证城市”页面扫描；打开本页不会授权任何事项，也不会使用此码。',
    link: '打开扫码页',
  },
  en: {
    title: 'Certificate-free city · authorization code',
    body: 'This is a one-time code of a government service window. Scan it in your own signed-in session; opening this page authorizes nothing and does not use the code.',
    link: 'Open the page that scans',
  },
} as const;

/** HTML in the caller's language, Chinese first. */
export function explainCode(request: FastifyRequest): string {
  const language = languageOf(request);
  const { title, body, link } = texts[language];
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${body}</p><p><a href="/citizen/scan">${link}</a></p></html>`;
}
