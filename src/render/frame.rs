//! One frame, from input to submitted work.

use std::time::Instant;

use super::error::FrameError;
use super::gpu::Gpu;
use super::input::{FrameInput, FrameReport, ReadImage, Target, TextureSource};
use super::passes::overlay::Overlay;
use super::readback;

/// Draws frames.
pub struct Renderer {
    overlay: Overlay,
    offscreen: Option<wgpu::Texture>,
}

impl Renderer {
    /// A renderer on `gpu`.
    ///
    /// # Errors
    /// When a shader does not compose (a mistake in this program, named by the sentence).
    pub fn new(_gpu: &Gpu) -> Result<Self, FrameError> {
        Ok(Self { overlay: Overlay::new(), offscreen: None })
    }

    /// Lets go of everything on the device. Nothing can be drawn until [`Self::rebuild`].
    pub fn drop_all(&mut self) {
        self.overlay.drop_gpu();
        self.offscreen = None;
    }

    /// Makes everything anew on `gpu`, after a loss.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn rebuild(&mut self, _gpu: &Gpu) -> Result<(), FrameError> {
        self.drop_all();
        Ok(())
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// When the device is lost or the picture has an impossible size.
    pub fn frame(&mut self, gpu: &Gpu, input: &FrameInput<'_>, _textures: &dyn TextureSource, target: Target<'_>) -> Result<FrameReport, FrameError> {
        let start = Instant::now();
        if let Some(reason) = gpu.lost() {
            return Err(FrameError::DeviceLost(reason));
        }
        let [width, height] = input.output_px;
        if width == 0 || height == 0 || width.max(height) > gpu.caps.max_texture_px {
            return Err(FrameError::BadSize { width, height });
        }
        let (view, format) = match target {
            Target::View(view, format) => (view.clone(), format),
            Target::Offscreen => {
                let format = wgpu::TextureFormat::Rgba8Unorm;
                let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
                    label: Some("offscreen"),
                    size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
                    mip_level_count: 1,
                    sample_count: 1,
                    dimension: wgpu::TextureDimension::D2,
                    format,
                    usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
                    view_formats: &[],
                });
                let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
                self.offscreen = Some(texture);
                (view, format)
            }
        };
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        if let Some(overlay) = &input.overlay {
            self.overlay.prepare(gpu, &mut encoder, overlay, input.output_px, format);
        }
        let [r, g, b] = input.clear_srgb.map(f64::from);
        let mut pass = encoder
            .begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("overlay"),
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: &view,
                    depth_slice: None,
                    resolve_target: None,
                    ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a: 1.0 }), store: wgpu::StoreOp::Store },
                })],
                ..Default::default()
            })
            .forget_lifetime();
        if let Some(overlay) = &input.overlay {
            self.overlay.draw(&mut pass, overlay, input.output_px);
        }
        drop(pass);
        gpu.queue.submit([encoder.finish()]);
        self.overlay.free();
        Ok(FrameReport { settled: true, cpu_ms: start.elapsed().as_secs_f32() * 1e3, scale: 1.0, ..Default::default() })
    }

    /// The last off-screen picture.
    ///
    /// # Errors
    /// When nothing was drawn off screen, or the device does not answer.
    pub fn read_image(&mut self, gpu: &Gpu) -> Result<ReadImage, FrameError> {
        let texture = self.offscreen.as_ref().ok_or(FrameError::NothingToRead)?;
        readback::read_rgba8(gpu, texture)
    }
}
