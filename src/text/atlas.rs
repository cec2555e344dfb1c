//! Glyphs in texture pages, for drawing text as textured quads on the GPU. Knows neither egui nor wgpu.

use std::collections::HashMap;

use super::layout::{GlyphRun, TextLayout};
use super::raster::{self, Mask};

/// Side of a page, texels.
pub const PAGE_PX: u32 = 1024;
/// Pages kept before the longest unused one is cleared.
const MAX_PAGES: usize = 6;
/// Empty texels around each glyph, so that bilinear filtering never meets a neighbour.
const MARGIN: u32 = 1;

/// A glyph to draw: part of a page, tinted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// Page to sample.
    pub page: usize,
    /// Left, top, right, bottom in pixels; whole numbers.
    pub rect_px: [f32; 4],
    /// The same corners in the page, 0 to 1.
    pub uv: [f32; 4],
    /// Colour, sRGB with straight alpha; multiply by the page's alpha.
    pub color: [u8; 4],
}

/// Part of a page that changed: upload it before drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirty {
    /// Page; the first change of a new page covers it whole.
    pub page: usize,
    /// Left and top texel.
    pub at: [u32; 2],
    /// Width and height, texels.
    pub size: [u32; 2],
    /// Alpha of each texel, rows from the top. Premultiplied white is this value in all four channels.
    pub alpha: Vec<u8>,
}

/// Names a rasterised glyph.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    shape: u64,
    glyph: u32,
    bin: u8,
    light: bool,
}

#[derive(Clone, Copy)]
struct Slot {
    page: usize,
    at: [u32; 2],
    size: [u32; 2],
    offset: [i32; 2],
}

#[derive(Default)]
struct Page {
    /// Next free texel of the open shelf.
    pen: [u32; 2],
    shelf_height: u32,
    used_at: u64,
    /// To be uploaded whole, because it is new or was cleared.
    fresh: bool,
    alpha: Vec<u8>,
}

/// Rasterised glyphs in pages of [`PAGE_PX`] squared. A glyph is drawn in one of four horizontal positions within a pixel and
/// on whole rows, which keeps small print as crisp as the screen allows.
#[derive(Default)]
pub struct GlyphAtlas {
    pages: Vec<Page>,
    /// `None`: nothing to see, or too large for a page.
    slots: HashMap<Key, Option<Slot>>,
    dirty: Vec<Dirty>,
    frame: u64,
}

impl GlyphAtlas {
    /// An empty atlas.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a frame: pages drawn from in this frame are not cleared before the next one begins.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Appends the quads of a layout whose box has its top left corner at `origin_px` (snapped to whole pixels). With `clip`
    /// (left, top, right, bottom, same space as the origin), lines outside it are skipped. Glyphs taller or wider than a page
    /// are left out.
    pub fn quads(&mut self, layout: &TextLayout, origin_px: [f32; 2], clip: Option<[f32; 4]>, out: &mut Vec<Quad>) {
        let origin = origin_px.map(f32::round);
        for run in &layout.runs {
            let Some(line) = layout.lines.get(run.line) else { continue };
            // Marks and tails may reach half an em out of the line box.
            let reach = run.size_px / 2.0;
            let (top, bottom) = (origin[1] + line.top_px - reach, origin[1] + line.bottom_px + reach);
            if clip.is_some_and(|clip| bottom < clip[1] || top > clip[3]) {
                continue;
            }
            let light = raster::is_light(run.color);
            for glyph in &run.glyphs {
                let (column, bin) = raster::split(origin[0] + glyph.x);
                let Some(slot) = self.slot(run, glyph.id, bin, light) else { continue };
                self.pages[slot.page].used_at = self.frame;
                let left = (column + slot.offset[0]) as f32;
                let top = origin[1] + glyph.y.round() + slot.offset[1] as f32;
                let [width, height] = slot.size.map(|texels| texels as f32);
                let uv = |texel: u32| texel as f32 / PAGE_PX as f32;
                out.push(Quad {
                    page: slot.page,
                    rect_px: [left, top, left + width, top + height],
                    uv: [uv(slot.at[0]), uv(slot.at[1]), uv(slot.at[0] + slot.size[0]), uv(slot.at[1] + slot.size[1])],
                    color: run.color,
                });
            }
        }
    }

