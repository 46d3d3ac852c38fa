//! What a look leaves in memory: neither of its file nor of its pixels anything, in any process.

use scrim_model::rung::Rung;
use scrim_tests::{
    harness::{
        HubOptions, Stage, Window,
        core_image::CoreImage,
        memory,
        pixels::{Body, bodies},
        stage::BRIGHTENED,
        trace::{Search, Trace},
        wait::within,
        window::{descendants, key, name_of},
    },
    pictures::bars::{BarFinder, bars},
};
use std::{path::Path, time::Duration};

/// How many bytes of what rests are searched for: no two files share so many by chance.
const PATTERN: usize = 64;

/// How long after a look something of it may still be found: a second is enough where nothing else runs.
const AFTERWARDS: Duration = Duration::from_secs(5);

/// How long a picture at rest may take from the desk to the web view, images of the desk being taken meanwhile.
const HANDED_OVER: Duration = Duration::from_mins(2);

#[tokio::test]
async fn a_look_is_found_in_memory_while_it_lasts_and_nowhere_afterwards() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(2, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    let rests = at_rest(&tap)?;
    assert!(
        memory::count(window.desk_pid()?, &rests)? > 0,
        "what rests is kept here, and is found"
    );
    for (number, rung) in [Rung::Outline, Rung::Grey, Rung::Colour].into_iter().enumerate() {
        let key = u8::from(rung).to_string();
        window.hold(&key).await?;
        window.is_lit(rung).await?;
        let file = trace(&look(&tap, number)?)?;
        assert!(
            sum(&everywhere(&window, &file)?) > file.bytes() / 2,
            "{rung:?}: the look is open and not found"
        );
        window.let_go(&key).await?;
        window.shows(Rung::HeavyVeil).await?;
        is_gone(&window, &file).await?;
    }
    stage.finish(window).await
}

#[tokio::test]
async fn a_look_is_in_a_core_image_while_it_lasts_and_in_none_afterwards() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set_with(2, HubOptions::default(), bars).await? else {
        return Ok(());
    };
    let (window, file) = looking(&mut stage).await?;
    let (files, rows) = images(&window, &file)?;
    tell("core images with the look open, bytes of its file", &files);
    tell("core images with the look open, rows of its pixels", &rows);
    assert!(
        sum(&files) > 0 && sum(&rows) > 0,
        "the look is open and in no core image"
    );
    window.let_go("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    is_gone(&window, &file).await?;
    let (files, rows) = images(&window, &file)?;
    assert_eq!((sum(&files), sum(&rows)), (0, 0), "{files:?} {rows:?}");
    stage.finish(window).await
}

#[tokio::test]
async fn what_the_desk_holds_in_clear_is_in_no_image_that_a_crash_would_leave() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    let (desk, rests) = (window.desk_pid()?, at_rest(&tap)?);
    within(HANDED_OVER, "the web view to have its own copy", async || {
        Ok((CoreImage::take(desk)?.count(&rests)? == 0).then_some(()))
    })
    .await?;
    assert!(
        memory::count(desk, &rests)? > 0,
        "what rests is held, and found by whoever looks everywhere"
    );
    stage.finish(window).await
}

/// What is published in SECURITY.md: run it with `--nocapture` to see the figures of this machine.
#[tokio::test]
async fn the_web_view_keeps_neither_a_look_s_file_nor_its_pixels() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set_with(3, HubOptions::default(), bars).await? else {
        return Ok(());
    };
    let (window, file) = looking(&mut stage).await?;
    let (files, rows) = measure("while the look is open", &window, &file)?;
    assert!(
        sum(&files) > 0,
        "the picture is on the screen and its file in no process"
    );
    assert!(
        sum(&rows) > 0,
        "the picture is on the screen and its pixels in no process"
    );
    window.let_go("5").await?;
    window.shows(Rung::HeavyVeil).await?;
    measure("when it was closed", &window, &file)?;
    is_gone(&window, &file).await?;
    for when in ["when it was gone", "9 s later"] {
        let (files, rows) = measure(when, &window, &file)?;
        assert_eq!((sum(&files), sum(&rows)), (0, 0), "{when}: {files:?} {rows:?}");
        tokio::time::sleep(Duration::from_secs(9)).await;
    }
    window.press("k").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::HeavyVeil).await?;
    let (files, rows) = measure("with the next case", &window, &file)?;
    assert_eq!((sum(&files), sum(&rows)), (0, 0), "{files:?} {rows:?}");
    stage.finish(window).await
}

