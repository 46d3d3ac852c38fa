/** What the keys mean during a review. Knows the table's names, no keys. */
import type { Choice, Intent, ReviewView, Rung } from '../../lib/host/wire.gen.ts';
import type { Layer, Stroke } from '../../lib/keys/keyboard.ts';
import type { Decision } from './decision.svelte.ts';
import type { LensPilot } from './lens.ts';
import { spaceRung } from './rungs.ts';
import type { Sight } from './sight.svelte.ts';

interface Review {
  view: () => ReviewView;
  sight: Sight;
  decision: Decision;
  send: (intent: Intent) => void;
}

const CHOICES: readonly Choice[] = [
  'settle',
  'agree',
  'different',
  'dispute',
  'new_material',
  'undetermined',
];

export function reviewKeys({ view, sight, decision, send }: Review): Layer {
  const onCase = (then: (current: NonNullable<ReviewView['case']>) => void) => () => {
    const current = view().case;
    if (current !== null) then(current);
  };
  const open = (rung: Rung) =>
    view().case?.ladder.some((step) => step.rung === rung && step.allowed.may === 'yes') === true;
  const hold = (by: string, rung: () => Rung | null): Stroke => ({
    down: () => {
      const asked = rung();
      if (asked !== null && open(asked)) sight.hold(by, asked);
    },
    up: () => sight.letGo(by),
  });
  const press = (rung: Rung) => () => {
    if (open(rung)) sight.press(rung);
  };
  const rest = (rung: Rung) => () => {
    if (open(rung)) sight.rest(rung);
  };
  const choices = CHOICES.map((choice) => [
    choice,
    onCase((current) => decision.choose(current, choice)),
  ]);
  return {
    ...(Object.fromEntries(choices) as Layer),
    look: hold('Space', () => {
      const current = view().case;
      return current === null ? null : spaceRung(current, sight.chosen);
    }),
    rest_label: rest(0),
    rest_heavy: rest(1),
    look_light: hold('2', () => 2),
    look_outline: hold('3', () => 3),
    look_lens: hold('4', () => 4),
    look_grey: hold('5', () => 5),
    look_colour: hold('6', () => 6),
    show_light: press(2),
    show_outline: press(3),
    show_lens: press(4),
    show_grey: press(5),
    show_colour: press(6),
    press_mode: () => {
      sight.hide();
      sight.pressMode = !sight.pressMode;
    },
    classify: onCase(() => decision.show('classes')),
    submit: onCase((current) => decision.submit(current)),
    skip: onCase(() => decision.skip()),
    undo: () => {
      if (view().undo !== null) send({ intent: 'undo' });
    },
    pair_before: onCase((current) => decision.focusPair(current, -1)),
    pair_after: onCase((current) => decision.focusPair(current, 1)),
    home: () => send({ intent: 'go_home' }),
    close: () => decision.close(),
  };
}

/** What the arrows mean while somebody looks through the lens. */
export function lensKeys(lens: LensPilot): Layer {
  return {
    lens_up: () => lens.step('up'),
    lens_down: () => lens.step('down'),
    lens_left: () => lens.step('left'),
    lens_right: () => lens.step('right'),
  };
}
