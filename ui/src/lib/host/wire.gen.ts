// Generated from the wire crate by `cargo xtask gen`; not to be edited.

export type ItemId = string;

export type CaseId = string;

export type BankId = string;

export type EntryId = string;

export type PersonId = string;

export type QueueId = string;

export type TeamId = string;

export type GrantId = string;

export type VerdictId = string;

export type LensPoint = { 
/**
 * From the left, 0 to 1,000.
 */
x: number, 
/**
 * From the top, 0 to 1,000.
 */
y: number, };

export type FullSize = { 
/**
 * Width of the whole picture, upright, px.
 */
width_px: number, 
/**
 * Height of the whole picture, upright, px.
 */
height_px: number, 
/**
 * Width and height of a tile, px; those at the right and lower edge are smaller.
 */
tile_px: number, 
/**
 * How many tiles beside each other.
 */
columns: number, 
/**
 * How many tiles above each other.
 */
rows: number, };

export type Tile = { 
/**
 * From the left, counted from 0.
 */
column: number, 
/**
 * From the top, counted from 0.
 */
row: number, };

export type Part = { 
/**
 * From the left.
 */
left: number, 
/**
 * From the top.
 */
top: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type Place = { 
/**
 * From the left.
 */
left: number, 
/**
 * From the top.
 */
top: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type MatchedFrame = { 
/**
 * Which frame, counted from 1.
 */
number: number, 
/**
 * Of how many, where that was written down.
 */
of: number | null, 
/**
 * The cell that shows it, or one that looks like it.
 */
shown: Marked | null, };

export type Marked = { 
/**
 * Where it lies.
 */
place: Place, 
/**
 * Whether it shows that very frame, or one that looks like it.
 */
itself: boolean, };

export type Time = number;

export type Span = number;

export type Rung = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export type Role = "moderator" | "lead" | "admin" | "source";

export type Permission = "review" | "settle" | "reverse" | "manage_queues" | "set_floors" | "see_metrics" | "see_unreadable" | "manage_people" | "manage_banks" | "read_audit" | "hold" | "destroy" | "submit";

export type Tone = "as_is" | "sepia";

export type OptOuts = { 
/**
 * Categories of lists, in capitals. Where there is one, what is of no known category is left out too.
 */
categories: Array<string>, 
/**
 * Kinds of media.
 */
media: Array<MediaKind>, };

export type PictureTrait = "truncated" | "animated" | "frames_left_out" | "profile_ignored" | "alpha" | "cmyk";

export type Support = { 
/**
 * Whom to turn to, in the order they are shown; at most eight.
 */
contacts: Array<Contact>, };

export type Contact = { 
/**
 * Who: a line of at most 160 characters, like all of these.
 */
name: string, 
/**
 * How to reach them.
 */
reach: string, 
/**
 * When, or what it costs, or that it is confidential; may be empty.
 */
note: string, };

export type Disclosed = { "is": "told", 
/**
 * Looks, in tens; nothing where fewer than five people looked.
 */
looks: number | null, 
/**
 * Looking time in milliseconds, in quarters of an hour; nothing where fewer than five people looked.
 */
looking_ms: number | null, 
/**
 * Reviewing time in milliseconds, in quarters of an hour.
 */
reviewing_ms: number | null, 
/**
 * Limits that somebody reached at some time of the week.
 */
reached: Array<Limit>, } | { "is": "too_few" } | { "is": "team_changed" };

export type Limit = "review_per_day" | "looks_per_day" | "looking_per_day";

export type MatchKind = { "kind": "exact" } | { "kind": "near", 
/**
 * Bits that differ, 0 to 31.
 */
distance: number, } | { "kind": "said_near" };

export type ListTrust = "vetted" | "other";

export type Stage = "review" | "settle";

export type HarmType = "csam" | "ncii" | "terrorism" | "other";

export type QueueSettings = { 
/**
 * Who may take from it.
 */
audience: Audience, 
/**
 * What may be said in it.
 */
policy: QueuePolicy, 
/**
 * Which of its cases comes next.
 */
order: Order, 
/**
 * Somebody has been through its cases before: what is worst is not in it, or they are told what comes. Newcomers take
 * from such queues alone, if they may take from any.
 */
pre_screened: boolean, 
/**
 * Shares and capacities of those who have others than everybody has. It opens the queue to nobody.
 */
assignments: { [key in PersonId]: Assignment }, 
/**
 * Of how many of its cases one is a benign look-alike, in thousandths; 50 at most.
 */
look_alikes: LookAlikeShare, };

export type Audience = { 
/**
 * Whoever is here for one of these.
 */
roles: Array<Role>, 
/**
 * And these people, whatever they are here for.
 */
people: Array<PersonId>, };

export type QueuePolicy = { 
/**
 * What to go by, shown beside the case. Plain text.
 */
text: string, 
/**
 * Rulings that are not offered here, and that the hub refuses.
 */
hidden: Array<Choice>, 
/**
 * Rulings that are taken only with a reason in words.
 */
explained: Array<Choice>, };

export type Order = "fair_share" | "oldest_first";

export type Assignment = { 
/**
 * Their share, 1 to 1,000.
 */
share: Share, 
/**
 * How many of the queue's cases they hold at once, at most; without it, as many as anybody may hold.
 */
most_open?: number, 
/**
 * How many of the queue's cases they are given per rolling 24 h, at most.
 */
most_per_day?: number, };

export type Share = number;

export type LookAlikeShare = number;

export type Rule = { 
/**
 * What people call it.
 */
name: string, 
/**
 * When it fits; without any condition it fits everything.
 */
when: Conditions, 
/**
 * Where the case then waits.
 */
queue: QueueId, 
/**
 * Higher is taken first within the queue.
 */
priority: number, };

export type Conditions = { 
/**
 * Recognised by one of these lists.
 */
banks?: Array<BankId>, 
/**
 * By a list about one of these.
 */
harms?: Array<HarmType>, 
/**
 * In this way.
 */
signal?: Signal, 
/**
 * At such a distance; met by no equal bytes, which have none, and by nothing whose distance is not told.
 */
distance?: DistanceBand, 
/**
 * As an entry of one of these categories, compared without regard to case.
 */
categories?: Array<string>, 
/**
 * Sent by one of these sources.
 */
sources?: Array<PersonId>, 
/**
 * Of this kind.
 */
media?: MediaKind, };

export type Signal = "digest" | "pdq";

export type DistanceBand = { 
/**
 * The least, bits.
 */
from: number, 
/**
 * The greatest, bits, at most 31.
 */
to: number, };

export type MediaKind = "still" | "animation";

export type Destination = { "to": "queue", 
/**
 * Which.
 */
queue: QueueId, 
/**
 * Higher is taken first there; as it was where none is said.
 */
priority?: number, } | { "to": "leads" } | { "to": "person", 
/**
 * Whom.
 */
person: PersonId, } | { "to": "hold", 
/**
 * Until when, at most [`MAX_HOLD`] from now.
 */
until: Time, } | { "to": "back" };

export type DisputeReason = { "code": "adult" } | { "code": "no_sexual_content" } | { "code": "drawn_or_generated" } | { "code": "wrong_category" } | { "code": "artefact" } | { "code": "other", 
/**
 * The words.
 */
text: string, };

export type Classification = string;

export type IndustryClass = "A1" | "A2" | "B1" | "B2";

export type Class = { 
/**
 * What decisions and files name it by: 1 to 16 letters, digits and `_`, `.`, `-`, of which the first is a letter or a
 * digit. It never changes.
 */
code: string, 
/**
 * What it is called; one line of 1 to 40 characters.
 */
name: string, 
/**
 * What it means, or when it is chosen; one line of at most 160 characters, may be empty.
 */
hint: string, 
/**
 * Whether it is only there for decisions that name it, and given to nothing new.
 */
retired: boolean, 
/**
 * What it is in a report to a hotline; null where a report names no class.
 */
reports_as: IndustryClass | null, };

export type Scheme = { 
/**
 * Each once; at most 24.
 */
classes: Array<Class>, };

export type UrgentReason = "recent" | "child" | "place" | "announced" | "other";

export type Presented = { 
/**
 * Milliseconds on the screen, 0 when it never came up.
 */
shown_ms: number, 
/**
 * The share of the picture that was clear, in thousandths.
 */
region_permille: number, 
/**
 * Width on the screen, px.
 */
width_px: number, 
/**
 * Height on the screen, px.
 */
height_px: number, };

export type Settings = { 
/**
 * Work between two breaks. Shorter is stricter.
 */
block: Span, 
/**
 * Continuous time off that a new block needs. Longer is stricter.
 */
rest: Span, 
/**
 * Review per rolling 24 h. Less is stricter.
 */
review_per_day: Span, 
/**
 * Looks within a block from which a notice appears. Fewer is stricter.
 */
looks_notice: number, 
/**
 * Charged looks per rolling 24 h. Fewer is stricter.
 */
looks_per_day: number, 
/**
 * Looking time per rolling 24 h. Less is stricter.
 */
looking_per_day: Span, 
/**
 * The rung a case rests at. Lower is stricter.
 */
resting_rung: Rung, 
/**
 * The highest rung that may be looked at. Lower is stricter.
 */
max_rung: Rung, 
/**
 * How long before a shift's end only veils are shown. Longer is stricter.
 */
veiled_end: Span, 
/**
 * For how many days somebody new has half of both budgets. More is stricter.
 */
first_days: number, 
/**
 * How long only veils are shown after a look at a case of a severe category. Longer is stricter.
 */
cool_down: Span, };

export type SettingName = "block" | "rest" | "review_per_day" | "looks_notice" | "looks_per_day" | "looking_per_day" | "resting_rung" | "max_rung" | "veiled_end" | "first_days" | "cool_down";

export type Effective = { 
/**
 * What holds.
 */
settings: Settings, 
/**
 * One for every setting.
 */
reasons: Array<Reason>, };

export type Reason = { 
/**
 * Which setting.
 */
setting: SettingName, 
/**
 * Who decided it.
 */
from: Origin, 
/**
 * Whether it was loosened since: this holds until the block is over.
 */
passing: boolean, };

export type Origin = "default" | "floor" | "team" | "person";

export type CameBy = { "by": "rule" } & FirstFit | { "by": "list" } | { "by": "unreadable" } | { "by": "hand" };

export type FirstFit = { 
/**
 * Its place, counted from 1.
 */
number: number, 
/**
 * What leads call it; told to those who run queues alone.
 */
name?: string, 
/**
 * What of its conditions was met.
 */
met: Met, };

export type Met = { 
/**
 * The names of the lists that it asks for, of those that recognised the upload.
 */
lists?: Array<string>, 
/**
 * What those lists are about, where it asks for that.
 */
harms?: Array<HarmType>, 
/**
 * In which way.
 */
signal?: Signal, 
/**
 * Within which distances.
 */
distance?: DistanceBand, 
/**
 * Of which categories, as the rule writes them.
 */
categories?: Array<string>, 
/**
 * It asks for certain sources; which one it was is not told.
 */
source?: boolean, 
/**
 * Of which kind.
 */
media?: MediaKind, };

export type Provenance = { "from": "import", 
/**
 * What the list itself calls it, where it does.
 */
id?: string, } | { "from": "service", 
/**
 * What the service is called here.
 */
service: string, 
/**
 * The list there.
 */
list: string, 
/**
 * Its number there.
 */
number: number, 
/**
 * Whose it is, where exchanges had brought it there; [`MOST_UPSTREAM`] at most.
 */
upstream?: Array<Upstream>, } | { "from": "verdict" };

export type Upstream = { 
/**
 * The exchange.
 */
exchange: string, 
/**
 * The name; none where it cannot be told.
 */
id?: string, };

export type MemberVotes = { 
/**
 * How many say that it belongs on the list.
 */
up: number, 
/**
 * How many say that it does not.
 */
down: number, };

export type EntryRecord = { 
/**
 * The same picture, and nothing against its listing.
 */
confirmed: number, 
/**
 * The same picture, which should not be listed.
 */
disputed: number, 
/**
 * Another picture, which says nothing about the entry.
 */
different: number, 
/**
 * There are more: the newest [`MOST_COUNTED`] are counted.
 */
more: boolean, };

export type Precedent = { 
/**
 * When it was decided.
 */
decided_at: Time, 
/**
 * What the picture was said to be.
 */
content: Content, 
/**
 * What was said of each list's entry.
 */
pairs: Array<PrecedentPair>, 
/**
 * It had been decided before, and that was reversed.
 */
reversed: boolean, };

export type PrecedentPair = { 
/**
 * The list's name; none of a list that is gone.
 */
list?: string, 
/**
 * Whether it was the entry's picture.
 */
match: MatchAxis, 
/**
 * Whether the entry should be listed.
 */
listing: ListingSaid, };

export type ListingSaid = "agrees" | "disputes" | "not_assessed";

export type Aim = { "at": "rung", 
/**
 * Which.
 */
rung: Rung, } | { "at": "full_size" };

export type ReviewView = { 
/**
 * The case on the screen; none while the queue is empty or the next case is on its way.
 */
case: CaseView | null, 
/**
 * Why there is none.
 */
waiting_for: WaitingFor | null, 
/**
 * How many further cases are held and ready.
 */
ready_next: number, 
/**
 * The resting picture of the next case, for the window to decode ahead. Never above rest.
 */
preload: FrameView | null, 
/**
 * The last verdict, while it can still be taken back.
 */
undo: UndoView | null, 
/**
 * A limit was reached: the case on the screen is the last, and is decided veiled.
 */
last_case: LastCaseView | null, 
/**
 * Where the person's block and budgets stand.
 */
block: BlockView, };

export type LastCaseView = { 
/**
 * Until when it can be decided.
 */
until: Time, 
/**
 * Which limit.
 */
reached: Reached, };

export type Reached = "block" | "day" | "shift";

export type WaitingFor = "hub" | "empty_queue" | "connection";

export type CaseView = { 
/**
 * Which.
 */
id: CaseId, 
/**
 * A verdict, or a lead's settling.
 */
stage: Stage, 
/**
 * The entries it was recognised as, closest first, each with what has been chosen for it.
 */
pairs: Array<PairView>, 
/**
 * The pair that the next choice is for, an index into `pairs`.
 */
focused_pair: number, 
/**
 * How many uploads are folded into this case, itself included.
 */
uploads: number, 
/**
 * What its pictures show otherwise than the file would.
 */
traits: Array<PictureTrait>, 
/**
 * A look at it would be the block's first: a line is read before.
 */
first_look: boolean, 
/**
 * What is on the screen.
 */
shown: ShownView, 
/**
 * Every rung, with its state.
 */
ladder: Array<RungView>, 
/**
 * Whether the picture may be looked at in its full size now.
 */
full_size: Allowed, 
/**
 * What may be chosen for the focused pair, of what the queue offers.
 */
choices: Array<ChoiceView>, 
/**
 * The chosen class, where one was given.
 */
classification: Classification | null, 
/**
 * What whoever sent the case here has asked.
 */
asked: string | null, 
/**
 * By what it came to its queue; none of cases from before that was kept.
 */
came: CameBy | null, 
/**
 * Earlier decided cases with the same bytes, the newest first.
 */
seen_before: Array<Precedent>, 
/**
 * What was noted on this content, newest first, as far as it has come.
 */
notes: Array<NoteView>, 
/**
 * What to go by in this queue; empty where nothing was written.
 */
policy: string, 
/**
 * The queue asks for a reason in words for what has been chosen.
 */
asks_reason: boolean, 
/**
 * That reason, or one that nobody asked for.
 */
reason: string | null, 
/**
 * Whether a lead can be asked to take the case over.
 */
ask_lead: Allowed, 
/**
 * Whether it can be marked that a child may be at immediate risk.
 */
mark_urgent: Allowed, 
/**
 * Whether the verdict can be sent.
 */
submit: Allowed, 
/**
 * The highest rung seen, on which a verdict may rest.
 */
seen: Rung, };

export type NoteView = { 
/**
 * When it was left.
 */
at: Time, 
/**
 * By whoever reads it.
 */
own: boolean, 
/**
 * The words.
 */
text: string, };

export type PairView = { 
/**
 * The upload.
 */
item: ItemId, 
/**
 * The entry.
 */
entry: EntryId, 
/**
 * The list.
 */
bank: BankId, 
/**
 * The list's name.
 */
bank_name: string, 
/**
 * How far the list is trusted.
 */
trust: ListTrust, 
/**
 * Exact or near, with the distance.
 */
kind: MatchKind, 
/**
 * The list's category code, where it has one.
 */
category: string | null, 
/**
 * Where the entry comes from, where the hub says so.
 */
provenance: Provenance | null, 
/**
 * How members of the list's exchange have voted on the entry, where the list says so.
 */
votes: MemberVotes | null, 
/**
 * The hash that matched is an altered copy's, which a case here had confirmed.
 */
variant: boolean, 
/**
 * What was decided of the entry in other cases.
 */
record: EntryRecord, 
/**
 * Which frame of an animation came near; none of a still picture, and where the bytes are equal.
 */
frame: MatchedFrame | null, 
/**
 * The upload's PDQ quality, 0 to 100, where it has a hash.
 */
quality: number | null, 
/**
 * What has been chosen for it.
 */
ruling: Ruling | null, };

export type Ruling = { "ruling": "settle" } | { "ruling": "agree" } | { "ruling": "different" } | { "ruling": "dispute", 
/**
 * Why.
 */
reason: DisputeReason, } | { "ruling": "new_material" } | { "ruling": "undetermined" };

export type ShownView = { 
/**
 * The rung now.
 */
rung: Rung, 
/**
 * The picture, by its single-use name; none at the label, or while it is on its way.
 */
frame: FrameView | null, 
/**
 * When it falls back by itself.
 */
until: Time | null, 
/**
 * Where the lens is, while one is looked through.
 */
lens: LensView | null, 
/**
 * The full size, while the picture is looked at in it: its tiles lie over the frame, enlarged.
 */
full_size: FullSizeView | null, 
/**
 * The grant asked for and not yet answered.
 */
asking: Aim | null, 
/**
 * Why the last wish to look was refused, until the next.
 */
refused: Blocked | null, };

export type FrameView = { 
/**
 * A random name, good for one fetch.
 */
name: string, 
/**
 * Width of the picture, px.
 */
width_px: number, 
/**
 * Height of the picture, px.
 */
height_px: number, };

export type LensView = { 
/**
 * Where it is.
 */
at: LensPoint, 
/**
 * The share of the picture that was clear so far, in thousandths.
 */
cleared_permille: number, 
/**
 * Past this share the look is one at the grey picture.
 */
limit_permille: number, };

export type FullSizeView = { 
/**
 * How large it is and in which tiles it comes.
 */
size: FullSize, 
/**
 * The share of it that was looked at so far, in thousandths.
 */
seen_permille: number, 
/**
 * The tiles of the part that is looked at, and those that came before.
 */
tiles: Array<TileView>, };

export type TileView = { 
/**
 * Which.
 */
at: Tile, 
/**
 * How far it has come.
 */
state: TileState, };

export type TileState = { "is": "coming" } | { "is": "ready", 
/**
 * Its single-use name.
 */
frame: FrameView, } | { "is": "failed" };

export type RungView = { 
/**
 * Which.
 */
rung: Rung, 
/**
 * Whether it may be shown now.
 */
allowed: Allowed, };

export type ChoiceView = { 
/**
 * Which.
 */
choice: Choice, 
/**
 * Whether it may be chosen now.
 */
allowed: Allowed, 
/**
 * The rung it needs.
 */
needs: Rung, };

export type Choice = "settle" | "agree" | "different" | "dispute" | "new_material" | "undetermined";

export type Allowed = { "may": "yes" } | { "may": "no", 
/**
 * Why.
 */
why: Blocked, };

export type Blocked = { "code": "needs_rung", 
/**
 * The rung it needs.
 */
rung: Rung, } | { "code": "undecided" } | { "code": "contradiction" } | { "code": "rung_not_allowed", 
/**
 * The highest that is allowed.
 */
max: Rung, 
/**
 * Who set it so, where it is a setting.
 */
from?: Origin, } | { "code": "only_veiled", 
/**
 * The highest rung that is shown.
 */
max: Rung, } | { "code": "no_picture" } | { "code": "not_kept", 
/**
 * Which.
 */
what: Kept, } | { "code": "colour_first" } | { "code": "animated" } | { "code": "not_in_this_queue" } | { "code": "needs_reason" } | { "code": "offline" } | { "code": "budget_spent", 
/**
 * When the next one is free, where known.
 */
until: Time | null, } | { "code": "on_break", 
/**
 * Until when.
 */
until: Time | null, } | { "code": "block_over", 
/**
 * Until when.
 */
until: Time | null, } | { "code": "day_spent", 
/**
 * When some is free again, where known.
 */
until: Time | null, } | { "code": "shift_over", 
/**
 * When the next one begins, where known.
 */
until: Time | null, } | { "code": "shift_ending", 
/**
 * When it ends.
 */
until: Time | null, } | { "code": "cool_down", 
/**
 * Until when.
 */
until: Time | null, } | { "code": "capture_not_excluded" } | { "code": "hidden" } | { "code": "not_offered" };

export type Kept = "outline" | "full_size";

export type UndoView = { 
/**
 * Which.
 */
verdict: VerdictId, 
/**
 * Until when.
 */
until: Time, };

export type BlockView = { 
/**
 * When the block ends and the break starts, while one runs.
 */
ends_at: Time | null, 
/**
 * Looks left of the rolling 24 hours.
 */
looks_left: number, 
/**
 * Looking time left of the rolling 24 hours.
 */
looking_left: Span, 
/**
 * Looks in this block.
 */
looks_in_block: number, 
/**
 * The number of looks in this block has reached the notice.
 */
notice: boolean, };

export type FirstLookLine = "shown" | "off";

export type Verdict = { 
/**
 * What the picture is.
 */
content: Content, 
/**
 * Its class, where the person gave one.
 */
classification?: Classification, 
/**
 * One per pair; at least one.
 */
pairs: Array<PairVerdict>, };

export type PairVerdict = { 
/**
 * The upload.
 */
item: ItemId, 
/**
 * The entry it was compared with.
 */
entry: EntryId, 
/**
 * Is it the same picture?
 */
match: MatchAxis, 
/**
 * Should the entry be listed?
 */
listing: Listing, };

export type MatchAxis = "same_exact" | "same_altered" | "different" | "undetermined";

export type Listing = { "kind": "agrees" } | { "kind": "disputes", 
/**
 * Why.
 */
reason: DisputeReason, } | { "kind": "not_assessed" };

export type Content = "abusive" | "not_abusive" | "other_policy" | "not_assessed";

export type Lesson = "agreed" | "could_be_told" | "match" | "listing" | "content" | "look_alike_told_apart" | "look_alike_taken_for_match" | "look_alike_left_open";

export type Rise = "clearings" | "disputes";

export type Feedback = { 
/**
 * Their verdict.
 */
verdict_id: VerdictId, 
/**
 * On which case.
 */
case_id: CaseId, 
/**
 * When it was settled for good.
 */
at: Time, 
/**
 * How what they said compares with what was decided.
 */
lesson: Lesson, 
/**
 * The same in words.
 */
says: string, 
/**
 * What they had said.
 */
yours: Verdict, 
/**
 * What was decided.
 */
decided: Verdict, };

export type SessionId = string;

export type SeenPair = { 
/**
 * The entry that stood first beside it.
 */
entry: EntryId, } & ({ "kind": "exact" } | { "kind": "near", 
/**
 * Bits that differ, 0 to 31.
 */
distance: number, } | { "kind": "said_near" });

export type ExposureRow = { 
/**
 * The grant.
 */
grant_id: GrantId, 
/**
 * Of which case.
 */
case_id: CaseId, 
/**
 * Of which upload.
 */
item_id: ItemId, 
/**
 * The rung granted.
 */
rung: Rung, 
/**
 * When.
 */
granted_at: Time, 
/**
 * When it ended at the latest.
 */
until: Time, 
/**
 * Whether it was charged as a look of its own.
 */
charged: boolean, 
/**
 * What was presented; where the desk never said, the grant counts in full.
 */
presented: Presented | null, 
/**
 * The rung it counts as.
 */
counts_as: Rung, 
/**
 * Milliseconds it counts as.
 */
counts_ms: number, 
/**
 * The entry that stood first beside the picture then, and how alike the two were; none where nothing matched that is
 * listed by a hash.
 */
pair?: SeenPair, 
/**
 * By which sign-in. A row without was written by a version that kept neither this nor the pair.
 */
session_id?: SessionId, };

export type DayRow = { 
/**
 * Its midnight.
 */
starts: Time, 
/**
 * Milliseconds of reviewing.
 */
reviewing_ms: number, 
/**
 * Looks charged.
 */
looks: number, 
/**
 * Milliseconds on the screen by the number of the rung they count as.
 */
looking_ms_by_rung: { [key in number]: number }, };

export type AccessRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * When.
 */
at: Time, 
/**
 * Who; none where it was opened at the hub's own machine.
 */
by: string | null, 
/**
 * Why, in their words.
 */
reason: string, };

export type RecordFormat = "csv" | "json";

export type RecordView = { 
/**
 * The rolling day, as it is now.
 */
today: TodayView, 
/**
 * When I work.
 */
hours: OwnHoursView, 
/**
 * The days that were asked for, one after the other.
 */
days: Array<DayRow>, 
/**
 * The newest rows first, as far as they were fetched.
 */
rows: Array<ExposureRow>, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * Who else opened this record, the newest first.
 */
accesses: Array<AccessRow>, 
/**
 * What became of it; none for those who do not review.
 */
became: BecameView | null, 
/**
 * What was raised about them, the newest first.
 */
alarms: Array<AlarmView>, 
/**
 * What became of the last export.
 */
exported: Exported | null, 
/**
 * The hub is being asked.
 */
busy: boolean, };

export type OwnHoursView = { 
/**
 * One's hours; none where no shift limits one.
 */
hours: WeeklyHours | null, 
/**
 * When the shift ends that is on; none where none is.
 */
ends_at: Time | null, 
/**
 * Since when only veils are shown in it.
 */
veiled_from: Time | null, 
/**
 * When the next one begins, where none is on and one is known.
 */
next_at: Time | null, };

export type TodayView = { 
/**
 * The block and the budgets.
 */
block: BlockView, 
/**
 * Milliseconds of reviewing.
 */
reviewing_ms: number, 
/**
 * Milliseconds of reviewing that are left.
 */
reviewing_left_ms: number, 
/**
 * Looks.
 */
looks: number, 
/**
 * Milliseconds of looking.
 */
looking_ms: number, };

export type Exported = { "is": "under_way" } | { "is": "saved", 
/**
 * The whole path of the file.
 */
file: string, } | { "is": "not_fetched" } | { "is": "not_written" };

export type BecameView = { 
/**
 * The newest first, as far as they were fetched.
 */
feedback: Array<Feedback>, 
/**
 * There are older ones.
 */
more: boolean, };

export type AlarmView = { 
/**
 * Which.
 */
id: AlarmId, 
/**
 * The queue's name; none where one is no longer in it.
 */
queue: string | null, 
/**
 * What rose.
 */
rose: Rise, 
/**
 * From which midnight UTC on.
 */
since: Time, 
/**
 * Until which.
 */
until: Time, 
/**
 * When it was raised.
 */
raised_at: Time, 
/**
 * What a lead has said to it, once one has.
 */
said: string | null, };

export type Fate = "in_grace" | "stands" | "overruled" | "reversed";

export type OwnVerdict = { 
/**
 * Which.
 */
verdict_id: VerdictId, 
/**
 * On which case.
 */
case_id: CaseId, 
/**
 * In which queue the case is.
 */
queue_id: QueueId, 
/**
 * That queue's name.
 */
queue: string, 
/**
 * When it was given.
 */
at: Time, 
/**
 * What the case had waited for. A second reviewer is told the same as a first one.
 */
stage: Stage, 
/**
 * What was said, on all three axes.
 */
said: Verdict, 
/**
 * The case's closest match; left out where it has none any more.
 */
nearest?: NearestMatch, 
/**
 * The clearest that was on the screen, as one's ledger counts it; left out where it was decided as it rests.
 */
clearest?: Rung, 
/**
 * Nothing clearer than a veil was on the screen.
 */
without_look: boolean, 
/**
 * What became of it, as far as its author is told.
 */
fate: Fate, 
/**
 * Until when it can be taken back.
 */
grace_ends: Time, };

export type NearestMatch = { 
/**
 * With which entry.
 */
entry: EntryId, 
/**
 * The list's name.
 */
list: string, 
/**
 * Exact, or how near.
 */
kind: MatchKind, };

export type HistoryView = { 
/**
 * Which are wanted.
 */
filter: HistoryFilter, 
/**
 * Those of this page, the newest first.
 */
verdicts: Array<OwnVerdict>, 
/**
 * How many pages lie before it.
 */
newer: number, 
/**
 * There are older ones.
 */
older: boolean, 
/**
 * Queues by which can be filtered, by their names: one's own, and those of verdicts that were on the screen.
 */
queues: Array<QueueName>, 
/**
 * Whether the page is what was asked for.
 */
reading: Reading, 
/**
 * How many verdicts have been fetched for the file that is being made; none where none is.
 */
saving: number | null, 
/**
 * What became of the last file.
 */
exported: Exported | null, };

export type HistoryFilter = { 
/**
 * Given then or later.
 */
from: Time | null, 
/**
 * Given before.
 */
to: Time | null, 
/**
 * In this queue.
 */
queue: QueueId | null, 
/**
 * That said this of the content.
 */
content: Content | null, 
/**
 * Given without a look, or with one.
 */
without_look: boolean | null, 
/**
 * Of which this became.
 */
fate: Fate | null, };

export type HistoryAct = { "does": "filter", 
/**
 * Which; all of it.
 */
filter: HistoryFilter, } | { "does": "older" } | { "does": "newer" } | { "does": "again" } | { "does": "save" } | { "does": "stop_saving" } | { "does": "take_back", 
/**
 * Which.
 */
verdict: VerdictId, };

export type Reading = "asked" | "answered" | "failed";

export type Code = "bad_request" | "unauthenticated" | "token_expired" | "wrong_password" | "sign_in_failed" | "signed_out_everywhere" | "session_over" | "switched_off" | "no_group" | "last_admin" | "own_right" | "own_password" | "forbidden" | "password_given" | "not_found" | "no_such_operation" | "name_taken" | "changed_since" | "too_many_tries" | "empty_upload" | "too_large" | "unsupported_media" | "not_your_lease" | "lease_lost" | "lease_fenced" | "already_decided" | "below_required_rung" | "colour_first" | "look_over" | "capture_not_excluded" | "contradiction" | "against_policy" | "class_not_offered" | "not_for_them" | "idempotency_conflict" | "grace_over" | "not_confirmed" | "nothing_to_report" | "picture_destroyed" | "legal_hold" | "case_open" | "on_break" | "block_over" | "budget_spent" | "day_spent" | "rung_not_allowed" | "shift_over" | "shift_ending" | "cool_down" | "looser_than_floor" | "setting_out_of_bounds" | "resting_above_max" | "own_limit" | "unavailable" | "no_room" | "internal" | "hub_too_new";

export type Unreadable = "empty" | "unsupported_format" | "unsupported_avif" | "unsupported_heic" | "unsupported_video" | "unsupported_variant" | "truncated" | "corrupt" | "too_many_bytes" | "too_many_pixels" | "too_large_side" | "too_much_memory" | "too_many_scans" | "frames_beyond_limit" | "deadline" | "memory_cap" | "out_of_memory" | "crashed" | "picture_destroyed" | "unverified";

export type Queue = { 
/**
 * Which.
 */
id: QueueId, 
/**
 * Its name.
 */
name: string, 
/**
 * How many cases wait that I could be given.
 */
waiting: number, 
/**
 * Since when the oldest of them waits.
 */
oldest: Time | null, };

export type Handed = { 
/**
 * Which.
 */
case: CaseId, 
/**
 * The name of its queue, which need not be one of mine.
 */
queue: string, 
/**
 * From when on it waits for everybody again.
 */
until: Time, 
/**
 * The name of whoever handed it over.
 */
by: string, 
/**
 * Why, in their words.
 */
reason?: string, };

export type TeamEffect = { 
/**
 * Entries confirmed by people, variants included.
 */
confirmed_hashes: number, 
/**
 * Uploads stopped with nobody looking.
 */
stopped_without_looking: number, 
/**
 * Cases decided.
 */
cases_decided: number, };

export type Contract = { 
/**
 * The oldest that is still spoken.
 */
oldest: number, 
/**
 * The newest.
 */
newest: number, };

export type Missing = "own_password" | "recipients" | "flow" | "reports" | "setting_up" | "lists" | "classes" | "own_record";

export type SignInWays = { 
/**
 * With a name and a password.
 */
passwords: boolean, 
/**
 * At the identity provider of an organisation.
 */
organisation: boolean, 
/**
 * Which versions of this contract the hub speaks.
 */
contract: Contract, };

export type Aside = "newer" | "unreadable";

export type HubOddity = "certificate" | "too_old" | "too_new";

export type UnreadableCount = { 
/**
 * Why.
 */
reason: Unreadable, 
/**
 * How many.
 */
uploads: number, };

export type UnreadableUpload = { 
/**
 * Which.
 */
item_id: ItemId, 
/**
 * Why.
 */
reason: Unreadable, 
/**
 * The name of the source that sent it.
 */
source: string, 
/**
 * The source's own id of it, where it gave one.
 */
reference?: string, 
/**
 * When it came in.
 */
received_at: Time, 
/**
 * How many bytes.
 */
bytes: number, 
/**
 * The lists that know its bytes, or what of it could be seen.
 */
lists: Array<string>, };

export type Intent = { "intent": "sign_in", 
/**
 * The hub's address.
 */
hub: string, 
/**
 * The person's name.
 */
name: string, 
/**
 * The password; dropped as soon as it is sent.
 */
password: string, } | { "intent": "ask_ways", 
/**
 * The hub's address.
 */
hub: string, } | { "intent": "sign_in_with_organisation", 
/**
 * The hub's address.
 */
hub: string, } | { "intent": "cancel_sign_in" } | { "intent": "sign_out" } | { "intent": "sign_out_everywhere" } | { "intent": "change_password", 
/**
 * The one that holds; dropped as soon as it is sent.
 */
current: string, 
/**
 * The one that is to hold; likewise.
 */
new: string, } | { "intent": "go_home" } | { "intent": "open_record" } | { "intent": "more_record" } | { "intent": "more_feedback" } | { "intent": "show_days", 
/**
 * A time of the first day.
 */
from: Time, 
/**
 * How many minutes the clock on the wall is ahead of UTC there.
 */
offset_minutes: number, } | { "intent": "export_record", 
/**
 * Of which kind.
 */
format: RecordFormat, } | { "intent": "open_history" } | { "intent": "in_history", 
/**
 * What.
 */
act: HistoryAct, } | { "intent": "open_settings" } | { "intent": "open_unreadable" } | { "intent": "more_unreadable" } | { "intent": "open_queues" } | { "intent": "open_care" } | { "intent": "set_care", 
/**
 * What.
 */
change: CareChange, } | { "intent": "show_hours", 
/**
 * Whose.
 */
person: PersonId, } | { "intent": "open_oversight", 
/**
 * Which page; the first that is open where none is named.
 */
page: OversightPage | null, } | { "intent": "oversee", 
/**
 * What.
 */
act: OversightAct, } | { "intent": "open_administration", 
/**
 * Which section; the first that is open where none is named.
 */
section: AdministrationSection | null, } | { "intent": "administer", 
/**
 * What.
 */
act: AdministrationAct, } | { "intent": "make_queue", 
/**
 * Its name.
 */
name: string, } | { "intent": "set_queue", 
/**
 * Which.
 */
queue: QueueId, 
/**
 * All of it.
 */
settings: QueueSettings, } | { "intent": "set_rules", 
/**
 * All of them, with the revision they were made from.
 */
book: RuleBook, } | { "intent": "try_rules", 
/**
 * All of them.
 */
rules: Array<Rule>, } | { "intent": "show_cases", 
/**
 * Which.
 */
queue: QueueId, } | { "intent": "in_queues", 
/**
 * What.
 */
act: QueuesAct, } | { "intent": "send_case", 
/**
 * Which.
 */
case: CaseId, 
/**
 * Where to.
 */
destination: Destination, 
/**
 * Why, in words.
 */
reason: string | null, } | { "intent": "start_review", 
/**
 * Which; any of one's own where none is named.
 */
queue: QueueId | null, } | { "intent": "open_case", 
/**
 * `scrim-desk://case/ID`, or the id alone.
 */
link: string, } | { "intent": "hold_look", 
/**
 * Which rung.
 */
rung: Rung, } | { "intent": "end_look" } | { "intent": "toggle_look", 
/**
 * Which rung.
 */
rung: Rung, } | { "intent": "hold_full_size" } | { "intent": "toggle_full_size" } | { "intent": "show_part", 
/**
 * Which.
 */
part: Part, } | { "intent": "move_lens", 
/**
 * Where to.
 */
at: LensPoint, } | { "intent": "choose", 
/**
 * Which ruling.
 */
choice: Choice, 
/**
 * The reason, where the ruling is a dispute.
 */
reason: DisputeReason | null, } | { "intent": "classify", 
/**
 * Which.
 */
classification: Classification | null, } | { "intent": "explain", 
/**
 * The words.
 */
text: string, } | { "intent": "leave_note", 
/**
 * The words.
 */
text: string, } | { "intent": "ask_lead", 
/**
 * Why; may be nothing.
 */
text: string, } | { "intent": "mark_urgent", 
/**
 * What speaks for it.
 */
reason: UrgentReason, } | { "intent": "take_mark_back" } | { "intent": "focus_pair", 
/**
 * Its place.
 */
at: number, } | { "intent": "submit" } | { "intent": "undo" } | { "intent": "skip" } | { "intent": "break_now" } | { "intent": "end_break" } | { "intent": "panic" } | { "intent": "lift_curtain" } | { "intent": "focus", 
/**
 * Whether it has it now.
 */
focused: boolean, } | { "intent": "set_wellness", 
/**
 * All of them.
 */
settings: Settings, } | { "intent": "set_opt_outs", 
/**
 * All of it.
 */
opt_outs: OptOuts, } | { "intent": "set_tone", 
/**
 * Which.
 */
tone: Tone, } | { "intent": "set_first_look_line", 
/**
 * Whether.
 */
line: FirstLookLine, } | { "intent": "mark_queue", 
/**
 * Which.
 */
queue: QueueId, 
/**
 * Whether it is marked from now on.
 */
marked: boolean, } | { "intent": "set_appearance", 
/**
 * All of it.
 */
appearance: Appearance, } | { "intent": "update", 
/**
 * What.
 */
act: UpdatesAct, } | { "intent": "notify", 
/**
 * One sentence of the window's own, in its language; never of a case.
 */
words: string, } | { "intent": "retry" } | { "intent": "dismiss" };

export type Painted = { 
/**
 * The frame's name.
 */
frame: string, 
/**
 * Width on the screen, px.
 */
width_px: number, 
/**
 * Height on the screen, px.
 */
height_px: number, };

export type Appearance = { 
/**
 * Its language.
 */
language: Language, 
/**
 * Its colours.
 */
theme: Theme, 
/**
 * The size of text, percent of the usual one.
 */
text_percent: number, 
/**
 * Whether something may be said through the system while another window is in front.
 */
notices: boolean, 
/**
 * Chords that stand for an action in place of its usual ones, by the action's name.
 */
keys: { [key in string]: string }, };

export type Language = "system" | "en" | "fr";

export type Theme = "dark" | "light" | "high_contrast" | "system";

export type DeskView = { 
/**
 * Grows with every view, so that a late one is dropped.
 */
revision: number, 
/**
 * The hub's time when this view was made; counting down starts here.
 */
now: Time, 
/**
 * What is on the screen under the curtain.
 */
screen: Screen, 
/**
 * The curtain is down: nothing else may be drawn.
 */
curtain: boolean, 
/**
 * Whether the hub answers.
 */
connection: Connection, 
/**
 * Verdicts given and not yet acknowledged by the hub.
 */
unsent: number, 
/**
 * Where the refresh token and the journal's key are kept.
 */
keyring: Keyring, 
/**
 * What the system does against screen capture.
 */
capture: Capture, 
/**
 * Whether a key drops the curtain while another window is in front.
 */
global_curtain: GlobalCurtain, 
/**
 * Whether looks are granted to no desk but one that is left out of captures.
 */
looks_need_capture_protection: boolean, 
/**
 * Whom one can turn to; none while nobody is signed in.
 */
support: Support | null, 
/**
 * The classes that verdicts can give, and by which decisions name them.
 */
scheme: Scheme, 
/**
 * The tone of looks without colour, as whoever is signed in likes it.
 */
tone: Tone, 
/**
 * Whether they read a line before the first look of a block.
 */
first_look_line: FirstLookLine, 
/**
 * How the window looks on this machine, and which keys it hears.
 */
appearance: Appearance, 
/**
 * Whether pictures in clear are kept from being swapped out.
 */
memory: MemoryLock, 
/**
 * What the hub cannot do yet, since it is older than this desk, and whoever is signed in could.
 */
missing: Array<Missing>, 
/**
 * Whether this desk takes updates, and how far one has come; none while nobody is signed in.
 */
updates: UpdatesView | null, 
/**
 * That a case was marked as urgent, from the act until it can no longer be taken back.
 */
urgent: UrgentView | null, 
/**
 * One message at a time, the newest.
 */
message: Message | null, };

export type Screen = { "at": "starting" } | { "at": "sign_in" } & SignInView | { "at": "new_password" } & NewPasswordView | { "at": "home" } & HomeView | { "at": "review" } & ReviewView | { "at": "break" } & BreakView | { "at": "record" } & RecordView | { "at": "history" } & HistoryView | { "at": "settings" } & SettingsView | { "at": "unreadable" } & UnreadableView | { "at": "queues" } & QueuesView | { "at": "care" } & CareView | { "at": "oversight" } & OversightView | { "at": "administration" } & AdministrationView;

export type SignInView = { 
/**
 * The hub of last time, or the default.
 */
hub: string, 
/**
 * The name of last time.
 */
name: string, 
/**
 * The hub has been asked.
 */
busy: boolean, 
/**
 * Why the last try failed, or the session ended.
 */
problem: Code | null, 
/**
 * What is the matter with this hub, before anybody signs in.
 */
oddity: HubOddity | null, 
/**
 * How one can sign in at this hub, once it has said so.
 */
ways: SignInWays | null, 
/**
 * How far a sign-in in the browser is.
 */
browser: Browser, };

export type Browser = "unused" | "awaited" | "not_opened";

export type HomeView = { 
/**
 * My name.
 */
name: string, 
/**
 * What I am here for.
 */
role: Role, 
/**
 * My queues, those that I have marked first.
 */
queues: Array<Queue>, 
/**
 * Which of them I have marked.
 */
favourites: Array<QueueId>, 
/**
 * My block and budgets.
 */
block: BlockView, 
/**
 * Milliseconds of reviewing in the rolling 24 hours.
 */
reviewing_today_ms: number, 
/**
 * What the team achieved.
 */
team: TeamEffect, 
/**
 * What was handed to me and waits for me.
 */
handed: Array<Handed>, 
/**
 * Whether a review can be started, and why not.
 */
start: Allowed, 
/**
 * How many uploads could not be read; none for whom that is not.
 */
unreadable: number | null, 
/**
 * Whether queues are mine to run.
 */
manages_queues: boolean, 
/**
 * I set limits for others.
 */
sets_limits: boolean, 
/**
 * There is something for me to watch over.
 */
oversees: boolean, 
/**
 * There is something for me to set up.
 */
administers: boolean, };

export type BreakView = { 
/**
 * When it ends; none for a break one chose, which ends when one ends it.
 */
until: Time | null, 
/**
 * When it began.
 */
since: Time, 
/**
 * Whether it may be ended by oneself.
 */
may_end: boolean, 
/**
 * What the team achieved.
 */
team: TeamEffect, };

export type UrgentView = { "is": "asked" } | { "is": "marked", 
/**
 * Until when it can be taken back.
 */
until: Time, } | { "is": "taking_back" };

export type UpdatesView = { "is": "never", 
/**
 * Why.
 */
why: NoUpdate, } | { "is": "off" } | { "is": "on", 
/**
 * What came of it.
 */
step: UpdateStep, };

export type DeskUpdates = "forbidden" | "offered";

export type NoUpdate = "no_key" | "forbidden" | "unreachable" | "wrong_signature" | "not_newer" | "other_system" | "too_large" | "not_kept" | "not_handed_over";

export type UpdateStep = { "at": "waiting" } | { "at": "asking" } | { "at": "nothing", 
/**
 * Why.
 */
why: NoUpdate, } | { "at": "offered", 
/**
 * To which version.
 */
version: string, 
/**
 * Why it was not brought here, where that was tried.
 */
failed: NoUpdate | null, } | { "at": "fetching", 
/**
 * To which version.
 */
version: string, } | { "at": "ready", 
/**
 * To which version.
 */
version: string, 
/**
 * Why it was not handed over, where that was tried.
 */
failed: NoUpdate | null, } | { "at": "handed_over", 
/**
 * To which version.
 */
version: string, };

export type UpdatesAct = { "act": "set", 
/**
 * Whether the desk may ask from now on.
 */
on: boolean, } | { "act": "fetch" } | { "act": "hand_over" };

export type SettingsView = { 
/**
 * As they hold, each with who set it.
 */
effective: Effective, 
/**
 * What the floor is.
 */
floor: Settings, 
/**
 * What they leave out, for those who review.
 */
left_out: LeftOutView | null, 
/**
 * My password, where one is kept at the hub.
 */
password: PasswordView | null, 
/**
 * Being saved.
 */
busy: boolean, };

export type LeftOutView = { 
/**
 * As it holds.
 */
opt_outs: OptOuts, 
/**
 * The categories that there are to choose from, in order: those of cases so far, and those left out.
 */
categories: Array<string>, };

export type UnreadableView = { 
/**
 * How many there are of each reason, most first.
 */
counts: Array<UnreadableCount>, 
/**
 * Those fetched so far, newest first.
 */
uploads: Array<UnreadableUpload>, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * The hub is being asked.
 */
busy: boolean, };

export type CareView = { 
/**
 * What holds, once it has come.
 */
page: CarePage | null, 
/**
 * Whose hours were asked for, and what they are.
 */
hours: HoursView | null, 
/**
 * Who I am: my own limits I only make stricter.
 */
me: PersonId, 
/**
 * Whether I set whom people can turn to; limits I set in any case.
 */
sets_support: boolean, 
/**
 * The hub is being asked.
 */
busy: boolean, };

export type CarePage = { 
/**
 * The floor of everybody.
 */
floor: Settings, 
/**
 * Teams, each with a floor of its own.
 */
teams: Array<Team>, 
/**
 * Who can be in a team.
 */
people: Array<Reviewer>, 
/**
 * Categories after which there is a cool-down.
 */
severe: Severe, 
/**
 * Whom people can turn to.
 */
support: Support, 
/**
 * What a desk has to be for looks.
 */
desks: DeskPolicy, };

export type CareChange = { "sets": "floor", 
/**
 * All of it.
 */
settings: Settings, } | { "sets": "new_team", 
/**
 * All of it.
 */
team: SetTeam, } | { "sets": "team", 
/**
 * Which.
 */
id: TeamId, 
/**
 * All of it.
 */
team: SetTeam, } | { "sets": "no_team", 
/**
 * Which.
 */
id: TeamId, } | { "sets": "hours", 
/**
 * Whose.
 */
person: PersonId, 
/**
 * All of them; nothing where no shift is to limit them.
 */
hours: WeeklyHours | null, } | { "sets": "severe", 
/**
 * All of them.
 */
severe: Severe, } | { "sets": "support", 
/**
 * All of them.
 */
support: Support, } | { "sets": "desks", 
/**
 * All of it.
 */
desks: DeskPolicy, };

export type HoursView = { 
/**
 * Whose.
 */
person: PersonId, 
/**
 * What they are, and come to; nothing until they have come.
 */
shown: PersonHours | null, };

export type PersonHours = { 
/**
 * When somebody works; null where no shift limits them.
 */
hours: WeeklyHours | null, 
/**
 * The shift that is on by these hours, or the next one; null where none comes within a week. What somebody did is
 * not in it, nor how strict they are with themselves.
 */
shift: ShiftAhead | null, 
/**
 * The hub's time.
 */
now: Time, };

export type WeeklyHours = { 
/**
 * The time zone they are meant in, by its IANA name.
 */
zone: string, 
/**
 * When a shift begins and ends. Without any, there is none at all.
 */
windows: Array<Window>, };

export type Window = { 
/**
 * The day it begins on.
 */
day: Weekday, 
/**
 * The minute of that day it begins at, 0 to 1439.
 */
from: number, 
/**
 * The minute it ends at, 0 to 1439; on the next day where that is no later than `from`.
 */
to: number, };

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export type ShiftAhead = { 
/**
 * When it begins, or began.
 */
starts_at: Time, 
/**
 * Since when only veils are shown in it.
 */
veiled_from: Time, 
/**
 * When it ends.
 */
ends_at: Time, };

export type SettingsChange = { 
/**
 * [`Settings::block`].
 */
block?: Span, 
/**
 * [`Settings::rest`].
 */
rest?: Span, 
/**
 * [`Settings::review_per_day`].
 */
review_per_day?: Span, 
/**
 * [`Settings::looks_notice`].
 */
looks_notice?: number, 
/**
 * [`Settings::looks_per_day`].
 */
looks_per_day?: number, 
/**
 * [`Settings::looking_per_day`].
 */
looking_per_day?: Span, 
/**
 * [`Settings::resting_rung`].
 */
resting_rung?: Rung, 
/**
 * [`Settings::max_rung`].
 */
max_rung?: Rung, 
/**
 * [`Settings::veiled_end`].
 */
veiled_end?: Span, 
/**
 * [`Settings::first_days`].
 */
first_days?: number, 
/**
 * [`Settings::cool_down`].
 */
cool_down?: Span, };

export type Team = { 
/**
 * Which.
 */
id: TeamId, 
/**
 * Its name.
 */
name: string, 
/**
 * Who is in it.
 */
members: Array<PersonId>, 
/**
 * Its floor: what its people's settings are at least as strict as.
 */
settings: Settings, };

export type SetTeam = { 
/**
 * Its name, 1 to 60 characters; no other team has it.
 */
name: string, 
/**
 * Who is in it, at most 500. Anybody may be in several teams: the strictest floor of all holds.
 */
members: Array<PersonId>, 
/**
 * What changes in its floor: a setting that is left out stays as it is, and asks nothing of a team that is made.
 * Where it is looser than the organisation's, that one holds.
 */
settings: SettingsChange, };

export type DeskPolicy = { 
/**
 * Its window has to be left out of screen captures. The hub takes the desk's word for it: it cannot check.
 */
looks_need_capture_protection: boolean, 
/**
 * Whether it may ask for updates of itself, where its person turns that on; forbidden where nothing is said.
 */
updates?: DeskUpdates, };

export type Severe = { 
/**
 * Their codes, as the lists of hashes give them.
 */
categories: Array<string>, 
/**
 * Whether an entry that names no category counts as severe too.
 */
unknown_is_severe: boolean, };

export type Connection = { "is": "online" } | { "is": "offline", 
/**
 * Since when.
 */
since: Time, };

export type Keyring = "kept" | "this_run_only";

export type Capture = "excluded" | "not_offered";

export type GlobalCurtain = "held" | "taken" | "wayland" | "not_offered";

export type MemoryLock = { "is": "locked" } | { "is": "partly", 
/**
 * Bytes that were locked then.
 */
locked_bytes: number, 
/**
 * Bytes that were held then.
 */
held_bytes: number, } | { "is": "not_locked" };

export type Message = { "says": "refused", 
/**
 * Why.
 */
code: Code, 
/**
 * When it may work again.
 */
until: Time | null, } | { "says": "case_gone" } | { "says": "undone" } | { "says": "caught", 
/**
 * How many.
 */
verdicts: number, } | { "says": "signed_out" } | { "says": "saved" } | { "says": "told" } | { "says": "older_hub" } | { "says": "escalated" } | { "says": "reversed" } | { "says": "nobody_left" } | { "says": "not_marked", 
/**
 * Why; none where the hub did not answer, so that the case is still in hand.
 */
code: Code | null, } | { "says": "mark_taken_back" } | { "says": "mark_stays", 
/**
 * Why; none where the hub did not answer.
 */
code: Code | null, } | { "says": "not_to_be_had" } | { "says": "link_waits" } | { "says": "no_link" } | { "says": "set_aside", 
/**
 * What was not sent yet, where it is among them.
 */
unsent: Aside | null, 
/**
 * How the window looks on this machine, where that is.
 */
settings: Aside | null, };

export type Guard = { 
/**
 * Counts up. One that overtook a later one is of no matter.
 */
number: number, 
/**
 * Where pictures are put, if this screen has such a place.
 */
picture: Area | null, 
/**
 * What is held down for a look.
 */
held: Held | null, 
/**
 * What drops the curtain.
 */
curtain: Array<CurtainKey>, 
/**
 * What is painted.
 */
paint: Paint, };

export type Area = { 
/**
 * From the left.
 */
x: number, 
/**
 * From the top.
 */
y: number, 
/**
 * To the right.
 */
width: number, 
/**
 * Downwards.
 */
height: number, };

export type Held = { "by": "key", 
/**
 * Its place on the keyboard, as `KeyboardEvent.code` has it.
 */
code: string, } | { "by": "pointer" };

export type CurtainKey = { 
/**
 * Its place on the keyboard, as `KeyboardEvent.code` has it.
 */
code: string, 
/**
 * One or two.
 */
presses: number, };

export type Paint = { 
/**
 * 0 to 255.
 */
red: number, 
/**
 * 0 to 255.
 */
green: number, 
/**
 * 0 to 255.
 */
blue: number, };

export type Shut = { 
/**
 * Which time.
 */
number: number, 
/**
 * By the word of which number: what was told later, the page has done since.
 */
guard: number, 
/**
 * What happened.
 */
by: ShutBy, 
/**
 * The colour that the page draws in its upper left corner once it has hidden: a frame that has it was drawn since.
 */
mark: Paint, };

export type ShutBy = "let_go" | "left" | "panic";

export type TeamWeek = { 
/**
 * Its Monday, midnight UTC.
 */
starts: Time, 
/**
 * What may be told of it.
 */
told: Disclosed, };

export type QueueInfo = { 
/**
 * Which.
 */
id: QueueId, 
/**
 * Its name.
 */
name: string, 
/**
 * What holds in it.
 */
settings: QueueSettings, 
/**
 * The lists whose matches come here unless a rule says otherwise.
 */
lists: Array<string>, 
/**
 * Open cases that are given to whoever comes.
 */
waiting: number, 
/**
 * With somebody.
 */
leased: number, 
/**
 * Held back, or within the grace time of a first verdict.
 */
later: number, 
/**
 * Escalated, or split.
 */
for_leads: number, 
/**
 * That nobody may take.
 */
stranded: number, 
/**
 * Since when the oldest of all waits.
 */
oldest?: Time, };

export type RuleBook = { 
/**
 * Grows by one with every change; sent back with a change, so that nobody overwrites another's.
 */
revision: number, 
/**
 * In their order: the first that fits decides.
 */
rules: Array<Rule>, };

export type DryRun = { 
/**
 * How many cases were opened in that time.
 */
cases: number, 
/**
 * There were more, of which only the newest were tried.
 */
capped: boolean, 
/**
 * For each rule in its order, how many it would have decided.
 */
by_rule: Array<number>, 
/**
 * How many would have gone where, from where they are now.
 */
moves: Array<Moved>, };

export type Moved = { 
/**
 * Where they are.
 */
from: QueueId, 
/**
 * Where they would have gone; the same where they would have stayed.
 */
to: QueueId, 
/**
 * How many.
 */
cases: number, };

export type OpenCases = { 
/**
 * Those that were asked for, oldest first.
 */
cases: Array<OpenCase>, 
/**
 * There are further ones: ask for what comes after the last.
 */
more: boolean, };

export type OpenCase = { 
/**
 * Which.
 */
id: CaseId, 
/**
 * A verdict, or a lead's settling.
 */
stage: Stage, 
/**
 * Higher is taken first.
 */
priority: number, 
/**
 * Since when it waits.
 */
since: Time, 
/**
 * Who has it now.
 */
with?: Named, 
/**
 * Who is given it next, for a day.
 */
handed_to?: Named, 
/**
 * Given to nobody before.
 */
not_before?: Time, 
/**
 * Who has sent it there, and why.
 */
sent?: SentBy, 
/**
 * By what it came there, as it was then; none of cases from before that was kept.
 */
came?: CameBy, 
/**
 * Asked of the leads.
 */
escalated: boolean, 
/**
 * How many people have passed it on.
 */
passed_on: number, 
/**
 * How many uploads are folded into it.
 */
uploads: number, 
/**
 * Nobody may take it.
 */
stranded: boolean, };

export type Named = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * Their name.
 */
name: string, };

