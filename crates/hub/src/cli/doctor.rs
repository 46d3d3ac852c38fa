//! `scrim-hub doctor`: says what is wrong, and what to do about it.

use super::{Places, WorkerArguments, json_line, pictures};
use crate::{audit, clock, hub::find_keys, media::Media, retention};
use clap::Args;
use scrim_model::{
    delivery::Mode,
    matcher,
    time::{Span, Time},
};
use scrim_store::{matchers::MatcherRow, upgrade};
use std::{ffi::OsStr, process::ExitCode};

/// How far the hub's time may be ahead of the clock before somebody should know.
const CLOCKS_APART: Span = Span::minutes(1);

/// For how long what is due may stay before somebody has to look: a hub walks once an hour.
const BEHIND: Span = Span::hours(24);

/// Look at the data folder, the media, the master key, the chain and the worker's sandbox.
#[derive(Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
}

/// For how long a matcher may leave a question open before somebody has to look.
const UNANSWERED: Span = Span::hours(1);

/// For how long changes of lists may stay before somebody has to look.
const UNFOLLOWED: Span = Span::hours(1);

/// What was looked at, and what is to be said of it.
type Checks = Vec<(&'static str, anyhow::Result<String>)>;

impl Doctor {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let mut checks = of_data(&self.places).await;
        checks.push(("worker", self.worker_is_confined()));
        tell(checks)
    }

    fn worker_is_confined(&self) -> anyhow::Result<String> {
        let sandbox = pictures::workers(&self.worker)?.sandbox();
        let on = |holds: bool| if holds { "on" } else { "off" };
        Ok(format!(
            "Landlock {}, seccomp {}, limits {}, no new privileges {}",
            sandbox.landlock.name(),
            on(sandbox.seccomp),
            on(sandbox.rlimits),
            on(sandbox.no_new_privs),
        ))
    }
}

/// Everything that is looked at but the worker.
pub(super) async fn of_data(places: &Places) -> Checks {
    vec![
        ("data", places.data_opens().await),
        ("clock", places.clock_is_right().await),
        ("cases", places.cases_are_sound().await),
        ("media", places.media_come_back().await),
        ("retention", places.keeping_goes_on().await),
        ("key", places.key_fits().await),
        ("matchers", places.matchers_answer().await),
        ("lists", places.what_waits_is_matched_again().await),
        ("deliveries", places.deliveries_arrive().await),
        ("chain", places.chain_verifies().await),
    ]
}

