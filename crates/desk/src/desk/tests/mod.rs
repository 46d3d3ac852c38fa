//! The whole desk against a made-up hub, in virtual time: no test waits, and none but those of the browser opens a port.

mod administered;
mod administration;
mod breaks;
mod browser;
mod care;
mod decisions;
mod full_size;
mod handed_out;
mod handoff;
mod history;
mod hub;
mod keeping;
mod kept;
mod likes;
mod limits;
mod listening;
mod looks;
mod notices;
mod older;
mod outages;
mod overseen;
mod oversight;
mod own_password;
mod queues;
mod record;
mod review;
mod sessions;
mod setting;
mod setting_up;
mod signing;
mod summoned;
mod unreadable;
mod updates;
mod urgent;

use super::{Connect, Desk, Setup};
use crate::{
    clock::Clock,
    directory::DataDirectory,
    keyring::fake::{FakeKeyring, Mood},
    random::SystemRandom,
};
use browser::TestBrowser;
use hub::FakeHub;
use notices::TestNotices;
use scrim_hub_client::HubClient;
use scrim_model::{session::view::ReviewView, time::Time};
use scrim_wire::ipc::{
    commands::{Intent, Painted},
    view::{Capture, DeskView, GlobalCurtain, Screen},
};
use serde::de::DeserializeOwned;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};

/// Tokio's clock, which stands still in these tests until everybody waits for it.
struct VirtualClock(Instant);

impl Clock for VirtualClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn wall(&self) -> Time {
        Time(0)
    }
}

/// A desk and the world around it.
struct Stage {
    desk: Desk,
    hub: Arc<FakeHub>,
    keyring: Arc<FakeKeyring>,
    notices: Arc<TestNotices>,
    folder: Arc<tempfile::TempDir>,
}

impl Stage {
    fn new(hub: FakeHub) -> Self {
        Self::with_keyring(hub, Mood::Open)
    }

    fn with_keyring(hub: FakeHub, mood: Mood) -> Self {
        let (hub, keyring) = (Arc::new(hub), Arc::new(FakeKeyring::new(mood)));
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let notices = Arc::new(TestNotices::default());
        Self {
            desk: start(&hub, &keyring, &notices, folder.path()),
            hub,
            keyring,
            notices,
            folder,
        }
    }

    /// Ends this desk as a crash would, and starts another in its place.
    async fn restart(self) -> Self {
        let Self {
            desk,
            hub,
            keyring,
            notices,
            folder,
        } = self;
        let mut views = desk.views();
        drop(desk);
        // The watch closes when the task, and with it the folder's lock, is gone.
        while views.changed().await.is_ok() {}
        loop {
            tokio::task::yield_now().await;
            if DataDirectory::hold(folder.path()).is_ok() {
                break;
            }
        }
        Self {
            desk: start(&hub, &keyring, &notices, folder.path()),
            hub,
            keyring,
            notices,
            folder,
        }
    }

    /// Signed in, at home.
    async fn signed_in(hub: FakeHub) -> Self {
        let stage = Self::new(hub);
        stage.sign_in("right").await;
        stage.until(|view| matches!(view.screen, Screen::Home(_))).await;
        stage
    }

    /// Signed in, with a case on the screen and its resting picture ready.
    async fn reviewing(hub: FakeHub) -> Self {
        let stage = Self::signed_in(hub).await;
        stage.want(Intent::StartReview { queue: None });
        stage.until(|view| resting_frame(view).is_some()).await;
        stage
    }

    async fn sign_in(&self, password: &str) {
        self.until(|view| matches!(view.screen, Screen::SignIn(_))).await;
        self.want(Intent::SignIn {
            hub: "https://hub.example".into(),
            name: "sam".into(),
            password: password.into(),
        });
    }

    fn want(&self, intent: Intent) {
        self.desk.intend(intent).unwrap();
    }

    /// The first view from here on of which this is true.
    async fn until(&self, holds: impl FnMut(&DeskView) -> bool) -> DeskView {
        let mut views = self.desk.views();
        let waited = timeout(Duration::from_mins(5), views.wait_for(holds)).await;
        waited
            .unwrap_or_else(|_late| panic!("never: {:#?}", self.desk.view()))
            .unwrap()
            .clone()
    }

    /// Lets virtual time pass until the hub's book says so.
    async fn until_heard(&self, mut holds: impl FnMut(&FakeHub) -> bool) {
        let waited = timeout(Duration::from_mins(5), async {
            while !holds(&self.hub) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        waited
            .await
            .unwrap_or_else(|_late| panic!("never: {:#?}", self.hub.book().calls));
    }

    /// Lets virtual time pass until a file of the desk's folder reads so.
    async fn until_kept<T: DeserializeOwned + PartialEq>(&self, file: &str, wanted: &T) {
        let path = self.folder.path().join(file);
        let is_kept =
            || std::fs::read(&path).is_ok_and(|bytes| serde_json::from_slice(&bytes).ok().as_ref() == Some(wanted));
        let written = timeout(Duration::from_mins(5), async {
            while !is_kept() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        written.await.expect("the file is written");
    }

    /// The window fetches a frame and says that it is on the screen.
    fn paint(&self, frame: &str) -> Vec<u8> {
        let bytes = self.desk.frames().take(frame).expect("the frame exists").bytes.to_vec();
        let painted = Painted {
            frame: frame.into(),
            width_px: 800,
            height_px: 600,
        };
        self.desk.presented(painted).unwrap();
        bytes
    }
}

fn start(hub: &Arc<FakeHub>, keyring: &Arc<FakeKeyring>, notices: &Arc<TestNotices>, folder: &Path) -> Desk {
    let transport = hub.clone();
    let connect: Connect = Arc::new(move |_address| Ok(HubClient::over(transport.clone())));
    Desk::start(Setup {
        clock: Arc::new(VirtualClock(Instant::now())),
        random: Arc::new(SystemRandom),
        secrets: keyring.clone(),
        connect,
        browser: Arc::new(TestBrowser(hub.clone())),
        notices: notices.clone(),
        folder: DataDirectory::hold(folder).unwrap(),
        hub: None,
        capture: Capture::NotOffered,
        global_curtain: GlobalCurtain::NotOffered,
        updates: hub.book().updates.clone(),
        downloads: Some(folder.to_owned()),
    })
}

fn review(view: &DeskView) -> Option<&ReviewView> {
    match &view.screen {
        Screen::Review(review) => Some(review),
        _ => None,
    }
}

fn resting_frame(view: &DeskView) -> Option<String> {
    let shown = &review(view)?.case.as_ref()?.shown;
    shown
        .until
        .is_none()
        .then(|| shown.frame.as_ref().map(|frame| frame.name.clone()))?
}

fn look_frame(view: &DeskView) -> Option<String> {
    let shown = &review(view)?.case.as_ref()?.shown;
    shown.until.and(shown.frame.as_ref().map(|frame| frame.name.clone()))
}
