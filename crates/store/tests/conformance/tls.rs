//! A server that is spoken to only in secret, and whose name has to be proven.

use crate::engines::{self, Cluster, cluster};
use rcgen::{BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use scrim_store::{EngineError, Store, StoreError};
use std::path::PathBuf;
use tempfile::TempDir;

/// The server refuses to say a word of this database in the clear; the other one is how a test knows that it runs.
const WHO_MAY: &str = "hostssl hub scrim 127.0.0.1/32 trust\nhostnossl postgres scrim 127.0.0.1/32 trust\n";
const SETTINGS: &str = "-c fsync=off -c ssl=on -c ssl_cert_file=@/server.crt -c ssl_key_file=@/server.key
    -c hba_file=@/who-may";

struct Secret {
    cluster: Cluster,
    folder: TempDir,
}

/// Somebody who vouches for servers.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    CertifiedIssuer::self_signed(params, key).expect("a certificate")
}

impl Secret {
    /// A server whose name is `localhost`, the one who vouches for it, and somebody who does not.
    fn start() -> Option<Self> {
        engines::server()?;
        let (ours, theirs, key) = (authority(), authority(), KeyPair::generate().expect("a key"));
        let params = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let certificate: Certificate = params.signed_by(&key, &ours).expect("a certificate");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [
            ("ours.pem", ours.pem()),
            ("theirs.pem", theirs.pem()),
            ("none.pem", String::new()),
        ] {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        let files = [
            ("server.crt", certificate.pem()),
            ("server.key", key.serialize_pem()),
            ("who-may", WHO_MAY.to_owned()),
        ];
        let settings = SETTINGS.replace('\n', " ");
        let cluster = cluster::beside(move || {
            let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
            cluster::start(&settings, &files).expect("the server starts")
        });
        cluster.make("hub");
        Some(Self { cluster, folder })
    }

    /// The database by the server's proven name.
    fn url(&self) -> String {
        self.cluster.url("hub").replace("127.0.0.1", "localhost")
    }

    fn vouching(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn connect(&self, url: &str, vouching: Option<&str>) -> Result<Store, StoreError> {
        let (url, vouching) = (url.to_owned(), vouching.map(|name| self.vouching(name)));
        cluster::beside(move || Store::connect(&url, vouching.as_deref(), None))
    }
}

fn unreachable(answer: Result<Store, StoreError>) -> bool {
    matches!(
        answer.err(),
        Some(StoreError::Engine(
            EngineError::Unreachable(_) | EngineError::Server { .. }
        ))
    )
}

#[tokio::test]
async fn a_server_is_spoken_to_in_secret_once_its_name_is_proven_by_whom_we_trust() {
    let Some(secret) = Secret::start() else { return };
    let store = secret
        .connect(&secret.url(), Some("ours.pem"))
        .expect("the store connects");
    assert!(!store.hub_id().await.expect("an id").is_empty());
    assert!(unreachable(secret.connect(&secret.url(), None)), "in the clear");
    let stranger = secret.connect(&secret.url(), Some("theirs.pem"));
    assert!(unreachable(stranger), "nobody we trust vouches for it");
    let other_name = secret.cluster.url("hub");
    assert!(
        unreachable(secret.connect(&other_name, Some("ours.pem"))),
        "its name is another"
    );
    let system = secret.connect(&format!("{}?sslmode=require", secret.url()), None);
    let refused = matches!(&system, Err(StoreError::Certificates)) || unreachable(system);
    assert!(refused, "the system does not know it");
    let nobody = secret.connect(&secret.url(), Some("none.pem"));
    assert!(matches!(nobody.err(), Some(StoreError::Certificates)));
}
