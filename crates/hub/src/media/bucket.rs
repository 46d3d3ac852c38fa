//! Media in a bucket of a service that speaks S3: one object per part, under the names a folder would give.
//!
//! Every request has an end, and so has all that one upload takes together. Objects are put whole: an
//! upload's size is limited, and its sealed parts are in memory anyway.

use super::{BucketError, BucketSettings, MediaError, Part, shard_and_name};
use futures_util::{TryStreamExt, future::join_all};
use object_store::{
    BackoffConfig, ClientOptions, GetResult, ObjectStoreExt, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    client::{HttpClient, HttpConnector},
    path::Path,
};
use scrim_model::ids::ItemId;
use std::{future::Future, time::Duration};
use tokio::time::timeout;

/// How long a bucket is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connecting: Duration,
    /// For one request, its bytes included.
    pub request: Duration,
    /// How often a request is made again that did not come through.
    pub again: usize,
    /// For an upload to be put, with all requests and pauses that it takes.
    pub putting: Duration,
    /// For a part to be read, likewise.
    pub reading: Duration,
    /// For an upload to be taken away, likewise.
    pub removing: Duration,
}

/// A bucket.
#[derive(Debug, Clone)]
pub(super) struct Bucket {
    store: AmazonS3,
    prefix: Path,
    patience: Patience,
}

/// Makes the client: ours, so that it follows no redirect, needs TLS where it leaves this machine, and asks
/// no proxy where it does not.
#[derive(Debug)]
struct Connector {
    stays_here: bool,
    patience: Patience,
}

/// Putting and removing take less than a request of the hub may, and reading less than a desk waits for an
/// answer to begin.
impl Default for Patience {
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(5),
            request: Duration::from_secs(25),
            again: 3,
            putting: Duration::from_secs(40),
            reading: Duration::from_secs(8),
            removing: Duration::from_secs(5),
        }
    }
}

impl Bucket {
    pub(super) fn open(settings: &BucketSettings) -> Result<Self, BucketError> {
        let patience = settings.patience;
        let retries = RetryConfig {
            backoff: BackoffConfig::default(),
            max_retries: patience.again,
            retry_timeout: patience.putting,
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.key_id)
            .with_secret_access_key(settings.secret.as_str())
            .with_retry(retries)
            // Six requests instead of one, and every service knows them.
            .with_disable_bulk_delete(true)
            .with_http_connector(Connector {
                stays_here: settings.stays_here(),
                patience,
            });
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint.as_str());
        }
        if let Some(token) = &settings.session_token {
            builder = builder.with_token(token.as_str());
        }
        Ok(Self {
            store: builder.build().map_err(|_unusable| BucketError::Settings)?,
            prefix: Path::parse(&settings.prefix).map_err(|_unusable| BucketError::Settings)?,
            patience,
        })
    }

    pub(super) async fn put(&self, item: ItemId, parts: Vec<(Part, Vec<u8>)>) -> Result<(), MediaError> {
        let puts = parts.into_iter().map(|(part, sealed)| {
            let at = self.at(item, part);
            async move {
                match self.store.put(&at, sealed.into()).await.map_err(MediaError::from) {
                    Err(MediaError::Missing) => Err(BucketError::NoBucket.into()),
                    done => done.map(drop),
                }
            }
        });
        let put = in_time(self.patience.putting, all(puts)).await;
        if put.is_err() {
            // The first error is the one to tell.
            let _gone = self.remove(item).await;
        }
        put
    }

    pub(super) async fn read(&self, item: ItemId, part: Part, most: usize) -> Result<Vec<u8>, MediaError> {
        let at = self.at(item, part);
        in_time(self.patience.reading, async {
            let found = self.store.get(&at).await?;
            received(found, most).await
        })
        .await
    }

    /// By name and not by what a list says: the keys need not be allowed to list.
    pub(super) async fn remove(&self, item: ItemId) -> Result<(), MediaError> {
        let removals = Part::ALL.into_iter().map(|part| {
            let at = self.at(item, part);
            async move {
                match self.delete(&at).await {
                    // A service that refused an upload may have closed the connection that this went by; another is made.
                    Err(MediaError::Bucket(BucketError::Unreachable { .. })) => self.delete(&at).await,
                    done => done,
                }
            }
        });
        in_time(self.patience.removing, all(removals)).await
    }

    async fn delete(&self, at: &Path) -> Result<(), MediaError> {
        match self.store.delete(at).await.map_err(MediaError::from) {
            Err(MediaError::Missing) => Ok(()),
            done => done,
        }
    }

    fn at(&self, item: ItemId, part: Part) -> Path {
        let (shard, name) = shard_and_name(item);
        self.prefix.clone().join(shard).join(name).join(part.name())
    }
}

/// All of them beside each other, each to its end, so that none is under way any more when one is told of.
async fn all(requests: impl Iterator<Item = impl Future<Output = Result<(), MediaError>>>) -> Result<(), MediaError> {
    join_all(requests).await.into_iter().collect()
}

/// Reads what was found, and not a byte more than there should be, whatever it claims to be.
async fn received(found: GetResult, most: usize) -> Result<Vec<u8>, MediaError> {
    let claimed = usize::try_from(found.meta.size).unwrap_or(usize::MAX);
    if claimed > most {
        return Err(MediaError::TooLong);
    }
    let mut bytes = Vec::with_capacity(claimed);
    let mut chunks = found.into_stream();
    while let Some(chunk) = chunks.try_next().await? {
        if bytes.len().saturating_add(chunk.len()) > most {
            return Err(MediaError::TooLong);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn in_time<T>(patience: Duration, work: impl Future<Output = Result<T, MediaError>>) -> Result<T, MediaError> {
    timeout(patience, work).await.unwrap_or(Err(BucketError::Slow.into()))
}

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .http1_only()
            .connect_timeout(self.patience.connecting)
            .timeout(self.patience.request);
        let builder = if self.stays_here {
            builder.no_proxy()
        } else {
            builder.https_only(true)
        };
        let client = builder.build().map_err(|error| object_store::Error::Generic {
            store: "S3",
            source: Box::new(error),
        })?;
        Ok(HttpClient::new(client))
    }
}
