/** What may be wrong with a receipt, as people say it; pages load it without anything else. */
export const complaintReasons = [
  { id: 'not-there', zh: '我当时没在那个窗口', en: 'I was not at that window then' },
  { id: 'no-consent', zh: '我没有点头', en: 'I did not agree to it' },
  { id: 'too-much', zh: '看的比该看的多', en: 'They saw more than the matter needs' },
  { id: 'agreed-by-another', zh: '不该由那个人代我点头', en: 'Whoever agreed for me should not have' },
  { id: 'other', zh: '别的不对劲', en: 'Something else is wrong' },
] as const;
