//! One connection that is kept, and as little of HTTP/1.1 as two servers of ours and theirs speak: the load has to cost
//! less than what it measures.

use anyhow::{Context as _, ensure};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// No answer here comes near it.
const LONGEST: usize = 1 << 20;
/// Nor near this: whoever lets one wait so long has stopped.
const PATIENCE: Duration = Duration::from_secs(30);

/// A kept connection.
pub(super) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub(super) async fn open(to: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        let read = Vec::with_capacity(16 * 1024);
        Ok(Self { stream, read })
    }

    /// Posts JSON, and answers the body of what must be a success.
    pub(super) async fn post(&mut self, path: &str, headers: &str, body: &str) -> anyhow::Result<&[u8]> {
        let length = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
             {headers}\r\n{body}"
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.read.clear();
        let head = loop {
            if let Some(end) = memchr::memmem::find(&self.read, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let said = String::from_utf8_lossy(self.read.get(..head).unwrap_or_default()).to_ascii_lowercase();
        let length = said.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.context("an answer without a length")?.trim().parse()?;
        while self.read.len() < head + length {
            self.more().await?;
        }
        let body = self.read.get(head..head + length).unwrap_or_default();
        ensure!(
            said.starts_with("http/1.1 200"),
            "{said}{}",
            String::from_utf8_lossy(body)
        );
        Ok(body)
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        let reading = timeout(PATIENCE, self.stream.read_buf(&mut self.read));
        let read = reading.await.context("the server has stopped answering")??;
        ensure!(read > 0 && self.read.len() < LONGEST, "the server broke an answer off");
        Ok(())
    }
}
