//! The system calls a worker may make: talk on its socket, read and write its memory files, ask for
//! memory, and end. Anything else kills the process.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

/// Allowed whatever the arguments. None of these can name a file, an address or a program.
const FREE: [libc::c_long; 24] = [
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_pread64,
    libc::SYS_pwrite64,
    libc::SYS_recvmsg,
    libc::SYS_sendto,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_close,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Puts the filter on the calling thread; a worker has no other.
pub(super) fn apply() -> Result<(), Error> {
    apply_filter(&program()?)
}

fn program() -> Result<BpfProgram, Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = FREE.into_iter().map(|call| (call, Vec::new())).collect();
    // Memory may be had, but never to run code from.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![without_bits(2, unsigned(libc::PROT_EXEC))?]);
    }
    // The standard library asks whether a descriptor is open before it closes it.
    rules.insert(libc::SYS_fcntl, vec![equals(&[(1, unsigned(libc::F_GETFD))])?]);
    // How `abort` ends this very process, which is how a failed allocation is told from a crash.
    let own = u64::from(std::process::id());
    rules.insert(
        libc::SYS_tgkill,
        vec![equals(&[(0, own), (2, unsigned(libc::SIGABRT))])?],
    );

    let arch = std::env::consts::ARCH.try_into().map_err(Error::Backend)?;
    SeccompFilter::new(rules, SeccompAction::KillProcess, SeccompAction::Allow, arch)
        .and_then(BpfProgram::try_from)
        .map_err(Error::Backend)
}

fn equals(arguments: &[(u8, u64)]) -> Result<SeccompRule, Error> {
    let conditions = arguments
        .iter()
        .map(|(index, value)| SeccompCondition::new(*index, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, *value));
    conditions
        .collect::<Result<Vec<_>, _>>()
        .and_then(SeccompRule::new)
        .map_err(Error::Backend)
}

fn without_bits(index: u8, bits: u64) -> Result<SeccompRule, Error> {
    SeccompCondition::new(index, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(bits), 0)
        .and_then(|condition| SeccompRule::new(vec![condition]))
        .map_err(Error::Backend)
}

fn unsigned(constant: libc::c_int) -> u64 {
    u64::from(constant.unsigned_abs())
}
