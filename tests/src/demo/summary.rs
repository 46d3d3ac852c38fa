//! What the demo came to, read back from the hub.

use super::Cast;
use crate::harness::Reviewer;
use scrim_wire::http::metrics::Metrics;
use std::{fs, path::Path};

/// What is written to `summary.json`.
#[derive(Debug, serde::Serialize)]
pub(super) struct Summary {
    #[serde(flatten)]
    metrics: Metrics,
    /// Verdicts given by keyboard in the real window.
    verdicts_in_window: u32,
    /// Verdicts given by scripted people over HTTP, for what was left.
    verdicts_over_http: u32,
}

/// Reads the hub's sums and keeps them.
pub(super) async fn write(cast: &Cast, folder: &Path, in_window: u32, over_http: u32) -> anyhow::Result<Summary> {
    let lead = Reviewer::sign_in(&cast.hub.url, &cast.lead.name, &cast.lead.password).await?;
    let summary = Summary {
        metrics: cast.hub.metrics(&lead).await?,
        verdicts_in_window: in_window,
        verdicts_over_http: over_http,
    };
    fs::write(folder.join("summary.json"), serde_json::to_vec_pretty(&summary)?)?;
    Ok(summary)
}

impl Summary {
    /// The list has learnt, and what it learnt stops uploads.
    pub(super) fn loop_closed(&self) -> anyhow::Result<()> {
        let told = [
            ("variants_added", self.metrics.variants_added),
            ("pairs_excluded", self.metrics.pairs_excluded),
            ("entries_added", self.metrics.entries_added),
            ("entries_suspended", self.metrics.entries_suspended),
            ("stopped_without_looking", self.metrics.stopped_without_looking),
            ("cases_decided", self.metrics.cases_decided),
        ];
        let missing: Vec<&str> = told
            .iter()
            .filter(|(_, count)| *count == 0)
            .map(|(name, _)| *name)
            .collect();
        anyhow::ensure!(
            missing.is_empty(),
            "the loop did not close: {} is 0",
            missing.join(", ")
        );
        Ok(())
    }
}
