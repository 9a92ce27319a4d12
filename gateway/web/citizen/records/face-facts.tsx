/** What a face had to do with a record: why it ended, and what is known of the engine. */
import type { FunctionalComponent } from 'vue';
import type { FaceFact } from '../../../../sdk/schemas/receipts.ts';
import { recordsFace as say } from '../../words/records-face.ts';

const ends: Readonly<Record<NonNullable<FaceFact['because']>, () => string>> = {
  withdrawn: say.withdrawn,
  unused: say.unused,
  'switched-off': say.switchedOff,
  'not-this-person': say.notThisPerson,
  'of-age': say.ofAge,
  deceased: say.deceased,
};

export const FaceFacts: FunctionalComponent<{ readonly of: FaceFact }> = ({ of }) => (
  <ul class="about quiet">
    {linesOf(of).map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
FaceFacts.props = ['of'];

const linesOf = ({ because, isDestroyed, modelId, isCalibrated }: FaceFact): readonly string[] => [
  ...(because === undefined ? [] : [ends[because]()]),
  ...(isDestroyed === false ? [say.pending()] : []),
  ...(modelId === undefined ? [] : [say.engine({ model: modelId })]),
  ...(isCalibrated === false ? [say.uncalibrated()] : []),
];
