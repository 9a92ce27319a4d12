/** What is known of the switch and the engine, each with what it means. */
import type { VNodeChild } from 'vue';
import type { FaceState } from '../../../../sdk/schemas/face.ts';
import { Tag } from '../../parts/notes.tsx';
import { countText, longDate } from '../../words/dates.ts';
import { face as say } from '../../words/department-face.ts';

export const FaceFacts = ({ of }: { readonly of: FaceState }) => (
  <dl class="facts">
    {factsOf(of).map(([name, fact]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{fact}</dd>
      </div>
    ))}
  </dl>
);

type Fact = readonly [string, VNodeChild];

const factsOf = (state: FaceState): readonly Fact[] => [
  [say.since(), state.since === null ? say.sinceNever() : longDate(state.since)],
  [say.assessment(), state.assessment ?? say.noAssessment()],
  [say.enrolled(), enrolledText(state)],
  ...engineFacts(state),
];

const enrolledText = ({ enrolled, filingLimit }: FaceState): string =>
  enrolled === null ? say.few() : say.enrolledOf({ n: countText(enrolled), limit: countText(filingLimit) });

function engineFacts({ engine, thresholds, presentationAttackReport: report }: FaceState): readonly Fact[] {
  if (engine === null || thresholds === null) return [];
  return [
    [say.engine(), say[engine.engine]()],
    [say.model(), <span class="number fingerprint">{engine.modelId}</span>],
    [say.thresholds(), say.thresholdsAre(thresholds)],
    [
      say.calibration(),
      engine.isCalibrated ? (
        <>
          <Tag kind="ok">{say.calibrated()}</Tag> {say.calibratedWhat()}
        </>
      ) : (
        <>
          <Tag kind="warn">{say.uncalibrated()}</Tag> {say.uncalibratedWhat()}
        </>
      ),
    ],
    [
      say.attacks(),
      report === null ? (
        <>
          <Tag kind="warn">{say.pilot()}</Tag> {say.pilotWhat()}
        </>
      ) : (
        <>
          <Tag kind="ok">{say.tested()}</Tag>{' '}
          {say.testedBy({
            laboratory: report.laboratory,
            standard: report.standard,
            level: report.level,
            number: report.reportNumber,
          })}
        </>
      ),
    ],
  ];
}
