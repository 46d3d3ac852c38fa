//! A hub on loopback that answers each request by itself.

use scrim_hub_client::HubClient;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
};

/// Method, path and body in, status and body out.
pub(crate) fn serve(answer: impl Fn(&str, &str, &[u8]) -> (u16, String) + Send + Sync + 'static) -> HubClient {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            answer_one(stream, &answer).unwrap();
        }
    });
    HubClient::connect(&address.parse().unwrap()).unwrap()
}

fn answer_one(stream: TcpStream, answer: &impl Fn(&str, &str, &[u8]) -> (u16, String)) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(bytes) = line.to_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap_or(0);
        }
    }
    let mut asked = vec![0; length];
    reader.read_exact(&mut asked)?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, body) = answer(method, path, &asked);
    let kind = if path.starts_with("/v1/events") {
        "text/event-stream"
    } else {
        "application/json"
    };
    let head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-type: {kind}\r\ncontent-length: ");
    let whole = format!("{head}{}\r\n\r\n{body}", body.len());
    reader.get_mut().write_all(whole.as_bytes())
}
