//! The book in `docs`: every command in it is run, chapter by chapter and in order, against hubs that the commands
//! themselves start; what it shows of answers is what is answered.
//!
//! A block of `sh` is run by bash. `sh,serves` goes on beside what follows, once it has said a line. `sh,unrun="why"` is
//! not run, and says why. A line in a block that begins with `# ` is what it prints, with `…` for what differs each time.
//! A block with `file="name"` is that file for the commands after it; one with `same="path"` is that file of the
//! repository.

mod chapter;
#[expect(dead_code, reason = "the store's suite has more of a cluster than this does")]
#[path = "../../../crates/store/tests/conformance/engines/cluster.rs"]
mod cluster;
mod session;
mod surroundings;

use anyhow::Context as _;
use chapter::{Block, Chapter, Use};
use scrim_tests::harness::{HubOptions, TestHub};
use std::{collections::BTreeSet, fs, path::PathBuf};
use surroundings::Surroundings;

/// A file of the repository.
fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Every chapter, as the table of contents has them, and the page that people see first.
fn chapters() -> anyhow::Result<Vec<Chapter>> {
    let contents = fs::read_to_string(repository("docs/SUMMARY.md"))?;
    let linked = contents.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let named = linked.map(|(name, _rest)| format!("docs/{}", name.trim_start_matches("./")));
    let paths = ["README.md".to_owned()].into_iter().chain(named);
    let read = paths.map(|path| {
        let text = fs::read_to_string(repository(&path)).with_context(|| format!("{path} is not there"))?;
        Chapter::read(&path, &text)
    });
    read.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_the_book_runs_and_says_what_the_book_shows() -> anyhow::Result<()> {
    let mut wrong = Vec::new();
    let mut ran = 0;
    for chapter in chapters()?.iter().filter(|chapter| chapter.runs()) {
        let around = match Surroundings::of(chapter).await? {
            Ok(around) => around,
            Err(why) => {
                println!("skipped: the commands of {}, because {why}", chapter.path);
                continue;
            }
        };
        ran += chapter.blocks.iter().filter(|block| block.runs()).count();
        wrong.extend(session::run(chapter, &around).with_context(|| chapter.path.clone())?);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(ran > 20, "only {ran} blocks were run");
    Ok(())
}

#[test]
fn what_is_not_run_says_why() -> anyhow::Result<()> {
    for chapter in chapters()? {
        for block in &chapter.blocks {
            if let Use::Unrun(why) = &block.is {
                println!("not run: {}:{}, because it {why}", chapter.path, block.line);
                assert!(
                    why.split(' ').count() > 1,
                    "{}:{}: {why:?} is no reason",
                    chapter.path,
                    block.line
                );
            }
        }
    }
    Ok(())
}

#[test]
fn code_that_is_shown_is_code_that_is_compiled() -> anyhow::Result<()> {
    let mut compared = 0;
    for chapter in chapters()? {
        let shown = |block: &Block| match &block.is {
            Use::Same(path) => Some((path.clone(), block.text.clone())),
            _ => None,
        };
        for (path, text) in chapter.blocks.iter().filter_map(shown) {
            let kept = fs::read_to_string(repository(&path)).with_context(|| path.clone())?;
            assert_eq!(text, kept, "{} shows another {path}", chapter.path);
            compared += 1;
        }
    }
    assert!(compared > 0, "the book shows no program of the repository");
    Ok(())
}

#[test]
fn every_block_says_what_it_is() -> anyhow::Result<()> {
    let known = BTreeSet::from(["sh", "python", "rust", "json", "yaml", "text"]);
    for chapter in chapters()? {
        for block in &chapter.blocks {
            let language = block.language.as_str();
            assert!(
                known.contains(language),
                "{}:{}: {language:?}",
                chapter.path,
                block.line
            );
            let shell = block
                .text
                .lines()
                .any(|line| line.starts_with("scrim-hub ") || line.starts_with("cargo "));
            assert!(
                language == "sh" || !shell,
                "{}:{}: a command that nothing runs",
                chapter.path,
                block.line
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_dashboard_asks_for_numbers_that_a_hub_tells() -> anyhow::Result<()> {
    let hub = TestHub::start(HubOptions {
        metrics: true,
        ..HubOptions::default()
    })?;
    let address = hub.metrics_url.clone().context("it says where its metrics are")?;
    let told = reqwest::get(&address).await?.text().await?;
    let families: BTreeSet<&str> = told
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .filter_map(|rest| rest.split(' ').next())
        .collect();
    let dashboard = fs::read_to_string(repository("docs/dashboard.json"))?;
    let dashboard: serde_json::Value = serde_json::from_str(&dashboard)?;
    let panels = dashboard.get("panels").and_then(serde_json::Value::as_array);
    let panels = panels.context("a dashboard has panels")?;
    let mut asked = BTreeSet::new();
    for panel in panels {
        let targets = panel.get("targets").and_then(serde_json::Value::as_array);
        for target in targets.context("a panel asks something")? {
            let expression = target.get("expr").and_then(serde_json::Value::as_str);
            asked.extend(metrics_in(expression.context("it asks in words")?));
        }
    }
    assert!(asked.len() > 10, "it asks for {asked:?} alone");
    // What has not happened yet has no sample, but is counted all the same.
    let counted = fs::read_to_string(repository("crates/hub/src/meters.rs"))?;
    let unknown: Vec<&String> = asked
        .iter()
        .filter(|name| !is_told(name, &families) && !is_counted(name, &counted))
        .collect();
    assert!(unknown.is_empty(), "no hub tells {unknown:?}; {families:?}");
    hub.finish()
}

/// The names of our metrics in an expression.
fn metrics_in(expression: &str) -> Vec<String> {
    let words = expression.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words
        .filter(|word| word.starts_with("scrim_"))
        .map(str::to_owned)
        .collect()
}

/// A sample is of the family of its name, or of what is left of it without what a counter or a histogram adds.
fn is_told(name: &str, families: &BTreeSet<&str>) -> bool {
    let ends = ["", "_total", "_bucket", "_sum", "_count"];
    ends.iter()
        .any(|end| name.strip_suffix(end).is_some_and(|family| families.contains(family)))
}

/// Whether the hub registers a family of this name, without our prefix, its unit and what its kind adds.
fn is_counted(name: &str, source: &str) -> bool {
    let own = name.trim_start_matches("scrim_");
    let ends = [
        "",
        "_total",
        "_seconds",
        "_seconds_bucket",
        "_seconds_sum",
        "_seconds_count",
    ];
    ends.iter().filter_map(|end| own.strip_suffix(end)).any(|family| {
        source.contains(&format!("register(\"{family}\""))
            || source.contains(&format!("register_with_unit(\"{family}\""))
    })
}
