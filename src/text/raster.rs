//! Outlines to coverage masks: skrifa draws, vello_cpu fills.

use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use vello_cpu::color::{OpaqueColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Shape as _, Stroke};
use vello_cpu::{Pixmap, RenderContext, Resources};

use super::layout::GlyphRun;

/// Horizontal positions of a glyph within a pixel.
pub(super) const BINS: u8 = 4;
/// Masks larger than this on a side are not made.
pub(super) const MAX_MASK_PX: u32 = 4096;

/// How much of each pixel a glyph covers.
#[derive(Clone, Debug)]
pub(super) struct Mask {
    /// Left edge from the pen position's whole pixel.
    pub left: i32,
    /// Top edge from the baseline, downwards.
    pub top: i32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width * height` values, rows from the top.
    pub coverage: Vec<u8>,
}

struct Pen {
    path: BezPath,
    shift_px: f64,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) + self.shift_px, -f64::from(y))
    }
}

/// Draws a glyph of `run` at `size_px`, shifted right by `bin` quarter pixels. `None`: nothing to see (a space).
pub(super) fn mask(run: &GlyphRun, glyph: u32, size_px: f32, bin: u8) -> Option<Mask> {
    let font = skrifa::FontRef::from_index(run.font.data.as_ref(), run.font.index).ok()?;
    let coords: Vec<NormalizedCoord> = run.coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
    let outline = font.outline_glyphs().get(skrifa::GlyphId::new(glyph))?;
    let mut pen = Pen { path: BezPath::new(), shift_px: f64::from(bin) / f64::from(BINS) };
    outline.draw(DrawSettings::unhinted(Size::new(size_px), LocationRef::new(&coords)), &mut pen).ok()?;
    let mut path = pen.path;
    if let Some(degrees) = run.skew_deg {
        path.apply_affine(Affine::skew(-f64::from(degrees).to_radians().tan(), 0.0));
    }
    // A thickened font gains a stroke of a twenty-fourth of an em, half of it on either side of the outline.
    let stroke_px = if run.embolden { f64::from(size_px) / 24.0 } else { 0.0 };
    let bounds = path.bounding_box().inflate(stroke_px / 2.0, stroke_px / 2.0).expand();
    let (width, height) = (bounds.width(), bounds.height());
    if width < 1.0 || height < 1.0 || width.max(height) > f64::from(MAX_MASK_PX) {
        return None;
    }
    let (columns, rows) = (width as u16, height as u16);
    let mut context = RenderContext::new(columns, rows);
    context.set_transform(Affine::translate((-bounds.x0, -bounds.y0)));
    context.set_paint(OpaqueColor::<Srgb>::WHITE);
    context.fill_path(&path);
    if stroke_px > 0.0 {
        context.set_stroke(Stroke::new(stroke_px));
        context.stroke_path(&path);
    }
    context.flush();
    let mut pixels = Pixmap::new(columns, rows);
    context.render(&mut pixels, &mut Resources::new());
    Some(Mask {
        left: bounds.x0 as i32,
        top: bounds.y0 as i32,
        width: u32::from(columns),
        height: u32::from(rows),
        coverage: pixels.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[3]).collect(),
    })
}

/// Splits a pen position into its whole pixel and quarter-pixel bin.
pub(super) fn split(x_px: f32) -> (i32, u8) {
    let bins = f32::from(BINS);
    let snapped = (x_px * bins).round() / bins;
    let whole = snapped.floor();
    (whole as i32, ((snapped - whole) * bins) as u8)
}

/// Alpha for a coverage: light words on dark look thin when blended in sRGB, so they are given more (epaint's curve).
pub(super) fn alpha(coverage: u8, light: bool) -> u8 {
    if !light {
        return coverage;
    }
    let c = u32::from(coverage);
    (2 * c - (c * c + 127) / 255).min(255) as u8
}

/// Whether a colour counts as light for [`alpha`].
pub(super) fn is_light(color: [u8; 4]) -> bool {
    let [r, g, b, _] = color.map(u32::from);
    2126 * r + 7152 * g + 722 * b > 10_000 * 127
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pen_positions_fall_into_quarters() {
        assert_eq!(split(3.0), (3, 0));
        assert_eq!(split(3.26), (3, 1));
        assert_eq!(split(3.9), (4, 0));
        assert_eq!(split(-0.25), (-1, 3));
    }

    #[test]
    fn the_light_curve_keeps_its_ends_and_never_falls() {
        assert_eq!((alpha(0, true), alpha(255, true)), (0, 255));
        assert!((1..=255_u8).all(|c| alpha(c, true) >= alpha(c - 1, true)));
        assert_eq!(alpha(128, false), 128);
    }
}
