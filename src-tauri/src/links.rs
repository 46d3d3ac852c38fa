//! `scrim-desk register-links`: tells the system whose the links to cases are, where no package has done so.
//!
//! It writes one file of this person's own, as the Desktop Entry Specification has it, and asks the system's own programs to
//! go by it. Deliberately apart from starting: nobody's choice of programs is changed unasked.

use crate::options::Start;
use scrim_wire::ipc::links::SCHEME;
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

/// The entry's name among those of all programs.
const ENTRY: &str = "scrim-desk-links.desktop";

/// Why links stay nobody's.
#[derive(Debug, thiserror::Error)]
enum NotRegistered {
    #[error("the system names no folder for this person's programs")]
    NoFolder,
    #[error("a path that is no text cannot be written into {ENTRY}")]
    NotText,
    #[error("{ENTRY} cannot be written: {0}")]
    Io(#[from] io::Error),
    #[error(
        "{0} is written, and neither xdg-mime nor gio was there to choose it: choose Scrim for {SCHEME} links by hand"
    )]
    NotChosen(PathBuf),
}

/// Registers this very program, with the folder that was given to it.
pub(crate) fn register(start: &Start) -> ExitCode {
    let (told, code) = match registered(start.data.as_deref()) {
        Ok(entry) => (
            format!("{SCHEME} links open this Scrim from now on: {}\n", entry.display()),
            ExitCode::SUCCESS,
        ),
        Err(error) => (format!("{error}\n"), ExitCode::FAILURE),
    };
    let said = io::stdout().write_all(told.as_bytes());
    if said.is_ok() { code } else { ExitCode::FAILURE }
}

fn registered(data: Option<&Path>) -> Result<PathBuf, NotRegistered> {
    let folder = dirs::data_dir().ok_or(NotRegistered::NoFolder)?.join("applications");
    let data = data.map(std::path::absolute).transpose()?;
    let text = entry(&std::env::current_exe()?, data.as_deref()).ok_or(NotRegistered::NotText)?;
    fs::create_dir_all(&folder)?;
    let file = folder.join(ENTRY);
    fs::write(&file, text)?;
    // Not everybody has it, and the choice below does without.
    let _remembered = runs(Command::new("update-desktop-database").arg(&folder));
    let kind = format!("x-scheme-handler/{SCHEME}");
    let chosen = runs(Command::new("xdg-mime").args(["default", ENTRY, &kind]))
        || runs(Command::new("gio").args(["mime", &kind, ENTRY]));
    if chosen {
        Ok(file)
    } else {
        Err(NotRegistered::NotChosen(file))
    }
}

fn runs(command: &mut Command) -> bool {
    let quietly = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quietly.status().is_ok_and(|status| status.success())
}

/// The entry; none where a path is no text.
fn entry(program: &Path, data: Option<&Path>) -> Option<String> {
    let mut exec = word(program.to_str()?);
    if let Some(data) = data {
        exec = format!("{exec} --data {}", word(data.to_str()?));
    }
    Some(format!(
        "[Desktop Entry]\nType=Application\nName=Scrim\nComment=Opens links to cases\nExec={exec} %u\nTerminal=false\n\
         NoDisplay=true\nMimeType=x-scheme-handler/{SCHEME};\n"
    ))
}

/// One word of an `Exec` line: quoted as the specification has it, and that escaped as every text of the file is.
fn word(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '`' | '$' => quoted.extend(['\\', '\\', sign]),
            '\\' => quoted.push_str(r"\\\\"),
            '%' => quoted.push_str("%%"),
            '\n' => quoted.push_str(r"\n"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_wire::ipc::links::CASE_LINK;

    #[test]
    fn an_entry_names_program_folder_and_scheme() {
        let text = entry(Path::new("/opt/scrim/scrim-desk"), Some(Path::new("/srv/a folder"))).unwrap();
        assert!(
            text.contains("\nExec=\"/opt/scrim/scrim-desk\" --data \"/srv/a folder\" %u\n"),
            "{text}"
        );
        assert!(text.contains("\nMimeType=x-scheme-handler/scrim-desk;\n"), "{text}");
        assert_eq!(text.lines().count(), 8);
    }

    #[test]
    fn nothing_in_a_path_is_read_as_anything_else() {
        assert_eq!(word(r#"/a"b`c$d\e%f"#), r#""/a\\"b\\`c\\$d\\\\e%%f""#);
        let text = entry(Path::new("/x\nExec=/bin/other"), None).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("Exec=")).count(), 1);
    }

    #[test]
    fn packages_register_the_scheme_that_links_have() {
        assert!(CASE_LINK.starts_with(&format!("{SCHEME}://")));
        let conf: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        assert_eq!(
            conf["plugins"]["deep-link"]["desktop"]["schemes"],
            serde_json::json!([SCHEME])
        );
        for package in ["deb", "rpm"] {
            assert_eq!(conf["bundle"]["linux"][package]["desktopTemplate"], "scrim.desktop");
        }
        let template = include_str!("../scrim.desktop");
        assert!(template.contains("\nExec={{exec}} %u\n") && template.contains("\nMimeType={{mime_type}}\n"));
    }
}
