//! One call to a service outside: time-outs, no redirects, a bound on every answer, and a closed set of ways to fail.
//!
//! Whatever a service answers is a stranger's bytes. A failed call is never "nothing found": its [`Failure`] says
//! whether asking again can help.

use reqwest::{RequestBuilder, StatusCode, Url, header, redirect::Policy};
use serde::de::DeserializeOwned;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// For a connection.
    pub connecting: Duration,
    /// For a whole call.
    pub whole: Duration,
    /// The longest answer that is read, bytes.
    pub most_bytes: usize,
}

impl Bounds {
    /// Right for lists and matchers: a look-up there takes tens of milliseconds, an answer has some kilobytes.
    pub const RECOMMENDED: Self = Self {
        connecting: Duration::from_secs(3),
        whole: Duration::from_secs(20),
        most_bytes: 4 * 1024 * 1024,
    };
}

/// How the hub shows who it is.
#[derive(Clone)]
pub enum Credential {
    /// The service asks nobody, or a proxy before it knows the hub by its address.
    None,
    /// `Authorization: Bearer …`.
    Bearer(Zeroizing<String>),
    /// HTTP Basic.
    Basic {
        /// The name.
        name: String,
        /// The password.
        password: Zeroizing<String>,
    },
    /// Headers of the operator's own, as a proxy before the service may want them.
    Headers(Vec<(String, Zeroizing<String>)>),
}

/// A service that can be called.
#[derive(Clone)]
pub struct Service {
    client: reqwest::Client,
    base: Url,
    credential: Credential,
    most_bytes: usize,
}

/// Why a service cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum NotSetUp {
    /// No address of the web, or one with a name, a password, a question or a fragment in it.
    #[error("`{0}` is no address of a service: it has to be https://host/path, or http:// on this machine")]
    Address(String),
    /// The client certificate, or the system's certificates.
    #[error("the way to the service cannot be prepared")]
    Client(#[from] reqwest::Error),
}

/// Why a call brought nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No connection, or one that broke off.
    #[error("the service does not answer")]
    Silent,
    /// It took longer than it may.
    #[error("the service does not answer in time")]
    TooLate,
    /// It sent more than is read.
    #[error("the service answers more than is read")]
    TooLong,
    /// It points elsewhere. A credential is never carried there.
    #[error("the service redirects; set the address that it points to")]
    Redirects,
    /// 401 or 403.
    #[error("the service refuses the credential")]
    Credential,
    /// 404 or 410.
    #[error("the service does not have what was asked for")]
    Missing,
    /// 429.
    #[error("the service is asked too often")]
    TooOften,
    /// Another status of 400 to 499: asking again changes nothing.
    #[error("the service refuses the request (status {0})")]
    Refused(u16),
    /// A status of 500 or more.
    #[error("the service fails (status {0})")]
    Fails(u16),
    /// An answer of another kind or shape.
    #[error("the service answers something else than it should")]
    Unintelligible,
}

impl Failure {
    /// Whether the same call may succeed later with nobody changing anything here.
    pub fn may_pass(self) -> bool {
        match self {
            // What is unintelligible or too long may be the page of a proxy in trouble, which it answers with 200.
            Self::Unintelligible | Self::TooLong | Self::Silent | Self::TooLate | Self::TooOften | Self::Fails(_) => {
                true
            }
            Self::Redirects | Self::Credential | Self::Missing | Self::Refused(_) => false,
        }
    }

    /// Why no answer came.
    pub(crate) fn silence(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TooLate
        } else if error.is_builder() {
            Self::Unintelligible
        } else {
            Self::Silent
        }
    }

    /// What a status says, if it is a failure.
    pub(crate) fn of(status: StatusCode) -> Option<Self> {
        match status.as_u16() {
            200..=299 => None,
            401 | 403 => Some(Self::Credential),
            404 | 410 => Some(Self::Missing),
            429 => Some(Self::TooOften),
            300..=399 => Some(Self::Redirects),
            400..=499 => Some(Self::Refused(status.as_u16())),
            other => Some(Self::Fails(other)),
        }
    }
}

