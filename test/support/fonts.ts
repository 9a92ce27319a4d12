/** Chinese letters for a browser on a machine that may have none: the font that npm brings beside the machine's own. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', '..', 'node_modules');
const fonts = join(modules, '@expo-google-fonts', 'noto-sans-sc');
/** The list of letters is made once, for every browser that starts later. */
const folder = join(modules, '.cache', 'fonts');

const file = join(folder, 'fonts.conf');

/** The environment (fontconfig) in which a browser finds them. */
export function fontEnvironment(): Record<string, string> {
  // Another browser may be reading it.
  if (!existsSync(file)) writeFontList();
  return { FONTCONFIG_FILE: file };
}

/** Writes where the fonts are. */
export function writeFontList(): void {
  mkdirSync(folder, { recursive: true });
  const weights = ['400Regular', '600SemiBold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${weights.join('')}<cachedir>${folder}</cachedir></fontconfig>`,
  );
}
