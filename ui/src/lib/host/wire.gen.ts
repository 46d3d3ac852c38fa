// Generated from the wire crate by `cargo xtask gen`; not to be edited.

export type ItemId = string;

export type CaseId = string;

export type BankId = string;

export type EntryId = string;

export type PersonId = string;

export type QueueId = string;

export type GrantId = string;

export type VerdictId = string;

export type Time = number;

export type Span = number;

export type Rung = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export type Role = "moderator" | "lead" | "admin" | "source";

export type Permission = "review" | "settle" | "reverse" | "set_floors" | "see_metrics" | "manage_people" | "manage_banks" | "read_audit" | "submit";

export type MatchKind = { "kind": "exact" } | { "kind": "near", distance: number, };

export type ListTrust = "vetted" | "other";

export type Stage = "review" | "settle";

export type DisputeReason = { "code": "adult" } | { "code": "no_sexual_content" } | { "code": "drawn_or_generated" } | { "code": "wrong_category" } | { "code": "artefact" } | { "code": "other", text: string, };

export type Classification = "A1" | "A2" | "B1" | "B2" | "NONE";

export type Presented = { shown_ms: number, region_permille: number, width_px: number, height_px: number, };

export type Settings = { block: Span, rest: Span, review_per_day: Span, looks_notice: number, looks_per_day: number, looking_per_day: Span, resting_rung: Rung, max_rung: Rung, };

export type SettingName = "block" | "rest" | "review_per_day" | "looks_notice" | "looks_per_day" | "looking_per_day" | "resting_rung" | "max_rung";

export type Origin = "default" | "floor" | "person";

export type Reason = { setting: SettingName, from: Origin, };

export type Effective = { settings: Settings, reasons: Array<Reason>, };

export type ReviewView = { case: CaseView | null, waiting_for: WaitingFor | null, ready_next: number, preload: FrameView | null, undo: UndoView | null, block: BlockView, };

export type WaitingFor = "hub" | "empty_queue" | "connection";

export type CaseView = { id: CaseId, stage: Stage, pairs: Array<PairView>, focused_pair: number, uploads: number, shown: ShownView, ladder: Array<RungView>, choices: Array<ChoiceView>, classification: Classification | null, submit: Allowed, seen: Rung, };

export type PairView = { item: ItemId, entry: EntryId, bank: BankId, bank_name: string, trust: ListTrust, kind: MatchKind, category: string | null, quality: number | null, ruling: Ruling | null, };

export type Ruling = { "ruling": "settle" } | { "ruling": "agree" } | { "ruling": "different" } | { "ruling": "dispute", reason: DisputeReason, } | { "ruling": "new_material" } | { "ruling": "undetermined" };

export type ShownView = { rung: Rung, frame: FrameView | null, until: Time | null, asking: Rung | null, refused: Blocked | null, };

export type FrameView = { name: string, width_px: number, height_px: number, };

export type RungView = { rung: Rung, allowed: Allowed, };

export type ChoiceView = { choice: Choice, allowed: Allowed, needs: Rung, };

export type Choice = "settle" | "agree" | "different" | "dispute" | "new_material" | "undetermined";

export type Allowed = { "may": "yes" } | { "may": "no", why: Blocked, };

export type Blocked = { "code": "needs_rung", rung: Rung, } | { "code": "undecided" } | { "code": "contradiction" } | { "code": "rung_not_allowed", max: Rung, } | { "code": "no_picture" } | { "code": "offline" } | { "code": "budget_spent", until: Time | null, } | { "code": "on_break", until: Time | null, } | { "code": "block_over", until: Time | null, } | { "code": "hidden" } | { "code": "not_offered" };

export type UndoView = { verdict: VerdictId, until: Time, };

export type BlockView = { ends_at: Time | null, looks_left: number, looking_left: Span, looks_in_block: number, notice: boolean, };

export type Code = "bad_request" | "unauthenticated" | "token_expired" | "wrong_password" | "forbidden" | "not_found" | "name_taken" | "too_many_tries" | "empty_upload" | "too_large" | "unsupported_media" | "not_your_lease" | "lease_lost" | "lease_fenced" | "already_decided" | "below_required_rung" | "contradiction" | "idempotency_conflict" | "grace_over" | "not_confirmed" | "on_break" | "block_over" | "budget_spent" | "day_spent" | "rung_not_allowed" | "looser_than_floor" | "unavailable" | "internal";

export type ExposureRow = { grant_id: GrantId, case_id: CaseId, item_id: ItemId, rung: Rung, granted_at: Time, until: Time, charged: boolean, presented: Presented | null, counts_as: Rung, counts_ms: number, };

export type Queue = { id: QueueId, name: string, waiting: number, oldest: Time | null, };

export type TeamEffect = { confirmed_hashes: number, stopped_without_looking: number, cases_decided: number, };

export type Intent = { "intent": "sign_in", hub: string, name: string, password: string, } | { "intent": "sign_out" } | { "intent": "go_home" } | { "intent": "open_record" } | { "intent": "open_settings" } | { "intent": "start_review", queue: QueueId | null, } | { "intent": "hold_look", rung: Rung, } | { "intent": "end_look" } | { "intent": "toggle_look", rung: Rung, } | { "intent": "choose", choice: Choice, reason: DisputeReason | null, } | { "intent": "classify", classification: Classification | null, } | { "intent": "focus_pair", at: number, } | { "intent": "submit" } | { "intent": "undo" } | { "intent": "skip" } | { "intent": "break_now" } | { "intent": "end_break" } | { "intent": "panic" } | { "intent": "lift_curtain" } | { "intent": "focus", focused: boolean, } | { "intent": "set_wellness", settings: Settings, } | { "intent": "retry" } | { "intent": "dismiss" };

export type Painted = { frame: string, width_px: number, height_px: number, };

export type DeskView = { revision: number, now: Time, screen: Screen, curtain: boolean, connection: Connection, unsent: number, keyring: Keyring, capture: Capture, message: Message | null, };

export type Screen = { "at": "starting" } | { "at": "sign_in" } & SignInView | { "at": "home" } & HomeView | { "at": "review" } & ReviewView | { "at": "break" } & BreakView | { "at": "record" } & RecordView | { "at": "settings" } & SettingsView;

export type SignInView = { hub: string, name: string, busy: boolean, problem: Code | null, };

export type HomeView = { name: string, role: Role, queues: Array<Queue>, block: BlockView, reviewing_today_ms: number, team: TeamEffect, start: Allowed, };

export type BreakView = { until: Time | null, since: Time, may_end: boolean, team: TeamEffect, };

export type RecordView = { rows: Array<ExposureRow>, busy: boolean, };

export type SettingsView = { effective: Effective, floor: Settings, busy: boolean, };

export type Connection = { "is": "online" } | { "is": "offline", since: Time, };

export type Keyring = "kept" | "this_run_only";

export type Capture = "excluded" | "not_offered";

export type Message = { "says": "refused", code: Code, until: Time | null, } | { "says": "case_gone" } | { "says": "undone" } | { "says": "caught", verdicts: number, } | { "says": "signed_out" } | { "says": "saved" };
