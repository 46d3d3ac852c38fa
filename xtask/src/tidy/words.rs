//! Words that must not be committed. They are put together here from pieces, so that the rules do not
//! find themselves.

use super::tree::{Fault, File, Tree};

const MACHINE_PATHS: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];
const HOMES: [&str; 2] = [concat!("/ho", "me/"), concat!("/Us", "ers/")];
const REGISTRIES: [&str; 6] = [
    concat!("registry.npm", "js.org"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("files.python", "hosted.org"),
    concat!("pypi.org/", "simple"),
    concat!("deb.deb", "ian.org"),
];
const CRATES_INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";
const UNFINISHED: [&str; 2] = [concat!("to", "do!("), concat!("unimple", "mented!(")];
const PICTURE: &str = concat!("data:", "image/");

/// Paths that exist on one machine only.
pub(super) fn machine_paths(tree: &Tree) -> Vec<Fault> {
    let wrong = |line: &str| {
        MACHINE_PATHS.iter().any(|path| starts_a_path(line, path))
            || HOMES.iter().any(|home| names_a_person(line, home))
    };
    each_line(tree, |_| true, "names a folder of one machine", wrong)
}

/// Hosts that packages are fetched from: the lock files do not need them.
pub(super) fn registry_hosts(tree: &Tree) -> Vec<Fault> {
    let named = |line: &str| REGISTRIES.iter().any(|host| line.contains(host));
    let mut faults = each_line(tree, |_| true, "names a package registry's host", named);
    let fetched = |line: &str| line.trim_start().starts_with("\"resolved\": \"http");
    faults.extend(each_line(
        tree,
        |file| file.is(&["package-lock.json"]),
        "records where a package was fetched",
        fetched,
    ));
    let foreign = |line: &str| line.starts_with("source = ") && !line.contains(CRATES_INDEX);
    faults.extend(each_line(
        tree,
        |file| file.is(&["Cargo.lock"]),
        "takes a crate from elsewhere",
        foreign,
    ));
    faults
}

/// Work that was left for later.
pub(super) fn unfinished(tree: &Tree) -> Vec<Fault> {
    let wrong = |line: &str| UNFINISHED.iter().any(|word| line.contains(word));
    each_line(tree, |file| file.is(&[".rs"]), "is unfinished", wrong)
}

/// Tests that were switched off, or that switch the others off.
pub(super) fn skipped_tests(tree: &Tree) -> Vec<Fault> {
    let ignored = |line: &str| line.trim_start().starts_with(concat!("#[ig", "nore"));
    let mut faults = each_line(tree, |file| file.is(&[".rs"]), "a test is switched off", ignored);
    let script = |file: &File| file.is(&[".ts", ".js", ".svelte"]);
    faults.extend(each_line(tree, script, "a test is switched off", switches_off));
    faults
}

/// Pictures written into source text.
pub(super) fn embedded_pictures(tree: &Tree) -> Vec<Fault> {
    let wrong = |line: &str| line.contains(PICTURE) && line.contains(";base64,");
    each_line(tree, |_| true, "embeds a picture", wrong)
}

fn each_line(tree: &Tree, of: impl Fn(&File) -> bool, what: &str, wrong: impl Fn(&str) -> bool) -> Vec<Fault> {
    tree.files
        .iter()
        .filter(|file| of(file))
        .flat_map(|file| file.lines_where(what, &wrong))
        .collect()
}

/// `…/framework/` and `https://host/work/` are no paths of a machine.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-".contains(letter))
    })
}

fn names_a_person(line: &str, home: &str) -> bool {
    line.split(home)
        .skip(1)
        .any(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
}

fn switches_off(line: &str) -> bool {
    let cases = ["it", "test", "describe"];
    let ways = [".skip(", ".only(", ".todo("];
    cases
        .iter()
        .any(|case| ways.iter().any(|way| starts_a_path(line, &format!("{case}{way}"))))
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    fn lines_found(rule: fn(&Tree) -> Vec<Fault>, path: &str, text: &str) -> Vec<usize> {
        rule(&planted::files(&[(path, text)]))
            .iter()
            .filter_map(|fault| fault.line)
            .collect()
    }

    #[test]
    fn a_path_of_one_machine_is_a_fault_and_an_address_is_not() {
        let text = format!(
            "at {}x\nhttps://host{}x\n\"{}\"\n{}jo/x\n{}$USER\n",
            MACHINE_PATHS[0], MACHINE_PATHS[0], MACHINE_PATHS[1], HOMES[0], HOMES[0]
        );
        assert_eq!(lines_found(machine_paths, "a.md", &text), [1, 3, 4]);
    }

    #[test]
    fn a_registry_is_a_fault_by_name_and_by_what_a_lock_file_records() {
        let host = format!("see https://{}/x\n", REGISTRIES[0]);
        assert_eq!(lines_found(registry_hosts, "a.md", &host), [1]);
        let lock = "{\n  \"resolved\": \"http://mirror/x.tgz\",\n  \"integrity\": \"sha512-x\"\n}\n";
        assert_eq!(lines_found(registry_hosts, "ui/package-lock.json", lock), [2]);
        let cargo = format!("source = \"{CRATES_INDEX}\"\nsource = \"git+https://host/x\"\n");
        assert_eq!(lines_found(registry_hosts, "Cargo.lock", &cargo), [2]);
    }

    #[test]
    fn unfinished_code_is_a_fault() {
        let text = format!(
            "fn a() {{ {}) }}\nfn b() {{ {}) }}\nfn c() {{}}\n",
            UNFINISHED[0], UNFINISHED[1]
        );
        assert_eq!(lines_found(unfinished, "a.rs", &text), [1, 2]);
    }

    #[test]
    fn a_switched_off_test_is_a_fault_and_an_iterator_that_skips_is_not() {
        let text = format!("    {}]\nlet x = y.iter().skip(1);\n", concat!("#[ig", "nore"));
        assert_eq!(lines_found(skipped_tests, "a.rs", &text), [1]);
        let text = format!("it{}'x')\nsplit{}1)\n  describe{}'y')\n", ".skip(", ".skip(", ".only(");
        assert_eq!(lines_found(skipped_tests, "a.test.ts", &text), [1, 3]);
    }

    #[test]
    fn a_picture_in_the_text_is_a_fault_and_its_mere_name_is_not() {
        let text = format!("src=\"{PICTURE}png;base64,AAAA\"\nno {PICTURE} here\n");
        assert_eq!(lines_found(embedded_pictures, "a.svelte", &text), [1]);
    }
}
