//! The desk's real window, driven as a person drives it: by labels and keys.

use super::{
    child::{self, Running},
    desktop::Desktop,
    programs,
    wait::{eventually, within},
    webdriver::{Element, WebDriver},
};
use anyhow::Context as _;
use scrim_model::rung::Rung;
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// Keys by their `WebDriver` values.
pub mod key {
    /// The space bar.
    pub const SPACE: &str = " ";
    /// Return.
    pub const ENTER: &str = "\u{E007}";
    /// Escape.
    pub const ESCAPE: &str = "\u{E00C}";
    /// Pause.
    pub const PAUSE: &str = "\u{E00B}";
    /// F1.
    pub const F1: &str = "\u{E031}";
}

/// How long a glance takes.
const GLANCE: Duration = Duration::from_millis(350);
/// The desk's process, by its name: it shows nobody which file it runs, since it shows nobody its memory.
const DESK: &str = "scrim-desk";

/// A window with the driver that holds it.
#[derive(Debug)]
pub struct Window {
    /// The protocol, for what has no name here.
    pub driver: WebDriver,
    running: Running,
    log: PathBuf,
}

/// How a window is opened.
#[derive(Debug, Clone, Default)]
pub struct WindowOptions {
    /// The hub that the sign-in offers.
    pub hub: String,
    /// Where the tap writes every picture that leaves the desk.
    pub tap: Option<PathBuf>,
    /// A folder of programs that are found before the system's.
    pub programs: Option<PathBuf>,
    /// The link that the desk is started by.
    pub link: Option<String>,
}

impl Window {
    /// Opens the desk on a desktop. What it kept there from an earlier run is still there.
    ///
    /// # Errors
    /// When it is not built or does not come up.
    pub async fn open(desktop: &Desktop, options: &WindowOptions) -> anyhow::Result<Self> {
        let desk = programs::ours("scrim-desk")?;
        let (port, native_port) = (free_port()?, free_port()?);
        let mut command = Command::new("tauri-driver");
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        desktop.enter(&mut command);
        command
            .env("SCRIM_HUB", &options.hub)
            .env("SCRIM_DATA", desktop.file("desk"))
            .env("SCRIM_LOG", "info");
        if let Some(tap) = &options.tap {
            fs::create_dir_all(tap)?;
            command.env("SCRIM_TAP_DIR", tap);
        }
        if let Some(programs) = &options.programs {
            let rest = std::env::var_os("PATH").unwrap_or_default();
            let all = [programs.clone()].into_iter().chain(std::env::split_paths(&rest));
            command.env("PATH", std::env::join_paths(all)?);
        }
        let log = desktop.file("desk.log");
        let running = Running::start(&mut command, &log)?;
        let url = format!("http://127.0.0.1:{port}");
        let application = desk.to_string_lossy().into_owned();
        // The first tries may meet a driver that is not listening yet.
        let mut refusal = None;
        let opened = eventually("the window", async || {
            match WebDriver::open(&url, &application, options.link.as_slice()).await {
                Ok(driver) => Ok(Some(driver)),
                Err(error) => {
                    refusal = Some(error);
                    Ok(None)
                }
            }
        })
        .await;
        let said = || fs::read_to_string(&log).unwrap_or_default();
        let driver = opened.with_context(|| format!("{refusal:?}\n{}", said()))?;
        let window = Self { driver, running, log };
        window
            .sees_any(&["Sign in", "Hello", "Bonjour", "How much is shown", "Time to rest"])
            .await?;
        Ok(window)
    }

    /// Signs in by typing.
    ///
    /// # Errors
    /// When the home screen does not come.
    pub async fn sign_in(&self, name: &str, password: &str) -> anyhow::Result<()> {
        self.try_sign_in(name, password).await?;
        self.sees(&format!("Hello, {name}")).await
    }

    /// Types name and password and sends them, whatever comes of it.
    ///
    /// # Errors
    /// When there is no form.
    pub async fn try_sign_in(&self, name: &str, password: &str) -> anyhow::Result<()> {
        self.fill("Name", name).await?;
        self.fill("Password", password).await?;
        self.press(key::ENTER).await
    }

