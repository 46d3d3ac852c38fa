/** Signing in, by every way there is. Everything here is invented. */
import type { DeskView, SignInView } from '../src/lib/host/wire.gen.ts';
import { deskView } from '../src/testing/views.ts';

const signIn = (part: Partial<SignInView> = {}): DeskView['screen'] => ({
  at: 'sign_in',
  hub: 'https://hub.example',
  name: '',
  busy: false,
  problem: null,
  ways: null,
  browser: 'unused',
  ...part,
});

export const signInScenes: Record<string, () => DeskView> = {
  signin: () =>
    deskView({
      screen: signIn(),
      keyring: 'this_run_only',
      capture: 'not_offered',
    }),
  'signin-wrong': () =>
    deskView({
      screen: signIn({ name: 'robin', problem: 'wrong_password' }),
    }),
  'signin-organisation': () =>
    deskView({ screen: signIn({ ways: { passwords: true, organisation: true } }) }),
  'signin-browser': () =>
    deskView({
      screen: signIn({
        ways: { passwords: false, organisation: true },
        busy: true,
        browser: 'awaited',
      }),
    }),
};
