//! Units of one kind that many callers want at once: those that have gathered are done together, in one
//! transaction, by statements over all of them.
//!
//! No two units of a group are about one person or one case: so each finds what it would find alone, and what one
//! of them is refused is no business of its neighbours. A group that fails is taken back whole, and each of its
//! units is done again alone. Nobody is answered before the commit.

use super::{Alone, Store, Tx, Waiting};
use crate::{db::Db, error::StoreError};
use scrim_model::ids::{CaseId, PersonId};
use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;

/// Units in one group at most (measured: more gains nothing and delays the first).
const GROUP: usize = 64;

/// Groups of one kind under way at once. A second one would be done while the first is committed, but halves what
/// gathers, and what a group costs whatever is in it is then paid twice (measured).
const CARRIERS: usize = 1;

/// A unit of work of a kind that is done for many at once.
pub(crate) trait Joint: Clone + Send + Sync + 'static {
    /// What it answers.
    type Done: Send + 'static;
    /// Why it does not.
    type Refused: From<StoreError> + Send + 'static;

    /// Whom and what it is about.
    fn about(&self) -> About;

    /// What these have to themselves.
    fn alone(these: &[Self]) -> Alone;

    /// Does them all, and answers each in its order. A refusal writes nothing.
    fn perform(tx: &Tx<'_>, these: &[Self]) -> Result<Vec<Outcome<Self>>, StoreError>;
}

/// What became of a unit.
pub(crate) type Outcome<J> = Result<<J as Joint>::Done, <J as Joint>::Refused>;

/// No two units of one group share any of it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    pub(crate) person: Option<PersonId>,
    pub(crate) case: Option<CaseId>,
}

/// Units of one kind that wait for their turn.
pub(crate) struct Lane<A, R> {
    state: Arc<Mutex<State<A, R>>>,
}

struct State<A, R> {
    waiting: VecDeque<Asked<A, R>>,
    carriers: usize,
}

struct Asked<A, R> {
    what: A,
    about: About,
    answer: oneshot::Sender<R>,
}

impl<A, R> Clone for Lane<A, R> {
    fn clone(&self) -> Self {
        let state = Arc::clone(&self.state);
        Self { state }
    }
}

impl<A, R> Default for Lane<A, R> {
    fn default() -> Self {
        let state = State {
            waiting: VecDeque::new(),
            carriers: 0,
        };
        let state = Arc::new(Mutex::new(state));
        Self { state }
    }
}

impl<A: Send + 'static, R: Send + 'static> Lane<A, R> {
    /// Puts one at the end, and sees to it that somebody carries it out by `carry`, which answers as many as it
    /// is given, in their order.
    fn enter<F>(&self, what: A, about: About, carry: impl Fn(Vec<A>) -> F + Send + 'static) -> oneshot::Receiver<R>
    where
        F: Future<Output = Vec<R>> + Send,
    {
        let (answer, waiting) = oneshot::channel();
        let mut state = self.state();
        state.waiting.push_back(Asked { what, about, answer });
        if state.carriers < CARRIERS {
            state.carriers += 1;
            drop(state);
            let lane = self.clone();
            // Not the caller's own task: who goes away takes nobody else along.
            tokio::spawn(async move { lane.carry_all(carry).await });
        }
        waiting
    }

    async fn carry_all<F: Future<Output = Vec<R>>>(&self, carry: impl Fn(Vec<A>) -> F) {
        loop {
            let group = self.next();
            if group.is_empty() {
                return;
            }
            let (these, answers): (Vec<A>, Vec<_>) = group.into_iter().map(|one| (one.what, one.answer)).unzip();
            for (answer, told) in answers.into_iter().zip(carry(these).await) {
                // The caller may have gone away; what is committed stays committed.
                let _gone = answer.send(told);
            }
        }
    }

    /// The next that may be done together, in the order they came; none ends their carrier.
    fn next(&self) -> Vec<Asked<A, R>> {
        let mut state = self.state();
        let (mut people, mut cases) = (HashSet::new(), HashSet::new());
        let (mut group, mut later) = (Vec::new(), VecDeque::new());
        while group.len() < GROUP
            && let Some(asked) = state.waiting.pop_front()
        {
            let About { person, case } = asked.about;
            let meets =
                person.is_some_and(|person| people.contains(&person)) || case.is_some_and(|case| cases.contains(&case));
            people.extend(person);
            cases.extend(case);
            if meets {
                later.push_back(asked);
            } else {
                group.push(asked);
            }
        }
        later.append(&mut state.waiting);
        state.waiting = later;
        if group.is_empty() {
            state.carriers -= 1;
        }
        group
    }

    fn state(&self) -> MutexGuard<'_, State<A, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Does a unit of work together with others of its kind.
    pub(crate) async fn write_jointly<J: Joint>(
        &self,
        lane: &Lane<J, Outcome<J>>,
        unit: J,
    ) -> Result<J::Done, J::Refused> {
        let (store, about) = (self.clone(), unit.about());
        let waiting: Waiting<_, _> = lane.enter(unit, about, move |these| {
            let store = store.clone();
            async move { store.write_group(Arc::new(these)).await }
        });
        super::answered(waiting).await
    }

    async fn write_group<J: Joint>(&self, these: Arc<Vec<J>>) -> Vec<Outcome<J>> {
        let group = Arc::clone(&these);
        let done = self.write(J::alone(&these), move |tx| J::perform(tx, &group)).await;
        match done {
            Ok(answers) => answers,
            Err(StoreError::NotWritten(cause)) => {
                let told = |_unit| Err(StoreError::NotWritten(Arc::clone(&cause)).into());
                these.iter().map(told).collect()
            }
            Err(error) if these.len() < 2 => vec![Err(error.into())],
            Err(_taken_back) => {
                let mut answers = Vec::with_capacity(these.len());
                for one in these.iter() {
                    answers.push(self.write_alone(one.clone()).await);
                }
                answers
            }
        }
    }

    /// Reads something together with others who ask the same kind of thing.
    pub(crate) async fn read_jointly<A, T, E>(
        &self,
        lane: &Lane<A, Result<T, E>>,
        ask: A,
        read: impl Fn(Db<'_>, &[A]) -> Result<Vec<Result<T, E>>, StoreError> + Copy + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        A: Copy + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        let waiting: Waiting<_, _> = lane.enter(ask, About::default(), move |these| {
            let store = store.clone();
            async move { store.read_group(these, read).await }
        });
        super::answered(waiting).await
    }

    async fn read_group<A, T, E>(
        &self,
        these: Vec<A>,
        read: impl Fn(Db<'_>, &[A]) -> Result<Vec<Result<T, E>>, StoreError> + Copy + Send + 'static,
    ) -> Vec<Result<T, E>>
    where
        A: Copy + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let group = these.clone();
        if let Ok(answers) = self.read(move |db| read(db, &group)).await {
            return answers;
        }
        let mut answers = Vec::with_capacity(these.len());
        for one in these {
            let alone = self.read(move |db| read(db, &[one])).await;
            let answer = alone.map(|mut answers| answers.pop().unwrap_or_else(|| Err(StoreError::BrokeOff.into())));
            answers.push(answer.unwrap_or_else(|error| Err(error.into())));
        }
        answers
    }

    async fn write_alone<J: Joint>(&self, unit: J) -> Outcome<J> {
        let these = [unit];
        let done = self.write(J::alone(&these), move |tx| J::perform(tx, &these)).await;
        let answer = done.map(|mut answers| answers.pop().unwrap_or_else(|| Err(StoreError::BrokeOff.into())));
        answer.unwrap_or_else(|error| Err(error.into()))
    }
}
