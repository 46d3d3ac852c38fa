//! Which addresses of the internet may be fetched from. Pure; knows no names and no connection.
//!
//! What is not known to be public is not fetched from: a source that names an address must not reach what only the
//! hub's own network can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Networks of IPv4 that are no part of the public internet: RFC 6890 and its successors in IANA's registry of
/// special-purpose addresses, with everything from multicast on.
const INNER_V4: [(Ipv4Addr, u32); 15] = [
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Of IPv6 only `2000::/3` is given out to the public; these parts of it are not.
const INNER_V6: [(Ipv6Addr, u32); 4] = [
    // Protocols of the IETF, with Teredo and ORCHID among them.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0x0db8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4: an address of IPv4 in disguise, by a relay that nobody runs any more.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// IPv4 written as IPv6, and IPv4 by way of a translator (NAT64): both are as public as what they stand for.
const STANDS_FOR_V4: [(Ipv6Addr, u32); 2] = [
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96),
    (Ipv6Addr::new(0x0064, 0xff9b, 0, 0, 0, 0, 0, 0), 96),
];

/// Whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(network, bits): &(Ipv4Addr, u32)| {
        let rest = 32_u32.saturating_sub(*bits);
        (address.to_bits() ^ network.to_bits()) >> rest == 0
    };
    !INNER_V4.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |(network, bits): &(Ipv6Addr, u32)| {
        let rest = 128_u32.saturating_sub(*bits);
        (address.to_bits() ^ network.to_bits()) >> rest == 0
    };
    if STANDS_FOR_V4.iter().any(within) {
        let [.., a, b, c, d] = address.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    within(&PUBLIC_V6) && !INNER_V6.iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().expect("an address"))
    }

    #[test]
    fn public_addresses_are_taken() {
        for good in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
        ] {
            assert!(public(good), "{good}");
        }
        for good in [
            "172.32.0.0",
            "192.0.1.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00::1",
            "2001:4860::8888",
        ] {
            assert!(public(good), "{good}");
        }
        for good in ["::ffff:1.1.1.1", "64:ff9b::1.1.1.1"] {
            assert!(public(good), "{good}");
        }
    }

    #[test]
    fn nothing_within_is_taken_however_it_is_written() {
        let inner = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ];
        for bad in inner {
            assert!(!public(bad), "{bad}");
            assert!(!public(&format!("::ffff:{bad}")), "{bad} as IPv6");
            assert!(!public(&format!("64:ff9b::{bad}")), "{bad} behind a translator");
            assert!(!public(&format!("::{bad}")), "{bad} in the old way");
        }
        let inner = [
            "::",
            "::1",
            "::1.1.1.1",
            "64:ff9b:1::1.1.1.1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:101:101::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ];
        for bad in inner {
            assert!(!public(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_the_standard_library_calls_inner_is_never_public(bits in any::<u32>()) {
            let address = Ipv4Addr::from_bits(bits);
            let inner = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation()
                || address.is_unspecified();
            prop_assert!(!(inner && is_public_v4(address)));
        }

        #[test]
        fn ipv4_is_judged_alike_in_every_disguise(bits in any::<u32>()) {
            let address = Ipv4Addr::from_bits(bits);
            prop_assert_eq!(is_public(address.to_ipv6_mapped().into()), is_public_v4(address));
            prop_assert!(!is_public(address.to_ipv6_compatible().into()));
        }

        #[test]
        fn of_ipv6_only_what_is_given_out_is_public(bits in any::<u128>()) {
            let address = Ipv6Addr::from_bits(bits);
            let inner = address.is_unique_local() || address.is_unicast_link_local() || address.is_multicast()
                || address.is_loopback() || address.is_unspecified();
            prop_assert!(!(inner && is_public_v6(address)));
            let given_out = bits >> 125 == 1;
            let translated = STANDS_FOR_V4.iter().any(|(network, _)| (bits ^ network.to_bits()) >> 32 == 0);
            prop_assert!(given_out || translated || !is_public_v6(address));
        }
    }
}
