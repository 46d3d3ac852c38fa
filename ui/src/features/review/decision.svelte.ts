/**
 * What the person is in the middle of saying: which list is open, and what a pick sends.
 *
 * The ruling itself lives in the desk; here is only what is not yet said. Knows no keys.
 */
import type {
  CaseView,
  Choice,
  Classification,
  DisputeReason,
  Intent,
  UrgentReason,
} from '../../lib/host/wire.gen.ts';

export type Open =
  'nothing' | 'reasons' | 'other' | 'classes' | 'explain' | 'lead' | 'note' | 'urgent';

export type ReasonCode = DisputeReason['code'];

export const REASONS: readonly ReasonCode[] = [
  'adult',
  'no_sexual_content',
  'drawn_or_generated',
  'wrong_category',
  'artefact',
  'other',
];

export const URGENT: readonly UrgentReason[] = ['recent', 'child', 'place', 'announced', 'other'];

export class Decision {
  open = $state<Open>('nothing');

  constructor(
    private readonly send: (intent: Intent) => void,
    /** A list is a dialog: what is looked at falls back to rest. */
    private readonly onOpen: () => void,
  ) {}

  /** Chooses for the focused pair; a dispute asks for its reason first. */
  choose(view: CaseView, choice: Choice): void {
    const offered = view.choices.find((other) => other.choice === choice);
    if (offered?.allowed.may !== 'yes') return;
    if (choice === 'dispute') return this.show('reasons');
    this.close();
    this.send({ intent: 'choose', choice, reason: null });
  }

  because(code: ReasonCode): void {
    if (code === 'other') return this.show('other');
    this.#dispute({ code });
  }

  becauseOf(words: string): void {
    this.#dispute({ code: 'other', text: words });
  }

  classify(view: CaseView, classification: Classification): void {
    const again = view.classification === classification;
    this.close();
    this.send({ intent: 'classify', classification: again ? null : classification });
  }

  submit(view: CaseView): void {
    if (view.submit.may !== 'yes') return;
    this.onOpen();
    this.close();
    this.send({ intent: 'submit' });
  }

  explain(words: string): void {
    this.close();
    this.send({ intent: 'explain', text: words });
  }

  note(words: string): void {
    this.close();
    this.send({ intent: 'leave_note', text: words });
  }

  askLead(view: CaseView, words: string): void {
    if (view.ask_lead.may !== 'yes') return;
    this.close();
    this.send({ intent: 'ask_lead', text: words });
  }

  /** Whoever knows of a child at immediate risk need not look to say so. */
  askUrgent(view: CaseView): void {
    if (view.mark_urgent.may === 'yes') this.show('urgent');
  }

  markUrgent(view: CaseView, reason: UrgentReason): void {
    if (view.mark_urgent.may !== 'yes') return;
    this.close();
    this.send({ intent: 'mark_urgent', reason });
  }

  skip(): void {
    this.onOpen();
    this.close();
    this.send({ intent: 'skip' });
  }

  focusPair(view: CaseView, step: 1 | -1): void {
    const at = view.focused_pair + step;
    if (at < 0 || at >= view.pairs.length) return;
    this.send({ intent: 'focus_pair', at });
  }

  show(open: Open): void {
    this.onOpen();
    this.open = open;
  }

  close(): void {
    this.open = 'nothing';
  }

  #dispute(reason: DisputeReason): void {
    this.close();
    this.send({ intent: 'choose', choice: 'dispute', reason });
  }
}
