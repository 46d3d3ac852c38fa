//! One question to what speaks as Shield does. It tells that something is known, as what, and perhaps by which digests; it
//! tells no hash and no distance, and none is made up.

use super::{
    learning::{Asking, MOST_MATCHES, NotLearned, learned},
    question::{Question, WholeFile},
};
use scrim_model::{
    digests::FileDigests,
    matcher::{Asked, KnownFile, Likeness, ListMapping, NoAnswer, Scanned, Sends},
};
use scrim_upstream::{
    call::Failure,
    shield::{self, ClassName, Digests, Finding, MOST_HASHES, NearFile, Shield},
};

/// What was heard so far.
#[derive(Default)]
struct Heard {
    scanned: Vec<Scanned>,
    /// Why some of it is no answer.
    open: Option<NoAnswer>,
}

/// Asks about hashes and, where uploads are sent, about the file, and learns what is known on lists that are mapped.
pub(super) async fn scan(asking: &Asking, shield: &Shield, question: Question) -> Result<(), NotLearned> {
    let mut heard = Heard::default();
    let lists = &asking.row.rule.lists;
    for hashes in question.hashes.chunks(MOST_HASHES) {
        let findings = {
            let _call = asking.known.calls.acquire().await;
            shield.scan_hashes(hashes).await?
        };
        for (hash, finding) in hashes.iter().zip(findings) {
            heard.hear(lists, (Asked::Hash(*hash), None), finding)?;
        }
    }
    if let Some(file) = question.file.filter(|_| asking.row.rule.sends == Sends::Uploads) {
        let scanned = {
            let _call = asking.known.calls.acquire().await;
            shield.scan_media(file.bytes.clone(), file.mime).await?
        };
        let (asked, own) = whose(&file, &scanned)?;
        heard.hear(lists, (asked, Some(own)), scanned.finding)?;
    }
    learned(asking.hub.store.learn_scanned(asking.row.id, heard.scanned).await)?;
    heard.open.map_or(Ok(()), |why| Err(NotLearned::NoAnswer(why)))
}

/// That an answer is about the file that was sent, and what is told of its bytes.
fn whose(file: &WholeFile, scanned: &shield::ScannedFile) -> Result<(Asked, FileDigests), Failure> {
    let own = digests(scanned.digests);
    let same = scanned.size_bytes == u64::try_from(file.bytes.len()).unwrap_or_default();
    if same && own.same_file(file.digests.into()) {
        Ok((Asked::File(file.digests.sha256), own))
    } else {
        Err(Failure::Unintelligible)
    }
}

impl Heard {
    /// Takes in what one thing is known as. Of a file, `own` is what is told of its bytes: that is what an exact answer is
    /// about. Of a hash, "exact" says nothing of bytes.
    fn hear(
        &mut self,
        lists: &ListMapping,
        (asked, own): (Asked, Option<FileDigests>),
        finding: Finding,
    ) -> Result<(), Failure> {
        let (class, likeness, near) = match finding {
            Finding::NotKnown => {
                let files = Vec::new();
                self.scanned.push(Scanned { asked, files });
                return Ok(());
            }
            Finding::Undecided => {
                self.open = self.open.or(Some(NoAnswer::Undecided));
                return Ok(());
            }
            Finding::Known { class, likeness, near } => (class, likeness, near),
        };
        if near.len() > MOST_MATCHES {
            return Err(Failure::TooLong);
        }
        let mut files: Vec<KnownFile> = Vec::new();
        let exact = own.filter(|_| likeness == shield::Likeness::Exact);
        if let Some(own) = exact {
            files.extend(self.file(lists, &class, (own, Likeness::Exact)));
        } else if near.is_empty() {
            files.extend(self.file(lists, &class, (FileDigests::default(), Likeness::Near)));
        }
        for NearFile {
            class: of,
            digests: told,
            ..
        } in near
        {
            let class = of.as_ref().unwrap_or(&class);
            files.extend(self.file(lists, class, (digests(told), Likeness::Near)));
        }
        self.scanned.push(Scanned { asked, files });
        Ok(())
    }

    /// A file on a list that is mapped. A documented classification that is not mapped is left out, as somebody chose; one
    /// that nobody here has heard of is never "not known".
    fn file(
        &mut self,
        lists: &ListMapping,
        class: &ClassName,
        (digests, likeness): (FileDigests, Likeness),
    ) -> Option<KnownFile> {
        let bank = lists.bank(class.as_str());
        if bank.is_none() && !class.is_documented() {
            self.open = self.open.or(Some(NoAnswer::Unmapped));
        }
        Some(KnownFile {
            bank: bank?,
            list: class.as_str().to_owned(),
            digests,
            likeness,
        })
    }
}

fn digests(told: Digests) -> FileDigests {
    FileDigests {
        sha1: told.sha1,
        sha256: told.sha256,
        md5: None,
    }
}
