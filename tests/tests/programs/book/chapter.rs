//! A chapter as its reader meets it: blocks of code, each with what it is for. Knows no command.

use anyhow::{Context as _, bail, ensure};

/// One page of the book.
pub(super) struct Chapter {
    /// From the top folder of the repository.
    pub(super) path: String,
    pub(super) blocks: Vec<Block>,
}

/// What stands between two fences.
pub(super) struct Block {
    /// Of the first fence, counted from 1.
    pub(super) line: usize,
    pub(super) language: String,
    pub(super) is: Use,
    pub(super) text: String,
}

/// What a block is for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Commands that come to an end.
    Run,
    /// A command that goes on beside those after it.
    Serve,
    /// Commands that cannot be run here, and why.
    Unrun(String),
    /// A file for the commands after it.
    File(String),
    /// A file of the repository.
    Same(String),
    /// To be read.
    Read,
}

impl Block {
    /// Whether anything of it is carried out.
    pub(super) fn runs(&self) -> bool {
        matches!(self.is, Use::Run | Use::Serve)
    }

    /// What it is said to print, each a line with `…` for what differs.
    pub(super) fn says(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter_map(|line| line.strip_prefix("# "))
    }
}

impl Chapter {
    /// Reads a page.
    pub(super) fn read(path: &str, text: &str) -> anyhow::Result<Self> {
        let mut blocks = Vec::new();
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            let Some(info) = line.trim_start().strip_prefix("```") else {
                continue;
            };
            let indent = line.len() - line.trim_start().len();
            let mut inside = String::new();
            loop {
                let (_number, line) = lines.next().with_context(|| format!("{path}:{}: no end", number + 1))?;
                if line.trim() == "```" {
                    break;
                }
                inside.push_str(line.get(indent..).unwrap_or_default());
                inside.push('\n');
            }
            let (language, is) = read_info(info).with_context(|| format!("{path}:{}", number + 1))?;
            blocks.push(Block {
                line: number + 1,
                language,
                is,
                text: inside,
            });
        }
        let path = path.to_owned();
        Ok(Self { path, blocks })
    }

    /// Whether anything of it is carried out.
    pub(super) fn runs(&self) -> bool {
        self.blocks.iter().any(Block::runs)
    }

    /// Whether any of its commands or files has this in it.
    pub(super) fn mentions(&self, words: &str) -> bool {
        self.blocks
            .iter()
            .any(|block| !matches!(block.is, Use::Unrun(_) | Use::Read) && block.text.contains(words))
    }
}

/// The language, and what the block is for.
fn read_info(info: &str) -> anyhow::Result<(String, Use)> {
    let (language, mark) = info.split_once(',').unwrap_or((info, ""));
    let (name, value) = mark.split_once('=').unwrap_or((mark, ""));
    let value = value.trim_matches('"').to_owned();
    let is = match name {
        "" if language == "sh" => Use::Run,
        "" => Use::Read,
        "serves" => Use::Serve,
        "unrun" => Use::Unrun(value),
        "file" => Use::File(value),
        "same" => Use::Same(value),
        other => bail!("a block is not {other:?}"),
    };
    ensure!(!language.is_empty(), "a block without a language");
    Ok((language.to_owned(), is))
}

#[test]
fn a_block_is_read_with_what_it_is_for() -> anyhow::Result<()> {
    let text = "a\n```sh\nls\n# a…\n```\n1. b\n   ```sh,unrun=\"needs root, and more\"\n   rm\n   ```\n\
                ```python,file=\"a.py\"\nx\n```\n```sh,serves\nb\n```\n```json\n{}\n```\n";
    let read = Chapter::read("a.md", text)?;
    let blocks: Vec<_> = read
        .blocks
        .iter()
        .map(|block| (block.line, &block.is, block.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            (2, &Use::Run, "ls\n# a…\n"),
            (7, &Use::Unrun("needs root, and more".to_owned()), "rm\n"),
            (10, &Use::File("a.py".to_owned()), "x\n"),
            (13, &Use::Serve, "b\n"),
            (16, &Use::Read, "{}\n"),
        ]
    );
    assert!(read.runs() && read.mentions("ls") && !read.mentions("rm"));
    assert!(
        Chapter::read("a.md", "```sh,once\n```\n").is_err(),
        "a mark that nobody knows"
    );
    assert!(Chapter::read("a.md", "```sh\nls\n").is_err(), "no end");
    Ok(())
}
