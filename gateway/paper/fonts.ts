/** Noto Sans SC (OFL), read once; of a font only the letters used get into a document. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FONTS = {
  text: '400Regular/NotoSansSC_400Regular.ttf',
  strong: '600SemiBold/NotoSansSC_600SemiBold.ttf',
};

let loaded: Readonly<Record<keyof typeof FONTS, Buffer>> | undefined;

/** For text, and for what must stand out. */
export function fonts(): Readonly<Record<keyof typeof FONTS, Buffer>> {
  loaded ??= {
    text: readFont(FONTS.text),
    strong: readFont(FONTS.strong),
  };
  return loaded;
}

const readFont = (file: string): Buffer =>
  readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`));
