//! What the page is put together by: a graphics processor where there is one, and this program's own drawing else.
//!
//! WebKitGTK puts layers together with OpenGL, and where there is no graphics processor it has that done by a stand-in
//! that works on the processor. Without layers a frame takes it half as long there (DESIGN.md). Virtual machines and
//! thin clients, which is where many moderators sit, have none. The web views of Windows and macOS decide by themselves.

#[cfg(target_os = "linux")]
mod gtk;
#[cfg(not(target_os = "linux"))]
mod nothing;

#[cfg(target_os = "linux")]
pub(crate) use gtk::fit;
#[cfg(not(target_os = "linux"))]
pub(crate) use nothing::fit;
