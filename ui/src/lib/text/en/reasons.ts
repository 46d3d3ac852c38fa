/** Why something cannot be done, and what to do about it: one sentence for every code. */
import type {
  Blocked,
  Code,
  Kept,
  Origin,
  PictureTrait,
  Rung,
  Unreadable,
} from '../../host/wire.gen.ts';
import { clock } from '../../time/words.ts';

export const rungs: Record<Rung, { name: string; means: string }> = {
  0: { name: 'Label', means: 'no picture' },
  1: { name: 'Heavy veil', means: 'grey, strongly blurred' },
  2: { name: 'Light veil', means: 'grey, lightly blurred' },
  3: { name: 'Outline', means: 'a drawing of the contours' },
  4: { name: 'Lens', means: 'one round region clear' },
  5: { name: 'Grey', means: 'whole picture, no colour' },
  6: { name: 'Colour', means: 'whole picture' },
};

const step = (rung: Rung) => `${rungs[rung].name.toLowerCase()} (${rung})`;
const after = (until: number | null) => (until === null ? 'later' : `after ${clock(until)}`);

/** Whose limit it is, where a rung is above one. */
const whose: Record<Origin, string> = {
  default: 'Your limits end',
  floor: 'The limit of your organisation is',
  team: 'The limit of your team is',
  person: 'The limit you set yourself is',
};

const notKept: Record<Kept, string> = {
  outline: 'This case was taken in before outlines were kept. Look in grey instead.',
  full_size: 'This case was taken in before full sizes were kept. Colour is the most there is.',
};

type Sentences<T extends { code: string }> = {
  [K in T['code']]: (why: Extract<T, { code: K }>) => string;
};

export const blocked: Sentences<Blocked> = {
  needs_rung: ({ rung }) => `Needs ${step(rung)} first.`,
  undecided: () => 'Choose a ruling for every match first.',
  contradiction: () => 'The rulings contradict each other. Change one of them.',
  rung_not_allowed: ({ max, from }) => `${whose[from ?? 'default']} at ${step(max)} just now.`,
  only_veiled: ({ max }) =>
    `A check of what was stopped: it is shown up to ${step(max)} and no further. Decide by that, or ask a lead.`,
  no_picture: () => 'There is no such picture of this upload. Decide by the evidence, or skip.',
  not_kept: ({ what }) => notKept[what],
  colour_first: () => 'Full size is for a second look. Look in colour (6) first, then let go.',
  animated: () => 'An animation is shown as a sheet of its frames and has no full size.',
  not_in_this_queue: () => 'This queue does not offer that ruling. Choose another, or ask a lead.',
  needs_reason: () => 'This queue asks for a reason in words first.',
  offline: () => 'The hub is out of reach: no looks. Go on veiled, or wait.',
  budget_spent: ({ until }) =>
    `Your looks are used up. Go on veiled; the next is free ${after(until)}.`,
  on_break: ({ until }) => `A break is on. Come back ${after(until)}.`,
  block_over: ({ until }) =>
    until === null
      ? 'The block is over. Decide this case veiled, then rest.'
      : `The block is over. Decide this case veiled before ${clock(until)}, then rest.`,
  day_spent: ({ until }) =>
    until === null
      ? 'Your reviewing time for the day is used up. Decide this case veiled, then stop for today.'
      : `Your reviewing time for the day is used up. Come back ${after(until)}.`,
  capture_not_excluded: () =>
    'Your organisation grants looks only where the window is left out of screen captures. Go on veiled.',
  shift_over: ({ until }) =>
    until === null
      ? 'No shift of yours is on. Ask a lead if your hours are wrong.'
      : `Your shift is over. The next one begins at ${clock(until)}.`,
  shift_ending: ({ until }) =>
    until === null
      ? 'Your shift ends soon: no looks any more. Go on veiled.'
      : `Your shift ends at ${clock(until)}: no looks any more. Go on veiled.`,
  cool_down: ({ until }) =>
    `That was a severe case. Go on veiled; looks are possible again ${after(until)}.`,
  hidden: () => 'The picture is hidden. Return to the window, or lift the curtain.',
  not_offered: () => 'Not offered to you, or not in this version.',
};

