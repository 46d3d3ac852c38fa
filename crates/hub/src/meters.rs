//! What the machines that watch a hub are told, in Prometheus' text format.
//!
//! A label is a word of the program (a method, a path as the API's document has it, an outcome, a reason) or the name
//! of a queue. Nothing here has a field that a person, a case, a hash or a token would fit into.

use crate::intake::NotTaken;
use axum::http::Method;
use prometheus_client::{
    encoding::{EncodeLabelSet, prometheus_text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use scrim_model::time::Time;
use scrim_store::{
    items::Door,
    metrics::{Backlog, QueueBacklog},
    rematching,
};
use scrim_worker::Tally;
use std::{fmt, sync::atomic::AtomicU64, time::Duration};

/// From a look-up to the minute that a request may take, in seconds.
const BUCKETS: [f64; 13] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0,
];

/// What every name begins with.
const PREFIX: &str = "scrim";

/// What a hub counts from its start on.
#[derive(Debug)]
pub struct Meters {
    registry: Registry,
    requests: Family<Answered, Counter>,
    took: Family<Operation, Histogram>,
    uploads: Family<Came, Counter>,
    destroyed: Family<Destroyed, Counter>,
    matchers: Family<MatcherAsked, Counter>,
    pictures_due: Gauge<u64, AtomicU64>,
}

/// An operation of the API, as its document has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Operation {
    method: &'static str,
    path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    path: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Came {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Destroyed {
    cause: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct MatcherAsked {
    answered: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InQueue {
    queue: String,
}

/// A number for each queue.
type Counts = Family<InQueue, Gauge<u64, AtomicU64>>;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Lost {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Build {
    version: &'static str,
}

impl Operation {
    /// By its method and the pattern of its path; strangers' methods, and paths that are none, are one.
    pub(crate) fn of(method: &Method, pattern: Option<&str>) -> Self {
        const METHODS: [Method; 7] = [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::OPTIONS,
        ];
        const NAMES: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
        let known = METHODS.iter().zip(NAMES).find(|(known, _name)| *known == method);
        Self {
            method: known.map_or("other", |(_known, name)| name),
            path: pattern.unwrap_or("none").to_owned(),
        }
    }
}

impl Default for Meters {
    fn default() -> Self {
        let mut registry = Registry::with_prefix(PREFIX);
        let (requests, uploads) = (Family::default(), Family::default());
        let took: Family<_, _> = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let build = Info::new(Build {
            version: env!("CARGO_PKG_VERSION"),
        });
        registry.register("build", "The program", build);
        registry.register("requests", "Requests answered", Family::clone(&requests));
        let help = "From a request's head to its answer's";
        registry.register_with_unit("request_duration", help, Unit::Seconds, Family::clone(&took));
        let help = "Uploads over the API, by what was answered";
        registry.register("uploads", help, Family::clone(&uploads));
        let (destroyed, pictures_due) = (Family::default(), Gauge::default());
        let help = "Pictures whose keys this hub destroyed, on request or by time";
        registry.register("pictures_destroyed", help, Family::clone(&destroyed));
        let matchers = Family::default();
        let help = "Questions to matchers, at the door and again, by whether there was an answer";
        registry.register("matcher_questions", help, Family::clone(&matchers));
        let help = "Pictures whose days are over, and which the last look through all of them had to leave";
        registry.register("pictures_due", help, Gauge::clone(&pictures_due));
        Self {
            registry,
            requests,
            took,
            uploads,
            destroyed,
            matchers,
            pictures_due,
        }
    }
}

impl Meters {
    /// A request was answered.
    pub(crate) fn answered(&self, operation: Operation, status: u16, took: Duration) {
        self.took.get_or_create(&operation).observe(took.as_secs_f64());
        let Operation { method, path } = operation;
        self.requests.get_or_create(&Answered { method, path, status }).inc();
    }

    /// An upload was taken in, or not.
    pub(crate) fn came(&self, door: Result<Door, &NotTaken>) {
        let outcome = match door {
            Ok(Door::Queued) => "queued",
            Ok(Door::Stopped) => "stopped",
            Ok(Door::Passed) => "passed",
            Ok(Door::NoMatch) => "no_match",
            Ok(Door::Unreadable) => "unreadable",
            Ok(Door::Unverified) => "unverified",
            Err(NotTaken::Empty | NotTaken::TooLarge | NotTaken::Unsupported) => "refused",
            Err(
                NotTaken::Worker(_)
                | NotTaken::Store(_)
                | NotTaken::Media(_)
                | NotTaken::Entropy(_)
                | NotTaken::Rendition(_)
                | NotTaken::Stopped,
            ) => "failed",
        };
        self.uploads.get_or_create(&Came { outcome }).inc();
    }

    /// A picture was destroyed.
    pub(crate) fn destroyed(&self, requested: bool) {
        let cause = if requested { "requested" } else { "by_time" };
        self.destroyed.get_or_create(&Destroyed { cause }).inc();
    }

    /// A matcher was asked.
    pub(crate) fn asked(&self, answered: bool) {
        let answered = if answered { "yes" } else { "no" };
        self.matchers.get_or_create(&MatcherAsked { answered }).inc();
    }

    /// So many pictures are due and stay for now.
    pub(crate) fn pictures_due(&self, many: u64) {
        self.pictures_due.set(many);
    }

    /// All of it, with what stands and waits now.
    ///
    /// # Errors
    /// [`fmt::Error`] where a text cannot be put together.
    pub(crate) fn text(&self, backlog: &Backlog, now: Time, workers: &Tally) -> Result<String, fmt::Error> {
        let mut text = String::new();
        prometheus_text::encode(&mut text, &self.registry)?;
        prometheus_text::encode(&mut text, &of_now(backlog, now, workers))?;
        Ok(text)
    }
}

/// What is read for one answer, and not counted along the way.
fn of_now(backlog: &Backlog, now: Time, workers: &Tally) -> Registry {
    let mut registry = Registry::with_prefix(PREFIX);
    queues(&mut registry, &backlog.queues, now);
    let mut gauge = |name, help, many: u64| {
        let gauge = Gauge::<u64, AtomicU64>::default();
        gauge.set(many);
        registry.register(name, help, gauge);
    };
    gauge("leases_open", "Leases that hold", backlog.leases);
    gauge(
        "effects_planned",
        "Lines of the outbox not carried out",
        backlog.planned,
    );
    gauge("effects_due", "Lines of the outbox that are due", backlog.due);
    gauge(
        "destroyed_media_left",
        "Destroyed pictures whose sealed parts may still be where media are kept",
        backlog.media_left,
    );
    gauge(
        "deliveries_waiting",
        "Messages to destinations that are planned, under way, or tried again later",
        backlog.deliveries_waiting,
    );
    gauge(
        "deliveries_dead",
        "Messages to destinations that a person has to look at",
        backlog.deliveries_dead,
    );
    gauge(
        "uploads_unverified",
        "Uploads of which nothing is known and some matcher has still to answer",
        backlog.unverified,
    );
    gauge(
        "matcher_questions_open",
        "Questions that matchers have still to answer, about uploads that wait for a person too",
        backlog.questions,
    );
    to_match_again(&mut registry, backlog.rematching);
    unverified_age(&mut registry, backlog.unverified_oldest, now);
    let (started, lost) = (Counter::<u64>::default(), Family::<Lost, Counter>::default());
    started.inc_by(workers.started);
    for (reason, many) in &workers.lost {
        lost.get_or_create(&Lost { reason }).inc_by(*many);
    }
    registry.register("workers_started", "Workers started, the first included", started);
    let help = "Pictures that a worker gave nothing for: deadline, crashed, memory_cap and the like";
    registry.register("workers_lost", help, lost);
    registry
}

fn to_match_again(registry: &mut Registry, left: rematching::Backlog) {
    let (changes, uploads) = (Gauge::<u64, AtomicU64>::default(), Gauge::<u64, AtomicU64>::default());
    changes.set(left.changes);
    uploads.set(left.uploads);
    let help = "Changes of lists that what waits is still to be matched with";
    registry.register("list_changes_to_follow", help, changes);
    let help = "Uploads that wait and are answered anew once nobody holds them";
    registry.register("uploads_to_match_again", help, uploads);
}

fn unverified_age(registry: &mut Registry, oldest: Option<Time>, now: Time) {
    let gauge = Gauge::<f64, AtomicU64>::default();
    gauge.set(age(oldest, now).as_secs_f64());
    let help = "Since the oldest upload came in that is unverified; 0 where none is";
    registry.register_with_unit("uploads_unverified_oldest_age", help, Unit::Seconds, gauge);
}

fn age(since: Option<Time>, now: Time) -> Duration {
    let ms = since.map_or(0, |since| now.since(since).0.max(0));
    Duration::from_millis(u64::try_from(ms).unwrap_or_default())
}

fn queues(registry: &mut Registry, queues: &[QueueBacklog], now: Time) {
    let (waiting, later) = (Counts::default(), Counts::default());
    let oldest = Family::<InQueue, Gauge<f64, AtomicU64>>::default();
    for queue in queues {
        let name = InQueue {
            queue: queue.name.clone(),
        };
        waiting.get_or_create(&name).set(queue.waiting);
        later.get_or_create(&name).set(queue.later);
        oldest.get_or_create(&name).set(age(queue.oldest, now).as_secs_f64());
    }
    registry.register("cases_waiting", "Cases given to whoever comes", waiting);
    registry.register("cases_later", "Cases held back, or in grace", later);
    let help = "Since the oldest case that waits was opened; 0 where none does";
    registry.register_with_unit("cases_oldest_age", help, Unit::Seconds, oldest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_make_up_is_one_label() {
        let made_up = Method::from_bytes(b"MADE-UP").expect("a method may be any word");
        assert_eq!(
            Operation::of(&made_up, None),
            Operation {
                method: "other",
                path: "none".into()
            }
        );
        let known = Operation::of(&Method::PUT, Some("/v1/looks/{id}"));
        assert_eq!((known.method, known.path.as_str()), ("PUT", "/v1/looks/{id}"));
    }

    #[test]
    fn the_age_of_the_oldest_is_in_seconds_and_never_below_none() {
        let queue = |name: &str, oldest| QueueBacklog {
            name: name.into(),
            waiting: 2,
            later: 1,
            oldest,
        };
        let backlog = Backlog {
            queues: vec![
                queue("a", Some(Time(4_500))),
                queue("b", Some(Time(9_000))),
                queue("c", None),
            ],
            leases: 3,
            planned: 5,
            due: 4,
            media_left: 8,
            deliveries_waiting: 9,
            deliveries_dead: 10,
            unverified: 11,
            unverified_oldest: Some(Time(3_000)),
            questions: 12,
            rematching: rematching::Backlog {
                changes: 13,
                since: None,
                uploads: 14,
            },
        };
        let tally = Tally {
            started: 7,
            lost: [("deadline", 6)].into(),
        };
        let text = Meters::default()
            .text(&backlog, Time(6_000), &tally)
            .expect("put together");
        for line in [
            "scrim_cases_waiting{queue=\"a\"} 2",
            "scrim_cases_later{queue=\"a\"} 1",
            "scrim_cases_oldest_age_seconds{queue=\"a\"} 1.5",
            "scrim_cases_oldest_age_seconds{queue=\"b\"} 0.0",
            "scrim_cases_oldest_age_seconds{queue=\"c\"} 0.0",
            "scrim_leases_open 3",
            "scrim_effects_planned 5",
            "scrim_effects_due 4",
            "scrim_destroyed_media_left 8",
            "scrim_deliveries_waiting 9",
            "scrim_deliveries_dead 10",
            "scrim_uploads_unverified 11",
            "scrim_uploads_unverified_oldest_age_seconds 3.0",
            "scrim_matcher_questions_open 12",
            "scrim_list_changes_to_follow 13",
            "scrim_uploads_to_match_again 14",
            "scrim_workers_started_total 7",
            "scrim_workers_lost_total{reason=\"deadline\"} 6",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is not in\n{text}");
        }
    }
}