/// An answer with a status of 200 to 299, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its declared type, without parameters, in lower case; empty where none was declared.
    pub kind: String,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON. A declared type is not asked for: HMA declares `text/html` here and there.
    ///
    /// # Errors
    /// [`Failure::Unintelligible`].
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_not_it| Failure::Unintelligible)
    }
}

impl Service {
    /// A service at `base`, whose path, if any, comes before that of every call.
    ///
    /// # Errors
    /// [`NotSetUp`].
    pub fn at(base: &str, credential: Credential, bounds: Bounds) -> Result<Self, NotSetUp> {
        Self::with_certificate(base, credential, bounds, None)
    }

    /// The same, showing a client certificate: a key and its certificates, PEM.
    ///
    /// # Errors
    /// [`NotSetUp`].
    pub fn with_certificate(
        base: &str,
        credential: Credential,
        bounds: Bounds,
        certificate: Option<&[u8]>,
    ) -> Result<Self, NotSetUp> {
        let url = address(base).ok_or_else(|| NotSetUp::Address(base.to_owned()))?;
        let builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(bounds.connecting)
            .timeout(bounds.whole);
        let builder = if url.scheme() == "https" {
            builder.https_only(true)
        } else {
            builder.no_proxy()
        };
        let builder = match certificate {
            Some(pem) => builder.identity(reqwest::Identity::from_pem(pem)?),
            None => builder,
        };
        Ok(Self {
            client: builder.build()?,
            base: url,
            credential,
            most_bytes: bounds.most_bytes,
        })
    }

    /// The beginning of a call to `path`, which is below the base and begins with no slash.
    pub fn call(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        self.ask(method, path, &[])
    }

    /// The same, with a question behind the path.
    pub fn ask(&self, method: reqwest::Method, path: &str, question: &[(&str, &str)]) -> RequestBuilder {
        let mut url = self.base.clone();
        let whole = format!("{}/{path}", self.base.path().trim_end_matches('/'));
        url.set_path(&whole);
        if !question.is_empty() {
            url.query_pairs_mut().extend_pairs(question);
        }
        self.begin(method, url)
    }

    /// The beginning of a call to the base itself.
    pub fn call_base(&self, method: reqwest::Method) -> RequestBuilder {
        self.begin(method, self.base.clone())
    }

    fn begin(&self, method: reqwest::Method, url: Url) -> RequestBuilder {
        let request = self.client.request(method, url);
        match &self.credential {
            Credential::None => request,
            Credential::Bearer(token) => request.bearer_auth(token.as_str()),
            Credential::Basic { name, password } => request.basic_auth(name, Some(password.as_str())),
            Credential::Headers(headers) => headers
                .iter()
                .fold(request, |request, (name, value)| request.header(name, value.as_str())),
        }
    }

    /// Sends a call once and reads its answer, no further than the bound.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer, Failure> {
        let response = request.send().await.map_err(|error| Failure::silence(&error))?;
        match Failure::of(response.status()) {
            Some(failure) => Err(failure),
            None => self.read(response).await,
        }
    }

    /// The same, where a service tells by the body of an error what it means. Only a redirect stays an error.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn hear(&self, request: RequestBuilder) -> Result<Answer, Failure> {
        let response = request.send().await.map_err(|error| Failure::silence(&error))?;
        match Failure::of(response.status()) {
            Some(Failure::Redirects) => Err(Failure::Redirects),
            _ => self.read(response).await,
        }
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Answer, Failure> {
        let status = response.status();
        let declared = response.headers().get(header::CONTENT_TYPE);
        let declared = declared.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = declared
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| Failure::silence(&error))? {
            if body.len().saturating_add(piece.len()) > self.most_bytes {
                return Err(Failure::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer {
            status: status.as_u16(),
            kind,
            body,
        })
    }
}

