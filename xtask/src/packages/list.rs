//! The list itself: what each system calls what is needed. How it comes in is not known here.

use super::{Package, Probe, Purpose, package};

pub(super) const PACKAGES: &[Package] = &[
    package(
        Purpose::Build,
        Probe::Program("cc"),
        "build-essential",
        [Some("gcc"), Some("base-devel")],
    ),
    package(
        Purpose::Build,
        Probe::Program("pkg-config"),
        "pkg-config",
        [Some("pkgconf"), Some("pkgconf")],
    ),
    // libjpeg-turbo is built from its sources; its assembly makes it three times as fast.
    package(
        Purpose::Build,
        Probe::Program("cmake"),
        "cmake",
        [Some("cmake"), Some("cmake")],
    ),
    package(
        Purpose::Build,
        Probe::Program("nasm"),
        "nasm",
        [Some("nasm"), Some("nasm")],
    ),
    package(
        Purpose::Build,
        Probe::Library("webkit2gtk-4.1"),
        "libwebkit2gtk-4.1-dev",
        [Some("webkit2gtk4.1-devel"), Some("webkit2gtk-4.1")],
    ),
    package(
        Purpose::Window,
        Probe::Program("WebKitWebDriver"),
        "webkit2gtk-driver",
        [None, None],
    ),
    package(
        Purpose::Window,
        Probe::Program("Xvfb"),
        "xvfb",
        [Some("xorg-x11-server-Xvfb"), Some("xorg-server-xvfb")],
    ),
    package(
        Purpose::Window,
        Probe::Program("dbus-run-session"),
        "dbus",
        [Some("dbus-daemon"), Some("dbus")],
    ),
    package(Purpose::Window, Probe::Included, "dbus-x11", [None, None]),
    package(
        Purpose::Window,
        Probe::Program("gnome-keyring-daemon"),
        "gnome-keyring",
        [Some("gnome-keyring"), Some("gnome-keyring")],
    ),
    package(
        Purpose::Window,
        Probe::Program("xdotool"),
        "xdotool",
        [Some("xdotool"), Some("xdotool")],
    ),
    package(
        Purpose::Window,
        Probe::Program("xwininfo"),
        "x11-utils",
        [Some("xwininfo"), Some("xorg-xwininfo")],
    ),
    // Core images of the desk, in which no look may be found.
    package(
        Purpose::Window,
        Probe::Program("gcore"),
        "gdb",
        [Some("gdb"), Some("gdb")],
    ),
    // By the oldest that is in use; it brings all of its own with it, but for what it hears the windows by.
    package(
        Purpose::ScreenReader,
        Probe::Program("orca"),
        "orca",
        [Some("orca"), Some("orca")],
    ),
    package(
        Purpose::ScreenReader,
        Probe::Included,
        "at-spi2-core",
        [Some("at-spi2-core"), Some("at-spi2-core")],
    ),
    package(
        Purpose::ScreenReader,
        Probe::Program("xkbcomp"),
        "x11-xkb-utils",
        [Some("xkbcomp"), Some("xorg-xkbcomp")],
    ),
    package(
        Purpose::ScreenReader,
        Probe::Program("pgrep"),
        "procps",
        [Some("procps-ng"), Some("procps-ng")],
    ),
    // The tests start a cluster of their own; Debian keeps its programs off the path.
    package(
        Purpose::Database,
        Probe::Program("initdb"),
        "postgresql",
        [Some("postgresql-server"), Some("postgresql")],
    ),
    package(
        Purpose::Peers,
        Probe::Program("redis-server"),
        "redis-server",
        [Some("redis"), Some("redis")],
    ),
    // Debian keeps these at the version that its browsers need, ahead of `rustc`; by these names nobody else has them.
    package(
        Purpose::OtherSystems,
        Probe::Program("rustc"),
        "rustc-web",
        [None, None],
    ),
    package(
        Purpose::OtherSystems,
        Probe::Program("cargo"),
        "cargo-web",
        [None, None],
    ),
    package(Purpose::OtherSystems, Probe::Included, "rust-web-src", [None, None]),
    package(
        Purpose::Mingw,
        Probe::Program("x86_64-w64-mingw32-windres"),
        "binutils-mingw-w64-x86-64",
        [Some("mingw64-binutils"), Some("mingw-w64-binutils")],
    ),
    package(
        Purpose::Mingw,
        Probe::Program("x86_64-w64-mingw32-gcc"),
        "gcc-mingw-w64-x86-64-posix",
        [Some("mingw64-gcc"), Some("mingw-w64-gcc")],
    ),
    package(Purpose::Wine, Probe::Program("wine64"), "wine64", [None, None]),
    package(
        Purpose::Packaging,
        Probe::Program("dpkg-shlibdeps"),
        "dpkg-dev",
        [Some("dpkg-dev"), Some("dpkg")],
    ),
    package(
        Purpose::Ground,
        Probe::Program("debootstrap"),
        "debootstrap",
        [None, None],
    ),
    package(
        Purpose::Ground,
        Probe::Program("systemd-nspawn"),
        "systemd-container",
        [None, None],
    ),
];
