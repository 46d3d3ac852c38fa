//! Where updates are, who signs them, and what this desk is: fixed when it was built.

use super::package;
use minisign_verify::{PublicKey, Signature};
use scrim_hub_client::{Bounds, Files, HubAddress, NotFetched};
use scrim_model::update::{Manifest, NoUpdate, Offer, Package};
use semver::Version;
use std::{path::Path, time::Duration};

/// The manifest's name.
const MANIFEST: &str = "desk-update.json";

/// The name of its signature.
const SIGNATURE: &str = "desk-update.json.minisig";

/// A manifest is about a kilobyte, a signature a third of one.
const OF_WORDS: Bounds = Bounds {
    bytes: 64 * 1_024,
    within: Duration::from_secs(30),
};

/// How long a package may take: 20 MB over a poor line.
const OF_A_PACKAGE: Duration = Duration::from_mins(30);

/// What a build was told, in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built<'a> {
    /// The public key, as `minisign` writes it in one line.
    pub key: &'a str,
    /// Where the manifest is, without its name.
    pub at: &'a str,
    /// Which version this is.
    pub version: &'a str,
    /// What it was installed as: `linux-x86_64-deb`.
    pub target: &'a str,
}

/// A way to updates.
#[derive(Debug, Clone)]
pub struct Channel {
    key: PublicKey,
    files: Files,
    own: Version,
    target: String,
}

/// A build that was told something that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChannel {
    /// No key.
    #[error("the key for updates is no public key of minisign")]
    Key,
    /// No address, or one in clear.
    #[error("the address for updates is none that can be reached safely")]
    Address,
    /// No version.
    #[error("the version is none")]
    Version,
}

impl Channel {
    /// The way that a build was told.
    ///
    /// # Errors
    /// [`BadChannel`].
    pub fn new(built: Built<'_>) -> Result<Self, BadChannel> {
        let at: HubAddress = built.at.parse().map_err(|_bad| BadChannel::Address)?;
        Ok(Self {
            key: PublicKey::from_base64(built.key.trim()).map_err(|_bad| BadChannel::Key)?,
            files: Files::at(at).map_err(|_no_tls| BadChannel::Address)?,
            own: built.version.parse().map_err(|_bad| BadChannel::Version)?,
            target: built.target.to_owned(),
        })
    }

    /// What there is for this desk.
    ///
    /// # Errors
    /// [`NoUpdate`].
    pub async fn ask(&self) -> Result<Offer, NoUpdate> {
        let words = self.files.fetch_whole(MANIFEST, OF_WORDS).await.map_err(not_fetched)?;
        let signature = self.files.fetch_whole(SIGNATURE, OF_WORDS).await.map_err(not_fetched)?;
        let signature = std::str::from_utf8(&signature).map_err(|_bytes| NoUpdate::WrongSignature)?;
        // Nothing of it is read before.
        self.key
            .verify(&words, &decoded(signature)?, false)
            .map_err(|_wrong| NoUpdate::WrongSignature)?;
        let manifest: Manifest = serde_json::from_slice(&words).map_err(|_other| NoUpdate::Unreachable)?;
        manifest.offers(&self.own, &self.target)
    }

    /// Brings a package into a folder that is made for it, and verifies it before it gets its name.
    ///
    /// # Errors
    /// [`NoUpdate`]; there may be a part of it then.
    pub async fn fetch(&self, wanted: &Package, folder: &Path) -> Result<(), NoUpdate> {
        let signature = decoded(&wanted.signature)?;
        let verifier = self.key.verify_stream(&signature);
        let verifier = verifier.map_err(|_wrong| NoUpdate::WrongSignature)?;
        let bounds = Bounds {
            bytes: wanted.bytes,
            within: OF_A_PACKAGE,
        };
        let coming = self.files.fetch(&wanted.file, bounds).await.map_err(not_fetched)?;
        package::keep(coming, wanted, verifier, folder).await
    }

    /// Verifies a package that lies here.
    ///
    /// # Errors
    /// [`NoUpdate`].
    pub fn verify_file(&self, wanted: &Package, path: &Path) -> Result<(), NoUpdate> {
        let signature = decoded(&wanted.signature)?;
        let verifier = self.key.verify_stream(&signature);
        package::verify(path, verifier.map_err(|_wrong| NoUpdate::WrongSignature)?)
    }
}

fn decoded(signature: &str) -> Result<Signature, NoUpdate> {
    Signature::decode(signature).map_err(|_none| NoUpdate::WrongSignature)
}

pub(super) fn not_fetched(error: NotFetched) -> NoUpdate {
    match error {
        NotFetched::TooLarge => NoUpdate::TooLarge,
        NotFetched::Unreachable(silence) => {
            tracing::info!(%silence, "where updates are does not answer");
            NoUpdate::Unreachable
        }
    }
}
