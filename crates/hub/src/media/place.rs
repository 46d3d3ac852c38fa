//! Where media are to be kept: what `--media` and the environment say, parsed once.
//!
//! Speaks to nobody. A bucket's keys come from the environment alone, and are never shown.

use super::Patience;
use reqwest::Url;
use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The region where none is named; services other than Amazon's mostly do not care.
const REGION: &str = "us-east-1";

/// Where media are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaPlace {
    /// In a folder, made when missing.
    Folder(PathBuf),
    /// In a bucket of a service that speaks S3.
    Bucket(Box<BucketSettings>),
}

/// A bucket, and how its service is spoken to.
#[derive(Clone, PartialEq, Eq)]
pub struct BucketSettings {
    /// Its name.
    pub bucket: String,
    /// What the names of all objects begin with; may be empty.
    pub prefix: String,
    /// Where its service is; Amazon's where none is given.
    pub endpoint: Option<Endpoint>,
    /// Its region.
    pub region: String,
    /// The name of the access key.
    pub key_id: String,
    /// The access key.
    pub secret: Zeroizing<String>,
    /// What makes a temporary key whole.
    pub session_token: Option<Zeroizing<String>>,
    /// How long it is waited for.
    pub patience: Patience,
}

/// The address of a service: `https://…`, or `http://…` on this machine alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

/// Why a place is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPlace {
    /// It does not read as one.
    #[error("--media is a folder, file:///FOLDER or s3://BUCKET/PREFIX, without a name, password or query in it")]
    NotAPlace,
    /// A setting is missing.
    #[error("media in a bucket need {variable}: set it in the hub's environment")]
    Unset {
        /// Which.
        variable: &'static str,
    },
    /// The endpoint does not read as an address.
    #[error("AWS_ENDPOINT_URL is https://HOST, without a name, password or query in it")]
    NotAnEndpoint,
    /// What is said to the service could be read on its way.
    #[error(
        "{host} is not this machine, and plain HTTP to it could be read and altered on its way: give an https address in AWS_ENDPOINT_URL"
    )]
    InTheClear {
        /// The host.
        host: String,
    },
}

impl MediaPlace {
    /// The folder `media` in the data folder.
    pub fn in_data(data: &Path) -> Self {
        Self::Folder(data.join("media"))
    }

    /// A folder's path, `file:///FOLDER`, or `s3://BUCKET/PREFIX` with what `variable` says of its service.
    ///
    /// # Errors
    /// [`BadPlace`].
    pub fn parse(text: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, BadPlace> {
        if let Some(rest) = text.strip_prefix("s3://") {
            return BucketSettings::parse(rest, variable).map(|settings| Self::Bucket(Box::new(settings)));
        }
        if text.starts_with("file:") {
            let path = Url::parse(text).ok().and_then(|url| url.to_file_path().ok());
            return path.map(Self::Folder).ok_or(BadPlace::NotAPlace);
        }
        if text.is_empty() || text.contains("://") {
            return Err(BadPlace::NotAPlace);
        }
        Ok(Self::Folder(PathBuf::from(text)))
    }
}

impl BucketSettings {
    fn parse(rest: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, BadPlace> {
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let prefix = prefix.trim_end_matches('/');
        let word = |word: &str| !matches!(word, "" | "." | "..") && word.bytes().all(is_plain);
        if !word(bucket) || !(prefix.is_empty() || prefix.split('/').all(word)) {
            return Err(BadPlace::NotAPlace);
        }
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        let needed = |variable| given(variable).ok_or(BadPlace::Unset { variable });
        let endpoint = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"];
        let endpoint = endpoint.into_iter().find_map(given);
        let region = ["AWS_REGION", "AWS_DEFAULT_REGION"].into_iter().find_map(given);
        Ok(Self {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
            endpoint: endpoint.as_deref().map(Endpoint::parse).transpose()?,
            region: region.unwrap_or_else(|| REGION.to_owned()),
            key_id: needed("AWS_ACCESS_KEY_ID")?,
            secret: needed("AWS_SECRET_ACCESS_KEY")?.into(),
            session_token: given("AWS_SESSION_TOKEN").map(Zeroizing::new),
            patience: Patience::default(),
        })
    }

    /// Whether what is said to the service stays on this machine.
    pub fn stays_here(&self) -> bool {
        self.endpoint.as_ref().is_some_and(Endpoint::is_loopback)
    }
}

/// What needs no escaping in the name of an object.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._-".contains(&byte)
}

/// Without the keys.
impl fmt::Debug for BucketSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketSettings")
            .field("bucket", &self.bucket)
            .field("prefix", &self.prefix)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// # Errors
    /// [`BadPlace`].
    pub fn parse(text: &str) -> Result<Self, BadPlace> {
        let url = Url::parse(text.trim()).map_err(|_syntax| BadPlace::NotAnEndpoint)?;
        let host = url.host_str().ok_or(BadPlace::NotAnEndpoint)?;
        let is_bare = url.username().is_empty() && url.password().is_none();
        if !is_bare || url.query().is_some() || url.fragment().is_some() {
            return Err(BadPlace::NotAnEndpoint);
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host) => Ok(Self(url)),
            "http" => Err(BadPlace::InTheClear { host: host.to_owned() }),
            _ => Err(BadPlace::NotAnEndpoint),
        }
    }

    /// Without a slash at its end.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_loopback)
    }
}

/// Only names and numbers that no resolver sends elsewhere.
fn is_loopback(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
