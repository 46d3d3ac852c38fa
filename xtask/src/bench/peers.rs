//! Other picture libraries, and photographs to measure with: installed under `target`, pinned, and used by
//! one benchmark only. Nothing of them is in the product, and the benchmark runs without any of them.

use crate::node;
use crate::packages::find_program;
use crate::python::{self, Environment};
use crate::steps::Steps;
use anyhow::Context;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

const VENV: &str = "target/peers/venv";
const MODULES: &str = "target/peers/node";
const PHOTOGRAPHS: &str = "target/peers/photographs";

/// What every peer in Python needs.
const HASH: Python = Python {
    name: "pdqhash",
    packages: &["pdqhash==0.2.8", "numpy==2.4.6"],
    modules: "pdqhash, numpy",
};

const IN_PYTHON: [Python; 3] = [
    Python {
        name: "opencv",
        packages: &["opencv-python-headless==5.0.0.93"],
        modules: "cv2",
    },
    Python {
        name: "pillow",
        packages: &["pillow==13.0.0"],
        modules: "PIL",
    },
    Python {
        name: "vips",
        packages: &["pyvips==3.2.0", "pyvips-binary==8.18.7"],
        modules: "pyvips",
    },
];

const FAISS: Python = Python {
    name: "faiss",
    packages: &["faiss-cpu==1.15.1", "numpy==2.4.6"],
    modules: "faiss, numpy",
};

const SHARP: &str = "0.35.5";

/// Packages that ship photographs, and which of them are taken.
const WITH_PHOTOGRAPHS: [&str; 2] = ["scikit-learn==1.9.1", "scikit-image==0.26.0"];
const TAKEN: [&str; 4] = [
    "sklearn/datasets/images/china.jpg",
    "sklearn/datasets/images/flower.jpg",
    "skimage/data/chelsea.png",
    "skimage/data/motorcycle_left.png",
];
/// Takes what is named from every wheel in a folder.
const UNPACK: &str = "
import sys, zipfile, pathlib
wheels, to, *taken = sys.argv[1:]
for wheel in pathlib.Path(wheels).glob('*.whl'):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(to, set(taken) & set(packed.namelist()))
";

struct Python {
    /// As the benchmark calls it: the name of its script.
    name: &'static str,
    packages: &'static [&'static str],
    modules: &'static str,
}

/// What was found, for the benchmark's environment, and what was not.
#[derive(Default)]
pub(super) struct Peers {
    pub(super) variables: Vec<(&'static str, OsString)>,
    pub(super) notes: Vec<String>,
    names: Vec<&'static str>,
}

/// Installs what can be installed.
///
/// # Errors
/// When the steps' log cannot be written.
pub(super) fn ensure(steps: &mut Steps) -> anyhow::Result<Peers> {
    let mut peers = Peers::default();
    match python::ensure(steps, VENV)? {
        Environment::Ready(python) => peers.in_python(steps, python)?,
        Environment::Absent(why) => peers.absent("opencv, pillow, vips and the photographs", why),
    }
    peers.sharp(steps)?;
    let names = OsString::from(peers.names.join(" "));
    peers.variables.push(("SCRIM_PEERS", names));
    Ok(peers)
}

/// Installs faiss, if it can be installed.
///
/// # Errors
/// When the steps' log cannot be written.
pub(super) fn faiss(steps: &mut Steps) -> anyhow::Result<Peers> {
    let mut peers = Peers::default();
    match python::ensure(steps, VENV)? {
        Environment::Ready(python) if FAISS.ensure(steps, &python)? => {
            peers.variables.push(("SCRIM_PEERS_PYTHON", python.into()));
        }
        Environment::Ready(_) => peers.absent("faiss", "it could not be installed"),
        Environment::Absent(why) => peers.absent("faiss", why),
    }
    Ok(peers)
}

impl Peers {
    /// Says that something is not measured, and why.
    pub(super) fn absent(&mut self, what: &str, why: &str) {
        self.notes.push(format!("not measured: {what}, because {why}"));
    }