/// An address that calls can be made to: encrypted, or on this machine.
fn address(base: &str) -> Option<Url> {
    let url = Url::parse(base).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    let whole = url.query().is_none() && url.fragment().is_none();
    let here = matches!(url.host_str()?, "127.0.0.1" | "[::1]" | "localhost");
    let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
    (plain && whole && safe).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::Method;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::{TcpListener, TcpStream},
    };

    const SHORT: Bounds = Bounds {
        connecting: Duration::from_secs(2),
        whole: Duration::from_millis(400),
        most_bytes: 1_000,
    };

    /// Answers one request, by its path.
    async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
        let mut asked = [0_u8; 512];
        let read = stream.read(&mut asked).await?;
        let asked = String::from_utf8_lossy(asked.get(..read).unwrap_or_default()).into_owned();
        let (status, more, body) = match asked.split(' ').nth(1) {
            Some("/a/ok") => ("200 OK", "", "{\"is\":1}".to_owned()),
            Some("/a/page") => (
                "200 OK",
                "Content-Type: Text/HTML; charset=utf-8\r\n",
                "<p>down</p>".to_owned(),
            ),
            Some("/a/long") => ("200 OK", "", "x".repeat(1_001)),
            Some("/a/away") => ("307 Temporary Redirect", "Location: /a/ok\r\n", String::new()),
            Some("/a/401") => ("401 Unauthorized", "", String::new()),
            Some("/a/422") => ("422 Unprocessable Content", "", "[]".to_owned()),
            Some("/a/500") => ("500 Internal Server Error", "", String::new()),
            Some("/a/slow") => {
                tokio::time::sleep(Duration::from_secs(5)).await;
                return Ok(());
            }
            Some("/a/half") => {
                let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
                return stream.write_all(half).await;
            }
            _ => ("404 Not Found", "", String::new()),
        };
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\n{more}Content-Length: {length}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body.as_bytes()).await
    }

    async fn service(credential: Credential) -> Service {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("its address");
        tokio::spawn(async move {
            while let Ok((stream, _from)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        });
        Service::at(&format!("http://{at}/a/"), credential, SHORT).expect("an address")
    }

    async fn ask(service: &Service, path: &str) -> Result<Answer, Failure> {
        service.send(service.call(Method::GET, path)).await
    }

    #[tokio::test]
    async fn every_way_to_fail_has_its_name() {
        let service = service(Credential::None).await;
        let ok = ask(&service, "ok").await.expect("an answer");
        assert_eq!(ok.json::<serde_json::Value>(), Ok(serde_json::json!({"is": 1})));
        let page = ask(&service, "page").await.expect("an answer");
        assert_eq!(page.kind, "text/html");
        assert_eq!(page.json::<serde_json::Value>(), Err(Failure::Unintelligible));
        assert_eq!(ask(&service, "long").await, Err(Failure::TooLong));
        assert_eq!(ask(&service, "away").await, Err(Failure::Redirects));
        assert_eq!(ask(&service, "slow").await, Err(Failure::TooLate));
        assert_eq!(ask(&service, "half").await, Err(Failure::Silent));
        assert_eq!(ask(&service, "401").await, Err(Failure::Credential));
        assert_eq!(ask(&service, "nothing").await, Err(Failure::Missing));
        assert_eq!(ask(&service, "422").await, Err(Failure::Refused(422)));
        assert_eq!(ask(&service, "500").await, Err(Failure::Fails(500)));
        let heard = service.hear(service.call(Method::GET, "422")).await.expect("an answer");
        assert_eq!((heard.status, heard.body.as_slice()), (422, b"[]".as_slice()));
        let away = service.hear(service.call(Method::GET, "away")).await;
        assert_eq!(away, Err(Failure::Redirects));
        let nobody = Service::at("http://127.0.0.1:1", Credential::None, SHORT).expect("an address");
        assert_eq!(ask(&nobody, "ok").await, Err(Failure::Silent));
    }

    #[test]
    fn only_addresses_that_keep_a_credential_are_taken() {
        for good in ["https://list.example/hma", "http://127.0.0.1:5000", "http://[::1]:1/x"] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "http://list.example",
            "https://me:word@list.example",
            "https://list.example/?a=b",
            "file:///etc/passwd",
            "list.example",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }
}
