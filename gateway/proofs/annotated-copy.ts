/** The annotated copy (加注件): a proof as a document on paper, marked with purpose and expiry, and with what checks it. */
import { hash } from 'node:crypto';
import type { Proof, Verdict } from '../../sdk/verify/types.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { Paper } from '../paper/paper.ts';
import { valueText } from './value-text.ts';

export type CopyFacts = {
  readonly proof: Proof;
  readonly verdict: Pick<Verdict, 'items'>;
  readonly language: 'zh' | 'en';
  /** When the proof was made. */
  readonly madeAt: Date;
  /** Last civil day on which the copy is good. */
  readonly expiresOn: string;
  readonly publicUrl: string;
};

const words = {
  zh: {
    title: '证照核验证明（加注件）',
    matter: '事项',
    usedBy: '使用',
    purpose: '用途',
    onlyFor: '仅用于本事项，另作他用无效',
    checkedAt: '核验',
    expires: '到期',
    upTo: (date: string) => `${date} 止`,
    head: ['项目', '内容', '来源', '核验'],
    holds: '属实',
    refused: '没有取得',
    watermark: (matter: string, date: string) => `仅用于${matter} ${date}`,
    check: [
      '本件由各签发部门签名的电子证照生成，原样附在本文件中（proof.json）。',
      '要验这张纸：打开网页的“审计 · 验一份证明”，放入本文件；或扫码后再放入本文件。单凭编号查不到任何内容。',
    ],
    fingerprint: '文件摘要',
    attachment: '可以离线核验的证明',
  },
  en: {
    title: 'Annotated copy of a proof',
    matter: 'Matter',
    usedBy: 'Used by',
    purpose: 'Purpose',
    onlyFor: 'for this matter only; void for any other',
    checkedAt: 'Checked',
    expires: 'Good until',
    upTo: (date: string) => date,
    head: ['Field', 'Value', 'Source', 'Check'],
    holds: 'holds',
    refused: 'not obtained',
    watermark: (matter: string, date: string) => `only for ${matter} ${date}`,
    check: [
      'Made from credentials that their issuers signed; the proof itself is inside this file (proof.json).',
      'To check this paper, open “Audit · check a proof” and drop this file there, or scan the code first. A number alone finds nothing.',
    ],
    fingerprint: 'Digest',
    attachment: 'The proof, which can be verified offline',
  },
} as const;

type Words = (typeof words)['zh' | 'en'];
const DIGEST_SHOWN = 16;

/** The bytes that are inside the copy, and whose SHA-256 its code carries. */
export const proofFile = (proof: Proof): Buffer => Buffer.from(JSON.stringify(proof));

/** The document as PDF. Values are those that the verdict found to hold, and no others. */
export function makeAnnotatedCopy(facts: CopyFacts, catalog: Catalog): Promise<Buffer> {
  const { proof, language, expiresOn, publicUrl } = facts;
  const said: Words = words[language];
  const bytes = proofFile(proof);
  const digest = hash('sha256', bytes, 'base64url');
  const leaf = proof.receipts[0]?.leaf ?? '';
  const matter = nameIn(language, catalog.findMatter(proof.request.matter));
  const paper = new Paper({
    language,
    title: said.title,
    watermark: said.watermark(matter, shanghai(facts.madeAt).slice(0, 10)),
    goodUntil: expiresOn,
  });
  return paper
    .heading(said.title)
    .facts(headOf(facts, { said, matter, catalog }))
    .table(said.head, rowsOf(facts, { said, catalog }), [2.2, 3, 2.6, 1.2])
    .code(`${publicUrl}/audit/check#leaf=${leaf}&sha256=${digest}`, [
      ...said.check,
      `${said.fingerprint} ${digest.slice(0, DIGEST_SHOWN)} · ${expiresOn}`,
    ])
    .attach({ name: 'proof.json', bytes, description: said.attachment })
    .finish();
}

function headOf(
  { proof, language, madeAt, expiresOn }: CopyFacts,
  { said, matter, catalog }: { readonly said: Words; readonly matter: string; readonly catalog: Catalog },
): [string, string][] {
  const window = catalog.findWindow(proof.request.window);
  return [
    [said.matter, matter],
    [said.usedBy, nameIn(language, window)],
    [said.purpose, said.onlyFor],
    [said.checkedAt, shanghai(madeAt)],
    [said.expires, said.upTo(expiresOn)],
  ];
}

function rowsOf(
  { proof, verdict, language }: CopyFacts,
  { said, catalog }: { readonly said: Words; readonly catalog: Catalog },
): string[][] {
  return verdict.items.flatMap((item, at) => {
    const type = catalog.findCredentialType(item.credentialType);
    const issuer = nameIn(language, catalog.findDepartment(type?.issuingDepartmentCode ?? ''));
    const source = `${nameIn(language, type)}\n${issuer}`;
    const fields = proof.request.asked[at]?.fields ?? [];
    return fields.map((name) => {
      const field = type?.fields.find((one) => one.name === name);
      const label = (language === 'zh' ? field?.labelZh : field?.labelEn) ?? name;
      return item.valid
        ? [label, valueText(item.claims[name], language), source, said.holds]
        : [label, '—', source, said.refused];
    });
  });
}

const nameIn = (
  language: 'zh' | 'en',
  named: { readonly nameZh: string; readonly nameEn: string } | undefined,
): string => (language === 'zh' ? named?.nameZh : named?.nameEn) ?? '—';

/** `YYYY-MM-DD hh:mm` in Asia/Shanghai. */
const shanghai = (time: Date): string =>
  new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
