//! Made-up cases, and a desk that feeds a session by hand.

use scrim_model::{
    case::Stage,
    full_size::FullSize,
    grant::Presented,
    ids::{BankId, CaseId, EntryId, GrantId, ItemId, LeaseId, VerdictId},
    lens::Cleared,
    matching::{ListTrust, MatchKind},
    precedent::EntryRecord,
    queue::QueuePolicy,
    rung::Rung,
    session::{
        Aim, Effect, Event, Held, Released, Session,
        view::{Blocked, CaseView, Choice, FrameView, PairView, ReviewView},
    },
    time::{Span, Time},
    verdict::DisputeReason,
    wellness::{Allowance, Origin, RungReason, State},
};
use uuid::Uuid;

pub(crate) const START: Time = Time(1_000_000_000);

pub(crate) fn uuid(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n) + 1)
}

pub(crate) fn case(n: u32) -> CaseId {
    CaseId(uuid(n))
}

pub(crate) fn grant(n: u32) -> GrantId {
    GrantId(uuid(n))
}

pub(crate) fn verdict_id(n: u32) -> VerdictId {
    VerdictId(uuid(n))
}

/// Three tiles beside each other, two above each other.
pub(crate) const FULL: FullSize = FullSize {
    width_px: 3_000,
    height_px: 2_000,
    tile_px: 1_024,
    columns: 3,
    rows: 2,
};

pub(crate) const NEAR: MatchKind = MatchKind::Near { distance: 12 };

pub(crate) fn pair(n: u32, kind: MatchKind, trust: ListTrust) -> PairView {
    PairView {
        item: ItemId(uuid(7)),
        entry: EntryId(uuid(n)),
        bank: BankId(uuid(3)),
        bank_name: "list".to_owned(),
        trust,
        kind,
        category: None,
        provenance: None,
        votes: None,
        variant: false,
        record: EntryRecord::default(),
        frame: None,
        quality: Some(90),
        ruling: None,
    }
}

/// A case that rests at the heavy veil, with one near pair and every rendition.
pub(crate) fn held(n: u32) -> Held {
    Held {
        case: case(n),
        lease: LeaseId(uuid(n)),
        item: ItemId(uuid(7)),
        stage: Stage::Review,
        pairs: vec![pair(0, NEAR, ListTrust::Other)],
        uploads: 1,
        max_rung: Rung::Colour,
        max_reason: None,
        resting_rung: Rung::HeavyVeil,
        renditions: Rung::ALL[1..].to_vec(),
        traits: Vec::new(),
        cleared: Cleared::default(),
        full_size: Some(FULL),
        frames: Some(1),
        policy: QueuePolicy::default(),
        asked: None,
        came: None,
        seen_before: Vec::new(),
    }
}

pub(crate) fn working() -> Allowance {
    Allowance {
        state: State::Working,
        max_rung: Rung::Colour,
        rung_reason: RungReason::Setting { from: Origin::Default },
        rung_until: None,
        cooling_until: None,
        looks_left: 150,
        looking_left: Span::minutes(30),
        looks_free_at: None,
        block_ends_at: None,
        day_ends_at: None,
        looks_end_at: None,
        shift_ends_at: None,
        next_shift_at: None,
        newcomer_until: None,
        notices: Vec::new(),
    }
}

pub(crate) fn in_state(state: State, max_rung: Rung) -> Allowance {
    Allowance {
        state,
        max_rung,
        rung_reason: match state {
            State::Working => working().rung_reason,
            State::DecideVeiled { .. } => RungReason::LimitReached,
            State::OnBreak { .. } | State::DayDone { .. } | State::OffShift { .. } => RungReason::NoWork,
        },
        ..working()
    }
}

pub(crate) fn frame(name: &str) -> FrameView {
    FrameView {
        name: name.to_owned(),
        width_px: 400,
        height_px: 300,
    }
}

/// A session with a clock, and the effects of the last event.
pub(crate) struct Desk {
    pub(crate) session: Session,
    pub(crate) now: Time,
    pub(crate) effects: Vec<Effect>,
}

impl Desk {
    pub(crate) fn opened() -> Self {
        Self::opened_for(None)
    }

    /// Opened for one case, if one is named.
    pub(crate) fn opened_for(first: Option<CaseId>) -> Self {
        let (session, effects) = Session::open((None, first), working(), START);
        Self {
            session,
            now: START,
            effects,
        }
    }

    /// Four cases held, each with its resting picture `rest-N`.
    pub(crate) fn with_four() -> Self {
        Self::holding((0..4).map(held).collect())
    }