export type SentBy = { 
/**
 * By whom.
 */
by: Named, 
/**
 * When.
 */
at: Time, 
/**
 * Why.
 */
reason?: string, 
/**
 * Whom it was handed to, also when it is not theirs any more; nobody where they passed it on.
 */
to?: Named, };

export type Recipient = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * What they are here for.
 */
role: Role, 
/**
 * They take cases from its queue.
 */
of_queue: boolean, };

export type QueueFlow = { 
/**
 * The last twelve whole weeks that are settled, the oldest first.
 */
weeks: Array<FlowWeek>, 
/**
 * When cases come, over four whole weeks that are settled.
 */
rhythm: Rhythm, 
/**
 * How long what waits has waited, now.
 */
waiting: Array<AgeBand>, };

export type FlowWeek = { 
/**
 * Its Monday, midnight UTC.
 */
starts: Time, 
/**
 * Cases that were opened in it.
 */
arrived: number, 
/**
 * What may be told of what was decided in it.
 */
decided: Decided, };

export type Decided = { "is": "told", 
/**
 * In tens.
 */
verdicts: number, } | { "is": "too_few" } | { "is": "team_changed" };

export type Rhythm = { 
/**
 * The first Monday, midnight UTC.
 */
from: Time, 
/**
 * The Monday after the last week.
 */
to: Time, 
/**
 * Cases by the hour of the day at which they came, UTC: 24 of them.
 */
hours: Array<number>, 
/**
 * Cases by the day of the week, UTC, Monday first: 7 of them.
 */
days: Array<number>, };

