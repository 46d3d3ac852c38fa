//! The commands of `scrim-hub`, each in a file of its own.

mod audit;
mod backup;
mod bank;
mod command;
mod destination;
mod destroy;
mod doctor;
mod group;
mod hash;
mod hold;
mod hours;
mod import;
mod ledger;
mod list;
mod look_alikes;
mod matcher;
mod org;
mod person;
mod pictures;
mod place;
mod report;
mod retention;
mod serve;
mod source;
mod stop;
mod submit;
mod telling;
mod transparency;
mod ways;

use clap::Parser;
use command::{Command, run};
use pictures::WorkerArguments;
use place::{DataFolder, KeyFile, Places};
use std::{process::ExitCode, time::Duration};
use telling::{json_line, line, say, start_logging};

/// The hub of Scrim: matches uploads, queues what needs a person, grants looks, tells the lists.
#[derive(Parser)]
#[command(name = "scrim-hub", version, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Runs a command; prints one sentence and its causes when it fails.
pub fn main(arguments: Arguments) -> ExitCode {
    start_logging();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = runtime.map_err(anyhow::Error::from).and_then(|runtime| {
        let done = runtime.block_on(run(arguments.command));
        runtime.shutdown_timeout(Duration::from_secs(5));
        done
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            say(&format!("scrim-hub: {}", causes.join(": ")));
            ExitCode::FAILURE
        }
    }
}
