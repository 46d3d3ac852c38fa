//! The desk as its window sees it: intents in, one view out, frames by name.
//!
//! [`Desk`] is a handle; the state lives in one task ([`core::Core`]) that never waits, everything
//! slow in jobs ([`runner::Runner`]).

mod actor;
mod administration;
mod answers;
mod became;
mod by_browser;
mod care;
mod core;
mod effects;
mod entering;
mod full_size;
mod history;
mod intents;
mod job;
mod lens;
mod letters;
mod likes;
mod link;
mod listening;
mod looks;
mod noticing;
mod older;
mod outbox;
mod oversight;
mod own_password;
mod person;
mod queue_flow;
mod queues;
mod record;
mod refusal;
mod runner;
mod screens;
mod summoned;
mod telling;
mod unreadable;
mod updates;
mod urgent;

use crate::{
    browser::Browser, clock::Clock, directory::DataDirectory, frames::FrameStore, keyring::Secrets, notices::Notices,
    random::Random, updating::Updates,
};
use actor::Input;
use scrim_hub_client::{BadAddress, HubAddress, HubClient};
use scrim_wire::ipc::{
    commands::{Intent, Painted},
    links::Summons,
    view::{Capture, DeskView, GlobalCurtain},
};
use std::{fmt, path::PathBuf, sync::Arc};
use tokio::sync::{mpsc, oneshot, watch};

/// Makes a client of the hub at an address.
pub type Connect = Arc<dyn Fn(&HubAddress) -> Result<HubClient, BadAddress> + Send + Sync>;

/// The way to a hub over the network.
pub fn over_network() -> Connect {
    Arc::new(HubClient::connect)
}

/// What a desk is made of: everything about the world around it.
pub struct Setup {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// The keyring.
    pub secrets: Arc<dyn Secrets>,
    /// The way to a hub.
    pub connect: Connect,
    /// The system's browser.
    pub browser: Arc<dyn Browser>,
    /// The system's notifications.
    pub notices: Arc<dyn Notices>,
    /// The desk's folder.
    pub folder: DataDirectory,
    /// The hub to offer where nobody has signed in yet; where it is given, it goes before the one of
    /// last time.
    pub hub: Option<String>,
    /// What the system does against screen capture.
    pub capture: Capture,
    /// Whether a key drops the curtain from anywhere.
    pub global_curtain: GlobalCurtain,
    /// How this build comes to updates of itself; none where it takes none.
    pub updates: Option<Updates>,
    /// Where a file with one's own record goes; none where this person has no such folder.
    pub downloads: Option<PathBuf>,
}

/// A desk that runs. Cheap to clone; ends when the last clone is dropped.
#[derive(Clone)]
pub struct Desk {
    inputs: mpsc::UnboundedSender<Input>,
    views: watch::Receiver<DeskView>,
    frames: Arc<FrameStore>,
}

/// The desk has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the desk has ended")]
pub struct Gone;

impl Desk {
    /// Starts a desk within the current tokio runtime.
    pub fn start(setup: Setup) -> Self {
        let frames = Arc::new(FrameStore::default());
        let (inputs, incoming) = mpsc::unbounded_channel();
        let views = actor::spawn(setup, frames.clone(), incoming);
        Self { inputs, views, frames }
    }

    /// What a person wants.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn intend(&self, intent: Intent) -> Result<(), Gone> {
        self.send(Input::Intent(intent))
    }

    /// The desk was started, for this; or it was started again while it was open.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn summoned(&self, summons: Summons) -> Result<(), Gone> {
        self.send(Input::Summoned(summons))
    }

    /// The window has painted a frame.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn presented(&self, painted: Painted) -> Result<(), Gone> {
        self.send(Input::Painted(painted))
    }

    /// All that the window draws, as it is now.
    pub fn view(&self) -> DeskView {
        self.views.borrow().clone()
    }

    /// Every view from now on.
    pub fn views(&self) -> watch::Receiver<DeskView> {
        self.views.clone()
    }

    /// The pictures.
    pub fn frames(&self) -> &Arc<FrameStore> {
        &self.frames
    }

    /// Leaves the review: cases go back, looks are closed. Answers once the hub has been told, or
    /// could not be.
    pub async fn close(&self) {
        let (done, told) = oneshot::channel();
        if self.send(Input::Close(done)).is_ok() {
            // An error means that the desk ended before it could answer: there is nothing to wait for.
            drop(told.await);
        }
    }

    fn send(&self, input: Input) -> Result<(), Gone> {
        self.inputs.send(input).map_err(|_ended| Gone)
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Desk")
    }
}

#[cfg(test)]
mod tests;
