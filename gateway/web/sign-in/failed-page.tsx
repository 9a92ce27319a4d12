/** Signing in has failed: what that means, and what to do. */
import { defineComponent } from 'vue';
import { lock } from '../icons/icons.ts';
import { Blank } from '../parts/blank.tsx';
import { usePage } from '../parts/page.ts';
import { useRoute } from '../parts/router.tsx';
import { signIn as say } from '../words/sign-in.ts';

export const FailedPage = defineComponent(() => {
  usePage(say.failed, { hasFaults: () => true });
  const { query } = useRoute();
  // Anybody can write an address: only what looks like a code is shown.
  const reason = /^[A-Z_]{1,40}$/.test(String(query.reason)) ? String(query.reason) : undefined;
  return () => (
    <Blank isPage icon={lock} heading={say.failed()} text={say.failedText()}>
      <a class="button primary" href="/sign-in">
        {say.again()}
      </a>
      {reason === undefined ? null : <p class="small quiet">{say.failedCode({ reason })}</p>}
    </Blank>
  );
});
