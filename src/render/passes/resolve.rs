//! Four samples per pixel to one, weighted by tone so that bright edges stay smooth, into the running average.

use super::{Fullscreen, HDR, color};
use crate::render::error::FrameError;
use crate::render::globals::entry;
use crate::render::gpu::Gpu;
use crate::render::shader;

/// The blend that mixes a new picture into the average by the blend constant.
pub(super) const AVERAGE: wgpu::BlendState = {
    let component =
        wgpu::BlendComponent { src_factor: wgpu::BlendFactor::Constant, dst_factor: wgpu::BlendFactor::OneMinusConstant, operation: wgpu::BlendOperation::Add };
    wgpu::BlendState { color: component, alpha: component }
};

/// Pipeline and layout.
pub(in crate::render) struct ResolvePass {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl ResolvePass {
    pub fn new(gpu: &Gpu) -> Result<Self, FrameError> {
        let module = shader::module(&gpu.device, "resolve.wgsl")?;
        let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("resolve"),
            entries: &[wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::FRAGMENT,
                ty: wgpu::BindingType::Texture {
                    sample_type: wgpu::TextureSampleType::Float { filterable: false },
                    view_dimension: wgpu::TextureViewDimension::D2,
                    multisampled: true,
                },
                count: None,
            }],
        });
        let pipeline = Fullscreen {
            label: "resolve",
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

    /// The group that reads `samples`.
    pub fn group(&self, gpu: &Gpu, samples: &wgpu::TextureView) -> wgpu::BindGroup {
        gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("resolve"),
            layout: &self.layout,
            entries: &[entry(0, wgpu::BindingResource::TextureView(samples))],
        })
    }

    /// Mixes the picture in as the `count`-th of the average.
    pub fn run(&self, encoder: &mut wgpu::CommandEncoder, group: &wgpu::BindGroup, average: &wgpu::TextureView, count: u32) {
        mix_in(encoder, "resolve", &self.pipeline, group, average, count);
    }
}

/// Runs a whole-picture pipeline whose blend is [`AVERAGE`].
pub(super) fn mix_in(
    encoder: &mut wgpu::CommandEncoder,
    label: &str,
    pipeline: &wgpu::RenderPipeline,
    group: &wgpu::BindGroup,
    average: &wgpu::TextureView,
    count: u32,
) {
    let clear = (count <= 1).then_some(wgpu::Color::TRANSPARENT);
    let mut pass =
        encoder.begin_render_pass(&wgpu::RenderPassDescriptor { label: Some(label), color_attachments: &[color(average, clear)], ..Default::default() });
    let share = 1.0 / f64::from(count.max(1));
    pass.set_blend_constant(wgpu::Color { r: share, g: share, b: share, a: share });
    pass.set_pipeline(pipeline);
    pass.set_bind_group(0, group, &[]);
    pass.draw(0..3, 0..1);
}
