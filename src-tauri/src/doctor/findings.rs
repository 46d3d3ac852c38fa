//! What there is to say of a machine: one finding a subject, each with what to do about it.

use super::facts::{Build, Display, Dumps, Facts, Folder, Hub, Kept, Memory, Swap};
use scrim_desk::{HubState, KeyringState, Tells};
use scrim_wire::ipc::view::{Capture, MemoryLock};
use serde::Serialize;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// What it is about, in one word for programs.
    pub(crate) about: &'static str,
    /// How it is.
    pub(crate) is: Is,
    /// What was found.
    pub(crate) says: String,
    /// What to do; none where nothing is to be done.
    pub(crate) advice: Option<String>,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Is {
    /// As it should be.
    Ok,
    /// Less than it could be.
    Warning,
    /// Not to be worked with.
    Problem,
}

/// Everything there is to say.
pub(crate) fn findings(facts: &Facts) -> Vec<Finding> {
    vec![
        build(facts.build),
        dumps(&facts.dumps),
        memory(facts.memory),
        swap(facts.swap.as_deref()),
        keyring(facts.keyring),
        capture(facts.capture),
        seat(facts.seat),
        display(facts.display),
        web_view(facts.web_view.as_deref()),
        folder(&facts.folder),
        hub(facts.hub.as_ref(), facts.build.version),
    ]
}

fn ok(about: &'static str, says: impl Into<String>) -> Finding {
    Finding {
        about,
        is: Is::Ok,
        says: says.into(),
        advice: None,
    }
}

fn found(about: &'static str, is: Is, says: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding {
        about,
        is,
        says: says.into(),
        advice: Some(advice.into()),
    }
}

fn build(build: Build) -> Finding {
    let says = format!("Scrim {}.", build.version);
    if build.devtools {
        let says = format!("{says} Its window can be inspected.");
        return found("build", Is::Problem, says, "Use a build as it is given to people.");
    }
    if build.for_tests.is_empty() {
        return ok("build", format!("{says} Its window cannot be inspected."));
    }
    let has = build.for_tests.join(" and ");
    found(
        "build",
        Is::Problem,
        format!("{says} This build is for tests: it has {has}."),
        "Review nothing with it; use a build as it is given to people.",
    )
}

fn dumps(dumps: &Dumps) -> Finding {
    const ABOUT: &str = "core_dumps";
    if dumps.limit_bytes.is_some_and(|limit| limit > 0) || dumps.readable == Some(true) {
        return found(
            ABOUT,
            Is::Problem,
            "A crash of the desk may leave its memory in a file, or others of this user may read it.",
            "Start the desk by itself and not under a debugger or a wrapper that changes limits.",
        );
    }
    match (&dumps.handler, dumps.readable) {
        (Some(handler), _) => found(
            ABOUT,
            Is::Warning,
            format!(
                "A crash of the desk leaves no memory behind. The web view's crashes are handed to {handler}, \
                 which need not keep to the limit of zero bytes."
            ),
            "See that it stores no memory of programs whose core limit is zero, or switch it off.",
        ),
        (None, Some(false)) => ok(
            ABOUT,
            "A crash leaves no memory behind, and others of this user cannot read the desk's.",
        ),
        (None, _) => found(
            ABOUT,
            Is::Warning,
            "This system does not say what a crash leaves behind.",
            "Look up how it keeps crash reports, and switch that off for Scrim.",
        ),
    }
}

fn memory(memory: Memory) -> Finding {
    const ABOUT: &str = "memory";
    let needs = size(memory.look_bytes);
    let limit = memory.limit_bytes.map_or("there is no limit".into(), |limit| {
        format!("the limit is {}", size(limit))
    });
    let raise = format!("Raise the limit on locked memory (`ulimit -l`, LimitMEMLOCK=) to {needs} or more.");
    match memory.lock {
        MemoryLock::Locked => ok(
            ABOUT,
            format!("What the desk holds in clear is locked in memory: a look takes {needs}, {limit}."),
        ),
        MemoryLock::Partly { locked_bytes, .. } => found(
            ABOUT,
            Is::Warning,
            format!(
                "Only {} of the {needs} that a look takes can be locked in memory; {limit}.",
                size(locked_bytes)
            ),
            raise,
        ),
        MemoryLock::NotLocked => found(
            ABOUT,
            Is::Warning,
            format!("Nothing of the {needs} that a look takes can be locked in memory; {limit}."),
            if cfg!(unix) {
                raise
            } else {
                "Encrypt the disk: memory may be written to it.".into()
            },
        ),
    }
}

fn swap(places: Option<&[Swap]>) -> Finding {
    const ABOUT: &str = "swap";
    let Some(places) = places else {
        return found(
            ABOUT,
            Is::Warning,
            "This system does not say whether memory is written to a disk in clear.",
            "Encrypt the disk.",
        );
    };
    let clear: Vec<&str> = places
        .iter()
        .filter(|place| place.kept == Kept::InClear)
        .map(|place| place.name.as_str())
        .collect();
    if !clear.is_empty() {
        return found(
            ABOUT,
            Is::Warning,
            format!(
                "Memory may be written in clear to {}, the web view's too, which the desk cannot lock.",
                clear.join(" and ")
            ),
            "Encrypt the swap or switch it off.",
        );
    }
    match places {
        [] => ok(ABOUT, "There is no swap: no memory is written to a disk."),
        places if places.iter().all(|place| place.kept == Kept::InMemory) => {
            ok(ABOUT, "The swap is in memory: nothing of it is written to a disk.")
        }
        _ => ok(ABOUT, "The swap is encrypted."),
    }
}

