//! The variables that compilers read: which of this process must not reach them, and which they need.

use super::system::System;
use crate::root::Root;
use std::env;
use std::ffi::OsString;
use std::process::Command;

/// A variable and what it is set to.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) value: OsString,
}

/// Takes away what the toolchain that runs this program has set for itself.
pub(super) fn clear(command: &mut Command) {
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(of_a_toolchain) {
            command.env_remove(name);
        }
    }
}

/// The compiler of C code for the system, and what else its build scripts ask for.
pub(super) fn compilers(root: &Root, system: System) -> Vec<Setting> {
    match system {
        // mingw's programs have the names that rustc, cc and cmake look for.
        System::Windows => Vec::new(),
        System::Macos => vec![
            set("CC_aarch64_apple_darwin", root.join("xtask/src/cross/stand-in-cc.sh")),
            set("AR_aarch64_apple_darwin", "ar"),
            // Nobody is asked where Xcode is.
            set("SDKROOT", "/nonexistent"),
            // Named by hand, libjpeg-turbo is not built: cmake will have no compiler that makes nothing. Any folder will do.
            set("TURBOJPEG_SOURCE", "explicit"),
            set("TURBOJPEG_LIB_DIR", root.join("target")),
            set("TURBOJPEG_INCLUDE_DIR", root.join("target")),
        ],
    }
}

fn set(name: &'static str, value: impl Into<OsString>) -> Setting {
    Setting {
        name,
        value: value.into(),
    }
}

/// Where cargo keeps what it fetched, how it fetches and how it speaks to a person stay as they are.
fn of_a_toolchain(name: &str) -> bool {
    const KEPT: [&str; 5] = [
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTR",
        "CARGO_TERM_",
    ];
    const TAKEN: [&str; 4] = ["CARGO", "RUSTC", "RUSTFLAGS", "RUSTUP_TOOLCHAIN"];
    const WHOLE: [&str; 6] = ["LD_LIBRARY_PATH", "CC", "CFLAGS", "AR", "TARGET_CC", "TARGET_AR"];
    let begins = |with: &&str| name.starts_with(with);
    WHOLE.contains(&name) || (TAKEN.iter().any(begins) && !KEPT.iter().any(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_toolchain_is_not_heard_and_the_registry_is_still_found() {
        for taken in [
            "CARGO",
            "CARGO_MANIFEST_DIR",
            "CARGO_INCREMENTAL",
            "RUSTC_WRAPPER",
            "RUSTUP_TOOLCHAIN",
            "LD_LIBRARY_PATH",
            "CC",
        ] {
            assert!(of_a_toolchain(taken), "{taken}");
        }
        for kept in [
            "CARGO_HOME",
            "CARGO_REGISTRIES_MIRROR_INDEX",
            "CARGO_HTTP_CAINFO",
            "RUST_BACKTRACE",
            "CCACHE_DIR",
        ] {
            assert!(!of_a_toolchain(kept), "{kept}");
        }
    }
}
