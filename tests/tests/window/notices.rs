//! What is said through the system: a made-up notification service on the private bus of the desktop keeps it.

use scrim_model::person::Role;
use scrim_tests::harness::{HubOptions, Stage, Window, eventually};
use scrim_wire::http::people::Person;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use zbus::{connection, interface, zvariant::OwnedValue};

const SERVICE: &str = "org.freedesktop.Notifications";
const PLACE: &str = "/org/freedesktop/Notifications";

type Shown = Arc<Mutex<Vec<String>>>;

/// As the desktops' common specification has it.
struct Service {
    shown: Shown,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[expect(
        clippy::too_many_arguments,
        clippy::needless_pass_by_value,
        reason = "the specification's"
    )]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expire_timeout: i32,
    ) -> u32 {
        // Nothing to press, no sound, and gone when the system lets things go.
        let quiet = replaces_id == 0 && app_icon.is_empty() && actions.is_empty();
        let usual = !hints.contains_key("sound-name") && expire_timeout == -1;
        let mut shown = self.shown.lock().expect("nobody panics with it");
        shown.push(format!("{app_name}: {summary}: {body} ({quiet}, {usual})"));
        1
    }

    #[expect(clippy::unused_self, reason = "the interface is made of methods")]
    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned()]
    }

    #[expect(clippy::unused_self, reason = "the interface is made of methods")]
    fn get_server_information(&self) -> (String, String, String, String) {
        let words = |word: &str| word.to_owned();
        (words("made up"), words("tests"), words("1"), words("1.2"))
    }
}

/// An admin signs them out, as they would see it anywhere.
async fn is_signed_out(stage: &Stage, window: &Window) -> anyhow::Result<()> {
    let admin = stage.hub.person("admin", Role::Admin).await?;
    let people: Vec<Person> = admin.read("/v1/people").await?;
    let person = people
        .iter()
        .find(|person| person.name == stage.one.name)
        .expect("whoever is signed in");
    admin.delete(&format!("/v1/people/{}/sessions", person.id)).await?;
    window.sees("You were signed out everywhere").await
}

#[tokio::test]
async fn whoever_has_another_window_in_front_hears_that_they_were_signed_out() -> anyhow::Result<()> {
    let Some(stage) = Stage::set(1, HubOptions::default()).await? else {
        return Ok(());
    };
    let shown = Shown::default();
    let service = Service { shown: shown.clone() };
    let _bus = connection::Builder::address(stage.desktop.bus())?
        .name(SERVICE)?
        .serve_at(PLACE, service)?
        .build()
        .await?;
    let window = stage.window_of(&stage.one).await?;
    window.driver.run("window.dispatchEvent(new Event('blur'))").await?;
    is_signed_out(&stage, &window).await?;
    eventually("a notification", async || {
        let shown = shown.lock().expect("nobody panics with it").clone();
        Ok((shown == ["Scrim: Scrim: You are signed out. (true, true)"]).then_some(()))
    })
    .await?;
    stage.finish(window).await
}