/// Says it, one line each.
pub(super) fn tell(checks: Checks) -> anyhow::Result<ExitCode> {
    let well = checks.iter().all(|(_, found)| found.is_ok());
    for (what, found) in checks {
        let (ok, says) = match found {
            Ok(says) => (true, says),
            Err(error) => (false, format!("{error:#}")),
        };
        json_line(&serde_json::json!({"check": what, "ok": ok, "says": says}))?;
    }
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Places {
    async fn data_opens(&self) -> anyhow::Result<String> {
        self.data.store()?.floor().await?;
        if self.data.database.is_some() {
            return Ok("the database opens".to_owned());
        }
        let copies = upgrade::copies(&self.data.data)?;
        let names = copies.iter().filter_map(|copy| copy.file_name());
        let names: Vec<_> = names.map(OsStr::to_string_lossy).collect();
        Ok(match names.join(", ") {
            none if none.is_empty() => "the data folder opens".to_owned(),
            names => format!(
                "the data folder opens; in it lies what was before an upgrade, with the keys of what was destroyed since: \
                 remove {names} once this version has proven itself"
            ),
        })
    }

    async fn clock_is_right(&self) -> anyhow::Result<String> {
        let ahead = self.data.store()?.last_time().await?.since(clock::by_the_clock());
        anyhow::ensure!(
            ahead <= CLOCKS_APART,
            "the hub's time is {} min ahead of this machine's clock: set the clock right. If it is right, it was set \
             forward once; the hub goes on from there, and what it writes down is that much too late",
            ahead.0 / 60_000
        );
        Ok("the hub's time is this machine's".to_owned())
    }

    /// Every case is in exactly one state, and somebody may take each that waits.
    async fn cases_are_sound(&self) -> anyhow::Result<String> {
        let found = self.data.store()?.soundness().await?;
        if !found.faults.is_empty() {
            let faults = found.faults.iter().map(|(what, many)| format!("{many} {what}"));
            anyhow::bail!(
                "{}: this is a fault of the hub; keep a copy of the data and report it",
                faults.collect::<Vec<_>>().join(", ")
            );
        }
        anyhow::ensure!(
            found.stranded == 0,
            "{} cases can be taken by nobody: let more people take from their queue, hand them to somebody, or add a \
             second person who settles: nobody settles what they have spoken on",
            found.stranded
        );
        Ok(format!(
            "{} cases, each in exactly one state, and somebody for each that waits",
            found.cases
        ))
    }

    async fn media_come_back(&self) -> anyhow::Result<String> {
        let media = Media::open(&self.media()?)?;
        media.probe().await?;
        Ok(format!(
            "{} takes bytes, gives them back and lets them go",
            media.kind()
        ))
    }

    /// What is destroyed by time is destroyed in time, and nothing is left of what was.
    async fn keeping_goes_on(&self) -> anyhow::Result<String> {
        let stands = self.data.store()?.keeping_stands(clock::now()).await?;
        let overdue = |since: Option<Time>| since.is_some_and(|since| stands.now.since(since) > BEHIND);
        anyhow::ensure!(
            !overdue(stands.left_since),
            "sealed media of {} destroyed pictures are still there after a day, though nothing opens them: \
             see that a hub serves and may delete where media are kept",
            stands.media_left
        );
        let awake = retention::is_awake(&stands.retention, stands.now);
        anyhow::ensure!(
            !(awake && overdue(stands.due_since)),
            "{} pictures should have been destroyed more than a day ago: see that a hub serves, and its log",
            stands.due
        );
        let rests = if awake || stands.retention.policy.soonest().is_none() {
            ""
        } else {
            "; nothing is destroyed by time yet, for a day after the policy was set or time leapt"
        };
        Ok(format!(
            "{} pictures are kept, {} due; {} holds; {} destroyed, media of {} to be taken away{rests}",
            stands.kept, stands.due, stands.holds, stands.destroyed, stands.media_left
        ))
    }

    /// What is unverified does not stay so.
    async fn matchers_answer(&self) -> anyhow::Result<String> {
        let store = self.data.store()?;
        let (rows, open) = (store.matchers().await?, store.open_questions().await?);
        let (backlog, now) = (store.backlog(clock::now()).await?, store.last_time().await?);
        let waits = |row: &MatcherRow| open.get(&row.id).filter(|open| now.since(open.since) > UNANSWERED);
        let late = rows.iter().find_map(|row| Some((row, waits(row)?)));
        if let Some((row, open)) = late {
            anyhow::bail!(
                "{} has not answered for more than an hour: {}; {} uploads are unverified meanwhile: \
                 `scrim-hub matcher check` says more",
                row.name,
                open.why.says(),
                backlog.unverified
            );
        }
        let on = rows.iter().filter(|row| row.mode == matcher::Mode::On).count();
        let (mut left, mut unanswered) = (0, 0);
        for row in &rows {
            let last = store.passes(row.id).await?.and_then(|passes| passes.last);
            left += last.map_or(0, |found| found.left);
            unanswered += last.map_or(0, |found| found.unanswered);
        }
        Ok(format!(
            "{} matchers, {on} on; {} uploads are unverified; the last passes over their lists left {left} entries for \
             the next, {unanswered} of them since the matcher failed at them",
            rows.len(),
            backlog.unverified
        ))
    }

    /// What lists have more than they had reaches what waits.
    async fn what_waits_is_matched_again(&self) -> anyhow::Result<String> {
        let store = self.data.store()?;
        let (left, now) = (store.rematching_backlog().await?, store.last_time().await?);
        anyhow::ensure!(
            left.since.is_none_or(|since| now.since(since) <= UNFOLLOWED),
            "what waits has not been matched with {} changes of lists, the oldest more than an hour old: see that a hub \
             serves, and its log",
            left.changes
        );
        Ok(format!(
            "{} changes of lists to match what waits with; {} uploads are answered anew once nobody holds them",
            left.changes, left.uploads
        ))
    }

    /// What destinations are to be told reaches them.
    async fn deliveries_arrive(&self) -> anyhow::Result<String> {
        let store = self.data.store()?;
        let (destinations, open) = (store.destinations().await?, store.open_deliveries().await?);
        let dead: u64 = open.values().map(|open| open.dead).sum();
        anyhow::ensure!(
            dead == 0,
            "{dead} messages to destinations are tried no more: `GET /v1/deliveries?state=dead` says why and what to do"
        );
        let on = destinations.iter().filter(|row| row.rule.mode == Mode::On).count();
        let waiting: u64 = open.values().map(|open| open.waiting).sum();
        Ok(format!(
            "{} destinations, {on} on; {waiting} messages wait",
            destinations.len()
        ))
    }

    async fn key_fits(&self) -> anyhow::Result<String> {
        let store = self.data.store()?;
        find_keys(&store, &self.data.data, self.key.place()).await?;
        Ok("the master key is the one that sealed this data".to_owned())
    }

    async fn chain_verifies(&self) -> anyhow::Result<String> {
        let store = self.data.store()?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let found = audit::verify(&store, &keys.signing().verifying_key(), None).await?;
        Ok(format!(
            "{} rows verify against {} checkpoints",
            found.rows, found.checkpoints
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;
    use scrim_store::Store;
    use std::sync::Arc;

    #[derive(clap::Parser)]
    struct Alone {
        #[command(flatten)]
        doctor: Doctor,
    }

    #[tokio::test]
    async fn a_clock_that_was_set_forward_once_is_told_of() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let data = folder.path().to_str().expect("a plain name");
        let Alone { doctor } = Alone::parse_from(["doctor", "--data", data]);
        let ahead = clock::by_the_clock() + Span::hours(2);
        for (time, says) in [(clock::by_the_clock(), "this machine's"), (ahead, "min ahead of")] {
            let store = Store::open(folder.path(), Arc::new(move || time)).expect("opens");
            store.soundness().await.expect("something is written down");
            let found = doctor.places.clock_is_right().await;
            let said = found.unwrap_or_else(|error| error.to_string());
            assert!(said.contains(says), "{said}");
        }
    }
}
