/* Test-only: what Debian's Wine 8 lacks of bcryptprimitives.dll, which Rust's standard library asks for random
 * bytes. Wine's advapi32 has them under an older name. Nothing that is given to anybody contains this file: a real
 * Windows has its own.
 */
#include <stddef.h>

/* advapi32.dll exports RtlGenRandom by this name; it takes at most 32 bits of length. */
__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *buffer, unsigned long length);

__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *buffer, size_t length) {
    const size_t most = 1u << 30;
    while (length > 0) {
        const size_t part = length < most ? length : most;
        if (!SystemFunction036(buffer, (unsigned long)part)) {
            return 0;
        }
        buffer += part;
        length -= part;
    }
    return 1;
}
