//! Updates of the desk: whether it may ask for one now, and what it makes of what it is told.
//!
//! Knows nothing of addresses, files or signatures: a manifest comes here once its signature is found to be right. What
//! this refuses stays refused however well it is signed: nobody is led back to an older version.

use crate::time::{Span, Time};
use semver::Version;
use serde::{Deserialize, Serialize};

/// How long a desk waits after it has asked, whatever it was told.
pub const BETWEEN: Span = Span::hours(24);

/// The largest package that is taken, bytes: ten times what one is.
pub const MOST_BYTES: u64 = 256 << 20;

/// How manifests are written that are read here.
pub const FORMAT: u32 = 1;

/// The longest name of a package, in characters.
const LONGEST_NAME: usize = 120;

/// How the names of packages end that a system has an installer for.
const KINDS: [&str; 5] = [".deb", ".rpm", ".exe", ".msi", ".dmg"];

/// What an organisation lets its desks do of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DeskUpdates {
    /// Nothing: whoever runs the computers updates them.
    #[default]
    Forbidden,
    /// To ask for updates where the person at the desk wants that.
    Offered,
}

impl DeskUpdates {
    /// For what is left out where it says nothing new.
    pub fn is_forbidden(&self) -> bool {
        *self == Self::Forbidden
    }
}

/// Why there is no update. Each is one sentence to whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoUpdate {
    /// Nobody can sign one for this build.
    #[error("this build takes no updates of its own")]
    NoKey,
    /// The organisation does not want it.
    #[error("the organisation forbids it")]
    Forbidden,
    /// Where they are does not answer, or nothing that can be read.
    #[error("where updates are does not answer as it should")]
    Unreachable,
    /// It is not from who makes this program, or not what they made.
    #[error("the signature is not right")]
    WrongSignature,
    /// It is this version or an older one.
    #[error("there is nothing newer")]
    NotNewer,
    /// There is no package for this system and this way of installing it.
    #[error("there is none for this system")]
    OtherSystem,
    /// It is larger than it may be, or than it says.
    #[error("it is larger than it may be")]
    TooLarge,
    /// This computer has no room for it, or does not let the desk write.
    #[error("it cannot be kept here")]
    NotKept,
    /// No program of the system takes it.
    #[error("no program of this system installs it")]
    NotHandedOver,
}

/// What somebody at a desk is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// At home or at the settings, and nothing else.
    Between,
    /// Anything that an update has no business in: a review, a look, a break, other people's matters.
    SomethingElse,
}

/// What decides whether a desk may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What the organisation says; nothing while nobody is signed in.
    pub policy: Option<DeskUpdates>,
    /// Whether the person at this desk turned it on.
    pub wished: bool,
    /// What they are at.
    pub doing: Doing,
    /// When it asked last, by the hub's time.
    pub asked_at: Option<Time>,
}

impl Standing {
    /// Whether it may have anything to do with updates at all.
    pub fn may_have(&self) -> bool {
        self.wished && self.policy == Some(DeskUpdates::Offered) && self.doing == Doing::Between
    }

    /// Whether it may ask now. Hubs and clocks differ: a last time that is yet to come counts like one that is past.
    pub fn may_ask(&self, now: Time) -> bool {
        let waits = self
            .asked_at
            .is_some_and(|asked| now.since(asked).max(asked.since(now)) < BETWEEN);
        self.may_have() && !waits
    }
}

/// What is told of a version, all of it under one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How it is written.
    pub format: u32,
    /// Which version.
    pub version: Version,
    /// What there is of it.
    pub packages: Vec<Package>,
}

/// One package of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Package {
    /// For which system, processor and installer: `linux-x86_64-deb`.
    pub target: String,
    /// Its name, beside the manifest.
    pub file: String,
    /// How long it is.
    pub bytes: u64,
    /// Its own signature, as `minisign` writes one.
    pub signature: String,
}

/// An update that this desk can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// To which version.
    pub version: Version,
    /// By which package.
    pub package: Package,
}

impl Manifest {
    /// What it means for a desk of a version on a system.
    ///
    /// # Errors
    /// [`NoUpdate`].
    pub fn offers(self, own: &Version, target: &str) -> Result<Offer, NoUpdate> {
        if self.format != FORMAT {
            return Err(NoUpdate::Unreachable);
        }
        if self.version.cmp_precedence(own).is_le() {
            return Err(NoUpdate::NotNewer);
        }
        let found = self.packages.into_iter().find(|package| package.target == target);
        let package = found.ok_or(NoUpdate::OtherSystem)?;
        if package.bytes > MOST_BYTES {
            return Err(NoUpdate::TooLarge);
        }
        if !is_a_package(&package.file) {
            return Err(NoUpdate::Unreachable);
        }
        let version = self.version;
        Ok(Offer { version, package })
    }
}

