//! How people can sign in at a hub, as `scrim-hub serve` is told.

use crate::identity::IdentitySettings;
use anyhow::Context;
use clap::Args;
use scrim_model::time::Span;
use std::{fs, path::PathBuf};
use zeroize::Zeroizing;

/// How people sign in.
#[derive(Args, Debug, Clone)]
pub(super) struct Ways {
    /// The identity provider of an organisation (OpenID Connect), by its issuer; people come by what their groups
    /// give, see `scrim-hub group`
    #[arg(long, env = "SCRIM_HUB_OIDC_ISSUER", value_name = "URL", requires = "oidc_client_id")]
    oidc_issuer: Option<String>,
    /// Under what name the provider knows this hub; its redirect address is `http://127.0.0.1/callback` on any port
    #[arg(long, env = "SCRIM_HUB_OIDC_CLIENT_ID", value_name = "ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// A file that holds the client's secret, where it has one
    #[arg(
        long,
        env = "SCRIM_HUB_OIDC_CLIENT_SECRET_FILE",
        value_name = "FILE",
        requires = "oidc_issuer"
    )]
    oidc_client_secret_file: Option<PathBuf>,
    /// The claim that holds somebody's groups
    #[arg(long, default_value = "groups", value_name = "NAME")]
    oidc_groups_claim: String,
    /// What is asked for beside `openid`, as often as needed
    #[arg(long, default_value = "profile", value_name = "NAME")]
    oidc_scope: Vec<String>,
    /// How long a session lasts that began at the provider: so long after somebody was removed there, they are out
    /// here at the latest
    #[arg(long, default_value_t = 12, value_name = "HOURS", value_parser = clap::value_parser!(u8).range(1..=72))]
    oidc_session_hours: u8,
    /// Take no passwords; sessions that began with one end
    #[arg(long, requires = "oidc_issuer")]
    no_passwords: bool,
}

impl Ways {
    /// Whether passwords are taken.
    pub(super) fn passwords(&self) -> bool {
        !self.no_passwords
    }

    /// The provider, where one is named.
    pub(super) fn identity(&self) -> anyhow::Result<Option<IdentitySettings>> {
        let (Some(issuer), Some(client_id)) = (&self.oidc_issuer, &self.oidc_client_id) else {
            return Ok(None);
        };
        let secret = self.oidc_client_secret_file.as_ref().map(|file| {
            let text = Zeroizing::new(fs::read_to_string(file)?);
            Ok::<_, std::io::Error>(Zeroizing::new(text.trim().to_owned()))
        });
        Ok(Some(IdentitySettings {
            client_secret: secret.transpose().context("the client's secret cannot be read")?,
            groups_claim: self.oidc_groups_claim.clone(),
            scopes: self.oidc_scope.clone(),
            longest: Span::hours(i64::from(self.oidc_session_hours)),
            ..IdentitySettings::of(issuer, client_id.clone())?
        }))
    }
}
