//! `cargo xtask package`: what is given to people, made and tried: the desk in the packages of this system, and on
//! Linux the hub as deb and rpm. All of it lands in `target/packages`. Signs nothing: that is whoever gives it out.

mod deb;
mod desk;
mod proof;
mod rpm;
mod tree;

use crate::packages::{self, Purpose};
use crate::programs::{self, Desk, Speed};
use crate::root::Root;
use crate::steps::Steps;
use anyhow::Context;
use std::fs;
use std::path::Path;

/// Where everything lands.
const FOLDER: &str = "target/packages";

/// The version of everything in the workspace, this program included.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What to make, and how.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the hub.
    #[arg(long)]
    hub: bool,
    /// From programs that are quick to build and slow to run; to try packages, never to give them out.
    #[arg(long)]
    debug: bool,
    /// Install the hub's packages into a bare Debian, run them there, remove them, and judge the service's unit.
    #[arg(long)]
    prove: bool,
}

impl Options {
    /// The hub's packages of programs that tests have built anyway, tried.
    pub(crate) const fn proof() -> Self {
        Self {
            hub: true,
            debug: true,
            prove: true,
        }
    }

    const fn speed(&self) -> Speed {
        if self.debug { Speed::Debug } else { Speed::Release }
    }
}

/// Makes the packages; `false` when one was made and does not do what it should.
///
/// # Errors
/// When one cannot be made.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "package");
    packages::ensure(&mut steps, &[Purpose::Build])?;
    let mut made = Vec::new();
    let mut proven = true;
    // Elsewhere there is no hub: no worker can be locked down there.
    if cfg!(target_os = "linux") {
        packages::ensure(&mut steps, &[Purpose::Packages])?;
        programs::build(&mut steps, Desk::Without, options.speed())?;
        let tree = tree::hub(root, options.speed())?;
        made = vec![deb::hub(&mut steps, &tree)?, rpm::hub(&mut steps, &tree)?];
        proven = !options.prove || proof::hub(&mut steps, &made)?;
    }
    if !options.hub {
        made.extend(desk::bundle(&mut steps, options.speed())?);
    }
    for package in &made {
        println!("     {}", root.shown(package));
    }
    Ok(proven)
}

/// A folder that is there and empty.
fn emptied(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}
