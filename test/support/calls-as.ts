/** Calls to the gateway from a page, as the page itself would make them. */
import type { Page } from 'playwright-core';

export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Calls with the cookies of whoever is signed in there. */
export const callAs = (page: Page, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([to, sent]) => {
      const response = await fetch(to, {
        method: sent === undefined ? 'GET' : 'POST',
        ...(sent === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    [path, body] as const,
  );
