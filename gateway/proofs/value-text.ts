/** A credential's value as a line of text on paper. Signed values are never translated; only yes and no are. */

const YES_NO = { zh: { true: '是', false: '否' }, en: { true: 'yes', false: 'no' } } as const;
const PICTURE = { zh: '（照片，见附件）', en: '(picture, in the attachment)' } as const;

/** A dash for what isn't there. */
export function valueText(value: unknown, language: 'zh' | 'en'): string {
  if (value === undefined || value === null || value === '') return '—';
  if (typeof value === 'boolean') return YES_NO[language][`${value}`];
  if (Array.isArray(value)) return value.map((one) => valueText(one, language)).join('、');
  if (typeof value === 'object')
    return Object.values(value)
      .map((one) => valueText(one, language))
      .join(' ');
  const text = String(value);
  return text.startsWith('data:image/') ? PICTURE[language] : text;
}
