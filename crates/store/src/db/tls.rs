//! Encrypting what is said to a database, and knowing whom it is said to.
//!
//! There is no encryption here without the name of the server being proven: it would keep out whoever only listens,
//! and let in whoever answers in the server's place.

use crate::error::StoreError;
use postgres::{
    Config,
    config::{Host, SslMode},
};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use std::{net::IpAddr, path::Path, sync::Arc};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How connections are made.
pub(crate) enum Way {
    /// In the clear, where nothing leaves this machine.
    Here,
    /// Encrypted, to a server whose name is proven.
    Encrypted(MakeRustlsConnect),
}

impl Way {
    /// How the databases of an address are reached: encrypted where one is on another machine, and where that is
    /// asked for by `sslmode=require` or by naming who vouches for them.
    ///
    /// # Errors
    /// [`StoreError::InTheClear`] where it was forbidden to another machine, [`StoreError::Certificates`] where there is
    /// nobody to vouch.
    pub(crate) fn of(config: &mut Config, vouching: Option<&Path>) -> Result<Self, StoreError> {
        let wanted = config.get_ssl_mode() == SslMode::Require || vouching.is_some();
        if stays_here(config) && !wanted {
            config.ssl_mode(SslMode::Disable);
            return Ok(Self::Here);
        }
        if config.get_ssl_mode() == SslMode::Disable {
            return Err(StoreError::InTheClear);
        }
        // The default would go on in the clear where a server has no certificate.
        config.ssl_mode(SslMode::Require);
        let roots = match vouching {
            Some(file) => roots_of(CertificateDer::pem_file_iter(file).and_then(Iterator::collect))?,
            None => roots_of(Ok::<_, StoreError>(rustls_native_certs::load_native_certs().certs))?,
        };
        let provider = Arc::new(aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = builder.map_err(|_no_versions| StoreError::Certificates)?;
        let client = builder.with_root_certificates(roots).with_no_client_auth();
        Ok(Self::Encrypted(MakeRustlsConnect::new(client)))
    }
}

/// Those who vouch for servers; of a system's list, whichever can be read.
fn roots_of<E>(read: Result<Vec<CertificateDer<'static>>, E>) -> Result<RootCertStore, StoreError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(read.unwrap_or_default());
    if roots.is_empty() {
        Err(StoreError::Certificates)
    } else {
        Ok(roots)
    }
}

/// Whether nothing of what is said leaves this machine.
fn stays_here(config: &Config) -> bool {
    let here = |address: &IpAddr| address.is_loopback();
    let hosts = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address| here(&address)),
        #[cfg(unix)]
        Host::Unix(_) => true,
    });
    hosts && config.get_hostaddrs().iter().all(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(url: &str) -> Result<(Way, SslMode), StoreError> {
        let mut config: Config = url.parse().expect("an address");
        let way = Way::of(&mut config, None)?;
        Ok((way, config.get_ssl_mode()))
    }

    #[test]
    fn nothing_is_said_in_the_clear_to_another_machine() {
        for url in ["postgres://one@db.example/x", "postgres://one@192.0.2.1/x"] {
            match way(url) {
                Ok((Way::Encrypted(_), SslMode::Require)) | Err(StoreError::Certificates) => {}
                _ => panic!("{url}"),
            }
            let forbidden = way(&format!("{url}?sslmode=disable"));
            assert!(matches!(forbidden.err(), Some(StoreError::InTheClear)), "{url}");
        }
        let several = way("postgres://one@localhost,db.example/x?sslmode=disable");
        assert!(matches!(several.err(), Some(StoreError::InTheClear)));
    }

    #[test]
    fn on_this_machine_it_is_encrypted_where_that_is_asked_for() {
        let here = way("postgres://one@127.0.0.1/x");
        assert!(matches!(here, Ok((Way::Here, SslMode::Disable))));
        let asked = way("postgres://one@localhost/x?sslmode=require");
        assert!(matches!(
            asked,
            Ok((Way::Encrypted(_), SslMode::Require)) | Err(StoreError::Certificates)
        ));
    }
}