    /// Changes since the last call, in the order they must be uploaded.
    pub fn take_dirty(&mut self) -> Vec<Dirty> {
        let mut changes = Vec::new();
        for (index, page) in self.pages.iter_mut().enumerate().filter(|(_, page)| page.fresh) {
            page.fresh = false;
            changes.push(Dirty { page: index, at: [0, 0], size: [PAGE_PX, PAGE_PX], alpha: page.alpha.clone() });
        }
        let whole: Vec<usize> = changes.iter().map(|change| change.page).collect();
        changes.extend(self.dirty.drain(..).filter(|change| !whole.contains(&change.page)));
        changes
    }

    /// Marks every page to be uploaded again: after the GPU device was lost.
    pub fn upload_all(&mut self) {
        self.dirty.clear();
        self.pages.iter_mut().for_each(|page| page.fresh = true);
    }

    fn slot(&mut self, run: &GlyphRun, glyph: u32, bin: u8, light: bool) -> Option<Slot> {
        let key = Key { shape: run.shape_key, glyph, bin, light };
        if let Some(slot) = self.slots.get(&key) {
            return *slot;
        }
        let slot = raster::mask(run, glyph, run.size_px, bin).and_then(|mask| self.place(&mask, light));
        self.slots.insert(key, slot);
        slot
    }

    fn place(&mut self, mask: &Mask, light: bool) -> Option<Slot> {
        if mask.width + 2 * MARGIN > PAGE_PX || mask.height + 2 * MARGIN > PAGE_PX {
            return None;
        }
        let size = [mask.width, mask.height];
        let (page, at) = self.allocate(size);
        let alpha: Vec<u8> = mask.coverage.iter().map(|coverage| raster::alpha(*coverage, light)).collect();
        let texels = &mut self.pages[page].alpha;
        for (row, values) in alpha.chunks_exact(mask.width as usize).enumerate() {
            let start = ((at[1] as usize + row) * PAGE_PX as usize) + at[0] as usize;
            texels[start..start + values.len()].copy_from_slice(values);
        }
        self.dirty.push(Dirty { page, at, size, alpha });
        Some(Slot { page, at, size, offset: [mask.left, mask.top] })
    }

    /// Room for a glyph: on a shelf of some page, else on a new page, else on the page that was unused longest, cleared.
    fn allocate(&mut self, size: [u32; 2]) -> (usize, [u32; 2]) {
        for (index, page) in self.pages.iter_mut().enumerate().rev() {
            if let Some(at) = page.shelve(size) {
                page.used_at = self.frame;
                return (index, at);
            }
        }
        let idle = self.pages.iter().enumerate().filter(|(_, page)| page.used_at < self.frame);
        let stale = idle.min_by_key(|(_, page)| page.used_at).map(|(index, _)| index);
        let index = match stale {
            Some(index) if self.pages.len() >= MAX_PAGES => {
                self.slots.retain(|_, slot| slot.is_none_or(|slot| slot.page != index));
                index
            }
            _ => {
                self.pages.push(Page::default());
                self.pages.len() - 1
            }
        };
        let blank = vec![0; (PAGE_PX * PAGE_PX) as usize];
        self.pages[index] = Page { pen: [MARGIN; 2], shelf_height: 0, used_at: self.frame, fresh: true, alpha: blank };
        let at = self.pages[index].shelve(size).unwrap_or([MARGIN; 2]);
        (index, at)
    }
}

