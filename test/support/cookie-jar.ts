/** What a browser does when somebody signs in: keeps cookies by their path, and follows where it is sent. */

type Kept = { readonly value: string; readonly path: string };

export class CookieJar {
  readonly #cookies = new Map<string, Kept>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** One request; what it sets is kept. */
  async send(
    path: string,
    {
      method = 'GET',
      body,
      headers = {},
    }: { method?: string; body?: object; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const url = new URL(path, this.#base);
    const cookie = [...this.#cookies]
      .filter(([, kept]) => url.pathname.startsWith(kept.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const text of answer.headers.getSetCookie()) this.#keep(text);
    return answer;
  }

  /** Follows until it is sent nowhere any more, or to an address that `isEnd` names; gives that address. */
  async follow(path: string, isEnd: (path: string) => boolean): Promise<string> {
    let next = path;
    for (let steps = 0; steps < 12; steps++) {
      if (isEnd(next)) return next;
      const to = (await this.send(next)).headers.get('location');
      if (to === null) return next;
      const url = new URL(to, this.#base);
      next = url.pathname + url.search;
    }
    throw new Error(`sent round in circles to ${next}`);
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  set(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' });
  }

  #keep(text: string): void {
    const [pair = '', ...attributes] = text.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const isOver = attributes.some((one) => /^expires=.*1970|^max-age=0$/i.test(one));
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, { value: pair.slice(name.length + 1), path });
  }
}

/** Signs somebody of the demonstration in; ends at the path that was wished for. */
export async function signInAs(
  jar: CookieJar,
  as: 'person' | 'staff',
  account: string,
  to = '/',
): Promise<string> {
  const isChoice = (path: string): boolean => path.startsWith('/sign-in/choose/');
  const choice = await jar.follow(`/sign-in/begin?as=${as}&to=${encodeURIComponent(to)}`, isChoice);
  const answer = await jar.send(`${choice}/account`, { method: 'POST', body: { account } });
  const { next } = (await answer.json()) as { next: string };
  const { pathname, search } = new URL(next);
  return jar.follow(pathname + search, (path) => path === to || path.startsWith('/sign-in/failed'));
}
