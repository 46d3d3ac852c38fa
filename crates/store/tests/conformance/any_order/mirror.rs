//! What somebody did, as a list in memory, and what the pure rules say of it.

use scrim_model::{
    grant::{CLOSING_SLACK, Grant, SAME_LOOK},
    ids::{CaseId, GrantId, LeaseId},
    lease::LEASE_LIFE,
    rung::Rung,
    time::{Span, Time},
    wellness::{
        Allowance, Block, Effective, Interval, Layer, Layers, LookFact, Past, Record, Refusal, Rest, RestKind,
        Settings, State, assess, block, end_rest, in_force, start_rest, stricter_or_equal,
    },
};

/// A lease's life and a heartbeat: what comes within it of the last, or of a lease's end, is one stretch of work.
const ONE_STRETCH: Span = Span(LEASE_LIFE.0 + 30_000);

/// A case in hand: work from its taking to its end.
struct Held {
    lease: LeaseId,
    span: Interval,
}

pub(super) struct Mirror {
    pub(super) now: Time,
    pub(super) record: Record,
    /// Stretches of what was said, and of leases that ended.
    said: Vec<Interval>,
    held: Vec<Held>,
    floor: Settings,
    past: Vec<Past>,
    /// Whose each look of the record is, and when it would have ended.
    looks: Vec<(GrantId, CaseId, Time)>,
}

impl Mirror {
    pub(super) fn new(floor: Settings, now: Time) -> Self {
        Self {
            now,
            record: Record::default(),
            said: Vec::new(),
            held: Vec::new(),
            floor,
            past: Vec::new(),
            looks: Vec::new(),
        }
    }

    /// A hub's time never runs backwards.
    pub(super) fn at(&mut self, clock: Time) {
        self.now = self.now.max(clock);
        self.count_work();
    }

    /// A lease counts up to now, and to its end once that is over.
    fn count_work(&mut self) {
        let now = self.now;
        let (over, held) = self.held.drain(..).partition(|held| held.span.end <= now);
        self.held = held;
        let over: Vec<Held> = over;
        for Held { span, .. } in over {
            // Whoever took it was at work in that moment.
            if let Some(said) = self.said.iter_mut().rev().find(|said| said.start <= span.start) {
                said.end = said.end.max(span.end);
            }
        }
        let in_hand = self.held.iter().map(|Held { span, .. }| Interval { end: now, ..*span });
        self.record.work = Interval::merged(self.said.iter().copied().chain(in_hand));
    }

    pub(super) fn took(&mut self, lease: LeaseId, until: Time) {
        self.worked();
        let (start, end) = (self.now, until);
        self.held.push(Held {
            lease,
            span: Interval { start, end },
        });
    }

    pub(super) fn renewed(&mut self, lease: LeaseId, until: Time) {
        self.worked();
        let held = self.held.iter_mut().find(|held| held.lease == lease);
        held.expect("it is in hand").span.end = until;
    }

    /// What is in hand goes back.
    fn lets_go(&mut self) {
        let now = self.now;
        self.held
            .iter_mut()
            .for_each(|held| held.span.end = held.span.end.min(now));
        self.count_work();
    }

    pub(super) fn effective(&self) -> Effective {
        let layers = Layers {
            floor: self.floor,
            team: Settings::LOOSEST,
            person: Settings::LOOSEST,
        };
        in_force(&layers, &self.past, &self.record, self.now)
    }

    pub(super) fn allowance(&self) -> Allowance {
        assess(&self.effective(), &self.record, self.now)
    }

    /// Where somebody stands when it is looked up: a break that is due is written down then.
    pub(super) fn stands(&mut self) -> (Allowance, Block) {
        let effective = self.effective();
        if let State::OnBreak {
            kind: RestKind::Forced, ..
        } = self.allowance().state
        {
            self.record.rest = Some(start_rest(&self.record, &effective, self.now, RestKind::Forced));
        }
        if !self.allowance().state.shows_work() {
            self.lets_go();
        }
        (self.allowance(), block(&self.record, &effective, self.now))
    }

    pub(super) fn set_floor(&mut self, floor: Settings) {
        let settings = std::mem::replace(&mut self.floor, floor);
        if stricter_or_equal(&floor, &settings).is_err() {
            let (layer, until) = (Layer::Floor, self.now);
            self.past.push(Past { layer, settings, until });
        }
    }

    pub(super) fn worked(&mut self) {
        let now = self.now;
        match self.said.last_mut() {
            Some(last) if last.end >= now - ONE_STRETCH => last.end = now,
            _ => self.said.push(Interval { start: now, end: now }),
        }
        self.count_work();
    }

    /// What was granted is what the rules would have granted.
    pub(super) fn granted(&mut self, grant: &Grant, allowance: &Allowance) {
        assert_eq!(
            (grant.granted_at, grant.until),
            (self.now, allowance.look_ends_at(self.now))
        );
        let of_case = self.looks.iter().zip(&self.record.looks);
        let last = of_case.filter(|((_, case, _), look)| *case == grant.case && look.charged);
        let last = last.map(|(_, look)| look.at).max();
        let own = last.is_none_or(|last| self.now.since(last) >= SAME_LOOK);
        assert_eq!(grant.charged, own && grant.rung.is_look());
        if grant.rung >= Rung::Outline {
            self.record.looks.push(LookFact {
                at: self.now,
                charged: grant.charged,
                rung: grant.rung,
                shown: grant.until.since(self.now),
                ends_at: grant.until,
                severe: false,
            });
            self.looks.push((grant.id, grant.case, grant.until));
        }
        self.worked();
    }

    pub(super) fn closed(&mut self, grant: GrantId, shown_ms: u32) {
        let mut of_look = self.looks.iter().zip(&mut self.record.looks);
        // A veil is no look, and nobody counts it.
        if let Some(((_, _, until), look)) = of_look.find(|((id, ..), _)| *id == grant) {
            let claimed = Span(i64::from(shown_ms)).min(until.since(look.at) + CLOSING_SLACK);
            look.ends_at = self.now.min(*until);
            look.shown = claimed.max(look.ends_at.since(look.at));
        }
    }

    pub(super) fn start_rest(&mut self) -> Rest {
        self.lets_go();
        let rest = start_rest(&self.record, &self.effective(), self.now, RestKind::Chosen);
        self.record.rest = Some(rest);
        rest
    }

    pub(super) fn end_rest(&mut self) -> Result<(), Refusal> {
        self.record.rest = end_rest(&self.record, &self.effective(), self.now)?;
        Ok(())
    }
}
