//! What somebody leaves out is never theirs, and nothing else is kept from them: over any order of uploads, changed minds
//! at two desks, hubs and desks that start again, and clocks that jump. Judged by what each upload is, and never by the
//! kept words that the hub judges by.

#![expect(
    clippy::indexing_slicing,
    reason = "there are two desks, and a case was drawn from the list"
)]

use crate::sequences::{EVENTS, Least, Met, count, each};
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    sample::{Index, select, subsequence},
    test_runner::TestCaseResult,
};
use scrim_model::{
    ids::{BankId, PersonId},
    lease::LEASE_LIFE,
    matching::{HarmType, MatchKind},
    opt_out::{OptOuts, Subject},
    routing::{Facts, MatchFacts, MediaKind},
    time::{Span, Time},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An upload: its kind, and the category of each match as lists write it.
#[derive(Debug, Clone)]
struct Upload {
    media: MediaKind,
    names: Vec<Option<&'static str>>,
}

#[derive(Debug, Clone)]
enum Event {
    Upload(Upload),
    /// One more upload of a case that there is.
    Joins(Index, Upload),
    /// Somebody changes what they leave out, at either desk.
    LeaveOut(BTreeSet<&'static str>, BTreeSet<MediaKind>),
    /// A desk asks for a case.
    Take(usize),
    GiveBack(usize),
    Wait(i64),
    SetClock(i64),
    HubRestarts,
    DeskRestarts(usize),
}

const NAMES: [&str; 6] = ["A1", "a1", "A2", "b1", "B1", ""];

fn media() -> impl Strategy<Value = MediaKind> {
    select(vec![MediaKind::Still, MediaKind::Still, MediaKind::Animation])
}

fn upload() -> impl Strategy<Value = Upload> {
    let names = vec(prop::option::weighted(0.8, select(&NAMES[..])), 0..3);
    (media(), names).prop_map(|(media, names)| Upload { media, names })
}

fn event() -> impl Strategy<Value = Event> {
    let left_out = (
        btree_set(select(vec![" a1", "A2 ", "b1"]), 0..3),
        subsequence(vec![MediaKind::Animation], 0..=1),
    );
    prop_oneof![
        8 => upload().prop_map(Event::Upload),
        3 => (any::<Index>(), upload()).prop_map(|(at, upload)| Event::Joins(at, upload)),
        3 => left_out.prop_map(|(names, media)| Event::LeaveOut(names, media.into_iter().collect())),
        8 => (0..2_usize).prop_map(Event::Take),
        2 => (0..2_usize).prop_map(Event::GiveBack),
        2 => (0..200_000_i64).prop_map(Event::Wait),
        1 => (-400_000..400_000_i64).prop_map(Event::SetClock),
        1 => Just(Event::HubRestarts),
        1 => (0..2_usize).prop_map(Event::DeskRestarts),
    ]
}

/// A case as the hub keeps it, and what its uploads really are.
struct Case {
    kept: String,
    uploads: Vec<Upload>,
    /// By which desk it is held, and until when.
    held: Option<(usize, Time)>,
}

#[derive(Default)]
struct Hub {
    now: Time,
    clock: Time,
    /// What the person leaves out, as their row has it.
    kept: Option<String>,
    /// The same as they said it.
    said: (BTreeSet<&'static str>, BTreeSet<MediaKind>),
    cases: Vec<Case>,
}

fn subject(upload: &Upload) -> Subject {
    let matches = upload.names.iter().map(|name| MatchFacts {
        bank: BankId(Uuid::nil()),
        harm: HarmType::Csam,
        kind: MatchKind::Exact,
        category: name.map(str::to_owned),
    });
    Subject::of(&Facts {
        source: PersonId(Uuid::nil()),
        media: upload.media,
        matches: matches.collect(),
    })
}

impl Hub {
    fn opt_outs(&self) -> OptOuts {
        let kept = self.kept.as_ref();
        kept.map(|kept| serde_json::from_str(kept).expect("as it was kept"))
            .unwrap_or_default()
    }

    fn allows(&self, case: &Case) -> bool {
        self.opt_outs().allow(&case.kept.parse().expect("as it was kept"))
    }

    /// What is held and not taken any more, or held for too long, waits again.
    fn take_back(&mut self, met: &mut Met) {
        for at in 0..self.cases.len() {
            let Some((_desk, until)) = self.cases[at].held else {
                continue;
            };
            let (over, left_out) = (until <= self.now, !self.allows(&self.cases[at]));
            count(met, "a case in hand that was left out", left_out);
            count(met, "a lease that ran out", over);
            if over || left_out {
                self.cases[at].held = None;
            }
        }
    }

    fn pass(&mut self, ms: i64) {
        self.clock = self.clock + Span(ms);
        self.now = self.now.max(self.clock);
    }

    fn takes(&mut self, event: Event, met: &mut Met) -> TestCaseResult {
        match event {
            Event::Upload(upload) => self.cases.push(Case {
                kept: subject(&upload).to_string(),
                uploads: vec![upload],
                held: None,
            }),
            Event::Joins(at, upload) if !self.cases.is_empty() => {
                let at = at.index(self.cases.len());
                let case = &mut self.cases[at];
                let before: Subject = case.kept.parse().expect("as it was kept");
                case.kept = before.with(&subject(&upload)).to_string();
                case.uploads.push(upload);
                count(met, "an upload that joined a case in hand", case.held.is_some());
            }
            Event::Joins(..) => {}
            Event::LeaveOut(names, media) => {
                let wanted = OptOuts {
                    categories: names.iter().map(|name| (*name).to_owned()).collect(),
                    media: media.clone(),
                };
                let wanted = wanted.checked().expect("names of lists");
                let kept = serde_json::to_string(&wanted).expect("kept");
                self.kept = (!wanted.is_empty()).then_some(kept);
                self.said = (names, media);
                count(met, "nothing left out", self.kept.is_none());
                count(met, "something left out", self.kept.is_some());
            }
            Event::Take(desk) => return self.given(desk, met),
            Event::GiveBack(desk) => self.give_back(desk),
            Event::Wait(ms) => self.pass(ms),
            Event::SetClock(ms) => {
                self.pass(ms);
                count(met, "a clock that went back", ms < 0);
                count(met, "a clock that went ahead", ms > 0);
            }
            Event::HubRestarts => {
                // All that it knows is what is kept; nobody's case is given up by it.
                let again: Vec<_> = self.cases.iter().map(|case| case.kept.clone()).collect();
                for (case, kept) in self.cases.iter_mut().zip(again) {
                    case.kept = kept.parse::<Subject>().expect("as it was kept").to_string();
                }
                count(met, "a hub that started again", true);
            }
            // Nobody says so: what was in hand there is until its lease is over.
            Event::DeskRestarts(desk) => {
                let mut held = self.cases.iter().filter_map(|case| case.held);
                count(
                    met,
                    "a desk that started again with a case",
                    held.any(|(by, _)| by == desk),
                );
            }
        }
        Ok(())
    }

    fn give_back(&mut self, desk: usize) {
        let held = self
            .cases
            .iter_mut()
            .filter(|case| case.held.is_some_and(|(by, _)| by == desk));
        held.for_each(|case| case.held = None);
    }

    /// Nothing that waits is kept from somebody without a reason.
    fn given(&mut self, desk: usize, met: &mut Met) -> TestCaseResult {
        let waiting: Vec<usize> = (0..self.cases.len())
            .filter(|at| self.cases[*at].held.is_none())
            .collect();
        let first = waiting.iter().copied().find(|at| self.allows(&self.cases[*at]));
        let passed = waiting.iter().copied().take_while(|at| Some(*at) != first);
        for at in passed {
            prop_assert!(
                self.is_left_out(&self.cases[at]),
                "kept from them: {:?}",
                self.cases[at].uploads
            );
            count(met, "a case passed over", true);
        }
        if let Some(at) = first {
            self.cases[at].held = Some((desk, self.now + LEASE_LIFE));
            count(met, "given", true);
            count(met, "given while something is left out", self.kept.is_some());
        }
        count(
            met,
            "only what is left out waits",
            first.is_none() && !waiting.is_empty(),
        );
        Ok(())
    }

    /// By what was said and by what the uploads are.
    fn is_left_out(&self, case: &Case) -> bool {
        let (names, media) = &self.said;
        let same = |name: &str| names.iter().any(|other| other.trim().eq_ignore_ascii_case(name));
        case.uploads.iter().any(|upload| {
            let unknown = upload.names.is_empty() || upload.names.iter().any(|name| name.unwrap_or("").is_empty());
            let left_out = upload.names.iter().flatten().any(|name| same(name));
            media.contains(&upload.media) || left_out || (unknown && !names.is_empty())
        })
    }
}

const EXPECTED: &Least = &[
    ("given", 50_000),
    ("given while something is left out", 10_000),
    ("something left out", 20_000),
    ("nothing left out", 2_000),
    ("a case passed over", 50_000),
    ("only what is left out waits", 5_000),
    ("a case in hand that was left out", 5_000),
    ("an upload that joined a case in hand", 5_000),
    ("a lease that ran out", 5_000),
    ("a clock that went back", 5_000),
    ("a clock that went ahead", 5_000),
    ("a hub that started again", 10_000),
    ("a desk that started again with a case", 2_000),
];

#[test]
fn nobody_is_given_what_they_leave_out_and_nothing_else_is_kept_from_them() {
    each(&vec(event(), EVENTS), EXPECTED, |events, met| {
        let mut hub = Hub::default();
        for event in events {
            hub.takes(event, met)?;
            hub.take_back(met);
            for case in hub.cases.iter().filter(|case| case.held.is_some()) {
                prop_assert!(!hub.is_left_out(case), "in hand: {:?}", case.uploads);
            }
        }
        Ok(())
    });
}
