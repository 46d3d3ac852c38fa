//! Says what the page's live regions come to say, where the web view tells no screen reader of them.
//!
//! WebKitGTK gives assistive technology the roles, names and focus of a page, and no word of a live region that
//! changes: a look that begins, a verdict that was taken and a sign-in that failed would pass in silence. The web
//! views of Windows and macOS tell of them by themselves. Knows nothing of what is said, nor of when.

#[cfg(target_os = "linux")]
mod gtk;
#[cfg(not(target_os = "linux"))]
mod nothing;

#[cfg(target_os = "linux")]
pub(crate) use gtk::say;
#[cfg(not(target_os = "linux"))]
pub(crate) use nothing::say;
