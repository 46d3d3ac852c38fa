import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import Checks from './Checks.svelte';
import Choice from './Choice.svelte';
import Field from './Field.svelte';
import Find from './Find.svelte';
import PickMenu from './PickMenu.svelte';
import Select from './Select.svelte';
import Slider from './Slider.svelte';
import TextArea from './TextArea.svelte';

/** What a screen reader adds to the name of what has the focus. */
const describedAs = (element: Element) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);

describe('a field', () => {
  it('is described by its hint, and by what is wrong with it as long as that is so', async () => {
    const { rerender } = render(Field, { label: 'Name', value: '', hint: 'Up to 80 letters.' });
    const field = screen.getByLabelText('Name');
    expect(describedAs(field)).toEqual(['Up to 80 letters.']);
    expect(field.getAttribute('aria-invalid')).toBeNull();
    await rerender({ problem: 'That name is taken.' });
    expect(describedAs(field)).toEqual(['Up to 80 letters.', 'That name is taken.']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await rerender({ problem: undefined });
    expect(describedAs(field)).toEqual(['Up to 80 letters.']);
  });

  it('says what is wrong where there is no hint, and once where the hint says it', async () => {
    const { rerender } = render(Field, { label: 'Day', value: '', problem: 'YYYY-MM-DD' });
    const field = screen.getByLabelText('Day');
    expect(describedAs(field)).toEqual(['YYYY-MM-DD']);
    await rerender({ hint: 'YYYY-MM-DD' });
    expect(describedAs(field)).toEqual(['YYYY-MM-DD']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps no word of it for another time', () => {
    render(Field, { label: 'Password', type: 'password', value: '' });
    const field = screen.getByLabelText('Password');
    expect(field.getAttribute('autocomplete')).toBe('off');
    expect(field.getAttribute('spellcheck')).toBe('false');
    expect(describedAs(field)).toEqual([]);
  });

  it('of many lines is described by its hint, too, and ends where it says', () => {
    render(TextArea, { label: 'Note', hint: 'It stays on the hub.', value: '', maxlength: 12 });
    const field = screen.getByLabelText<HTMLTextAreaElement>('Note');
    expect(describedAs(field)).toEqual(['It stays on the hub.']);
    expect(field.maxLength).toBe(12);
  });
});

describe('a field that finds', () => {
  it('takes the focus when it is asked to, and tells how many are left', async () => {
    const props = { label: 'Find', hint: 'By name.', value: '', told: '3 of 9' };
    const { component, rerender } = render(Find, props);
    (component as { focus: () => void }).focus();
    expect(document.activeElement).toBe(screen.getByLabelText('Find'));
    const status = screen.getByRole('status');
    expect(status.textContent).toBe('3 of 9');
    await rerender({ told: '1 of 9' });
    expect(screen.getByRole('status')).toBe(status);
    expect(status.textContent).toBe('1 of 9');
  });
});

describe('a choice', () => {
  const options = [
    { value: 'a', name: 'One' },
    { value: 'b', name: 'Two' },
    { value: 'c', name: 'Three', disabled: true },
  ];

  it('of one has one name for all, one that is taken, and why another cannot be', () => {
    render(Choice, { label: 'Kind', hint: 'Three is not offered here.', options, value: 'a' });
    const group = screen.getByRole('group', { name: 'Kind' });
    expect(describedAs(group)).toEqual(['Three is not offered here.']);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'One' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Three' }).disabled).toBe(true);
    const names = screen.getAllByRole<HTMLInputElement>('radio').map(({ name }) => name);
    expect(new Set(names).size).toBe(1);
  });

  it('of several takes one and gives it back, and leaves the others', async () => {
    render(Checks, { label: 'Lists', options, value: ['b'] });
    const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
    await fireEvent.click(box('One'));
    expect([box('One').checked, box('Two').checked]).toEqual([true, true]);
    await fireEvent.click(box('Two'));
    expect([box('One').checked, box('Two').checked]).toEqual([true, false]);
  });

  it('from a menu is one of what it offers', async () => {
    render(Select, { label: 'List', options, value: 'a' });
    const menu = screen.getByLabelText<HTMLSelectElement>('List');
    await fireEvent.change(menu, { target: { value: 'b' } });
    expect(menu.value).toBe('b');
  });

  it('from a menu of acts is done once, and the menu is as it was', async () => {
    const onpick = vi.fn();
    render(PickMenu, { label: 'Add', options, onpick });
    const menu = screen.getByLabelText<HTMLSelectElement>('Add');
    await fireEvent.change(menu, { target: { value: 'b' } });
    expect(onpick.mock.calls).toEqual([['b']]);
    expect(menu.selectedIndex).toBe(0);
    await fireEvent.change(menu, { target: { value: 'a' } });
    expect(onpick).toHaveBeenCalledOnce();
  });
});

describe('a slider', () => {
  it('says its value in words wherever it stands', async () => {
    const words = (minutes: unknown) => `${String(minutes)} min`;
    const shown = { label: 'Block', hint: 'Work between breaks.', note: '', words };
    render(Slider, { ...shown, choices: [20, 30, 50], value: 30 });
    const slider = screen.getByRole('slider', { name: 'Block' });
    expect(slider.getAttribute('aria-valuetext')).toBe('30 min');
    await fireEvent.input(slider, { target: { value: '2' } });
    expect(slider.getAttribute('aria-valuetext')).toBe('50 min');
    expect(screen.getByRole('status').textContent).toBe('50 min');
    expect(describedAs(slider)).toEqual(['Work between breaks.']);
  });
});
