//! Where a second start on the same folder says what it was started for, so that there is one window a person.
//!
//! It is a socket in the desk's folder, which nobody else may enter. One short line is said, one is answered; whatever
//! else comes is hung up on. Deliberately knows nothing of links: what can be said is a [`Summons`].

use crate::directory::DataDirectory;
use scrim_wire::ipc::links::{SUMMONS_BYTES, Summons};
use std::{
    fs::{self, Permissions},
    io::{self, BufRead as _, BufReader, ErrorKind, Read as _, Write as _},
    os::unix::{
        fs::PermissionsExt as _,
        net::{UnixListener, UnixStream},
    },
    path::Path,
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader as AsyncBufReader},
    net,
    time::{sleep, timeout},
};

/// The socket's name in the folder.
const NAME: &str = "desk.socket";

/// What is answered to whoever was understood.
const HEARD: &str = "heard\n";

/// How long either side waits for the other's line. Both are on this machine.
const PATIENCE: Duration = Duration::from_secs(2);

/// After a fault of the system's, such as too many open files.
const PAUSE: Duration = Duration::from_secs(1);

/// A folder's bell, until it is dropped.
#[derive(Debug)]
pub struct Bell(UnixListener);

/// Why nobody has heard.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// There is no desk, or not yet, or no longer.
    #[error("no desk listens on this folder")]
    NobodyThere,
    /// There is one, which does not answer as desks do.
    #[error("the desk on this folder does not answer")]
    Silent,
}

impl Bell {
    /// Hangs it where only the holder of the folder may: an earlier holder's is taken away.
    ///
    /// # Errors
    /// When the system refuses, a path of more than about 100 bytes among others.
    pub fn hang(folder: &DataDirectory) -> io::Result<Self> {
        let path = folder.file(NAME);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        listener.set_nonblocking(true)?;
        Ok(Self(listener))
    }

    /// Tells `hear` of everybody who rings, one after the other; it says whether there is still a desk that can do what was
    /// wanted. Where there is none the other side is told nothing, and tries again. Wants a tokio runtime around it.
    ///
    /// # Errors
    /// When the system does not let it listen.
    pub async fn listen(self, hear: impl Fn(Summons) -> bool) -> io::Result<()> {
        let listener = net::UnixListener::from_std(self.0)?;
        loop {
            let Ok((line, _unnamed)) = listener.accept().await else {
                sleep(PAUSE).await;
                continue;
            };
            // Whoever says nothing keeps the next one waiting, and not for long.
            let _served_or_not = timeout(PATIENCE, serve(line, &hear)).await;
        }
    }
}

async fn serve(mut line: net::UnixStream, hear: impl Fn(Summons) -> bool) {
    let (reads, mut writes) = line.split();
    let most = u64::try_from(SUMMONS_BYTES).unwrap_or(u64::MAX);
    let mut said = String::new();
    let read = AsyncBufReader::new(reads.take(most)).read_line(&mut said).await;
    if let Some(summons) = read.ok().and_then(|_bytes| Summons::read(&said))
        && hear(summons)
    {
        // It is heard, whether or not the other side waits to be told.
        drop(writes.write_all(HEARD.as_bytes()).await);
    }
}

/// Rings at whoever holds a folder.
///
/// # Errors
/// [`Unanswered`].
pub fn ring(folder: &Path, summons: Summons) -> Result<(), Unanswered> {
    // The one before may be waited for first.
    ring_for(folder, summons, PATIENCE * 3)
}

fn ring_for(folder: &Path, summons: Summons, patience: Duration) -> Result<(), Unanswered> {
    let line = UnixStream::connect(folder.join(NAME)).map_err(|_refused| Unanswered::NobodyThere)?;
    match say(line, summons, patience) {
        Ok(answer) if answer == HEARD => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Err(Unanswered::Silent),
        // It has hung up, as a desk does that ends just now.
        Ok(_) | Err(_) => Err(Unanswered::NobodyThere),
    }
}

