/** An address of an area that no page has. */
import { defineComponent } from 'vue';
import { search } from '../icons/icons.ts';
import { shared } from '../words/shared.ts';
import { Blank } from './blank.tsx';
import { usePage } from './page.ts';

export const NoSuchPage = defineComponent(() => {
  usePage(shared.notFound);
  return () => (
    <Blank isPage icon={search} heading={shared.notFound()} text={shared.notFoundNext()}>
      <a class="button" href="/">
        {shared.toStart()}
      </a>
    </Blank>
  );
});