export type AgeBand = { 
/**
 * At least so long, milliseconds.
 */
from_ms: number, 
/**
 * And shorter than this; the last has no end.
 */
below_ms?: number, 
/**
 * How many.
 */
cases: number, 
/**
 * Of how many of those somebody wanted none, and skipped them. Who, and how often, is nobody's to know.
 */
skipped: number, };

export type Directory = { 
/**
 * Who reviews.
 */
people: Array<Reviewer>, 
/**
 * Who sends uploads.
 */
sources: Array<Named>, 
/**
 * The lists.
 */
lists: Array<ListName>, };

export type Reviewer = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * What they are here for.
 */
role: Role, };

export type ListName = { 
/**
 * Which.
 */
id: BankId, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is about.
 */
harm: HarmType, };

export type QueuesView = { 
/**
 * Every queue.
 */
queues: Array<QueueInfo>, 
/**
 * The rules.
 */
book: RuleBook, 
/**
 * What rules and queues can name.
 */
directory: Directory, 
/**
 * What came of the last dry run.
 */
tried: DryRun | null, 
/**
 * What may be told of the team's last weeks, the newest first; nothing for whom that is not.
 */
weeks: Array<TeamWeek>, 
/**
 * The open cases of one queue, where they were asked for.
 */
cases: QueueCases | null, 
/**
 * How cases come to one queue and leave it, where that was asked for.
 */
flow: FlowView | null, 
/**
 * The hub is being asked.
 */
busy: boolean, };

