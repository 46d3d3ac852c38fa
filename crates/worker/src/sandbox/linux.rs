//! Linux: process attributes, Landlock, resource limits, seccomp, in that order.

use std::io;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::process::{DumpableBehavior, Resource, Rlimit, Signal, setrlimit};

use super::{Isolation, LandlockState, SandboxError, SandboxState, seccomp};

/// Socket, two standard streams, two memory files, and the rule set while it is made.
const MAX_OPEN_FILES: u64 = 8;
/// The newest rules this was written against; older kernels enforce what they know.
const LANDLOCK_ABI: ABI = ABI::V6;

/// Which layers to put on: all of them, except when each is tested for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layers {
    pub(crate) landlock: bool,
    pub(crate) seccomp: bool,
}

impl Layers {
    pub(crate) const ALL: Self = Self {
        landlock: true,
        seccomp: true,
    };
}

/// Linux's isolation.
pub(crate) struct Linux {
    pub(crate) memory_bytes: u64,
    pub(crate) layers: Layers,
}

impl Isolation for Linux {
    fn lock_down(&self) -> Result<SandboxState, SandboxError> {
        attributes().map_err(SandboxError::Process)?;
        let landlock = if self.layers.landlock {
            landlock()
        } else {
            LandlockState::Absent
        };
        limits(self.memory_bytes).map_err(SandboxError::Process)?;
        let seccomp = self.layers.seccomp && seccomp::apply().is_ok();
        Ok(SandboxState {
            landlock,
            seccomp,
            rlimits: true,
            no_new_privs: true,
        })
    }
}

/// How far a worker stands back for others on the processor, of 19 steps: a third of what a hub gets that has to answer
/// somebody meanwhile, and everything where nobody else wants it. Further back, a busy machine would let pictures run
/// into their deadline.
const STANDS_BACK: i32 = 5;

/// Has this thread stand back for others on the processor, for good: a thread has no right to come forward again.
pub(crate) fn stand_back() -> io::Result<()> {
    rustix::process::nice(STANDS_BACK)?;
    Ok(())
}

/// Stands back, dies with its parent, cannot be read by a debugger or into a core, cannot gain rights.
fn attributes() -> io::Result<()> {
    stand_back()?;
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    rustix::thread::set_no_new_privs(true)?;
    Ok(())
}

/// Handles every right and grants none.
fn landlock() -> LandlockState {
    let made = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK_ABI))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(LANDLOCK_ABI)))
        .and_then(|rules| rules.scope(Scope::from_all(LANDLOCK_ABI)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    match made.map(|status| status.ruleset) {
        Ok(RulesetStatus::FullyEnforced) => LandlockState::Full,
        Ok(RulesetStatus::PartiallyEnforced) => LandlockState::Partial,
        Ok(RulesetStatus::NotEnforced) | Err(_) => LandlockState::Absent,
    }
}

fn limits(memory_bytes: u64) -> io::Result<()> {
    let caps = [
        (Resource::As, memory_bytes),
        (Resource::Data, memory_bytes),
        (Resource::Fsize, memory_bytes),
        (Resource::Nofile, MAX_OPEN_FILES),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
    ];
    for (resource, cap) in caps {
        setrlimit(
            resource,
            Rlimit {
                current: Some(cap),
                maximum: Some(cap),
            },
        )?;
    }
    Ok(())
}
