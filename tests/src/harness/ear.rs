//! A speech server that keeps what it is to say, and says nothing aloud.
//!
//! It speaks SSIP, the protocol of Speech Dispatcher, as far as a screen reader does, which cannot tell it from a real
//! one. Knows nothing of screen readers or windows.

use std::{
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines},
    net::{UnixListener, UnixStream, unix::OwnedReadHalf},
    task::JoinHandle,
};

/// What was to be said so far, an utterance each.
type Said = Arc<Mutex<Vec<String>>>;

/// The answer to whatever was put in line to be said.
const QUEUED: &str = "225-1\r\n225 OK MESSAGE QUEUED\r\n";

/// The server; ends with the value.
#[derive(Debug)]
pub struct Ear {
    said: Said,
    listening: JoinHandle<()>,
}

impl Ear {
    /// Listens at a socket.
    ///
    /// # Errors
    /// When nothing can listen there.
    pub fn open(socket: &Path) -> anyhow::Result<Self> {
        let listener = UnixListener::bind(socket)?;
        let said = Said::default();
        let keeps = Arc::clone(&said);
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&keeps)));
            }
        });
        Ok(Self { said, listening })
    }

    /// What was said after so many utterances.
    pub fn since(&self, heard: usize) -> Vec<String> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.get(heard..).unwrap_or_default().to_vec()
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Answers one client until it goes.
async fn serve(stream: UnixStream, said: Said) -> io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    while let Some(line) = lines.next_line().await? {
        let (command, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match command.to_ascii_uppercase().as_str() {
            "SPEAK" => {
                write.write_all(b"230 OK RECEIVING DATA\r\n").await?;
                let words = plain(&data(&mut lines).await?);
                keep(&said, words);
                QUEUED
            }
            "CHAR" | "KEY" => {
                keep(&said, rest.to_owned());
                QUEUED
            }
            "HISTORY" => "245-1\r\n245 OK CLIENT ID SENT\r\n",
            "GET" => "251-0\r\n251 OK GET RETURNED\r\n",
            "LIST" => "250 OK\r\n",
            "QUIT" => return write.write_all(b"231 HAPPY HACKING\r\n").await,
            _ => "200 OK\r\n",
        };
        write.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

fn keep(said: &Said, words: String) {
    said.lock().unwrap_or_else(PoisonError::into_inner).push(words);
}

/// The lines up to the one that is a full stop.
async fn data(lines: &mut Lines<BufReader<OwnedReadHalf>>) -> io::Result<String> {
    let mut found = Vec::new();
    while let Some(line) = lines.next_line().await? {
        if line == "." {
            break;
        }
        // A line that begins with a full stop is sent with another before it.
        found.push(line.strip_prefix('.').map(str::to_owned).unwrap_or(line));
    }
    Ok(found.join(" "))
}

/// The words of some SSML, without the marks between them.
fn plain(marked: &str) -> String {
    let mut words = String::new();
    for part in marked.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_marks_of_a_sentence_are_left_out_and_its_signs_are_what_they_were() {
        let marked = "<speak><mark name=\"0:4\"/>Grey <mark name=\"5:7\"/>is &lt;&amp;&gt; shown.</speak>";
        assert_eq!(plain(marked), "Grey is <&> shown.");
    }
}
