//! A hub that is killed at any moment forgets nothing it has said yes to, and counts nothing twice.

use rustix::process::Signal;
use scrim_model::{
    ids::{CaseId, ItemId},
    person::Role,
    rung::Rung,
};
use scrim_tests::{
    harness::{HubOptions, Reviewer, Source, TestHub, child, eventually, rulings::Ruling},
    pictures::{
        File,
        collection::{Recipe, draw},
        picture,
    },
};
use scrim_wire::http::{
    items::{ItemDecision, Outcome},
    verdicts::{GiveVerdict, VerdictTaken},
};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU32, AtomicUsize, Ordering},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// When the hub is killed, counted in requests since it last came up. Never a length of time: the
/// same moments come on a slow machine.
const MOMENTS: [Moment; 10] = [
    Moment::Asked(1),
    Moment::Answered(1),
    Moment::Asked(6),
    Moment::Answered(7),
    Moment::Answered(8),
    Moment::Asked(19),
    Moment::Answered(23),
    Moment::Asked(32),
    Moment::Answered(33),
    Moment::Answered(47),
];

#[derive(Debug, Clone, Copy)]
enum Moment {
    /// This request is about to be sent, others are on their way.
    Asked(u32),
    /// This answer has just come in.
    Answered(u32),
}

/// Counts what goes out and comes in, and kills when the moment has come.
struct Axe {
    victim: u32,
    moment: Moment,
    asked: AtomicU32,
    answered: AtomicU32,
}

impl Axe {
    fn over(victim: u32, moment: Moment) -> Self {
        Self {
            victim,
            moment,
            asked: AtomicU32::new(0),
            answered: AtomicU32::new(0),
        }
    }

    fn asking(&self) {
        let now = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        if matches!(self.moment, Moment::Asked(at) if at == now) {
            self.fall();
        }
    }

    fn answered(&self) {
        let now = self.answered.fetch_add(1, Ordering::SeqCst) + 1;
        if matches!(self.moment, Moment::Answered(at) if at == now) {
            self.fall();
        }
    }

    fn fall(&self) {
        child::signal(self.victim, Signal::KILL).expect("the hub was running until now");
    }
}

/// A verdict that was sent, whether or not an answer came.
struct Said {
    case: CaseId,
    give: GiveVerdict,
    token: Zeroizing<String>,
    key: Uuid,
    taken: Option<VerdictTaken>,
}

impl Said {
    async fn send(&self, by: &Reviewer) -> anyhow::Result<VerdictTaken> {
        Ok(by
            .signed
            .give_verdict(self.case, &self.give, &self.token, self.key)
            .await?)
    }
}

/// A moderator with everything they have said.
struct Desk {
    who: Reviewer,
    ruling: Ruling,
    said: Vec<Said>,
}

impl Desk {
    /// Decides case after case until the hub is gone.
    async fn review(&mut self, axe: &Axe) {
        loop {
            let Ok(held) = self.who.take(2).await else { return };
            for held in held {
                let mut said = Said {
                    case: held.case(),
                    give: held.giving(self.ruling.on(&held.leased.case)),
                    token: held.proof().token,
                    key: Uuid::now_v7(),
                    taken: None,
                };
                axe.asking();
                said.taken = said.send(&self.who).await.ok();
                let lost = said.taken.is_none();
                self.said.push(said);
                if lost {
                    return;
                }
                axe.answered();
            }
        }
    }

    /// Sends everything again, as a desk does that has heard no answer.
    async fn say_all_again(&mut self) -> anyhow::Result<()> {
        for said in &mut self.said {
            let again = said.send(&self.who).await?;
            let before = said.taken.get_or_insert_with(|| again.clone());
            assert_eq!(
                before.verdict_id, again.verdict_id,
                "an acknowledged verdict is there, once"
            );
        }
        Ok(())
    }
}

/// A platform that sends one file after the other, and what it was told of each.
struct Uploads {
    source: Source,
    files: Vec<File>,
    next: AtomicUsize,
}

impl Uploads {
    async fn stream(&self, axe: &Axe) -> Vec<(ItemId, Outcome)> {
        let mut accepted = Vec::new();
        loop {
            let at = self.next.fetch_add(1, Ordering::SeqCst) % self.files.len();
            axe.asking();
            let file = self.files.get(at).expect("a remainder is below the length");
            let Ok(told) = self.source.submit(file).await else {
                return accepted;
            };
            accepted.push((told.item_id, told.outcome));
            axe.answered();
        }
    }
}

