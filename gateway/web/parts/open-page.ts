/** How the program of an area begins that has one page. */
import { createApp, type VNode } from 'vue';
import '../style/tokens.css';
import '../style/base.css';
import '../style/parts.css';
import { findSession } from '../calls/session.ts';
import { showPreferences } from '../words/language.ts';

export type PlainArea = {
  /** The frame with the page in it. */
  readonly view: () => VNode;
  /** `desk` is denser: for those who read all day at sixty centimetres. */
  readonly density?: 'desk';
  /** False where nobody signs in: whoever is in this browser is nobody to the page. */
  readonly hasSession?: boolean;
};

/** Shows the page, in the reader's language and size. */
export function openPage({ view, density, hasSession = true }: PlainArea): void {
  if (density !== undefined) document.documentElement.dataset.density = density;
  showPreferences();
  if (hasSession) void findSession();
  createApp(view).mount('#page');
}
