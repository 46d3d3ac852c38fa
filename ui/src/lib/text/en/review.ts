/** The review screen. Names no content, only what a person can do. */
import type { Choice, Classification, DisputeReason, WaitingFor } from '../../host/wire.gen.ts';

type ReasonCode = DisputeReason['code'];

const choices: Record<Choice, { name: string; means: string }> = {
  settle: { name: 'Settle', means: 'Same picture; take the list at its word' },
  agree: { name: 'Agree', means: 'Same picture, and it belongs on the list' },
  different: { name: 'Different', means: 'Another picture; the entry stays as it is' },
  dispute: { name: 'Should not be listed', means: 'Same picture, but the entry is wrong' },
  new_material: { name: 'New material', means: 'Another picture, and abusive itself' },
  undetermined: { name: 'Cannot tell', means: 'A lead decides' },
};

const reasons: Record<ReasonCode, string> = {
  adult: 'Only adults are shown',
  no_sexual_content: 'Nothing sexual is shown',
  drawn_or_generated: 'Drawn or generated, out of scope',
  wrong_category: 'Listed in the wrong category',
  artefact: 'Corrupt file or collage',
  other: 'Something else, in words',
};

const classes: Record<Classification, string> = {
  A1: 'A1',
  A2: 'A2',
  B1: 'B1',
  B2: 'B2',
  NONE: 'None of these',
};

const waiting: Record<WaitingFor, { title: string; hint: string }> = {
  hub: { title: 'The next case is on its way', hint: 'A good moment to look out of the window.' },
  empty_queue: {
    title: 'Nothing is waiting',
    hint: 'This queue is empty. New cases appear here by themselves.',
  },
  connection: {
    title: 'The hub is out of reach',
    hint: 'Scrim keeps trying. Verdicts you gave are kept and will be sent.',
  },
};

export const review = {
  title: 'Review',
  choices,
  reasons,
  classes,
  waiting,
  ladder: 'How much is shown',
  now: 'on screen',
  asking: 'asking',
  noPicture: 'Label only',
  noPictureHint: 'No picture is on the screen.',
  picture: 'The picture under review',
  pictureLost: 'The picture did not arrive. Choose a rung to ask again.',
  hidden: 'Hidden',
  hiddenHint: 'It comes back when you do.',
  preparing: 'Preparing the veil',
  look: 'Hold to look',
  lookFor: (rung: string) => `Space shows ${rung.toLowerCase()}`,
  endsIn: 'hides in',
  cleared: (percent: number, limit: number) =>
    `${percent} % of the picture seen, past ${limit} % it is grey`,
  fullSize: { name: 'Full size', means: 'every pixel, part by part' },
  fullSizeHint: 'Arrows or drag to move',
  fullSizeSeen: (percent: number) => `${percent} % of the picture opened`,
  fullSizeLoading: (ready: number, of: number) => `Loading, ${ready} of ${of} parts are here`,
  fullSizeFailed: 'A part could not be drawn. Let go, then ask again.',
  fullSizeMap: 'Where in the picture you are',
  pressMode: 'Press to show',
  holdMode: 'Hold to show',
  pressModeHint: 'Press once to show, press again to hide',
  holdModeHint: 'Shown only while a key is held',
  evidence: 'Evidence',
  match: (at: number, of: number) => `Match ${at} of ${of}`,
  exact: 'Exact',
  exactMeans: 'the same bytes',
  near: 'Near',
  nearMeans: 'a similar fingerprint',
  frame: (number: number, of: number | null) =>
    of === null ? `Frame ${number} came near.` : `Frame ${number} of ${of} came near.`,
  frameItself: 'The ring on the picture marks it.',
  frameAlike: 'The ring on the picture marks one that looks like it.',
  frameUnmarked: 'No frame on the sheet is marked for it.',
  vetted: 'Vetted list',
  otherList: 'Other list',
  distance: 'Distance',
  distanceOf: (bits: number, limit: number) => `${bits} of ${limit} bits differ`,
  quality: 'Quality',
  qualityOf: (quality: number) => `${quality} of 100`,
  uploads: 'Uploads',
  uploadsOf: (n: number) => (n === 1 ? 'this one alone' : `${n} in this one decision`),
  category: 'Category',
  entry: 'Entry',
  none: 'not given',
  seen: 'Seen so far',
  traits: 'About this picture',
  stageSettle: 'Settling a disagreement',
  choicesTitle: 'Your ruling',
  needs: (rung: string) => `needs ${rung}`,
  enough: 'enough seen',
  chosen: 'chosen',
  reasonTitle: 'Why should it not be listed?',
  otherReason: 'In your words; they never leave the hub',
  useReason: 'Use this reason',
  classTitle: 'Class',
  classify: 'Classify',
  clearClass: 'No class',
  submit: 'Send verdict',
  skip: 'Skip',
  undo: 'Undo',
  undoFor: (left: string) => `Undo, ${left} left`,
  ready: (n: number) => (n === 0 ? 'last one for now' : `${n} more ready`),
};
