//! What is looked into on the screen of queues: the list of open cases, how cases come to one and leave it, as it is told and as a file, and whom a
//! case can be handed to. Works nothing out: what may be told is the hub's to say.

use super::{
    core::{Core, Place},
    job::{QueuesJob, QueuesOutcome},
    queues::QueuesPlace,
    refusal::is_of_an_older_hub,
};
use crate::export::{self, quoted};
use scrim_model::{
    disclosure::WEEK,
    flow::Decided,
    ids::{CaseId, QueueId},
    time::Time,
};
use scrim_wire::{
    http::{flow::QueueFlow, queues::Recipient},
    ipc::{
        oversight::SaveForm,
        queues::{FlowView, QueuesAct, SendingView},
        record::Exported,
    },
};
use serde::Serialize;
use std::path::PathBuf;

const COLUMNS: &str = "figure,of,from,until,value";

/// What is written into a file.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ToldFlow {
    /// The name of the queue.
    pub(crate) queue: String,
    /// When it was read, which is what the ages of what waits are of.
    pub(crate) at: Time,
    /// What is told of it.
    pub(crate) flow: QueueFlow,
}

impl Core {
    pub(super) fn look_into_queues(&mut self, act: QueuesAct) {
        let now = self.now();
        let Place::Queues(place) = &mut self.place else {
            return;
        };
        let job = match act {
            QueuesAct::ShowFlow { queue } => {
                place.flow = Some(FlowView {
                    queue,
                    told: None,
                    exported: None,
                });
                Some(QueuesJob::Flow(queue))
            }
            QueuesAct::HideFlow => {
                place.flow = None;
                None
            }
            QueuesAct::SaveFlow { form } => place.begin_saving(form, now),
            QueuesAct::HideCases => {
                place.cases = None;
                None
            }
            QueuesAct::MoreCases => place.more_cases(),
            QueuesAct::ChooseWhere { case } => place.cases.as_mut().map(|cases| {
                cases.sending = Some(SendingView { case, recipients: None });
                QueuesJob::Recipients(case)
            }),
            QueuesAct::Keep => {
                if let Some(cases) = &mut place.cases {
                    cases.sending = None;
                }
                None
            }
        };
        if let Some(job) = job {
            self.ask_of_queues(job);
        }
    }
}

impl QueuesPlace {
    /// Where another case is being sent by now, or none, they came too late.
    pub(super) fn recipients_came(&mut self, case: CaseId, people: Vec<Recipient>) {
        let sending = self.cases.as_mut().and_then(|cases| cases.sending.as_mut());
        if let Some(sending) = sending.filter(|sending| sending.case == case) {
            sending.recipients = Some(people);
        }
    }

    /// What an older hub cannot say is made up for, as far as it can be: it refuses by itself whoever cannot be given a
    /// case. Nothing is waited for that never comes.
    pub(super) fn made_up_for(&mut self, outcome: QueuesOutcome) -> QueuesOutcome {
        match outcome {
            QueuesOutcome::Recipients(case, Err(error)) if is_of_an_older_hub(&error) => {
                let people = self.page.directory.people.iter().map(|reviewer| Recipient {
                    id: reviewer.id,
                    name: reviewer.name.clone(),
                    role: reviewer.role,
                    of_queue: false,
                });
                QueuesOutcome::Recipients(case, Ok(people.collect()))
            }
            QueuesOutcome::Flow(queue, Err(error)) if is_of_an_older_hub(&error) => {
                self.flow = None;
                QueuesOutcome::Flow(queue, Err(error))
            }
            other => other,
        }
    }

    /// Where another queue is looked into by now, or none, it came too late.
    pub(super) fn flow_came(&mut self, queue: QueueId, told: QueueFlow) {
        if let Some(flow) = self.flow.as_mut().filter(|flow| flow.queue == queue) {
            flow.told = Some(told);
        }
    }

    pub(super) fn flow_saved(&mut self, exported: Exported) {
        if let Some(flow) = &mut self.flow {
            flow.exported = Some(exported);
        }
    }

    fn begin_saving(&mut self, form: SaveForm, at: Time) -> Option<QueuesJob> {
        let told = self.told_flow(at)?;
        self.flow_saved(Exported::UnderWay);
        Some(QueuesJob::SaveFlow(form, told))
    }

