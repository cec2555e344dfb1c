//! Sets up the graphics device. One function does it from nothing, so that it can be done again after a loss.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::error::{Faults, GpuError, watch};
use super::surface::WindowSurface;

/// Which adapter is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AdapterChoice {
    /// The best there is: a real GPU, else a software rasteriser.
    #[default]
    Best,
    /// A software rasteriser, to draw the same picture on every machine.
    Software,
}

/// What the adapter can do, decided once when the device is opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Caps {
    /// Name of the adapter, for logs and `museum doctor`.
    pub adapter: String,
    /// Graphics interface in use, for logs ("Vulkan", "Dx12", ..).
    pub backend: String,
    /// Pixels are computed by the CPU.
    pub software: bool,
    /// BC1..BC7 textures are sampled as they are; else blocks are decoded at upload.
    pub block_compression: bool,
    /// Passes can be timed on the GPU.
    pub timestamps: bool,
    /// Longest edge of a texture, texels.
    pub max_texture_px: u32,
    /// Decoded or compressed bytes of textures that may be resident.
    pub texture_budget_bytes: u64,
    /// Bytes of meshes that may be resident before unused ones are dropped.
    pub mesh_budget_bytes: u64,
    /// Edge of a shadow map, texels.
    pub shadow_px: u32,
    /// Greatest number of shadow maps.
    pub max_shadows: u32,
    /// Nothing is drawn at all: frames are only recorded.
    pub noop: bool,
}

/// An opened graphics device. Dropped and set up again when it is lost.
pub struct Gpu {
    /// Entry to the graphics interfaces of this machine.
    pub instance: wgpu::Instance,
    /// The chosen adapter.
    pub adapter: wgpu::Adapter,
    /// Makes resources.
    pub device: wgpu::Device,
    /// Takes work.
    pub queue: wgpu::Queue,
    /// What the adapter can do.
    pub caps: Caps,
    /// What the device's callbacks saw.
    pub faults: Arc<Faults>,
}

impl Gpu {
    /// A device that draws into textures only.
    ///
    /// # Errors
    /// When no adapter answers, it is too old, or it refuses.
    pub fn headless(choice: AdapterChoice) -> Result<Self, GpuError> {
        open(choice, None).map(|(gpu, _)| gpu)
    }

    /// A device that can draw into `window`, and the window's surface.
    ///
    /// # Errors
    /// As [`Gpu::headless`], and when the window cannot be drawn on.
    pub fn for_window(window: Arc<winit::window::Window>, choice: AdapterChoice) -> Result<(Self, WindowSurface), GpuError> {
        let (gpu, surface) = open(choice, Some(Arc::clone(&window)))?;
        let surface = surface.ok_or_else(|| GpuError::NoSurface("no surface was made".to_owned()))?;
        let surface = WindowSurface::new(&gpu, window, surface)?;
        Ok((gpu, surface))
    }

    /// A device that records frames and draws nothing, to time the CPU's share alone.
    ///
    /// # Errors
    /// When the library was built without its noop backend.
    pub fn noop() -> Result<Self, GpuError> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
            backends: wgpu::Backends::NOOP,
            backend_options: wgpu::BackendOptions { noop: wgpu::NoopBackendOptions::enabled(), ..Default::default() },
            ..wgpu::InstanceDescriptor::new_without_display_handle()
        });
        let adapter = block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default())).map_err(|e| GpuError::NoAdapter(e.to_string()))?;
        device_of(instance, adapter, false)
    }

    /// A software rasteriser that samples blocks as they are, to try the path of real GPUs; `None` where there is none.
    #[cfg(test)]
    pub(super) fn software_with_blocks() -> Option<Self> {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        let options = wgpu::RequestAdapterOptions { force_fallback_adapter: true, ..Default::default() };
        let adapter = block_on(instance.request_adapter(&options)).ok()?;
        if !adapter.features().contains(wgpu::Features::TEXTURE_COMPRESSION_BC) {
            return None;
        }
        device_of(instance, adapter, true).ok()
    }

    /// Whether the device is gone, and why.
    pub fn lost(&self) -> Option<String> {
        self.faults.lost()
    }

    /// Waits until everything handed to the device is done (before exit: a software rasteriser's threads outlive `main`).
    pub fn wait_idle(&self) {
        if let Err(e) = self.device.poll(wgpu::PollType::Wait { submission_index: None, timeout: Some(std::time::Duration::from_secs(10)) }) {
            log::warn!("the graphics device did not become idle: {e}");
        }
    }
}

impl Drop for Gpu {
    fn drop(&mut self) {
        if self.lost().is_none() {
            self.wait_idle();
        }
    }
}

