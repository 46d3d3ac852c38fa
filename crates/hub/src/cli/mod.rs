//! The commands of `scrim-hub`, each in a file of its own.

mod audit;
mod backup;
mod bank;
mod destination;
mod destroy;
mod doctor;
mod group;
mod hash;
mod hold;
mod import;
mod ledger;
mod list;
mod matcher;
mod org;
mod person;
mod pictures;
mod place;
mod retention;
mod serve;
mod source;
mod stop;
mod submit;
mod telling;
mod ways;

use crate::api;
use clap::{Parser, Subcommand};
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

#[derive(Subcommand)]
enum Command {
    /// Serve; prints one JSON line with its address when it answers
    Serve(serve::Serve),
    /// Known content from a folder into a bank
    Import(import::Import),
    /// Uploads from a folder into review
    Submit(submit::Submit),
    /// Hash files: one JSON line each
    Hash(hash::Hash),
    /// People who sign in
    #[command(subcommand)]
    Person(person::Person),
    /// Groups of an identity provider, and what they give here
    #[command(subcommand)]
    Group(group::Group),
    /// Programs that send uploads
    #[command(subcommand)]
    Source(source::Source),
    /// Lists
    #[command(subcommand)]
    Bank(bank::BankCommand),
    /// Lists as files
    #[command(subcommand)]
    List(list::ListCommand),
    /// Services outside that are asked about uploads
    #[command(subcommand)]
    Matcher(matcher::MatcherCommand),
    /// Whom confirmed verdicts are told to
    #[command(subcommand)]
    Destination(destination::DestinationCommand),
    /// The audit chain
    #[command(subcommand)]
    Audit(audit::Audit),
    /// For how long pictures are kept
    #[command(subcommand)]
    Retention(retention::RetentionCommand),
    /// Legal holds
    #[command(subcommand)]
    Hold(hold::HoldCommand),
    /// Destroy a picture for good, with a receipt
    Destroy(destroy::Destroy),
    /// Whom people can turn to, and what desks have to be
    #[command(subcommand)]
    Org(org::OrgCommand),
    /// The exposure ledger
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// Say what is wrong, and what to do
    Doctor(doctor::Doctor),
    /// Keep data and media a second time, while the hub works
    Backup(backup::Backup),
    /// Bring a backup back
    Restore(backup::Restore),
    /// Print the API's document
    Openapi,
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

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(command) => command.run().await,
        Command::Import(command) => command.run().await,
        Command::Submit(command) => command.run().await,
        Command::Hash(command) => command.run().await,
        Command::Person(command) => command.run().await,
        Command::Group(command) => command.run().await,
        Command::Source(command) => command.run().await,
        Command::Bank(command) => command.run().await,
        Command::List(command) => command.run().await,
        Command::Audit(command) => command.run().await,
        Command::Matcher(command) => command.run().await,
        Command::Destination(command) => command.run().await,
        Command::Ledger(command) => command.run().await,
        Command::Org(command) => command.run().await,
        Command::Retention(command) => command.run().await,
        Command::Hold(command) => command.run().await,
        Command::Destroy(command) => command.run().await,
        Command::Doctor(command) => command.run().await,
        Command::Backup(command) => command.run().await,
        Command::Restore(command) => command.run().await,
        Command::Openapi => {
            line(&api::document().to_pretty_json()?);
            Ok(ExitCode::SUCCESS)
        }
    }
}