export type QueueCases = { 
/**
 * Which queue.
 */
queue: QueueId, 
/**
 * Oldest first.
 */
cases: Array<OpenCase>, 
/**
 * There are further ones.
 */
more: boolean, 
/**
 * The one that is being sent elsewhere.
 */
sending: SendingView | null, };

export type SendingView = { 
/**
 * Which.
 */
case: CaseId, 
/**
 * Whom it can be handed to, once they have come.
 */
recipients: Array<Recipient> | null, };

export type FlowView = { 
/**
 * Which queue.
 */
queue: QueueId, 
/**
 * What is told of it, once it has come.
 */
told: QueueFlow | null, 
/**
 * What became of writing it into a file.
 */
exported: Exported | null, };

export type QueuesAct = { "does": "show_flow", 
/**
 * Which.
 */
queue: QueueId, } | { "does": "hide_flow" } | { "does": "save_flow", 
/**
 * Of which kind; it is no page.
 */
form: SaveForm, } | { "does": "hide_cases" } | { "does": "more_cases" } | { "does": "choose_where", 
/**
 * Which.
 */
case: CaseId, } | { "does": "keep" };

export type AlarmId = string;

export type DeliveryId = string;

export type DestinationId = string;

export type MatcherId = string;

export type Agreement = { "is": "told", 
/**
 * Pairs of upload and entry that two people judged, the second one blind.
 */
n: number, 
/**
 * Of how many they said the same, in thousandths, rounded down.
 */
agreed_permille: number, 
/**
 * κ in thousandths, rounded toward zero, -1000 to 1000; nothing where it is not defined: there was no pair, or
 * chance alone would have had everybody agree.
 */
kappa_permille?: number, } | { "is": "too_few" };

