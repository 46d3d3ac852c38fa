//! Where memory may be written to, as the kernel's own files tell. Linux only.

use super::facts::{Kept, Swap};
use std::{fs, os::unix::fs::MetadataExt, path::Path};

/// How deep devices are looked under: a volume in a group on a mapping on a disk is four.
const DEEPEST: usize = 8;

/// Every place, as the list of them and the folder of all block devices by number tell; none where there
/// is no such list.
pub(super) fn places(list: &Path, devices: &Path) -> Option<Vec<Swap>> {
    let list = fs::read_to_string(list).ok()?;
    let names = list.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let place = |name: &str| {
        // Spaces in names are written so.
        let name = name.replace("\\040", " ");
        let kept = kept(Path::new(&name), devices);
        Swap { name, kept }
    };
    Some(names.map(place).collect())
}

fn kept(place: &Path, devices: &Path) -> Kept {
    let Ok(found) = fs::metadata(place) else {
        return Kept::InClear;
    };
    // A file's own number is that of the device it is on.
    let number = if found.rdev() == 0 { found.dev() } else { found.rdev() };
    let (major, minor) = (rustix::fs::major(number), rustix::fs::minor(number));
    kept_on(&devices.join(format!("{major}:{minor}")), DEEPEST)
}

/// What becomes of what is written to a device: asked of itself, then of all that it lies on.
fn kept_on(device: &Path, deeper: usize) -> Kept {
    let real = fs::canonicalize(device).unwrap_or_default();
    let is_zram = real
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("zram"));
    let backing = fs::read_to_string(device.join("backing_dev"));
    if is_zram && backing.is_ok_and(|backing| backing.trim() == "none") {
        return Kept::InMemory;
    }
    let mapping = fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if mapping.starts_with("CRYPT-") {
        return Kept::Encrypted;
    }
    let below = fs::read_dir(device.join("slaves")).into_iter().flatten().flatten();
    let below: Vec<Kept> = below
        .take_while(|_| deeper > 0)
        .map(|entry| kept_on(&entry.path(), deeper.saturating_sub(1)))
        .collect();
    if !below.is_empty() && below.iter().all(|kept| *kept == Kept::Encrypted) {
        Kept::Encrypted
    } else {
        Kept::InClear
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A folder of devices, each with its files.
    struct Devices(tempfile::TempDir);

    impl Devices {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn with(self, file: &str, says: &str) -> Self {
            let path = self.0.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, says).unwrap();
            self
        }

        fn device(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }
    }

    #[test]
    fn an_encrypted_mapping_is_known_also_under_a_volume() {
        let devices = Devices::new()
            .with("mapping/dm/uuid", "CRYPT-LUKS2-1\n")
            .with("volume/dm/uuid", "LVM-2\n")
            .with("volume/slaves/mapping/dm/uuid", "CRYPT-LUKS2-1\n")
            .with("half/slaves/mapping/dm/uuid", "CRYPT-LUKS2-1\n")
            .with("half/slaves/disk/size", "1\n")
            .with("disk/size", "1\n");
        let kept = |name| kept_on(&devices.device(name), DEEPEST);
        assert_eq!(kept("mapping"), Kept::Encrypted);
        assert_eq!(kept("volume"), Kept::Encrypted);
        assert_eq!(kept("half"), Kept::InClear);
        assert_eq!(kept("disk"), Kept::InClear);
        assert_eq!(kept("unknown"), Kept::InClear);
    }

    #[test]
    fn compressed_memory_is_memory_unless_it_has_a_disk_behind_it() {
        let devices = Devices::new()
            .with("zram0/backing_dev", "none\n")
            .with("zram1/backing_dev", "/dev/sda3\n");
        assert_eq!(kept_on(&devices.device("zram0"), DEEPEST), Kept::InMemory);
        assert_eq!(kept_on(&devices.device("zram1"), DEEPEST), Kept::InClear);
    }

    #[test]
    fn the_list_has_a_head_and_a_line_for_each() {
        let devices = Devices::new().with("list", "Filename\tType\n/no\\040such partition 1 0 -2\n");
        let found = places(&devices.device("list"), &devices.device("none"));
        let name = "/no such".to_owned();
        let kept = Kept::InClear;
        assert_eq!(found, Some(vec![Swap { name, kept }]));
        assert_eq!(places(&devices.device("missing"), &devices.device("none")), None);
    }
}
