//! `cargo xtask tidy`: the rules of the house that no other tool checks. Reads the repository as text
//! and the crates as cargo describes them; compiles nothing.

mod docs;
mod edges;
mod links;
mod parity;
mod sizes;
mod threats;
mod tree;
mod words;

use crate::root::Root;
use tree::{Fault, Tree};

type Rule = fn(&Tree) -> Vec<Fault>;

const RULES: [Rule; 20] = [
    edges::internal,
    edges::outside,
    sizes::files,
    sizes::components,
    sizes::tables_of_contents,
    docs::module_docs,
    docs::readmes,
    docs::architecture,
    docs::changelog,
    links::lead_somewhere,
    links::contents,
    threats::shown_where_they_say,
    threats::actors,
    threats::capabilities,
    parity::tests_named,
    words::machine_paths,
    words::registry_hosts,
    words::unfinished,
    words::skipped_tests,
    words::embedded_pictures,
];

/// Prints every fault; `false` when there is one.
///
/// # Errors
/// When git or cargo cannot describe the repository.
pub(crate) fn run(root: &Root) -> anyhow::Result<bool> {
    let faults = faults(&Tree::read(root)?);
    for fault in &faults {
        println!("{fault}");
    }
    println!("tidy: {} faults", faults.len());
    Ok(faults.is_empty())
}

fn faults(tree: &Tree) -> Vec<Fault> {
    RULES.iter().flat_map(|rule| rule(tree)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let tree = Tree::read(&Root::find()).unwrap();
        assert!(tree.files.len() > 50, "the walk found only {} files", tree.files.len());
        let found: Vec<String> = faults(&tree).iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
}