/// From nothing to a device, and the surface of a window if there is one.
fn open(choice: AdapterChoice, window: Option<Arc<winit::window::Window>>) -> Result<(Gpu, Option<wgpu::Surface<'static>>), GpuError> {
    let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
    descriptor.memory_budget_thresholds = wgpu::MemoryBudgetThresholds { for_resource_creation: Some(80), for_device_loss: Some(95) };
    if !cfg!(debug_assertions) {
        descriptor.flags |= wgpu::InstanceFlags::DISCARD_HAL_LABELS;
    }
    let instance = wgpu::Instance::new(descriptor);
    let surface = match window {
        Some(w) => Some(instance.create_surface(w).map_err(|e| GpuError::NoSurface(e.to_string()))?),
        None => None,
    };
    let request = |force_fallback_adapter| {
        block_on(instance.request_adapter(&wgpu::RequestAdapterOptions {
            power_preference: wgpu::PowerPreference::HighPerformance,
            force_fallback_adapter,
            compatible_surface: surface.as_ref(),
            ..Default::default()
        }))
    };
    let adapter = match choice {
        AdapterChoice::Software => request(true),
        AdapterChoice::Best => request(false).or_else(|_| request(true)),
    }
    .map_err(|e| GpuError::NoAdapter(e.to_string()))?;
    Ok((device_of(instance, adapter, false)?, surface))
}

/// Opens the device of an adapter and decides its [`Caps`]. `software_blocks`: a software rasteriser samples blocks too (slower than decoded).
fn device_of(instance: wgpu::Instance, adapter: wgpu::Adapter, software_blocks: bool) -> Result<Gpu, GpuError> {
    let info = adapter.get_info();
    let name = info.name.clone();
    let available = adapter.limits();
    let mut limits = wgpu::Limits::downlevel_defaults();
    limits.max_texture_dimension_2d = available.max_texture_dimension_2d.clamp(limits.max_texture_dimension_2d, 16384);
    limits.max_texture_dimension_1d = available.max_texture_dimension_1d.min(limits.max_texture_dimension_2d).max(limits.max_texture_dimension_1d);
    if !adapter.get_downlevel_capabilities().flags.contains(wgpu::DownlevelFlags::VERTEX_STORAGE) {
        return Err(GpuError::TooOld { adapter: name, missing: "buffers readable while vertices are placed".to_owned() });
    }
    let noop = info.backend == wgpu::Backend::Noop;
    let software = info.device_type == wgpu::DeviceType::Cpu;
    let features = adapter.features();
    let block_compression = (!software || software_blocks) && !noop && features.contains(wgpu::Features::TEXTURE_COMPRESSION_BC);
    let timestamps = !software && !noop && features.contains(wgpu::Features::TIMESTAMP_QUERY);
    let mut required_features = wgpu::Features::empty();
    required_features.set(wgpu::Features::TEXTURE_COMPRESSION_BC, block_compression);
    required_features.set(wgpu::Features::TIMESTAMP_QUERY, timestamps);
    let (device, queue) = block_on(adapter.request_device(&wgpu::DeviceDescriptor {
        label: Some("museum"),
        required_features,
        required_limits: limits.clone(),
        // A software rasteriser's "video memory" is our own resident memory: small blocks there.
        memory_hints: if software { wgpu::MemoryHints::MemoryUsage } else { wgpu::MemoryHints::Performance },
        ..Default::default()
    }))
    .map_err(|e| GpuError::NoDevice { adapter: name.clone(), reason: e.to_string() })?;
    let caps = Caps {
        adapter: name,
        backend: format!("{:?}", info.backend),
        software,
        block_compression,
        timestamps,
        max_texture_px: limits.max_texture_dimension_2d,
        texture_budget_bytes: if software { 44 << 20 } else { 512 << 20 },
        mesh_budget_bytes: if software { 96 << 20 } else { 512 << 20 },
        shadow_px: if software { 512 } else { 1024 },
        max_shadows: if software { 24 } else { 32 },
        noop,
    };
    log::info!(
        "graphics: {} over {}, driver {} {}, block compression {}, timestamps {}",
        caps.adapter,
        caps.backend,
        info.driver,
        info.driver_info,
        caps.block_compression,
        caps.timestamps
    );
    let faults = watch(&device);
    Ok(Gpu { instance, adapter, device, queue, caps, faults })
}

/// Finishes a future of wgpu's. Native backends answer at the first poll; yielding covers those that might not.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(v) = future.as_mut().poll(&mut context) {
            return v;
        }
        std::thread::yield_now();
    }
}
