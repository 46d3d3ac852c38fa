//! Job queues that other people built, to be measured beside ours: installed under `target`, pinned, and used by one
//! benchmark only. It runs without any of them.

use super::peers::Peers;
use crate::node;
use crate::packages::{self, Purpose, find_program};
use crate::steps::Steps;
use anyhow::Context;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

const MODULES: &str = "target/peers/queues";

/// The names of their scripts, with the packages that they are.
const PEERS: [(&str, &str, &str); 2] = [("bullmq", "bullmq", "6.7.0"), ("graphile", "graphile-worker", "0.17.3")];

/// What `BullMQ` speaks to Redis by, and does not bring.
const REDIS_CLIENT: &str = "ioredis@6.0.0";

/// Installs what can be installed.
///
/// # Errors
/// When the steps' log cannot be written.
pub(super) fn ensure(steps: &mut Steps) -> anyhow::Result<Peers> {
    let mut peers = Peers::default();
    if find_program(if cfg!(windows) { "node.exe" } else { "node" }).is_none() {
        peers.absent("bullmq and graphile-worker", "Node.js is not installed");
        return Ok(peers);
    }
    let folder = steps.root().join(MODULES);
    if !PEERS
        .iter()
        .all(|(_name, package, version)| has(&folder, package, version))
    {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut install = node::npm(steps.root(), "install --no-save --no-package-lock --no-audit --no-fund");
        install.arg("--prefix").arg(&folder);
        install.args(PEERS.map(|(_name, package, version)| format!("{package}@{version}")));
        install.arg(REDIS_CLIENT);
        steps.attempt("install the job queues", &mut install)?;
    }
    let server = packages::ensure(steps, &[Purpose::Peers]);
    let mut names = Vec::new();
    for (name, package, version) in PEERS {
        if !has(&folder, package, version) {
            peers.absent(package, "it could not be installed");
        } else if name == "bullmq"
            && let Err(absent) = &server
        {
            peers.absent(package, &format!("redis-server is not installed: {absent}"));
        } else {
            names.push(name);
        }
    }
    peers.variables.push(("SCRIM_PEERS", OsString::from(names.join(" "))));
    peers.variables.push(("SCRIM_PEERS_MODULES", folder.into()));
    Ok(peers)
}

fn has(folder: &Path, package: &str, version: &str) -> bool {
    let described = fs::read_to_string(folder.join("node_modules").join(package).join("package.json"));
    described.is_ok_and(|text| text.contains(&format!("\"version\": \"{version}\"")))
}
