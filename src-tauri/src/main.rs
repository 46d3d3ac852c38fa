//! The desk's window: six commands, two events, one protocol for pictures.
//!
//! Everything it does is `scrim-desk`'s; here is only what needs a window. Deliberately knows nothing
//! of cases, leases or rules.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod anywhere;
mod app;
mod commands;
mod doctor;
mod drawing;
mod folder;
mod hardening;
#[cfg(target_os = "linux")]
mod links;
mod logs;
mod options;
mod pictures;
mod shutter;
#[cfg(feature = "tap")]
mod tap;
mod updates;
mod voice;
mod window;

use clap::Parser;
use scrim_wire::ipc::links::Summons;
use std::{alloc::System, process::ExitCode};
use zeroizing_alloc::ZeroAlloc;

/// Whatever this program frees is zeroed: pictures pass through libraries that know nothing of that.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    if let Some(code) = hardening::close_doors() {
        return code;
    }
    let options::Options { word, link, start } = options::Options::parse();
    match word {
        Some(options::Word::Doctor(how)) => return doctor::run(how, start),
        #[cfg(target_os = "linux")]
        Some(options::Word::RegisterLinks) => return links::register(&start),
        None => {}
    }
    logs::start();
    let summons = Summons::of_argument(link.as_deref());
    match app::run(start, summons) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the desk did not start");
            ExitCode::FAILURE
        }
    }
}