/// Whether a name is of a package, and of nothing but a file.
fn is_a_package(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    begins && name.len() <= LONGEST_NAME && name.bytes().all(plain) && KINDS.iter().any(|kind| name.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TARGET: &str = "linux-x86_64-deb";

    fn of(version: &str) -> Manifest {
        Manifest {
            format: FORMAT,
            version: version.parse().expect("a version"),
            packages: vec![Package {
                target: TARGET.into(),
                file: "Scrim_0.2.0_amd64.deb".into(),
                bytes: 1_000,
                signature: String::new(),
            }],
        }
    }

    fn told(manifest: Manifest, own: &str) -> Result<String, NoUpdate> {
        let offer = manifest.offers(&own.parse().expect("a version"), TARGET)?;
        Ok(offer.version.to_string())
    }

    #[test]
    fn what_is_newer_is_offered_and_what_is_the_same_or_older_is_not() {
        for (version, own) in [
            ("0.2.0", "0.1.0"),
            ("0.2.0", "0.2.0-rc.1"),
            ("0.10.0", "0.9.9"),
            ("1.0.0", "0.99.0"),
        ] {
            assert_eq!(told(of(version), own), Ok(version.into()), "{own}");
        }
        for (version, own) in [
            ("0.1.0", "0.1.0"),
            ("0.1.0", "0.2.0"),
            ("0.2.0-rc.1", "0.2.0"),
            ("0.9.9", "0.10.0"),
            ("0.1.0+later", "0.1.0"),
        ] {
            assert_eq!(told(of(version), own), Err(NoUpdate::NotNewer), "{version} at {own}");
        }
    }

    /// A change, and what it comes to.
    type Wrong = (fn(&mut Manifest), NoUpdate);

    #[test]
    fn what_is_not_for_this_desk_is_refused_for_what_is_wrong_with_it() {
        let wrong: [Wrong; 9] = [
            (|manifest| manifest.format = 2, NoUpdate::Unreachable),
            (|manifest| manifest.packages.clear(), NoUpdate::OtherSystem),
            (
                |manifest| manifest.packages[0].target = "linux-x86_64-rpm".into(),
                NoUpdate::OtherSystem,
            ),
            (
                |manifest| manifest.packages[0].bytes = MOST_BYTES + 1,
                NoUpdate::TooLarge,
            ),
            (
                |manifest| manifest.packages[0].file = "../Scrim.deb".into(),
                NoUpdate::Unreachable,
            ),
            (
                |manifest| manifest.packages[0].file = "a/Scrim.deb".into(),
                NoUpdate::Unreachable,
            ),
            (
                |manifest| manifest.packages[0].file = "-Scrim.deb".into(),
                NoUpdate::Unreachable,
            ),
            (
                |manifest| manifest.packages[0].file = "Scrim.sh".into(),
                NoUpdate::Unreachable,
            ),
            (
                |manifest| manifest.packages[0].file = format!("{}.deb", "a".repeat(120)),
                NoUpdate::Unreachable,
            ),
        ];
        for (number, (change, why)) in wrong.into_iter().enumerate() {
            let mut manifest = of("0.2.0");
            change(&mut manifest);
            assert_eq!(told(manifest, "0.1.0"), Err(why), "{number}");
        }
    }

    fn standing() -> Standing {
        Standing {
            policy: Some(DeskUpdates::Offered),
            wished: true,
            doing: Doing::Between,
            asked_at: None,
        }
    }

    #[test]
    fn a_desk_asks_only_where_organisation_and_person_both_want_it_and_neither_is_in_the_middle_of_something() {
        let now = Time(1_000);
        assert!(standing().may_ask(now));
        assert!(
            !Standing {
                policy: None,
                ..standing()
            }
            .may_ask(now),
            "nobody is signed in"
        );
        let forbidden = Some(DeskUpdates::default());
        assert!(
            !Standing {
                policy: forbidden,
                ..standing()
            }
            .may_ask(now),
            "forbidden unless somebody allows it"
        );
        assert!(
            !Standing {
                wished: false,
                ..standing()
            }
            .may_ask(now)
        );
        let doing = Doing::SomethingElse;
        let asked = |at| Standing {
            asked_at: Some(at),
            ..standing()
        };
        assert!(!asked(now - Span::hours(23)).may_ask(now) && !asked(now + Span::hours(23)).may_ask(now));
        assert!(asked(now - BETWEEN).may_ask(now), "a day has gone by");
        assert!(
            asked(now + BETWEEN).may_ask(now),
            "a clock that was far ahead holds nothing up for ever"
        );
        assert!(!Standing { doing, ..standing() }.may_ask(now));
    }

    proptest! {
        #[test]
        fn two_questions_are_a_day_apart_whatever_happens_in_between(mut minutes in prop::collection::vec(0_i64..20_000, 1..60)) {
            minutes.sort_unstable();
            let mut asked: Vec<Time> = Vec::new();
            for minute in minutes {
                let now = Time(minute * 60_000);
                if (Standing { asked_at: asked.last().copied(), ..standing() }).may_ask(now) {
                    asked.push(now);
                }
            }
            for two in asked.windows(2) {
                prop_assert!(two[1].since(two[0]) >= BETWEEN);
            }
            prop_assert!(!asked.is_empty());
        }

        #[test]
        fn no_order_of_manifests_leads_back(versions in prop::collection::vec((0_u64..3, 0_u64..3, 0_u64..3), 1..30)) {
            let mut own = Version::new(1, 0, 0);
            for (major, minor, patch) in versions {
                let mut manifest = of("0.0.0");
                manifest.version = Version::new(major, minor, patch);
                if let Ok(offer) = manifest.offers(&own, TARGET) {
                    prop_assert!(offer.version > own);
                    own = offer.version;
                }
            }
        }
    }
}
