//! Pictures by their addresses, from a host with a certificate on this machine.

use super::{
    hub::{TestHub, request},
    review::{list, picture},
    shield::basic,
};
use axum::http::{StatusCode, header};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use scrim_upstream::{
    call::Bounds,
    fetch::{AddressRule, Fetcher, address::is_public},
};
use serde_json::json;
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

async fn hand_out(acceptor: TlsAcceptor, stream: TcpStream) -> std::io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    let mut asked = [0_u8; 1024];
    let read = stream.read(&mut asked).await?;
    let body = picture();
    let status = if asked[..read].starts_with(b"GET /picture") {
        "200 OK"
    } else {
        "404 Not Found"
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&body).await?;
    stream.shutdown().await
}

/// A host that hands the picture out, and a fetcher that may ask it if `rule` says so.
async fn host(rule: AddressRule) -> (String, Fetcher) {
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
    let name = format!("localhost:{}", listener.local_addr().expect("its address").port());
    tokio::spawn(async move {
        while let Ok((stream, _from)) = listener.accept().await {
            tokio::spawn(hand_out(acceptor.clone(), stream));
        }
    });
    let hosts = vec![name.parse().expect("a host")];
    let vouching = vec![reqwest::Certificate::from_der(made.cert.der()).expect("a certificate")];
    let fetcher = Fetcher::new(hosts, Bounds::RECOMMENDED, rule, vouching).expect("a fetcher");
    (name, fetcher)
}

async fn scan(hub: &TestHub, url: &str) -> (StatusCode, serde_json::Value) {
    let mut asked = request("POST", "/v1/url/", None, &json!({"url": url}));
    asked
        .headers_mut()
        .insert(header::AUTHORIZATION, basic(&hub.source_key));
    let answer = hub.send(asked).await;
    (answer.status, answer.json())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_at_an_address_is_fetched_and_told_as_if_it_had_been_sent() {
    let (name, fetcher) = host(|address| address.is_loopback()).await;
    let Some(hub) = TestHub::start_fetching(fetcher).await else {
        return;
    };
    list(&hub, &picture()).await;
    let (status, said) = scan(&hub, &format!("https://{name}/picture?key=1")).await;
    assert_eq!(
        (status, &said["match_type"]),
        (StatusCode::OK, &json!("exact")),
        "{said}"
    );
    assert_eq!(said["size_bytes"], picture().len());
    for (url, status) in [
        (format!("https://{name}/gone"), StatusCode::BAD_REQUEST),
        (format!("http://{name}/picture"), StatusCode::BAD_REQUEST),
        ("https://localhost/picture".to_owned(), StatusCode::FORBIDDEN),
    ] {
        let (found, said) = scan(&hub, &url).await;
        assert!(found == status && said["detail"].is_string(), "{url}: {found} {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_within_is_refused_by_a_hub_as_it_is_delivered() {
    let (name, fetcher) = host(is_public).await;
    let Some(hub) = TestHub::start_fetching(fetcher).await else {
        return;
    };
    let (status, said) = scan(&hub, &format!("https://{name}/picture")).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(
        said["detail"].as_str().is_some_and(|why| why.contains("not public")),
        "{said}"
    );
}
