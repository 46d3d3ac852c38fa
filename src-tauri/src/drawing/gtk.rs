//! WebKitGTK asks nobody whether there is a graphics processor: it is told.

use rustix::fs::{Access, access};
use std::{fs, path::Path};
use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where the kernel lists what can draw.
const DEVICES: &str = "/dev/dri";
/// How a device is called on which anybody may draw, without a screen of its own.
const FOR_ANYBODY: &str = "renderD";

/// Has the page drawn without layers where nothing but the processor draws.
pub(crate) fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    if draws(Path::new(DEVICES)) {
        return Ok(());
    }
    tracing::info!("no graphics processor: the page is drawn without layers");
    window.with_webview(|platform| {
        if let Some(settings) = platform.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether there is a device to draw with that this person may use.
fn draws(devices: &Path) -> bool {
    let Ok(all) = fs::read_dir(devices) else {
        return false;
    };
    all.flatten()
        .filter(|device| device.file_name().to_string_lossy().starts_with(FOR_ANYBODY))
        .any(|device| access(device.path(), Access::READ_OK | Access::WRITE_OK).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_device_that_draws_is_told_from_one_that_only_shows() -> io::Result<()> {
        let devices = tempfile::tempdir()?;
        assert!(!draws(&devices.path().join("none")));
        fs::write(devices.path().join("card0"), [])?;
        assert!(!draws(devices.path()), "it only shows");
        fs::write(devices.path().join("renderD128"), [])?;
        assert!(draws(devices.path()));
        Ok(())
    }
}
