//! Which crate may depend on which. The direction of the whole system, in one table.

use super::tree::{Crate, Fault, Tree};

/// Each crate and the crates of ours that it may know; everything else is a fault.
const INTERNAL: [(&str, &[&str]); 13] = [
    ("scrim-contract", &[]),
    ("scrim-hashing", &[]),
    ("scrim-model", &["scrim-hashing"]),
    ("scrim-media", &[]),
    ("scrim-wire", &["scrim-model"]),
    ("scrim-store", &["scrim-model", "scrim-hashing"]),
    ("scrim-worker", &["scrim-hashing", "scrim-media"]),
    ("scrim-upstream", &["scrim-hashing", "scrim-model"]),
    (
        "scrim-hub",
        &[
            "scrim-hashing",
            "scrim-model",
            "scrim-media",
            "scrim-worker",
            "scrim-wire",
            "scrim-store",
            "scrim-upstream",
        ],
    ),
    ("scrim-hub-client", &["scrim-wire", "scrim-model"]),
    (
        "scrim-desk",
        &["scrim-model", "scrim-media", "scrim-wire", "scrim-hub-client"],
    ),
    ("scrim", &["scrim-desk", "scrim-wire", "scrim-model"]),
    ("xtask", &[]),
];

/// What a crate's own tests may know besides: the desk's test picture has to be one that a hub recognises, and both sides
/// of the API are held beside its documents.
const IN_TESTS: [(&str, &str); 3] = [
    ("scrim-desk", "scrim-hashing"),
    ("scrim-hub", "scrim-contract"),
    ("scrim-hub-client", "scrim-contract"),
];

/// The package of the tests drives everything, so it may know everything.
const FREE: &str = "scrim-tests";

/// Families of outside crates and the one crate that may know them.
const OUTSIDE: [(&str, &[&str]); 3] = [
    ("scrim", &["tauri"]),
    ("scrim-hub", &["axum", "utoipa-axum", "object_store"]),
    (
        "scrim-store",
        &[
            "rusqlite",
            "libsqlite3-sys",
            "sqlx",
            "postgres",
            "tokio-postgres",
            "deadpool-postgres",
            "diesel",
        ],
    ),
];

/// Edges between our own crates.
pub(super) fn internal(tree: &Tree) -> Vec<Fault> {
    let ours = |name: &str| tree.crates.iter().any(|member| member.name == name);
    tree.crates
        .iter()
        .filter(|member| member.name != FREE)
        .flat_map(|member| {
            let runs = member.dependencies.iter().filter(|name| !may_know(&member.name, name));
            let tests = member
                .tested_with
                .iter()
                .filter(|name| !may_test_with(&member.name, name));
            let wrong = runs.chain(tests).filter(|name| ours(name));
            wrong.map(|name| fault(member, name)).collect::<Vec<_>>()
        })
        .collect()
}

/// Edges to the outside that belong to one crate alone.
pub(super) fn outside(tree: &Tree) -> Vec<Fault> {
    tree.crates
        .iter()
        .filter(|member| member.name != FREE)
        .flat_map(|member| {
            let all = member.dependencies.iter().chain(&member.tested_with);
            let wrong = all.filter(|name| belongs_elsewhere(&member.name, name));
            wrong.map(|name| fault(member, name)).collect::<Vec<_>>()
        })
        .collect()
}

fn may_know(from: &str, to: &str) -> bool {
    from == to
        || INTERNAL
            .iter()
            .any(|(name, allowed)| *name == from && allowed.contains(&to))
}

fn may_test_with(from: &str, to: &str) -> bool {
    may_know(from, to) || IN_TESTS.contains(&(from, to))
}

fn belongs_elsewhere(from: &str, to: &str) -> bool {
    OUTSIDE
        .iter()
        .any(|(owner, families)| *owner != from && families.iter().any(|family| in_family(to, family)))
}

/// `tauri` stands for `tauri-build` and every plugin too.
fn in_family(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn fault(member: &Crate, name: &str) -> Fault {
    Fault::whole(
        &format!("{}/Cargo.toml", member.folder),
        format!("{} may not depend on {name}", member.name),
    )
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted::member;
    use super::*;

    fn tree(crates: Vec<Crate>) -> Tree {
        Tree {
            crates,
            ..Tree::default()
        }
    }

    #[test]
    fn an_edge_that_points_back_is_a_fault() {
        let planted = tree(vec![
            member("scrim-model", "crates/model", &["scrim-hashing", "scrim-hub", "serde"]),
            member("scrim-hashing", "crates/hashing", &[]),
            member("scrim-hub", "crates/hub", &["scrim-model"]),
        ]);
        let found = internal(&planted);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "crates/model/Cargo.toml: scrim-model may not depend on scrim-hub"
        );
    }

    #[test]
    fn tests_may_know_what_their_crate_does_not_where_the_table_says_so() {
        let knowing = |runs: &[&str], tests: &[&str]| {
            let desk = Crate {
                tested_with: tests.iter().map(|name| (*name).to_owned()).collect(),
                ..member("scrim-desk", "crates/desk", runs)
            };
            let others = ["scrim-hashing", "scrim-store"].map(|name| member(name, "crates/other", &[]));
            internal(&tree([desk].into_iter().chain(others).collect())).len()
        };
        assert_eq!(knowing(&[], &["scrim-hashing"]), 0);
        assert_eq!(knowing(&["scrim-hashing"], &[]), 1);
        assert_eq!(knowing(&[], &["scrim-store"]), 1);
    }

    #[test]
    fn a_crate_that_the_table_does_not_name_may_know_none_of_ours() {
        let planted = tree(vec![
            member("scrim-new", "crates/new", &["scrim-model"]),
            member("scrim-model", "crates/model", &[]),
        ]);
        assert_eq!(internal(&planted).len(), 1);
    }

    #[test]
    fn the_web_framework_and_the_window_stay_where_they_belong() {
        let planted = tree(vec![
            member("scrim", "src-tauri", &["tauri", "tauri-plugin-notification"]),
            member(
                "scrim-desk",
                "crates/desk",
                &["tauri-build", "axum", "rusqlite", "tokio"],
            ),
            member("scrim-hub", "crates/hub", &["axum", "utoipa-axum"]),
        ]);
        let found: Vec<String> = outside(&planted).into_iter().map(|fault| fault.what).collect();
        assert_eq!(
            found,
            [
                "scrim-desk may not depend on tauri-build",
                "scrim-desk may not depend on axum",
                "scrim-desk may not depend on rusqlite",
            ]
        );
    }

    #[test]
    fn the_tests_may_know_everything() {
        let planted = tree(vec![
            member("scrim-tests", "tests", &["scrim-hub", "axum"]),
            member("scrim-hub", "crates/hub", &[]),
        ]);
        assert!(internal(&planted).is_empty() && outside(&planted).is_empty());
    }
}
