//! Runs the real programs and talks to them as people and platforms do: over HTTP and through a real
//! window. Knows nothing of what a test wants to show.

pub mod before;
pub mod browser;
pub mod child;
pub mod core_image;
pub mod desktop;
pub mod ear;
mod forms;
pub mod hma;
pub mod hub;
pub mod memory;
pub mod operator;
pub mod orca;
pub mod person;
pub mod pixels;
pub mod programs;
pub mod provider;
pub mod rulings;
pub mod secrets;
pub mod shield;
pub mod small_disk;
pub mod source;
pub mod stage;
pub mod trace;
pub mod wait;
pub mod webdriver;
pub mod window;

pub use before::HubBefore;
pub use desktop::{Desktop, Keyring, Shows};
pub use hub::{HubOptions, TestHub};
pub use orca::Orca;
pub use person::{Held, Reviewer};
pub use provider::Provider;
pub use source::{Answer, Source};
pub use stage::Stage;
pub use wait::eventually;
pub use window::{Window, WindowOptions};
