/** What the keys mean during a review. Knows the table's names, no keys. */
import type {
  Allowed,
  CaseView,
  Choice,
  Intent,
  ReviewView,
  Rung,
} from '../../lib/host/wire.gen.ts';
import type { Layer, Stroke } from '../../lib/keys/keyboard.ts';
import { text, whyNot } from '../../lib/text/text.ts';
import { voice } from '../../lib/voice/voice.svelte.ts';
import type { Decision } from './decision.svelte.ts';
import type { LensPilot } from './lens.ts';
import type { Pane } from './pane.ts';
import { allowedOf, spaceRung, type Wish } from './rungs.ts';
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
  const { hold, press, rest } = wishes(view, sight);
  const choices = CHOICES.map((choice) => [
    choice,
    onCase((current) => {
      refuse(allowedFor(current, choice));
      decision.choose(current, choice);
    }),
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
    look_full: hold('F', () => 'full_size'),
    show_light: press(2),
    show_outline: press(3),
    show_lens: press(4),
    show_grey: press(5),
    show_colour: press(6),
    show_full: press('full_size'),
    press_mode: () => {
      sight.hide();
      sight.pressMode = !sight.pressMode;
      voice.say(`${sight.pressMode ? text.review.pressModeHint : text.review.holdModeHint}.`);
    },
    classify: onCase(() => decision.show('classes')),
    submit: onCase((current) => {
      refuse(current.submit);
      decision.submit(current);
    }),
    explain: onCase(() => decision.show('explain')),
    note: onCase(() => decision.show('note')),
    ask_lead: onCase((current) => {
      if (current.ask_lead.may === 'yes') decision.show('lead');
    }),
    urgent: onCase((current) => decision.askUrgent(current)),
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

/** Says why a key does nothing: a button that cannot be pressed is seen, and a key is not. */
function refuse(allowed: Allowed | undefined): void {
  const why = allowed && whyNot(allowed);
  if (why !== undefined) voice.say(why);
}

function allowedFor(view: CaseView, choice: Choice): Allowed | undefined {
  return view.choices.find((offered) => offered.choice === choice)?.allowed;
}

/** What a key that stands for something to see does, where it may be seen. */
function wishes(view: () => ReviewView, sight: Sight) {
  const open = (wish: Wish) => {
    const current = view().case;
    if (current === null) return false;
    const allowed = allowedOf(current, wish);
    refuse(allowed);
    return allowed?.may === 'yes';
  };
  const hold = (by: string, wish: () => Wish | null): Stroke => ({
    down: (code) => {
      const asked = wish();
      const held = code === undefined ? null : ({ by: 'key', code } as const);
      if (asked !== null && open(asked)) sight.hold(by, asked, held);
    },
    up: () => sight.letGo(by),
  });
  const press = (wish: Wish) => () => {
    if (open(wish)) sight.press(wish);
  };
  const rest = (rung: Rung) => () => {
    if (open(rung)) sight.rest(rung);
  };
  return { hold, press, rest };
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

/** What they mean while somebody looks at the full size. */
export function fullSizeKeys(pane: Pane): Layer {
  return {
    full_up: () => pane.step('up'),
    full_down: () => pane.step('down'),
    full_left: () => pane.step('left'),
    full_right: () => pane.step('right'),
  };
}
