//! The last pass: the finished scene picture is laid into the output and the interface is drawn over it.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{ColorImage, ImageData, ImageDelta};
use egui::{TextureId, TextureOptions};

use crate::render::gpu::Gpu;
use crate::render::input::OverlayFrame;

/// Draws the interface. Keeps a copy of every overlay texture, because egui sends each only once and a device may be lost.
pub(in crate::render) struct Overlay {
    renderer: Option<(wgpu::TextureFormat, egui_wgpu::Renderer)>,
    copies: BTreeMap<TextureId, (Arc<ColorImage>, TextureOptions)>,
    free_after: Vec<TextureId>,
}

impl Overlay {
    pub fn new() -> Self {
        Self { renderer: None, copies: BTreeMap::new(), free_after: Vec::new() }
    }

    /// Forgets the device but not the textures.
    pub fn drop_gpu(&mut self) {
        self.renderer = None;
    }

    /// Keeps copies of the texture changes. To be called once per handed-in overlay, first of all, whatever comes of the frame.
    pub fn keep(&mut self, frame: &OverlayFrame) {
        for (id, deltas) in &frame.textures.set {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                match delta.pos {
                    None => {
                        self.copies.insert(*id, (Arc::clone(image), delta.options));
                    }
                    Some(at) => {
                        if let Some((whole, options)) = self.copies.get_mut(id) {
                            *options = delta.options;
                            paste(Arc::make_mut(whole), image, at);
                        }
                    }
                }
            }
        }
        self.free_after.extend(frame.textures.free.iter().copied());
    }

    /// Brings texture changes and shapes to the device, after [`Self::keep`] and before [`Self::draw`].
    pub fn prepare(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, frame: &OverlayFrame, output_px: [u32; 2], format: wgpu::TextureFormat) {
        if self.renderer.as_ref().is_none_or(|(f, _)| *f != format) {
            let options = egui_wgpu::RendererOptions { dithering: false, ..Default::default() };
            let mut renderer = egui_wgpu::Renderer::new(&gpu.device, format, options);
            for (id, (image, options)) in &self.copies {
                let whole = ImageDelta { image: ImageData::Color(Arc::clone(image)), options: *options, pos: None };
                renderer.update_texture(&gpu.device, &gpu.queue, *id, &whole);
            }
            self.renderer = Some((format, renderer));
        } else if let Some((_, renderer)) = &mut self.renderer {
            for (id, deltas) in &frame.textures.set {
                for delta in deltas {
                    if self.copies.contains_key(id) {
                        renderer.update_texture(&gpu.device, &gpu.queue, *id, delta);
                    }
                }
            }
        }
        if let Some((_, renderer)) = &mut self.renderer {
            let screen = screen(output_px, frame);
            let callbacks = renderer.update_buffers(&gpu.device, &gpu.queue, encoder, &frame.primitives, &screen);
            if !callbacks.is_empty() {
                gpu.queue.submit(callbacks);
            }
        }
    }

    /// Draws the shapes handed to [`Self::prepare`].
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'static>, frame: &OverlayFrame, output_px: [u32; 2]) {
        if let Some((_, renderer)) = &self.renderer {
            renderer.render(pass, &frame.primitives, &screen(output_px, frame));
        }
    }

    /// Frees what egui no longer needs; after the frame is submitted.
    pub fn free(&mut self) {
        for id in self.free_after.drain(..) {
            self.copies.remove(&id);
            if let Some((_, renderer)) = &mut self.renderer {
                renderer.free_texture(&id);
            }
        }
    }
}

fn screen(output_px: [u32; 2], frame: &OverlayFrame) -> egui_wgpu::ScreenDescriptor {
    let pixels_per_point = if frame.pixels_per_point > 0.0 { frame.pixels_per_point } else { 1.0 };
    egui_wgpu::ScreenDescriptor { size_in_pixels: output_px, pixels_per_point }
}

/// Copies `patch` into `whole` with its corner at `at`; what sticks out is left away.
fn paste(whole: &mut ColorImage, patch: &ColorImage, at: [usize; 2]) {
    let [width, height] = whole.size;
    let [patch_width, patch_height] = patch.size;
    let columns = patch_width.min(width.saturating_sub(at[0]));
    for row in 0..patch_height.min(height.saturating_sub(at[1])) {
        let to = (at[1] + row) * width + at[0];
        let from = row * patch_width;
        if let (Some(to), Some(from)) = (whole.pixels.get_mut(to..to + columns), patch.pixels.get(from..from + columns)) {
            to.copy_from_slice(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Color32;

    #[test]
    fn a_patch_lands_where_it_belongs_and_never_outside() {
        let mut whole = ColorImage::filled([4, 3], Color32::BLACK);
        let patch = ColorImage::filled([3, 3], Color32::WHITE);
        paste(&mut whole, &patch, [2, 1]);
        let white: Vec<usize> = (0..12).filter(|i| whole.pixels[*i] == Color32::WHITE).collect();
        assert_eq!(white, [6, 7, 10, 11]);
        paste(&mut whole, &patch, [9, 9]);
    }
}
