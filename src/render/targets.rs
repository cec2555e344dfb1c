//! The pictures a frame is made in. Remade when their size changes; the ones a tier does not use are not there.

use super::gpu::Gpu;
use super::passes::accumulate::AccumulatePass;
use super::passes::present::PresentPass;
use super::passes::resolve::ResolvePass;
use super::passes::tonemap::TonemapPass;
use super::passes::{DEPTH, DISPLAY, HDR};

/// For full lighting.
pub(super) struct FullTargets {
    pub size_px: [u32; 2],
    pub samples: u32,
    /// Light, one or four samples per pixel.
    pub light: wgpu::TextureView,
    pub depth: wgpu::TextureView,
    /// Reads the light into the average.
    pub average_group: wgpu::BindGroup,
    pub average: wgpu::TextureView,
    pub tone_group: wgpu::BindGroup,
    pub display: wgpu::TextureView,
    pub present_group: wgpu::BindGroup,
}

/// For fast lighting.
pub(super) struct FastTargets {
    pub size_px: [u32; 2],
    pub depth: wgpu::TextureView,
    pub display: wgpu::TextureView,
    pub present_group: wgpu::BindGroup,
}

/// The passes that read targets.
pub(super) struct Readers<'a> {
    pub resolve: &'a ResolvePass,
    pub accumulate: &'a AccumulatePass,
    pub tonemap: &'a TonemapPass,
    pub present: &'a PresentPass,
}

fn target(gpu: &Gpu, label: &str, size_px: [u32; 2], format: wgpu::TextureFormat, samples: u32, read: bool) -> wgpu::TextureView {
    let mut usage = wgpu::TextureUsages::RENDER_ATTACHMENT;
    usage.set(wgpu::TextureUsages::TEXTURE_BINDING, read);
    gpu.device
        .create_texture(&wgpu::TextureDescriptor {
            label: Some(label),
            size: wgpu::Extent3d { width: size_px[0], height: size_px[1], depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: samples,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage,
            view_formats: &[],
        })
        .create_view(&wgpu::TextureViewDescriptor::default())
}

impl FullTargets {
    pub fn new(gpu: &Gpu, readers: &Readers<'_>, size_px: [u32; 2], samples: u32) -> Self {
        let light = target(gpu, "light", size_px, HDR, samples, true);
        let average = target(gpu, "average", size_px, HDR, 1, true);
        let display = target(gpu, "display", size_px, DISPLAY, 1, true);
        Self {
            size_px,
            samples,
            depth: target(gpu, "depth", size_px, DEPTH, samples, false),
            average_group: if samples > 1 { readers.resolve.group(gpu, &light) } else { readers.accumulate.group(gpu, &light) },
            tone_group: readers.tonemap.group(gpu, &average),
            present_group: readers.present.group(gpu, &display),
            light,
            average,
            display,
        }
    }
}

impl FastTargets {
    pub fn new(gpu: &Gpu, readers: &Readers<'_>, size_px: [u32; 2]) -> Self {
        let display = target(gpu, "fast display", size_px, DISPLAY, 1, true);
        Self { size_px, depth: target(gpu, "fast depth", size_px, DEPTH, 1, false), present_group: readers.present.group(gpu, &display), display }
    }
}
