/** A page of a real Chromium with the SDK in it, which asks this process for what a browser would fetch. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { bundleSdk } from '../../scripts/support/sdk-bundle.ts';
import { openBrowser } from './browser.ts';

/** Opens a page whose global `sdk` has the exports of a module in the SDK's folder. */
export async function openSdkPage(source: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const script = await bundleSdk(source);
  const server = createServer((request, response) => {
    const isScript = request.url === '/sdk.js';
    response.setHeader(
      'content-type',
      isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
    );
    response.end(isScript ? script : '<!doctype html><title>SDK</title><script src="/sdk.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openBrowser();
  // In a context of its own: a page that the browser opens by itself allows no second one beside it.
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
