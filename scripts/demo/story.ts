/** The story of the certificate-free city, from issuing to auditing, refusals included. */
import { readLedgerTrust } from '../../sdk/trust/index.ts';
import type { Trust } from '../../sdk/verify/types.ts';
import { judge } from './judge.ts';
import { receipts, refusals } from './refusals.ts';
import { agree, ask, expectCode, fetchProof, showCode } from './request.ts';
import { expectThat, type Stage } from './stage.ts';

/** Tells it all. @throws OffScript where a step doesn't go as told. */
export async function tellStory(stage: Stage): Promise<void> {
  await issued(stage);
  const trust = await believe(stage);
  await marriage(stage, trust);
  await allowance(stage, trust);
  await kindergarten(stage, trust);
  await refusals(stage, trust);
  await receipts(stage);
}

async function issued(stage: Stage): Promise<void> {
  const { items } = await stage.step(
    'Nine departments have logs on the ledger; the town’s credentials stand in them',
    async () => {
      const { body } = await stage.anyone().get('/log');
      return body as unknown as { items: { name: string; size: number }[] };
    },
  );
  expectThat(items.reduce((sum, { size }) => sum + size, 0) > 5000, 'the logs hold too little');
  stage.tell(items.map(({ name, size }) => `${name} ${size.toLocaleString('en')}`).join(' · '));
  const psb = await stage.system('psb-counter');
  await stage.step('The police bureau sends one more record; sent again, it changes nothing', async () => {
    const record = {
      memberIdNumber: stage.town.cast.renter.number,
      entryNumber: 'DEMONSTRATION-1',
      memberName: stage.town.cast.renter.name,
      isDistrictHousehold: false,
    };
    const reports = [await send(), await send()];
    async function send() {
      const { status, body } = await psb.send(
        '/departments/PSB/imports?type=household-register&format=jsonl',
        `${JSON.stringify(record)}\n`,
        'application/x-ndjson',
      );
      expectThat(status === 202, `the import answered ${status}`);
      for (;;) {
        const { body: report } = await psb.get(`/departments/PSB/imports/${String(body.id)}`);
        if (report.state !== 'running') return report;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    expectThat(
      reports.every(({ state }) => state === 'done') && reports[1]?.unchanged === 1,
      'the second import changed something',
    );
  });
}

async function believe(stage: Stage): Promise<Trust> {
  const trust = await stage.step(
    'A department’s system reads from the ledger alone whom to believe',
    async () => {
      const { body } = await stage.anyone().get('/trust.json');
      const [city] = (body as unknown as Trust).cities;
      if (city === undefined) throw new Error('no city');
      return readLedgerTrust({
        url: stage.ledger,
        issuers: city.ledger.contracts.issuers,
        cityId: city.cityId,
      });
    },
  );
  const [city] = trust.cities;
  stage.tell(
    `${city?.departments.length} issuing departments, ${city?.departments.flatMap(({ keys }) => keys).length} keys, chain ${city?.ledger.chainId}`,
  );
  return trust;
}

async function marriage(stage: Stage, trust: Trust): Promise<void> {
  const [one, other] = stage.town.cast.owners;
  const cab = await stage.system('cab-counter');
  const [first, second] = [await stage.person(one.number), await stage.person(other.number)];
  const asked = await stage.step('Two people show their QR codes at the marriage window', async () =>
    ask(cab, {
      matter: 'WCM-CAB-001',
      window: 'CAB-W1',
      parties: { applicant: { code: await showCode(first) }, partner: { code: await showCode(second) } },
    }),
  );
  expectThat(asked.answer.status === 201, `asking answered ${asked.answer.status}`);
  await stage.step(
    'Each sees on their own screen who asks, for what, which fields and on which legal basis, and agrees',
    async () => {
      const { body } = await first.get(`/me/requests/${asked.id}`);
      expectThat((body.parties as unknown[]).length === 1, 'a person saw more than their own part');
      await agree(first, asked.id);
      await agree(second, asked.id);
    },
  );
  const proof = await stage.step(
    'The window gets a proof of exactly those fields, and both agreements are used up',
    () => fetchProof(cab, asked),
  );
  const verdict = await stage.step('Its system verifies the proof offline', () =>
    judge(proof, { trust, nonce: asked.nonce }),
  );
  expectThat(verdict.valid, `the proof was refused: ${verdict.valid ? '' : verdict.reason}`);
  for (const { subject, claims } of verdict.items)
    stage.tell(`${subject}: ${Object.keys(claims).join(', ')}`);
  expectThat(
    verdict.items.every(({ claims }) => Object.keys(claims).length === 4),
    'more or less was shown than asked for',
  );
  await stage.step('A copy of it is worth nothing to anybody else, and a changed one to nobody', async () => {
    const stolen = await judge(proof, {
      trust,
      nonce: asked.nonce,
      audience: 'https://wangcheng.invalid/clients/edu-counter',
    });
    expectThat(!stolen.valid && stolen.reason === 'WRONG_AUDIENCE', 'a stolen proof was believed');
    const cut = await judge({ ...proof, items: proof.items.slice(1) }, { trust, nonce: asked.nonce });
    expectThat(!cut.valid, 'a proof with a part cut out was believed');
    expectCode(
      await cab.post(`/requests/${asked.id}/proof`, { nonce: 'another-nonce-of-mine' }),
      'AUTHORIZATION_USED',
    );
  });
}

async function allowance(stage: Stage, trust: Trust): Promise<void> {
  const { elder } = stage.town.cast;
  const cab = await stage.system('cab-counter');
  const person = await stage.person(elder.number);
  const asked = await stage.step(
    'For somebody past eighty the counter shows the code and a two-digit number',
    () => ask(cab, { matter: 'WCM-CAB-009', window: 'CAB-W1', parties: { applicant: { show: true } } }),
  );
  const [party] = asked.answer.body.parties as { show: { url: string; twoDigits: number } }[];
  expectThat(party !== undefined, 'nothing was shown');
  await stage.step(
    'The person scans it, picks the number that stands at the counter, and agrees',
    async () => {
      const scanned = await person.post(new URL(party.show.url).pathname);
      expectThat(
        (scanned.body.choices as number[]).includes(party.show.twoDigits),
        'the number isn’t among the choices',
      );
      await agree(person, asked.id, { digits: party.show.twoDigits });
    },
  );
  await stage.step(
    'The counter compares the masked name with who stands there, before anything is released',
    async () => {
      expectCode(await cab.post(`/requests/${asked.id}/proof`, { nonce: asked.nonce }), 'NOT_AUTHORIZED');
      const { body } = await cab.get(`/requests/${asked.id}`);
      stage.tell(`masked name: ${(body.parties as { maskedName: string }[])[0]?.maskedName}`);
      await cab.post(`/requests/${asked.id}/confirm`, { same: true });
    },
  );
  const proof = await stage.step('“Is 80 or over” is answered; the date of birth isn’t told', () =>
    fetchProof(cab, asked),
  );
  const verdict = await judge(proof, { trust, nonce: asked.nonce });
  expectThat(verdict.valid, `the proof was refused: ${verdict.valid ? '' : verdict.reason}`);
  const card = verdict.items.find(({ credentialType }) => credentialType === 'resident-identity-card');
  expectThat(
    card?.claims.isAge80OrOver === true && !('dateOfBirth' in card.claims),
    'the age was not answered as it should',
  );
}

async function kindergarten(stage: Stage, trust: Trust): Promise<void> {
  const { parent } = stage.town.cast;
  const edu = await stage.system('edu-counter');
  const person = await stage.person(parent.number);
  await stage.step(
    'A parent types eight digits instead of showing a code, and agrees for the child as well',
    async () => {
      const { body } = await person.post('/me/codes', { kind: 'number' });
      const asked = await ask(edu, {
        matter: 'WCM-EDU-004',
        window: 'EDU-W1',
        parties: { guardian: { number: String(body.number) } },
      });
      expectThat(asked.answer.status === 201, `asking answered ${asked.answer.status}`);
      await agree(person, asked.id);
      const proof = await fetchProof(edu, asked);
      const verdict = await judge(proof, {
        trust,
        nonce: asked.nonce,
        audience: 'https://wangcheng.invalid/clients/edu-counter',
      });
      expectThat(verdict.valid, `the proof was refused: ${verdict.valid ? '' : verdict.reason}`);
      const birth = verdict.items.find(
        ({ credentialType }) => credentialType === 'birth-medical-certificate',
      );
      expectThat(birth?.claims.isParentOf === true, 'the parent was not confirmed');
    },
  );
}
