//! Project Arachnid's Shield: whether a picture is known, asked by its PDQ hash, by its bytes or by its address.
//!
//! The shapes are those that the official client reads (`arachnid-shield-sdk` 0.2.2); `README.md` beside this file says
//! what is odd about them. Every answer becomes a type of ours or a [`Failure`], and none that could be misread becomes "not
//! known". Knows nothing of uploads and cases.

mod classification;
mod digests;
mod hashes;
mod media;

#[cfg(test)]
mod tests;

use crate::call::{Answer, Failure, Service};
use reqwest::{Body, Method, header::CONTENT_TYPE};
use serde::{Deserialize, de::DeserializeOwned};

pub use classification::{ClassName, Classification, NoClassName};
pub use digests::Digests;
pub use hashes::MOST_HASHES;
pub use media::ScannedFile;

/// One Shield, or a hub's front door that speaks as it does.
#[derive(Clone)]
pub struct Shield {
    service: Service,
}

/// As what something is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Shield says that nothing known is like it.
    NotKnown,
    /// Shield says nothing of it yet: neither known nor unknown.
    Undecided,
    /// It is known.
    Known {
        /// As what, of all that is like it the gravest.
        class: ClassName,
        /// How it is like what is known.
        likeness: Likeness,
        /// The known files that are near, as far as they are told.
        near: Vec<NearFile>,
    },
}

/// How something is like what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The very bytes are listed.
    Exact,
    /// Near, or like it in a way that is not known here. No distance is told.
    Near,
}

/// A listed file that something is near.
#[derive(Debug, Clone, PartialEq)]
pub struct NearFile {
    /// When in a film it is near, seconds; 0 of a picture.
    pub timestamp: f64,
    /// As what it is listed; none where that is not told.
    pub class: Option<ClassName>,
    /// What is told of its bytes.
    pub digests: Digests,
}

/// What an answer says of one thing, as it is written there.
#[derive(Deserialize)]
struct Said<D> {
    classification: Option<Classification>,
    // Present, and null where nothing matched.
    #[serde(deserialize_with = "Option::deserialize")]
    match_type: Option<String>,
    near_match_details: Option<D>,
}

#[derive(Deserialize)]
struct Detail {
    #[serde(default)]
    timestamp: f64,
    sha1_base32: Option<String>,
    sha256_hex: Option<String>,
    classification: Option<Classification>,
}

impl Shield {
    /// Shield behind a service's address.
    pub fn new(service: Service) -> Self {
        Self { service }
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, kind: &str, body: impl Into<Body>) -> Result<T, Failure> {
        let request = self.service.call(Method::POST, path);
        let request = request.header(CONTENT_TYPE, kind).body(body);
        let answer: Answer = self.service.send(request).await?;
        answer.json()
    }
}

impl Said<Detail> {
    fn in_a_list(self) -> Said<Vec<Detail>> {
        Said {
            classification: self.classification,
            match_type: self.match_type,
            near_match_details: self.near_match_details.map(|detail| vec![detail]),
        }
    }
}

impl Finding {
    fn read(said: Said<Vec<Detail>>) -> Result<Self, Failure> {
        let class = match (said.classification, said.match_type.as_deref()) {
            (Some(Classification::NoKnownMatch), None) => return Ok(Self::NotKnown),
            (None, None) => return Ok(Self::Undecided),
            (Some(Classification::Known(class)), _) => class,
            // Like something that is known as nothing, or known as nothing and yet like something.
            (None | Some(Classification::NoKnownMatch), Some(_)) => return Err(Failure::Unintelligible),
        };
        let likeness = match said.match_type.as_deref() {
            Some("exact") => Likeness::Exact,
            _ => Likeness::Near,
        };
        let near = said.near_match_details.into_iter().flatten().map(NearFile::read);
        let near = near.collect::<Result<_, _>>()?;
        Ok(Self::Known { class, likeness, near })
    }
}

impl NearFile {
    fn read(detail: Detail) -> Result<Self, Failure> {
        let class = match detail.classification {
            Some(Classification::Known(class)) => Some(class),
            Some(Classification::NoKnownMatch) | None => None,
        };
        let (sha1, sha256) = (detail.sha1_base32, detail.sha256_hex);
        Ok(Self {
            timestamp: detail.timestamp,
            class,
            digests: Digests::read(&sha1.unwrap_or_default(), &sha256.unwrap_or_default())?,
        })
    }
}
