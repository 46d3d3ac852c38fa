//! Everything one hub process holds, and how it is put together.

use crate::{
    clock,
    door::Index,
    identity::{IdentitySettings, Provider},
    keys::{HubKeys, KeyPlace, NoKey, default_place, outside},
    matchers::Matchers,
    media::{Media, MediaError, MediaPlace},
    meters::Meters,
    news::Newsroom,
    passwords::Passwords,
    studio::Studio,
};
use scrim_media::Limits;
use scrim_model::time::Span;
use scrim_store::{Store, StoreError, upgrade::Upgraded};
use scrim_upstream::fetch::Fetcher;
use scrim_worker::WorkerPool;
use std::path::{Path, PathBuf};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

/// How long a verdict can be taken back by default.
pub const GRACE: Span = Span::seconds(60);

/// Where a hub keeps what is not in its database.
#[derive(Debug, Clone)]
pub struct HubPlaces {
    /// The data folder.
    pub data: PathBuf,
    /// Sealed media.
    pub media: MediaPlace,
    /// The master key; none: wherever one is by default.
    pub key: Option<KeyPlace>,
}

/// What a hub is told at its start.
#[derive(Debug, Clone)]
pub struct HubSettings {
    /// How long a verdict can be taken back; its effects leave then.
    pub grace: Span,
    /// Limits of one upload.
    pub limits: Limits,
    /// Whether somebody can sign in with a password.
    pub passwords: bool,
    /// The identity provider, where there is one.
    pub identity: Option<IdentitySettings>,
    /// Fetches pictures by their addresses, where somebody named hosts for it.
    pub fetcher: Option<Fetcher>,
}

/// One hub.
pub struct Hub {
    /// What it remembers.
    pub store: Store,
    /// Sealed media.
    pub media: Media,
    /// Keys.
    pub keys: HubKeys,
    /// Turns hostile bytes into pixels.
    pub workers: WorkerPool,
    /// Where it works on pictures itself.
    pub studio: Studio,
    /// The built-in matcher.
    pub index: Index,
    /// The matchers outside.
    pub matchers: Matchers,
    /// What it was told.
    pub settings: HubSettings,
    /// Wakes whoever carries effects out.
    pub planned: Notify,
    /// Wakes whoever tells destinations.
    pub telling: Notify,
    /// Wakes whoever looks through what matchers list.
    pub reconciling: Notify,
    /// Wakes whoever takes away what is left of destroyed pictures.
    pub destroyed: Notify,
    /// Where what is new is told.
    pub news: Newsroom,
    /// Uploads that are being kept. They go on when their source goes away, so a hub that ends waits for them.
    pub keeping: TaskTracker,
    /// What it counts for whoever watches it.
    pub meters: Meters,
    /// Where passwords are worked out.
    pub passwords: Passwords,
    /// The identity provider, where there is one.
    pub provider: Option<Provider>,
}

/// Why a hub does not start.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// The master key.
    #[error(transparent)]
    Key(#[from] NoKey),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Where media are kept.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The system offers no threads.
    #[error("there is nowhere to work on pictures")]
    Studio(#[from] std::io::Error),
    /// The system offers no TLS for the identity provider.
    #[error("the identity provider cannot be reached")]
    Provider(#[from] reqwest::Error),
}

/// What a hub remembers: in its data folder, or in a database that several hubs share and whose clock they go by.
/// Certificates in the file `vouching`, where there is one, prove the name of a database server.
///
/// # Errors
/// [`StoreError`].
pub fn open_store(data: &Path, database: Option<&str>, vouching: Option<&Path>) -> Result<Store, StoreError> {
    let store = match database {
        None => Store::open(data, clock::system()),
        Some(url) => Store::connect(url, vouching, None),
    }?;
    if let Some(upgraded) = store.upgraded() {
        tell_of(upgraded);
    }
    Ok(store)
}

/// Whoever runs the hub has to know that there was an upgrade, and by what it can be gone back from.
fn tell_of(Upgraded { from, to, kept }: &Upgraded) {
    let Some(file) = kept else {
        tracing::warn!(
            from,
            to,
            "the database was upgraded, and the hub keeps no copy of a server's database: to go back takes a dump of your \
             own from before"
        );
        return;
    };
    tracing::warn!(
        from, to, copy = %file.display(),
        "the database was upgraded; as it was before it lies in the copy, with the keys of what is destroyed from now on: \
         remove it once this version has proven itself"
    );
}

/// The keys of a data folder, checked to be the ones that sealed it.
///
/// # Errors
/// [`NotStarted`].
pub async fn find_keys(store: &Store, data: &Path, place: Option<KeyPlace>) -> Result<HubKeys, NotStarted> {
    let (hub_id, used) = (store.hub_id().await?, store.has_key().await?);
    let data = data.to_owned();
    let finding = tokio::task::spawn_blocking(move || {
        let place = place.unwrap_or_else(|| default_place(&hub_id));
        outside(&place, &data)?;
        tracing::info!(place = ?place, "master key");
        HubKeys::find(&place, &hub_id, used)
    });
    let keys = finding.await.map_err(|_error| StoreError::Closed)??;
    if store.key_check(keys.check()).await? == keys.check() {
        Ok(keys)
    } else {
        Err(NoKey::Other.into())
    }
}

impl Hub {
    /// Puts a hub together.
    ///
    /// # Errors
    /// [`NotStarted`].
    pub async fn start(
        store: Store,
        places: HubPlaces,
        workers: WorkerPool,
        settings: HubSettings,
    ) -> Result<Self, NotStarted> {
        clock::not_before(store.last_time().await?);
        let keys = find_keys(&store, &places.data, places.key).await?;
        let index = Index::open(&places.data, &store).await?;
        let media = Media::open(&places.media)?;
        let provider = settings.identity.clone().map(Provider::new).transpose()?;
        Ok(Self {
            store,
            media,
            keys,
            workers,
            studio: Studio::open()?,
            index,
            matchers: Matchers::default(),
            settings,
            planned: Notify::new(),
            telling: Notify::new(),
            reconciling: Notify::new(),
            destroyed: Notify::new(),
            news: Newsroom::default(),
            keeping: TaskTracker::new(),
            meters: Meters::default(),
            passwords: Passwords::default(),
            provider,
        })
    }
}
