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

/// Asks memory for `value`, which will be read soon. Changes nothing but time.
#[inline(always)]
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "no stable way"))]
pub(crate) fn prefetch<T>(value: &T) {
    #[cfg(target_arch = "x86_64")]
    #[expect(unsafe_code, reason = "the instruction takes a pointer")]
    // SAFETY: a hint that reads nothing and cannot fault; the pointer is a live reference's.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(value).cast());
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn run_wide<W: Work>(work: W) -> W::Output {
    work.run()
}
