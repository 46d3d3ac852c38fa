//! A lead sets up a queue, its rules and its cases in the window; whoever reviews there meets what holds.

use anyhow::Context as _;
use scrim_model::{
    queue::Order,
    rung::Rung,
    session::view::Choice,
    sharing::{Assignment, Share},
};
use scrim_tests::harness::{
    Held, HubOptions, Reviewer, Stage, Window, eventually,
    rulings::Ruling,
    window::key::{ENTER, ESCAPE},
};
use scrim_wire::http::queues::{OpenCases, QueueInfo, RuleBook};
use std::collections::BTreeSet;

const POLICY: &str = "Only the hash is judged here.";

/// What the lead does before anybody reviews: a policy, a rule that is tried first, and a case for the leads.
async fn set_up(window: &Window, one: &str) -> anyhow::Result<()> {
    window.sees("Queues and rules").await?;
    window.press("q").await?;
    window.sees("everybody who reviews").await?;
    window.keep_picture("queues.png").await?;
    window.click("Set up known").await?;
    window.fill("What to go by", POLICY).await?;
    window.tick("not offered here", "Agree").await?;
    window.tick("need a reason", "Different").await?;
    window.pick("Which case comes next", "the oldest").await?;
    window.fill(&format!("Share of {one}"), "50").await?;
    let in_a_day = format!("Cases that {one} is given in 24 hours, at most");
    window.fill(&in_a_day, "200").await?;
    window.keep_picture("queue-shares.png").await?;
    window.keep_picture("queue-set-up.png").await?;
    window.click("Save").await?;
    window.sees("Saved.").await?;

    window.fill("Name of a new queue", "Close copies").await?;
    window.click("Make queue").await?;
    window.sees("by rules and by hand").await?;
    window.click("Add a rule").await?;
    window.fill("Name of the rule", "Equal bytes").await?;
    window.keep_picture("rule.png").await?;
    window.click("Use this rule").await?;
    window.click("Try on the last 24 hours").await?;
    window.sees("Nothing is saved by trying.").await?;
    window.sees("would have decided 3 cases").await?;
    window.keep_picture("rules-tried.png").await?;
    window.click("Save rules").await?;
    window.sees("Saved.").await?;

    window.click("Open cases in known").await?;
    window.sees("These are all.").await?;
    window.keep_picture("open-cases.png").await?;
    window.click("Send case").await?;
    window.pick("Where to", "the leads").await?;
    window.click("Send").await?;
    window.sees("asked of the leads").await?;
    window.click("Copy link").await?;
    window.sees("Copied").await?;
    window.press(ESCAPE).await?;
    eventually("the list to be put away", async || {
        let open = window
            .driver
            .run("return document.querySelector('dialog') !== null")
            .await?;
        Ok((open == false).then_some(()))
    })
    .await
}

/// Whoever opens a link begins with that case, or is told why not.
async fn open_by_link(window: &Window, lead: &Reviewer) -> anyhow::Result<()> {
    let all: Vec<QueueInfo> = lead.read("/v1/queues/all").await?;
    let known = all
        .iter()
        .find(|queue| queue.name == "known")
        .context("the list's queue")?;
    let path = format!("/v1/queues/{}/cases", known.id);
    let open: OpenCases = lead.read(&path).await?;
    let (theirs, other): (Vec<_>, Vec<_>) = open.cases.iter().partition(|case| case.escalated);
    let (theirs, other) = (theirs.first().context("escalated")?, other.last().context("another")?);
    for (link, answer) in [
        ("scrim-desk://case/7", "no link to a case"),
        (&format!("scrim-desk://case/{}", theirs.id), "cannot be yours now"),
    ] {
        window.fill("Link to a case", link).await?;
        window.click("Open case").await?;
        window.sees(answer).await?;
        window.sees("Start review").await?;
    }
    window.keep_picture("link-refused.png").await?;
    window.fill("Link to a case", &other.id.to_string()).await?;
    window.click("Open case").await?;
    window.shows(Rung::HeavyVeil).await?;
    let open: OpenCases = lead.read(&path).await?;
    let held = open.cases.iter().find(|case| case.id == other.id);
    let holder = held.and_then(|case| case.with.as_ref());
    anyhow::ensure!(holder.is_some(), "it is with whoever opened it");
    Ok(())
}

