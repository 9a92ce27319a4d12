/** What a matter means for whoever comes: certificates, agreements, and what no certificate covers. */
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { start as say } from '../words/start.ts';

type Material = CompleteMatter['otherMaterials'][number];

/** Types of the certificates that it always asks for, and of those that it asks for in some cases only. */
export function certificates({ asks }: CompleteMatter): {
  readonly always: readonly string[];
  readonly sometimes: readonly string[];
} {
  const always = new Set(asks.filter(isAlways).map(({ credentialType }) => credentialType));
  const all = new Set(asks.map(({ credentialType }) => credentialType));
  return { always: [...always], sometimes: [...all].filter((type) => !always.has(type)) };
}

/** How many people agree, and how many fields are seen in all, where no condition adds to them. */
export function agreements({ asks, consents }: CompleteMatter): {
  readonly people: number;
  readonly fields: number;
} {
  const rows = asks.filter(isAlways);
  const givers = consents
    .filter(({ givenBy, subject }) => givenBy !== 'none' && rows.some((row) => row.subject === subject))
    .map(({ givenBy }) => givenBy);
  return { people: new Set(givers).size, fields: rows.reduce((sum, { fields }) => sum + fields.length, 0) };
}

/** What has to be brought because no certificate covers it, and what is only done or signed. */
export function materials({ otherMaterials }: CompleteMatter): {
  readonly toBring: readonly Material[];
  readonly toDo: readonly {
    readonly material: Material;
    readonly say: (values: { name: string }) => string;
  }[];
} {
  return {
    toBring: otherMaterials.filter(({ kind }) => kind === 'issuedOutsidePlatform' || kind === 'selfHeld'),
    toDo: otherMaterials.flatMap((material) => {
      const text = doing[material.kind];
      return text === undefined ? [] : [{ material, say: text }];
    }),
  };
}

const doing: Readonly<Partial<Record<Material['kind'], (values: { name: string }) => string>>> = {
  eForm: say.readForm,
  collectedOnSite: say.onSite,
  commitmentLetter: say.sign,
};

const isAlways = ({ necessity }: CompleteMatter['asks'][number]): boolean => necessity === 'required';
