/**
 * The one keyboard table: it drives the handler, the hints on buttons and the help sheet.
 *
 * Knows no texts and no effects: an action is a name that a screen gives a meaning to. Where two
 * actions share a chord, the layer on top wins (a list of reasons over the ladder). These are the
 * usual chords; which ones hold now, `book` knows.
 */
import type { Chord } from './chord.ts';

export type Group =
  'look' | 'lens' | 'full' | 'decide' | 'move' | 'always' | 'rows' | 'list' | 'tiles';

export interface Binding {
  action: string;
  chords: readonly Chord[];
  group: Group;
}

const bind = <A extends string>(action: A, group: Group, ...chords: Chord[]) =>
  ({ action, chords, group }) as const;

export const TABLE = [
  bind('look', 'look', 'Space'),
  bind('rest_label', 'look', '0'),
  bind('rest_heavy', 'look', '1'),
  bind('look_light', 'look', '2'),
  bind('look_outline', 'look', '3'),
  bind('look_lens', 'look', '4'),
  bind('look_grey', 'look', '5'),
  bind('look_colour', 'look', '6'),
  bind('look_full', 'look', 'F'),
  bind('show_light', 'look', 'Shift+2'),
  bind('show_outline', 'look', 'Shift+3'),
  bind('show_lens', 'look', 'Shift+4'),
  bind('show_grey', 'look', 'Shift+5'),
  bind('show_colour', 'look', 'Shift+6'),
  bind('show_full', 'look', 'Shift+F'),
  bind('press_mode', 'look', 'P'),
  bind('lens_up', 'lens', 'ArrowUp'),
  bind('lens_down', 'lens', 'ArrowDown'),
  bind('lens_left', 'lens', 'ArrowLeft'),
  bind('lens_right', 'lens', 'ArrowRight'),
  bind('full_up', 'full', 'ArrowUp'),
  bind('full_down', 'full', 'ArrowDown'),
  bind('full_left', 'full', 'ArrowLeft'),
  bind('full_right', 'full', 'ArrowRight'),
  bind('settle', 'decide', 'S'),
  bind('agree', 'decide', 'A'),
  bind('different', 'decide', 'D'),
  bind('dispute', 'decide', 'W'),
  bind('new_material', 'decide', 'N'),
  bind('undetermined', 'decide', 'U'),
  bind('classify', 'decide', 'C'),
  bind('explain', 'decide', 'E'),
  bind('urgent', 'decide', 'I'),
  bind('submit', 'decide', 'Enter'),
  bind('undo', 'decide', 'Z', 'Ctrl+Z'),
  bind('pair_before', 'move', 'ArrowUp'),
  bind('pair_after', 'move', 'ArrowDown'),
  bind('note', 'move', 'M'),
  bind('ask_lead', 'move', 'L'),
  bind('skip', 'move', 'K'),
  bind('home', 'move', 'H'),
  bind('unreadable', 'move', 'R'),
  bind('queues', 'move', 'Q'),
  bind('care', 'move', 'T'),
  bind('oversight', 'move', 'O'),
  bind('history', 'move', 'Y'),
  bind('administration', 'move', 'V'),
  bind('break', 'always', 'B'),
  bind('take_mark_back', 'always', 'Shift+I'),
  bind('panic', 'always', 'Escape Escape', 'Pause'),
  bind('close', 'always', 'Escape'),
  bind('palette', 'always', 'Ctrl+K'),
  bind('help', 'always', '?'),
  bind('support', 'always', 'F1', 'Ctrl+F1'),
  bind('row_before', 'rows', 'ArrowUp'),
  bind('row_after', 'rows', 'ArrowDown'),
  bind('filters', 'rows', '/'),
  bind('pick_1', 'list', '1'),
  bind('pick_2', 'list', '2'),
  bind('pick_3', 'list', '3'),
  bind('pick_4', 'list', '4'),
  bind('pick_5', 'list', '5'),
  bind('pick_6', 'list', '6'),
  bind('pick_7', 'list', '7'),
  bind('pick_8', 'list', '8'),
  bind('pick_9', 'list', '9'),
  bind('pick_more', 'list', '0'),
  bind('tile_up', 'tiles', 'ArrowUp'),
  bind('tile_down', 'tiles', 'ArrowDown'),
  bind('tile_left', 'tiles', 'ArrowLeft'),
  bind('tile_right', 'tiles', 'ArrowRight'),
] as const satisfies readonly Binding[];

export type Action = (typeof TABLE)[number]['action'];