export type Closeness = "equal" | "to8" | "to16" | "to24" | "to31" | "beyond" | "said_near";

export type Permille = number;

export type Waits = { 
/**
 * How many.
 */
count: number, 
/**
 * Half took at most this long, milliseconds; nothing where there were none.
 */
median: Span | null, 
/**
 * Nine in ten took at most this long.
 */
p90: Span | null, };

export type Split = { 
/**
 * Which.
 */
case_id: CaseId, 
/**
 * In which queue.
 */
queue_id: QueueId, 
/**
 * Since when it is there.
 */
since: Time, 
/**
 * Somebody has it now.
 */
taken: boolean, 
/**
 * Whoever asks has had a part in it: somebody else settles it.
 */
for_others: boolean, 
/**
 * It is a check of what was stopped with nobody looking, and whoever looked did not say that it is the same picture.
 */
check: boolean, 
/**
 * What was said, without names and in no order that tells who.
 */
said: Array<Said>, };

export type Said = { 
/**
 * Why, in words, where some were given; they never leave the hub.
 */
reason?: string, 
/**
 * What the picture is.
 */
content: Content, 
/**
 * Its class, where the person gave one.
 */
classification?: Classification, 
/**
 * One per pair; at least one.
 */
pairs: Array<PairVerdict>, };

export type QueueAgreement = { 
/**
 * The first Monday, midnight UTC.
 */
from: Time, 
/**
 * The Monday after the last week.
 */
to: Time, 
/**
 * What may be told.
 */
told: Agreement, };

export type Metrics = { 
/**
 * Uploads accepted.
 */
submitted: number, 
/**
 * Uploads that any list recognised.
 */
matched: number, 
/**
 * Uploads by outcome at the door.
 */
outcomes: { [key in string]: number }, 
/**
 * Cases about uploads opened; checks of what was stopped are counted apart.
 */
cases: number, 
/**
 * Cases decided.
 */
cases_decided: number, 
/**
 * Cases waiting.
 */
cases_waiting: number, 
/**
 * Cases whose picture could not be decoded.
 */
cases_unreadable: number, 
/**
 * Cases a lead has to settle, checks among them.
 */
cases_split: number, 
/**
 * Checks of what was stopped that were opened.
 */
checks: number, 
/**
 * Checks decided.
 */
checks_decided: number, 
/**
 * Checks a lead has to settle: whoever looked did not say that it is the same picture.
 */
checks_split: number, 
/**
 * Charged looks; only for whoever reads the audit. For leads there are whole weeks at `/v1/team/wellness`: of two
 * answers of this one, with one person at work in between, the difference would be that person's.
 */
looks?: number, 
/**
 * Milliseconds on the screen by rung number; for the same.
 */
exposure_ms_by_rung?: { [key in number]: number }, 
/**
 * Verdicts by what they say on each axis.
 */
verdicts: VerdictCounts, 
/**
 * Entries of our own made by verdicts.
 */
entries_added: number, 
/**
 * Entries confirmed by people.
 */
entries_confirmed: number, 
/**
 * Variants made by verdicts.
 */
variants_added: number, 
/**
 * Pairs excluded by verdicts.
 */
pairs_excluded: number, 
/**
 * Entries suspended by verdicts.
 */
entries_suspended: number, 
/**
 * Uploads stopped with nobody looking.
 */
stopped_without_looking: number, 
/**
 * Uploads that their platforms say they have taken down.
 */
removals: number, 
/**
 * From an upload to its removal, milliseconds, summed over those.
 */
removals_waited_ms: number, };

export type VerdictCounts = { 
/**
 * By the match axis, per pair.
 */
match: { [key in string]: number }, 
/**
 * By the listing axis, per pair.
 */
listing: { [key in string]: number }, 
/**
 * By content, per verdict.
 */
content: { [key in string]: number }, };

export type FalseMatches = { 
/**
 * The first moment that is not in it any more: a Monday, midnight UTC.
 */
until: Time, 
/**
 * Each list, in the order of their names.
 */
lists: Array<ListFalseMatches>, };

export type ListFalseMatches = { 
/**
 * Which list.
 */
id: BankId, 
/**
 * Its name.
 */
name: string, 
/**
 * What it is about.
 */
harm: HarmType, 
/**
 * By how close the matches were, closest first; bands in which nothing was decided are left out.
 */
bands: Array<BandCount>, };

export type BandCount = { 
/**
 * How close.
 */
band: Closeness, 
/**
 * Matches decided to be the same picture.
 */
same: number, 
/**
 * Matches decided to be another picture.
 */
different: number, 
/**
 * `different` among both, in thousandths; nothing where neither was decided.
 */
false_match_permille?: number, };

