//! Why media cannot be stored, found or taken away, each in a sentence that says what to do.
//!
//! A service's own words are not passed on: they repeat what it was sent, the name of the key among it.

use crate::tokens::NoEntropy;
use object_store::client::{HttpError, HttpErrorKind};
use std::{error::Error, io};

/// Why media could not be stored, read or taken away.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The disk.
    #[error("the media folder failed: see that it may be written to and that its disk has room")]
    Folder(#[source] io::Error),
    /// The bucket.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// Nothing lies there.
    #[error("these media are not there: see that --media names where they were stored, or restore them")]
    Missing,
    /// More lies there than was stored.
    #[error("these media are longer than what was stored: restore them, somebody has changed them")]
    TooLong,
    /// What was read is not what was written.
    #[error("what was read back is not what was written: keep media somewhere else")]
    Altered,
    /// The system gave no randomness.
    #[error(transparent)]
    Entropy(#[from] NoEntropy),
    /// The hub is stopping.
    #[error("the hub is stopping")]
    Stopped,
}

/// Why a bucket did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BucketError {
    /// The settings make no client.
    #[error("no client for the bucket can be made of these settings: check AWS_ENDPOINT_URL and --media")]
    Settings,
    /// The keys are wrong, or too old.
    #[error(
        "the bucket's service refuses the keys ({code}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and this machine's clock"
    )]
    Keys {
        /// The service's word for it.
        code: String,
    },
    /// The keys are right and may not do this.
    #[error("the bucket's service forbids it: allow these keys s3:PutObject, s3:GetObject and s3:DeleteObject")]
    Forbidden,
    /// There is no such bucket.
    #[error("there is no such bucket: make it, or correct --media")]
    NoBucket,
    /// The bucket is elsewhere.
    #[error("the bucket is in another region: set AWS_REGION to its own")]
    Region,
    /// Nobody answers there.
    #[error("the bucket's service cannot be reached ({why}): check AWS_ENDPOINT_URL and the network")]
    Unreachable {
        /// What the system says of it.
        why: String,
    },
    /// It was not done in the time there is.
    #[error("the bucket's service did not answer in time: try again, and look at its load and at the network")]
    Slow,
    /// It said no for a reason of its own.
    #[error("the bucket's service failed ({code}): try again, and look at its log")]
    Service {
        /// The service's word for it.
        code: String,
    },
}

impl MediaError {
    /// Whether waiting may mend it.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Folder(_) | Self::Missing | Self::Entropy(_) | Self::Stopped => true,
            Self::TooLong | Self::Altered => false,
            Self::Bucket(error) => error.may_pass(),
        }
    }
}

impl BucketError {
    fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Slow | Self::Service { .. } => true,
            Self::Settings | Self::Keys { .. } | Self::Forbidden | Self::NoBucket | Self::Region => false,
        }
    }
}

impl From<object_store::Error> for MediaError {
    fn from(error: object_store::Error) -> Self {
        let code = code(&error);
        match (&error, code.as_deref()) {
            (_, Some("NoSuchBucket")) => BucketError::NoBucket.into(),
            (object_store::Error::NotFound { .. }, _) => Self::Missing,
            _ => failed(&error, code).into(),
        }
    }
}

fn failed(error: &object_store::Error, code: Option<String>) -> BucketError {
    if let Some(failed) = transport(error) {
        return failed;
    }
    let refused = matches!(
        error,
        object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. }
    );
    match code.as_deref() {
        Some("PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed") => BucketError::Region,
        None if leads_elsewhere(error) => BucketError::Region,
        Some("AccessDenied" | "AllAccessDisabled") => BucketError::Forbidden,
        None if refused => BucketError::Forbidden,
        _ => {
            let code = code.unwrap_or_else(|| "without saying why".to_owned());
            if refused {
                BucketError::Keys { code }
            } else {
                BucketError::Service { code }
            }
        }
    }
}

/// What went wrong on the way, where it did.
fn transport(error: &object_store::Error) -> Option<BucketError> {
    let http = chain(error).find_map(|cause| cause.downcast_ref::<HttpError>())?;
    if http.kind() == HttpErrorKind::Timeout {
        return Some(BucketError::Slow);
    }
    let why = chain(http).last().map(ToString::to_string).unwrap_or_default();
    Some(BucketError::Unreachable { why })
}

/// A redirect: it is not followed, and its like is sent to whoever asks in another region.
fn leads_elsewhere(error: &object_store::Error) -> bool {
    let text = error.to_string();
    text.contains("redirect without LOCATION") || text.contains("non-2xx status code: 30")
}

/// The code in the XML of a refusal.
fn code(error: &object_store::Error) -> Option<String> {
    chain(error).find_map(|cause| {
        let text = cause.to_string();
        let (_, rest) = text.split_once("<Code>")?;
        let (code, _) = rest.split_once("</Code>")?;
        // Whatever speaks for the service is not to write into our log.
        let plain = code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| code.to_owned())
    })
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}
