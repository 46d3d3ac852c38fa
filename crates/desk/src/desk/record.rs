//! One's own record: fetched page by page when it is opened, and written into a file when that is asked for.

use super::{
    became,
    core::{Core, Place},
    job::{Job, RecordJob, RecordOutcome},
    refusal::{is_of_an_older_hub, refusal},
};
use crate::{
    account::{Account, Failed},
    export,
    taken_along::{self, WholeRecord},
};
use scrim_model::{ids::GrantId, person::Permission, session::view::BlockView, time::Time, wellness::Notice};
use scrim_wire::{
    http::{
        alarms::Alarm,
        exposures::{ExposureRow, ListExposures, MOST_EXPOSURES},
        ledger::{AccessRow, DayRow, ListAccesses, ListDays, MOST_ACCESSES},
        me::Me,
        record::{PersonExport, TakeRecord},
    },
    ipc::{
        commands::Intent,
        record::{BecameView, Exported, OwnHoursView, RecordFormat, RecordView, TodayView},
    },
};
use std::path::PathBuf;

/// Rows fetched for the screen at once.
const PAGE: u32 = 100;

/// Days on the screen: a week.
const DAYS: u8 = 7;

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct RecordPlace {
    days: Vec<DayRow>,
    rows: Vec<ExposureRow>,
    more: bool,
    accesses: Vec<AccessRow>,
    became: BecameView,
    alarms: Vec<Alarm>,
    exported: Option<Exported>,
    /// Answers that are still to come.
    awaited: u8,
}

impl RecordPlace {
    pub(super) fn view(&self, me: &Me) -> RecordView {
        RecordView {
            today: today(me),
            hours: hours(me),
            days: self.days.clone(),
            rows: self.rows.clone(),
            more: self.more,
            accesses: self.accesses.clone(),
            became: reviews(me).then(|| self.became.clone()),
            alarms: self.alarms.iter().map(|alarm| became::alarm(alarm, me)).collect(),
            exported: self.exported.clone(),
            busy: self.awaited > 0,
        }
    }

    fn rows_came(&mut self, before: Option<GrantId>, page: Vec<ExposureRow>) {
        // A page that belongs behind another end came too late: the record was opened anew.
        if before.is_some() && before != self.rows.last().map(|last| last.grant_id) {
            return;
        }
        self.more = u32::try_from(page.len()).is_ok_and(|rows| rows >= PAGE);
        if before.is_none() {
            self.rows.clear();
        }
        self.rows.extend(page);
    }
}

/// Who speaks on cases is who is told what became of them.
fn reviews(me: &Me) -> bool {
    me.permissions.contains(&Permission::Review)
}

fn today(me: &Me) -> TodayView {
    let limit = me.wellness.settings.review_per_day;
    TodayView {
        block: block(me),
        reviewing_ms: me.reviewing_today_ms,
        reviewing_left_ms: limit.0.saturating_sub(me.reviewing_today_ms).max(0),
        looks: me.looks_today,
        looking_ms: me.looking_today_ms,
    }
}

fn hours(me: &Me) -> OwnHoursView {
    let ends_at = me.allowance.shift_ends_at;
    OwnHoursView {
        hours: me.hours.clone(),
        ends_at,
        veiled_from: ends_at.map(|ends_at| ends_at - me.wellness.settings.veiled_end),
        next_at: me.allowance.next_shift_at,
    }
}

/// The block and the budgets of whoever is signed in.
pub(super) fn block(me: &Me) -> BlockView {
    BlockView {
        ends_at: me.allowance.block_ends_at,
        looks_left: me.allowance.looks_left,
        looking_left: me.allowance.looking_left,
        looks_in_block: me.block_looks,
        notice: me.allowance.notices.contains(&Notice::ManyLooks),
    }
}

impl Core {
    pub(super) fn open_record(&mut self) {
        self.go(Place::Record(Box::default()));
        self.ask_of_record(RecordJob::Rows { before: None });
        self.ask_of_record(RecordJob::Accesses);
        self.ask_of_record(RecordJob::Alarms);
        if self.person.as_ref().is_some_and(|person| reviews(&person.me)) {
            self.ask_of_record(RecordJob::Feedback { before: None });
        }
    }

    /// Something was raised, or a lead has said something to it.
    pub(super) fn read_alarms_again(&mut self) {
        self.ask_of_record(RecordJob::Alarms);
    }

    /// Carries out an intent of this screen; hands back any other.
    pub(super) fn manage_record(&mut self, intent: Intent) -> Option<Intent> {
        let Place::Record(place) = &mut self.place else {
            return Some(intent);
        };
        let job = match intent {
            Intent::MoreRecord => {
                let last = place.rows.last().filter(|_| place.more && place.awaited == 0);
                RecordJob::Rows {
                    before: Some(last?.grant_id),
                }
            }
            Intent::MoreFeedback => {
                let more = place.became.more && place.awaited == 0;
                let last = place.became.feedback.last().filter(|_| more);
                RecordJob::Feedback {
                    before: Some(last?.verdict_id),
                }
            }
            Intent::ShowDays { from, offset_minutes } => RecordJob::Days(ListDays {
                from: from.0,
                days: Some(DAYS),
                offset_minutes,
            }),
            Intent::ExportRecord { format } => {
                if place.exported == Some(Exported::UnderWay) {
                    return None;
                }
                place.exported = Some(Exported::UnderWay);
                let name = self.person.as_ref().map(|person| person.me.name.clone());
                let (name, at) = (name.unwrap_or_default(), self.now());
                self.jobs.push(Job::Record(RecordJob::Export { format, name, at }));
                return None;
            }
            other => return Some(other),
        };
        self.ask_of_record(job);
        None
    }

