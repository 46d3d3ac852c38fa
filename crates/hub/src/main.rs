//! `scrim-hub`: one binary for serving and for everything an operator does by hand.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    scrim_hub::cli::main(scrim_hub::cli::Arguments::parse())
}
