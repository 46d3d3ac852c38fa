/** What somebody says of a case for a report, before it is handed over. Sends nothing. */
import type {
  Annotation,
  HandoffAct,
  HandoffFile,
  IncidentType,
  NotHandedOver,
} from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';
import { moment } from '../../lib/time/words.ts';

/** The hotline takes no more. */
export const LONGEST_URGENCY = 3_000;

export type Seen = 'viewed' | 'not_viewed';

/** What is said of one upload: at first what the ledger bears out, and nothing beside it. */
class Said {
  viewed = $state<Seen>('not_viewed');
  annotations = $state<Annotation[]>([]);

  constructor(readonly file: HandoffFile) {
    this.viewed = file.may_be_viewed ? 'viewed' : 'not_viewed';
  }
}

export class Draft {
  readonly said: readonly Said[];
  incident = $state<IncidentType>('abuse_material');
  /** Nothing is urgent unless somebody says so. */
  urgent = $state<'urgent'[]>([]);
  why = $state('');

  constructor(files: readonly HandoffFile[]) {
    this.said = files.map((file) => new Said(file));
  }

  readonly isUrgent = $derived.by(() => this.urgent.length > 0);

  /** What has still to be said. */
  readonly missing = $derived.by(() =>
    this.isUrgent && this.why.trim() === '' ? text.oversight.handoff.urgentMissing : undefined,
  );

  handOver(): HandoffAct {
    const files = this.said.map(({ file, viewed, annotations }) => ({
      item_id: file.item,
      viewed: viewed === 'viewed',
      annotations: [...annotations],
    }));
    const urgent = this.isUrgent ? this.why.trim() : null;
    return { wants: 'hand_over', incident: this.incident, urgent, files };
  }
}

/** Why nothing was handed over, and what to do. */
export function whyNot({ code, until, says }: NotHandedOver): string {
  const words = text.oversight.handoff;
  switch (code) {
    case null:
      return words.silent;
    case 'not_confirmed':
      return until === null ? words.notDecided : words.inGrace(moment(until));
    case 'not_found':
      return words.gone;
    case 'bad_request':
      return says === null ? text.problems[code] : words.notTaken(says.replace(/[.\s]+$/, ''));
    default:
      return text.problems[code];
  }
}
