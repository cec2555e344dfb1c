//! One more jittered picture into the running average, at rest. Half floats lose a 4096th per picture: far below a display step after 16.

use super::resolve::{AVERAGE, mix_in};
use super::{Fullscreen, HDR};
use crate::render::error::FrameError;
use crate::render::globals::{entry, texture_layout};
use crate::render::gpu::Gpu;
use crate::render::shader;

/// Pipeline and layout.
pub(in crate::render) struct AccumulatePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl AccumulatePass {
    pub fn new(gpu: &Gpu) -> Result<Self, FrameError> {
        let module = shader::module(&gpu.device, "accumulate.wgsl")?;
        let kind = wgpu::TextureSampleType::Float { filterable: false };
        let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("accumulate"),
            entries: &[texture_layout(0, wgpu::TextureViewDimension::D2, kind)],
        });
        let pipeline = Fullscreen {
            label: "accumulate",
            module: &module,
            fragment: "fs_main",
            groups: &[Some(&layout)],
            format: HDR,
            blend: Some(AVERAGE),
            behind: false,
            samples: 1,
        }
        .make(&gpu.device);
        Ok(Self { pipeline, layout })
    }

    /// The group that reads `picture`.
    pub fn group(&self, gpu: &Gpu, picture: &wgpu::TextureView) -> wgpu::BindGroup {
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("accumulate"),
            layout: &self.layout,
            entries: &[entry(0, wgpu::BindingResource::TextureView(picture))],
        })
    }

    /// Mixes the picture in as the `count`-th of the average.
    pub fn run(&self, encoder: &mut wgpu::CommandEncoder, group: &wgpu::BindGroup, average: &wgpu::TextureView, count: u32) {
        mix_in(encoder, "accumulate", &self.pipeline, group, average, count);
    }
}
