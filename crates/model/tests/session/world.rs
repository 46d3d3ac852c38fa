//! A made-up person, window and hub around a session, with books of their own: what was asked for, what
//! was granted and closed, what was painted, which case is held. Every rule is checked from those books
//! and never from the session's own state.

mod checks;
mod looks;
mod made_up;
mod parts;
mod restarts;

pub(crate) use made_up::limits;
use made_up::made_up;
use restarts::Counted;

use crate::desk::{FULL, START, frame, uuid, verdict_id, working};
use scrim_model::{
    full_size::Tile,
    ids::{CaseId, GrantId, LeaseId, VerdictId},
    lens::Cleared,
    rung::Rung,
    session::{Aim, Effect, Event, Held, Session, view::Blocked},
    time::{Span, Time},
    verdict::Verdict,
    wellness::Allowance,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something the session waits for.
#[derive(Debug, Clone)]
pub(crate) enum Pending {
    Lease { want: u32 },
    Rest { case: CaseId, rung: Rung },
    Look { case: CaseId, aim: Aim },
    Tile { grant: GrantId, tile: Tile },
    Picture { case: CaseId, rung: Rung },
    Verdict { case: CaseId },
    TakeBack { verdict: VerdictId },
}

/// What the hub knows of a lease.
#[derive(Debug, Clone)]
struct Leased {
    held: Held,
    painted: Rung,
    /// Where the lens was asked for.
    cleared: Cleared,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    case: CaseId,
    aim: Aim,
    at: Time,
    until: Time,
    closed: u32,
}

pub(crate) struct World {
    session: Session,
    now: Time,
    pending: VecDeque<Pending>,
    leases: BTreeMap<CaseId, Leased>,
    grants: BTreeMap<GrantId, Told>,
    verdicts: BTreeMap<VerdictId, CaseId>,
    taken_back: VecDeque<CaseId>,
    /// Where the lens was at each case, as closings have said.
    seen: BTreeMap<CaseId, Cleared>,
    /// The case and rung of every picture ever made.
    pictures: BTreeMap<String, (CaseId, Rung)>,
    /// The grant of every tile that was ever made.
    tiles: BTreeMap<String, GrantId>,
    /// What was asked for of the full size by the grant that is open, and of which parts.
    asked: BTreeSet<(GrantId, Tile)>,
    looked_at: BTreeSet<Tile>,
    tiles_shown: usize,
    /// The picture of an open look that was painted.
    painted_look: Option<(CaseId, Rung)>,
    /// The last press of a look key that nothing has ended since.
    wish: Option<Aim>,
    on_screen: Option<CaseId>,
    curtain: bool,
    unfocused: bool,
    over: bool,
    allowance: Allowance,
    counted: Counted,
    next: u32,
}

impl World {
    pub(crate) fn open() -> Self {
        Self::open_at(100)
    }

    /// The same, whose things are numbered from there on.
    pub(crate) fn open_at(next: u32) -> Self {
        let (session, effects) = Session::open((None, None), working(), START);
        let mut world = Self {
            session,
            now: START,
            pending: VecDeque::new(),
            leases: BTreeMap::new(),
            grants: BTreeMap::new(),
            verdicts: BTreeMap::new(),
            taken_back: VecDeque::new(),
            seen: BTreeMap::new(),
            pictures: BTreeMap::new(),
            tiles: BTreeMap::new(),
            asked: BTreeSet::new(),
            looked_at: BTreeSet::new(),
            tiles_shown: 0,
            painted_look: None,
            wish: None,
            on_screen: None,
            curtain: false,
            unfocused: false,
            over: false,
            allowance: working(),
            counted: Counted::default(),
            next,
        };
        world.carry_out(effects);
        world
    }

    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub(crate) fn pass(&mut self, ms: i64) {
        self.now = Time(self.now.0 + ms);
        self.check_view();
    }

    /// The person, the window or the clock does something.
    pub(crate) fn tell(&mut self, event: Event) {
        let must_drop = self.note(&event);
        let gone = match event {
            Event::LeaseGone { case } => Some(case),
            _ => None,
        };
        let (session, effects) = self.session.clone().apply(event, self.now);
        self.session = session;
        if let Some(drop) = must_drop {
            assert!(effects.contains(&drop), "{drop:?} is missing in {effects:?}");
        }
        self.carry_out(effects);
        // Unless time had run out first and it was given back already.
        gone.and_then(|case| self.leases.remove(&case));
        self.check_view();
    }

    /// Keeps the books for an event; what it must drop.
    fn note(&mut self, event: &Event) -> Option<Effect> {
        self.count_event(event);
        let was_over = self.over;
        match event {
            Event::HoldLook { aim } | Event::ToggleLook { aim } => self.wish = Some(*aim),
            Event::EndLook | Event::Submit | Event::Skip | Event::AskLead { .. } | Event::MarkUrgent { .. } => {
                self.wish = None;
            }
            Event::Panic => {
                (self.wish, self.curtain) = (None, true);
                return Some(Effect::DropAllFrames);
            }
            Event::LiftCurtain => self.curtain = false,
            Event::Focus { focused } => {
                self.unfocused = !focused;
                if !focused {
                    self.wish = None;
                    return Some(Effect::DropLook);
                }
            }
            Event::BreakNow | Event::Leave => {
                (self.wish, self.over) = (None, true);
                return (!was_over).then_some(Effect::DropAllFrames);
            }
            Event::Allowance { allowance, .. } => {
                self.allowance = allowance.clone();
                if !allowance.state.shows_work() {
                    self.over = true;
                    return (!was_over).then_some(Effect::DropAllFrames);
                }
            }
            // Only while a look at the full size is on the screen; the view says so, and checks say whose.
            Event::ShowPart { part } if self.at_full_size() => self.looked_at.extend(FULL.touched(*part)),
            Event::Renewed { case, max_rung } => {
                if let Some(leased) = self.leases.get_mut(case) {
                    leased.held.max_rung = *max_rung;
                }
            }
            _ => {}
        }
        None
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Lease { want, .. } => {
                    assert!(!self.over && want > 0);
                    let asked = |p: &Pending| matches!(p, Pending::Lease { .. });
                    assert!(!self.pending.iter().any(asked), "asked twice");
                    self.pending.push_back(Pending::Lease { want });
                }
                Effect::PrepareRest { case, rung } => {
                    assert!(rung <= self.limit(case), "prepared above rest");
                    self.pending.push_back(Pending::Rest { case, rung });
                }
                Effect::AskLook { case, lease, aim } => {
                    assert_eq!(self.wish, Some(aim), "nobody wished to look");
                    let earned = aim != Aim::FullSize || self.leases[&case].painted == Rung::Colour;
                    assert!(earned, "the full size before a look in colour was seen and closed");
                    assert!(!self.curtain && !self.unfocused && !self.over);
                    assert_eq!(self.leases[&case].held.lease, lease);
                    self.pending.push_back(Pending::Look { case, aim });
                }
                Effect::DrawLens { at } => self.drawn(at),
                Effect::FetchTile { grant, tile } => self.tile_asked(grant, tile),
                Effect::CloseLook {
                    grant,
                    presented,
                    cleared,
                } => self.close(grant, presented, cleared),
                Effect::SendVerdict {
                    case, lease, verdict, ..
                } => self.sent(case, lease, &verdict),
                Effect::TakeBack { verdict } => {
                    self.pending.push_back(Pending::TakeBack { verdict });
                }
                Effect::Release { case, lease, .. } | Effect::Escalate { case, lease, .. } => self.give_up(case, lease),
                Effect::ShowBreak => self.over = true,
                Effect::NotToBeHad => unreachable!("no case was named"),
                Effect::DropAllFrames
                | Effect::DropLook
                | Effect::StartBreak
                | Effect::LeaveNote { .. }
                | Effect::MarkUrgent { .. } => {}
            }
        }
    }

    fn sent(&mut self, case: CaseId, lease: LeaseId, verdict: &Verdict) {
        self.sufficient(case, verdict);
        let open = self.grants.values().any(|told| told.case == case && told.closed == 0);
        assert!(!open, "a look is closed before the verdict leaves");
        self.give_up(case, lease);
        self.pending.push_back(Pending::Verdict { case });
    }

    fn give_up(&mut self, case: CaseId, lease: LeaseId) {
        let leased = self.leases.remove(&case).expect("only a held case is given up");
        assert_eq!(leased.held.lease, lease);
    }

    /// Answers one of the things that are waited for, in any order.
    pub(crate) fn answer(&mut self, which: usize, well: bool, size: u32) {
        if self.pending.is_empty() {
            return;
        }
        let pending = self.pending.remove(which % self.pending.len());
        let event = match pending.expect("within bounds") {
            Pending::Lease { want } if well => self.leased(want, size),
            Pending::Lease { .. } => Event::LeaseRefused { why: Blocked::Offline },
            Pending::Rest { case, rung } | Pending::Picture { case, rung } => self.picture(case, rung, well),
            Pending::Look { case, aim } if well => self.granted(case, aim),
            Pending::Tile { grant, tile } => self.tile(grant, tile, well),
            Pending::Look { case, .. } => Event::LookRefused {
                case,
                why: Blocked::Offline,
            },
            Pending::Verdict { case } if well => {
                let verdict = verdict_id(self.fresh());
                self.verdicts.insert(verdict, case);
                let grace_ends = self.now + Span::seconds(60);
                Event::VerdictTaken {
                    case,
                    verdict,
                    grace_ends,
                }
            }
            Pending::Verdict { case } => Event::VerdictRefused { case },
            Pending::TakeBack { verdict } => {
                let case = self.verdicts.remove(&verdict).expect("a verdict that was taken");
                self.taken_back.push_back(case);
                Event::Undone { case }
            }
        };
        self.tell(event);
    }

    fn leased(&mut self, want: u32, size: u32) -> Event {
        let mut cases = Vec::new();
        for n in 0..want.min(size) {
            let number = self.fresh();
            let mut new = made_up(number, size + n);
            if let Some(case) = self.taken_back.pop_front() {
                new.case = case;
                new.cleared = self.seen.get(&case).cloned().unwrap_or_default();
            }
            let leased = Leased {
                painted: Rung::Label,
                cleared: new.cleared.clone(),
                held: new.clone(),
            };
            self.leases.insert(new.case, leased);
            cases.push(new);
        }
        Event::Leased { cases }
    }

    fn granted(&mut self, case: CaseId, aim: Aim) -> Event {
        let rung = aim.rung();
        let grant = GrantId(uuid(self.fresh()));
        let lasts = Span::seconds(10);
        let (at, until) = (self.now, self.now + lasts);
        self.grants.insert(
            grant,
            Told {
                case,
                aim,
                at,
                until,
                closed: 0,
            },
        );
        // Through the lens, the session says where.
        if rung != Rung::Lens {
            self.pending.push_back(Pending::Picture { case, rung });
        }
        Event::LookGranted {
            case,
            grant,
            rung,
            full_size: (aim == Aim::FullSize).then_some(FULL),
            lasts,
        }
    }

    fn picture(&mut self, case: CaseId, rung: Rung, well: bool) -> Event {
        if !well {
            return Event::FrameFailed { case, rung };
        }
        let name = format!("picture-{}", self.fresh());
        self.pictures.insert(name.clone(), (case, rung));
        let frame = frame(&name);
        Event::FrameReady { case, rung, frame }
    }

    /// The window paints what is in the view.
    pub(crate) fn paint(&mut self) {
        let view = self.session.view(self.now);
        let Some((case, shown)) = view.case.and_then(|case| Some((case.id, case.shown.frame?))) else {
            return;
        };
        let (_, rung) = self.pictures[&shown.name];
        if rung > self.limit(case) {
            self.painted_look = Some((case, rung));
        } else if let Some(leased) = self.leases.get_mut(&case) {
            leased.painted = leased.painted.max(rung);
        }
        self.tell(Event::Painted {
            name: shown.name,
            width_px: 800,
            height_px: 600,
        });
    }

    /// A case that is held, for news about it.
    pub(crate) fn some_case(&self, which: usize) -> Option<CaseId> {
        self.leases.keys().nth(which % self.leases.len().max(1)).copied()
    }

    pub(crate) fn now(&self) -> Time {
        self.now
    }

    /// The person leaves and everything is answered: nothing is left open.
    pub(crate) fn leave(mut self) {
        self.tell(Event::Leave);
        let mut answers = 0;
        while !self.pending.is_empty() {
            self.answer(0, true, 2);
            answers += 1;
            assert!(answers < 10_000, "the asking never ends");
        }
        assert!(self.leases.is_empty(), "a case is still held");
        for (grant, told) in &self.grants {
            assert_eq!(told.closed, 1, "{grant} is closed once");
        }
    }
}
