//! Updates of the desk: asked for where they are, verified before anything opens them, and handed to the system.
//!
//! Whether it may ask, and what an answer means, is `scrim-model`'s (`update`). Knows nothing of who is signed in. Nothing
//! is installed here: a package is given to the program that the system has for it, when the person says so.

mod channel;
mod handing;
mod package;
mod wish;

pub use channel::{BadChannel, Built, Channel};
pub use handing::{Installer, NotTaken, SystemInstaller};
pub(crate) use wish::{UpdateWish, WishFile};

use scrim_model::update::{NoUpdate, Offer};
use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The folder for packages, within the desk's own.
const FOLDER: &str = "update";

/// How a build comes to updates, and how this system installs them.
#[derive(Clone)]
pub struct Updates {
    /// Where they are, and who signs them.
    pub channel: Channel,
    /// What takes a package.
    pub installer: Arc<dyn Installer>,
}

/// The same for a desk's own folder.
#[derive(Clone)]
pub(crate) struct Updater {
    updates: Updates,
    folder: PathBuf,
}

impl Updater {
    pub(crate) fn new(updates: Updates, desk: &Path) -> Self {
        let folder = desk.join(FOLDER);
        Self { updates, folder }
    }

    /// What there is for this desk. Whatever lies here from before is gone afterwards.
    pub(crate) async fn ask(&self) -> Result<Offer, NoUpdate> {
        self.clear();
        told(self.updates.channel.ask().await)
    }

    /// Brings the package here, and answers once it is verified. Whatever goes wrong, nothing of it stays.
    pub(crate) async fn fetch(&self, offer: &Offer) -> Result<(), NoUpdate> {
        self.clear();
        let fetched = self.updates.channel.fetch(&offer.package, &self.folder).await;
        if fetched.is_err() {
            self.clear();
        }
        told(fetched)
    }

    /// Gives the package to the system, after one more look at it: it has lain here in the meantime.
    pub(crate) fn hand_over(&self, offer: &Offer) -> Result<(), NoUpdate> {
        let path = self.folder.join(&offer.package.file);
        let verified = self.updates.channel.verify_file(&offer.package, &path);
        if verified.is_err() {
            self.clear();
        }
        told(verified)?;
        told(
            self.updates
                .installer
                .take(&path)
                .map_err(|_none| NoUpdate::NotHandedOver),
        )
    }

    /// Away with everything that lies here.
    pub(crate) fn clear(&self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an update's folder cannot be emptied");
        }
    }
}

/// Whoever runs the computer reads why, too.
fn told<T>(answer: Result<T, NoUpdate>) -> Result<T, NoUpdate> {
    if let Err(why) = &answer {
        tracing::info!(%why, "no update");
    }
    answer
}

impl fmt::Debug for Updates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Updates")
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests;
