//! The scene's picture laid into its place in the output.

use super::Fullscreen;
use crate::render::error::FrameError;
use crate::render::globals::{Globals, entry, sampler_layout, texture_layout};
use crate::render::gpu::Gpu;
use crate::render::shader;

/// Pipelines per output format, and the layout.
pub(in crate::render) struct PresentPass {
    module: wgpu::ShaderModule,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    made: Vec<(wgpu::TextureFormat, wgpu::RenderPipeline)>,
}

impl PresentPass {
    pub fn new(gpu: &Gpu, globals: &Globals) -> Result<Self, FrameError> {
        let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("present"),
            entries: &[
                texture_layout(0, wgpu::TextureViewDimension::D2, wgpu::TextureSampleType::Float { filterable: true }),
                sampler_layout(1, wgpu::SamplerBindingType::Filtering),
            ],
        });
        Ok(Self { module: shader::module(&gpu.device, "present.wgsl")?, layout, sampler: globals.samplers.linear.clone(), made: Vec::new() })
    }

    /// The group that reads `picture`.
    pub fn group(&self, gpu: &Gpu, picture: &wgpu::TextureView) -> wgpu::BindGroup {
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("present"),
            layout: &self.layout,
            entries: &[entry(0, wgpu::BindingResource::TextureView(picture)), entry(1, wgpu::BindingResource::Sampler(&self.sampler))],
        })
    }

    /// Makes the pipeline of an output format if it is new.
    pub fn prepare(&mut self, gpu: &Gpu, format: wgpu::TextureFormat) {
        if self.made.iter().any(|(f, _)| *f == format) {
            return;
        }
        let fragment = if format.is_srgb() { "fs_linear" } else { "fs_encoded" };
        let pipeline =
            Fullscreen { label: "present", module: &self.module, fragment, groups: &[Some(&self.layout)], format, blend: None, behind: false, samples: 1 }
                .make(&gpu.device);
        self.made.push((format, pipeline));
    }

    /// Draws the picture into `viewport_px` (x, y, width, height) of the output.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, group: &wgpu::BindGroup, format: wgpu::TextureFormat, viewport_px: [u32; 4]) {
        let Some((_, pipeline)) = self.made.iter().find(|(f, _)| *f == format) else { return };
        let [x, y, w, h] = viewport_px.map(|v| v as f32);
        pass.set_viewport(x, y, w, h, 0.0, 1.0);
        pass.set_pipeline(pipeline);
        pass.set_bind_group(0, group, &[]);
        pass.draw(0..3, 0..1);
    }
}
