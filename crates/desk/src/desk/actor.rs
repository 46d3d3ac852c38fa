//! The task that owns the core: one input at a time, jobs out, a view whenever it changed.

use super::{
    Setup,
    core::{Core, World},
    job::{Job, Outcome},
    runner::{Answer, Runner},
};
use crate::{appearance::AppearanceFile, clock::Clock, frames::FrameStore, updating::WishFile};
use scrim_wire::ipc::{
    commands::{Intent, Painted},
    links::Summons,
    view::DeskView,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{MissedTickBehavior, interval},
};

/// How often time alone is looked at; a look ends at most this late, and the hub allows for it.
const TICK: Duration = Duration::from_millis(250);

/// Anything that happens to a desk.
pub(crate) enum Input {
    Intent(Intent),
    Painted(Painted),
    Summoned(Summons),
    Tick,
    Answer { epoch: u64, outcome: Outcome },
    Close(oneshot::Sender<()>),
}

/// Starts the task. It ends when the last handle is dropped.
pub(super) fn spawn(
    setup: Setup,
    frames: Arc<FrameStore>,
    incoming: mpsc::UnboundedReceiver<Input>,
) -> watch::Receiver<DeskView> {
    let (appearance, settings_aside) = AppearanceFile::of(&setup.folder).load();
    let world = World {
        frames,
        random: setup.random.clone(),
        capture: setup.capture,
        global_curtain: setup.global_curtain,
        remembered: super::runner::remembered(&setup.folder, setup.hub.as_deref()),
        appearance,
        settings_aside,
        updates: setup.updates.is_some().then(|| WishFile::of(&setup.folder).load()),
    };
    let clock = setup.clock.clone();
    let core = Core::new(world, clock.wall(), clock.elapsed());
    let (publish, views) = watch::channel(core.view());
    let (runner, answers) = Runner::start(setup);
    let actor = Actor {
        core,
        runner,
        clock,
        publish,
    };
    tokio::spawn(actor.run(incoming, answers));
    views
}

struct Actor {
    core: Core,
    runner: Runner,
    clock: Arc<dyn Clock>,
    publish: watch::Sender<DeskView>,
}

impl Actor {
    async fn run(mut self, mut incoming: mpsc::UnboundedReceiver<Input>, mut answers: mpsc::UnboundedReceiver<Answer>) {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        self.start(vec![Job::OpenJournal]);
        loop {
            // In this order: what a person wants goes before what the network has to say.
            let input = tokio::select! {
                biased;
                input = incoming.recv() => match input {
                    Some(input) => input,
                    None => return,
                },
                Some(Answer { epoch, outcome }) = answers.recv() => Input::Answer { epoch, outcome },
                _ = ticks.tick() => Input::Tick,
            };
            self.take(input);
        }
    }

    fn take(&mut self, input: Input) {
        let before = self.core.account();
        let (jobs, closing) = match input {
            Input::Close(done) => (self.core.close(self.clock.elapsed()), Some(done)),
            input => (self.core.take(input, self.clock.elapsed()), None),
        };
        // The last jobs of a session that has just been left are still done on its behalf.
        let account = before.or_else(|| self.core.account());
        for job in jobs {
            self.runner.start_job(job, account.clone(), self.core.epoch());
        }
        if let Some(done) = closing {
            self.runner.when_told(done);
        }
        self.show();
    }

    fn start(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            self.runner.start_job(job, None, self.core.epoch());
        }
    }

    /// Publishes the view where anything but the time in it changed.
    fn show(&self) {
        let next = self.core.view();
        self.publish.send_if_modified(|shown| {
            let same = DeskView {
                revision: shown.revision,
                now: shown.now,
                ..next.clone()
            } == *shown;
            if !same {
                let revision = shown.revision + 1;
                *shown = DeskView { revision, ..next };
            }
            !same
        });
    }
}
