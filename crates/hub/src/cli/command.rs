//! Which commands there are, and which file each is in.

use super::{
    audit, backup, bank, destination, destroy, doctor, group, hash, hold, import, ledger, line, list, look_alikes,
    matcher, org, person, report, retention, serve, source, submit, transparency,
};
use crate::api;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
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
    /// Harmless pictures of your own that are mixed into the work
    #[command(subcommand)]
    LookAlikes(look_alikes::LookAlikesCommand),
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
    /// A decided case, for a report to a hotline
    Report(report::Report),
    /// What the organisation tells the outside of a period
    Transparency(transparency::TransparencyCommand),
    /// Say what is wrong, and what to do
    Doctor(doctor::Doctor),
    /// Keep data and media a second time, while the hub works
    Backup(backup::Backup),
    /// Bring a backup back
    Restore(backup::Restore),
    /// Print the API's document
    Openapi,
}

pub(super) async fn run(command: Command) -> anyhow::Result<ExitCode> {
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
        Command::LookAlikes(command) => command.run().await,
        Command::Audit(command) => command.run().await,
        Command::Matcher(command) => command.run().await,
        Command::Destination(command) => command.run().await,
        Command::Ledger(command) => command.run().await,
        Command::Org(command) => command.run().await,
        Command::Retention(command) => command.run().await,
        Command::Hold(command) => command.run().await,
        Command::Destroy(command) => command.run().await,
        Command::Report(command) => command.run().await,
        Command::Transparency(command) => command.run().await,
        Command::Doctor(command) => command.run().await,
        Command::Backup(command) => command.run().await,
        Command::Restore(command) => command.run().await,
        Command::Openapi => {
            line(&api::document().to_pretty_json()?);
            Ok(ExitCode::SUCCESS)
        }
    }
}
