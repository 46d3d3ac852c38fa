//! Two hubs on one database and one folder of media, each with a network of its own to the database.

use crate::{
    cluster::{self, Cluster},
    plan::HUBS,
    wire::Wire,
};
use anyhow::Context as _;
use rustix::process::Signal;
use scrim_tests::harness::{
    child::{self, Running},
    operator::{Operator, Ready},
    programs,
};
use tempfile::TempDir;

/// The database of the hubs.
pub(crate) const DATABASE: &str = "hub";

/// Set where the database server is to be left out.
const WITHOUT_SERVER_VARIABLE: &str = "SCRIM_TEST_WITHOUT_POSTGRES";

/// All that runs.
pub(crate) struct World {
    // In this order: whoever uses the database ends before it does.
    pub(crate) hubs: Vec<Hub>,
    pub(crate) wires: Vec<Wire>,
    pub(crate) cluster: Cluster,
    folder: TempDir,
}

/// One of the hubs.
pub(crate) struct Hub {
    pub(crate) url: String,
    pub(crate) serving: Running,
}

impl World {
    /// Starts everything; none where no database server is installed.
    pub(crate) async fn start() -> anyhow::Result<Option<Self>> {
        if std::env::var_os(WITHOUT_SERVER_VARIABLE).is_some() {
            eprintln!("skipped: the faults of hubs and database, because it was asked for");
            return Ok(None);
        }
        let cluster = match cluster::beside(|| cluster::start("", &[])) {
            Ok(cluster) => cluster,
            Err(why) if programs::in_ci() => anyhow::bail!("no database server: {why}"),
            Err(why) => {
                eprintln!("skipped: the faults of hubs and database, because {why}");
                return Ok(None);
            }
        };
        cluster.make(DATABASE);
        let folder = TempDir::with_prefix("scrim-faults-")?;
        let mut world = Self {
            hubs: Vec::new(),
            wires: Vec::new(),
            cluster,
            folder,
        };
        for number in 0..HUBS {
            world.wires.push(Wire::to(port_of(&world.cluster)?).await?);
            let hub = world.serve(number, "127.0.0.1:0")?;
            world.hubs.push(hub);
        }
        Ok(Some(world))
    }

    /// Starts a hub again that has ended, where it was.
    pub(crate) fn start_again(&mut self, number: usize) -> anyhow::Result<()> {
        let url = self.hub(number)?.url.clone();
        let started = self.serve(number, url.trim_start_matches("http://"))?;
        *self.hubs.get_mut(number).context("a hub of the plan")? = started;
        Ok(())
    }

    pub(crate) fn hub(&mut self, number: usize) -> anyhow::Result<&mut Hub> {
        self.hubs.get_mut(number).context("a hub of the plan")
    }

    pub(crate) fn wire(&self, number: usize) -> anyhow::Result<&Wire> {
        self.wires.get(number).context("a network of the plan")
    }

    /// Whoever has the machine: their commands reach the database directly.
    pub(crate) fn operator(&self) -> Operator {
        self.on("command", &self.cluster.url(DATABASE))
    }

    fn serve(&self, number: usize, listen: &str) -> anyhow::Result<Hub> {
        let direct = format!(":{}/", port_of(&self.cluster)?);
        let through = format!(":{}/", self.wire(number)?.port);
        let through = self.cluster.url(DATABASE).replace(&direct, &through);
        let name = format!("hub-{number}");
        let words = ["serve", "--listen", listen, "--grace-seconds", "0"];
        let command = self.on(&name, &through).program(&words)?;
        let log = self.folder.path().join(format!("{name}.log"));
        let (serving, Ready { url, .. }) = Operator::serve(command, &log)?;
        Ok(Hub { url, serving })
    }

    /// On a database by some way, with data of its own; media and key are everybody's.
    fn on(&self, data: &str, database: &str) -> Operator {
        let folder = self.folder.path();
        Operator::of(&folder.join(data), &folder.join("master.key"))
            .with("SCRIM_HUB_MEDIA", folder.join("media"))
            .with("SCRIM_HUB_DATABASE", database)
    }
}

impl Hub {
    pub(crate) fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        child::signal(self.serving.pid(), signal)
    }
}

fn port_of(cluster: &Cluster) -> anyhow::Result<u16> {
    let url: postgres::Config = cluster.url(DATABASE).parse()?;
    url.get_ports().first().copied().context("an address has a port")
}
