//! Digests of a file's bytes: which kinds a list may ship, and when two sets of them tell of one file.
//!
//! Knows nothing of how digests are made, kept or written.

/// What is known of a file's bytes. Lists ship any of the three, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct FileDigests {
    /// SHA-256.
    pub sha256: Option<[u8; 32]>,
    /// SHA-1.
    pub sha1: Option<[u8; 20]>,
    /// MD5.
    pub md5: Option<[u8; 16]>,
}

impl FileDigests {
    /// SHA-256 alone.
    pub fn of_sha256(sha256: [u8; 32]) -> Self {
        Self {
            sha256: Some(sha256),
            ..Self::default()
        }
    }

    /// Whether both tell of the same bytes: the strongest kind that both have is equal.
    ///
    /// Two files with one MD5 or SHA-1 can be made on purpose, a harmless one that many share and one that is listed.
    /// A stronger digest tells them apart, so an equal weaker one says nothing beside it.
    pub fn same_file(self, other: Self) -> bool {
        equal(self.sha256, other.sha256)
            .or_else(|| equal(self.sha1, other.sha1))
            .or_else(|| equal(self.md5, other.md5))
            .unwrap_or(false)
    }

    /// Both together; where both have a kind, this one's stands.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self {
            sha256: self.sha256.or(other.sha256),
            sha1: self.sha1.or(other.sha1),
            md5: self.md5.or(other.md5),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Each digest that is known, strongest first. Its length says its kind: 32 bytes, 20, or 16.
    pub fn each(&self) -> impl Iterator<Item = &[u8]> {
        let sha256 = self.sha256.as_ref().map(<[u8; 32]>::as_slice);
        let sha1 = self.sha1.as_ref().map(<[u8; 20]>::as_slice);
        let md5 = self.md5.as_ref().map(<[u8; 16]>::as_slice);
        [sha256, sha1, md5].into_iter().flatten()
    }

    /// The digest in `bytes`, by their length; nothing where no kind is that long.
    pub fn by_length(bytes: &[u8]) -> Option<Self> {
        let found = Self {
            sha256: bytes.try_into().ok(),
            sha1: bytes.try_into().ok(),
            md5: bytes.try_into().ok(),
        };
        (!found.is_empty()).then_some(found)
    }
}

/// Whether both are equal; nothing where one of them is unknown.
fn equal<const N: usize>(one: Option<[u8; N]>, other: Option<[u8; N]>) -> Option<bool> {
    Some(one? == other?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Of few values, so that equal ones are met.
    fn digests() -> impl Strategy<Value = FileDigests> {
        let one = || proptest::option::of(0_u8..3);
        (one(), one(), one()).prop_map(|(sha256, sha1, md5)| FileDigests {
            sha256: sha256.map(|byte| [byte; 32]),
            sha1: sha1.map(|byte| [byte; 20]),
            md5: md5.map(|byte| [byte; 16]),
        })
    }

    proptest! {
        #[test]
        fn sameness_has_no_direction_and_needs_one_equal_digest(one in digests(), other in digests()) {
            prop_assert_eq!(one.same_file(other), other.same_file(one));
            prop_assert_eq!(one.same_file(one), !one.is_empty());
            if one.same_file(other) {
                prop_assert!(one.each().any(|digest| other.each().any(|theirs| theirs == digest)));
            }
        }

        #[test]
        fn a_digest_is_known_again_by_its_length(one in digests()) {
            let again = one.each().filter_map(FileDigests::by_length).fold(FileDigests::default(), FileDigests::joined);
            prop_assert_eq!(again, one);
        }
    }

    /// Every one that can be made of three values of each kind and none.
    fn all() -> impl Iterator<Item = FileDigests> + Clone {
        let of = |number: u8| (number < 3).then_some(number);
        (0..64).map(move |number: u8| FileDigests {
            sha256: of(number % 4).map(|byte| [byte; 32]),
            sha1: of(number / 4 % 4).map(|byte| [byte; 20]),
            md5: of(number / 16).map(|byte| [byte; 16]),
        })
    }

    #[test]
    fn what_is_joined_is_the_same_file_as_each_part_of_it() {
        let mut same = 0;
        for (one, other) in all().flat_map(|one| all().map(move |other| (one, other))) {
            if one.same_file(other) {
                let both = one.joined(other);
                assert!(both.same_file(one), "{one:?} {other:?}");
                assert!(both.joined(other) == both && both.joined(one) == both);
                same += 1;
            }
        }
        assert!(same > 500, "{same}");
    }

    #[test]
    fn a_weaker_digest_counts_only_where_no_stronger_one_says_otherwise() {
        let listed = FileDigests {
            sha256: Some([1; 32]),
            sha1: None,
            md5: Some([1; 16]),
        };
        let collision = FileDigests {
            sha256: Some([2; 32]),
            ..listed
        };
        assert!(!collision.same_file(listed), "made to share an MD5");
        let md5_alone = FileDigests { sha256: None, ..listed };
        assert!(collision.same_file(md5_alone) && listed.same_file(md5_alone));
        assert!(
            !md5_alone.same_file(FileDigests::of_sha256([1; 32])),
            "nothing in common"
        );
        assert_eq!(FileDigests::by_length(&[0; 19]), None);
    }
}
