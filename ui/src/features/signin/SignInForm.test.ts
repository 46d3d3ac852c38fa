import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { SignInView } from '../../lib/host/wire.gen.ts';
import SignInForm from './SignInForm.svelte';

const contract = { oldest: 1, newest: 1 };
const view: SignInView = {
  hub: 'http://127.0.0.1:4000',
  name: '',
  busy: false,
  problem: null,
  oddity: null,
  ways: null,
  browser: 'unused',
};
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('signing in', () => {
  it('sends what was entered and forgets the password', async () => {
    const send = vi.fn();
    render(SignInForm, { view, send });
    await type('Name', ' robin ');
    await type('Password', 'pass phrase');
    await fireEvent.submit(screen.getByRole('form', { name: 'Sign in' }));
    expect(send).toHaveBeenCalledWith({
      intent: 'sign_in',
      hub: 'http://127.0.0.1:4000',
      name: 'robin',
      password: 'pass phrase',
    });
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
  });

  it('says what is missing instead of sending', async () => {
    const send = vi.fn();
    render(SignInForm, { view, send });
    await fireEvent.submit(screen.getByRole('form', { name: 'Sign in' }));
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText('Fill in all three fields first.')).toBeTruthy();
  });

  it('says what was wrong as a sentence', () => {
    render(SignInForm, { view: { ...view, problem: 'wrong_password' }, send: vi.fn() });
    expect(screen.getByRole('alert').textContent).toContain('Name or password is wrong.');
  });

  it.each([
    ['certificate', /certificate/],
    ['too_old', /older than this desk/],
    ['too_new', /newer than this desk/],
  ] as const)('says that nobody can sign in at such a hub, and what to do: %s', (oddity, says) => {
    const filled = { ...view, name: 'Ines' };
    render(SignInForm, { view: { ...filled, oddity, problem: 'unavailable' }, send: vi.fn() });
    expect(screen.getByRole('alert').textContent).toMatch(says);
    const button = screen.getByRole('button', { name: 'Sign in' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('offers the organisation where the hub knows one, and no password where it takes none', async () => {
    const send = vi.fn();
    const ways = { passwords: true, organisation: true, contract };
    const { rerender } = render(SignInForm, { view: { ...view, ways }, send });
    expect(screen.getByLabelText('Password')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Sign in with your organisation' }));
    expect(send).toHaveBeenCalledWith({ intent: 'sign_in_with_organisation', hub: view.hub });
    await rerender({
      view: { ...view, ways: { passwords: false, organisation: true, contract } },
      send,
    });
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
    await rerender({ view, send });
    expect(screen.queryByRole('button', { name: 'Sign in with your organisation' })).toBeNull();
  });

  it('asks another hub how one signs in there, as soon as it is named', async () => {
    const send = vi.fn();
    render(SignInForm, { view, send });
    await fireEvent.focusOut(screen.getByLabelText('Hub'));
    expect(send).not.toHaveBeenCalled();
    await type('Hub', ' https://hub.example ');
    await fireEvent.focusOut(screen.getByLabelText('Hub'));
    expect(send).toHaveBeenCalledWith({ intent: 'ask_ways', hub: 'https://hub.example' });
  });

  it('waits for the browser until somebody has enough of it', async () => {
    const send = vi.fn();
    const ways = { passwords: true, organisation: true, contract };
    render(SignInForm, { view: { ...view, ways, busy: true, browser: 'awaited' }, send });
    expect(screen.getByRole('status').textContent).toContain('Go on in your browser');
    await fireEvent.click(screen.getByRole('button', { name: 'Do not wait' }));
    expect(send).toHaveBeenCalledWith({ intent: 'cancel_sign_in' });
  });
});