impl Page {
    fn shelve(&mut self, size: [u32; 2]) -> Option<[u32; 2]> {
        let [width, height] = size;
        if self.pen[0] + width + MARGIN > PAGE_PX {
            let next_shelf = self.pen[1] + self.shelf_height + MARGIN;
            if next_shelf + height + MARGIN > PAGE_PX {
                return None;
            }
            self.pen = [MARGIN, next_shelf];
            self.shelf_height = 0;
        }
        if self.pen[1] + height + MARGIN > PAGE_PX {
            return None;
        }
        let at = self.pen;
        self.pen[0] += width + MARGIN;
        self.shelf_height = self.shelf_height.max(height);
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use crate::text::paint::{Canvas, draw};
    use crate::text::{Face, TextEngine, TextSpec, TextStyle};

    fn layout(text: &str, size_px: f32) -> std::sync::Arc<TextLayout> {
        let style = TextStyle::new(Face::Serif, size_px, [30, 36, 48, 255]);
        TextEngine::new().layout(&TextSpec::new(text, style, Lang::He).within(500.0))
    }

    #[test]
    fn a_glyph_is_rasterised_once_and_uploaded_once() {
        let mut atlas = GlyphAtlas::new();
        let words = layout("שלום שלום 1862", 22.0);
        let mut quads = Vec::new();
        atlas.begin_frame();
        atlas.quads(&words, [10.0, 10.0], None, &mut quads);
        assert!(!quads.is_empty());
        let first = atlas.take_dirty();
        assert_eq!((first.len(), first[0].size), (1, [PAGE_PX, PAGE_PX]));
        atlas.quads(&words, [10.0, 300.0], None, &mut quads);
        assert_eq!(atlas.take_dirty(), vec![]);
    }

    #[test]
    fn quads_show_what_the_painter_paints() {
        let mut atlas = GlyphAtlas::new();
        let words = layout("בית הספר (Tétouan) 1862 – נפתח", 26.0);
        let mut quads = Vec::new();
        atlas.begin_frame();
        atlas.quads(&words, [7.0, 5.0], None, &mut quads);
        let mut from_quads = Canvas::filled(520, 120, [244, 236, 220, 255]);
        for quad in &quads {
            let page = &atlas.pages[quad.page];
            let texel = |v: f32| (v * PAGE_PX as f32).round() as u32;
            for y in texel(quad.uv[1])..texel(quad.uv[3]) {
                for x in texel(quad.uv[0])..texel(quad.uv[2]) {
                    let (dx, dy) = (x - texel(quad.uv[0]), y - texel(quad.uv[1]));
                    let alpha = page.alpha[(y * PAGE_PX + x) as usize];
                    from_quads.blend(quad.rect_px[0] as i32 + dx as i32, quad.rect_px[1] as i32 + dy as i32, quad.color, alpha);
                }
            }
        }
        let mut painted = Canvas::filled(520, 120, [244, 236, 220, 255]);
        draw(&words, &mut painted, 7.0, 5.0, 1.0);
        assert!(painted == from_quads);
    }

    #[test]
    fn the_atlas_stays_within_its_pages_and_clears_the_longest_unused() {
        let mut atlas = GlyphAtlas::new();
        for size in 0..90 {
            let words = layout("אבגדהוזחטיכלמנסעפצקרשת ABCDEFGHIJKLMNOPQRSTUVWXYZ", 60.0 + size as f32);
            let mut quads = Vec::new();
            atlas.begin_frame();
            atlas.quads(&words, [0.0, 0.0], None, &mut quads);
            assert!(quads.iter().all(|quad| quad.uv.iter().all(|v| (0.0..=1.0).contains(v))));
            atlas.take_dirty();
        }
        assert_eq!(atlas.page_count(), MAX_PAGES);
    }

    #[test]
    fn lines_outside_the_clip_cost_nothing() {
        let mut atlas = GlyphAtlas::new();
        let words = layout("שורה ראשונה\nשורה שנייה\nשורה שלישית", 20.0);
        let mut quads = Vec::new();
        atlas.quads(&words, [0.0, 1000.0], Some([0.0, 0.0, 500.0, 500.0]), &mut quads);
        assert!(quads.is_empty());
    }
}
