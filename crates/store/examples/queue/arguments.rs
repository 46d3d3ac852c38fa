//! What the program is told.

use anyhow::{Context, bail};

/// What it is to do.
pub(crate) enum Wanted {
    /// Measure, and print the figures.
    Measure(Plan),
    /// Keep a filled database until the input ends.
    Keep(Kept),
}

/// What is measured.
pub(crate) struct Plan {
    /// How many cases wait, one run each.
    pub(crate) waiting: Vec<u64>,
    /// How long a run lasts.
    pub(crate) seconds: u64,
    pub(crate) engines: Vec<Engine>,
}

/// A filled database.
pub(crate) struct Kept {
    pub(crate) engine: Engine,
    pub(crate) waiting: u64,
    pub(crate) desks: u32,
}

/// What keeps the hub's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    fn named(name: &str) -> anyhow::Result<Vec<Self>> {
        Ok(match name {
            "sqlite" => vec![Self::Sqlite],
            "postgres" => vec![Self::Postgres],
            "both" => vec![Self::Sqlite, Self::Postgres],
            other => bail!("there is no engine {other}: sqlite, postgres or both"),
        })
    }
}

/// Reads `measure [--waiting N]… [--seconds N] [--engine NAME]` or `keep ENGINE WAITING DESKS`.
pub(crate) fn read(mut words: impl Iterator<Item = String>) -> anyhow::Result<Wanted> {
    match words.next().as_deref() {
        Some("measure") => measure(words).map(Wanted::Measure),
        Some("keep") => {
            let mut next = || words.next().context("keep takes ENGINE WAITING DESKS");
            let engine = Engine::named(&next()?)?.first().copied().context("one engine")?;
            let (waiting, desks) = (next()?.parse()?, next()?.parse()?);
            Ok(Wanted::Keep(Kept { engine, waiting, desks }))
        }
        _ => bail!("say measure or keep"),
    }
}

fn measure(mut words: impl Iterator<Item = String>) -> anyhow::Result<Plan> {
    let mut plan = Plan {
        waiting: Vec::new(),
        seconds: 10,
        engines: vec![Engine::Sqlite, Engine::Postgres],
    };
    while let Some(option) = words.next() {
        let value = words.next().with_context(|| format!("{option} takes a value"))?;
        match option.as_str() {
            "--waiting" => plan.waiting.push(value.parse()?),
            "--seconds" => plan.seconds = value.parse()?,
            "--engine" => plan.engines = Engine::named(&value)?,
            other => bail!("there is no option {other}"),
        }
    }
    if plan.waiting.is_empty() {
        plan.waiting = vec![1_000, 1_000_000];
    }
    Ok(plan)
}