    /// From the home screen to the first case.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn start_review(&self) -> anyhow::Result<()> {
        self.click("Start review").await?;
        self.sees("How much is shown").await
    }

    /// Fills the field with this label.
    ///
    /// # Errors
    /// When there is none.
    pub async fn fill(&self, label: &str, text: &str) -> anyhow::Result<()> {
        let xpath = format!(
            "//label[contains(., '{label}')]//input |
             //*[self::input or self::textarea][@id = //label[contains(., '{label}')]/@for] |
             //input[@aria-label = '{label}']"
        );
        let field = self.element(&xpath).await?;
        self.driver.fill(&field, text).await
    }

    /// Clicks the button with this name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click(&self, name: &str) -> anyhow::Result<()> {
        let button = self
            .element(&format!(
                "//button[contains(normalize-space(.), '{name}') or @aria-label = '{name}']"
            ))
            .await?;
        self.driver.click(&button).await
    }

    pub(super) async fn element(&self, xpath: &str) -> anyhow::Result<Element> {
        eventually(format!("{xpath} in the window"), async || self.driver.find(xpath).await).await
    }

    /// Presses keys one after the other and lets each go.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn press(&self, key: &str) -> anyhow::Result<()> {
        self.driver.keys(&[(true, key), (false, key)]).await
    }

    /// Puts a key down and keeps it there.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn hold(&self, key: &str) -> anyhow::Result<()> {
        self.driver.keys(&[(true, key)]).await
    }

    /// Lets a key go.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn let_go(&self, key: &str) -> anyhow::Result<()> {
        self.driver.keys(&[(false, key)]).await
    }

    /// All the words in the window.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn text(&self) -> anyhow::Result<String> {
        let value = self.driver.run("return document.body.innerText").await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until words stand in the window.
    ///
    /// # Errors
    /// With what stands there instead.
    pub async fn sees(&self, words: &str) -> anyhow::Result<()> {
        self.sees_any(&[words]).await
    }

    /// Waits until one of several words stands in the window.
    ///
    /// # Errors
    /// With what stands there instead.
    pub async fn sees_any(&self, words: &[&str]) -> anyhow::Result<()> {
        let found = eventually(format!("{words:?} in the window"), async || {
            let text = self.text().await?;
            Ok(words.iter().any(|word| text.contains(word)).then_some(()))
        })
        .await;
        if found.is_err() {
            let text = self.text().await.unwrap_or_default();
            anyhow::bail!("the window never says {words:?}; it says:\n{text}\n{}", self.said());
        }
        Ok(())
    }

    /// The rung that the ladder says is on the screen.
    ///
    /// # Errors
    /// When there is no ladder.
    pub async fn rung(&self) -> anyhow::Result<Rung> {
        let names = ["Label", "Heavy veil", "Light veil", "Outline", "Lens", "Grey", "Colour"];
        let script = "return document.querySelector('[aria-current=step] .name')?.textContent ?? ''";
        let value = self.driver.run(script).await?;
        let name = value.as_str().unwrap_or_default();
        let place = names.iter().position(|known| *known == name);
        let rung = place.and_then(|at| Rung::ALL.get(at)).copied();
        rung.with_context(|| format!("the ladder names no rung but '{name}'"))
    }

    /// Waits until this rung and its picture are on the screen.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn shows(&self, rung: Rung) -> anyhow::Result<()> {
        eventually(format!("rung {} on the screen", u8::from(rung)), async || {
            let drawn = rung == Rung::Label || self.pictures().await? > 0;
            Ok((self.rung().await.ok() == Some(rung) && drawn).then_some(()))
        })
        .await
    }

    /// Waits until a look at this rung is lit: painted, with its end counting down.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_lit(&self, rung: Rung) -> anyhow::Result<()> {
        self.shows(rung).await?;
        // The light goes on when a picture that a grant has named is painted.
        let script = "return document.querySelector('.stage.lit .holder img')?.complete === true";
        eventually(format!("a look at rung {}", u8::from(rung)), async || {
            Ok((self.driver.run(script).await? == true).then_some(()))
        })
        .await
    }

    /// Looks as a person does: holds the rung's key until the picture is lit and a moment longer.
    ///
    /// # Errors
    /// When the look does not come.
    pub async fn look(&self, rung: Rung) -> anyhow::Result<()> {
        let key = u8::from(rung).to_string();
        self.hold(&key).await?;
        self.is_lit(rung).await?;
        self.driver.frames_pass().await?;
        // A look has a length; this one is as long as a glance.
        tokio::time::sleep(GLANCE).await;
        self.let_go(&key).await
    }

    /// Rules on the case by the key of a choice, and sends the verdict.
    ///
    /// # Errors
    /// When the choice is not open or the case does not go.
    pub async fn rule(&self, choice: &str) -> anyhow::Result<()> {
        let open = format!(
            "//button[@aria-pressed and not(@aria-disabled)]//*[normalize-space(.)='{}']",
            choice.to_uppercase()
        );
        self.element(&open).await?;
        self.press(choice).await?;
        self.element("//button[contains(., 'Send verdict') and not(@aria-disabled)]")
            .await?;
        self.press(key::ENTER).await
    }

    /// How many pictures the stage holds.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn pictures(&self) -> anyhow::Result<u64> {
        let script = "return document.querySelectorAll('.holder img, .holder canvas').length";
        Ok(self.driver.run(script).await?.as_u64().unwrap_or_default())
    }

    /// Keeps what the window shows as a PNG.
    ///
    /// # Errors
    /// When the driver refuses or the file cannot be written.
    pub async fn photograph(&self, file: &Path) -> anyhow::Result<()> {
        Ok(fs::write(file, self.driver.screenshot().await?)?)
    }

    /// Ends the desk as a power cut would.
    ///
    /// # Errors
    /// When no desk of this window runs.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        let pid = self.desk_pid()?;
        child::signal(pid, rustix::process::Signal::KILL)?;
        within(Duration::from_secs(10), "the desk to be gone", async || {
            Ok(has_ended(pid).then_some(()))
        })
        .await?;
        self.running.end().map(drop)
    }

    /// Closes the window in order, waits until its desk has ended, and answers what that has logged.
    ///
    /// # Errors
    /// When it does not close.
    pub async fn close(mut self) -> anyhow::Result<String> {
        let desk = self.desk_pid()?;
        self.driver.close().await?;
        eventually("the desk's end", async || Ok(has_ended(desk).then_some(()))).await?;
        self.running.end()?;
        Ok(self.said())
    }

    /// The process of the desk itself.
    ///
    /// # Errors
    /// When there is none.
    pub fn desk_pid(&self) -> anyhow::Result<u32> {
        let runs_desk = |pid: &u32| name_of(*pid) == DESK;
        let found = descendants(self.running.pid())?.into_iter().find(runs_desk);
        found.context("no desk runs in this window")
    }

    /// All that the desk has logged.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

/// A process's name; none where there is no such process.
pub fn name_of(pid: u32) -> String {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    name.trim_end().to_owned()
}

/// Whether a process runs no more, also where nobody has asked yet how it ended.
fn has_ended(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    matches!(after_name.split_whitespace().next(), None | Some("Z" | "X"))
}

/// Every process below `root`, itself included.
///
/// # Errors
/// When the process table cannot be read.
pub fn descendants(root: u32) -> anyhow::Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(pid) = entry?.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        // A process may end between the listing and the reading.
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else {
            continue;
        };
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        let parent = after_name.split_whitespace().nth(1).and_then(|word| word.parse().ok());
        parents.push((pid, parent.unwrap_or(0_u32)));
    }
    let mut found = vec![root];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| *pid));
        at += 1;
    }
    Ok(found)
}

/// A port that nobody listens on now.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
