/** Waiting for a face: what the person does on the screen, and how far it is. */
import type { FunctionalComponent } from 'vue';
import type { RequestForAsker } from '../../../../sdk/schemas/requests.ts';
import { face as say } from '../../words/counter-face.ts';

export const FaceWaiting: FunctionalComponent<{ readonly view: RequestForAsker | undefined }> = ({
  view,
}) => {
  const faces = view?.parties.map(({ face }) => face) ?? [];
  return (
    <div class="stack tight">
      {faces.includes('waiting') ? (
        <>
          <p>{say.steps()}</p>
          <ol>
            <li>{say.stepDigits()}</li>
            <li>{say.stepMonth()}</li>
            <li>{say.stepCamera()}</li>
          </ol>
        </>
      ) : null}
      {faces.includes('recognised') ? <p>{say.recognised()}</p> : null}
      {faces.includes('waits-for-guardian') ? <p>{say.guardian()}</p> : null}
      {faces.every((one) => one === undefined) ? null : <p class="quiet">{say.otherWay()}</p>}
    </div>
  );
};
FaceWaiting.props = ['view'];
