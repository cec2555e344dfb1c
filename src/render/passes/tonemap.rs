//! Averaged light to display values. The result is kept, so that the interface can be redrawn over it without the scene.

use bytemuck::{Pod, Zeroable};

use super::{DISPLAY, Fullscreen, color};
use crate::render::error::FrameError;
use crate::render::globals::{buffer_layout, entry, texture_layout};
use crate::render::gpu::Gpu;
use crate::render::input::ToneMap;
use crate::render::shader;

/// `Tone` of tonemap.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(in crate::render) struct ToneUniform {
    pub clear: [f32; 4],
}

/// Pipeline, layout and parameters.
pub(in crate::render) struct TonemapPass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    buffer: wgpu::Buffer,
}

/// The number the shaders know a tone map by.
pub(in crate::render) fn number(tone_map: ToneMap) -> f32 {
    match tone_map {
        ToneMap::Agx => 0.0,
        ToneMap::Neutral => 1.0,
    }
}

impl TonemapPass {
    pub fn new(gpu: &Gpu) -> Result<Self, FrameError> {
        let module = shader::module(&gpu.device, "tonemap.wgsl")?;
        let kind = wgpu::TextureSampleType::Float { filterable: false };
        let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("tone map"),
            entries: &[
                texture_layout(0, wgpu::TextureViewDimension::D2, kind),
                buffer_layout(1, wgpu::ShaderStages::VERTEX_FRAGMENT, wgpu::BufferBindingType::Uniform),
            ],
        });
        let pipeline = Fullscreen {
            label: "tone map",
            module: &module,
            fragment: "fs_main",
            groups: &[Some(&layout)],
            format: DISPLAY,
            blend: None,
            behind: false,
            samples: 1,
        }
        .make(&gpu.device);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("tone map"),
            size: size_of::<ToneUniform>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        Ok(Self { pipeline, layout, buffer })
    }

    /// The group that reads `average`.
    pub fn group(&self, gpu: &Gpu, average: &wgpu::TextureView) -> wgpu::BindGroup {
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("tone map"),
            layout: &self.layout,
            entries: &[entry(0, wgpu::BindingResource::TextureView(average)), entry(1, self.buffer.as_entire_binding())],
        })
    }

    /// Fills `display`.
    pub fn run(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        group: &wgpu::BindGroup,
        display: &wgpu::TextureView,
        tone_map: ToneMap,
        clear_srgb: [f32; 3],
    ) {
        let [r, g, b] = clear_srgb;
        gpu.queue.write_buffer(&self.buffer, 0, bytemuck::bytes_of(&ToneUniform { clear: [r, g, b, number(tone_map)] }));
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("tone map"),
            color_attachments: &[color(display, Some(wgpu::Color::BLACK))],
            ..Default::default()
        });
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, group, &[]);
        pass.draw(0..3, 0..1);
    }
}