fn keyring(state: KeyringState) -> Finding {
    const ABOUT: &str = "keyring";
    match state {
        KeyringState::Open => ok(ABOUT, "The keyring keeps what it is given."),
        KeyringState::Locked => found(
            ABOUT,
            Is::Warning,
            "The keyring is locked: the system will ask for its password at sign-in.",
            "Unlock it, or let it be unlocked when you sign in to the system.",
        ),
        KeyringState::Absent => found(
            ABOUT,
            Is::Warning,
            "No keyring answers: sign-ins last for one run, and verdicts not yet sent are lost with it.",
            "Install and start one, such as gnome-keyring or KWallet.",
        ),
    }
}

fn capture(capture: Capture) -> Finding {
    const ABOUT: &str = "capture";
    match capture {
        Capture::Excluded => ok(ABOUT, "The window is left out of screen captures."),
        Capture::NotOffered => found(
            ABOUT,
            Is::Warning,
            "This system cannot keep the window out of screen captures.",
            "Run nothing beside it that records the screen.",
        ),
    }
}

fn seat(tells: Tells) -> Finding {
    const ABOUT: &str = "seat";
    match (tells.locks, tells.sleeps) {
        (true, true) => ok(
            ABOUT,
            "The curtain falls when the screen is locked or the machine goes to sleep.",
        ),
        (true, false) => found(
            ABOUT,
            Is::Warning,
            "The curtain falls when the screen is locked. This system does not say when the machine goes to sleep.",
            "Let the screen be locked before sleep, or drop the curtain yourself.",
        ),
        (false, sleeps) => found(
            ABOUT,
            Is::Warning,
            format!(
                "This system does not say when the screen is locked{}. A look ends when the window loses the focus.",
                if sleeps { "" } else { " or the machine goes to sleep" }
            ),
            "Drop the curtain before you leave: Esc twice, or Pause.",
        ),
    }
}

fn display(display: Display) -> Finding {
    const ABOUT: &str = "display";
    match display {
        Display::Native => ok(ABOUT, "The window is drawn by the system itself."),
        Display::Wayland => ok(
            ABOUT,
            "The window is drawn by Wayland: other programs cannot read it or its keys unasked. The key for \
             the curtain works while the window is in front; no shortcut of a program's own works elsewhere.",
        ),
        Display::X11 => found(
            ABOUT,
            Is::Warning,
            "The window is drawn by X11: any program of this session can read it and its keys. The key for \
             the curtain works while the window is in front.",
            "Use a Wayland session where there is one, and run no program beside it that you do not trust.",
        ),
        Display::X11OnWayland => found(
            ABOUT,
            Is::Warning,
            "The window is drawn by X11 on a Wayland desktop: other X11 programs can read it and its keys. \
             The key for the curtain works while the window is in front.",
            "Unset GDK_BACKEND, so that it is drawn by Wayland.",
        ),
        Display::None => found(
            ABOUT,
            Is::Problem,
            "There is no display: neither WAYLAND_DISPLAY nor DISPLAY is set.",
            "Start it within a desktop session.",
        ),
    }
}

fn web_view(version: Option<&str>) -> Finding {
    const ABOUT: &str = "web_view";
    match version {
        Some(version) => ok(ABOUT, format!("The web view is version {version}.")),
        None => found(
            ABOUT,
            Is::Problem,
            "There is no web view.",
            "Install WebKitGTK 4.1 on Linux, the WebView2 runtime on Windows.",
        ),
    }
}

fn folder(folder: &Folder) -> Finding {
    const ABOUT: &str = "folder";
    match folder {
        Folder::Missing => ok(ABOUT, "The folder for the desk's own files is made at the first start."),
        Folder::Private => ok(ABOUT, "The folder for the desk's own files is this user's alone."),
        Folder::Open { mode } => found(
            ABOUT,
            Is::Problem,
            format!("Others may enter the folder for the desk's own files: its rights are {mode:03o}."),
            "Take their rights away: chmod 700.",
        ),
        Folder::Unusable => found(
            ABOUT,
            Is::Problem,
            "The folder for the desk's own files cannot be used.",
            "Name another with --data, or make this user its owner.",
        ),
    }
}

fn hub(hub: Option<&Hub>, ours: &str) -> Finding {
    const ABOUT: &str = "hub";
    let Some(Hub { address, state }) = hub else {
        return ok(ABOUT, "No hub is known here yet; it is asked for at sign-in.");
    };
    match state {
        HubState::BadAddress { why } => found(
            ABOUT,
            Is::Problem,
            format!("The hub's address cannot be used: {why}."),
            "Name another with --hub, or at sign-in.",
        ),
        HubState::Silent { why } => found(
            ABOUT,
            Is::Problem,
            format!("The hub at {address} cannot be worked with: {why}."),
            "See that it runs and that this machine reaches it.",
        ),
        HubState::Answers { version } if same_contract(version, ours) => ok(
            ABOUT,
            format!("The hub at {address} answers; its version is {version}."),
        ),
        HubState::Answers { version } => found(
            ABOUT,
            Is::Problem,
            format!("The hub at {address} is version {version}, this desk {ours}: they may not understand each other."),
            "Bring both to the same version.",
        ),
    }
}

/// Whether two versions promise the same by semantic versioning, where below 1.0 every second number may
/// break.
fn same_contract(one: &str, other: &str) -> bool {
    let promise = |version: &str| {
        let mut numbers = version.split('.').map(str::to_owned);
        let (major, minor) = (numbers.next(), numbers.next());
        let breaks = major.as_deref() == Some("0");
        (major, minor.filter(|_| breaks))
    };
    promise(one) == promise(other)
}

fn size(bytes: u64) -> String {
    const KIB: u64 = 1024;
    if bytes < KIB * KIB {
        return format!("{} KiB", bytes / KIB);
    }
    let tenths = bytes.saturating_mul(10) / (KIB * KIB);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
