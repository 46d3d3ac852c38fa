//! The worker's own side: lock down, say hello, then picture after picture until the parent goes.

use std::ffi::OsString;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::process::ExitCode;

use scrim_media::{DecodeError, Limits, Want};

use crate::arguments::{Arguments, SelfTest, When};
use crate::inbox::{Mapped, picture_length};
use crate::protocol::{Header, REQUEST_BYTES, read_request, write_answer, write_cells, write_hashes, write_hello};
use crate::reading::PictureReader;
use crate::transport::{say, take_over, write_all};
use crate::{Isolation, here, self_test};

const WRONG_USE: u8 = 64;
const BROKEN: u8 = 70;
const UNSAFE: u8 = 77;

/// Runs a worker on standard input until its parent closes the other end.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let Some(arguments) = Arguments::parse(arguments) else {
        return WRONG_USE.into();
    };
    if let Some((test, When::AtOnce)) = &arguments.self_test {
        return self_test::run(test, arguments.memory_bytes);
    }
    let test = arguments.self_test.as_ref().map(|(test, _)| test);
    // A panic must neither print what it saw nor look like a failed allocation, which aborts.
    std::panic::set_hook(Box::new(|_| std::process::exit(BROKEN.into())));
    let locked = match test {
        Some(test) => self_test::lock_down(test, arguments.memory_bytes),
        None => here(arguments.memory_bytes).lock_down(),
    };
    let Ok(state) = locked else {
        return UNSAFE.into();
    };
    let parent = rustix::stdio::stdin();
    if say(parent, &write_hello(state)).is_err() {
        return BROKEN.into();
    }
    if !state.suffices() && !arguments.best_effort {
        return UNSAFE.into();
    }
    match serve(parent, test) {
        Some(()) => ExitCode::SUCCESS,
        None => BROKEN.into(),
    }
}

/// `None` when the parent speaks something else; a parent that has gone is the normal end.
fn serve(parent: BorrowedFd<'_>, test: Option<&SelfTest>) -> Option<()> {
    let mut message = [0; REQUEST_BYTES];
    let mut worker = Worker::default();
    while let Some((got, [picture, pixels])) = take_over(parent, &mut message).ok()? {
        let (limits, want) = read_request(message.get(..got)?)?;
        if test.is_some_and(|test| !self_test::succeeds(test)) {
            std::process::exit(self_test::REFUSED.into());
        }
        let answer = worker.answer(&picture, &pixels, &limits, want);
        say(parent, &write_answer(&answer)).ok()?;
    }
    Some(())
}

/// What a worker keeps from picture to picture: only memory.
#[derive(Default)]
struct Worker {
    inbox: Mapped,
    reader: PictureReader,
}

impl Worker {
    fn answer(
        &mut self,
        picture: &OwnedFd,
        made: &OwnedFd,
        limits: &Limits,
        want: Want,
    ) -> Result<Header, DecodeError> {
        let length = picture_length(picture).map_err(|_unlike_us| DecodeError::TooManyBytes)?;
        limits.admit_bytes(length)?;
        let bytes = self.inbox.picture(picture, length);
        let reading = self
            .reader
            .read(bytes.map_err(|_refused| DecodeError::OutOfMemory)?, limits, want)?;
        let behind = u64::try_from(reading.shown.bytes.len()).unwrap_or(u64::MAX);
        let told = [write_hashes(&reading.hashes), write_cells(&reading.cells)].concat();
        write_all(made, &reading.shown.bytes, 0)
            .and_then(|()| write_all(made, &told, behind))
            .map_err(|_full| DecodeError::OutOfMemory)?;
        Ok(Header {
            facts: reading.facts,
            shown: (reading.shown.width, reading.shown.height),
            layout: reading.shown.layout,
            hashes: u32::try_from(reading.hashes.len()).unwrap_or(u32::MAX),
            cells: u8::try_from(reading.cells.len()).unwrap_or(u8::MAX),
        })
    }
}
