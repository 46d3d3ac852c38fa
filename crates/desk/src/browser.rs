//! The system's browser, for signing in at an organisation; and the way in which the system opens a thing, which updates
//! go by as well. The desk lets other programs show nothing else.
//!
//! Knows nothing of sign-ins. Only an address that is encrypted, or on this machine, is handed on, and as one word of
//! a command, never through a shell.

use std::{
    ffi::OsStr,
    net::IpAddr,
    process::{Command, Stdio},
    thread,
};
use url::Url;

/// The longest address that is opened, bytes.
const MOST_BYTES: usize = 8 * 1024;

/// What the desk sets for itself and its web view (`src-tauri/src/hardening.rs`), and which another program would
/// only be slowed down by.
const OURS: [&str; 3] = ["GLIBC_TUNABLES", "Malloc", "WEBKIT_SKIA_ENABLE_CPU_RENDERING"];

/// Opens addresses.
pub trait Browser: Send + Sync {
    /// Opens one, and does not wait for what comes of it.
    ///
    /// # Errors
    /// [`NotOpened`].
    fn open(&self, address: &SafeAddress) -> Result<(), NotOpened>;
}

/// No program took the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no browser could be opened")]
pub struct NotOpened;

/// An address that a browser may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeAddress(Url);

impl SafeAddress {
    /// Checks an address that a hub has named.
    pub fn of(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(|_| text.len() <= MOST_BYTES)?;
        let host = url.host_str()?;
        let number = host.trim_start_matches('[').trim_end_matches(']');
        let here = host == "localhost" || number.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
        let bare = url.username().is_empty() && url.password().is_none();
        (safe && bare).then_some(Self(url))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The browser that the system would open.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &SafeAddress) -> Result<(), NotOpened> {
        open_by_the_system(address.as_str()).ok_or(NotOpened)
    }
}

/// Opens an address or a file with whatever the system opens it with; none where nothing does.
pub(crate) fn open_by_the_system(what: impl AsRef<OsStr>) -> Option<()> {
    open::commands(what).into_iter().find_map(started)
}

fn started(mut command: Command) -> Option<()> {
    for variable in OURS {
        command.env_remove(variable);
    }
    // What it has to say is not the desk's to keep.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    // Some openers end at once and some with the browser: whoever waits for the end must not hold the desk up.
    thread::spawn(move || child.wait());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_sent_to_what_is_encrypted_or_here_and_to_no_file_or_program() {
        for good in [
            "https://id.example/auth?client_id=a&state=b",
            "http://127.0.0.1:4000/auth",
            "http://[::1]/",
        ] {
            assert!(SafeAddress::of(good).is_some(), "{good}");
        }
        for bad in [
            "http://id.example/auth",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://me:secret@id.example/",
            "--help",
            "",
            "mailto:a@b.example",
            "http://localhost.example/",
        ] {
            assert!(SafeAddress::of(bad).is_none(), "{bad}");
        }
        let long = format!("https://id.example/{}", "a".repeat(MOST_BYTES));
        assert!(SafeAddress::of(&long).is_none());
    }

    #[test]
    fn what_is_handed_on_has_no_space_quote_or_line_break() {
        let odd = SafeAddress::of("https://id.example/a b?c=\"d\"\n'&e=`f`").expect("an address");
        assert!(!odd.as_str().contains([' ', '"', '\n', '<']), "{}", odd.as_str());
    }
}
