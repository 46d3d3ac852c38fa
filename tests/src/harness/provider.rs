//! An identity provider that other people built, run as a program of its own (`tests/provider`).

use super::{child::Running, programs};
use anyhow::Context as _;
use reqwest::Client;
use serde_json::{Value, json};
use std::{path::PathBuf, process::Command, time::Duration};
use tempfile::TempDir;

/// Under what name it knows the hub, and how the hub proves it.
pub const CLIENT: &str = "scrim";

/// Another program that it knows.
pub const OTHER_CLIENT: &str = "another program";

/// A running provider; ends with the value.
#[derive(Debug)]
pub struct Provider {
    /// Where it is, and its name.
    pub issuer: String,
    folder: TempDir,
    running: Running,
    client: Client,
}

/// Where it lies.
fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("provider")
}

/// Whether it can be run here; that it cannot is said aloud.
///
/// # Errors
/// Where it must be.
#[expect(clippy::print_stdout, reason = "a skipped test is said aloud")]
pub fn can_run() -> anyhow::Result<bool> {
    let missing = if programs::installed("node").is_none() {
        "Node.js is not installed"
    } else if !home().join("node_modules/oidc-provider").is_dir() {
        "the identity provider is not: run `npm ci` in tests/provider, or `cargo xtask test`"
    } else {
        return Ok(true);
    };
    anyhow::ensure!(
        !programs::in_ci(),
        "signing in by a provider has to be tested, but {missing}"
    );
    println!("skipped: signing in by an identity provider, because {missing}");
    Ok(false)
}

impl Provider {
    /// Starts one, with keys of its own.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start() -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-provider-")?;
        let (running, issuer) = run(&folder, "0")?;
        Ok(Self {
            issuer,
            folder,
            running,
            client: Client::builder()
                .timeout(Duration::from_secs(20))
                // It is killed and started again at the same address.
                .pool_max_idle_per_host(0)
                .build()?,
        })
    }

    /// Ends it.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.running.kill()
    }

    /// Starts it again at the same address. It has forgotten everybody, and has other keys.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        let port = self
            .issuer
            .rsplit(':')
            .next()
            .context("an issuer has a port")?
            .to_owned();
        (self.running, self.issuer) = run(&self.folder, &port)?;
        Ok(())
    }

    /// What a hub is told of it.
    ///
    /// # Errors
    /// When the secret cannot be put into a file.
    pub fn words(&self) -> anyhow::Result<Vec<String>> {
        let secret = self.folder.path().join("secret");
        std::fs::write(&secret, format!("the secret of {CLIENT}\n"))?;
        let secret = secret.to_string_lossy().into_owned();
        let words = [
            "--oidc-issuer",
            &self.issuer,
            "--oidc-client-id",
            CLIENT,
            "--oidc-client-secret-file",
            &secret,
        ];
        Ok(words.map(str::to_owned).to_vec())
    }

    /// Puts people into groups, by the names they sign in with: all that it knows of groups.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn groups(&self, groups: &Value) -> anyhow::Result<()> {
        self.tell(&json!({"groups": groups})).await
    }

    /// Changes how it answers; see `provider.mjs`.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn tell(&self, world: &Value) -> anyhow::Result<()> {
        let request = self.client.post(format!("{}/test/world", self.issuer)).json(world);
        request.send().await?.error_for_status()?;
        Ok(())
    }

    /// The identity token that it issued last to one of its clients.
    ///
    /// # Errors
    /// When there is none.
    pub async fn last_token_of(&self, client: &str) -> anyhow::Result<String> {
        let last: Value = self
            .client
            .get(format!("{}/test/last", self.issuer))
            .send()
            .await?
            .json()
            .await?;
        let token = last.get(client).and_then(Value::as_str);
        Ok(token.with_context(|| format!("no token for {client}"))?.to_owned())
    }
}

fn run(folder: &TempDir, port: &str) -> anyhow::Result<(Running, String)> {
    let mut command = Command::new("node");
    command.arg(home().join("provider.mjs")).arg(port);
    let (running, line) = Running::start_and_read(&mut command, &folder.path().join("provider.log"))?;
    let ready: Value =
        serde_json::from_str(&line).with_context(|| format!("a provider says where it is, not {line}"))?;
    let issuer = ready.get("issuer").and_then(Value::as_str).context("an issuer")?;
    Ok((running, issuer.to_owned()))
}
