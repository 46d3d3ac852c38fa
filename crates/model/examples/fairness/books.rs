//! What the hub knows of a queue: who has carried how much of it, and what its cases turned out to be.

use crate::world::{Kind, Person, World};
use scrim_model::{
    sharing::{Account, Class, Estimator, Lean, Load, Part, Standing, Unevenness},
    time::Span,
};
use std::collections::BTreeMap;

/// One queue's books.
#[derive(Default)]
pub(crate) struct Books {
    /// By person.
    pub(crate) accounts: BTreeMap<usize, Account>,
    /// What was carried or is held, by kind.
    kinds: BTreeMap<Kind, Load>,
    estimator: Estimator,
    done: i64,
}

/// How a person stands at the end: what they carried, and what would have been their part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Balance {
    pub(crate) person: usize,
    pub(crate) carried: f64,
    pub(crate) fair: f64,
}

impl Books {
    pub(crate) fn of(world: &World, queue: usize) -> Self {
        let assigned = world.people.iter().enumerate().flat_map(|(number, person)| {
            let here = person.queues.iter().filter(move |(on, _)| *on == queue);
            here.map(move |(_, assignment)| (number, assignment.share))
        });
        let account = |(number, share)| {
            let account = Account {
                share,
                ..Account::default()
            };
            (number, account)
        };
        Self {
            accounts: assigned.map(account).collect(),
            ..Self::default()
        }
    }

    pub(crate) fn expected(&self, class: &Class) -> Load {
        self.estimator.expected(class)
    }

    /// Somebody is given a case; with less than nothing it is taken from them again.
    pub(crate) fn hold(&mut self, person: usize, kind: Kind, expected: Load) {
        if let Some(account) = self.accounts.get_mut(&person) {
            account.in_hand = account.in_hand + expected;
        }
        self.add(kind, expected);
    }

    /// Somebody is done with a case that they held.
    pub(crate) fn done(&mut self, person: usize, class: &Class, load: Load) {
        self.estimator.learn(class, load);
        self.done += 1;
        if let Some(account) = self.accounts.get_mut(&person) {
            account.carried = account.carried + load;
        }
        self.add(Kind::of(class), load);
    }

    pub(crate) fn worked(&mut self, person: usize, took: Span) {
        if let Some(account) = self.accounts.get_mut(&person) {
            account.worked = account.worked + took;
        }
    }

    fn add(&mut self, kind: Kind, load: Load) {
        let sum = self.kinds.entry(kind).or_default();
        *sum = *sum + load;
    }

    /// What a case of the queue is in the mean.
    pub(crate) fn a_case(&self) -> Load {
        let carried: Load = self.accounts.values().map(|account| account.carried).sum();
        Load(carried.0 / self.done.max(1))
    }

    /// How far somebody is behind beside the others.
    pub(crate) fn lean(&self, people: &[Person], person: usize) -> Lean {
        let standings = self.standings(people);
        let own = standings.get(&person).copied().unwrap_or_default();
        Unevenness::of(standings.values(), self.a_case()).lean(&own)
    }

    fn standings(&self, people: &[Person]) -> BTreeMap<usize, Standing> {
        let part = |kind: Kind| {
            let among = self.accounts.iter().filter(|(who, _)| people[**who].may_have(kind));
            let load = self.kinds.get(&kind).copied().unwrap_or_default();
            (kind, Part::of(load, among.map(|(_, account)| account)))
        };
        let parts = Kind::ALL.map(part);
        let standing = |(who, account): (&usize, &Account)| {
            let theirs = parts.iter().filter(|(kind, _)| people[*who].may_have(*kind));
            (*who, account.standing(theirs.map(|(_, part)| part)))
        };
        self.accounts.iter().map(standing).collect()
    }

    /// How everybody stands who has worked.
    pub(crate) fn balances(&self, people: &[Person]) -> Vec<Balance> {
        let balance = |(person, standing): (usize, Standing)| Balance {
            person,
            carried: standing.load.0 as f64,
            fair: standing.fair.0 as f64,
        };
        let all = self.standings(people).into_iter().map(balance);
        all.filter(|balance| balance.fair > 0.0).collect()
    }
}
