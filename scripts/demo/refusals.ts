/** The scenes of the demonstration in which somebody is refused, and what the person sees of it afterwards. */
import type { Trust } from '../../sdk/verify/types.ts';
import { CAB, judge } from './judge.ts';
import { agree, ask, decide, expectCode, fetchProof, showCode } from './request.ts';
import { expectThat, type Stage } from './stage.ts';

/** What is refused, and how. */
export async function refusals(stage: Stage, trust: Trust): Promise<void> {
  const { expiredCard, revokedCard, owners } = stage.town.cast;
  const cab = await stage.system('cab-counter');
  const hrss = await stage.system('hrss-counter');
  const person = await stage.person(owners[0].number);
  await stage.step(
    'A window that asks for more than its matter may see is refused, and the person is told',
    async () => {
      const fields = { applicant: { 'resident-identity-card': ['name', 'portrait'] } };
      const { answer } = await ask(cab, {
        matter: 'WCM-CAB-002',
        window: 'CAB-W1',
        parties: { applicant: { code: await showCode(person) } },
        fields,
      });
      expectCode(answer, 'NOT_ENTITLED');
    },
  );
  await stage.step('A person who refuses is not asked why, and the window learns only that', async () => {
    const asked = await ask(cab, {
      matter: 'WCM-CAB-002',
      window: 'CAB-W1',
      parties: { applicant: { code: await showCode(person) } },
    });
    await decide(person, asked.id, { decision: 'refuse' });
    expectCode(await cab.post(`/requests/${asked.id}/proof`, { nonce: asked.nonce }), 'NOT_AUTHORIZED');
  });
  await stage.step('A used code opens nothing a second time', async () => {
    const code = await showCode(person);
    await ask(cab, { matter: 'WCM-CAB-002', window: 'CAB-W1', parties: { applicant: { code } } });
    expectCode(
      (await ask(cab, { matter: 'WCM-CAB-002', window: 'CAB-W1', parties: { applicant: { code } } })).answer,
      'CODE_NOT_ACCEPTED',
    );
  });
  const cases = [
    {
      who: expiredCard,
      matter: 'WCM-CAB-002',
      window: 'CAB-W1',
      system: cab,
      audience: CAB,
      reason: 'EXPIRED',
      says: 'An expired identity card is refused for what it is',
    },
    {
      who: revokedCard,
      matter: 'WCM-HRSS-002',
      window: 'HRSS-W1',
      system: hrss,
      audience: 'https://wangcheng.invalid/clients/hrss-counter',
      reason: 'REVOKED',
      says: 'A revoked social security card as well',
    },
  ];
  for (const { who, matter, window, system, audience, reason, says } of cases)
    await stage.step(says, async () => {
      const holder = await stage.person(who.number);
      const conditions = matter === 'WCM-HRSS-002' ? ['exchange-of-old-card'] : [];
      const asked = await ask(system, {
        matter,
        window,
        conditions,
        parties: { applicant: { code: await showCode(holder) } },
      });
      await agree(holder, asked.id);
      const verdict = await judge(await fetchProof(system, asked), { trust, nonce: asked.nonce, audience });
      expectThat(
        !verdict.valid && verdict.reason === reason,
        `${reason} was expected and not ${verdict.valid ? 'valid' : verdict.reason}`,
      );
    });
}

/** What remains of it for the person. */
export async function receipts(stage: Stage): Promise<void> {
  const person = await stage.person(stage.town.cast.owners[0].number);
  await stage.step('The person sees every access to their data, the refused ones too', async () => {
    const { body } = await person.get('/me/receipts');
    const items = body.items as { receipt: { kind: string } }[];
    const kinds = items.map(({ receipt }) => receipt.kind);
    for (const kind of ['answered', 'not-entitled', 'refused'])
      expectThat(kinds.includes(kind), `there is no receipt of kind ${kind}`);
    stage.tell(`${String(body.total)} receipts: ${kinds.join(', ')}`);
  });
}
