/** What a list of sessions says of a device: browser and system, and nothing by which it could be told from others. */

const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** Such as `Chrome · Android`; what isn't known is a question mark. */
export function deviceOf(userAgent = ''): string {
  const find = (names: typeof systems): string =>
    names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '?';
  return `${find(browsers)} · ${find(systems)}`;
}