    pub(crate) fn holding(cases: Vec<Held>) -> Self {
        let mut desk = Self::opened();
        desk.tell(Event::Leased { cases });
        desk.picture_all();
        desk
    }

    /// Answers every wish for a resting picture in the last effects.
    pub(crate) fn picture_all(&mut self) {
        for effect in std::mem::take(&mut self.effects) {
            if let Effect::PrepareRest { case, rung } = effect {
                let name = format!("rest-{}", case.0.as_u128() - 1);
                let frame = frame(&name);
                self.tell(Event::FrameReady { case, rung, frame });
            }
        }
    }

    pub(crate) fn tell(&mut self, event: Event) -> &[Effect] {
        let (session, effects) = self.session.clone().apply(event, self.now);
        self.session = session;
        self.effects = effects;
        &self.effects
    }

    pub(crate) fn after(&mut self, span: Span) -> &mut Self {
        self.now = self.now + span;
        self
    }

    pub(crate) fn view(&self) -> ReviewView {
        self.session.view(self.now)
    }

    pub(crate) fn on_screen(&self) -> CaseView {
        self.view().case.expect("a case is on the screen")
    }

    pub(crate) fn frame_name(&self) -> Option<String> {
        self.on_screen().shown.frame.map(|frame| frame.name)
    }

    pub(crate) fn paint(&mut self) {
        let name = self.frame_name().expect("there is a picture to paint");
        self.tell(Event::Painted {
            name,
            width_px: 800,
            height_px: 600,
        });
    }

    pub(crate) fn hold(&mut self, rung: Rung) -> &[Effect] {
        self.hold_for(rung.into())
    }

    pub(crate) fn hold_for(&mut self, aim: Aim) -> &[Effect] {
        self.tell(Event::HoldLook { aim })
    }

    /// The hub's answer to the look at case `n`.
    pub(crate) fn grant_look(&mut self, n: u32, rung: Rung, id: u32) -> &[Effect] {
        self.tell(Event::LookGranted {
            case: case(n),
            grant: grant(id),
            rung,
            full_size: None,
            lasts: Span::seconds(10),
        })
    }

    /// The hub's answer to the wish for the full size of case `n`.
    pub(crate) fn grant_full_size(&mut self, n: u32, id: u32) -> &[Effect] {
        self.tell(Event::LookGranted {
            case: case(n),
            grant: grant(id),
            rung: Rung::Colour,
            full_size: Some(FULL),
            lasts: Span::seconds(10),
        })
    }

    /// A whole look at the case on the screen, one second long.
    pub(crate) fn look(&mut self, n: u32, rung: Rung, id: u32) {
        self.hold(rung);
        self.grant_look(n, rung, id);
        let frame = frame(&format!("look-{id}"));
        self.tell(Event::FrameReady {
            case: case(n),
            rung,
            frame,
        });
        self.paint();
        self.after(Span::seconds(1)).tell(Event::EndLook);
    }

    pub(crate) fn choose(&mut self, choice: Choice) {
        self.choose_for(choice, None);
    }

    pub(crate) fn choose_for(&mut self, choice: Choice, reason: Option<DisputeReason>) {
        self.tell(Event::Choose { choice, reason });
    }

    pub(crate) fn refused(&self) -> Option<Blocked> {
        self.on_screen().shown.refused
    }
}

pub(crate) fn closed(id: u32, shown_ms: u32) -> Effect {
    let up = shown_ms > 0;
    Effect::CloseLook {
        grant: grant(id),
        presented: Presented {
            shown_ms,
            region_permille: if up { 1_000 } else { 0 },
            width_px: if up { 800 } else { 0 },
            height_px: if up { 600 } else { 0 },
        },
        cleared: None,
    }
}

pub(crate) fn released(n: u32, why: Released) -> Effect {
    Effect::Release {
        case: case(n),
        lease: LeaseId(uuid(n)),
        why,
    }
}

pub(crate) fn lease(want: u32) -> Effect {
    Effect::Lease {
        queue: None,
        case: None,
        want,
    }
}

/// A look at case 0 in grey is on the screen since one second.
pub(crate) fn showing_grey() -> Desk {
    let mut desk = Desk::with_four();
    desk.hold(Rung::Grey);
    desk.grant_look(0, Rung::Grey, 9);
    desk.tell(Event::FrameReady {
        case: case(0),
        rung: Rung::Grey,
        frame: frame("look"),
    });
    desk.paint();
    desk.after(Span::seconds(1));
    desk
}
