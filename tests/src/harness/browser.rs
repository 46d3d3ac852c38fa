//! What a person does in their browser at the provider: follow, type a name into the form, agree. Cookies by name and
//! path, no script, and no more of a browser than that.

use anyhow::Context as _;
use reqwest::{
    Client, Method, Response,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::{collections::BTreeMap, time::Duration};

/// How many pages a sign-in may have.
const MOST_PAGES: usize = 20;

/// A browser of one person.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    /// What is sent where, by name and path.
    cookies: BTreeMap<(String, String), String>,
}

impl Browser {
    /// A browser that has never been anywhere.
    ///
    /// # Errors
    /// When there is no client.
    pub fn new() -> anyhow::Result<Self> {
        // A line of its own for every page: a form must not be sent over one that the provider is just ending.
        let builder = Client::builder()
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(20));
        Ok(Self {
            client: builder.build()?,
            cookies: BTreeMap::new(),
        })
    }

    /// Signs in at the page of this address, and answers where the provider sends the browser then. It is not gone
    /// there yet.
    ///
    /// # Errors
    /// When it leads nowhere.
    pub async fn sign_in(&mut self, address: &str, name: &str) -> anyhow::Result<String> {
        let origin = origin(address)?;
        let (mut method, mut at, mut form) = (Method::GET, address.to_owned(), Vec::new());
        for _page in 0..MOST_PAGES {
            let response = self.send(method, &at, &form).await?;
            if let Some(next) = response.headers().get(LOCATION) {
                let next = reqwest::Url::parse(&at)?.join(next.to_str()?)?;
                if !next.as_str().starts_with(&origin) {
                    return Ok(next.into());
                }
                (method, at, form) = (Method::GET, next.into(), Vec::new());
                continue;
            }
            let status = response.status();
            let page = response.text().await?;
            let action = page.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
            let action = action.with_context(|| format!("no form at {at} ({status}): {page}"))?;
            at = reqwest::Url::parse(&at)?.join(action)?.into();
            method = Method::POST;
            form = if page.contains("name=\"login\"") {
                vec![("prompt", "login"), ("login", name), ("password", "any")]
            } else {
                vec![("prompt", "consent")]
            };
        }
        anyhow::bail!("the sign-in never ends")
    }

    /// Goes to an address and answers the page.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn open(&mut self, address: &str) -> anyhow::Result<(u16, String)> {
        let response = self.send(Method::GET, address, &[]).await?;
        Ok((response.status().as_u16(), response.text().await?))
    }

    async fn send(&mut self, method: Method, at: &str, form: &[(&str, &str)]) -> anyhow::Result<Response> {
        let url = reqwest::Url::parse(at)?;
        let sent: Vec<String> = self
            .cookies
            .iter()
            .filter(|((_, path), _)| url.path().starts_with(path.as_str()))
            .map(|((name, _), value)| format!("{name}={value}"))
            .collect();
        let mut request = self.client.request(method.clone(), url);
        if !sent.is_empty() {
            request = request.header(COOKIE, sent.join("; "));
        }
        if method == Method::POST {
            let fields = form
                .iter()
                .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")));
            request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(fields.collect::<Vec<_>>().join("&"));
        }
        let response = request.send().await?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            self.keep(cookie.to_str()?);
        }
        Ok(response)
    }

    fn keep(&mut self, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let path = parts.find_map(|part| part.strip_prefix("path="));
        let key = (name.to_owned(), path.unwrap_or("/").to_owned());
        if value.is_empty() {
            self.cookies.remove(&key);
        } else {
            self.cookies.insert(key, value.to_owned());
        }
    }
}

fn origin(address: &str) -> anyhow::Result<String> {
    let url = reqwest::Url::parse(address)?;
    Ok(format!("{}/", url.origin().ascii_serialization()))
}
