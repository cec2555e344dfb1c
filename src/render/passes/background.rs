//! What is seen where no surface is, drawn between the covering and the blended surfaces so that it costs only the pixels that show it.

use super::{DISPLAY, Fullscreen, HDR};
use crate::render::error::FrameError;
use crate::render::globals::Globals;
use crate::render::gpu::Gpu;
use crate::render::shader;

/// Pipelines of the background.
pub(in crate::render) struct BackgroundPass {
    hdr: [wgpu::RenderPipeline; 2],
    display: wgpu::RenderPipeline,
}

impl BackgroundPass {
    pub fn new(gpu: &Gpu, globals: &Globals) -> Result<Self, FrameError> {
        let module = shader::module(&gpu.device, "background.wgsl")?;
        let groups = [Some(&globals.layouts.view), Some(&globals.layouts.environment)];
        let make = |fragment, format, samples| {
            Fullscreen { label: "background", module: &module, fragment, groups: &groups, format, blend: None, behind: true, samples }.make(&gpu.device)
        };
        Ok(Self { hdr: [make("fs_hdr", HDR, 1), make("fs_hdr", HDR, 4)], display: make("fs_display", DISPLAY, 1) })
    }

    /// Fills what no surface covers. Binds group 1 anew.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>, view_group: &wgpu::BindGroup, environment: &wgpu::BindGroup, fast: bool, samples: u32) {
        let [one, four] = &self.hdr;
        pass.set_pipeline(match (fast, samples) {
            (true, _) => &self.display,
            (false, 1) => one,
            (false, _) => four,
        });
        pass.set_bind_group(0, view_group, &[]);
        pass.set_bind_group(1, environment, &[]);
        pass.draw(0..3, 0..1);
    }
}
