//! Runs hot code compiled for what the processor at hand can do.
//!
//! Binaries are built for the oldest `x86-64`, which has neither `popcnt` nor eight-wide
//! floats; both are about twice as fast here. No feature that changes a result is enabled
//! (fused multiply-add above all): every path gives the same bits.

/// A piece of work whose `run` is inlined into the caller, and so compiled once per feature set.
pub(crate) trait Work {
    type Output;

    /// Must be `#[inline(always)]`, or it keeps the baseline's instructions.
    fn run(self) -> Self::Output;
}

/// Runs `work` with the widest instructions this processor has.
#[cfg(target_arch = "x86_64")]
pub(crate) fn dispatch<W: Work>(work: W) -> W::Output {
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("popcnt") {
        #[expect(unsafe_code, reason = "calling code compiled for features needs it")]
        // SAFETY: both features that `run_wide` is compiled for have just been detected.
        return unsafe { run_wide(work) };
    }
    work.run()
}

/// Runs `work`; other processors have what is needed in their baseline.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn dispatch<W: Work>(work: W) -> W::Output {
    work.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn run_wide<W: Work>(work: W) -> W::Output {
    work.run()
}
