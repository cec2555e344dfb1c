//! Painting layouts without a GPU: for labels, panels and goldens.

use super::layout::TextLayout;
use super::raster;

/// A picture in memory: sRGB with straight alpha, 8 bits, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canvas {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

impl Canvas {
    /// A canvas of one colour.
    pub fn filled(width: u32, height: u32, color: [u8; 4]) -> Self {
        Self { width, height, rgba: color.repeat(width as usize * height as usize) }
    }

    /// Lays `color` over the pixel with the given extra alpha. Blends encoded sRGB values, as the overlay does, so that both
    /// draw the same words alike. Pixels outside are ignored.
    pub fn blend(&mut self, x: i32, y: i32, color: [u8; 4], alpha: u8) {
        if x < 0 || y < 0 || x as u32 >= self.width || y as u32 >= self.height {
            return;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        let pixel = &mut self.rgba[at..at + 4];
        let over = u32::from(color[3]) * u32::from(alpha);
        let below = (255 * 255 - over) * u32::from(pixel[3]) / 255;
        let total = over + below;
        if total == 0 {
            return;
        }
        for channel in 0..3 {
            let mixed = u32::from(color[channel]) * over + u32::from(pixel[channel]) * below;
            pixel[channel] = ((mixed + total / 2) / total) as u8;
        }
        pixel[3] = ((total + 127) / 255) as u8;
    }

    /// Fills a box of whole pixels, blending.
    pub fn fill_rect(&mut self, left: i32, top: i32, width: u32, height: u32, color: [u8; 4]) {
        for y in top.max(0)..(top + height as i32).min(self.height as i32) {
            for x in left.max(0)..(left + width as i32).min(self.width as i32) {
                self.blend(x, y, color, 255);
            }
        }
    }
}

/// Paints a layout with its box's top left corner at (`x`, `y`), scaled about that corner. Baselines snap to whole pixels.
pub fn draw(layout: &TextLayout, canvas: &mut Canvas, x: f32, y: f32, scale: f32) {
    for run in &layout.runs {
        let light = raster::is_light(run.color);
        for glyph in &run.glyphs {
            let (column, bin) = raster::split(x + glyph.x * scale);
            let row = (y + glyph.y * scale).round() as i32;
            let Some(mask) = raster::mask(run, glyph.id, run.size_px * scale, bin) else { continue };
            for (i, coverage) in mask.coverage.iter().enumerate().filter(|(_, coverage)| **coverage > 0) {
                let (dx, dy) = (i as u32 % mask.width, i as u32 / mask.width);
                let (px, py) = (column + mask.left + dx as i32, row + mask.top + dy as i32);
                canvas.blend(px, py, run.color, raster::alpha(*coverage, light));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blending_over_nothing_keeps_the_colour() {
        let mut canvas = Canvas::filled(1, 1, [0, 0, 0, 0]);
        canvas.blend(0, 0, [200, 100, 50, 255], 128);
        assert_eq!(canvas.rgba, vec![200, 100, 50, 128]);
    }

    #[test]
    fn blending_over_paper_mixes_in_srgb() {
        let mut canvas = Canvas::filled(1, 1, [255, 255, 255, 255]);
        canvas.blend(0, 0, [0, 0, 0, 255], 128);
        assert_eq!(canvas.rgba, vec![127, 127, 127, 255]);
        canvas.blend(5, -1, [0, 0, 0, 255], 255);
    }
}
