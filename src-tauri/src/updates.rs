//! What this build was told of updates when it was made, and what it was installed as. Nothing that is said when it is
//! started changes either.

use scrim_desk::{Built, Channel, SystemInstaller, Updates};
use std::{
    env::consts::{ARCH, OS},
    sync::Arc,
};
use tauri::utils::{config::BundleType, platform::bundle_type};

/// The key that updates are signed by, and where they are; neither in a build that takes none.
const TOLD: (Option<&str>, Option<&str>) = (option_env!("SCRIM_UPDATE_KEY"), option_env!("SCRIM_UPDATE_URL"));

/// How this build comes to updates; none where it takes none.
pub(crate) fn of_this_build() -> Option<Updates> {
    // What is not set where packages are made may come as nothing.
    let told = |word: Option<&'static str>| word.filter(|word| !word.is_empty());
    let (key, at) = (told(TOLD.0)?, told(TOLD.1)?);
    let channel = Channel::new(Built {
        key,
        at,
        version: env!("CARGO_PKG_VERSION"),
        target: &target(bundle_type().as_ref()),
    });
    match channel {
        Ok(channel) => Some(Updates {
            channel,
            installer: Arc::new(SystemInstaller),
        }),
        Err(error) => {
            tracing::error!(%error, "this build takes no updates");
            None
        }
    }
}

/// As the manifest of updates calls it.
fn target(bundle: Option<&BundleType>) -> String {
    let kind = match bundle {
        Some(BundleType::Deb) => "deb",
        Some(BundleType::Rpm) => "rpm",
        Some(BundleType::Nsis) => "nsis",
        Some(BundleType::App | BundleType::Dmg) => "dmg",
        // Built by hand, or by somebody else's means: whoever did so brings the next one, too.
        _ => "unpackaged",
    };
    format!("{OS}-{ARCH}-{kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_that_was_told_no_key_takes_no_updates() {
        assert_eq!(TOLD, (None, None), "tests are of a build that nobody signs for");
        assert!(of_this_build().is_none());
    }

    #[test]
    fn what_a_desk_was_installed_as_is_called_as_the_manifest_calls_it() {
        let here = format!("{OS}-{ARCH}-");
        assert_eq!(target(Some(&BundleType::Deb)), here.clone() + "deb");
        assert_eq!(target(Some(&BundleType::App)), here.clone() + "dmg");
        assert_eq!(target(None), here + "unpackaged");
    }
}