/// A window in which a look in grey is lit, its key held down, and what its file is known by.
async fn looking(stage: &mut Stage) -> anyhow::Result<(Window, Trace)> {
    let tap = stage.tapped();
    let window = stage.review_of(&stage.one).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    let file = trace(&look(&tap, 0)?)?;
    Ok((window, file))
}

/// What was found, process by process.
type Found = Vec<(String, usize)>;

fn sum(found: &Found) -> usize {
    found.iter().map(|(_, times)| times).sum()
}

/// How many bytes of a look's file are in the desk and in every process of its window.
fn everywhere(window: &Window, file: &Trace) -> anyhow::Result<Found> {
    let processes = descendants(window.desk_pid()?)?.into_iter();
    processes
        .map(|pid| Ok((name_of(pid), memory::left(pid, file)?.bytes)))
        .collect()
}

/// How many bytes of a look's file and rows of its pixels are found in core images, the web view's first: a look
/// ends while its program stands still.
fn images(window: &Window, file: &Trace) -> anyhow::Result<(Found, Found)> {
    let finder = BarFinder::brightened(BRIGHTENED);
    let (mut files, mut rows) = (Found::new(), Found::new());
    for pid in descendants(window.desk_pid()?)?.into_iter().rev() {
        let image = CoreImage::take(pid)?;
        let (mut found, mut search) = (0, file.search());
        image.each_piece(Search::SEAM, |piece| {
            found += finder.rows(piece);
            search.look(piece);
        })?;
        files.push((name_of(pid), search.bytes()));
        rows.push((name_of(pid), found));
    }
    Ok((files, rows))
}

/// How many rows of bars there are as decoded pixels, in each process of the window.
fn rows(window: &Window) -> anyhow::Result<Found> {
    let finder = BarFinder::brightened(BRIGHTENED);
    let rows_in = |pid| {
        let mut rows = 0;
        memory::each_stretch(pid, 0, |stretch| rows += finder.rows(stretch))?;
        Ok((name_of(pid), rows))
    };
    descendants(window.desk_pid()?)?.into_iter().map(rows_in).collect()
}

/// Waits until nothing of a look is in any process: neither of its file nor, where it has bars, of its pixels.
async fn is_gone(window: &Window, file: &Trace) -> anyhow::Result<()> {
    within(AFTERWARDS, "a look to be gone from memory", async || {
        let gone = sum(&everywhere(window, file)?) == 0 && sum(&rows(window)?) == 0;
        Ok(gone.then_some(()))
    })
    .await
}

/// Searches for a look's file and for its pixels, and prints what was found.
fn measure(when: &str, window: &Window, file: &Trace) -> anyhow::Result<(Found, Found)> {
    let (files, rows) = (everywhere(window, file)?, rows(window)?);
    tell(&format!("{when}, bytes of its file, {}", file.bytes()), &files);
    tell(&format!("{when}, rows of its pixels"), &rows);
    Ok((files, rows))
}

#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn tell(what: &str, found: &Found) {
    let each: Vec<String> = found.iter().map(|(who, times)| format!("{who} {times}")).collect();
    println!("{what}: {}", each.join(", "));
}

/// What rests on the screen, as bytes of its file.
fn at_rest(tap: &Path) -> anyhow::Result<Vec<u8>> {
    let rests = bodies(tap)?.into_iter().find(|body| body.line.grant.is_none());
    rests
        .map(|body| pattern(&body))
        .ok_or_else(|| anyhow::anyhow!("no picture rests"))
}

/// The picture of the look that came up as the `number`th.
fn look(tap: &Path, number: usize) -> anyhow::Result<Body> {
    let looks = bodies(tap)?.into_iter().filter(|body| body.line.grant.is_some());
    looks
        .into_iter()
        .nth(number)
        .ok_or_else(|| anyhow::anyhow!("no look has left the desk"))
}

fn trace(body: &Body) -> anyhow::Result<Trace> {
    Trace::of([body.bytes.as_slice()])
}

/// Bytes from the middle of its file, where the picture is and no header.
fn pattern(body: &Body) -> Vec<u8> {
    let middle = body.bytes.len() / 2;
    body.bytes.iter().skip(middle).take(PATTERN).copied().collect()
}
