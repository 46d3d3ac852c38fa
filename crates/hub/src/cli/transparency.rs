//! `scrim-hub transparency`: what the organisation tells the outside of a period.

use super::{DataFolder, json_line, say};
use crate::{
    clock,
    transparency::{self, csv, page},
};
use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::{civil::Date, tz::TimeZone};
use scrim_model::{time::Time, transparency::Period};
use std::{fs, path::PathBuf, process::ExitCode};

/// As what it is given.
#[derive(Clone, Copy, Default, ValueEnum)]
enum Form {
    /// One JSON line.
    #[default]
    Json,
    /// A line a figure, for spreadsheets.
    Csv,
    /// A page with charts, to be printed.
    Page,
}

/// Sums over whole months in UTC that are over: what came in, what became of it, how long it took. Never per person
#[derive(Args)]
pub(super) struct TransparencyCommand {
    #[command(flatten)]
    data: DataFolder,
    /// The first day of the first month, as 2026-01-01
    #[arg(long, value_name = "DAY")]
    from: Date,
    /// The first day after the last month
    #[arg(long, value_name = "DAY")]
    until: Date,
    /// As what
    #[arg(long = "as", value_enum, default_value_t)]
    form: Form,
    /// Into this file, instead of printing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl TransparencyCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let period = Period::of(midnight(self.from)?, midnight(self.until)?, clock::now())?;
        let report = transparency::report(&self.data.store()?, period).await?;
        let text = match (self.form, &self.out) {
            (Form::Json, None) => {
                json_line(&report)?;
                return Ok(ExitCode::SUCCESS);
            }
            (Form::Json, Some(_)) => serde_json::to_string_pretty(&report)?,
            (Form::Csv, _) => csv(&report)?,
            (Form::Page, _) => page(&report)?,
        };
        match self.out {
            Some(file) => {
                fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))?;
                say(&format!("scrim-hub: written to {}", file.display()));
            }
            None => super::line(text.trim_end()),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn midnight(day: Date) -> anyhow::Result<Time> {
    let at = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0))?;
    Ok(Time(at.as_millisecond()))
}
