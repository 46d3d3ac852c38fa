import { render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { caseView, choiceViews, pairView } from '../../testing/views.ts';
import Choices from './Choices.svelte';

const button = (name: string) => screen.getByRole('button', { name });

describe('the choices', () => {
  it('say why one cannot be chosen, to the eye, the pointer and assistive technology', () => {
    const onchoose = vi.fn();
    render(Choices, { view: caseView(), onchoose });
    const agree = button('Agree');
    expect(agree.getAttribute('aria-disabled')).toBe('true');
    expect(agree.title).toBe('Needs grey (5) first.');
    const line = document.getElementById(agree.getAttribute('aria-describedby') ?? '');
    expect(line?.textContent).toContain('Needs grey (5) first.');
    agree.click();
    expect(onchoose).not.toHaveBeenCalled();
  });

  it('can be chosen once enough was seen', () => {
    const onchoose = vi.fn();
    render(Choices, { view: caseView({ seen: 5, choices: choiceViews(5) }), onchoose });
    button('Agree').click();
    expect(onchoose).toHaveBeenCalledWith('agree');
  });

  it('show what is chosen for the focused match', () => {
    const pairs = [pairView({ ruling: { ruling: 'different' } })];
    render(Choices, { view: caseView({ pairs }), onchoose: vi.fn() });
    expect(button('Different').getAttribute('aria-pressed')).toBe('true');
    expect(button('Settle').getAttribute('aria-pressed')).toBe('false');
  });
});