fn small(number: u32) -> File {
    File::jpeg(&draw(Recipe {
        number,
        variation: 0,
        size_px: Some((320, 240)),
    }))
}

#[tokio::test]
async fn what_was_acknowledged_outlives_kills_at_any_moment_of_a_stream_of_uploads_and_verdicts() -> anyhow::Result<()>
{
    let mut hub = TestHub::start(HubOptions::default())?;
    let uploads = Uploads {
        source: hub.source("platform")?,
        files: (0..96).map(small).collect(),
        next: AtomicUsize::new(0),
    };
    let lead = hub.person("lead", Role::Lead).await?;
    let mut one = desk(&hub, "one", Ruling::Settle).await?;
    let mut two = desk(&hub, "two", Ruling::Undetermined).await?;
    let listed: Vec<File> = uploads.files.iter().step_by(2).cloned().collect();
    hub.import("vetted", true, &listed)?;
    let mut accepted = Vec::new();
    for moment in MOMENTS {
        let axe = Axe::over(hub.pid(), moment);
        let (first, second, third, (), ()) = tokio::join!(
            uploads.stream(&axe),
            uploads.stream(&axe),
            uploads.stream(&axe),
            one.review(&axe),
            two.review(&axe)
        );
        accepted.extend([first, second, third].concat());
        hub.start_again()?;
        hub.command(&["doctor"])?;
        hub.check_chain()?;
        for (item, outcome) in &accepted {
            assert_eq!(uploads.source.item(*item).await?.outcome, *outcome, "after {moment:?}");
        }
        one.say_all_again().await?;
        two.say_all_again().await?;
        let said = one.said.len() + two.said.len();
        let metrics = hub.metrics(&lead).await?;
        assert_eq!(
            metrics.verdicts.content.values().sum::<u64>(),
            said as u64,
            "after {moment:?}"
        );
        assert!(metrics.submitted >= accepted.len() as u64, "after {moment:?}");
    }
    let outcomes: BTreeSet<String> = accepted.iter().map(|(_, told)| format!("{told:?}")).collect();
    eprintln!(
        "{} uploads accepted ({outcomes:?}), {} + {} verdicts over {} kills: all there",
        accepted.len(),
        one.said.len(),
        two.said.len(),
        MOMENTS.len()
    );
    assert!(
        accepted.len() > 60 && one.said.len() > 5 && two.said.len() > 5,
        "too little happened"
    );
    hub.finish()
}

async fn desk(hub: &TestHub, name: &str, ruling: Ruling) -> anyhow::Result<Desk> {
    Ok(Desk {
        who: hub.person(name, Role::Moderator).await?,
        ruling,
        said: Vec::new(),
    })
}

#[tokio::test]
async fn no_acknowledged_verdict_is_lost_and_its_effects_arrive_after_the_crash() -> anyhow::Result<()> {
    let mut hub = TestHub::start(HubOptions {
        grace_seconds: 1,
        ..HubOptions::default()
    })?;
    let source = hub.source("platform")?;
    let one = hub.person("one", Role::Moderator).await?;
    let known: Vec<File> = (20..26).map(|n| File::jpeg(&picture(n))).collect();
    hub.import("vetted", true, &known)?;
    for file in &known {
        let item = source.submit(file).await?;
        let held = one.take_case(item.case_id.expect("queued")).await?;
        one.look(&held, Rung::Grey).await?;
        let taken = one.say(&held, Ruling::Agree.on(&held.leased.case)).await?;
        assert_eq!(taken.case_id, held.case());
        hub.kill()?;
        hub.start_again()?;
        eventually("the effect", async || {
            let now = source.item(item.item_id).await?.decision;
            Ok((now == ItemDecision::Remove).then_some(()))
        })
        .await?;
    }
    let lead = hub.person("lead", Role::Lead).await?;
    let metrics = hub.metrics(&lead).await?;
    let looks = one.signed.exposures().await?.len();
    assert_eq!((metrics.cases_decided, looks), (6, 6));
    assert_eq!(source.outcome(&known[0]).await?, Outcome::Stopped);
    hub.finish()
}
