/** The question itself: what they will see and what not, for how long and on what basis, and the two answers. */
import { defineComponent } from 'vue';
import type { Family } from '../../../../sdk/schemas/mandates.ts';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { handHelping, users } from '../../icons/icons.ts';
import { Button, ChoiceOfTwo } from '../../parts/button.tsx';
import { Note } from '../../parts/notes.tsx';
import { ReadAloud } from '../../parts/read-aloud.ts';
import { timeText } from '../../words/dates.ts';
import { language } from '../../words/language.ts';
import { requests as say } from '../../words/requests.ts';
import { shared } from '../../words/shared.ts';
import { labelOf, nameOf } from '../../words/words.ts';
import { PartyFields } from './asked-fields.tsx';
import { Asker, placeOf } from './asker.tsx';
import { ByWhom } from './by-whom-later.ts';
import { Digits, ForWhom } from './choices.tsx';
import { type Deciding, ownTurn, possibleHolders, roleName, type TypeOf, typesAsked } from './deciding.ts';
import { DecidingFault } from './fault.tsx';
import { notSeen, sensitiveFields } from './not-seen.ts';
import { Unseen } from './unseen.tsx';

type Props = {
  readonly of: RequestForPerson;
  readonly deciding: Deciding;
  readonly typeOf: TypeOf;
  readonly ageGroup: Family['ageGroup'] | undefined;
};

export const Question = defineComponent(
  (props: Props) => () => {
    const { of, deciding, typeOf, ageGroup } = props;
    const parties = ownTurn(of);
    return (
      <>
        <ReadAloud text={() => readAloud(of)} />
        <Asker of={of} />
        <ByWhom of={of} />
        {parties.map((party) => (
          <section key={party.subject} class="stack tight" aria-labelledby={`see-${party.subject}`}>
            <h2 id={`see-${party.subject}`}>{say.willSee()}</h2>
            {parties.length < 2 ? null : <p class="quiet">{say.roleOf({ role: roleName(party) })}</p>}
            <ForWhom party={party} deciding={deciding} />
            {possibleHolders(party).length === 0 ? <Nobody /> : null}
            <PartyFields party={party} deciding={deciding} typeOf={typeOf} />
          </section>
        ))}
        <Unseen
          fields={notSeen(
            parties.flatMap(({ asks }) => asks),
            typeOf,
          )}
          note={say.ownPartOnly()}
        />
        <Terms of={of} />
        {of.choices === null ? null : <Digits of={of.choices} deciding={deciding} />}
        <DecidingFault of={deciding.fault.value} />
        {ageGroup === 'child' ? <Child deciding={deciding} /> : <Answers {...props} />}
        <Note kind="plain" icon={handHelping}>
          <p>{say.noCost(typesAsked(parties).length)}</p>
        </Note>
      </>
    );
  },
  { props: ['of', 'deciding', 'typeOf', 'ageGroup'] },
);

const readAloud = (of: RequestForPerson): string =>
  say.readAloud({
    department: nameOf(of.department),
    window: placeOf(of),
    matter: nameOf(of.matter),
    fields: shared.list(ownTurn(of).flatMap(({ asks }) => asks.flatMap(({ fields }) => fields.map(labelOf)))),
  });

const Nobody = () => (
  <Note kind="warn">
    <p>{say.nobodyToActFor()}</p>
  </Note>
);

const Terms = ({ of }: Pick<Props, 'of'>) => {
  const { nameZh, nameEn, retentionYears: years } = of.matter;
  const bases = new Set(
    ownTurn(of).map(({ basis }) => (language.value === 'zh' ? basis.articleZh : basis.articleEn)),
  );
  return (
    <dl class="facts sheet">
      <div>
        <dt>{say.times()}</dt>
        <dd>{say.once({ time: timeText(of.expiresAt) })}</dd>
      </div>
      <div>
        <dt>{say.kept()}</dt>
        <dd>{say.keptYears({ years, matter: nameOf({ nameZh, nameEn }) })}</dd>
      </div>
      <div>
        <dt>{say.basis()}</dt>
        <dd>{say.bases([...bases])}</dd>
      </div>
    </dl>
  );
};

const Answers = ({ of, deciding, typeOf }: Props) => {
  const asks = ownTurn(of).flatMap((party) => party.asks);
  const sensitive = sensitiveFields(asks, typeOf).map(labelOf);
  const { missing, busy, act } = deciding;
  const agree = sensitive.length === 0 ? say.agree() : say.agreeIncluding(sensitive);
  return (
    <div class="stack tight">
      <ChoiceOfTwo
        yes={{
          text: busy.value === 'agree' ? say.agreeing() : agree,
          busy: busy.value === 'agree',
          blockedBy: missing.value === undefined ? undefined : 'missing',
          onPress: () => act('agree'),
        }}
        no={{
          text: busy.value === 'refuse' ? say.agreeing() : say.refuse(),
          busy: busy.value === 'refuse',
          onPress: () => act('refuse'),
        }}
      />
      {missing.value === undefined ? null : (
        <p id="missing" class="small">
          {missing.value === 'digits' ? say.digitsFirst() : say.forWhomFirst()}
        </p>
      )}
    </div>
  );
};

/** Personal Information Protection Law, article 31: under fourteen a guardian consents. */
const Child = ({ deciding }: Pick<Props, 'deciding'>) => (
  <>
    <Note kind="info" icon={users}>
      <h3>{say.childHeading()}</h3>
      <p>{say.childText()}</p>
    </Note>
    <Button wide busy={deciding.busy.value === 'refuse'} onPress={() => deciding.act('refuse')}>
      {say.refuse()}
    </Button>
  </>
);
