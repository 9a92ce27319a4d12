/** Windows that ask for paper: telling of one, and the public figures. */
import { Frame } from '../parts/frame.tsx';
import { openPage } from '../parts/open-page.ts';
import { PapersPage } from './papers-page.tsx';

openPage({
  view: () => (
    <Frame layout="column">
      <PapersPage />
    </Frame>
  ),
});
