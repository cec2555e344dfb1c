//! The window's surface: every state wgpu may report has one answer, and the answers are a pure function that is tested.

use std::sync::Arc;

use super::error::GpuError;
use super::gpu::Gpu;

/// What acquiring the next picture of a window reported (mirrors `wgpu::CurrentSurfaceTexture` without its texture).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurfaceState {
    /// A picture to draw on.
    Success,
    /// A picture to draw on, of a size or rotation that no longer fits.
    Suboptimal,
    /// The compositor gave none in time.
    Timeout,
    /// The window cannot be seen.
    Occluded,
    /// The window changed.
    Outdated,
    /// The surface is gone.
    Lost,
    /// We used it wrongly.
    Validation,
}

/// What to do about a [`SurfaceState`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurfaceAnswer {
    /// Draw.
    Draw,
    /// Draw, then configure again.
    DrawThenConfigure,
    /// Do not draw now.
    Skip,
    /// Configure and ask once more in this frame.
    ConfigureAndRetry,
    /// Make the surface anew and ask once more in this frame.
    RecreateAndRetry,
    /// Set up a new device.
    RebuildDevice,
}

/// Timeouts in a row after which the surface counts as lost.
const MAX_TIMEOUTS: u32 = 60;
/// Validation errors in a row after which the device is set up anew.
const MAX_VALIDATION: u32 = 3;

/// Counts bad states in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurfaceHistory {
    timeouts: u32,
    validations: u32,
}

impl SurfaceHistory {
    /// The answer to `state`. `retried`: this frame already configured or recreated once. `device_lost`: the device's callback fired.
    pub fn answer(&mut self, state: SurfaceState, retried: bool, device_lost: bool) -> SurfaceAnswer {
        if device_lost {
            return SurfaceAnswer::RebuildDevice;
        }
        if state != SurfaceState::Timeout {
            self.timeouts = 0;
        }
        if state != SurfaceState::Validation {
            self.validations = 0;
        }
        match state {
            SurfaceState::Success => SurfaceAnswer::Draw,
            SurfaceState::Suboptimal => SurfaceAnswer::DrawThenConfigure,
            SurfaceState::Occluded => SurfaceAnswer::Skip,
            SurfaceState::Timeout => {
                self.timeouts += 1;
                if self.timeouts < MAX_TIMEOUTS || retried {
                    SurfaceAnswer::Skip
                } else {
                    self.timeouts = 0;
                    SurfaceAnswer::RecreateAndRetry
                }
            }
            SurfaceState::Outdated if retried => SurfaceAnswer::Skip,
            SurfaceState::Outdated => SurfaceAnswer::ConfigureAndRetry,
            SurfaceState::Lost if retried => SurfaceAnswer::Skip,
            SurfaceState::Lost => SurfaceAnswer::RecreateAndRetry,
            SurfaceState::Validation => {
                self.validations += 1;
                if self.validations >= MAX_VALIDATION {
                    SurfaceAnswer::RebuildDevice
                } else if retried {
                    SurfaceAnswer::Skip
                } else {
                    SurfaceAnswer::ConfigureAndRetry
                }
            }
        }
    }
}

/// A window's surface.
pub struct WindowSurface {
    surface: wgpu::Surface<'static>,
    window: Arc<winit::window::Window>,
    config: wgpu::SurfaceConfiguration,
    history: SurfaceHistory,
    configured: bool,
}

/// A picture of the window to draw on.
pub struct SurfaceFrame {
    texture: wgpu::SurfaceTexture,
    /// The view to draw into.
    pub view: wgpu::TextureView,
    /// Its format.
    pub format: wgpu::TextureFormat,
    /// Its size, pixels.
    pub size_px: [u32; 2],
    configure_after: bool,
}

/// What came of asking for the next picture.
#[allow(clippy::large_enum_variant, reason = "made once a frame and taken apart at once")]
pub enum Acquired {
    /// Draw on it, then [`WindowSurface::present`].
    Frame(SurfaceFrame),
    /// Nothing can be shown now; ask again when an event or a second has passed.
    Skip,
    /// The device must be set up anew.
    DeviceLost,
}

impl WindowSurface {
    pub(super) fn new(gpu: &Gpu, window: Arc<winit::window::Window>, surface: wgpu::Surface<'static>) -> Result<Self, GpuError> {
        let size = window.inner_size();
        let mut config = surface
            .get_default_config(&gpu.adapter, size.width.max(1), size.height.max(1))
            .ok_or_else(|| GpuError::NoSurface(format!("\"{}\" cannot draw on it", gpu.caps.adapter)))?;
        let capabilities = surface.get_capabilities(&gpu.adapter);
        // The overlay blends in encoded space, so an 8-bit format without the sRGB view comes first.
        let wanted = [wgpu::TextureFormat::Bgra8Unorm, wgpu::TextureFormat::Rgba8Unorm];
        if let Some(format) = wanted.into_iter().find(|f| capabilities.formats.contains(f)) {
            config.format = format;
        }
        config.present_mode = wgpu::PresentMode::AutoVsync;
        config.desired_maximum_frame_latency = 1;
        let mut this = Self { surface, window, config, history: SurfaceHistory::default(), configured: false };
        this.configure(gpu);
        Ok(this)
    }

    /// Size the next picture will have, pixels.
    pub fn size_px(&self) -> [u32; 2] {
        [self.config.width, self.config.height]
    }

    /// Format of the pictures.
    pub fn format(&self) -> wgpu::TextureFormat {
        self.config.format
    }