    fn told_flow(&self, at: Time) -> Option<Box<ToldFlow>> {
        let shown = self.flow.as_ref()?;
        let queue = self.page.queues.iter().find(|queue| queue.id == shown.queue)?;
        Some(Box::new(ToldFlow {
            queue: queue.name.clone(),
            at,
            flow: shown.told.clone()?,
        }))
    }
}

/// Writes what is shown.
pub(super) async fn save(told: &ToldFlow, form: SaveForm, folder: Option<PathBuf>) -> Exported {
    let (text, ending) = match form {
        SaveForm::Json => (serde_json::to_string_pretty(told).map(|text| text + "\n"), "json"),
        SaveForm::Csv | SaveForm::Page => (Ok(lines(told)), "csv"),
    };
    let (Ok(text), Some(folder)) = (text, folder) else {
        return Exported::NotWritten;
    };
    let name = format!("scrim-queue-{}.{ending}", export::day(told.at));
    export::written(move || export::write(&folder, &name, &text)).await
}

/// A line a figure. What is not told is a word of its own, and never a nought.
fn lines(ToldFlow { queue, at, flow }: &ToldFlow) -> String {
    let mut lines = vec![COLUMNS.to_owned()];
    let mut line = |figure: &str, from: Time, until: Time, value: &str| {
        let (from, until) = (export::day(from), export::day(until));
        lines.push(format!("{figure},{},{from},{until},{value}", quoted(queue)));
    };
    for week in &flow.weeks {
        let until = week.starts + WEEK;
        line("arrived", week.starts, until, &week.arrived.to_string());
        let decided = match week.decided {
            Decided::Told { verdicts } => verdicts.to_string(),
            Decided::TooFew => "fewer than five people".to_owned(),
            Decided::TeamChanged => "not the same people as the week before".to_owned(),
        };
        line("decided", week.starts, until, &decided);
    }
    let (from, to) = (flow.rhythm.from, flow.rhythm.to);
    for (hour, cases) in flow.rhythm.hours.iter().enumerate() {
        line(&format!("arrived_at_hour_{hour}_utc"), from, to, &cases.to_string());
    }
    for (day, cases) in flow.rhythm.days.iter().enumerate() {
        line(&format!("arrived_on_weekday_{}", day + 1), from, to, &cases.to_string());
    }
    for band in &flow.waiting {
        let hours = |ms: i64| ms / 3_600_000;
        let name = match band.below_ms {
            Some(below) => format!("waiting_{}_to_{}_hours", hours(band.from_ms), hours(below)),
            None => format!("waiting_{}_hours_and_more", hours(band.from_ms)),
        };
        line(&name, *at, *at, &band.cases.to_string());
        line(&format!("{name}_skipped"), *at, *at, &band.skipped.to_string());
    }
    lines.join("\r\n") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::flow::{Rhythm, waiting_for};
    use scrim_wire::http::flow::FlowWeek;

    #[test]
    fn a_week_of_which_nothing_is_told_has_a_word_and_no_nought() {
        let told = ToldFlow {
            queue: "=a, b".into(),
            at: Time(0),
            flow: QueueFlow {
                weeks: vec![FlowWeek {
                    starts: Time(0),
                    arrived: 7,
                    decided: Decided::TooFew,
                }],
                rhythm: Rhythm {
                    from: Time(0),
                    to: Time(0),
                    hours: vec![0; 24],
                    days: vec![0; 7],
                },
                waiting: waiting_for([0, 0, 0, 0, 0, 4], [0, 0, 0, 0, 0, 3]),
            },
        };
        let text = lines(&told);
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.get(1), Some(&"arrived,\"'=a, b\",1970-01-01,1970-01-08,7"));
        assert_eq!(
            rows.get(2),
            Some(&"decided,\"'=a, b\",1970-01-01,1970-01-08,fewer than five people")
        );
        let [.., waiting, skipped] = rows.as_slice() else {
            panic!("{text}")
        };
        assert!(waiting.starts_with("waiting_168_hours_and_more,") && waiting.ends_with(",4"));
        assert!(skipped.starts_with("waiting_168_hours_and_more_skipped,") && skipped.ends_with(",3"));
        assert_eq!(rows.len(), 1 + 2 + 24 + 7 + 2 * 6);
    }
}
