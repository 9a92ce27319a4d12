/** What a department's record is, and what records share. */

/** A row of a department's file: values by column; what is undefined is left empty. */
export type Row = Readonly<Record<string, string | number | boolean | readonly unknown[] | undefined>>;

export const AUTHORITIES = {
  police: '虚构市公安局虚构分局',
  civilAffairs: '虚构市虚构区民政局',
  insurance: '虚构市虚构区人力资源和社会保障局',
  realEstate: '虚构市虚构区不动产登记中心',
  market: '虚构市虚构区市场监督管理局',
  hospital: '虚构区妇幼保健院',
} as const;

/** A number with leading zeros. */
export const padded = (number: number, length: number): string => String(number).padStart(length, '0');
