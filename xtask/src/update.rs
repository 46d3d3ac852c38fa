//! `cargo xtask update`: what desks are told of a version, signed, beside its packages.
//!
//! Knows how packages are called and how a manifest is written; that a desk reads it is shown by a test
//! (`tests/tests/programs/updating.rs`). The secret key is in the environment, and nowhere else.

use anyhow::{Context, ensure};
use minisign::{PublicKey, SecretKey, SecretKeyBox};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::env;
use std::fs::{self, File};
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// The secret key, as `minisign` writes it into a file.
const SECRET: &str = "SCRIM_UPDATE_SECRET";

/// What it is encrypted by, where it is.
const PASSWORD: &str = "SCRIM_UPDATE_PASSWORD";

/// The public key that desks are built with.
const KEY: &str = "SCRIM_UPDATE_KEY";

const MANIFEST: &str = "desk-update.json";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How the name of a desk's package ends, and for what it is.
const TARGETS: [(&str, &str); 7] = [
    ("_amd64.deb", "linux-x86_64-deb"),
    ("_arm64.deb", "linux-aarch64-deb"),
    (".x86_64.rpm", "linux-x86_64-rpm"),
    (".aarch64.rpm", "linux-aarch64-rpm"),
    ("_x64-setup.exe", "windows-x86_64-nsis"),
    ("_aarch64.dmg", "macos-aarch64-dmg"),
    ("_x64.dmg", "macos-x86_64-dmg"),
];

/// Of which packages.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The folder with the packages of this version; the manifest and its signature come to lie in it.
    folder: PathBuf,
}

/// Writes the manifest; says so and does nothing where there is no key to sign it with.
///
/// # Errors
/// When there is no package, the key is none, or it is not the one that desks are built with.
pub(crate) fn run(options: &Options) -> anyhow::Result<bool> {
    let Some(secret) = told(SECRET) else {
        println!(
            "skipped: what desks are told of this version, because {SECRET} is not set: they are offered no update"
        );
        return Ok(true);
    };
    let signer = Signer::of(&secret, told(PASSWORD))?;
    if let Some(key) = told(KEY) {
        ensure!(
            signer.public.to_base64() == key.trim(),
            "{SECRET} is not the secret of {KEY}: no desk would take what it signs"
        );
    }
    let mut packages = Vec::new();
    for (name, target) in desks(&options.folder)? {
        packages.push(signer.package(&options.folder, &name, target)?);
    }
    ensure!(
        !packages.is_empty(),
        "no package of a desk of version {VERSION} is in {}",
        options.folder.display()
    );
    let mut manifest = serde_json::to_vec_pretty(&json!({"format": 1, "version": VERSION, "packages": packages}))?;
    manifest.push(b'\n');
    let signature = signer.sign(Cursor::new(&manifest), MANIFEST)?;
    fs::write(options.folder.join(format!("{MANIFEST}.minisig")), signature)?;
    fs::write(options.folder.join(MANIFEST), &manifest)?;
    println!("{MANIFEST}: version {VERSION}, {} packages", packages.len());
    Ok(true)
}

/// What is set to nothing is not set: so does whoever runs this on a server.
fn told(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|word| !word.trim().is_empty())
}

/// The packages of this version's desks, in the order of their names.
fn desks(folder: &Path) -> anyhow::Result<Vec<(String, &'static str)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some(target) = target(&name) {
            found.push((name, target));
        }
    }
    found.sort();
    let targets: BTreeSet<_> = found.iter().map(|(_name, target)| target).collect();
    ensure!(
        targets.len() == found.len(),
        "two packages are for one system: {found:?}"
    );
    Ok(found)
}

/// For what a file is; nothing where it is no package of a desk of this version.
fn target(name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix("Scrim")?.strip_prefix(['_', '-'])?;
    let rest = rest.strip_prefix(VERSION)?;
    let found = TARGETS.iter().find(|(end, _target)| rest.ends_with(end));
    found.map(|(_end, target)| *target)
}

struct Signer {
    secret: SecretKey,
    public: PublicKey,
}

impl Signer {
    fn of(text: &str, password: Option<String>) -> anyhow::Result<Self> {
        let wrong = || format!("{SECRET} is no secret key of minisign, or {PASSWORD} is not its password");
        let kept = SecretKeyBox::from_string(text.trim()).ok().with_context(wrong)?;
        let secret = match password {
            Some(password) => kept.into_secret_key(Some(password)),
            None => kept.into_unencrypted_secret_key(),
        };
        let secret = secret.ok().with_context(wrong)?;
        let public = PublicKey::from_secret_key(&secret)?;
        Ok(Self { secret, public })
    }

    fn sign(&self, bytes: impl std::io::Read, name: &str) -> anyhow::Result<String> {
        let comment = format!("file:{name}\tversion:{VERSION}");
        let signed = minisign::sign(Some(&self.public), &self.secret, bytes, Some(&comment), Some("Scrim"));
        Ok(signed?.into_string())
    }

    fn package(&self, folder: &Path, name: &str, target: &str) -> anyhow::Result<Value> {
        let path = folder.join(name);
        let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let bytes = file.metadata()?.len();
        let signature = self.sign(file, name)?;
        Ok(json!({"target": target, "file": name, "bytes": bytes, "signature": signature}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desks_package_is_told_from_a_hubs_and_from_one_of_another_version() {
        let of = |rest: &str| target(&format!("Scrim{rest}"));
        assert_eq!(of(&format!("_{VERSION}_amd64.deb")), Some("linux-x86_64-deb"));
        assert_eq!(of(&format!("-{VERSION}-1.x86_64.rpm")), Some("linux-x86_64-rpm"));
        assert_eq!(of(&format!("_{VERSION}_x64-setup.exe")), Some("windows-x86_64-nsis"));
        assert_eq!(of(&format!("_{VERSION}_aarch64.dmg")), Some("macos-aarch64-dmg"));
        assert_eq!(of("_99.0.0_amd64.deb"), None);
        for other in [
            "scrim-hub_0.1.0-1_amd64.deb",
            "SHA256SUMS",
            "scrim.cdx.json",
            "Scrim.app",
        ] {
            assert_eq!(target(other), None, "{other}");
        }
    }
}