    fn in_python(&mut self, steps: &mut Steps, python: PathBuf) -> anyhow::Result<()> {
        self.photographs(steps, &python)?;
        if !HASH.ensure(steps, &python)? {
            self.absent("opencv, pillow and vips", "pdqhash could not be installed");
            return Ok(());
        }
        for peer in IN_PYTHON {
            if peer.ensure(steps, &python)? {
                self.names.push(peer.name);
            } else {
                self.absent(peer.name, "it could not be installed");
            }
        }
        self.variables.push(("SCRIM_PEERS_PYTHON", python.into()));
        Ok(())
    }

    fn photographs(&mut self, steps: &mut Steps, python: &PathBuf) -> anyhow::Result<()> {
        let folder = steps.root().join(PHOTOGRAPHS);
        if !TAKEN.iter().all(|path| folder.join(path).is_file()) {
            let wheels = folder.join("wheels");
            fetch(steps, python, &wheels)?;
            let mut unpack = steps.root().command(python);
            unpack.args(["-c", UNPACK]).arg(&wheels).arg(&folder).args(TAKEN);
            steps.attempt("unpack the photographs", &mut unpack)?;
        }
        let found = TAKEN.iter().filter(|path| folder.join(path).is_file()).count();
        if found < TAKEN.len() {
            let words = format!(
                "{found} of {} photographs could be had; drawn pictures stand in",
                TAKEN.len()
            );
            self.notes.push(words);
        }
        self.variables.push(("SCRIM_BENCH_PHOTOGRAPHS", folder.into()));
        Ok(())
    }

    fn sharp(&mut self, steps: &mut Steps) -> anyhow::Result<()> {
        if find_program(if cfg!(windows) { "node.exe" } else { "node" }).is_none() {
            self.absent("sharp", "Node.js is not installed");
            return Ok(());
        }
        let folder = steps.root().join(MODULES);
        if !has_sharp(&folder) {
            fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
            let mut install = node::npm(steps.root(), "install --no-save --no-package-lock --no-audit --no-fund");
            install.arg("--prefix").arg(&folder).arg(format!("sharp@{SHARP}"));
            steps.attempt("install sharp", &mut install)?;
        }
        if has_sharp(&folder) {
            self.names.push("sharp");
            self.variables.push(("SCRIM_PEERS_MODULES", folder.into()));
        } else {
            self.absent("sharp", "it could not be installed");
        }
        Ok(())
    }
}

impl Python {
    /// Installs it unless it is there in this very version; whether it is there then.
    fn ensure(&self, steps: &mut Steps, python: &PathBuf) -> anyhow::Result<bool> {
        let lines = self.lines();
        if python::answers(steps, python, &lines) {
            return Ok(true);
        }
        python::install(steps, python, self.name, self.packages)?;
        Ok(python::answers(steps, python, &lines))
    }

    /// Lines of Python that fail unless it is there in this very version.
    fn lines(&self) -> String {
        let pinned = self.packages.iter().filter_map(|package| package.split_once("=="));
        let checks = pinned.map(|(name, version)| format!("assert version('{name}') == '{version}'\n"));
        let head = format!("import {}\nfrom importlib.metadata import version\n", self.modules);
        head + &checks.collect::<String>()
    }
}

fn fetch(steps: &mut Steps, python: &PathBuf, wheels: &Path) -> anyhow::Result<()> {
    let mut fetch = steps.root().command(python);
    fetch
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--only-binary=:all:", "--dest"])
        .arg(wheels)
        .args(WITH_PHOTOGRAPHS);
    steps.attempt("fetch photographs", &mut fetch)?;
    Ok(())
}

fn has_sharp(folder: &Path) -> bool {
    let described = fs::read_to_string(folder.join("node_modules/sharp/package.json")).unwrap_or_default();
    described.contains(&format!("\"version\": \"{SHARP}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_than_the_pinned_one_is_not_taken_for_it() {
        assert_eq!(
            IN_PYTHON[2].lines(),
            "import pyvips\nfrom importlib.metadata import version\nassert version('pyvips') == '3.2.0'\nassert \
             version('pyvips-binary') == '8.18.7'\n"
        );
    }

    #[test]
    fn what_is_absent_is_said_with_its_reason() {
        let mut peers = Peers::default();
        peers.absent("sharp", "Node.js is not installed");
        assert_eq!(peers.notes, ["not measured: sharp, because Node.js is not installed"]);
    }
}
