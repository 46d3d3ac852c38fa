import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import SignInForm from './SignInForm.svelte';

const view = { hub: 'http://127.0.0.1:4000', name: '', busy: false, problem: null };
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
});
