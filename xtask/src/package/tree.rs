//! What the hub's package holds, as it will lie on a machine; both kinds of package are made of it.

use super::{FOLDER, emptied};
use crate::programs::Speed;
use crate::root::Root;
use anyhow::Context;
use std::fs;
use std::path::PathBuf;

/// A file of the package: from where, to where, and who may do what with it.
struct Entry {
    from: &'static str,
    to: &'static str,
    mode: u32,
}

const fn entry(from: &'static str, to: &'static str, mode: u32) -> Entry {
    Entry { from, to, mode }
}

const PROGRAM: u32 = 0o755;
const TEXT: u32 = 0o644;
/// Holds the keys of buckets and databases.
const SECRET: u32 = 0o600;

/// Built by cargo, into a folder that is named after how.
const PROGRAMS: [Entry; 2] = [
    entry("scrim-hub", "usr/bin/scrim-hub", PROGRAM),
    // The hub looks for it beside itself.
    entry("scrim-worker", "usr/bin/scrim-worker", PROGRAM),
];

const FILES: [Entry; 8] = [
    entry("crates/hub/package/scrim-hub-run", "usr/sbin/scrim-hub-run", PROGRAM),
    entry(
        "crates/hub/package/scrim-hub.service",
        "usr/lib/systemd/system/scrim-hub.service",
        TEXT,
    ),
    entry("crates/hub/package/environment", "etc/scrim-hub/environment", SECRET),
    entry("docs/hub.md", "usr/share/doc/scrim-hub/hub.md", TEXT),
    entry("docs/lists.md", "usr/share/doc/scrim-hub/lists.md", TEXT),
    entry("docs/people.md", "usr/share/doc/scrim-hub/people.md", TEXT),
    entry("LICENSE-APACHE", "usr/share/doc/scrim-hub/LICENSE-APACHE", TEXT),
    entry("LICENSE-MIT", "usr/share/doc/scrim-hub/LICENSE-MIT", TEXT),
];

/// Lays it out; the folder.
pub(super) fn hub(root: &Root, speed: Speed) -> anyhow::Result<PathBuf> {
    let tree = root.join(FOLDER).join("hub");
    emptied(&tree)?;
    let built = root.join(match speed {
        Speed::Debug => "target/debug",
        Speed::Release => "target/release",
    });
    let programs = PROGRAMS.iter().map(|entry| (built.join(entry.from), entry));
    let files = FILES.iter().map(|entry| (root.join(entry.from), entry));
    for (from, entry) in programs.chain(files) {
        let to = tree.join(entry.to);
        fs::create_dir_all(to.parent().unwrap_or(&tree))?;
        fs::copy(&from, &to).with_context(|| format!("cannot copy {} to {}", from.display(), entry.to))?;
        allow(&to, entry.mode)?;
    }
    allow(&tree.join("etc/scrim-hub"), 0o700)?;
    Ok(tree)
}

/// Sets the mode of a file or folder.
#[cfg(unix)]
pub(super) fn allow(path: &std::path::Path, mode: u32) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .with_context(|| format!("cannot set the mode of {}", path.display()))
}

/// Packages of Debian and Fedora are made on such systems; elsewhere `dpkg-deb` is missing before this is missed.
#[cfg(not(unix))]
pub(super) fn allow(_path: &std::path::Path, _mode: u32) -> anyhow::Result<()> {
    anyhow::bail!("files have no modes here, and packages for Linux need them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_not_built_is_there_and_the_one_with_secrets_is_roots_alone() {
        let root = Root::find();
        for entry in &FILES {
            assert!(root.join(entry.from).is_file(), "{}", entry.from);
        }
        let secret = FILES.iter().find(|entry| entry.to.starts_with("etc/")).unwrap();
        assert_eq!(secret.mode, SECRET);
    }
}
