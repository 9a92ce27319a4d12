/** The start page: what this is, what is promised, what a matter asks for and what not, and where to go. */
import { Frame } from '../parts/frame.tsx';
import { openPage } from '../parts/open-page.ts';
import { StartPage } from './start-page.tsx';
import './start.css';

openPage({
  view: () => (
    <Frame layout="column">
      <StartPage />
    </Frame>
  ),
});