    /// Takes the window's current inner size. A size of nothing (minimised) waits for a better one.
    pub fn configure(&mut self, gpu: &Gpu) {
        let size = self.window.inner_size();
        if size.width == 0 || size.height == 0 {
            self.configured = false;
            return;
        }
        self.config.width = size.width.min(gpu.caps.max_texture_px);
        self.config.height = size.height.min(gpu.caps.max_texture_px);
        self.surface.configure(&gpu.device, &self.config);
        self.configured = true;
    }

    /// The next picture to draw on. Never panics; the states of wgpu are answered as [`SurfaceHistory::answer`] says.
    pub fn acquire(&mut self, gpu: &Gpu) -> Acquired {
        let size = self.window.inner_size();
        if !self.configured || [size.width, size.height] != self.size_px() {
            self.configure(gpu);
        }
        if !self.configured {
            return self.skip(gpu);
        }
        for retried in [false, true] {
            use wgpu::CurrentSurfaceTexture as C;
            let (state, texture) = match self.surface.get_current_texture() {
                C::Success(t) => (SurfaceState::Success, Some(t)),
                C::Suboptimal(t) => (SurfaceState::Suboptimal, Some(t)),
                C::Timeout => (SurfaceState::Timeout, None),
                C::Occluded => (SurfaceState::Occluded, None),
                C::Outdated => (SurfaceState::Outdated, None),
                C::Lost => (SurfaceState::Lost, None),
                C::Validation => (SurfaceState::Validation, None),
            };
            match (self.history.answer(state, retried, gpu.lost().is_some()), texture) {
                (answer @ (SurfaceAnswer::Draw | SurfaceAnswer::DrawThenConfigure), Some(texture)) => {
                    let view = texture.texture.create_view(&wgpu::TextureViewDescriptor::default());
                    let size_px = [texture.texture.width(), texture.texture.height()];
                    return Acquired::Frame(SurfaceFrame {
                        view,
                        format: self.config.format,
                        size_px,
                        configure_after: answer == SurfaceAnswer::DrawThenConfigure,
                        texture,
                    });
                }
                (SurfaceAnswer::RebuildDevice, _) => return Acquired::DeviceLost,
                (SurfaceAnswer::ConfigureAndRetry, _) => self.configure(gpu),
                (SurfaceAnswer::RecreateAndRetry, _) => match gpu.instance.create_surface(Arc::clone(&self.window)) {
                    Ok(surface) => {
                        self.surface = surface;
                        self.configure(gpu);
                    }
                    Err(e) => {
                        log::warn!("the window's surface could not be made again: {e}");
                        return self.skip(gpu);
                    }
                },
                _ => return self.skip(gpu),
            }
            if !self.configured {
                break;
            }
        }
        self.skip(gpu)
    }

    /// Shows a drawn picture.
    pub fn present(&mut self, gpu: &Gpu, frame: SurfaceFrame) {
        self.window.pre_present_notify();
        gpu.queue.present(frame.texture);
        if frame.configure_after {
            self.configure(gpu);
        }
    }

    /// Frees what finished work holds although no frame is drawn (buffers pile up otherwise: egui issue 7434).
    fn skip(&self, gpu: &Gpu) -> Acquired {
        gpu.queue.submit([]);
        if let Err(e) = gpu.device.poll(wgpu::PollType::Poll) {
            log::debug!("polling the graphics device: {e}");
        }
        Acquired::Skip
    }
}

#[cfg(test)]
mod tests {
    use super::{SurfaceAnswer as A, SurfaceHistory, SurfaceState as S};

    #[test]
    fn every_state_has_its_answer() {
        let ask = |state, retried| SurfaceHistory::default().answer(state, retried, false);
        assert_eq!(ask(S::Success, false), A::Draw);
        assert_eq!(ask(S::Suboptimal, false), A::DrawThenConfigure);
        assert_eq!(ask(S::Timeout, false), A::Skip);
        assert_eq!(ask(S::Occluded, false), A::Skip);
        assert_eq!(ask(S::Outdated, false), A::ConfigureAndRetry);
        assert_eq!(ask(S::Lost, false), A::RecreateAndRetry);
        assert_eq!(ask(S::Validation, false), A::ConfigureAndRetry);
    }

    #[test]
    fn no_state_is_retried_twice_in_one_frame() {
        for state in [S::Timeout, S::Occluded, S::Outdated, S::Lost, S::Validation] {
            let answer = SurfaceHistory::default().answer(state, true, false);
            assert_eq!(answer, A::Skip, "{state:?}");
        }
    }

    #[test]
    fn sixty_timeouts_in_a_row_count_as_a_lost_surface() {
        let mut h = SurfaceHistory::default();
        for _ in 0..59 {
            assert_eq!(h.answer(S::Timeout, false, false), A::Skip);
        }
        assert_eq!(h.answer(S::Timeout, false, false), A::RecreateAndRetry);
        assert_eq!(h.answer(S::Timeout, false, false), A::Skip);
        for _ in 0..58 {
            h.answer(S::Timeout, false, false);
        }
        assert_eq!(h.answer(S::Success, false, false), A::Draw);
        assert_eq!(h.answer(S::Timeout, false, false), A::Skip, "a good frame ends the row");
    }

    #[test]
    fn three_validation_errors_in_a_row_rebuild_the_device() {
        let mut h = SurfaceHistory::default();
        assert_eq!(h.answer(S::Validation, false, false), A::ConfigureAndRetry);
        assert_eq!(h.answer(S::Validation, true, false), A::Skip);
        assert_eq!(h.answer(S::Validation, false, false), A::RebuildDevice);
    }

    #[test]
    fn a_lost_device_outranks_every_state() {
        for state in [S::Success, S::Suboptimal, S::Timeout, S::Occluded, S::Outdated, S::Lost, S::Validation] {
            assert_eq!(SurfaceHistory::default().answer(state, false, true), A::RebuildDevice);
        }
    }
}