/** The same in a few words, where there is no room for a sentence; the sentence is its title. */
export const briefly: Record<Blocked['code'], string> = {
  needs_rung: 'needs more first',
  undecided: 'not decided yet',
  contradiction: 'rulings contradict',
  rung_not_allowed: 'above your limits now',
  only_veiled: 'a check: veiled only',
  no_picture: 'no such picture here',
  not_kept: 'not kept of this case',
  colour_first: 'after a look in colour',
  animated: 'not of an animation',
  not_in_this_queue: 'not in this queue',
  needs_reason: 'asks for a reason',
  offline: 'not while offline',
  budget_spent: 'looks are used up',
  on_break: 'a break is on',
  block_over: 'the block is over',
  day_spent: 'the day’s time is used up',
  capture_not_excluded: 'not at this computer',
  shift_over: 'no shift is on',
  shift_ending: 'the shift ends soon',
  cool_down: 'after a severe case',
  hidden: 'hidden just now',
  not_offered: 'not offered',
};

export const problems: Record<Code, string> = {
  bad_request: 'The hub did not understand. Check what you entered and try again.',
  unauthenticated: 'You are not signed in. Sign in again.',
  token_expired: 'Your sign-in has run out. Sign in again.',
  wrong_password: 'Name or password is wrong. Check both and try again.',
  sign_in_failed: 'The sign-in at your organisation came to nothing. Begin it anew.',
  signed_out_everywhere: 'You were signed out everywhere, by yourself or by an admin.',
  session_over: 'A sign-in with your organisation lasts so long and no longer.',
  switched_off: 'An admin has switched you off. Ask them.',
  no_group: 'None of your groups may come in here. Ask an admin of the hub.',
  last_admin: 'The hub would be left without an admin. Make somebody else one first.',
  own_right: 'You would be no admin any more, and could not undo it. Ask another admin to do it.',
  own_password:
    'Your own password is changed in your settings, where the one that you have is asked for.',
  forbidden: 'Your role does not allow this. Ask a lead.',
  password_given: 'Somebody gave you this password. Choose one of your own first.',
  not_found: 'It is not there any more. Go back and choose again.',
  no_such_operation:
    'The hub is older than this desk and cannot do that yet. Ask whoever runs it to upgrade it.',
  name_taken: 'That name is taken. Choose another.',
  changed_since: 'Somebody else changed it meanwhile. Here is what holds now; repeat your change.',
  against_policy: 'The case’s queue does not take this verdict. See its policy, or ask a lead.',
  class_not_offered:
    'That class is not offered here any more, and the verdict was not taken. The case comes back; choose another class.',
  not_for_them:
    'This person cannot be given the case: they passed it on, or have spoken on it. Choose somebody else.',
  too_many_tries: 'Too many tries. Wait a little, then try again.',
  empty_upload: 'The upload was empty. Send it again.',
  too_large: 'The upload is larger than the hub takes. Send a smaller one.',
  unsupported_media: 'The hub cannot read this kind of file. Send a picture.',
  not_your_lease: 'A colleague holds this case now. Go on with the next one.',
  lease_lost: 'The hold on this case ran out. It went back to its queue; go on with the next one.',
  lease_fenced: 'A colleague was given this case meanwhile. Go on with the next one.',
  already_decided: 'This case is already decided. Go on with the next one.',
  below_required_rung: 'This verdict needs more to have been seen. See the note at the choice.',
  colour_first: 'Full size is for a second look. Look in colour first, let go, then ask again.',
  capture_not_excluded:
    'Your organisation grants looks only where the window is left out of screen captures. Decide veiled.',
  look_over: 'That look is over. Ask for another if you need it.',
  contradiction: 'The rulings contradict each other. Change one of them.',
  idempotency_conflict: 'The hub already has another verdict from here. Skip this case.',
  grace_over: 'The time to undo is over. Ask a lead for a reversal.',
  not_confirmed: 'Only a confirmed verdict can be reversed.',
  nothing_to_report:
    'Nothing of this case was confirmed as child sexual abuse material, so there is nothing to report.',
  picture_destroyed: 'The picture was destroyed. Nobody can look at it any more.',
  legal_hold: 'It is under a legal hold. Lift the hold first.',
  case_open: 'Somebody has to look at it first.',
  on_break: 'A break is on. Work goes on when it ends.',
  block_over: 'The block is over. Time to rest.',
  budget_spent: 'Your looks are used up. Veiled work goes on.',
  day_spent: 'Your reviewing time for the day is used up. Come back tomorrow.',
  rung_not_allowed: 'Your limits do not allow this much to be shown just now.',
  shift_over: 'No shift of yours is on. Ask a lead if your hours are wrong.',
  shift_ending: 'Your shift ends soon: no looks any more. Veiled work goes on.',
  cool_down: 'That was a severe case: no look for a while. Veiled work goes on.',
  own_limit: 'Nobody loosens limits that they work under. Ask another lead or an administrator.',
  setting_out_of_bounds:
    'A value is looser than any organisation may allow, or too strict to work with. Choose another one.',
  resting_above_max:
    'A case cannot rest at more than is ever shown. Choose a lower rung to rest at, or a higher one as the most.',
  looser_than_floor: 'This is looser than your organisation allows. Choose a stricter value.',
  unavailable: 'The hub does not answer. Check its address and the connection.',
  no_room:
    'The hub’s disk is full. Nothing was lost, and it goes on once there is room: tell whoever runs it.',
  internal: 'The hub failed. Try again; if it stays so, tell whoever runs it.',
  hub_too_new: 'This hub is newer than this desk can work with. Update Scrim on this computer.',
};

