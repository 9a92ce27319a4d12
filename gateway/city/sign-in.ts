/** Signing in by pages: the providers that the settings name, or in the town the demonstration's own. */
import type { Clock } from '../clock.ts';
import { readClientSecret, readSignInFile, type SignInFile } from '../config/sign-in.ts';
import type { Config } from '../config.ts';
import { maskName } from '../credentials/masked-name.ts';
import { CityError } from '../errors.ts';
import { unknownPlaces } from '../identity/claims.ts';
import { Cookies } from '../identity/cookies.ts';
import { demonstrationRoutes, demonstrationSignIn, type TownPerson } from '../identity/demonstration.ts';
import { sessionRoutes } from '../identity/session-routes.ts';
import { Sessions } from '../identity/sessions.ts';
import { SignIn } from '../identity/sign-in.ts';
import type { Ground } from './ground.ts';

type SignInOptions = {
  readonly config: Config;
  readonly clock: Clock;
  readonly townPeople: () => Promise<readonly TownPerson[]>;
};

/** Sessions with the routes that make and end them. @throws CityError UNKNOWN_PLACE */
export function openSignIn(
  { db, catalog, credentials }: Ground,
  { config, clock, townPeople }: SignInOptions,
) {
  const publicUrl = config.PUBLIC_URL;
  const path = config.SIGN_IN_FILE;
  const isDemonstration = path === undefined && config.SEED === 'town';
  const { people, staff } = path === undefined ? {} : readSignInFile(path);
  const providers: SignInFile = isDemonstration
    ? demonstrationSignIn({ publicUrl, catalog })
    : { ...(people && { people }), ...(staff && { staff }) };
  checkPlaces(providers, catalog);
  const secretOf = (provider: SignInFile['people'] | SignInFile['staff']) => ({
    clientSecret: path === undefined ? undefined : readClientSecret(provider ?? {}, path),
  });
  const sessions = new Sessions({ db, clock });
  const cookies = new Cookies(publicUrl);
  const signIn = new SignIn({
    db,
    clock,
    publicUrl,
    people: providers.people && { ...providers.people, ...secretOf(providers.people) },
    staff: providers.staff && { ...providers.staff, ...secretOf(providers.staff) },
    subjectOf: (number) => credentials.subjectOf(number),
    maskName,
  });
  return {
    sessions,
    cookies,
    routes: [
      sessionRoutes({ sessions, cookies, signIn, publicUrl }),
      ...(isDemonstration ? [demonstrationRoutes({ publicUrl, catalog, cookies, people: townPeople })] : []),
    ],
  };
}

function checkPlaces({ staff }: SignInFile, { findDepartment, findWindow }: Ground['catalog']): void {
  const places = unknownPlaces(staff?.roles ?? [], (department, window) =>
    window === undefined
      ? findDepartment(department) !== undefined
      : findWindow(window)?.departmentCode === department,
  );
  if (places.length > 0) throw new CityError('UNKNOWN_PLACE', { places });
}
