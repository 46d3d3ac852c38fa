//! `scrim-hub person hours`: when somebody works, for whoever has no desk at hand.

use super::{DataFolder, json_line};
use anyhow::Context;
use clap::Args;
use scrim_model::wellness::{WeeklyHours, Window};

/// Show when somebody works, or set it with --zone and --window, or with --none. Fewer hours hold at once, more from
/// their next block on
#[derive(Args)]
pub(super) struct Hours {
    #[command(flatten)]
    data: DataFolder,
    /// The name
    name: String,
    /// The time zone, by its IANA name, like Europe/Berlin
    #[arg(long, conflicts_with = "none")]
    zone: Option<String>,
    /// A shift of every week, like "monday 09:00-17:00"; as often as there are shifts
    #[arg(long, requires = "zone")]
    window: Vec<Window>,
    /// No shift limits them
    #[arg(long)]
    none: bool,
}

impl Hours {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let person = store.person_named(self.name).await?;
        let id = person.context("there is nobody of that name")?.id;
        let windows = self.window;
        let wanted = match (self.zone, self.none) {
            (Some(zone), _) => Some(Some(WeeklyHours { zone, windows })),
            (None, true) => Some(None),
            (None, false) => None,
        };
        let hours = match wanted {
            Some(hours) => store.set_hours(None, id, hours).await?,
            None => store.person_hours(id).await?,
        };
        let windows = hours.hours.as_ref().map(|set| {
            let lines = set.windows.iter().map(Window::to_string);
            lines.collect::<Vec<_>>()
        });
        json_line(&serde_json::json!({
            "id": id, "zone": hours.hours.map(|set| set.zone), "windows": windows, "shift": hours.shift,
        }))
    }
}
