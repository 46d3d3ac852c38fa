//! The desk's window: five commands, two events, one protocol for pictures.
//!
//! Everything it does is `scrim-desk`'s; here is only what needs a window. Deliberately knows nothing
//! of cases, leases or rules.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod commands;
mod doctor;
mod hardening;
mod logs;
mod options;
mod pictures;
mod shutter;
#[cfg(feature = "tap")]
mod tap;
mod window;

use clap::Parser;
use std::{alloc::System, process::ExitCode};
use zeroizing_alloc::ZeroAlloc;

/// Whatever this program frees is zeroed: pictures pass through libraries that know nothing of that.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    if let Some(code) = hardening::close_doors() {
        return code;
    }
    let options = options::Options::parse();
    if let Some(options::Word::Doctor(doctor)) = options.word {
        return doctor::run(doctor, options.start);
    }
    logs::start();
    match app::run(options.start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the desk did not start");
            ExitCode::FAILURE
        }
    }
}
