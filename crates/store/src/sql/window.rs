//! The first cases of each queue, read once for all who ask together, and which of them each is given.
//!
//! Nothing is claimed by looking: what is chosen has to be claimed, and may be somebody else's by then.

use super::{
    carried::kept_class,
    subjects,
    waiting::{Asking, Place, free, ready},
};
use crate::{
    db::Many,
    engine::Tx,
    error::StoreError,
    sharing::{Balances, Sharing},
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    queue::Order,
    sharing::{Balance, Load, WINDOW, Waiting, choose},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// The first of a queue, whoever asks: `?1` is the window's number, `?2` whether for those who settle.
const FIRST: Many = Many {
    text: concat!(
        "SELECT ?1, c.priority, c.created, c.id, c.class, c.subject FROM {per row}
         (SELECT priority, created, id, class, subject FROM review_case WHERE ",
        ready!(),
        " AND ",
        free!(),
        " AND queue = ?5 ORDER BY priority DESC, created, id LIMIT ?4) c"
    ),
    kinds: &["BIGINT", "BOOL", "BIGINT", "BIGINT", "UUID"],
};

const BARRED: Many = Many {
    text: "SELECT b.* FROM {per row} (SELECT case_id, person FROM barred WHERE case_id = ?1 {apart}) b",
    kinds: &["UUID"],
};

/// One queue, as those see it who settle or those who do not.
type Which = (QueueId, bool);

/// A case that waits.
#[derive(Debug, Clone, Copy)]
struct First {
    place: Place,
    expected: Load,
}

/// The first of one queue.
#[derive(Default)]
struct Window {
    cases: Vec<First>,
    /// There may be more behind them.
    full: bool,
    /// What each is about, where somebody who asks leaves something out.
    subjects: Vec<(CaseId, String)>,
}

/// What all of those see who ask together.
pub(super) struct Windows {
    of: BTreeMap<Which, Window>,
    /// Whom a case is not for: they spoke on it or passed it on, or do not take what it is about.
    barred: HashSet<(CaseId, PersonId)>,
    balances: Arc<Balances>,
    overtaken: HashMap<CaseId, u32>,
    /// Chosen for somebody.
    gone: HashSet<CaseId>,
}

/// What one of them is given.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) cases: Vec<(QueueId, CaseId)>,
    /// What was passed over for each of them.
    pub(super) passed: Vec<CaseId>,
    /// Something may be left for them farther down.
    pub(super) more: bool,
}

/// What is left of one queue for one of them.
struct Left<'a> {
    queue: QueueId,
    order: Order,
    balance: &'a Balance,
    cases: Vec<First>,
    room: usize,
    given: Load,
}

