/** The language of the page and how large its letters are: what the reader chose, kept on the device. */
import { readonly, ref, watchEffect } from 'vue';

export type Language = 'zh' | 'en';
/** `on` is large type, `max` the largest. */
export type Elder = 'off' | 'on' | 'max';

/** Languages as HTML and HTTP name them. */
export const tags = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>;

const chosenLanguage = ref<Language>(kept('language', ['zh', 'en']) ?? preferred());
const keptElder = kept('elder', ['off', 'on', 'max']);
const chosenElder = ref<Elder>(keptElder ?? 'off');
const elderIsChosen = ref(keptElder !== undefined);

/** The page's language; everything that is said follows it. */
export const language = readonly(chosenLanguage);
/** The size of the page's letters. */
export const elder = readonly(chosenElder);
/** Whether somebody chose that size, here or with the account that is signed in. */
export const isElderChosen = readonly(elderIsChosen);

/** Changes the language and keeps the choice on this device. */
export function setLanguage(next: Language): void {
  chosenLanguage.value = next;
  keep('language', next);
}

/** Changes the size of the letters and keeps the choice on this device. */
export function setElder(next: Elder): void {
  chosenElder.value = next;
  elderIsChosen.value = true;
  keep('elder', next);
}

/** Has `<html>` tell language and size to styles and screen readers, now and whenever they change. */
export function showPreferences(): void {
  watchEffect(
    () => {
      const { documentElement } = document;
      documentElement.lang = tags[language.value];
      if (elder.value === 'off') delete documentElement.dataset.elder;
      else documentElement.dataset.elder = elder.value === 'max' ? 'max' : '';
    },
    { flush: 'sync' },
  );
}

function preferred(): Language {
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

// A browser that keeps nothing (private windows, blocked cookies) throws; the page works on.
function kept<Choice extends string>(key: string, choices: readonly Choice[]): Choice | undefined {
  try {
    const value = localStorage.getItem(key);
    return choices.find((choice) => choice === value);
  } catch {
    return undefined;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice holds for this page.
  }
}
