//! Clear pixels leave the desk by a grant and never otherwise: every body that the web view was given
//! is decoded and measured.

use scrim_model::{rung::Rung, time::Time};
use scrim_tests::{
    harness::{
        HubOptions, Stage, Window,
        pixels::{Body, bodies, clarity, faults},
        window::key,
    },
    pictures::{Picture, fine},
};

#[tokio::test]
async fn every_clear_body_left_by_an_open_grant_of_its_rung() -> anyhow::Result<()> {
    let Some(mut stage) = Stage::set(4, HubOptions::default()).await? else {
        return Ok(());
    };
    let tap = stage.tapped();
    let window = stage.window_of(&stage.one).await?;
    play(&window).await?;
    let ledger = stage.person(&stage.one).await?.signed.exposures().await?;
    let left = bodies(&tap)?;
    assert_eq!(faults(&left, &ledger)?, Vec::<String>::new());
    let (mut veils, mut clear, mut coloured) = (0, 0, 0);
    for body in &left {
        let seen = clarity(body)?;
        veils += u32::from(!seen.is_clear());
        clear += u32::from(seen.is_clear());
        coloured += u32::from(seen.is_coloured());
    }
    println!(
        "{} bodies: {veils} veiled, {clear} clear, {coloured} of them in colour",
        left.len()
    );
    assert!(veils >= 4 && clear >= 3 && coloured >= 1, "the play showed every kind");
    leaks_are_found(&left, &ledger)?;
    stage.finish(window).await
}

/// Rest, a light veil, looks in grey and colour, a skip, a curtain in the middle of a look, a break.
async fn play(window: &Window) -> anyhow::Result<()> {
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::LightVeil).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Grey).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.rule("a").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.look(Rung::Colour).await?;
    window.shows(Rung::HeavyVeil).await?;
    window.press("k").await?;
    window.shows(Rung::HeavyVeil).await?;
    window.hold("5").await?;
    window.is_lit(Rung::Grey).await?;
    window.press(key::PAUSE).await?;
    window.sees("curtain").await?;
    window.let_go("5").await?;
    window.press(key::ENTER).await?;
    window.shows(Rung::Label).await?;
    window.press("b").await?;
    window.sees("Your break").await
}

/// The positive control: the same checker finds each kind of leak when one is planted.
fn leaks_are_found(left: &[Body], ledger: &[scrim_wire::http::exposures::ExposureRow]) -> anyhow::Result<()> {
    let mut clear = Vec::new();
    for body in left {
        if clarity(body)?.is_clear() {
            clear.push(body.clone());
        }
    }
    let one = clear.first().expect("a clear body left");
    let mut without_grant = one.clone();
    without_grant.line.grant = None;
    let mut after_its_end = one.clone();
    after_its_end.line.at = Time(one.line.at.0 + 60_000);
    let colour = clear.iter().find(|body| body.line.rung == Rung::Colour);
    let mut too_clear = colour.expect("a coloured body left").clone();
    let grey = clear
        .iter()
        .find(|body| body.line.rung == Rung::Grey)
        .expect("a grey body left");
    (too_clear.line.grant, too_clear.line.at) = (grey.line.grant, grey.line.at);
    let mut thumbnail = without_grant.clone();
    let small = scrim_tests::pictures::Alteration::Resized(250);
    thumbnail.bytes = small.apply(&Picture::decode("small".to_owned(), &one.bytes)?).jpeg();
    for leak in [without_grant, after_its_end, too_clear, thumbnail] {
        let found = faults(std::slice::from_ref(&leak), ledger)?;
        assert_eq!(found.len(), 1, "a planted leak was not found: {:?}", leak.line);
    }
    Ok(())
}

#[tokio::test]
async fn the_screen_itself_is_clear_only_during_a_look() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    assert!(!on_screen(&window).await?.is_clear(), "veiled at rest");
    window.hold("6").await?;
    window.is_lit(Rung::Colour).await?;
    window.driver.frames_pass().await?;
    let lit = on_screen(&window).await?;
    assert!(lit.is_clear() && lit.is_coloured(), "clear while held: {lit:?}");
    window.let_go("6").await?;
    window.shows(Rung::HeavyVeil).await?;
    assert!(!on_screen(&window).await?.is_clear(), "veiled again");
    stage.finish(window).await
}

/// Measures the picture as the window shows it.
async fn on_screen(window: &Window) -> anyhow::Result<fine::Clarity> {
    let script = "const box = document.querySelector('.holder img').getBoundingClientRect();
        const picture = document.querySelector('.holder img');
        const scale = Math.min(box.width / picture.naturalWidth, box.height / picture.naturalHeight);
        const [width, height] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
        return [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height].map(Math.round);";
    let [left, top, width, height]: [u32; 4] = serde_json::from_value(window.driver.run(script).await?)?;
    let shot = Picture::decode("window".to_owned(), &window.driver.screenshot().await?)?;
    let cut = image::imageops::crop_imm(&shot.image(), left, top, width, height).to_image();
    Ok(fine::measure(&Picture::of("stage".to_owned(), cut)))
}
