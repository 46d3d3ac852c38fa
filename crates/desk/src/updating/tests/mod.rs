//! Real keys and a real server: what is right is brought and handed over, and of everything else nothing is left.

pub(crate) mod shelf;

use super::{BadChannel, Built, Channel, Installer, NotTaken, Updater, Updates};
use scrim_model::update::{NoUpdate, Offer};
use shelf::{FILE, Maker, OWN, Served, Shelf, TARGET};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// Takes packages, and reads them as it does.
#[derive(Default)]
pub(crate) struct TestInstaller {
    pub(crate) taken: Mutex<Vec<(PathBuf, Vec<u8>)>>,
}

impl Installer for TestInstaller {
    fn take(&self, package: &Path) -> Result<(), NotTaken> {
        let bytes = fs::read(package).map_err(|_none| NotTaken)?;
        self.taken.lock().unwrap().push((package.to_owned(), bytes));
        Ok(())
    }
}

/// A desk's folder, and what it does there.
struct Place {
    folder: TempDir,
    updater: Updater,
    installer: Arc<TestInstaller>,
}

impl Place {
    fn new(channel: Channel) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let installer = Arc::new(TestInstaller::default());
        let means = Updates {
            channel,
            installer: installer.clone(),
        };
        let updater = Updater::new(means, folder.path());
        Self {
            folder,
            updater,
            installer,
        }
    }

    async fn offered(channel: Channel) -> (Self, Offer) {
        let place = Self::new(channel);
        let offer = place.updater.ask().await.unwrap();
        (place, offer)
    }

    /// Everything below the desk's folder.
    fn left(&self) -> Vec<PathBuf> {
        let update = self.folder.path().join("update");
        let files = fs::read_dir(update).into_iter().flatten().flatten();
        files.map(|file| file.path()).collect()
    }

    fn handed(&self) -> usize {
        self.installer.taken.lock().unwrap().len()
    }
}

fn package() -> Vec<u8> {
    (0..300_000_u32).map(|number| (number % 251) as u8).collect()
}

#[tokio::test]
async fn a_newer_version_is_brought_here_verified_and_handed_over_and_nothing_of_the_desk_is_told() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
    let (place, offer) = Place::offered(shelf.channel(&maker)).await;
    assert_eq!(offer.version.to_string(), "0.2.0");
    assert!(place.left().is_empty(), "nothing comes before somebody wants it");
    assert_eq!(place.updater.fetch(&offer).await, Ok(()));
    let path = place.folder.path().join("update").join(FILE);
    assert_eq!(place.left(), std::slice::from_ref(&path));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(&path), mode(path.parent().unwrap())),
            (0o600, 0o700),
            "this person's alone"
        );
    }
    assert_eq!(place.handed(), 0, "nothing is installed unasked");
    assert_eq!(place.updater.hand_over(&offer), Ok(()));
    assert_eq!(*place.installer.taken.lock().unwrap(), [(path, package())]);

    let host = shelf.address().trim_start_matches("http://").to_owned();
    for head in shelf.heads() {
        let said: Vec<&str> = head.lines().skip(1).filter(|line| !line.is_empty()).collect();
        assert_eq!(said, ["accept: */*".to_owned(), format!("host: {host}")], "{head}");
        assert!(!head.contains('?') && !head.contains(OWN), "{head}");
    }
}

#[tokio::test]
async fn a_manifest_that_is_not_right_is_refused_for_what_is_wrong_with_it() {
    let (maker, other) = (Maker::new(), Maker::new());
    let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
    let place = Place::new(shelf.channel(&maker));
    assert!(place.updater.ask().await.is_ok());

    for version in ["0.1.0", "0.0.9"] {
        shelf.tell(&maker, &maker.manifest(version, &package()));
        assert_eq!(place.updater.ask().await, Err(NoUpdate::NotNewer), "{version}");
    }
    shelf.tell(&other, &other.manifest("0.2.0", &package()));
    assert_eq!(
        place.updater.ask().await,
        Err(NoUpdate::WrongSignature),
        "of somebody else"
    );
    shelf.tell(&maker, &maker.manifest("0.2.0", &package()));
    let mut words = serde_json::to_vec(&maker.manifest("0.3.0", &package())).unwrap();
    shelf.put("desk-update.json", Served::Whole(words.clone()));
    assert_eq!(
        place.updater.ask().await,
        Err(NoUpdate::WrongSignature),
        "of another manifest"
    );
    let comment = "untrusted comment: x\n".to_owned();
    shelf.put("desk-update.json.minisig", Served::Whole(comment.into_bytes()));
    assert_eq!(place.updater.ask().await, Err(NoUpdate::WrongSignature), "none at all");

    let mut elsewhere = maker.manifest("0.2.0", &package());
    elsewhere.packages[0].target = "windows-x86_64-nsis".into();
    shelf.tell(&maker, &elsewhere);
    assert_eq!(place.updater.ask().await, Err(NoUpdate::OtherSystem));
    words.push(b'x');
    shelf.put(
        "desk-update.json.minisig",
        Served::Whole(maker.sign(&words).into_bytes()),
    );
    shelf.put("desk-update.json", Served::Whole(words));
    assert_eq!(
        place.updater.ask().await,
        Err(NoUpdate::Unreachable),
        "signed, and no manifest"
    );
    assert!(place.left().is_empty());
}

