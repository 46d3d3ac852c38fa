//! One's own record, as the window draws it.

use crate::http::{
    exposures::ExposureRow,
    ledger::{AccessRow, DayRow},
    settling::Feedback,
};
use scrim_model::{alarm::Rise, ids::AlarmId, session::view::BlockView, time::Time, wellness::WeeklyHours};
use serde::{Deserialize, Serialize};

/// One's own record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RecordView {
    /// The rolling day, as it is now.
    pub today: TodayView,
    /// When I work.
    pub hours: OwnHoursView,
    /// The days that were asked for, one after the other.
    pub days: Vec<DayRow>,
    /// The newest rows first, as far as they were fetched.
    pub rows: Vec<ExposureRow>,
    /// There are older ones.
    pub more: bool,
    /// Who else opened this record, the newest first.
    pub accesses: Vec<AccessRow>,
    /// What became of it; none for those who do not review.
    pub became: Option<BecameView>,
    /// What was raised about them, the newest first.
    pub alarms: Vec<AlarmView>,
    /// What became of the last export.
    pub exported: Option<Exported>,
    /// The hub is being asked.
    pub busy: bool,
}

/// What one did in the rolling 24 hours, and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TodayView {
    /// The block and the budgets.
    pub block: BlockView,
    /// Milliseconds of reviewing.
    pub reviewing_ms: i64,
    /// Milliseconds of reviewing that are left.
    pub reviewing_left_ms: i64,
    /// Looks.
    pub looks: u32,
    /// Milliseconds of looking.
    pub looking_ms: i64,
}

/// When one works, and what it means now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OwnHoursView {
    /// One's hours; none where no shift limits one.
    pub hours: Option<WeeklyHours>,
    /// When the shift ends that is on; none where none is.
    pub ends_at: Option<Time>,
    /// Since when only veils are shown in it.
    pub veiled_from: Option<Time>,
    /// When the next one begins, where none is on and one is known.
    pub next_at: Option<Time>,
}

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Exported {
    /// It is being written.
    UnderWay,
    /// It is there.
    Saved {
        /// The whole path of the file.
        file: String,
    },
    /// The hub did not give all of it.
    NotFetched,
    /// There is no folder for it, or the disk refused.
    NotWritten,
}

/// What was decided on cases that a lead settled after one had spoken; told to nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct BecameView {
    /// The newest first, as far as they were fetched.
    pub feedback: Vec<Feedback>,
    /// There are older ones.
    pub more: bool,
}

/// An alarm about whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AlarmView {
    /// Which.
    pub id: AlarmId,
    /// The queue's name; none where one is no longer in it.
    pub queue: Option<String>,
    /// What rose.
    pub rose: Rise,
    /// From which midnight UTC on.
    pub since: Time,
    /// Until which.
    pub until: Time,
    /// When it was raised.
    pub raised_at: Time,
    /// What a lead has said to it, once one has.
    pub said: Option<String>,
}

/// What kind of file one's own record is written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordFormat {
    /// Lines of values, for a spreadsheet.
    Csv,
    /// For a program.
    Json,
}
