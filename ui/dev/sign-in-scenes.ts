/** Signing in, and what keeps somebody from it. Everything here is invented. */
import type { DeskView, SignInView } from '../src/lib/host/wire.gen.ts';
import { deskView } from '../src/testing/views.ts';

const both = { passwords: true, organisation: true, contract: { oldest: 1, newest: 1 } };
const signIn = (part: Partial<SignInView> = {}): DeskView['screen'] => ({
  at: 'sign_in',
  hub: 'https://hub.example',
  name: '',
  busy: false,
  problem: null,
  ways: null,
  oddity: null,
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
  'signin-odd': () => deskView({ screen: signIn({ oddity: 'certificate' }) }),
  'signin-organisation': () => deskView({ screen: signIn({ ways: both }) }),
  'signin-browser': () =>
    deskView({
      screen: signIn({
        ways: { ...both, passwords: false },
        busy: true,
        browser: 'awaited',
      }),
    }),
};