impl Windows {
    /// Reads what all of these may be given, as far down each queue as all of them together might come.
    pub(super) fn read(
        tx: &Tx<'_>,
        asking: &[Asking<'_>],
        wants: &[usize],
        sharing: &Sharing,
    ) -> Result<Self, StoreError> {
        let mut depths: BTreeMap<Which, usize> = BTreeMap::new();
        for (one, want) in asking.iter().zip(wants).filter(|(_one, want)| **want > 0) {
            for open in &one.queues {
                let which = (open.queue, one.taker.may_settle);
                *depths.entry(which).or_insert(WINDOW) += (*want).min(open.room);
            }
        }
        let balances = sharing.drawn();
        let choosy = asking.iter().any(|one| one.left_out.is_some());
        let of = first(tx, &depths, &balances, choosy)?;
        let cases: HashSet<CaseId> = of.values().flat_map(Window::ids).collect();
        let rows: Vec<_> = cases.iter().map(|case| [case.0]).collect();
        let refused = refused(&of, asking);
        let barred = tx
            .db
            .query_each(&BARRED, &rows, |row| Ok((CaseId(row.get(0)?), PersonId(row.get(1)?))))?;
        Ok(Self {
            of,
            barred: barred.into_iter().chain(refused).collect(),
            overtaken: sharing.overtaken(cases.into_iter()),
            balances,
            gone: HashSet::new(),
        })
    }

    /// Chooses for one of them, who then has it before the next one looks.
    pub(super) fn choose(&mut self, one: &Asking<'_>, want: usize) -> Chosen {
        let balances = Arc::clone(&self.balances);
        let unknown = Balance::default();
        let mut left: Vec<Left<'_>> = Vec::with_capacity(one.queues.len());
        let mut chosen = Chosen::default();
        for open in one.queues.iter().filter(|open| want > 0 && open.room > 0) {
            let Some(window) = self.of.get(&(open.queue, one.taker.may_settle)) else {
                continue;
            };
            chosen.more |= window.full;
            left.push(Left {
                queue: open.queue,
                order: open.order,
                balance: balances.get(&open.queue).unwrap_or(&unknown),
                cases: self.theirs(window, one.taker.person, WINDOW + want),
                room: open.room,
                given: Load::ZERO,
            });
        }
        while chosen.cases.len() < want
            && let Some((queue, case)) = self.next(&mut left, one.taker.person, &mut chosen.passed)
        {
            self.gone.insert(case);
            chosen.cases.push((queue, case));
        }
        chosen
    }

    /// How many were chosen for somebody.
    pub(super) fn gone(&self) -> usize {
        self.gone.len()
    }

    /// Gives one to somebody, unless it was chosen for somebody before.
    pub(super) fn give(&mut self, case: CaseId) -> bool {
        self.gone.insert(case)
    }

    fn theirs(&self, window: &Window, person: PersonId, most: usize) -> Vec<First> {
        let theirs = window.cases.iter().filter(|first| {
            let (_priority, _created, case) = first.place;
            !self.gone.contains(&case) && !self.barred.contains(&(case, person))
        });
        theirs.take(most).copied().collect()
    }

    /// The next for somebody, of the highest priority that waits for them.
    fn next(&mut self, left: &mut [Left<'_>], person: PersonId, passed: &mut Vec<CaseId>) -> Option<(QueueId, CaseId)> {
        let open = left.iter().filter(|left| left.room > 0);
        let (highest, _created, _case) = open
            .filter_map(|left| left.cases.first())
            .map(|first| first.place)
            .min()?;
        let mut seen = Vec::new();
        for (number, left) in left.iter().enumerate().filter(|(_number, left)| left.room > 0) {
            left.see(person, highest, |place, first, pull, scarce| {
                let overtaken = self.overtaken.get(&first.place.2).copied().unwrap_or_default();
                let waiting = Waiting {
                    pull,
                    overtaken,
                    scarce,
                };
                seen.push((first.place, number, place, waiting));
            });
        }
        seen.sort_unstable_by_key(|(place, ..)| *place);
        let waiting: Vec<Waiting> = seen.iter().map(|(.., waiting)| *waiting).collect();
        let chosen = choose(&waiting)?;
        for ((_priority, _created, case), ..) in seen.iter().take(chosen) {
            let times = self.overtaken.entry(*case).or_default();
            *times = times.saturating_add(1);
            passed.push(*case);
        }
        let ((_priority, _created, case), number, place, _waiting) = seen.get(chosen)?;
        let left = left.get_mut(*number)?;
        left.take(*place);
        Some((left.queue, *case))
    }
}

impl Window {
    fn ids(&self) -> impl Iterator<Item = CaseId> {
        self.cases.iter().map(|first| first.place.2)
    }
}

impl Left<'_> {
    /// Shows those of the highest priority among the first, each with its place, its pull and whether few wait with it.
    fn see(&self, person: PersonId, highest: Reverse<i64>, mut show: impl FnMut(usize, First, i64, bool)) {
        let most = match self.order {
            Order::FairShare => WINDOW,
            Order::OldestFirst => 1,
        };
        let lean = self.balance.lean(person, self.given);
        let scarce = self.cases.len() < WINDOW;
        let first = self.cases.iter().take(most).enumerate();
        for (place, case) in first.take_while(|(_place, case)| case.place.0 == highest) {
            let pull = match self.order {
                Order::FairShare => self.balance.pull(lean, case.expected),
                Order::OldestFirst => 0,
            };
            show(place, *case, pull, scarce);
        }
    }

    fn take(&mut self, place: usize) {
        let taken = self.cases.remove(place);
        self.given = self.given + taken.expected;
        self.room -= 1;
    }
}

fn first(
    tx: &Tx<'_>,
    depths: &BTreeMap<Which, usize>,
    balances: &Balances,
    with_subjects: bool,
) -> Result<BTreeMap<Which, Window>, StoreError> {
    let rows = depths.iter().zip(0_usize..);
    let rows = rows.map(|(((queue, settle), depth), number)| (number, *settle, tx.now.0, *depth, queue.0));
    let rows: Vec<_> = rows.collect();
    let which: Vec<(&Which, &usize)> = depths.iter().collect();
    let unknown = Balance::default();
    let mut windows: BTreeMap<Which, Window> = BTreeMap::new();
    let found = tx.db.query_each(&FIRST, &rows, |row| {
        let place = (Reverse(row.get(1)?), row.get(2)?, CaseId(row.get(3)?));
        let subject = with_subjects.then(|| row.get::<String>(5)).transpose()?;
        Ok((row.get::<usize>(0)?, place, row.get::<Option<String>>(4)?, subject))
    })?;
    for (number, place, class, subject) in found {
        let Some((which, depth)) = which.get(number) else {
            continue;
        };
        let balance = balances.get(&which.0).unwrap_or(&unknown);
        let window = windows.entry(**which).or_default();
        let expected = balance.expected(&kept_class(class.as_deref().unwrap_or_default()));
        window.cases.push(First { place, expected });
        window.subjects.extend(subject.map(|subject| (place.2, subject)));
        window.full = window.cases.len() >= **depth;
    }
    for window in windows.values_mut() {
        window.cases.sort_unstable_by_key(|first| first.place);
    }
    Ok(windows)
}

/// What is not for those who leave out what it is about.
fn refused(of: &BTreeMap<Which, Window>, asking: &[Asking<'_>]) -> Vec<(CaseId, PersonId)> {
    let mut refused = Vec::new();
    for (case, subject) in of.values().flat_map(|window| &window.subjects) {
        let subject = subjects::read(subject);
        let choosy = asking.iter().filter_map(|one| Some((one.taker.person, one.left_out?)));
        let them = choosy.filter(|(_person, left_out)| !left_out.allow(&subject));
        refused.extend(them.map(|(person, _left_out)| (*case, person)));
    }
    refused
}