/** Why an upload, or a part of it, could not be matched. */
export const unreadable: Record<Unreadable, string> = {
  empty: 'The file is empty.',
  unsupported_format: 'The file is no kind of picture that is known here.',
  unsupported_avif: 'AVIF is not read here: no well-kept decoder fits into the sandbox yet.',
  unsupported_heic: 'HEIC is not read here: its codec is patented and its decoders are too large.',
  unsupported_video: 'Films are not looked at here. Refer it to whoever reviews films.',
  unsupported_variant: 'The file uses a variant of its format that is not read here.',
  truncated: 'The file ends early. Only a part of the picture could be matched.',
  corrupt: 'The file is damaged.',
  too_many_bytes: 'The file is larger than the hub takes.',
  too_many_pixels: 'The picture has more pixels than the hub takes.',
  too_large_side: 'The picture is wider or higher than the hub takes.',
  too_much_memory: 'The picture would need more memory than the hub gives it.',
  too_many_scans: 'The picture is built from more passes than any real one.',
  frames_beyond_limit: 'The animation is longer than the hub reads. Its end was not matched.',
  deadline: 'The picture took longer to read than the hub allows.',
  memory_cap: 'The picture needed more memory than the hub gives it.',
  out_of_memory: 'The hub had no memory left for the picture.',
  crashed: 'The reader failed over this picture and was replaced.',
  picture_destroyed:
    'It waits again, but its picture was destroyed. Ask its source to send it again.',
  unverified: 'A list elsewhere cannot answer about it. Nobody knows whether it is listed there.',
};

/** What of a picture is shown otherwise than its file would. */
export const traits: Record<PictureTrait, string> = {
  truncated: 'The file ends early or is damaged. What is missing is shown in grey.',
  animated: 'It moves. What you see are some of its frames, side by side.',
  frames_left_out: 'The animation is longer than the hub reads. Its end is not in the picture.',
  profile_ignored: 'Its colour profile makes no sense and was left out. Colours may be off.',
  alpha: 'Parts are transparent. They are shown on neutral grey.',
  cmyk: 'It is made for print. Its inks were turned into screen colours.',
};