    fn ask_of_record(&mut self, job: RecordJob) {
        if let Place::Record(place) = &mut self.place {
            place.awaited = place.awaited.saturating_add(1);
            self.jobs.push(Job::Record(job));
        }
    }

    pub(super) fn record_answered(&mut self, outcome: RecordOutcome) {
        let Place::Record(place) = &mut self.place else {
            return;
        };
        if !matches!(outcome, RecordOutcome::Exported(_)) {
            place.awaited = place.awaited.saturating_sub(1);
        }
        let problem = match outcome {
            RecordOutcome::Rows {
                before,
                answer: Ok(page),
            } => return place.rows_came(before, page),
            RecordOutcome::Days(Ok(days)) => return place.days = days,
            RecordOutcome::Accesses(Ok(accesses)) => return place.accesses = accesses,
            RecordOutcome::Feedback {
                before,
                answer: Ok(page),
            } => return became::feedback_came(&mut place.became, before, page),
            RecordOutcome::Alarms(Ok(alarms)) => return place.alarms = alarms,
            RecordOutcome::Exported(exported) => return place.exported = Some(exported),
            RecordOutcome::Rows { answer: Err(error), .. }
            | RecordOutcome::Days(Err(error))
            | RecordOutcome::Accesses(Err(error))
            | RecordOutcome::Feedback { answer: Err(error), .. }
            | RecordOutcome::Alarms(Err(error)) => error,
        };
        self.message = refusal(&problem).or(self.message);
    }
}

async fn rows(account: &Account, before: Option<GrantId>, most: u32) -> Result<Vec<ExposureRow>, Failed> {
    let wanted = ListExposures {
        before,
        most: Some(most),
    };
    account
        .call(|hub| async move { hub.exposures_page(wanted).await })
        .await
}

/// Asks the hub; an export goes into `downloads`.
pub(super) async fn ask(account: &Account, job: RecordJob, downloads: Option<PathBuf>) -> RecordOutcome {
    match job {
        RecordJob::Rows { before } => RecordOutcome::Rows {
            before,
            answer: rows(account, before, PAGE).await,
        },
        RecordJob::Days(wanted) => RecordOutcome::Days(account.call(|hub| async move { hub.days(wanted).await }).await),
        RecordJob::Accesses => {
            let wanted = ListAccesses::default();
            RecordOutcome::Accesses(account.call(|hub| async move { hub.accesses(wanted).await }).await)
        }
        RecordJob::Feedback { before } => RecordOutcome::Feedback {
            before,
            answer: became::feedback(account, before).await,
        },
        RecordJob::Alarms => RecordOutcome::Alarms(account.call(|hub| async move { hub.own_alarms().await }).await),
        RecordJob::Export { format, name, at } => {
            let Some(folder) = downloads else {
                return RecordOutcome::Exported(Exported::NotWritten);
            };
            let exported = match whole(account, name).await {
                Ok(whole) => write(whole, folder, format, at).await,
                Err(_not_fetched) => Exported::NotFetched,
            };
            RecordOutcome::Exported(exported)
        }
    }
}

async fn write(whole: WholeRecord, folder: PathBuf, format: RecordFormat, at: Time) -> Exported {
    export::written(move || {
        let name = format!("scrim-record-{}", export::day(at));
        match format {
            RecordFormat::Csv => export::write_folder(&folder, &name, &taken_along::tables(&whole)),
            RecordFormat::Json => export::write(&folder, &format!("{name}.json"), &taken_along::json(&whole)?),
        }
    })
    .await
}

/// All of it, page by page.
async fn whole(account: &Account, name: String) -> Result<WholeRecord, Failed> {
    let (parts, rows) = match parts(account).await {
        Ok(parts) => (parts, Vec::new()),
        Err(error) if is_of_an_older_hub(&error) => (Vec::new(), all_rows(account).await?),
        Err(error) => return Err(error),
    };
    Ok(WholeRecord {
        hub: account.hub().to_owned(),
        name,
        parts,
        rows,
        accesses: all_accesses(account).await?,
    })
}

async fn parts(account: &Account) -> Result<Vec<PersonExport>, Failed> {
    let mut all: Vec<PersonExport> = Vec::new();
    loop {
        let last = all.last().and_then(|part| part.export.rows.last());
        let wanted = TakeRecord {
            before: last.map(|row| row.grant_id),
            most: Some(MOST_EXPOSURES),
        };
        let part = account.call(|hub| async move { hub.take_record(wanted).await }).await?;
        let is_last = is_short(part.export.rows.len(), MOST_EXPOSURES);
        all.push(part);
        if is_last {
            return Ok(all);
        }
    }
}

async fn all_rows(account: &Account) -> Result<Vec<ExposureRow>, Failed> {
    let mut all: Vec<ExposureRow> = Vec::new();
    loop {
        let page = rows(account, all.last().map(|row| row.grant_id), MOST_EXPOSURES).await?;
        let is_last = is_short(page.len(), MOST_EXPOSURES);
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

async fn all_accesses(account: &Account) -> Result<Vec<AccessRow>, Failed> {
    let mut all: Vec<AccessRow> = Vec::new();
    loop {
        let wanted = ListAccesses {
            before: all.last().map(|access| access.id),
            most: None,
        };
        let page = account.call(|hub| async move { hub.accesses(wanted).await }).await?;
        let is_last = is_short(page.len(), MOST_ACCESSES);
        all.extend(page);
        if is_last {
            return Ok(all);
        }
    }
}

/// Whether a page with so many rows is the last.
fn is_short(rows: usize, most: u32) -> bool {
    u32::try_from(rows).is_ok_and(|rows| rows < most)
}
