//! What processes have used of the processors, by what the kernel says of them.

use std::fs;

/// In a tick of the kernel's.
const MS_A_TICK: u64 = 10;

/// Of this process, milliseconds.
pub(crate) fn own_ms() -> u64 {
    Stat::of("self").map_or(0, |stat| stat.own * MS_A_TICK)
}

/// Of a process and its children, those that have ended too, milliseconds.
pub(crate) fn family_ms(pid: u32) -> u64 {
    let parent = Stat::of(&pid.to_string());
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let stats = processes.filter_map(|process| Stat::of(&process.file_name().to_string_lossy()));
    let children: u64 = stats.filter(|stat| stat.parent == pid).map(|stat| stat.own).sum();
    (parent.map_or(0, |stat| stat.own + stat.ended) + children) * MS_A_TICK
}

/// The process that started another one.
pub(crate) fn parent_of(pid: u32) -> Option<u32> {
    Stat::of(&pid.to_string()).map(|stat| stat.parent)
}

struct Stat {
    parent: u32,
    own: u64,
    ended: u64,
}

impl Stat {
    fn of(process: &str) -> Option<Self> {
        let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        let fields: Vec<u64> = text
            .rsplit(')')
            .next()?
            .split_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect();
        let sum = |from: usize| Some(fields.get(from)? + fields.get(from + 1)?);
        Some(Self {
            parent: u32::try_from(*fields.get(1)?).ok()?,
            own: sum(11)?,
            ended: sum(13)?,
        })
    }
}
