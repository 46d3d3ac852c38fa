//! A hub with one person, two desks, and everybody who sets their limits.

#![expect(clippy::indexing_slicing, reason = "there are two desks and two teams")]

use super::{dice::Dice, event::Event};
use crate::sequences::{Met, count};
use scrim_model::{
    grant::{CLOSING_SLACK, LOOK_LIFE},
    rung::Rung,
    time::{Span, Time},
    wellness::{
        Allowance, DAY, Effective, Experience, Interval, Layer, Layers, LookFact, Past, Record, RestKind, Settings,
        assess, end_rest, in_force, start_rest, stricter_or_equal,
    },
};

const HEARTBEAT: Span = Span::seconds(30);

/// A grant as the ledger has it.
#[derive(Debug, Clone)]
pub(super) struct Granted {
    pub(super) at: Time,
    pub(super) until: Time,
    pub(super) rung: Rung,
    pub(super) severe: bool,
    pub(super) charged: bool,
    pub(super) ended_at: Option<Time>,
    pub(super) claimed: Option<Span>,
}

/// Settings of one layer, and while they were in force; without an end they are.
#[derive(Debug, Clone)]
pub(super) struct Revision {
    pub(super) settings: Settings,
    pub(super) until: Option<Time>,
}

/// What was just allowed.
#[derive(Debug, Clone)]
pub(super) enum Allowed {
    Lease,
    Look(Granted),
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) now: Time,
    clock: Time,
    floor: Settings,
    teams: [Option<Settings>; 2],
    own: Settings,
    past: Vec<Past>,
    pub(super) record: Record,
    pub(super) granted: Vec<Granted>,
    open: [Option<usize>; 2],
    pub(super) revisions: Vec<Revision>,
    /// A break of the person's choice that they have not ended.
    pub(super) resting: bool,
    /// What the last event was allowed, judged at the moment it was.
    pub(super) allowed: Vec<(Time, Allowed)>,
}

