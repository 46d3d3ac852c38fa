//! The few words of the `WebDriver` protocol that the tests need, spoken as they are on the wire.

use anyhow::Context as _;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::time::Duration;

/// Has the page draw something that nobody sees, frame by frame. The driver takes what the next frame shows, and a page
/// that is drawn without layers and on which nothing changes has no next frame.
const DRAW_ON: &str = "const speck = document.createElement('i');
    speck.id = 'drawn-on';
    speck.style.cssText = 'position: fixed; inset: 0 auto auto 50%; width: 1px; height: 1px; pointer-events: none';
    document.documentElement.append(speck);
    let dark = false;
    const draw = () => {
        dark = !dark;
        speck.style.background = dark ? 'rgba(0, 0, 0, .002)' : 'rgba(255, 255, 255, .002)';
        if (speck.isConnected) requestAnimationFrame(draw);
    };
    draw();";
const DRAW_NO_MORE: &str = "document.getElementById('drawn-on')?.remove();";

/// The protocol's name for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One session with one window.
#[derive(Debug, Clone)]
pub struct WebDriver {
    session: String,
    client: Client,
}

/// An element of the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl WebDriver {
    /// Opens `application` by the driver at `url`.
    ///
    /// # Errors
    /// When the driver refuses, as it may while it is still starting.
    pub async fn open(url: &str, application: &str, words: &[String]) -> anyhow::Result<Self> {
        let client = Client::builder().timeout(Duration::from_mins(1)).build()?;
        let options = json!({"application": application, "args": words});
        let body = json!({"capabilities": {"alwaysMatch": {"tauri:options": options}}});
        let value = send(&client, Method::POST, &format!("{url}/session"), Some(&body)).await?;
        let id = value
            .get("sessionId")
            .and_then(Value::as_str)
            .context("a session has an id")?;
        Ok(Self {
            session: format!("{url}/session/{id}"),
            client,
        })
    }

    /// Closes the window.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close(&self) -> anyhow::Result<()> {
        send(&self.client, Method::DELETE, &self.session, None).await.map(drop)
    }

    /// The first element of an `XPath`, where there is one.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn find(&self, xpath: &str) -> anyhow::Result<Option<Element>> {
        let found = self
            .post("elements", &json!({"using": "xpath", "value": xpath}))
            .await?;
        let id = found.get(0).and_then(|element| element[ELEMENT].as_str());
        Ok(id.map(|id| Element(id.to_owned())))
    }

    /// Clicks an element.
    ///
    /// # Errors
    /// When it cannot be clicked.
    pub async fn click(&self, element: &Element) -> anyhow::Result<()> {
        self.post(&format!("element/{}/click", element.0), &json!({}))
            .await
            .map(drop)
    }

    /// Replaces what a field holds.
    ///
    /// # Errors
    /// When it takes no text.
    pub async fn fill(&self, element: &Element, text: &str) -> anyhow::Result<()> {
        self.post(&format!("element/{}/clear", element.0), &json!({})).await?;
        let body = json!({"text": text});
        self.post(&format!("element/{}/value", element.0), &body)
            .await
            .map(drop)
    }

    /// Key events in the window, in order: `(true, key)` goes down, `(false, key)` goes up.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn keys(&self, strokes: &[(bool, &str)]) -> anyhow::Result<()> {
        let event = |(down, key): &(bool, &str)| {
            let kind = if *down { "keyDown" } else { "keyUp" };
            json!({"type": kind, "value": key})
        };
        let events: Vec<Value> = strokes.iter().map(event).collect();
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": events}]});
        self.post("actions", &body).await.map(drop)
    }

    /// Drags from one point of the window to another, in CSS px, with the main button.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn drag(&self, from: (i32, i32), to: (i32, i32)) -> anyhow::Result<()> {
        let to_point = |(x, y): (i32, i32)| json!({"type": "pointerMove", "duration": 0, "x": x, "y": y});
        let half = (from.0.midpoint(to.0), from.1.midpoint(to.1));
        let events = [
            to_point(from),
            json!({"type": "pointerDown", "button": 0}),
            to_point(half),
            to_point(to),
            json!({"type": "pointerUp", "button": 0}),
        ];
        let body = json!({"actions": [{"type": "pointer", "id": "mouse", "actions": events}]});
        self.post("actions", &body).await.map(drop)
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run(&self, script: &str) -> anyhow::Result<Value> {
        self.post("execute/sync", &json!({"script": script, "args": []})).await
    }

    /// Runs a script that answers by its last argument.
    ///
    /// # Errors
    /// When it throws or never answers.
    pub async fn run_async(&self, script: &str) -> anyhow::Result<Value> {
        self.post("execute/async", &json!({"script": script, "args": []})).await
    }

    /// Waits until what the page holds now has been drawn and told: three frames pass.
    ///
    /// # Errors
    /// When the page does not draw.
    pub async fn frames_pass(&self) -> anyhow::Result<()> {
        let settle = "const done = arguments[arguments.length - 1];
            const next = (left) => left === 0 ? done(true) : requestAnimationFrame(() => next(left - 1));
            next(3);";
        self.run_async(settle).await.map(drop)
    }

    /// What the window shows, as PNG. A screenshot can be one frame old, so some pass first.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn screenshot(&self) -> anyhow::Result<Vec<u8>> {
        self.frames_pass().await?;
        self.run(DRAW_ON).await?;
        let value = send(&self.client, Method::GET, &format!("{}/screenshot", self.session), None).await;
        self.run(DRAW_NO_MORE).await?;
        let value = value?;
        decode_base64(value.as_str().context("a screenshot is text")?)
    }

    async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        send(
            &self.client,
            Method::POST,
            &format!("{}/{path}", self.session),
            Some(body),
        )
        .await
    }
}

async fn send(client: &Client, method: Method, url: &str, body: Option<&Value>) -> anyhow::Result<Value> {
    let mut request = client.request(method, url);
    if let Some(body) = body {
        request = request.json(body);
    }
    let response = request.send().await?;
    let status = response.status();
    let mut answer: Value = response.json().await?;
    let value = answer.get_mut("value").map(Value::take).unwrap_or_default();
    anyhow::ensure!(
        status.is_success(),
        "{url}: {}",
        value.get("message").and_then(Value::as_str).unwrap_or("refused")
    );
    Ok(value)
}

fn decode_base64(text: &str) -> anyhow::Result<Vec<u8>> {
    use base64::Engine as _;
    Ok(base64::engine::general_purpose::STANDARD.decode(text.trim())?)
}
