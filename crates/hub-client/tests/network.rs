//! The real transport against a few bytes on a loopback socket.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot set its stage has failed"
)]

use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use scrim_hub_client::{ClientError, HubClient, LeaseProof, Oddity};
use scrim_model::{ids::LeaseId, rung::Rung};
use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
    thread::JoinHandle,
};
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};
use uuid::Uuid;

/// Answers one connection with `reply` and tells what was asked.
fn one_reply(reply: &'static str) -> (HubClient, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let heard = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.windows(4).any(|window| window == b"\r\n\r\n") {
            let mut piece = [0; 4096];
            let read = stream.read(&mut piece).unwrap();
            request.extend_from_slice(&piece[..read]);
        }
        stream.write_all(reply.as_bytes()).unwrap();
        String::from_utf8(request).unwrap()
    });
    (HubClient::connect(&address.parse().unwrap()).unwrap(), heard)
}

fn proof() -> LeaseProof {
    LeaseProof {
        lease: LeaseId(Uuid::nil()),
        token: "proof".to_owned().into(),
    }
}

#[tokio::test]
async fn tokens_travel_in_their_headers() {
    let (client, heard) = one_reply("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc");
    let bytes = client
        .signed("access")
        .rendition(&proof(), Rung::Grey, 3)
        .await
        .unwrap();
    assert_eq!(bytes, b"abc");
    let request = heard.join().unwrap().to_lowercase();
    assert!(request.contains("authorization: bearer access"), "{request}");
    assert!(request.contains("x-lease-token: proof"), "{request}");
}

#[tokio::test]
async fn a_reply_longer_than_wanted_is_not_read() {
    let (client, _heard) = one_reply("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabcd");
    let error = client
        .signed("access")
        .rendition(&proof(), Rung::Grey, 3)
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            ClientError::Protocol {
                oddity: Oddity::TooLong,
                ..
            }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (client, _heard) =
        one_reply("HTTP/1.1 307 x\r\nconnection: close\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n");
    let error = client.signed("access").me().await.unwrap_err();
    assert!(matches!(error, ClientError::Protocol { status: 307, .. }), "{error:?}");
}

#[tokio::test]
async fn a_certificate_that_this_system_does_not_trust_is_told_from_silence() {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _from)) = listener.accept().await {
            // The client leaves in the middle of it.
            drop(acceptor.accept(stream).await);
        }
    });
    let client = HubClient::connect(&address.parse().unwrap()).unwrap();
    let error = client.ways().await.unwrap_err();
    assert!(error.is_untrusted() && error.is_transient(), "{error:?}");
    assert!(
        !ClientError::Unreachable {
            reason: "no connection"
        }
        .is_untrusted()
    );
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_silence() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}");
    let client = HubClient::connect(&address.parse().unwrap()).unwrap();
    let error = client.signed("access").me().await.unwrap_err();
    assert!(
        matches!(
            error,
            ClientError::Unreachable {
                reason: "no connection"
            }
        ),
        "{error:?}"
    );
}
