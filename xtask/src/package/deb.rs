//! A deb of the hub, by Debian's own `dpkg-deb`. Which libraries it needs is what `dpkg-shlibdeps` finds in its
//! programs, and not a list that somebody keeps.

use super::{FOLDER, VERSION, emptied, tree};
use crate::steps::Steps;
use anyhow::{Context, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const SCRIPTS: [&str; 3] = ["postinst", "prerm", "postrm"];
/// Kept as the operator left it when a newer package comes.
const SETTINGS: &str = "/etc/scrim-hub/environment\n";

/// Makes it of the tree.
pub(super) fn hub(steps: &mut Steps, tree: &Path) -> anyhow::Result<PathBuf> {
    let root = steps.root().clone();
    let architecture = said(steps, "dpkg", &["--print-architecture"])?;
    let needs = libraries(steps, tree)?;
    let staged = root.join(FOLDER).join("deb");
    emptied(&staged)?;
    let mut copy = root.command("cp");
    copy.arg("-a").arg(tree.join(".")).arg(&staged);
    steps.run("lay out the hub's deb", &mut copy)?;
    let control = staged.join("DEBIAN");
    fs::create_dir_all(&control)?;
    fs::write(control.join("control"), described(&architecture, &needs))?;
    fs::write(control.join("conffiles"), SETTINGS)?;
    for script in SCRIPTS {
        let to = control.join(script);
        fs::copy(root.join("crates/hub/package/debian").join(script), &to)
            .with_context(|| format!("cannot copy {script}"))?;
        tree::allow(&to, 0o755)?;
    }
    let package = root
        .join(FOLDER)
        .join(format!("scrim-hub_{VERSION}_{architecture}.deb"));
    let mut build = root.command("dpkg-deb");
    build.args(["--root-owner-group", "--build"]).arg(&staged).arg(&package);
    steps.run("make the hub's deb", &mut build)?;
    Ok(package)
}

fn described(architecture: &str, needs: &str) -> String {
    format!(
        "Package: scrim-hub\n\
         Version: {VERSION}\n\
         Architecture: {architecture}\n\
         Maintainer: Scrim contributors <scrim@localhost>\n\
         Section: net\n\
         Priority: optional\n\
         Depends: {needs}\n\
         Recommends: systemd\n\
         Suggests: postgresql\n\
         Description: matches uploads with lists of known abuse material\n \
         The hub of Scrim takes uploads in, matches them with lists of known child\n \
         sexual abuse material, queues what needs a person, grants looks, takes\n \
         verdicts, and tells the lists. Reviewers work with Scrim's desk.\n"
    )
}

/// `dpkg-shlibdeps` wants to stand in the sources of a Debian package.
fn libraries(steps: &mut Steps, tree: &Path) -> anyhow::Result<String> {
    let stand = steps.root().join(FOLDER).join("shlibdeps");
    emptied(&stand)?;
    fs::create_dir_all(stand.join("debian"))?;
    fs::write(
        stand.join("debian/control"),
        "Source: scrim\n\nPackage: scrim-hub\nArchitecture: any\n",
    )?;
    let mut find = steps.root().command("dpkg-shlibdeps");
    find.current_dir(&stand)
        .arg("-O")
        .arg(tree.join("usr/bin/scrim-hub"))
        .arg(tree.join("usr/bin/scrim-worker"));
    let ended = steps.run("find the libraries that the hub needs", &mut find)?;
    let output = ended.output();
    let needs = output.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    Ok(needs.context("dpkg-shlibdeps found no library")?.to_owned())
}

fn said(steps: &Steps, program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = steps.root().command(program).args(arguments).output()?;
    ensure!(output.status.success(), "{program} failed");
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_one_paragraph_that_dpkg_reads() {
        let text = described("amd64", "libc6 (>= 2.34)");
        assert!(text.contains("\nDepends: libc6 (>= 2.34)\n"));
        assert!(text.ends_with('\n') && !text.contains("\n\n"));
        let continued: Vec<&str> = text
            .lines()
            .skip_while(|line| !line.starts_with("Description:"))
            .skip(1)
            .collect();
        assert_eq!(continued.len(), 3);
        assert!(
            continued
                .iter()
                .all(|line| line.starts_with(' ') && !line.starts_with("  "))
        );
    }
}
