//! Where updates are, made up for tests: a server on this machine, and keys that last as long as a test.

use crate::updating::{Built, Channel};
use minisign::KeyPair;
use scrim_model::update::{FORMAT, Manifest, Package};
use std::{
    collections::HashMap,
    io::Cursor,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

pub(crate) const TARGET: &str = "linux-x86_64-deb";
pub(crate) const FILE: &str = "Scrim_0.2.0_amd64.deb";
pub(crate) const OWN: &str = "0.1.0";

/// Whoever makes the program, or says so.
pub(crate) struct Maker(KeyPair);

impl Maker {
    pub(crate) fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().unwrap())
    }

    pub(crate) fn key(&self) -> String {
        self.0.pk.to_base64()
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        let signed = minisign::sign(Some(&self.0.pk), &self.0.sk, Cursor::new(bytes), None, None);
        signed.unwrap().into_string()
    }

    /// What is told of a version, by one package.
    pub(crate) fn manifest(&self, version: &str, package: &[u8]) -> Manifest {
        let package = Package {
            target: TARGET.into(),
            file: FILE.into(),
            bytes: package.len() as u64,
            signature: self.sign(package),
        };
        Manifest {
            format: FORMAT,
            version: version.parse().unwrap(),
            packages: vec![package],
        }
    }
}

/// What is answered to one path.
#[derive(Clone)]
pub(crate) enum Served {
    Whole(Vec<u8>),
    /// As long as it says, and cut off before.
    Cut(Vec<u8>),
    /// Of no length, and no end.
    Endless,
    To(String),
    /// A head, and then silence.
    Silence,
}

/// The server.
pub(crate) struct Shelf {
    address: String,
    files: Arc<Mutex<HashMap<String, Served>>>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Shelf {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (files, heads) = (Arc::default(), Arc::default());
        tokio::spawn(serve(listener, Arc::clone(&files), Arc::clone(&heads)));
        Self { address, files, heads }
    }

    /// With a version of somebody's on it.
    pub(crate) async fn with(maker: &Maker, version: &str, package: &[u8]) -> Self {
        let shelf = Self::open().await;
        shelf.tell(maker, &maker.manifest(version, package));
        shelf.put(FILE, Served::Whole(package.to_vec()));
        shelf
    }

    pub(crate) fn put(&self, name: &str, served: Served) {
        self.files.lock().unwrap().insert(format!("/{name}"), served);
    }

    /// A manifest, signed.
    pub(crate) fn tell(&self, maker: &Maker, manifest: &Manifest) {
        let words = serde_json::to_vec(manifest).unwrap();
        let signature = maker.sign(&words);
        self.put("desk-update.json.minisig", Served::Whole(signature.into_bytes()));
        self.put("desk-update.json", Served::Whole(words));
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What was asked so far, as it was asked.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The way here of a desk that trusts somebody.
    pub(crate) fn channel(&self, trusted: &Maker) -> Channel {
        let key = trusted.key();
        Channel::new(Built {
            key: &key,
            at: &self.address,
            version: OWN,
            target: TARGET,
        })
        .unwrap()
    }
}

async fn serve(listener: TcpListener, files: Arc<Mutex<HashMap<String, Served>>>, heads: Arc<Mutex<Vec<String>>>) {
    while let Ok((mut line, _from)) = listener.accept().await {
        let (files, heads) = (Arc::clone(&files), Arc::clone(&heads));
        tokio::spawn(async move {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let Ok(byte) = line.read_u8().await else { return };
                head.push(byte);
            }
            let head = String::from_utf8(head).unwrap();
            let path = head.split(' ').nth(1).unwrap().to_owned();
            heads.lock().unwrap().push(head);
            let served = files.lock().unwrap().get(&path).cloned();
            // Whoever asked may have gone.
            let _gone = answer(&mut line, served).await;
        });
    }
}

async fn answer(line: &mut TcpStream, served: Option<Served>) -> std::io::Result<()> {
    let head = |status: &str, more: &str| format!("HTTP/1.1 {status}\r\nconnection: close\r\n{more}\r\n");
    let length = |bytes: &[u8]| format!("content-length: {}\r\n", bytes.len());
    match served {
        None => {
            line.write_all(head("404 Not Found", "content-length: 0\r\n").as_bytes())
                .await
        }
        Some(Served::Whole(bytes)) => {
            line.write_all(head("200 OK", &length(&bytes)).as_bytes()).await?;
            line.write_all(&bytes).await
        }
        Some(Served::Cut(bytes)) => {
            line.write_all(head("200 OK", &length(&bytes)).as_bytes()).await?;
            line.write_all(&bytes[..bytes.len() / 2]).await
        }
        Some(Served::Endless) => {
            line.write_all(head("200 OK", "").as_bytes()).await?;
            loop {
                line.write_all(&[0; 4_096]).await?;
            }
        }
        Some(Served::To(address)) => {
            let more = format!("location: {address}\r\ncontent-length: 0\r\n");
            line.write_all(head("302 Found", &more).as_bytes()).await
        }
        Some(Served::Silence) => {
            line.write_all(head("200 OK", "content-length: 1\r\n").as_bytes())
                .await?;
            std::future::pending().await
        }
    }
}
