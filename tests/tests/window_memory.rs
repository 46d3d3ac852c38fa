//! What a look leaves in memory: in the desk's own process nothing, in the web view's what is measured.

use scrim_model::rung::Rung;
use scrim_tests::harness::{
    HubOptions, Stage, Window, eventually, memory,
    pixels::{Body, bodies},
    window::{descendants, key},
};
use std::{fs, path::Path, time::Duration};

/// How many bytes of a picture's file are searched for: no two files share so many by chance.
const PATTERN: usize = 64;

#[tokio::test]
async fn a_look_is_found_in_memory_while_it_lasts_and_nowhere_afterwards() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    let desk = window.desk_pid()?;
    let rests = bodies(&tap)?.into_iter().find(|body| body.line.grant.is_none());
    let rests = pattern(&rests.expect("a picture rests"));
    assert!(
        memory::count(desk, &rests)? > 0,
        "what rests is kept here, and is found"
    );
    for (number, rung) in [Rung::Outline, Rung::Grey, Rung::Colour].into_iter().enumerate() {
        let key = u8::from(rung).to_string();
        window.hold(&key).await?;
        window.is_lit(rung).await?;
        let pattern = pattern(&look(&tap, number)?);
        assert!(
            everywhere(&window, &pattern)? > 0,
            "{rung:?}: the look is open and not found"
        );
        window.let_go(&key).await?;
        window.shows(Rung::HeavyVeil).await?;
        eventually(format!("{rung:?} to be gone from memory"), async || {
            Ok((everywhere(&window, &pattern)? == 0).then_some(()))
        })
        .await?;
        assert_eq!(
            memory::count(desk, &pattern)?,
            0,
            "{rung:?} is still in the desk's own process"
        );
    }
    stage.finish(window).await
}

/// How often bytes are found in the desk and in every process of its window.
fn everywhere(window: &Window, pattern: &[u8]) -> anyhow::Result<usize> {
    let processes = descendants(window.desk_pid()?)?.into_iter();
    processes.map(|pid| memory::count(pid, pattern)).sum()
}

/// The picture of the look that came up as the `number`th.
fn look(tap: &Path, number: usize) -> anyhow::Result<Body> {
    let looks = bodies(tap)?.into_iter().filter(|body| body.line.grant.is_some());
    looks
        .into_iter()
        .nth(number)
        .ok_or_else(|| anyhow::anyhow!("no look has left the desk"))
}

/// Bytes from the middle of its file, where the picture is and no header.
fn pattern(body: &Body) -> Vec<u8> {
    let middle = body.bytes.len() / 2;
    body.bytes.iter().skip(middle).take(PATTERN).copied().collect()
}

/// What is published in SECURITY.md: run it with `--nocapture` to see the figures of this machine.
#[tokio::test]
async fn what_the_web_view_keeps_of_a_look_is_measured() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(3, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    let pattern = pattern(&look(&tap, 0)?);
    let open = tell("while the look is open", &window, &pattern)?;
    assert!(open > 0, "the picture is on the screen and in no process");
    window.let_go("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    tell("when it was closed", &window, &pattern)?;
    for seconds in [1, 9] {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        tell(&format!("{seconds} s later"), &window, &pattern)?;
    }
    window.press("k").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::HeavyVeil).await?;
    tell("with the next case", &window, &pattern)?;
    stage.finish(window).await
}

/// Prints how often the picture's file is found in each process of the window; their sum.
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn tell(when: &str, window: &Window, pattern: &[u8]) -> anyhow::Result<usize> {
    let mut sum = 0;
    for pid in descendants(window.desk_pid()?)? {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        let found = memory::count(pid, pattern)?;
        println!("{when}: {} has it {found} times", name.trim());
        sum += found;
    }
    Ok(sum)
}
