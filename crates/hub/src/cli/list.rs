//! `scrim-hub list import` and `list export`: lists as files.

use super::{DataFolder, import::Harm, json_line, say};
use crate::lists::{Format, News, export, import};
use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use scrim_store::{
    Store,
    banks::{Bank, NewBank},
};
use std::{
    fs::File,
    io::{self, BufReader, BufWriter},
    path::PathBuf,
    process::ExitCode,
};

/// Rows between two lines that say how far it has come.
const BETWEEN_WORDS: u64 = 100_000;

/// Lists as files. What a list has already is known and counted, so an import that broke off is begun again.
#[derive(Subcommand)]
pub(super) enum ListCommand {
    /// Rows of a file into a bank; bad ones are told by their line and left out, and end it with 2
    Import {
        #[command(flatten)]
        data: DataFolder,
        /// The file
        file: PathBuf,
        /// The bank, made when missing
        #[arg(long)]
        bank: String,
        /// How its rows are written
        #[arg(long, value_enum, default_value_t = Written::Csv)]
        format: Written,
        /// What the bank is about, when it is made; rows about something else are left out
        #[arg(long, value_enum, default_value_t = Harm::Csam)]
        harm: Harm,
        /// Call the bank vetted, with the reason, when it is made
        #[arg(long, value_name = "REASON")]
        vetted: Option<String>,
    },
    /// A bank's entries to standard output, but for those that are suspended
    Export {
        #[command(flatten)]
        data: DataFolder,
        /// The bank
        #[arg(long)]
        bank: String,
        /// How its rows are written
        #[arg(long, value_enum, default_value_t = Written::Csv)]
        format: Written,
    },
}

/// How rows are written.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Written {
    /// Comma-separated values with a head: `md5`, `sha1`, `sha256`, `pdq`, `quality`, `category`, `harm_type`, `id`
    Csv,
    /// One indicator of `ThreatExchange` a line
    Threatexchange,
    /// One JSON object a line, with all that an entry has
    Scrim,
}

impl ListCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Import {
                data,
                file,
                bank,
                format,
                harm,
                vetted,
            } => {
                let file = File::open(&file).with_context(|| format!("cannot open {}", file.display()))?;
                let store = data.store()?;
                let new = NewBank {
                    name: bank,
                    harm: harm.into(),
                    vetted_reason: vetted,
                };
                let bank = store.bank(new).await?;
                bring_in(&store, &bank, format.into(), file).await
            }
            Self::Export { data, bank, format } => {
                let store = data.store()?;
                let banks = store.banks().await?;
                let Some((bank, _entries)) = banks.into_iter().find(|(known, _)| known.name == bank) else {
                    bail!("there is no bank of that name: see `scrim-hub bank list`");
                };
                let written = export(&store, &bank, format.into(), BufWriter::new(io::stdout())).await?;
                say(&format!("{written} entries"));
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

async fn bring_in(store: &Store, bank: &Bank, format: Format, file: File) -> anyhow::Result<ExitCode> {
    let bar = bar_over(file.metadata()?.len())?;
    let mut next = BETWEEN_WORDS;
    let told = |news| match news {
        News::Bad { line, why } => bar.suspend(|| say(&format!("line {line}: {why}"))),
        News::Kept(tally) => {
            let rows = tally.imported + tally.known;
            bar.set_message(format!("{rows} rows"));
            // Nobody watches a bar that is written into a file.
            if bar.is_hidden() && rows >= next {
                next += BETWEEN_WORDS;
                say(&format!("{rows} rows"));
            }
        }
    };
    let tally = import(store, bank, format, BufReader::new(bar.wrap_read(&file)), told).await?;
    bar.finish_and_clear();
    json_line(&serde_json::json!({
        "bank": bank.name, "imported": tally.imported, "known": tally.known, "refused": tally.refused,
    }))?;
    Ok(if tally.refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// How much of the file was read, and what is left by that; on a terminal alone.
fn bar_over(bytes: u64) -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{wide_bar} {percent} % {msg}, {eta} left")?;
    Ok(ProgressBar::new(bytes).with_style(style))
}

impl From<Written> for Format {
    fn from(written: Written) -> Self {
        match written {
            Written::Csv => Self::Csv,
            Written::Threatexchange => Self::ThreatExchange,
            Written::Scrim => Self::Scrim,
        }
    }
}