/// What a place for updates does wrong with the package, and what that comes to.
#[tokio::test]
async fn of_a_package_that_is_not_right_nothing_is_left_and_nothing_is_handed_over() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
    let mut flipped = package();
    flipped[1_000] ^= 1;
    let (shorter, longer) = (package()[1..].to_vec(), [package(), vec![0]].concat());
    let served = [
        (Served::Whole(flipped), NoUpdate::WrongSignature),
        (Served::Whole(shorter), NoUpdate::WrongSignature),
        (Served::Whole(longer), NoUpdate::TooLarge),
        (Served::Whole(Vec::new()), NoUpdate::WrongSignature),
        (Served::Cut(package()), NoUpdate::Unreachable),
        (Served::Endless, NoUpdate::TooLarge),
        (
            Served::To("http://updates.example/Scrim.deb".into()),
            NoUpdate::Unreachable,
        ),
        (Served::To(format!("{}/{FILE}", shelf.address())), NoUpdate::Unreachable),
        (
            Served::To("ftp://updates.example/Scrim.deb".into()),
            NoUpdate::Unreachable,
        ),
        (Served::To("file:///etc/passwd".into()), NoUpdate::Unreachable),
    ];
    for (number, (wrong, why)) in served.into_iter().enumerate() {
        let (place, offer) = Place::offered(shelf.channel(&maker)).await;
        shelf.put(FILE, wrong);
        assert_eq!(place.updater.fetch(&offer).await, Err(why), "{number}");
        assert!(place.left().is_empty(), "{number}: {:?}", place.left());
        assert!(place.updater.hand_over(&offer).is_err(), "{number}");
        assert_eq!(place.handed(), 0, "{number}");
    }
}

#[tokio::test]
async fn a_signature_of_another_file_is_wrong_whoever_made_it() {
    let (maker, other) = (Maker::new(), Maker::new());
    let older = [package(), b"of an older version".to_vec()].concat();
    for signature in [
        maker.sign(&older),
        other.sign(&package()),
        maker.sign(&package())[..200].to_owned(),
    ] {
        let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
        let mut manifest = maker.manifest("0.2.0", &package());
        manifest.packages[0].signature = signature;
        shelf.tell(&maker, &manifest);
        let (place, offer) = Place::offered(shelf.channel(&maker)).await;
        assert_eq!(place.updater.fetch(&offer).await, Err(NoUpdate::WrongSignature));
        assert!(place.left().is_empty());
    }
}

#[tokio::test]
async fn what_was_changed_while_it_lay_here_is_not_handed_over() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
    let (place, offer) = Place::offered(shelf.channel(&maker)).await;
    assert_eq!(place.updater.fetch(&offer).await, Ok(()));
    fs::write(&place.left()[0], b"something else").unwrap();
    assert_eq!(place.updater.hand_over(&offer), Err(NoUpdate::WrongSignature));
    assert_eq!((place.handed(), place.left().len()), (0, 0));
}

#[tokio::test]
async fn a_package_may_lie_elsewhere_as_long_as_the_way_there_is_safe() {
    let maker = Maker::new();
    let shelf = Shelf::with(&maker, "0.2.0", &package()).await;
    shelf.put("bytes/1", Served::Whole(package()));
    shelf.put(FILE, Served::To(format!("{}/bytes/1", shelf.address())));
    let (place, offer) = Place::offered(shelf.channel(&maker)).await;
    assert_eq!(place.updater.fetch(&offer).await, Ok(()));
}

#[tokio::test]
async fn a_place_that_is_not_there_is_unreachable() {
    let maker = Maker::new();
    let shelf = Shelf::open().await;
    let place = Place::new(shelf.channel(&maker));
    assert_eq!(place.updater.ask().await, Err(NoUpdate::Unreachable));
    shelf.put("desk-update.json", Served::Endless);
    assert_eq!(place.updater.ask().await, Err(NoUpdate::TooLarge));
}

#[test]
fn a_build_is_told_a_key_and_an_address_that_are_some() {
    let key = Maker::new().key();
    let built = Built {
        key: &key,
        at: "https://updates.example/latest",
        version: OWN,
        target: TARGET,
    };
    assert!(Channel::new(built).is_ok());
    let refused = |built| Channel::new(built).err();
    assert_eq!(refused(Built { key: "RWQ", ..built }), Some(BadChannel::Key));
    for at in [
        "http://updates.example",
        "updates.example",
        "https://a:b@updates.example",
        "file:///srv",
    ] {
        assert_eq!(refused(Built { at, ..built }), Some(BadChannel::Address), "{at}");
    }
    assert_eq!(
        refused(Built {
            version: "new",
            ..built
        }),
        Some(BadChannel::Version)
    );
}
