//! What a release makes for desks is what a desk takes.

use axum::{Router, extract::Path as Name, http::StatusCode, routing::get};
use minisign::KeyPair;
use scrim_desk::{Built, Channel};
use scrim_model::update::{NoUpdate, Offer};
use scrim_tests::harness::programs;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::AbortHandle};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A folder with packages, and somebody who signs.
struct Release {
    folder: TempDir,
    keys: KeyPair,
}

impl Release {
    fn new() -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-release-")?;
        for (name, bytes) in [
            (format!("Scrim_{VERSION}_amd64.deb"), "a package of Debian's"),
            (format!("Scrim-{VERSION}-1.x86_64.rpm"), "another one"),
            (format!("scrim-hub_{VERSION}-1_amd64.deb"), "a hub"),
            ("SHA256SUMS".into(), "sums"),
        ] {
            fs::write(folder.path().join(name), bytes)?;
        }
        let keys = KeyPair::generate_unencrypted_keypair()?;
        Ok(Self { folder, keys })
    }

    /// Runs the command that makes the manifest, with these variables and none of this machine's.
    fn make(&self, told: &[(&str, &str)]) -> anyhow::Result<Output> {
        let mut command = Command::new(programs::ours("xtask")?);
        command.arg("update").arg(self.folder.path());
        for variable in ["SCRIM_UPDATE_SECRET", "SCRIM_UPDATE_PASSWORD", "SCRIM_UPDATE_KEY"] {
            command.env_remove(variable);
        }
        Ok(command.envs(told.iter().copied()).output()?)
    }

    fn secret(&self) -> anyhow::Result<String> {
        Ok(self.keys.sk.to_box(None)?.into_string())
    }

    fn has_a_manifest(&self) -> bool {
        self.folder.path().join("desk-update.json").exists()
    }
}

/// The folder, as somebody would put it on a server.
struct Published {
    at: String,
    serving: AbortHandle,
}

impl Published {
    async fn new(folder: &Path) -> anyhow::Result<Self> {
        let folder = folder.to_owned();
        let serve = async move |Name(name): Name<PathBuf>| {
            let name = name.file_name().unwrap_or_default().to_owned();
            fs::read(folder.join(name)).map_err(|_none| StatusCode::NOT_FOUND)
        };
        let routes = Router::new().route("/{name}", get(serve));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let at = format!("http://{}", listener.local_addr()?);
        let serving = tokio::spawn(async move {
            // It ends with the test, and what it would say then is nobody's.
            let _ended = axum::serve(listener, routes).await;
        });
        let serving = serving.abort_handle();
        Ok(Self { at, serving })
    }

    fn channel(&self, key: &str, version: &str, target: &str) -> anyhow::Result<Channel> {
        Ok(Channel::new(Built {
            key,
            at: &self.at,
            version,
            target,
        })?)
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[tokio::test]
async fn what_a_release_signs_is_offered_to_an_older_desk_comes_there_and_is_what_was_packed() -> anyhow::Result<()> {
    let release = Release::new()?;
    let (secret, key) = (release.secret()?, release.keys.pk.to_base64());
    let made = release.make(&[("SCRIM_UPDATE_SECRET", &secret), ("SCRIM_UPDATE_KEY", &key)])?;
    let said = String::from_utf8(made.stdout)?;
    assert!(made.status.success() && said.contains("2 packages"), "{said}");

    let published = Published::new(release.folder.path()).await?;
    let here = TempDir::with_prefix("scrim-desk-")?;
    let older = published.channel(&key, "0.0.1", "linux-x86_64-deb")?;
    let Offer { version, package } = older.ask().await?;
    assert_eq!(version.to_string(), VERSION);
    older.fetch(&package, &here.path().join("update")).await?;
    let came = here.path().join("update").join(&package.file);
    assert_eq!(fs::read_to_string(&came)?, "a package of Debian's");
    older.verify_file(&package, &came)?;

    let same = published.channel(&key, VERSION, "linux-x86_64-deb")?;
    assert_eq!(same.ask().await, Err(NoUpdate::NotNewer));
    let elsewhere = published.channel(&key, "0.0.1", "windows-x86_64-nsis")?;
    assert_eq!(elsewhere.ask().await, Err(NoUpdate::OtherSystem));
    let other = KeyPair::generate_unencrypted_keypair()?.pk.to_base64();
    let strangers = published.channel(&other, "0.0.1", "linux-x86_64-deb")?;
    assert_eq!(strangers.ask().await, Err(NoUpdate::WrongSignature));
    Ok(())
}

#[test]
fn without_a_secret_nothing_is_made_and_that_is_said_and_with_another_one_it_is_refused() -> anyhow::Result<()> {
    let release = Release::new()?;
    for told in [&[][..], &[("SCRIM_UPDATE_SECRET", "")]] {
        let skipped = release.make(told)?;
        let said = String::from_utf8(skipped.stdout)?;
        assert!(skipped.status.success() && said.starts_with("skipped: "), "{said}");
        assert!(!release.has_a_manifest());
    }
    let secret = release.secret()?;
    let other = KeyPair::generate_unencrypted_keypair()?.pk.to_base64();
    let refused = release.make(&[("SCRIM_UPDATE_SECRET", &secret), ("SCRIM_UPDATE_KEY", &other)])?;
    let said = String::from_utf8(refused.stdout)?;
    assert!(
        !refused.status.success() && said.contains("no desk would take what it signs"),
        "{said}"
    );
    let refused = release.make(&[("SCRIM_UPDATE_SECRET", "no key")])?;
    assert!(!refused.status.success() && !release.has_a_manifest());
    Ok(())
}

#[test]
fn a_secret_that_is_kept_encrypted_signs_with_its_password_alone() -> anyhow::Result<()> {
    let release = Release::new()?;
    let keys = KeyPair::generate_encrypted_keypair(Some("a password of a test".into()))?;
    let secret = keys.sk.to_box(None)?.into_string();
    let wrong = release.make(&[("SCRIM_UPDATE_SECRET", &secret), ("SCRIM_UPDATE_PASSWORD", "another")])?;
    assert!(!wrong.status.success() && !release.has_a_manifest());
    let none = release.make(&[("SCRIM_UPDATE_SECRET", &secret)])?;
    assert!(
        !none.status.success() && !release.has_a_manifest(),
        "nobody is asked for it"
    );
    let right = [
        ("SCRIM_UPDATE_SECRET", secret.as_str()),
        ("SCRIM_UPDATE_PASSWORD", "a password of a test"),
    ];
    assert!(release.make(&right)?.status.success() && release.has_a_manifest());
    Ok(())
}
