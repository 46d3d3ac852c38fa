//! A host with a certificate of its own on this machine, which only a rule made for tests lets be asked.

use super::*;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

const BOUNDS: Bounds = Bounds {
    connecting: Duration::from_secs(2),
    whole: Duration::from_secs(5),
    most_bytes: 1_000,
};

struct Host {
    at: SocketAddr,
    certificate: Certificate,
}

async fn answer(acceptor: TlsAcceptor, stream: TcpStream) -> std::io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    let mut asked = [0_u8; 1024];
    let read = stream.read(&mut asked).await?;
    let asked = String::from_utf8_lossy(asked.get(..read).unwrap_or_default()).into_owned();
    let to = |location: &str| ("302 Found", format!("Location: {location}\r\n"), String::new());
    let (status, more, body) = match asked.split(' ').nth(1).unwrap_or_default() {
        "/picture" => ("200 OK", String::new(), "bytes".to_owned()),
        "/long" => ("200 OK", String::new(), "x".repeat(1_001)),
        "/endless" => {
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
                .await?;
            stream.write_all(&[b'x'; 1_001]).await?;
            return stream.shutdown().await;
        }
        "/slow" => return std::future::pending().await,
        "/1" => to("/2"),
        "/2" => to("/3"),
        "/3" => to("/picture"),
        "/0" => to("/1"),
        "/clear" => to("http://localhost/picture"),
        "/away" => to("https://elsewhere.example/picture"),
        "/within" => to("https://10.0.0.1/picture"),
        "/nothing" => ("200 OK", String::new(), String::new()),
        "/fails" => ("503 Service Unavailable", String::new(), String::new()),
        _ => ("404 Not Found", String::new(), String::new()),
    };
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}

async fn host() -> Host {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a server");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        while let Ok((stream, _from)) = listener.accept().await {
            tokio::spawn(answer(acceptor.clone(), stream));
        }
    });
    Host {
        at,
        certificate: Certificate::from_der(made.cert.der()).expect("a certificate"),
    }
}

/// Everything may be asked that is named.
fn anywhere(_address: IpAddr) -> bool {
    true
}

impl Host {
    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.at.port())
    }

    fn fetcher(&self, rule: AddressRule, bounds: Bounds) -> Fetcher {
        let named = [
            "10.0.0.1".to_owned(),
            "192.0.2.7".to_owned(),
            format!("localhost:{}", self.at.port()),
        ];
        let hosts = named.iter().map(|name| name.parse().expect("a host")).collect();
        Fetcher::new(hosts, bounds, rule, vec![self.certificate.clone()]).expect("a fetcher")
    }
}

#[tokio::test]
async fn a_picture_is_fetched_and_three_times_is_followed_to_where_it_is() {
    let host = host().await;
    let fetcher = host.fetcher(anywhere, BOUNDS);
    for path in ["/picture", "/3", "/2", "/1"] {
        assert_eq!(fetcher.fetch(&host.url(path)).await, Ok(b"bytes".to_vec()), "{path}");
    }
    assert_eq!(fetcher.fetch(&host.url("/0")).await, Err(NotFetched::Redirects));
}

#[tokio::test]
async fn every_hop_is_judged_as_the_first() {
    let host = host().await;
    let fetcher = host.fetcher(|address| address.is_loopback(), BOUNDS);
    assert_eq!(fetcher.fetch(&host.url("/clear")).await, Err(NotFetched::Address));
    assert_eq!(fetcher.fetch(&host.url("/away")).await, Err(NotFetched::Host));
    assert_eq!(fetcher.fetch(&host.url("/within")).await, Err(NotFetched::Inner));
}

#[tokio::test]
async fn a_name_that_leads_within_is_not_connected_to() {
    let host = host().await;
    let fetcher = host.fetcher(address::is_public, BOUNDS);
    assert_eq!(fetcher.fetch(&host.url("/picture")).await, Err(NotFetched::Inner));
}

#[tokio::test]
async fn what_is_too_long_too_late_or_not_there_brings_nothing() {
    let host = host().await;
    let fetcher = host.fetcher(anywhere, BOUNDS);
    assert_eq!(fetcher.fetch(&host.url("/long")).await, Err(Failure::TooLong.into()));
    assert_eq!(fetcher.fetch(&host.url("/endless")).await, Err(Failure::TooLong.into()));
    assert_eq!(fetcher.fetch(&host.url("/gone")).await, Err(Failure::Missing.into()));
    assert_eq!(
        fetcher.fetch(&host.url("/fails")).await,
        Err(Failure::Fails(503).into())
    );
    assert_eq!(fetcher.fetch(&host.url("/nothing")).await, Err(NotFetched::Empty));
    let hasty = Bounds {
        whole: Duration::from_millis(300),
        ..BOUNDS
    };
    let late = host.fetcher(anywhere, hasty).fetch(&host.url("/slow")).await;
    assert_eq!(late, Err(Failure::TooLate.into()));
}

#[tokio::test]
async fn a_host_that_proves_no_name_is_not_read() {
    let host = host().await;
    let strangers = Host {
        at: host.at,
        certificate: Certificate::from_der(
            rcgen::generate_simple_self_signed(["localhost".to_owned()])
                .expect("another")
                .cert
                .der(),
        )
        .expect("a certificate"),
    };
    let fetched = strangers.fetcher(anywhere, BOUNDS).fetch(&host.url("/picture")).await;
    assert_eq!(fetched, Err(Failure::Silent.into()));
}

#[tokio::test]
async fn only_named_hosts_over_https_are_asked_however_they_are_written() {
    let host = host().await;
    let fetcher = host.fetcher(address::is_public, BOUNDS);
    for (address, why) in [
        ("http://localhost/x", NotFetched::Address),
        ("ftp://localhost/x", NotFetched::Address),
        ("data:,x", NotFetched::Address),
        ("https://me@10.0.0.1/x", NotFetched::Address),
        ("https://:word@10.0.0.1/x", NotFetched::Address),
        ("localhost/x", NotFetched::Address),
        ("", NotFetched::Address),
        ("https://localhost/x", NotFetched::Host),
        ("https://localhost.evil.example/x", NotFetched::Host),
        ("https://10.0.0.1:8443/x", NotFetched::Host),
        // One address in many ways: what it says is what is judged.
        ("https://10.0.0.1/x", NotFetched::Inner),
        ("https://10.0.0.1./x", NotFetched::Inner),
        ("https://167772161/x", NotFetched::Inner),
        ("https://0x0a000001/x", NotFetched::Inner),
        ("https://012.0.0.1/x", NotFetched::Inner),
        ("https://10.1/x", NotFetched::Inner),
        ("https://192.0.2.7/x", NotFetched::Inner),
        ("https://[::ffff:10.0.0.1]/x", NotFetched::Host),
    ] {
        assert_eq!(fetcher.fetch(address).await, Err(why), "{address}");
    }
}

#[test]
fn a_host_is_a_name_with_or_without_a_port() {
    let host = |text: &str| text.parse::<AllowedHost>();
    let named = |name: &str, port| {
        Ok(AllowedHost {
            name: name.into(),
            port,
        })
    };
    assert_eq!(host("Pictures.example"), named("pictures.example", 443));
    assert_eq!(host("pictures.example.:8443"), named("pictures.example", 8443));
    for bad in [
        "",
        "https://a.example",
        "a.example/x",
        "me@a.example",
        "a.example?x",
        "a b",
    ] {
        assert_eq!(host(bad), Err(NoHost), "{bad}");
    }
}