fn say(mut line: UnixStream, summons: Summons, patience: Duration) -> io::Result<String> {
    line.set_read_timeout(Some(patience))?;
    line.set_write_timeout(Some(patience))?;
    line.write_all(summons.line().as_bytes())?;
    let most = u64::try_from(HEARD.len()).unwrap_or(u64::MAX);
    let mut answer = String::new();
    BufReader::new(line.take(most)).read_line(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::ids::CaseId;
    use tempfile::TempDir;
    use tokio::{sync::mpsc, task::spawn_blocking};
    use uuid::Uuid;

    /// What is heard of a bell.
    fn hear(bell: Bell) -> mpsc::UnboundedReceiver<Summons> {
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(bell.listen(move |summons| {
            tell.send(summons).expect("somebody waits for it");
            true
        }));
        heard
    }

    /// A folder with its bell, and what is heard of it.
    fn hung() -> (TempDir, DataDirectory, mpsc::UnboundedReceiver<Summons>) {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        let heard = hear(Bell::hang(&held).unwrap());
        (folder, held, heard)
    }

    async fn rung(folder: &TempDir, summons: Summons) -> Result<(), Unanswered> {
        let path = folder.path().to_owned();
        spawn_blocking(move || ring(&path, summons)).await.unwrap()
    }

    /// Says these bytes, and answers all that comes back.
    async fn answer_to(folder: &TempDir, said: Vec<u8>) -> Vec<u8> {
        let path = folder.path().join(NAME);
        let asking = spawn_blocking(move || {
            let mut line = UnixStream::connect(path).unwrap();
            // It may be hung up before all is said.
            drop(line.write_all(&said));
            drop(line.shutdown(std::net::Shutdown::Write));
            let mut answer = Vec::new();
            drop(line.read_to_end(&mut answer));
            answer
        });
        asking.await.unwrap()
    }

    #[tokio::test]
    async fn whoever_rings_is_heard_in_turn_and_told_so() {
        let (folder, _held, mut heard) = hung();
        for summons in [
            Summons::Window,
            Summons::Case(CaseId(Uuid::from_u128(7))),
            Summons::NoLink,
        ] {
            rung(&folder, summons).await.unwrap();
            assert_eq!(heard.recv().await, Some(summons));
        }
    }

    #[tokio::test]
    async fn whatever_else_is_said_is_hung_up_on_and_the_next_one_heard() {
        let (folder, _held, mut heard) = hung();
        let odd = [
            &b"scrim-desk://case/x\n"[..],
            b"",
            b"window",
            b"\xff\xfe\n",
            &[b'a'; 10_000],
        ];
        for said in odd {
            assert_eq!(answer_to(&folder, said.to_vec()).await, b"");
        }
        rung(&folder, Summons::NoLink).await.unwrap();
        assert_eq!(heard.recv().await, Some(Summons::NoLink), "and nothing before it");
    }

    #[tokio::test]
    async fn a_bell_that_a_crash_left_behind_is_taken_away() {
        let (folder, held, _heard) = hung();
        let mut heard = hear(Bell::hang(&held).unwrap());
        rung(&folder, Summons::Window).await.unwrap();
        assert_eq!(heard.recv().await, Some(Summons::Window));
        let mode = fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[tokio::test]
    async fn where_nobody_is_nobody_hears() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            rung(&folder, Summons::Window).await,
            Err(Unanswered::NobodyThere)
        ));
        // A bell without anybody behind it: the desk has ended.
        drop(Bell::hang(&DataDirectory::hold(folder.path()).unwrap()).unwrap());
        assert!(matches!(
            rung(&folder, Summons::Window).await,
            Err(Unanswered::NobodyThere)
        ));
    }

    #[tokio::test]
    async fn a_desk_that_can_do_nothing_any_more_leaves_the_other_untold() {
        let folder = tempfile::tempdir().unwrap();
        let held = DataDirectory::hold(folder.path()).unwrap();
        tokio::spawn(Bell::hang(&held).unwrap().listen(|_summons| false));
        assert!(matches!(
            rung(&folder, Summons::Window).await,
            Err(Unanswered::NobodyThere)
        ));
    }

    #[tokio::test]
    async fn a_desk_that_hangs_is_not_waited_for_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let _deaf = Bell::hang(&DataDirectory::hold(folder.path()).unwrap()).unwrap();
        let rung = ring_for(folder.path(), Summons::Window, Duration::from_millis(50));
        assert!(matches!(rung, Err(Unanswered::Silent)));
    }
}
