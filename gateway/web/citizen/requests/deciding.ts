/** What a person chooses about a request, and how that is sent; nothing chosen is lost where it doesn't get through. */
import { computed, ref, shallowReactive } from 'vue';
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { Decide, RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import { CallProblem } from '../../calls/problem.ts';
import { language } from '../../words/language.ts';
import { readRequest, tell } from './known.ts';

export type Party = RequestForPerson['parties'][number];
export type Asked = Party['asks'][number];

/** In a choice of for whom: oneself. */
export const MYSELF = 'self';

/** What the matter calls a role; in English the catalogue has its plain name only. */
export const roleName = ({ subject, subjectZh }: Party): string =>
  language.value === 'zh' ? subjectZh : subject;

/** For whom a person may give a party, oneself first where it is one's own role. */
export function possibleHolders({ actsForOther, holders }: Party): readonly Party['holders'][number][] {
  const others = holders.filter(({ kind }) => actsForOther || kind !== 'self');
  const each = [...new Map(others.map((one) => [one.holder, one])).values()];
  return actsForOther ? each : [{ holder: MYSELF, kind: 'self', name: '' }, ...each];
}

/** Parties that wait for this person. */
export const ownTurn = ({ parties }: RequestForPerson): readonly Party[] =>
  parties.filter(({ agreed }) => !agreed);

export const fieldCount = (parties: readonly Party[]): number =>
  parties.reduce((sum, { asks }) => sum + asks.reduce((fields, ask) => fields + ask.fields.length, 0), 0);

/** A kind of a certificate is one paper to bring, however many people show theirs. */
export const typesAsked = (parties: readonly Party[]): readonly string[] => [
  ...new Set(parties.flatMap(({ asks }) => asks.map(({ credentialType }) => credentialType))),
];

export type TypeOf = (id: string) => CredentialType | undefined;
export type Act = 'agree' | 'refuse' | 'takeBack';

/** Call it while setting up what shows the request. */
export function useDeciding(request: () => RequestForPerson) {
  const digits = ref<number>();
  const holders = shallowReactive<Record<string, string>>({});
  const picks = shallowReactive<Record<string, Record<string, string>>>({});
  const busy = ref<Act>();
  /** Why it didn't work; `undefined` within where the gateway wasn't reached. */
  const fault = ref<{ readonly problem: CallProblem | undefined }>();
  const holderOf = (party: Party): string | undefined => {
    const possible = possibleHolders(party);
    return (
      holders[party.subject] ??
      (possible.length === 1 || !party.actsForOther ? possible[0]?.holder : undefined)
    );
  };
  const missing = computed((): 'digits' | 'holder' | undefined => {
    if (request().choices !== null && digits.value === undefined) return 'digits';
    return ownTurn(request()).some((party) => holderOf(party) === undefined && party.holders.length > 0)
      ? 'holder'
      : undefined;
  });
  const body = (decision: Decide['decision']): Decide => {
    const named = ownTurn(request()).flatMap((party) => {
      const holder = holderOf(party);
      return holder === undefined || holder === MYSELF ? [] : [[party.subject, holder] as const];
    });
    if (decision === 'refuse') return { decision, holders: {}, picks: {} };
    const number = digits.value === undefined ? {} : { digits: digits.value };
    return { decision, ...number, holders: Object.fromEntries(named), picks };
  };
  const act = async (what: Act): Promise<void> => {
    const { id } = request();
    busy.value = what;
    fault.value = undefined;
    try {
      tell(await send(id, what, what === 'takeBack' ? undefined : body(what)));
    } catch (error) {
      fault.value = { problem: error instanceof CallProblem ? error : undefined };
      // It may have ended meanwhile, or been done although nobody heard so.
      await readRequest(id).catch(() => {});
    }
    busy.value = undefined;
  };
  return { digits, holders, picks, busy, fault, holderOf, missing, act };
}

export type Deciding = ReturnType<typeof useDeciding>;

const send = (id: string, what: Act, body: Decide | undefined): Promise<RequestForPerson> =>
  what === 'takeBack'
    ? call('POST', `/me/authorizations/${id}/revoke`, { body: {} })
    : call('POST', `/me/requests/${id}/decision`, { body });
