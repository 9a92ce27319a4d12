/** At which window this computer stands: chosen once, and needed before anything is asked. */
import { defineComponent, shallowRef, watchEffect } from 'vue';
import type { ServiceWindow } from '../../../sdk/schemas/catalog.ts';
import { listWindows } from '../calls/counter.ts';
import { useLoaded } from '../calls/loaded.ts';
import { session } from '../calls/session.ts';
import { monitor } from '../icons/icons.ts';
import { Blank, ShowLoaded } from '../parts/blank.tsx';
import { usePage } from '../parts/page.ts';
import { counter as say } from '../words/counter.ts';
import { language } from '../words/language.ts';
import { nameOf } from '../words/words.ts';
import { chooseWindow, ownWindow } from './kept.ts';

/** The window here; undefined until it is chosen and known. */
export const windowHere = shallowRef<ServiceWindow>();

const windowsOfClerk = (): readonly string[] =>
  session.value?.kind === 'staff' ? session.value.windows : [];
export const departmentOfClerk = (): string =>
  session.value?.kind === 'staff' ? session.value.department : '';

const known = shallowRef<readonly ServiceWindow[]>([]);

/** Name of one of the department's windows; its code where it isn't known. */
export const windowText = (code: string): string => {
  const one = known.value.find((window) => window.code === code);
  return one === undefined ? code : nameOf(one);
};

/** Its slot stands once the window is chosen; before that, the choice. */
export const WithWindow = defineComponent((_props, { slots }) => {
  const windows = useLoaded(departmentOfClerk, listWindows);
  const mine = (): readonly ServiceWindow[] =>
    known.value.filter(({ code }) => windowsOfClerk().includes(code));
  watchEffect(() => {
    known.value = windows.value?.items ?? [];
    windowHere.value = mine().find(({ code }) => code === ownWindow.value);
  });
  return () =>
    windowHere.value === undefined ? (
      <ShowLoaded of={windows} show={() => <Choice of={mine()} />} />
    ) : (
      slots.default?.()
    );
});

const Choice = defineComponent(
  (props: { readonly of: readonly ServiceWindow[] }) => {
    usePage(say.windowHeading);
    return () => (
      <section class="stack window-choice">
        <h1 tabindex="-1">{say.windowHeading()}</h1>
        {props.of.length === 0 ? (
          <Blank icon={monitor} heading={say.noWindows()} text={say.noWindowsNext()} />
        ) : (
          <>
            <p class="quiet">{say.windowWhy()}</p>
            <ul class="plain stack tight">
              {props.of.map((one) => (
                <li key={one.code}>
                  <button class="button wide" type="button" onClick={() => chooseWindow(one.code)}>
                    {nameOf(one)}
                    <span class="small quiet">{language.value === 'zh' ? one.placeZh : one.placeEn}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    );
  },
  { props: ['of'] },
);
