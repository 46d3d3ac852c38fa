//! Banking: putting a hash, or a file for its hashes, on a bank. HMA keeps the same twice as two pieces of content, so
//! whoever may ask again looks first ([`super::tell`]).

use super::{BankName, ContentId, Hma, PDQ, Readiness, Written, content::clipped};
use crate::call::{Answer, Failure};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use scrim_hashing::pdq::PdqHash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest note that HMA takes, characters.
pub const NOTE_CHARACTERS: usize = 255;

/// What can be said of content when it is banked as a file, and at no other time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserMetadata {
    /// A platform's id of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_id: Option<String>,
    /// A platform's address of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_uri: Option<String>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
}

/// A picture to be banked: HMA takes its hashes and forgets it.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their type, such as `image/jpeg`.
    pub mime: String,
}

#[derive(Deserialize)]
struct Banked {
    id: ContentId,
    signals: BTreeMap<String, String>,
}

impl Hma {
    /// Banks a hash with a note.
    ///
    /// # Errors
    /// [`Failure`]. After one that leaves open whether it was banked, a look-up tells no earlier than
    /// [`super::tell::INDEX_LAG`].
    pub async fn bank_signal(&self, bank: &BankName, hash: PdqHash, note: &str) -> Result<ContentId, Failure> {
        let (content, banked) = banked(&self.perform(Written::banking(bank, hash, note)).await?)?;
        if banked == Some(hash) {
            Ok(content)
        } else {
            Err(Failure::Unintelligible)
        }
    }

    /// Banks a picture with what is said of it, and answers the hash that HMA took of it.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::Refused`] for a picture that HMA cannot read, which it answers with 500, so that nobody
    /// sends it again and again.
    pub async fn bank_file(
        &self,
        bank: &BankName,
        file: MediaFile,
        metadata: &UserMetadata,
        note: &str,
    ) -> Result<(ContentId, PdqHash), Failure> {
        let said = serde_json::to_string(metadata).map_err(|_not_it| Failure::Refused(400))?;
        let part = Part::bytes(file.bytes).file_name("picture").mime_str(&file.mime);
        // The name of the field is what HMA takes the kind of content from.
        let form = Form::new()
            .part("photo", part.map_err(|_not_it| Failure::Refused(400))?)
            .text("metadata", said)
            .text("note", clipped(note));
        let request = self.service.call(Method::POST, &format!("c/bank/{bank}/content"));
        match self.service.send(request.multipart(form)).await {
            Ok(answer) => match banked(&answer)? {
                (content, Some(hash)) => Ok((content, hash)),
                (_, None) => Err(Failure::Unintelligible),
            },
            // An HMA that is well and fails at this picture will fail at it again.
            Err(Failure::Fails(500)) if self.readiness().await == Ok(Readiness::Ready) => Err(Failure::Refused(500)),
            Err(failure) => Err(failure),
        }
    }
}

fn banked(answer: &Answer) -> Result<(ContentId, Option<PdqHash>), Failure> {
    let banked: Banked = answer.json()?;
    let hash = banked.signals.get(PDQ).map(|hex| hex.parse());
    let hash = hash.transpose().map_err(|_not_it| Failure::Unintelligible)?;
    Ok((banked.id, hash))
}