export type Transparency = { 
/**
 * Its first moment.
 */
from: Time, 
/**
 * The first moment after it.
 */
until: Time, 
/**
 * Uploads that came in.
 */
received: number, 
/**
 * Those by what stands of them: `stopped` with nobody looking, `queued`, `passed`, `no_match`, `unreadable`.
 */
outcomes: { [key in string]: number }, 
/**
 * Uploads that any list recognised.
 */
matched: number, 
/**
 * Cases opened.
 */
opened: number, 
/**
 * Cases decided that stand so.
 */
decided: number, 
/**
 * Those confirmed: what a list holds, or abusive.
 */
confirmed: number, 
/**
 * Those against another policy.
 */
other_policy: number, 
/**
 * Those cleared: harmless, or recognised wrongly.
 */
cleared: number, 
/**
 * Those decided behind a veil: nobody was granted a look.
 */
without_a_look: number, 
/**
 * From a case's opening to its decision.
 */
decision: Waits, 
/**
 * From an upload to its removal by the platform, of the removals in the period.
 */
removal: Waits, 
/**
 * Decisions reversed.
 */
reversed: number, 
/**
 * Appeals that platforms made.
 */
appeals: number, 
/**
 * Appeals answered in the period that left the decision as it was.
 */
appeals_upheld: number, 
/**
 * Appeals answered in the period that overturned it.
 */
appeals_overturned: number, 
/**
 * Entries that verdicts put on the organisation's own list and that stand.
 */
entries_added: number, 
/**
 * Each list, in the order of their names.
 */
lists: Array<ListTransparency>, };

export type ListTransparency = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it is about.
 */
harm: HarmType, 
/**
 * Uploads that it recognised.
 */
matched: number, 
/**
 * Matches decided to be the same picture.
 */
same: number, 
/**
 * Those of them whose entry was disputed.
 */
disputed: number, 
/**
 * Matches decided to be another picture.
 */
different: number, 
/**
 * `different` among all that were decided, in thousandths; nothing where none were.
 */
false_match_permille?: number, 
/**
 * The same by how close the matches were, closest first; bands in which nothing was decided are left out.
 */
bands: Array<BandCount>, };

export type OversightPage = "splits" | "decisions" | "figures" | "alarms" | "checks" | "services" | "transparency";

export type OversightView = { 
/**
 * Which it is.
 */
page: OversightPage, 
/**
 * Those that are open to whoever is signed in, in their order.
 */
pages: Array<OversightPage>, 
/**
 * What is on it, once it has come.
 */
content: PageContent | null, 
/**
 * The last time it was asked for, it did not come.
 */
failed: boolean, 
/**
 * The hub is being asked.
 */
busy: boolean, 
/**
 * What became of the last file.
 */
exported: Exported | null, };

export type PageContent = { "of": "splits" } & SplitsView | { "of": "decisions" } & DecisionsView | { "of": "figures" } & FiguresView | { "of": "alarms" } & AlarmsView | { "of": "checks" } & ChecksView | { "of": "services" } & ServicesView | { "of": "transparency" } & TransparencyView;

export type SplitsView = { 
/**
 * Those that wait longest first.
 */
splits: Array<Split>, 
/**
 * The queues they can be in, by name.
 */
queues: Array<QueueName>, 
/**
 * Whether one of them can be taken now, and why not.
 */
start: Allowed, };

export type DecisionsView = { 
/**
 * The newest first.
 */
decisions: Array<DecisionInfo>, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * The queues they can be of, by name.
 */
queues: Array<QueueName>, 
/**
 * Of which queue alone they are.
 */
queue: QueueId | null, 
/**
 * Of which case alone.
 */
case: CaseId | null, 
/**
 * What the last reversal undid.
 */
reversed: ReversedView | null, 
/**
 * Whoever reads them may reverse one.
 */
may_reverse: boolean, 
/**
 * They may hand one over for a report.
 */
may_report: boolean, 
/**
 * The case that is being handed over.
 */
handoff: HandoffView | null, };

export type ReversedView = { 
/**
 * On which case: a lead settles it now.
 */
case: CaseId, 
/**
 * So many effects on lists and uploads.
 */
effects: number, 
/**
 * So many uploads wait again.
 */
reopened: number, 
/**
 * Nobody can look again, since the picture was destroyed.
 */
picture_destroyed: boolean, };

export type DecisionInfo = { 
/**
 * On which case.
 */
case_id: CaseId, 
/**
 * In which queue.
 */
queue_id: QueueId, 
/**
 * Since when it stands.
 */
at: Time, 
/**
 * The verdict that decided it: what is reversed.
 */
verdict_id: VerdictId, 
/**
 * What it says.
 */
says: Verdict, 
/**
 * What it means for the upload.
 */
outcome: Outcome, 
/**
 * It is a check of what was stopped with nobody looking.
 */
check: boolean, };

export type QueueName = { 
/**
 * Which.
 */
id: QueueId, 
/**
 * Its name.
 */
name: string, };

export type FiguresView = { 
/**
 * How far people agree, queue by queue.
 */
agreement: Array<AgreementRow>, 
/**
 * Sums over all that the hub has seen.
 */
sums: Metrics, 
/**
 * How often lists are wrong, by how close what they recognised was.
 */
distances: FalseMatches, 
/**
 * The last whole months, oldest first; none for whoever does not read what the outside is told.
 */
months: Array<Transparency> | null, };

export type AgreementRow = { 
/**
 * Which queue.
 */
queue: QueueName, 
/**
 * What may be told of it.
 */
agreement: QueueAgreement, };

export type AlarmsView = { 
/**
 * The newest first.
 */
alarms: Array<RaisedView>, 
/**
 * Also those that somebody has taken up.
 */
all: boolean, };

export type RaisedView = { 
/**
 * Which.
 */
id: AlarmId, 
/**
 * Whom it is about; none where their name is not there any more, or not for whoever reads.
 */
who: string | null, 
/**
 * It is about whoever reads.
 */
own: boolean, 
/**
 * In which queue; none where it is gone.
 */
queue: string | null, 
/**
 * What rose.
 */
rose: Rise, 
/**
 * From which midnight UTC on.
 */
since: Time, 
/**
 * Until which.
 */
until: Time, 
/**
 * Who has taken it up, and what they say.
 */
taken_up: TakenUpView | null, };

export type TakenUpView = { 
/**
 * When.
 */
at: Time, 
/**
 * Who, by name.
 */
by: string | null, 
/**
 * What they say to it.
 */
words: string, };

export type ChecksView = { 
/**
 * Of how many stops, in thousandths; none for whoever does not set it.
 */
share: Permille | null, 
/**
 * Sums over all that the hub has seen; none for whoever does not see them.
 */
sums: Metrics | null, 
/**
 * Those that a lead has to settle; none for whoever settles nothing.
 */
splits: SplitsView | null, };

export type TransparencyView = { 
/**
 * The report.
 */
report: Transparency, };

export type HandoffView = { 
/**
 * Which case.
 */
case: CaseId, 
/**
 * How far it is.
 */
stage: HandoffStage, };

export type HandoffStage = { "is": "asked" } | { "is": "not_proposed", 
/**
 * Why.
 */
why: NotHandedOver, } | { "is": "proposed", 
/**
 * Each upload that it is about.
 */
files: Array<HandoffFile>, 
/**
 * It is being handed over.
 */
under_way: boolean, 
/**
 * Why the last try was in vain.
 */
refused: NotHandedOver | null, } | { "is": "handed_over", 
/**
 * What became of its files.
 */
written: Exported, };

export type HandoffFile = { 
/**
 * Which upload.
 */
item: ItemId, 
/**
 * The platform's own id of it.
 */
reference: string | null, 
/**
 * When it came in.
 */
received_at: Time, 
/**
 * What the ledger bears out.
 */
viewed: Viewed, 
/**
 * Whether it may be said that it was viewed, which is then proposed.
 */
may_be_viewed: boolean, };

export type NotHandedOver = { 
/**
 * By which code; none where the hub did not answer.
 */
code: Code | null, 
/**
 * When it may work.
 */
until: Time | null, 
/**
 * Why, in the hub's words.
 */
says: string | null, };

export type HandoffAct = { "wants": "prepare", 
/**
 * Which.
 */
case: CaseId, } | { "wants": "hand_over", 
/**
 * What happened.
 */
incident: IncidentType, 
/**
 * Why it is to be read first; none where it is not.
 */
urgent: string | null, 
/**
 * Each upload, once.
 */
files: Array<Confirmed>, } | { "wants": "write_again" } | { "wants": "leave" };

export type Confirmed = { 
/**
 * Which upload.
 */
item_id: ItemId, 
/**
 * Whether the whole file was viewed. Proposed from the ledger; may be denied, and never claimed beyond it.
 */
viewed: boolean, 
/**
 * What is beside the class.
 */
annotations?: Array<Annotation>, };

export type IncidentType = "abuse_material" | "trafficking" | "tourism" | "molestation" | "misleading_domain" | "misleading_words" | "enticement" | "sent_to_child";

export type Annotation = "drawn_or_virtual" | "potential_meme" | "viral" | "possibly_self_made" | "physical_harm" | "violence" | "bestiality" | "live_stream" | "infant" | "generated";

export type Viewed = "no" | "untold" | "in_part" | "whole";

export type OversightAct = { "does": "again" } | { "does": "show_alarms", 
/**
 * Also those.
 */
all: boolean, } | { "does": "show_decisions", 
/**
 * Of all queues where none is named.
 */
queue: QueueId | null, 
/**
 * Of all cases where it is empty.
 */
case: string, } | { "does": "more_decisions" } | { "does": "reverse", 
/**
 * The verdict that decided it.
 */
verdict: VerdictId, } | { "does": "handoff", 
/**
 * What is done about it.
 */
act: HandoffAct, } | { "does": "take_up", 
/**
 * Which.
 */
alarm: AlarmId, 
/**
 * What there is to say to it; whom it is about reads it.
 */
words: string, } | { "does": "set_checks", 
/**
 * In thousandths.
 */
share: Permille, } | { "does": "check_matcher", 
/**
 * Which.
 */
matcher: MatcherId, } | { "does": "set_service", 
/**
 * What is to be otherwise.
 */
change: ServiceChange, } | { "does": "check_destination", 
/**
 * Which.
 */
destination: DestinationId, } | { "does": "show_leaving", 
/**
 * Which.
 */
destination: DestinationId, } | { "does": "put_away" } | { "does": "reconcile", 
/**
 * Which.
 */
matcher: MatcherId, } | { "does": "send_again", 
/**
 * Which.
 */
delivery: DeliveryId, } | { "does": "more_dead" } | { "does": "show_months", 
/**
 * The first midnight of the first month, UTC.
 */
from: Time, 
/**
 * The first midnight after the last one.
 */
until: Time, } | { "does": "save", 
/**
 * Of which kind.
 */
form: SaveForm, };

export type SaveForm = "csv" | "json" | "page";

export type MatcherInfo = { 
/**
 * Its id.
 */
id: MatcherId, 
/**
 * What people call it.
 */
name: string, 
/**
 * What it is.
 */
kind: MatcherKind, 
/**
 * Where it is.
 */
address: string, 
/**
 * What leaves for it.
 */
sends: Sends, 
/**
 * Which of its lists become which of the hub's.
 */
lists: { [key in string]: BankId }, 
/**
 * Whether it is asked.
 */
mode: MatcherMode, 
/**
 * Since when it is known here.
 */
added_at: Time, 
/**
 * Questions that it has still to answer.
 */
unanswered: number, 
/**
 * Since when the oldest of them is open.
 */
unanswered_since?: Time, 
/**
 * Why the one that was asked most often has no answer.
 */
why?: NoAnswer, 
/**
 * The same in a sentence.
 */
says?: string, };

export type AddMatcher = { 
/**
 * What people call it: one line of 1 to 60 characters.
 */
name: string, 
/**
 * What it is.
 */
kind: MatcherKind, 
/**
 * Where it is: `https://host/path`, or `http://` on the hub's own machine. A path comes before that of every call.
 */
address: string, 
/**
 * By the name that a list has there, which of the hub's lists takes in what it lists. Others are left out.
 */
lists: { [key in string]: BankId }, 
/**
 * What leaves for it: hashes where it is not said. Only what speaks as Shield does can be sent uploads.
 */
sends: Sends, 
/**
 * Whether it is asked; not where it is not said.
 */
mode: MatcherMode, 
/**
 * How the hub shows who it is.
 */
secret: MatcherSecret, };

export type ChangeMatcher = { 
/**
 * Whether it is asked. Once it is not, what it has still to answer nobody answers, and is settled without it.
 */
mode?: MatcherMode, 
/**
 * Which of its lists become which of the hub's, all of them. What was learned before stays where it is.
 */
lists?: { [key in string]: BankId }, 
/**
 * What leaves for it.
 */
sends?: Sends, 
/**
 * How the hub shows who it is, all of it.
 */
secret?: MatcherSecret, 
/**
 * Where the same service is from now on. A credential is never sent to another address by itself: `secret` has to be
 * given anew with it.
 */
address?: string, };

export type MatcherSecret = { 
/**
 * What every call carries.
 */
credential: MatcherCredential, 
/**
 * A client certificate: its key and its certificates, PEM.
 */
certificate?: string, };

