//! Feedback to NCMEC's hash sharing, version 2: a vote on one fingerprint of one member's entry.
//!
//! A vote for takes no reason, a vote against takes one of the service's own, which it tells at run time; none is built
//! in here. The service is reached by HTTP Basic.

mod xml;

use crate::call::{Bounds, Credential, Failure, NotSetUp, Service};
use reqwest::{Method, header};
use zeroize::Zeroizing;

/// A kind of fingerprint, by the service's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FingerprintType {
    /// Of equal bytes.
    Md5,
    /// Of a near picture.
    Pdq,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feedback {
    /// It is rightly listed.
    Affirmative,
    /// It is not.
    Negative {
        /// Why: the GUID of one of the service's reasons.
        reason: String,
    },
}

/// A reason of the service's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// By which it is named in a vote.
    pub guid: String,
    /// What people call it.
    pub name: String,
}

/// Which fingerprint a vote is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    member: String,
    entry: String,
    fingerprint: FingerprintType,
}

/// The service.
pub struct Ncmec {
    service: Service,
}

/// The longest name of a member or an entry.
const LONGEST_NAME: usize = 128;

impl FingerprintType {
    /// Its name in the service's paths.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Pdq => "PDQ",
        }
    }
}

impl Target {
    /// A fingerprint of a member's entry; none where a name has something that would change the path of a call.
    pub fn of(member: &str, entry: &str, fingerprint: FingerprintType) -> Option<Self> {
        let plain = |name: &str| {
            let dots = name == "." || name == "..";
            let fits = (1..=LONGEST_NAME).contains(&name.len()) && !dots;
            fits && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
        };
        (plain(member) && plain(entry)).then(|| Self {
            member: member.to_owned(),
            entry: entry.to_owned(),
            fingerprint,
        })
    }

    /// Where the vote goes, below the service's address.
    pub fn path(&self) -> String {
        let (member, entry, fingerprint) = (&self.member, &self.entry, self.fingerprint.name());
        format!("v2/entries/{member}/{entry}/{fingerprint}/feedback")
    }
}

impl Feedback {
    /// The bytes of a vote.
    pub fn body(&self) -> Vec<u8> {
        xml::feedback(self)
    }
}

impl Ncmec {
    /// The service at `address`, which ends before `/v2`.
    ///
    /// # Errors
    /// [`NotSetUp`].
    pub fn at(address: &str, name: String, password: Zeroizing<String>) -> Result<Self, NotSetUp> {
        let service = Service::at(address, Credential::Basic { name, password }, Bounds::RECOMMENDED)?;
        Ok(Self { service })
    }

    /// The reasons there are for a vote against a fingerprint of this kind.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn reasons(&self, fingerprint: FingerprintType) -> Result<Vec<Reason>, Failure> {
        let path = format!("v2/feedback/{}/reasons", fingerprint.name());
        let answer = self.service.send(self.service.call(Method::GET, &path)).await?;
        xml::reasons(&answer.body).ok_or(Failure::Unintelligible)
    }

    /// Votes. The same vote again replaces itself.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn vote(&self, target: &Target, body: Vec<u8>) -> Result<(), Failure> {
        let request = self
            .service
            .call(Method::PUT, &target.path())
            .header(header::CONTENT_TYPE, "application/xml")
            .body(body);
        self.service.send(request).await.map(drop)
    }
}

#[cfg(test)]
mod tests;