/// What a moderator meets in that queue.
async fn review(window: &Window) -> anyhow::Result<()> {
    window.shows(Rung::HeavyVeil).await?;
    window.sees(POLICY).await?;
    let offered = "return [...document.querySelectorAll('.choices button')].map((b) => b.innerText).join('|')";
    let offered = window.driver.run(offered).await?;
    let offered = offered.as_str().unwrap_or_default();
    anyhow::ensure!(offered.contains("Different") && !offered.contains("Agree"), "{offered}");
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("d").await?;
    window.sees("This queue asks for a reason in words").await?;
    window.keep_picture("reason-asked.png").await?;
    window.press("e").await?;
    window.fill("Why, in your words", "another room").await?;
    window.click("Use this reason").await?;
    window.sees("another room").await?;
    window.keep_picture("reason-given.png").await?;
    window.press(ENTER).await?;
    window.sees("last one for now").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("m").await?;
    window
        .fill("For whoever meets this content again", "in an older report")
        .await?;
    window.click("Leave note").await?;
    window.sees("Notes on this content").await?;
    window.sees("in an older report").await?;
    window.keep_picture("note.png").await?;
    window.press("l").await?;
    window.fill("What should the lead know", "cannot tell the age").await?;
    window.keep_picture("ask-a-lead.png").await?;
    window.click("Send to a lead").await?;
    window.sees("A lead will take that case").await?;
    window.sees("Nothing is waiting").await
}

#[tokio::test]
async fn a_lead_runs_queues_in_the_window_and_a_moderator_meets_what_holds_there() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(3, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.window_of(&stage.lead).await?;
    set_up(&window, &stage.one.name).await?;
    let lead = stage.person(&stage.lead).await?;
    let book: RuleBook = lead.read("/v1/rules").await?;
    assert_eq!((book.revision, book.rules.len()), (1, 1));
    let queues: Vec<QueueInfo> = lead.read("/v1/queues/all").await?;
    let known = queues
        .iter()
        .find(|queue| queue.name == "known")
        .expect("the list's queue");
    let policy = &known.settings.policy;
    assert_eq!(policy.text, POLICY);
    assert_eq!(policy.hidden, BTreeSet::from([Choice::Agree]));
    assert_eq!(policy.explained, BTreeSet::from([Choice::Different]));
    assert_eq!((known.waiting, known.for_leads), (3, 1));
    assert_eq!(known.settings.order, Order::OldestFirst);
    let assigned: Vec<_> = known.settings.assignments.values().collect();
    let half = Assignment {
        share: Share(50),
        most_per_day: Some(200),
        ..Assignment::default()
    };
    assert_eq!(assigned, [&half]);

    // The field of a new queue has the focus, and keys are its own.
    window.click("Home").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    window.sees("Start review").await?;
    assert!(!window.text().await?.contains("Queues and rules"), "not for moderators");
    open_by_link(&window, &lead).await?;
    review(&window).await?;
    eventually(
        "both cases to be asked of the leads, and one verdict given",
        async || {
            let queues: Vec<QueueInfo> = lead.read("/v1/queues/all").await?;
            let known = queues.into_iter().find(|queue| queue.name == "known");
            let counts = known.map(|queue| (queue.for_leads, queue.waiting + queue.later));
            Ok((counts == Some((2, 3))).then_some(()))
        },
    )
    .await?;
    // The window is no bar of its own: the hub refuses what the queue does not offer.
    // What it was escalated with travels with the case, and with no other.
    let held = lead.take(3).await?;
    let asked = |held: &&Held| held.leased.case.asked.as_deref() == Some("cannot tell the age");
    assert_eq!(held.iter().filter(asked).count(), 1);
    let held = held.iter().find(asked).expect("it is theirs").clone();
    lead.look(&held, Rung::Grey).await?;
    let agrees = Ruling::Agree.on(&held.leased.case);
    let refused = lead.say(&held, agrees).await.expect_err("it is not offered");
    assert!(format!("{refused:#}").contains("AgainstPolicy"), "{refused:#}");
    stage.finish(window).await
}
