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
use std::sync::atomic::Ordering;

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
        asking.heard.store(true, Ordering::Relaxed);
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

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_hashing::pdq::PdqHash;
    use scrim_model::ids::BankId;
    use uuid::Uuid;

    const ASKED: Asked = Asked::Hash(PdqHash([7; 32]));
    const OWN: FileDigests = FileDigests {
        sha256: Some([3; 32]),
        sha1: None,
        md5: None,
    };

    fn class(name: &str) -> ClassName {
        ClassName::try_from(name.to_owned()).expect("a name")
    }

    fn near(of: Option<&str>, sha256: u8) -> NearFile {
        NearFile {
            timestamp: 0.0,
            class: of.map(class),
            digests: Digests {
                sha1: None,
                sha256: Some([sha256; 32]),
            },
        }
    }

    /// Files by list, digest and whether the bytes are listed; and why that is not all of an answer.
    type Learned = (Vec<(String, Option<u8>, bool)>, Option<NoAnswer>);

    /// What is learned of one answer where csam alone is mapped.
    fn learned(own: Option<FileDigests>, finding: Finding) -> Learned {
        let lists = ListMapping([("csam".to_owned(), BankId(Uuid::nil()))].into());
        let mut heard = Heard::default();
        heard.hear(&lists, (ASKED, own), finding).expect("an answer");
        let files = heard.scanned.into_iter().flat_map(|scanned| scanned.files);
        let files = files.map(|file| {
            let sha256 = file.digests.sha256.and_then(|sha256| sha256.first().copied());
            (file.list, sha256, file.likeness == Likeness::Exact)
        });
        (files.collect(), heard.open)
    }

    fn known(of: &str, likeness: shield::Likeness, near: Vec<NearFile>) -> Finding {
        let class = class(of);
        Finding::Known { class, likeness, near }
    }

    #[test]
    fn only_of_a_file_does_exact_mean_that_its_bytes_are_listed() {
        let csam = |sha256, exact| (vec![("csam".to_owned(), sha256, exact)], None);
        let exact = || known("csam", shield::Likeness::Exact, Vec::new());
        assert_eq!(learned(Some(OWN), exact()), csam(Some(3), true));
        assert_eq!(learned(None, exact()), csam(None, false));
        let told = known("csam", shield::Likeness::Exact, vec![near(None, 9)]);
        assert_eq!(learned(None, told), csam(Some(9), false));
    }

    #[test]
    fn each_near_file_goes_to_the_list_of_its_own_classification() {
        let files = vec![near(Some("harmful-abusive-material"), 8), near(Some("csam"), 9)];
        let finding = known("csam", shield::Likeness::Near, files);
        let csam = vec![("csam".to_owned(), Some(9), false)];
        assert_eq!(learned(Some(OWN), finding), (csam, None), "the other one is not mapped");
    }

    #[test]
    fn what_is_not_documented_and_not_mapped_leaves_the_question_open_beside_what_is_known() {
        let files = vec![near(Some("something-new"), 8), near(Some("csam"), 9)];
        let finding = known("csam", shield::Likeness::Near, files);
        let csam = vec![("csam".to_owned(), Some(9), false)];
        assert_eq!(learned(None, finding), (csam, Some(NoAnswer::Unmapped)));
        let nothing = (Vec::new(), Some(NoAnswer::Undecided));
        assert_eq!(learned(None, Finding::Undecided), nothing);
        assert_eq!(learned(None, Finding::NotKnown), (Vec::new(), None));
    }

    #[test]
    fn more_near_files_than_are_read_are_no_answer() {
        let files = vec![near(None, 8); MOST_MATCHES + 1];
        let finding = known("csam", shield::Likeness::Near, files);
        let heard = Heard::default().hear(&ListMapping::default(), (ASKED, None), finding);
        assert_eq!(heard, Err(Failure::TooLong));
    }
}
