//! The scripted demo: a hub full of drawn pictures, a review in the real window, and the proof that the
//! loop has closed.
//!
//! Knows the product only from outside: over HTTP as platforms do, through the window as people do.

mod plan;
mod play;
mod rest;
mod summary;

pub use plan::Truth;

use crate::harness::{
    Desktop, HubOptions, Keyring, Shows, Source, TestHub,
    stage::{Account, SCREEN},
    window::{Window, WindowOptions},
};
use anyhow::Context as _;
use plan::Planned;
use scrim_model::{ids::ItemId, person::Role};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// Long enough to take a verdict back by hand, short enough to watch its effect.
const GRACE_SECONDS: u32 = 3;

/// The hub of a demo, with its people and all uploads in.
struct Cast {
    hub: TestHub,
    source: Source,
    one: Account,
    two: Account,
    lead: Account,
    truth: HashMap<ItemId, Truth>,
}

/// Where a demo leaves what it made.
///
/// # Errors
/// When the folder cannot be made.
fn folder() -> anyhow::Result<PathBuf> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = package.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    let folder = root.join("target").join("demo");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[expect(clippy::print_stdout, reason = "the demo tells what it does while it does it")]
fn tell(words: &str) {
    println!("     {words}");
}

async fn set(grace_seconds: u32) -> anyhow::Result<Cast> {
    tell("drawing pictures and a bank of known ones");
    let options = HubOptions {
        grace_seconds,
        ..HubOptions::default()
    };
    let hub = TestHub::start(options)?;
    let source = hub.source("platform")?;
    let one = Account::add(&hub, "ines", Role::Moderator)?;
    let two = Account::add(&hub, "tomas", Role::Moderator)?;
    let lead = Account::add(&hub, "amara", Role::Lead)?;
    Account::add(&hub, "kofi", Role::Admin)?;
    hub.import("KNOWN", false, &plan::known())?;
    let mut cast = Cast {
        hub,
        source,
        one,
        two,
        lead,
        truth: HashMap::new(),
    };
    let uploads = plan::uploads();
    tell(&format!("sending {} uploads", uploads.len()));
    for upload in uploads {
        cast.upload(upload).await?;
    }
    Ok(cast)
}

impl Cast {
    async fn upload(&mut self, upload: Planned) -> anyhow::Result<()> {
        let sent = self.source.submit(&upload.file).await;
        let sent = sent.with_context(|| format!("uploading {}", upload.file.name))?;
        self.truth.insert(sent.item_id, upload.truth);
        Ok(())
    }

    fn window_options(&self) -> WindowOptions {
        WindowOptions {
            hub: self.hub.url.clone(),
            ..WindowOptions::default()
        }
    }
}

/// Plays a whole review on a screen in memory, and leaves screenshots and the summary.
///
/// # Errors
/// When a step fails, or when the loop did not close.
pub async fn play_headless() -> anyhow::Result<()> {
    let folder = folder()?;
    let mut cast = set(GRACE_SECONDS).await?;
    let desktop = Desktop::start(SCREEN, Keyring::Unlocked)?;
    tell("reviewing in the window");
    let in_window = play::both_moderators(&cast, &desktop, &folder).await?;
    tell("deciding what is left, over HTTP");
    let mut over_http = rest::decide(&cast).await?;
    tell("sending altered copies of what was confirmed");
    rest::send_again(&mut cast).await?;
    over_http += rest::decide(&cast).await?;
    play::last_look_home(&cast, &desktop, &folder).await?;
    let summary = summary::write(&cast, &folder, in_window, over_http).await?;
    cast.hub.finish()?;
    tell(&format!("summary and screenshots are in {}", folder.display()));
    summary.loop_closed()
}

/// Opens the desk, signed in, on the person's own screen, and ends when its window is closed.
///
/// # Errors
/// When a step fails.
pub async fn open() -> anyhow::Result<()> {
    let cast = set(60).await?;
    let desktop = Desktop::start(Shows::ToThePerson, Keyring::Unlocked)?;
    let window = Window::open(&desktop, &cast.window_options()).await?;
    window.sign_in(&cast.one.name, &cast.one.password).await?;
    tell("the desk is open, signed in as a moderator; two more people can sign in at the same hub:");
    for who in [&cast.two, &cast.lead] {
        tell(&format!(
            "  {} with the password {} at {}",
            who.name, who.password, cast.hub.url
        ));
    }
    let desk = window.desk_pid()?;
    while Path::new(&format!("/proc/{desk}/exe")).exists() {
        // Nothing tells of the end of a grandchild; once a second is soon enough for a person.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    cast.hub.finish()
}