export type MatcherCredential = { "kind": "none" } | { "kind": "bearer", 
/**
 * The token.
 */
token: string, } | { "kind": "basic", 
/**
 * The name.
 */
name: string, 
/**
 * The password.
 */
password: string, } | { "kind": "headers", 
/**
 * Values by names.
 */
headers: { [key in string]: string }, };

export type CheckedList = { 
/**
 * Its name there.
 */
name: string, 
/**
 * Whether it is there.
 */
found: boolean, 
/**
 * Which of the hub's lists takes in what it lists; none where it is left out.
 */
bank_id?: BankId, 
/**
 * In which share of look-ups it takes part there, 0 to 1.
 */
share: number, };

export type PassesInfo = { 
/**
 * When the next one is due; none before any hub has looked.
 */
due_at?: Time, 
/**
 * Since when one is under way, or has broken off and goes on when it is due.
 */
began_at?: Time, 
/**
 * When the last one came to its end.
 */
ended_at?: Time, 
/**
 * What that one found.
 */
found?: Reconciled, 
/**
 * Why the last attempt broke off, if it did.
 */
why?: Failure, 
/**
 * The same as a sentence that says what to do.
 */
says?: string, };

export type AddDestination = { 
/**
 * What people call it: one line of 1 to 60 characters.
 */
name: string, 
/**
 * Where it is: `https://host/path`, or `http://` on the hub's own machine. Left out for a matcher, which is told
 * where it is asked.
 */
address?: string, 
/**
 * What its lists are about: a verdict on a list of another type never goes there.
 */
harm: HarmType, 
/**
 * Which lists it hears of; all of its harm type where none are named.
 */
banks?: Array<BankId>, 
/**
 * Whether anything goes there; nothing where it is not said.
 */
mode: Mode, 
/**
 * What it is, and how the hub shows who it is.
 */
to: AddDestinationTo, };

export type AddDestinationTo = { "kind": "platform", 
/**
 * The source whose uploads it hears of.
 */
source_id: PersonId, 
/**
 * What signs messages: `whsec_` and 24 to 64 bytes in Base64; one is made where it is not said.
 */
secret?: string, } | { "kind": "ncmec", 
/**
 * Under which name the hub is known there.
 */
user: string, 
/**
 * Its password.
 */
password: string, } | { "kind": "hma", 
/**
 * The matcher.
 */
matcher_id: MatcherId, 
/**
 * Its bank of confirmed content, by the name it has there: capital letters, digits and underscores.
 */
confirmed: string, };

export type DestinationKind = "platform" | "ncmec" | "hma";

export type DestinationInfo = { 
/**
 * Its id.
 */
id: DestinationId, 
/**
 * What people call it.
 */
name: string, 
/**
 * What it is.
 */
kind: DestinationKind, 
/**
 * Of a platform: the source whose uploads it hears of.
 */
source_id?: PersonId, 
/**
 * Of a matcher: which.
 */
matcher_id?: MatcherId, 
/**
 * Of a matcher: its bank of confirmed content.
 */
confirmed?: string, 
/**
 * Where it is; of a matcher: where that is.
 */
address: string, 
/**
 * What its lists are about.
 */
harm: HarmType, 
/**
 * Which lists it hears of; all of its harm type where none are named.
 */
banks?: Array<BankId>, 
/**
 * Whether anything goes there.
 */
mode: Mode, 
/**
 * Its own words for the hub's reasons.
 */
reasons: { [key in Ground]?: string }, 
/**
 * Since when it is known here.
 */
added_at: Time, 
/**
 * Messages that are planned, under way, or tried again later.
 */
waiting: number, 
/**
 * Messages that a person has to look at.
 */
dead: number, };

export type DeliveryState = "waiting" | "dead" | "delivered" | "withdrawn";

export type DeliveryInfo = { 
/**
 * By which the destination knows it when it comes twice.
 */
id: DeliveryId, 
/**
 * To whom.
 */
destination_id: DestinationId, 
/**
 * The case whose decision it follows from.
 */
case_id: CaseId, 
/**
 * When that took effect.
 */
planned_at: Time, 
/**
 * Where it stands.
 */
state: DeliveryState, 
/**
 * Waiting: not before; else: since when.
 */
at: Time, 
/**
 * How often it was tried in all.
 */
tries: number, 
/**
 * It may have arrived with no answer to tell.
 */
in_doubt: boolean, 
/**
 * Why it is dead.
 */
why?: Failure, 
/**
 * The same as a sentence that says what to do.
 */
says?: string, 
/**
 * What leaves, or would; none where it cannot, or its destination was removed.
 */
leaves?: Leaves, };

export type Leaves = { 
/**
 * By which method.
 */
method: string, 
/**
 * Where to.
 */
url: string, 
/**
 * The body.
 */
body: string, };

export type MatcherKind = "hma" | "shield";

export type Sends = "hashes" | "uploads";

export type MatcherMode = "off" | "on";

export type NoAnswer = "silent" | "too_late" | "too_long" | "redirects" | "credential" | "missing" | "too_often" | "refused" | "fails" | "unintelligible" | "not_set_up" | "resting" | "unmapped" | "undecided" | "unread";

export type Reconciled = { 
/**
 * Entries that were asked about.
 */
looked_at: number, 
/**
 * Of these, content that is newly not there any more.
 */
gone: number, 
/**
 * Content that somebody there has newly disabled.
 */
disabled: number, 
/**
 * Content that was gone or disabled, and matches again.
 */
back: number, 
/**
 * Content that people here had disabled, that came back under another number, and is told of again.
 */
told_again: number, 
/**
 * Content that people here had disabled, and that somebody there has enabled: theirs to decide.
 */
overruled: number, 
/**
 * Entries that were left for the next pass: something of ours is still under way there, or the number is another
 * entry's, or the matcher failed at it.
 */
left: number, 
/**
 * Of these, entries at which the matcher failed while it answered about others.
 */
unanswered: number, };

export type Mode = "off" | "dry_run" | "on";

export type Outcome = "confirmed" | "other_policy" | "cleared";

export type Failure = "silent" | "too_late" | "too_long" | "unintelligible" | "fails" | "too_often" | "redirects" | "credential" | "missing" | "refused" | "no_reason" | "reason_gone" | "no_origin" | "no_hash" | "no_listing" | "no_bank" | "secret" | "not_set_up" | "cannot_take_back";

export type Ground = "collision" | "adult" | "no_sexual_content" | "drawn_or_generated" | "wrong_category" | "artefact" | "other";

export type ServicesView = { 
/**
 * Those that are asked; none for whoever does not set them.
 */
matchers: Array<MatcherView> | null, 
/**
 * Those that are told.
 */
destinations: Array<DestinationInfo>, 
/**
 * Messages that a person has to look at, the last first.
 */
dead: Array<DeliveryInfo>, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * The hub's lists and sources by name, as far as whoever reads may know them.
 */
lists: Array<ListName>, 
/**
 * Who sends uploads.
 */
sources: Array<Named>, 
/**
 * What has become of what was set here.
 */
setting: SettingView, };

export type MatcherView = { 
/**
 * What it is, and what it has still to answer.
 */
info: MatcherInfo, 
/**
 * How far the passes over what it lists have come.
 */
passes: PassesInfo, 
/**
 * What it said when it was asked from here.
 */
check: CheckView | null, };

export type CheckView = { "is": "under_way" } | { "is": "answers", 
/**
 * Look-ups are answered as they should be.
 */
ready: boolean, 
/**
 * What to know of it, in sentences.
 */
says: Array<string>, 
/**
 * Every list there, and those that are mapped and are not there.
 */
lists: Array<CheckedList>, } | { "is": "silent", 
/**
 * Why, in the hub's words; none where the hub itself did not answer.
 */
says: string | null, };

export type ServiceChange = { "sets": "add_matcher", 
/**
 * All of it.
 */
matcher: AddMatcher, } | { "sets": "change_matcher", 
/**
 * Which.
 */
id: MatcherId, 
/**
 * What changes.
 */
change: ChangeMatcher, } | { "sets": "remove_matcher", 
/**
 * Which.
 */
id: MatcherId, } | { "sets": "add_destination", 
/**
 * All of it.
 */
destination: AddDestination, } | { "sets": "set_destination_mode", 
/**
 * Which.
 */
id: DestinationId, 
/**
 * Whether.
 */
mode: Mode, } | { "sets": "remove_destination", 
/**
 * Which.
 */
id: DestinationId, } | { "sets": "make_bank", 
/**
 * Whose.
 */
id: DestinationId, };

export type SettingView = { 
/**
 * How many changes have been answered since the page was opened: whoever waits for one counts.
 */
answered: number, 
/**
 * Why the last one was not taken.
 */
refused: RefusedView | null, 
/**
 * The secret that the hub made for a platform: it is shown once, until it is put away.
 */
made: OnceShown | null, 
/**
 * What a destination is still to be told, to the byte.
 */
leaving: LeavingView | null, 
/**
 * What destinations said when they were asked from here.
 */
checks: Array<DestinationCheckView>, };

export type RefusedView = { 
/**
 * By which code; none where the hub did not answer.
 */
code: Code | null, 
/**
 * Which part of it is at fault, as the hub names it.
 */
field: string | null, 
/**
 * Why, in the hub's words.
 */
says: string | null, };

export type OnceShown = string;

export type LeavingView = { 
/**
 * Which.
 */
destination: DestinationId, 
/**
 * The last messages; none until they have come.
 */
messages: Array<DeliveryInfo> | null, 
/**
 * There are older ones.
 */
more: boolean, 
/**
 * The hub did not give them.
 */
failed: boolean, };

export type DestinationCheckView = { 
/**
 * Which.
 */
destination: DestinationId, 
/**
 * What came of it; a destination has no lists.
 */
check: CheckView, };

export type GroupGives = { 
/**
 * What they are here for.
 */
role: Role, 
/**
 * Queues that they may take from beside those that are theirs anyway.
 */
queues: Array<QueueId>, };

export type Person = { 
/**
 * Who.
 */
id: PersonId, 
/**
 * The name to sign in with.
 */
name: string, 
/**
 * What for.
 */
role: Role, 
/**
 * Since when.
 */
added_at: Time, 
/**
 * Whether signing in is switched off.
 */
disabled: boolean, 
/**
 * Whether they are used to the work: then nothing is halved in their first days.
 */
experienced: boolean, 
/**
 * They come by an identity provider: they have no password here, and their role follows their groups there.
 */
provided: boolean, 
/**
 * Whether a session of theirs is open; it says nothing of what they do in it.
 */
signed_in: boolean, };

export type Group = { 
/**
 * Its name, as the provider writes it.
 */
name: string, 
/**
 * What whoever is in it becomes here.
 */
gives: GroupGives, 
/**
 * How many people were in it when they signed in last.
 */
people: number, };

export type RoleSet = { 
/**
 * Which.
 */
role: Role, 
/**
 * What it allows.
 */
permissions: Array<Permission>, };

export type SetupStep = "floor" | "list" | "source" | "reviewer" | "first_case";

export type Setup = { 
/**
 * Somebody has said what the floor is, and be it what the hub began with.
 */
floor_set: boolean, 
/**
 * Lists by name, oldest first, at most eight; neither a test's, nor the one that verdicts fill.
 */
lists: Array<string>, 
/**
 * One of them, or of those that are asked elsewhere, has something on it.
 */
listed: boolean, 
/**
 * Sources by name that may send, oldest first, at most eight; no test's.
 */
sources: Array<string>, 
/**
 * How many people there are, whoever asks among them.
 */
people: number, 
/**
 * Who may review, by name, oldest first, at most eight.
 */
reviewers: Array<string>, 
/**
 * The first case that came of any upload.
 */
case?: SetupCase, };

export type SetupCase = { 
/**
 * Which.
 */
id: CaseId, 
/**
 * Where it is.
 */
queue: QueueId, 
/**
 * The queue by name.
 */
queue_name: string, 
/**
 * When it came.
 */
since: Time, 
/**
 * What it does.
 */
is: SetupCaseState, };

export type SetupCaseState = "waiting" | "leased" | "decided" | "unreadable";

export type SettingUpView = { 
/**
 * What the hub has.
 */
setup: Setup, 
/**
 * Every step in its order.
 */
steps: Array<StepView>, 
/**
 * The floor as it holds.
 */
floor: Settings, 
/**
 * How the first list is filled at the hub's machine, where nothing is on any.
 */
fill_by: string | null, 
/**
 * How a program sends an upload, as somebody types it once.
 */
send_by: string, };

export type StepView = { 
/**
 * Which.
 */
step: SetupStep, 
/**
 * How far it is.
 */
is: StepIs, 
/**
 * Whether it is mine to do.
 */
mine: boolean, };

export type StepIs = "done" | "next" | "open";

export type SetupChange = { "of": "keep_floor" } | { "of": "make_list", 
/**
 * Its name.
 */
name: string, 
/**
 * What it is about.
 */
harm: HarmType, 
/**
 * Why it is vetted; none for any other.
 */
vetted_reason: string | null, } | { "of": "send_test" };

export type PasswordView = { 
/**
 * It is being changed.
 */
busy: boolean, 
/**
 * How often it was changed since the desk was opened: whoever waits for it counts.
 */
changed: number, 
/**
 * Why the last change was not taken.
 */
refused: RefusedView | null, };

export type NewPasswordView = { 
/**
 * My name.
 */
name: string, 
/**
 * How far it is.
 */
password: PasswordView, };

export type AdministrationSection = "setting_up" | "people" | "roles" | "groups" | "sources" | "classes" | "audit" | "storage";

