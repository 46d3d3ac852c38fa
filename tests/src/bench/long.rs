//! Long lists in the real window: ten thousand verdicts in somebody's history, and two hundred queues on a lead's screen.
//!
//! What is measured is the longest time between one frame and the next, as the page itself is told of them, while it is
//! scrolled and while another page or another filter comes. Nothing of what runs inside is asked.

use super::figures::Figures;
use crate::{
    harness::{HubOptions, Reviewer, Stage, Window, rulings::Ruling},
    pictures::{File, Picture, large},
};
use anyhow::Context as _;
use reqwest::Method;
use serde_json::{Value, json};

/// A history: how many verdicts are in it, and what it is called.
type Past = (u32, &'static str);

const MANY: Past = (10_000, "10,000 in the history");
/// Pages enough for [`STEPS`]: what is drawn is one of them, however many there are.
const FEW: Past = (700, "700 in the history");
const QUEUES: u32 = 200;

/// How many verdicts are given under one sign-in.
const SIGNED_IN_FOR: u32 = 1_000;

/// How often a list is scrolled from its top, a page turned, and a filter set.
const STEPS: usize = 12;

/// Frames that are counted after a step: two seconds, longer than a page takes to come.
const FRAMES_OF_A_STEP: u32 = 120;

/// Frames of scrolling.
const FRAMES_OF_SCROLLING: u32 = 300;

/// Goes back to where a list begins.
const TOP: &str = "document.querySelectorAll('main, main .scroll').forEach((one) => (one.scrollTop = 0));";

/// Scrolls whatever there is to scroll by some rows.
const SCROLL: &str = "document.querySelectorAll('main, main .scroll').forEach((one) => (one.scrollTop += 12));";

/// Goes on to older verdicts.
const OLDER: &str =
    "[...document.querySelectorAll('nav button')].find((one) => one.textContent.includes('Older')).click();";

/// Shows only what was decided without looking, and all again.
const FILTER: &str =
    "const named = [...document.querySelectorAll('label')].find((one) => one.textContent === 'How it was decided');
    const list = document.getElementById(named.htmlFor);
    list.value = list.value === 'with' ? '' : 'with';
    list.dispatchEvent(new Event('change', { bubbles: true }));";

/// Measures all of it and nothing else, or with fewer verdicts where it is to be `small`.
///
/// # Errors
/// When a program fails, or the window lacks what is to be pressed.
pub async fn measure(small: bool) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    add_with(&mut figures, if small { FEW } else { MANY }).await?;
    Ok(figures)
}

/// Measures all of it beside something else.
///
/// # Errors
/// As for [`measure`].
pub(super) async fn add(figures: &mut Figures) -> anyhow::Result<()> {
    add_with(figures, MANY).await
}

async fn add_with(figures: &mut Figures, (verdicts, history): Past) -> anyhow::Result<()> {
    let stage = Stage::empty(HubOptions::default())?.context("a screen in memory")?;
    decide_many(&stage, verdicts).await?;
    let window = stage.window_of(&stage.one).await?;
    window.press("y").await?;
    window.sees("Closest match").await?;
    scrolled(&window, history, figures).await?;
    for (what, step) in [("older page", OLDER), ("filter", FILTER)] {
        let mut samples = Vec::with_capacity(STEPS);
        for _ in 0..STEPS {
            samples.push(longest(&window, step, "", FRAMES_OF_A_STEP).await?);
        }
        figures.add(&format!("{history}, longest frame, {what}"), "ms", samples)?;
    }
    window.press("h").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    make_queues(&stage.person(&stage.lead).await?).await?;
    window.sign_in(&stage.lead.name, &stage.lead.password).await?;
    window.press("q").await?;
    window.sees("Queue 199").await?;
    scrolled(&window, &format!("{QUEUES} queues"), figures).await?;
    figures.note("frames are counted by the page; the screen is in memory, without a GPU");
    stage.finish(window).await
}

/// Goes through a list from its top, some times.
async fn scrolled(window: &Window, list: &str, figures: &mut Figures) -> anyhow::Result<()> {
    let mut samples = Vec::with_capacity(STEPS);
    for _ in 0..STEPS {
        samples.push(longest(window, TOP, SCROLL, FRAMES_OF_SCROLLING).await?);
    }
    figures.add(&format!("{list}, longest frame, scrolled"), "ms", samples)
}

/// Lets somebody settle one upload after the other, each with the bytes of a vetted entry, behind the veil.
async fn decide_many(stage: &Stage, verdicts: u32) -> anyhow::Result<()> {
    let small = image::imageops::thumbnail(&large(1).image(), 160, 120);
    let file = File::jpeg(&Picture::of("small".to_owned(), small));
    stage.hub.import("known", true, std::slice::from_ref(&file))?;
    let mut one = stage.person(&stage.one).await?;
    for given in 1..=verdicts {
        // A sign-in over HTTP lasts some minutes.
        if given.is_multiple_of(SIGNED_IN_FOR) {
            one = stage.person(&stage.one).await?;
        }
        stage.source.submit(&file).await?;
        let held = one.take(1).await?.pop().context("a case for each upload")?;
        one.say(&held, Ruling::Settle.on(&held.leased.case)).await?;
    }
    Ok(())
}

async fn make_queues(lead: &Reviewer) -> anyhow::Result<()> {
    for number in 0..QUEUES {
        let name = json!({ "name": format!("Queue {number}") });
        lead.call::<Value>(Method::POST, "/v1/queues", &name).await?.done()?;
    }
    Ok(())
}

/// The longest of so many frames after a step, with something done in each, ms.
async fn longest(window: &Window, step: &str, each: &str, frames: u32) -> anyhow::Result<f64> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         let last = performance.now(), longest = 0, left = {frames};
         const frame = (now) => {{
             longest = Math.max(longest, now - last);
             last = now;
             left -= 1;
             {each}
             if (left > 0) requestAnimationFrame(frame); else done(longest);
         }};
         requestAnimationFrame((now) => {{ last = now; {step} requestAnimationFrame(frame); }});"
    );
    window
        .driver
        .run_async(&script)
        .await?
        .as_f64()
        .context("a length in ms")
}
