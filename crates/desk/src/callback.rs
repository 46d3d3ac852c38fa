//! Where the browser comes back to after a sign-in: one address of this machine, for one answer.
//!
//! It speaks just enough HTTP for that, and strictly: any page can make a browser ask here. What does not carry the
//! state of this very sign-in is answered and forgotten.

use std::{io, net::Ipv4Addr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, mpsc},
    time::timeout,
};
use url::form_urlencoded;

/// The longest request that is read, bytes: a code and what browsers say of themselves.
const MOST_BYTES: usize = 16 * 1024;

/// How long a browser may take to say what it wants. Some open a line and say nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many lines are open at once.
const LINES: usize = 16;

/// The one path.
const PATH: &str = "/callback";

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Landed {
    /// A code for the hub.
    Code(String),
    /// The person or the provider said no.
    Denied,
}

/// What somebody asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wish {
    Landed { state: String, landed: Landed },
    Elsewhere,
}

/// A place to come back to, until it is dropped.
pub(crate) struct Callback {
    listener: TcpListener,
    port: u16,
}

impl Callback {
    /// A free port of this machine.
    pub(crate) async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// Its address.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits until the browser comes back from the sign-in of this state.
    pub(crate) async fn landed(self, state: String) -> io::Result<Landed> {
        let (tell, mut told) = mpsc::channel(1);
        let (state, lines) = (Arc::new(state), Arc::new(Semaphore::new(LINES)));
        loop {
            let (line, _browser) = tokio::select! {
                Some(landed) = told.recv() => return Ok(landed),
                line = self.listener.accept() => line?,
            };
            let Ok(place) = Arc::clone(&lines).try_acquire_owned() else {
                continue;
            };
            let (tell, state, port) = (tell.clone(), Arc::clone(&state), self.port);
            tokio::spawn(async move {
                // A line that breaks or says nothing is none.
                let answered = timeout(PATIENCE, answer(line, port, &state)).await;
                if let Ok(Ok(Some(landed))) = answered {
                    // Of two that come back the first is taken.
                    drop(tell.try_send(landed));
                }
                drop(place);
            });
        }
    }
}

async fn answer(mut line: TcpStream, port: u16, state: &str) -> io::Result<Option<Landed>> {
    let head = head(&mut line).await?;
    let (status, words, landed) = match head.as_deref().and_then(|head| wish(head, port)) {
        Some(Wish::Landed { state: theirs, landed }) if theirs == state => match landed {
            Landed::Code(_) => ("200 OK", "Go back to Scrim. You can close this page.", Some(landed)),
            Landed::Denied => (
                "200 OK",
                "You were not signed in. Go back to Scrim, and close this page.",
                Some(landed),
            ),
        },
        Some(Wish::Landed { .. }) => ("400 Bad Request", "This is not the sign-in that Scrim waits for.", None),
        Some(Wish::Elsewhere) => ("404 Not Found", "There is nothing here.", None),
        None => ("400 Bad Request", "Scrim does not understand this.", None),
    };
    line.write_all(page(status, words).as_bytes()).await?;
    line.shutdown().await?;
    Ok(landed)
}

/// All up to the empty line; none where there is too much before it.
async fn head(line: &mut TcpStream) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 2_048];
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = line.read(&mut piece).await?;
        if read == 0 || bytes.len() + read > MOST_BYTES {
            return Ok(None);
        }
        bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
    }
    Ok(String::from_utf8(bytes).ok())
}

/// What a request wants; none where it is not one that a browser on this machine would make.
fn wish(head: &str, port: u16) -> Option<Wish> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let plain = method == "GET" && version.starts_with("HTTP/1.") && words.next().is_none();
    let mut hosts = lines
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = hosts.next()?.1.trim();
    if !plain || hosts.next().is_some() || host != format!("127.0.0.1:{port}") {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if path != PATH {
        return Some(Wish::Elsewhere);
    }
    let state = once(query, "state")?;
    let landed = match (once(query, "code"), once(query, "error")) {
        (Some(code), None) => Landed::Code(code),
        (None, Some(_why)) => Landed::Denied,
        _ => return None,
    };
    Some(Wish::Landed { state, landed })
}

/// A value that is there once.
fn once(query: &str, name: &str) -> Option<String> {
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(known, _)| known == name);
    let value = values.next()?.1.into_owned();
    (values.next().is_none() && !value.is_empty()).then_some(value)
}

fn page(status: &str, words: &str) -> String {
    let body = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Scrim</title><h1>Scrim</h1><p>{words}</p></html>"
    );
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(target: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:7\r\nAccept: */*\r\n\r\n")
    }

    #[test]
    fn a_code_or_a_refusal_comes_back_with_its_state() {
        let landed = |target: &str| wish(&asked(target), 7);
        let expected = |landed| {
            Some(Wish::Landed {
                state: "s t".into(),
                landed,
            })
        };
        let code = Landed::Code("a/b".into());
        assert_eq!(landed("/callback?code=a%2Fb&state=s+t&iss=x"), expected(code));
        assert_eq!(
            landed("/callback?error=access_denied&state=s%20t"),
            expected(Landed::Denied)
        );
        assert_eq!(landed("/favicon.ico"), Some(Wish::Elsewhere));
        for none in [
            "/callback",
            "/callback?state=s",
            "/callback?code=c",
            "/callback?code=&state=s",
            "/callback?code=c&code=d&state=s",
            "/callback?code=c&state=s&state=t",
            "/callback?code=c&error=e&state=s",
        ] {
            assert_eq!(landed(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_browser_that_means_this_address_is_understood() {
        let good = asked("/callback?code=c&state=s");
        assert!(wish(&good, 7).is_some());
        for (from, to) in [
            ("GET", "POST"),
            ("127.0.0.1:7", "evil.example:7"),
            ("127.0.0.1:7", "localhost:7"),
            ("127.0.0.1:7", "127.0.0.1:8"),
            ("Accept: */*", "Host: 127.0.0.1:7"),
            ("HTTP/1.1", "HTTP/1.1 x"),
            ("Host", "Hoax"),
        ] {
            assert_eq!(wish(&good.replacen(from, to, 1), 7), None, "{from} {to}");
        }
    }

    #[tokio::test]
    async fn whoever_comes_with_another_state_is_answered_and_the_right_one_still_waited_for() {
        let callback = Callback::open().await.unwrap();
        let (port, address) = (callback.port, callback.address());
        let waiting = tokio::spawn(callback.landed("right".into()));
        let say = async |text: String| {
            let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
            line.write_all(text.as_bytes()).await.unwrap();
            let mut answer = String::new();
            line.read_to_string(&mut answer).await.unwrap();
            answer
        };
        // It says nothing, and holds nobody up.
        let _silent = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let ask = |query: &str| format!("GET /callback?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        assert!(say(ask("code=stolen&state=wrong")).await.starts_with("HTTP/1.1 400"));
        assert!(say("nonsense\r\n\r\n".into()).await.starts_with("HTTP/1.1 400"));
        let answer = say(ask("code=c&state=right")).await;
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.contains("no-store"),
            "{answer}"
        );
        assert_eq!(waiting.await.unwrap().unwrap(), Landed::Code("c".into()));
        assert_eq!(address, format!("http://127.0.0.1:{port}/callback"));
        assert!(
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err(),
            "nobody listens any more"
        );
    }
}