impl World {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let now = Time(1_000_000_000_000);
        let experience = match dice.within(0..3) {
            0 => Experience::Recorded,
            1 => Experience::Since {
                at: now - Span(DAY.0 * 14) - dice.ms(-40_000_000..20_000_000),
            },
            _ => Experience::Unbegun,
        };
        let (floor, own) = (dice.settings(), Settings::LOOSEST);
        let revision = |settings| Revision { settings, until: None };
        Self {
            now,
            clock: now,
            floor,
            teams: [None; 2],
            own,
            past: Vec::new(),
            record: Record {
                experience,
                ..Record::default()
            },
            granted: Vec::new(),
            open: [None; 2],
            revisions: vec![revision(floor), revision(own)],
            resting: false,
            allowed: Vec::new(),
        }
    }

    pub(super) fn layers(&self) -> Layers {
        let teams = self.teams.iter().flatten();
        Layers {
            floor: self.floor,
            team: teams.fold(Settings::LOOSEST, |all, team| all.strictest(team)),
            person: self.own,
        }
    }

    pub(super) fn effective(&self) -> Effective {
        in_force(&self.layers(), &self.past, &self.record, self.now)
    }

    pub(super) fn allowance(&self) -> Allowance {
        assess(&self.effective(), &self.record, self.now)
    }

    pub(super) fn take(&mut self, event: Event, met: &mut Met) {
        self.allowed.clear();
        match event {
            Event::Work { desk, heartbeats } => self.work(desk, heartbeats, met),
            Event::Look {
                desk,
                rung,
                severe,
                charged,
            } => self.look(desk, (rung, severe, charged), met),
            Event::Close { desk, claimed } => self.close(desk, claimed),
            Event::Rest => self.rest(),
            Event::EndRest => self.end_rest(),
            Event::Wait(span) => self.pass(span),
            Event::SetClock(ms) => {
                count(met, "a clock that went back", ms < 0);
                self.clock = Time(self.clock.0 + ms);
                self.pass(Span::ZERO);
            }
            Event::HubRestarts => {
                let kept = serde_json::to_string(&self.record).expect("a record is kept");
                self.record = serde_json::from_str(&kept).expect("and read again");
                self.record = std::mem::take(&mut self.record).trimmed(self.now);
                count(met, "a hub that started again", true);
            }
            Event::DeskRestarts { desk } => {
                self.open[desk] = None;
                count(met, "a desk that started again", true);
            }
            Event::Floor(floor) => {
                let before = std::mem::replace(&mut self.floor, floor);
                self.replaced((Layer::Floor, before), floor, met);
            }
            Event::Team { team, floor } => self.team(team, floor, met),
            Event::Own(own) => {
                let before = std::mem::replace(&mut self.own, own);
                self.replaced((Layer::Person, before), own, met);
            }
            Event::Shifts(shifts) => {
                let at = |(from, long): (Span, Span)| Interval {
                    start: self.now + from - Span::minutes(90),
                    end: self.now + from - Span::minutes(90) + long,
                };
                self.record.shifts = shifts.map(|shifts| shifts.into_iter().map(at).collect());
            }
        }
    }

    /// The hub's time never runs backwards, whatever its machine says.
    fn pass(&mut self, span: Span) {
        self.clock = self.clock + span;
        self.now = self.now.max(self.clock);
    }

    fn work(&mut self, desk: usize, heartbeats: u64, met: &mut Met) {
        if !self.asked(None, met) {
            return;
        }
        count(met, "leased", true);
        count(met, "a second desk at work", desk == 1);
        self.allowed.push((self.now, Allowed::Lease));
        let mut stretch = Interval {
            start: self.now,
            end: self.now,
        };
        self.record.work.push(stretch);
        self.begin();
        for _ in 0..heartbeats {
            self.pass(HEARTBEAT);
            if !self.allowance().state.shows_work() {
                break;
            }
            stretch.end = self.now;
            self.record.work.pop();
            self.record.work.push(stretch);
        }
    }

    fn look(&mut self, desk: usize, (rung, severe, charged): (Rung, bool, bool), met: &mut Met) {
        if !rung.is_look() || !self.asked(Some(rung), met) {
            return;
        }
        let grant = Granted {
            at: self.now,
            until: self.allowance().look_ends_at(self.now),
            rung,
            severe,
            charged,
            ended_at: None,
            claimed: None,
        };
        let newcomer = self.allowance().newcomer_until.is_some();
        let cooled = self.granted.iter().any(|granted| granted.severe);
        count(met, "granted", true);
        count(met, "granted to a newcomer", newcomer);
        count(met, "granted, severe", severe);
        count(met, "granted after a cool-down", cooled);
        self.open[desk] = Some(self.granted.len());
        self.allowed.push((self.now, Allowed::Look(grant.clone())));
        self.granted.push(grant);
        self.begin();
        self.keep_looks();
        self.pass(Span::seconds(1));
    }

    /// Whether the rules let something happen; what refuses it is counted.
    fn asked(&self, rung: Option<Rung>, met: &mut Met) -> bool {
        let allowance = self.allowance();
        let answer = match rung {
            Some(rung) => allowance.may_look(rung),
            None => allowance.may_lease(),
        };
        if let Err(refusal) = answer {
            let name = super::checks::REFUSED.iter().find(|(rule, _)| *rule == refusal.rule);
            count(met, name.expect("every rule has a name").1, true);
        }
        answer.is_ok()
    }

    fn close(&mut self, desk: usize, claimed: Span) {
        self.pass(Span::seconds(2));
        if let Some(grant) = self.open[desk].take().and_then(|at| self.granted.get_mut(at)) {
            grant.ended_at = Some(self.now.min(grant.until));
            grant.claimed = Some(claimed.min(LOOK_LIFE + CLOSING_SLACK));
        }
        self.keep_looks();
    }

    fn rest(&mut self) {
        let rest = start_rest(&self.record, &self.effective(), self.now, RestKind::Chosen);
        self.resting = rest.kind == RestKind::Chosen;
        self.record.rest = Some(rest);
        self.open = [None; 2];
    }

    fn end_rest(&mut self) {
        if let Ok(rest) = end_rest(&self.record, &self.effective(), self.now) {
            self.record.rest = rest;
            self.resting = false;
        }
    }

    fn team(&mut self, team: usize, floor: Option<Settings>, met: &mut Met) {
        let before = std::mem::replace(&mut self.teams[team], floor);
        let left = floor.unwrap_or(Settings::LOOSEST);
        self.replaced((Layer::Team, before.unwrap_or(Settings::LOOSEST)), left, met);
    }

    fn replaced(&mut self, (layer, before): (Layer, Settings), after: Settings, met: &mut Met) {
        let open = self.revisions.iter_mut().filter(|revision| revision.until.is_none());
        if let Some(revision) = { open }.find(|revision| revision.settings == before) {
            revision.until = Some(self.now);
        }
        self.revisions.push(Revision {
            settings: after,
            until: None,
        });
        // As the store keeps it.
        if stricter_or_equal(&after, &before).is_ok() {
            return;
        }
        let until = self.now;
        let settings = before;
        self.past.push(Past { layer, settings, until });
        let passing = self.effective().reasons.iter().any(|reason| reason.passing);
        let name = match layer {
            Layer::Floor => "a floor loosened in a block",
            Layer::Team => "a team loosened in a block",
            Layer::Person => "own settings loosened in a block",
        };
        count(met, name, passing);
    }

    /// What was done first makes somebody begin.
    fn begin(&mut self) {
        if self.record.experience == Experience::Unbegun {
            self.record.experience = Experience::Since { at: self.now };
        }
    }

    fn keep_looks(&mut self) {
        let facts = self.granted.iter().map(|grant| LookFact {
            at: grant.at,
            charged: grant.charged,
            rung: grant.rung,
            shown: grant.shown(),
            ends_at: grant.ended_at.unwrap_or(grant.until),
            severe: grant.severe,
        });
        self.record.looks = facts.collect();
    }
}

impl Granted {
    /// What it counts for: what was claimed, within what was granted, or the time until it was, if that is longer; and
    /// all of it as long as nobody claims.
    pub(super) fn shown(&self) -> Span {
        let whole = self.until.since(self.at);
        let open = self.ended_at.map_or(whole, |ended| ended.since(self.at));
        self.claimed
            .map_or(whole, |claimed| claimed.min(whole + CLOSING_SLACK).max(open))
    }
}
