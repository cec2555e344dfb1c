//! What can go wrong with the graphics device, as sentences, and the record that the device's callbacks write into.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// Why no graphics device could be set up.
#[derive(Debug, thiserror::Error)]
pub enum GpuError {
    /// No adapter of the wanted kind answered.
    #[error("no usable graphics adapter was found ({0})")]
    NoAdapter(String),
    /// The adapter cannot do what the museum needs.
    #[error("the graphics adapter \"{adapter}\" lacks {missing}")]
    TooOld {
        /// Name the driver gives.
        adapter: String,
        /// What is missing.
        missing: String,
    },
    /// The adapter refused to open a device.
    #[error("the graphics adapter \"{adapter}\" could not be opened: {reason}")]
    NoDevice {
        /// Name the driver gives.
        adapter: String,
        /// What the driver said.
        reason: String,
    },
    /// The window gave no surface.
    #[error("the window cannot be drawn on: {0}")]
    NoSurface(String),
}

/// Why a frame was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The device is gone: set up a new [`super::Gpu`], call [`super::Renderer::rebuild`] and draw again.
    #[error("the graphics device was lost: {0}")]
    DeviceLost(String),
    /// The picture has no pixels or more than the device can hold.
    #[error("a picture of {width} x {height} pixels cannot be drawn by this graphics adapter")]
    BadSize {
        /// Asked width, pixels.
        width: u32,
        /// Asked height, pixels.
        height: u32,
    },
    /// The picture was not drawn off screen, so it cannot be read.
    #[error("there is no off-screen picture to read")]
    NothingToRead,
    /// The device did not deliver in time.
    #[error("the graphics device did not answer: {0}")]
    Timeout(String),
    /// A shader of ours did not compose; names the file.
    #[error("{0}")]
    Shader(String),
}

/// What the device's callbacks saw. Shared between the callbacks and [`super::Gpu`].
#[derive(Debug, Default)]
pub struct Faults {
    lost: AtomicBool,
    out_of_memory: AtomicBool,
    uncaptured: AtomicU32,
    frame: AtomicU32,
    seen: Mutex<Vec<String>>,
    lost_reason: Mutex<String>,
}

/// Distinct error texts that are logged in full; later ones are only counted.
const MAX_DISTINCT_ERRORS: usize = 32;

impl Faults {
    /// Notes that the device is gone.
    pub fn device_lost(&self, reason: String) {
        if let Ok(mut r) = self.lost_reason.lock() {
            *r = reason;
        }
        self.lost.store(true, Ordering::Release);
    }

    /// Notes an error nobody asked for; equal texts are logged once.
    pub fn uncaptured(&self, error: &wgpu::Error) {
        let count = self.uncaptured.fetch_add(1, Ordering::Relaxed) + 1;
        if matches!(error, wgpu::Error::OutOfMemory { .. }) {
            self.out_of_memory.store(true, Ordering::Release);
        }
        let text = error.to_string();
        if let Ok(mut seen) = self.seen.lock()
            && !seen.contains(&text)
            && seen.len() < MAX_DISTINCT_ERRORS
        {
            log::error!("graphics error {count} in frame {}: {text}", self.frame.load(Ordering::Relaxed));
            seen.push(text);
        }
    }

    /// Number of the frame that errors are tagged with.
    pub fn begin_frame(&self, number: u32) {
        self.frame.store(number, Ordering::Relaxed);
    }

    /// Whether the device is gone, and why.
    pub fn lost(&self) -> Option<String> {
        self.lost.load(Ordering::Acquire).then(|| self.lost_reason.lock().map(|r| r.clone()).unwrap_or_default())
    }

    /// Whether memory ran out since the last call.
    pub fn take_out_of_memory(&self) -> bool {
        self.out_of_memory.swap(false, Ordering::AcqRel)
    }

    /// Errors nobody asked for, so far.
    pub fn uncaptured_count(&self) -> u32 {
        self.uncaptured.load(Ordering::Relaxed)
    }
}

/// Connects a device's callbacks to a fresh record.
pub(super) fn watch(device: &wgpu::Device) -> Arc<Faults> {
    let faults = Arc::new(Faults::default());
    let on_error = Arc::clone(&faults);
    device.on_uncaptured_error(Arc::new(move |error| on_error.uncaptured(&error)));
    let on_lost = Arc::clone(&faults);
    device.set_device_lost_callback(move |reason, message| {
        // Dropping a device also calls back with `Destroyed` and an empty message; the record dies with it, so noting it is harmless.
        on_lost.device_lost(format!("{reason:?} {message}"));
    });
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_errors_are_logged_once_but_all_are_counted() {
        let faults = Faults::default();
        for _ in 0..5 {
            faults.uncaptured(&wgpu::Error::Validation { source: "x".into(), description: "same".into() });
        }
        assert_eq!(faults.uncaptured_count(), 5);
        assert_eq!(faults.seen.lock().unwrap().len(), 1);
        assert!(!faults.take_out_of_memory());
        faults.uncaptured(&wgpu::Error::OutOfMemory { source: "x".into() });
        assert!(faults.take_out_of_memory());
        assert!(!faults.take_out_of_memory());
    }

    #[test]
    fn a_lost_device_keeps_its_reason() {
        let faults = Faults::default();
        assert!(faults.lost().is_none());
        faults.device_lost("gone".into());
        assert_eq!(faults.lost().as_deref(), Some("gone"));
    }
}
