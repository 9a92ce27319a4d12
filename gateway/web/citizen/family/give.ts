/** A mandate as it is put together, step by step. */
import { computed, reactive } from 'vue';
import type { Family, GiveMandate } from '../../../../sdk/schemas/mandates.ts';
import { plainDigits } from '../../parts/fields.tsx';
import { civilDay, daysAfter } from '../../words/days.ts';

export type Step = 'whose' | 'whom' | 'what' | 'until' | 'check';
export type Reach = 'all' | 'department' | 'matters';

/** Of an offer, in civil days. */
export const lengths = { month: 30, quarter: 91, half: 182, year: 365 } as const;
export type Length = keyof typeof lengths;

/** A citizen number, as far as its form tells (GB 11643-1999); whether it is somebody's isn't told. */
const NUMBER = /^\d{17}[\dX]$/;

/** What has been said so far; `firms` are those that the giver represents. */
export function useDraft(firms: () => Family['mayActFor']) {
  const draft = reactive({
    step: undefined as Step | undefined,
    holder: undefined as string | undefined,
    number: '',
    reach: 'all' as Reach,
    department: '',
    matters: [] as {
      readonly code: string;
      readonly name: { readonly nameZh: string; readonly nameEn: string };
    }[],
    types: [] as readonly string[],
    length: 'quarter' as Length,
  });
  const steps = computed((): readonly Step[] => [
    ...(firms().length === 0 ? [] : (['whose'] as const)),
    'whom',
    'what',
    'until',
    'check',
  ]);
  const place = computed(() => Math.max(0, steps.value.indexOf(draft.step ?? 'whom')));
  const go = (by: 1 | -1): void => {
    draft.step = steps.value[place.value + by] ?? draft.step;
  };
  return { draft, steps, place, step: computed(() => steps.value[place.value] ?? 'whom'), go };
}

export type Draft = ReturnType<typeof useDraft>['draft'];

export const numberOf = ({ number }: Pick<Draft, 'number'>): string => plainDigits(number).toUpperCase();
export const isNumber = (draft: Pick<Draft, 'number'>): boolean => NUMBER.test(numberOf(draft));

export const untilOf = ({ length }: Pick<Draft, 'length'>): string =>
  daysAfter(civilDay(new Date()), lengths[length]);

export const scopeOf = (draft: Draft): GiveMandate['scope'] => ({
  matters:
    draft.reach === 'all'
      ? { kind: 'all' }
      : draft.reach === 'department'
        ? { kind: 'department', department: draft.department }
        : { kind: 'matters', codes: draft.matters.map(({ code }) => code) },
  credentialTypes: draft.types.length === 0 ? null : [...draft.types],
});

export const bodyOf = (draft: Draft): GiveMandate => ({
  agentNumber: numberOf(draft),
  until: untilOf(draft),
  scope: scopeOf(draft),
  ...(draft.holder === undefined ? {} : { holder: draft.holder }),
});
