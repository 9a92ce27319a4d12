/** Load on a gateway that may die at any moment, and a record of everything that it acknowledged. */

import { agree, ask, fetchProof, showCode } from '../demo/request.ts';
import type { Stage, Voice } from '../demo/stage.ts';
import { citizenNumberOf } from './numbers.ts';

const TYPE = 'resident-identity-card';

/** What was acknowledged to whom, and what was only tried. */
export type PersonRecord = {
  readonly number: string;
  readonly serial: number;
  isIssued: boolean;
  isSuspended: boolean;
  /** Requests whose proof arrived. */
  readonly proofs: string[];
  /** Looks at one's own credential: answered, and tried. */
  looksAnswered: number;
  looksTried: number;
};

/** Goes through one person's day again and again until the gateway stops answering. */
export class Load {
  readonly records: PersonRecord[] = [];
  readonly #stage: Stage;
  #serial: number;

  constructor(stage: Stage, firstSerial = 1) {
    this.#stage = stage;
    this.#serial = firstSerial;
  }

  /** Several at once; resolves when all have lost the gateway. */
  async run(side: number, isOver: () => boolean): Promise<void> {
    await Promise.all(Array.from({ length: side }, () => this.#until(isOver)));
  }

  async #until(isOver: () => boolean): Promise<void> {
    while (!isOver())
      try {
        await this.#day();
      } catch (error) {
        // Only a gateway that died explains a failure; the verdict afterwards tells whether it lost anything.
        if (!isOver() && !isConnectionLost(error)) throw error;
        return;
      }
  }

  async #day(): Promise<void> {
    const serial = this.#serial++;
    const record: PersonRecord = {
      number: citizenNumberOf(serial),
      serial,
      isIssued: false,
      isSuspended: false,
      proofs: [],
      looksAnswered: 0,
      looksTried: 0,
    };
    this.records.push(record);
    const psb = await this.#stage.system('psb-counter');
    await issue(psb, record);
    const person = await this.#stage.person(record.number);
    await prove(this.#stage, person, record);
    await look(person, record);
    if (serial % 3 === 0) await suspend(psb, record);
  }
}

const isConnectionLost = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && /fetch failed|terminated|other side closed/.test(error.message));

async function issue(psb: Voice, record: PersonRecord): Promise<void> {
  const card = {
    idNumber: record.number,
    cardSerial: `KILL-${record.serial}`,
    name: '测',
    validUntil: '长期',
    dateOfBirth: '1970-01-01',
    ethnicity: '汉',
  };
  const { body } = await psb.send(
    `/departments/PSB/imports?type=${TYPE}&format=jsonl`,
    JSON.stringify(card),
    'application/x-ndjson',
  );
  for (;;) {
    const { body: report } = await psb.get(`/departments/PSB/imports/${String(body.id)}`);
    if (report.state === 'done') break;
    await new Promise((next) => setTimeout(next, 20));
  }
  record.isIssued = true;
}

async function prove(stage: Stage, person: Voice, record: PersonRecord): Promise<void> {
  const cab = await stage.system('cab-counter');
  const asked = await ask(cab, {
    matter: 'WCM-CAB-002',
    window: 'CAB-W1',
    parties: { applicant: { code: await showCode(person) } },
  });
  await agree(person, asked.id);
  await fetchProof(cab, asked);
  record.proofs.push(asked.id);
}

async function look(person: Voice, record: PersonRecord): Promise<void> {
  const { body } = await person.get('/me/credentials');
  const [own] = body.items as { id: string }[];
  record.looksTried++;
  const { status } = await person.get(`/me/credentials/${own?.id}`);
  if (status === 200) record.looksAnswered++;
}

async function suspend(psb: Voice, record: PersonRecord): Promise<void> {
  const { status } = await psb.post('/departments/PSB/status', {
    type: TYPE,
    record: `KILL-${record.serial}`,
    change: 'suspend',
    reason: 'suspended',
  });
  if (status === 200) record.isSuspended = true;
}
