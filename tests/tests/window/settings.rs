//! What a person chooses in the settings, and what a lead reads of uploads that could not be read.

use scrim_model::rung::Rung;
use scrim_tests::{
    harness::{HubOptions, Stage, Window, eventually, stage::folder_for_pictures},
    pictures::{File, Picture},
};

/// How much warmer than grey the picture on the stage is: red over blue, in levels on the average.
async fn warmth(window: &Window) -> anyhow::Result<f64> {
    let script = "const picture = document.querySelector('.holder img');
        const box = picture.getBoundingClientRect();
        const scale = Math.min(box.width / picture.naturalWidth, box.height / picture.naturalHeight);
        const [width, height] = [picture.naturalWidth * scale / 2, picture.naturalHeight * scale / 2];
        return [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height].map(Math.round);";
    let [left, top, width, height]: [u32; 4] = serde_json::from_value(window.driver.run(script).await?)?;
    let shot = Picture::decode("window".to_owned(), &window.driver.screenshot().await?)?;
    let cut = image::imageops::crop_imm(&shot.image(), left, top, width, height).to_image();
    let apart = cut.pixels().map(|pixel| f64::from(pixel.0[0]) - f64::from(pixel.0[2]));
    Ok(apart.sum::<f64>() / f64::from(width * height))
}

async fn looks_at(window: &Window, rung: Rung, name: &str) -> anyhow::Result<f64> {
    let key = u8::from(rung).to_string();
    window.hold(&key).await?;
    window.is_lit(rung).await?;
    window.driver.frames_pass().await?;
    let warm = warmth(window).await?;
    window.photograph(&folder_for_pictures()?.join(name)).await?;
    window.let_go(&key).await?;
    window.shows(Rung::HeavyVeil).await?;
    Ok(warm)
}

#[tokio::test]
async fn sepia_is_chosen_once_tones_grey_looks_alone_and_is_there_after_a_restart() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let window = stage.review_of(&stage.one).await?;
    let plain = looks_at(&window, Rung::Grey, "grey-as-it-is.png").await?;
    assert!(plain.abs() < 3.0, "grey is grey: {plain}");
    window.press("h").await?;
    window.click("Settings").await?;
    window.sees("Tone of grey looks").await?;
    window.photograph(&folder_for_pictures()?.join("settings.png")).await?;
    let sepia = "document.querySelector('input[value=sepia]').click(); return true";
    window.driver.run(sepia).await?;
    let toned = "return document.querySelector('figure .large img')?.className.includes('sepia') === true";
    eventually("the preview in sepia", async || {
        Ok((window.driver.run(toned).await? == true).then_some(()))
    })
    .await?;
    window
        .photograph(&folder_for_pictures()?.join("settings-sepia.png"))
        .await?;
    let person = stage.person(&stage.one).await?;
    eventually("the hub to keep the tone", async || {
        let likes = person.signed.me().await?.preferences;
        Ok((likes.tone == scrim_model::person::Tone::Sepia).then_some(()))
    })
    .await?;
    window.close().await?;
    let window = stage.window().await?;
    window.sees("Hello").await?;
    window.start_review().await?;
    window.shows(Rung::HeavyVeil).await?;
    assert!(warmth(&window).await?.abs() < 3.0, "veils have nothing to tone");
    let grey = looks_at(&window, Rung::Grey, "grey-in-sepia.png").await?;
    assert!(grey > 20.0, "warm: {grey}");
    let lens = looks_at(&window, Rung::Lens, "lens-in-sepia.png").await?;
    assert!(lens > 20.0, "warm through the lens: {lens}");
    let colour = looks_at(&window, Rung::Colour, "colour-beside-sepia.png").await?;
    assert!(
        (colour - grey).abs() > 1.0,
        "colour stays colour: {colour} beside {grey}"
    );
    stage.finish(window).await
}

#[tokio::test]
async fn a_lead_finds_what_could_not_be_read_from_home_and_a_moderator_is_not_shown_the_way() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    for (brand, name) in [("heic", "one.heic"), ("avif", "two.avif"), ("heic", "three.heic")] {
        let bytes = [b"\0\0\0\x1cftyp", brand.as_bytes(), b"\0\0\0\0...."].concat();
        let name = name.to_owned();
        let sent = stage.source.submit(&File { name, bytes }).await?;
        assert!(sent.reason.is_some(), "{sent:?}");
    }
    let window = stage.window_of(&stage.lead).await?;
    window.sees("Could not be read: 3").await?;
    window
        .photograph(&folder_for_pictures()?.join("home-of-a-lead.png"))
        .await?;
    window.press("r").await?;
    window.sees("2 uploads").await?;
    window.sees("HEIC is not read here").await?;
    window.sees("These are all.").await?;
    window
        .photograph(&folder_for_pictures()?.join("could-not-be-read.png"))
        .await?;
    let pictures = window
        .driver
        .run("return document.querySelectorAll('img').length")
        .await?;
    assert_eq!(pictures, 0, "no picture of what could not be read");
    window.press("h").await?;
    window.click("Sign out").await?;
    window.sees("Sign in").await?;
    window.sign_in(&stage.one.name, &stage.one.password).await?;
    window.sees("Start review").await?;
    assert!(!window.text().await?.contains("Could not be read"));
    stage.finish(window).await
}
