/** A device's voices, faked: what the page has read aloud is kept. */
import type { Page } from 'playwright-core';

export type Voice = { readonly name: string; readonly lang: string; readonly localService: boolean };

/** What was said, and by which voice; `undefined` where speaking was stopped. */
export type Said = {
  readonly text: string;
  readonly lang: string;
  readonly rate: number;
  readonly voice: string;
};

/** Gives the page these voices from its next opening on; `undefined` takes speech away altogether. */
export async function giveVoices(page: Page, voices: readonly Voice[] | undefined): Promise<void> {
  await page.addInitScript(`{
    const said = (window.said = []);
    let current;
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => ${JSON.stringify(voices ?? [])},
      speak: (one) => {
        current = one;
        said.push({ text: one.text, lang: one.lang, rate: one.rate, voice: one.voice?.name });
      },
      cancel: () => {
        if (current !== undefined) said.push(null);
        current?.onend?.();
        current = undefined;
      },
    });
    Object.defineProperty(window, 'speechSynthesis', { value: ${voices === undefined ? 'undefined' : 'speech'} });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  }`);
}

/** What the page has read aloud since it was opened; null stands for a stop. */
export const saidOn = (page: Page): Promise<readonly (Said | null)[]> => page.evaluate('window.said');