export type AdministrationView = { 
/**
 * Which it is.
 */
section: AdministrationSection, 
/**
 * Those that are open to whoever is signed in, in their order.
 */
sections: Array<AdministrationSection>, 
/**
 * What is in it, once it has come.
 */
content: SectionContent | null, 
/**
 * The last time it was asked for, it did not come.
 */
failed: boolean, 
/**
 * The hub is being asked.
 */
busy: boolean, 
/**
 * What has become of what was changed here.
 */
changes: ChangesView, 
/**
 * What became of the last file.
 */
exported: Exported | null, };

export type SectionContent = { "of": "setting_up" } & SettingUpView | { "of": "people" } & PeopleView | { "of": "roles" } & RolesView | { "of": "groups" } & GroupsView | { "of": "sources" } & SourcesView | { "of": "classes" } & SchemeInfo | { "of": "audit" } & AuditView | { "of": "storage" } & StorageView;

export type ChangesView = { 
/**
 * How many changes have been answered since the section was opened: whoever waits for one counts.
 */
answered: number, 
/**
 * Why the last one was not taken.
 */
refused: RefusedView | null, 
/**
 * What somebody is to be given: it is shown once, until it is put away.
 */
made: MadeView | null, };

export type MadeView = { 
/**
 * The name of whoever signs in, or sends, with it.
 */
of: string, 
/**
 * The secret.
 */
secret: OnceShown, };

export type PeopleView = { 
/**
 * Everybody but sources, in the order in which they were added.
 */
people: Array<Person>, 
/**
 * Who I am.
 */
me: PersonId, };

export type RolesView = { 
/**
 * Every role of people; a source's is fixed as a whole.
 */
roles: Array<RoleView>, };

export type RoleView = { 
/**
 * The role, and what it allows now.
 */
set: RoleSet, 
/**
 * Every permission, in the order in which they are told, with whether an admin may give or take it.
 */
permissions: Array<PermissionView>, };

export type PermissionView = { 
/**
 * Which.
 */
permission: Permission, 
/**
 * Whether it can be given and taken.
 */
is: Giving, };

export type Giving = "free" | "kept" | "of_another" | "never";

export type SchemeInfo = { 
/**
 * Grows by one with every change.
 */
revision: number, 
/**
 * In the order in which they are offered, retired ones among them.
 */
scheme: Scheme, 
/**
 * The codes of those that were given to cases: such a class can be retired, and not be taken out.
 */
given: Array<string>, };

export type GroupsView = { 
/**
 * In the order of their names.
 */
groups: Array<Group>, 
/**
 * The queues that they can give, by name; none for whoever may not see them.
 */
queues: Array<QueueName>, 
/**
 * Whether one can sign in at an identity provider at all.
 */
provided: boolean, };

export type AdministrationAct = { "does": "again" } | { "does": "put_away" } | { "does": "change", 
/**
 * What.
 */
change: AdministrationChange, } | { "does": "keep", 
/**
 * What.
 */
act: KeepingAct, };

export type AdministrationChange = { "sets": "add_person", 
/**
 * The name to sign in with.
 */
name: string, 
/**
 * What for.
 */
role: Role, 
/**
 * Whether they are used to the work.
 */
experienced: boolean, } | { "sets": "set_person_role", 
/**
 * Who.
 */
id: PersonId, 
/**
 * What for.
 */
role: Role, } | { "sets": "set_experienced", 
/**
 * Who.
 */
id: PersonId, 
/**
 * Whether.
 */
experienced: boolean, } | { "sets": "switch_person", 
/**
 * Who.
 */
id: PersonId, 
/**
 * Whether they are switched off.
 */
off: boolean, } | { "sets": "new_password", 
/**
 * Who.
 */
id: PersonId, } | { "sets": "sign_person_out", 
/**
 * Who.
 */
id: PersonId, } | { "sets": "set_role", 
/**
 * Which.
 */
role: Role, 
/**
 * All of it.
 */
permissions: Array<Permission>, } | { "sets": "set_group", 
/**
 * Its name, as the provider writes it.
 */
name: string, 
/**
 * All of it.
 */
gives: GroupGives, } | { "sets": "remove_group", 
/**
 * Its name.
 */
name: string, } | { "sets": "set_classes", 
/**
 * All of them.
 */
scheme: Scheme, 
/**
 * That of the classes that were read before.
 */
revision: number, } | { "sets": "setting_up", 
/**
 * What.
 */
change: SetupChange, } | { "sets": "keeping", 
/**
 * What.
 */
change: KeepingChange, };

export type EntryKind = "alarm_raised" | "alarm_acknowledged" | "appeal_made" | "appeal_closed" | "bank_made" | "case_opened" | "case_redirected" | "case_urgent" | "case_urgent_lifted" | "deliveries_planned" | "delivered" | "delivery_dead" | "delivery_sent_again" | "desk_policy_set" | "destination_added" | "destination_mode_set" | "destination_reason_set" | "destination_removed" | "effect" | "entry_added" | "floor_set" | "group_set" | "group_removed" | "hold_set" | "hold_lifted" | "hours_set" | "ledger_exported" | "limit_tried" | "listing_learned" | "listing_moved" | "listing_seen" | "look_alike_added" | "look_alike_removed" | "matches_added" | "matcher_added" | "matcher_changed" | "matcher_reconciled" | "matcher_removed" | "note_left" | "password_changed" | "password_set" | "passwords_ended" | "person_added" | "person_changed" | "person_erased" | "picture_destroyed" | "queue_made" | "queue_set" | "received" | "record_opened" | "rematched" | "removal_told" | "report_handed_over" | "retention_set" | "role_followed" | "role_set" | "rules_set" | "scheme_set" | "second_looks_set" | "severe_set" | "sign_in_failed" | "signed_in" | "signed_out" | "signed_out_everywhere" | "source_key_made" | "stop_checks_set" | "support_set" | "team_set" | "team_removed" | "verdict_given" | "verdict_reversed" | "verdict_undone" | "verified" | "other";

export type Actor = { "who": "person", 
/**
 * Who.
 */
id: PersonId, } | { "who": "hub" } | { "who": "not_told" };

export type About = { "what": "person", 
/**
 * Who.
 */
id: PersonId, } | { "what": "case", 
/**
 * Which.
 */
id: CaseId, } | { "what": "upload", 
/**
 * Which.
 */
id: ItemId, } | { "what": "queue", 
/**
 * Which.
 */
id: QueueId, } | { "what": "list", 
/**
 * Which.
 */
id: BankId, } | { "what": "entry", 
/**
 * Which.
 */
id: EntryId, } | { "what": "matcher", 
/**
 * Which.
 */
id: MatcherId, } | { "what": "destination", 
/**
 * Which.
 */
id: DestinationId, } | { "what": "team", 
/**
 * Which.
 */
id: TeamId, } | { "what": "role", 
/**
 * Which.
 */
role: Role, } | { "what": "group", 
/**
 * Its name there.
 */
name: string, };

export type Entry = { 
/**
 * Its number in the log.
 */
seq: number, 
/**
 * When.
 */
at: Time, 
/**
 * What.
 */
kind: EntryKind, 
/**
 * Who did it.
 */
by: Actor, 
/**
 * What it was done to.
 */
about: Array<About>, 
/**
 * Whether whom it is about is switched off since; none where it tells nothing of that.
 */
off: boolean | null, };

export type KeptFor = "confirmed" | "cleared" | "stopped" | "unreadable";

export type Keeping = "keep" | { "destroy": { 
/**
 * So many days after the reason came to hold: 1 to 3,650.
 */
after_days: number, } };

export type RetentionPolicy = { 
/**
 * Confirmed by people.
 */
confirmed: Keeping, 
/**
 * Cleared by people.
 */
cleared: Keeping, 
/**
 * Stopped at the door.
 */
stopped: Keeping, 
/**
 * Not readable.
 */
unreadable: Keeping, };

export type Source = { 
/**
 * Which.
 */
id: PersonId, 
/**
 * Its name.
 */
name: string, 
/**
 * Since when.
 */
added_at: Time, 
/**
 * Whether it is switched off: whoever sends its key is refused.
 */
disabled: boolean, 
/**
 * Since when it has the key that it has.
 */
key_made_at: Time, 
/**
 * Until when the key before is taken beside it; none where it is not any more.
 */
old_key_ends_at?: Time, 
/**
 * What its key allows.
 */
may: Array<Permission>, };

export type BrokenHow = "missing" | "altered" | "truncated" | "rewritten" | "not_signed";

export type Retention = { 
/**
 * By why a picture is kept.
 */
policy: RetentionPolicy, 
/**
 * Grows by one with every change.
 */
revision: number, 
/**
 * Nothing is destroyed by time before: a day after a policy was set, or the hub's time leapt.
 */
rests_until: Time, };

export type LegalHold = { 
/**
 * The upload it is on.
 */
item_id?: ItemId, 
/**
 * The case it is on.
 */
case_id?: CaseId, 
/**
 * Since when.
 */
at: Time, 
/**
 * Who set it; none where that was at the machine itself.
 */
by?: PersonId, 
/**
 * Why, in words.
 */
reason: string, };

export type WouldDestroy = { 
/**
 * How many pictures, by why they are kept; of what is not named, none.
 */
due: { [key in KeptFor]?: number }, 
/**
 * There are more pictures than the 100,000 oldest, which were looked through: at least so many.
 */
at_least: boolean, };

export type Storage = { 
/**
 * Pictures that are there.
 */
kept: number, 
/**
 * Legal holds, on uploads and on cases.
 */
holds: number, 
/**
 * Pictures that were destroyed.
 */
destroyed: number, 
/**
 * Pictures nothing opens any more, whose sealed parts may still be there: the hub goes on trying.
 */
media_left: number, };

export type SourcesView = { 
/**
 * In the order in which they were added.
 */
sources: Array<Source>, };

export type AuditFilter = { 
/**
 * Not before.
 */
from: Time | null, 
/**
 * Before.
 */
until: Time | null, 
/**
 * Of one kind.
 */
kind: EntryKind | null, 
/**
 * By somebody, or a source.
 */
actor: PersonId | null, 
/**
 * About one case.
 */
case: CaseId | null, };

export type AuditView = { 
/**
 * Which entries are shown.
 */
filter: AuditFilter, 
/**
 * The newest first, as far as they were fetched.
 */
entries: Array<Entry>, 
/**
 * There may be older ones: where they go on.
 */
go_on_before: number | null, 
/**
 * People and sources by name, as far as whoever reads may know them.
 */
people: Array<NameView>, 
/**
 * Queues and lists by name, as far as whoever reads may know them.
 */
things: Array<NameView>, 
/**
 * How far a verification is, once one was asked for.
 */
verification: VerificationView | null, };

export type NameView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type VerificationView = { "is": "under_way", 
/**
 * Rows that were looked at.
 */
rows: number, 
/**
 * Rows that there are, once that is known.
 */
length: number | null, } | { "is": "holds", 
/**
 * Rows that were looked at: all of them.
 */
rows: number, 
/**
 * Signed checkpoints that fit them.
 */
checkpoints: number, 
/**
 * The log's hash after the last row, hex.
 */
head: string, 
/**
 * When that was.
 */
at: Time, } | { "is": "broken", 
/**
 * At which row.
 */
row: number, 
/**
 * How.
 */
how: BrokenHow, } | { "is": "failed" };

export type StorageView = { 
/**
 * For how long, by why.
 */
retention: Retention, 
/**
 * How many pictures there are, and were.
 */
sums: Storage, 
/**
 * The last holds first, as far as they were fetched.
 */
holds: Array<LegalHold>, 
/**
 * There are further ones.
 */
more: boolean, 
/**
 * People by name, as far as whoever reads may know them.
 */
people: Array<NameView>, 
/**
 * Whether I may set for how long, and lift holds.
 */
may_destroy: boolean, 
/**
 * What a change would destroy, once that was asked.
 */
tried: TriedView | null, };

export type TriedView = { 
/**
 * The policy that was asked about.
 */
policy: RetentionPolicy, 
/**
 * What came of it.
 */
told: TriedTold, };

export type TriedTold = { "is": "under_way" } | { "is": "would", 
/**
 * What.
 */
would: WouldDestroy, } | { "is": "failed", 
/**
 * Why, in the hub's words; none where it did not answer.
 */
says: string | null, };

export type KeepingAct = { "keeps": "show_audit", 
/**
 * Which.
 */
filter: AuditFilter, } | { "keeps": "more_audit" } | { "keeps": "save_audit" } | { "keeps": "verify" } | { "keeps": "try_retention", 
/**
 * Which.
 */
policy: RetentionPolicy, } | { "keeps": "more_holds" };

export type KeepingChange = { "of": "add_source", 
/**
 * Its name.
 */
name: string, } | { "of": "make_key", 
/**
 * Which.
 */
id: PersonId, 
/**
 * For how many hours the one before is taken beside it.
 */
old_key_lasts_hours: number, } | { "of": "switch_source", 
/**
 * Which.
 */
id: PersonId, 
/**
 * Whether it is switched off.
 */
off: boolean, } | { "of": "set_retention", 
/**
 * All of it.
 */
policy: RetentionPolicy, 
/**
 * The revision that this changes.
 */
revision: number, } | { "of": "lift_hold", 
/**
 * From what.
 */
from: HeldView, };

export type HeldView = { "held": "upload", 
/**
 * Which.
 */
id: ItemId, } | { "held": "case", 
/**
 * Which.
 */
id: CaseId, };
