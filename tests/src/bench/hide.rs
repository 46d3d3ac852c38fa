//! How long it takes until nothing is to be seen, while everything else is busy: the hub decodes pictures of 24
//! megapixels one after another and answers slowly, and the real window is watched from outside.

use super::{
    desk::{Bench, fill},
    figures::Figures,
    latency::{Review, precision},
    slow::Slow,
};
use crate::{
    harness::{HubOptions, Source, TestHub, person::Reviewer, stage::Account},
    pictures::{Alteration, File, Recipe, draw},
};
use anyhow::Context as _;
use scrim_model::{
    person::Role,
    queue::{Audience, QueueSettings},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// How many cases wait: each gives [`EACH`] samples, and the last few are not reached.
const CASES: u32 = 66;
/// How many of them are measured.
const MANY: u32 = 60;
/// How many, where it is to be quick.
const FEW: u32 = 12;
/// How often each is looked at and left. Within ten seconds that is one look to the hub, so that a day's budget is enough.
const EACH: u32 = 5;

/// How long the hub takes to answer beyond what it needs.
const SLOWLY: Duration = Duration::from_millis(300);

/// 24 megapixels.
const LARGE_PX: (usize, usize) = (6_000, 4_000);
/// The list that they are on.
const LARGE_LIST: &str = "large";
/// How many such pictures there are, and how many uploads are under way at once: one for each core of a small machine.
const LARGE: u32 = 2;

/// Measures it, or on fewer cases where it is to be `small`.
///
/// # Errors
/// When a program fails, or the screen never shows what it should.
pub async fn measure(small: bool) -> anyhow::Result<Figures> {
    let hub = TestHub::start(HubOptions::default())?;
    let one = Account::add(&hub, "ines", Role::Moderator)?;
    fill(&hub, CASES).await?;
    let load = Load::start(&hub).await?;
    let slow = Slow::to(&hub.url, SLOWLY).await?;
    let bench = Bench::open(&slow.url)?;
    let mut figures = Figures::default();
    let began = load.uploads();
    let (desk, window) = bench.start_once()?;
    bench.sign_in(&one, window)?;
    Review::calibrate(bench.screen(), window)?.measure_hiding(if small { FEW } else { MANY }, EACH, &mut figures)?;
    let uploads = load.uploads() - began;
    anyhow::ensure!(uploads > 0, "no picture came in meanwhile: nothing was busy");
    let waited = SLOWLY.as_millis();
    figures.note(format!(
        "meanwhile {uploads} pictures of 24 megapixels came in, and every request waited {waited} ms"
    ));
    precision(bench.screen(), &mut figures)?;
    drop((load, desk, bench));
    hub.finish()?;
    Ok(figures)
}

/// Takes the large pictures' queue from whoever reviews: a case that is sent again and again comes before all others.
async fn leave_to_leads(hub: &TestHub) -> anyhow::Result<()> {
    let lead = Account::add(hub, "lena", Role::Lead)?;
    let lead = Reviewer::sign_in(&hub.url, &lead.name, &lead.password).await?.signed;
    let queues = lead.all_queues().await?;
    let queue = queues.into_iter().find(|queue| queue.lists == [LARGE_LIST]);
    let queue = queue.context("a queue of the large pictures")?;
    let audience = Audience {
        roles: [Role::Lead].into(),
        ..queue.settings.audience
    };
    let settings = QueueSettings {
        audience,
        ..queue.settings
    };
    Ok(lead.set_queue(queue.id, &settings).await?)
}

/// Uploads without end, until the value is gone.
struct Load {
    came_in: Arc<AtomicU32>,
    sending: tokio::task::JoinSet<()>,
}

impl Load {
    async fn start(hub: &TestHub) -> anyhow::Result<Self> {
        let size_px = Some(LARGE_PX);
        let pictures = (0..LARGE).map(|number| {
            draw(Recipe {
                // Not one of those that are reviewed: their cases would gain a match of this list.
                number: CASES + number,
                variation: 0,
                size_px,
            })
        });
        let pictures: Vec<_> = pictures.collect();
        let known: Vec<File> = pictures.iter().map(File::jpeg).collect();
        // A list of its own, and so a queue of its own: the person at the desk is given none of them.
        hub.import(LARGE_LIST, false, &known)?;
        leave_to_leads(hub).await?;
        let (came_in, mut sending) = (Arc::new(AtomicU32::new(0)), tokio::task::JoinSet::new());
        for picture in &pictures {
            let file = Alteration::Brightened(14).file(picture);
            let source = hub.source(&picture.name)?;
            sending.spawn(send_on(source, file, Arc::clone(&came_in)));
        }
        Ok(Self { came_in, sending })
    }

    fn uploads(&self) -> u32 {
        self.came_in.load(Ordering::Relaxed)
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.sending.abort_all();
    }
}

/// The same picture again and again, each time in other bytes: a comment of its own behind the first marker.
async fn send_on(source: Source, file: File, came_in: Arc<AtomicU32>) {
    for number in 0_u32.. {
        let mut bytes = file.bytes.clone();
        let comment = [&[0xFF, 0xFE, 0, 6][..], &number.to_be_bytes()].concat();
        bytes.splice(2..2, comment);
        let name = file.name.clone();
        if source.submit(&File { name, bytes }).await.is_err() {
            return;
        }
        came_in.fetch_add(1, Ordering::Relaxed);
    }
}
