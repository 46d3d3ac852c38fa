//! What no log may hold, in every form in which a log could hold it. Knows nothing of who logs.

use super::hub::TestHub;
use crate::pictures::File;
use aho_corasick::AhoCorasick;
use anyhow::Context as _;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use data_encoding::{HEXLOWER, HEXUPPER};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use std::fs;

/// So many bytes of a secret's beginning, as a list of numbers, are no list of anything else.
const LISTED: usize = 6;

/// So many hexadecimal digits the shortest of them has that are never told: a SHA-1.
const DIGITS: usize = 40;

/// What is searched for, each with what it is.
#[derive(Debug, Default)]
pub struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    /// A word: as it is, and as its bytes could be written.
    pub fn word(&mut self, what: &'static str, word: &str) {
        self.0.push((what, word.to_owned()));
        self.bytes(what, word.as_bytes());
    }

    /// Bytes: in hexadecimal, in base64, and as a list of numbers.
    pub fn bytes(&mut self, what: &'static str, bytes: &[u8]) {
        let listed: Vec<String> = bytes.iter().take(LISTED).map(u8::to_string).collect();
        let forms = [
            HEXLOWER.encode(bytes),
            HEXUPPER.encode(bytes),
            STANDARD_NO_PAD.encode(bytes),
            URL_SAFE_NO_PAD.encode(bytes),
            listed.join(", "),
        ];
        self.0.extend(forms.into_iter().map(|form| (what, form)));
    }

    /// Bytes that were told in hexadecimal.
    ///
    /// # Errors
    /// When they were not.
    pub fn hex(&mut self, what: &'static str, hex: &str) -> anyhow::Result<()> {
        let bytes = HEXLOWER.decode(hex.as_bytes()).context("this is hexadecimal")?;
        self.bytes(what, &bytes);
        Ok(())
    }

    /// What a file is called, and what it hashes to.
    ///
    /// # Errors
    /// When the hub's own command cannot hash it.
    pub fn file(&mut self, hub: &TestHub, file: &File) -> anyhow::Result<()> {
        self.word("a file's name", &file.name);
        self.bytes("a SHA-256", &Sha256::digest(&file.bytes));
        self.bytes("a SHA-1", &Sha1::digest(&file.bytes));
        self.bytes("an MD5", &Md5::digest(&file.bytes));
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("file");
        fs::write(&path, &file.bytes)?;
        let told: serde_json::Value = serde_json::from_str(&hub.command(&["hash", &path.to_string_lossy()])?)?;
        // What cannot be read has no such hash.
        if let Some(pdq) = told.get("pdq").and_then(serde_json::Value::as_str) {
            self.hex("a PDQ hash", pdq)?;
        }
        Ok(())
    }

    /// What of it stands in a log: each with the first line that has it. So many hexadecimal digits together as digests,
    /// tokens and keys have stand for one of those, whichever it is.
    ///
    /// # Errors
    /// When too much is searched for.
    pub fn found_in(&self, log: &str) -> anyhow::Result<Vec<String>> {
        let search = AhoCorasick::new(self.0.iter().map(|(_what, form)| form))?;
        let mut found = Vec::new();
        let mut told = vec![false; self.0.len()];
        for line in log.lines() {
            if line
                .split(|letter: char| !letter.is_ascii_hexdigit())
                .any(|run| run.len() >= DIGITS)
            {
                found.push(format!("a digest, token or key is in the log: {line}"));
            }
            for hit in search.find_overlapping_iter(line) {
                let number = hit.pattern().as_usize();
                if let (Some(told), Some((what, _form))) = (told.get_mut(number), self.0.get(number))
                    && !std::mem::replace(told, true)
                {
                    found.push(format!("{what} is in the log: {line}"));
                }
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_each_of_its_forms_and_nothing_else_is() {
        let mut secrets = Secrets::default();
        secrets.word("a name", "mara-of-the-logs");
        secrets.bytes("a key", &[250, 7, 31, 0, 128, 99, 200]);
        let logs = [
            "\"name\":\"mara-of-the-logs\"",
            "params: [[109, 97, 114, 97, 45, 111, 102]]",
            "key=fa071f008063c8",
            "key=FA071F008063C8",
            "+gcfAIBjyA==",
            "-gcfAIBjyA",
            "[250, 7, 31, 0, 128, 99, 200]",
        ];
        for log in logs {
            assert_eq!(secrets.found_in(log).unwrap().len(), 1, "{log}");
        }
        let some = "a".repeat(DIGITS);
        assert_eq!(secrets.found_in(&format!("x{some}.{some}")).unwrap().len(), 1);
        assert_eq!(secrets.found_in("mara, 250, 7, 31\nof-the-logs").unwrap(), [""; 0]);
    }
}
