//! `cargo xtask book`: the guides in `docs` as pages for a browser, in `target/book`. The links are tidy's to check, the
//! commands a test's to run.

use crate::root::Root;
use crate::steps::Steps;
use crate::tools::{self, Tool};

/// Makes the book.
///
/// # Errors
/// When mdBook cannot be built, or does not take a page.
pub(crate) fn run(root: &Root) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "book");
    tools::ensure(&mut steps, Tool::MdBook)?;
    let mut build = root.command("mdbook");
    tools::put_on_path(root, &mut build);
    steps.run("make the book", build.args(["build", "docs"]))?;
    println!("target/book/index.html");
    Ok(true)
}
