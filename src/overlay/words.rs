//! Words by our own text engine, drawn as egui meshes. egui's own text is never used for what a visitor reads.

use std::sync::Arc;

use egui::epaint::Vertex;
use egui::{Color32, ColorImage, Context, Mesh, Painter, Pos2, Rect, Shape, TextureHandle, TextureOptions, Vec2, pos2};

use crate::language::Lang;
use crate::text::atlas::{PAGE_PX, Quad};
use crate::text::{Align, Face, GlyphAtlas, TextEngine, TextLayout, TextSpec, TextStyle};

/// How a piece of text is to look, lengths in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Typeface.
    pub face: Face,
    /// Size.
    pub size: f32,
    /// 400 regular, 600 strong.
    pub weight: u16,
    /// Slanted.
    pub italic: bool,
    /// Colour.
    pub color: Color32,
    /// Alignment in its width.
    pub align: Align,
    /// Line height as a multiple of the size.
    pub line_height: f32,
    /// Most lines; the last ends in an ellipsis.
    pub max_lines: Option<usize>,
}

impl Look {
    /// Words of controls.
    pub fn sans(size: f32, color: Color32) -> Self {
        Self { face: Face::Sans, size, weight: 400, italic: false, color, align: Align::Start, line_height: 1.35, max_lines: None }
    }

    /// Words of titles and stories.
    pub fn serif(size: f32, color: Color32) -> Self {
        Self { face: Face::Serif, line_height: 1.45, ..Self::sans(size, color) }
    }

    /// Heavier.
    pub fn strong(self) -> Self {
        Self { weight: 600, ..self }
    }

    /// In the middle.
    pub fn centered(self) -> Self {
        Self { align: Align::Center, ..self }
    }

    /// At most so many lines.
    pub fn lines(self, max: usize) -> Self {
        Self { max_lines: Some(max), ..self }
    }

    /// Tight lines, for titles.
    pub fn tight(self) -> Self {
        Self { line_height: 1.15, ..self }
    }
}

/// Set words, ready to draw. Size in points.
#[derive(Clone)]
pub struct Laid {
    /// The layout, in pixels.
    pub layout: Arc<TextLayout>,
    /// Size of its box, points.
    pub size: Vec2,
    pixels_per_point: f32,
}

impl Laid {
    /// Whether something was cut off.
    pub fn truncated(&self) -> bool {
        self.layout.truncated
    }
}

/// Sets and draws words.
pub struct Pen {
    engine: TextEngine,
    atlas: GlyphAtlas,
    pages: Vec<TextureHandle>,
    quads: Vec<Quad>,
    lang: Lang,
    pixels_per_point: f32,
    text_scale: f32,
}

impl Default for Pen {
    fn default() -> Self {
        Self::new()
    }
}

impl Pen {
    /// A pen with the museum's fonts.
    pub fn new() -> Self {
        Self {
            engine: TextEngine::new(),
            atlas: GlyphAtlas::new(),
            pages: Vec::new(),
            quads: Vec::new(),
            lang: Lang::He,
            pixels_per_point: 1.0,
            text_scale: 1.0,
        }
    }

    /// Begins a frame in a language at a scale.
    pub fn begin(&mut self, lang: Lang, pixels_per_point: f32, text_scale: f32) {
        self.atlas.begin_frame();
        self.lang = lang;
        self.pixels_per_point = pixels_per_point;
        self.text_scale = text_scale;
    }

    /// Size of words after the visitor's scale, points.
    pub fn scaled(&self, size: f32) -> f32 {
        size * self.text_scale
    }

    fn style(&self, look: &Look) -> TextStyle {
        let [r, g, b, a] = look.color.to_srgba_unmultiplied();
        TextStyle {
            face: look.face,
            size_px: look.size * self.text_scale * self.pixels_per_point,
            weight: look.weight,
            italic: look.italic,
            line_height: look.line_height,
            color: [r, g, b, a],
        }
    }

    fn spec(&self, text: &str, look: &Look, width: Option<f32>) -> TextSpec {
        TextSpec {
            align: look.align,
            // Only whole pixels: equal boxes share one layout in the cache.
            max_width_px: width.map(|w| (w * self.pixels_per_point).floor().max(1.0)),
            max_lines: look.max_lines,
            ..TextSpec::new(text, self.style(look), self.lang)
        }
    }

    /// Sets words in a box of `width` points (or on one line).
    pub fn lay(&mut self, text: &str, look: &Look, width: Option<f32>) -> Laid {
        let spec = self.spec(text, look, width);
        self.laid(&spec, width.is_none())
    }

    /// Sets words with other looks in places.
    pub fn lay_spans(&mut self, text: &str, look: &Look, spans: &[(std::ops::Range<usize>, Look)], width: f32) -> Laid {
        let mut spec = self.spec(text, look, Some(width));
        spec.spans = spans.iter().map(|(r, l)| (r.clone(), self.style(l))).collect();
        self.laid(&spec, false)
    }

    fn laid(&mut self, spec: &TextSpec, hug: bool) -> Laid {
        let layout = if hug { self.engine.layout_hugging(spec) } else { self.engine.layout(spec) };
        let size = Vec2::from(layout.size_px) / self.pixels_per_point;
        Laid { layout, size, pixels_per_point: self.pixels_per_point }
    }

    /// Draws set words with the top left corner of their box at `at`.
    pub fn draw(&mut self, painter: &Painter, laid: &Laid, at: Pos2) {
        let ppp = laid.pixels_per_point;
        let clip = painter.clip_rect();
        let clip_px = [clip.min.x * ppp, clip.min.y * ppp, clip.max.x * ppp, clip.max.y * ppp];
        self.quads.clear();
        self.atlas.quads(&laid.layout, [at.x * ppp, at.y * ppp], Some(clip_px), &mut self.quads);
        self.upload(painter.ctx());
        let mut meshes: Vec<Mesh> = Vec::new();
        for quad in &self.quads {
            let Some(page) = self.pages.get(quad.page) else { continue };
            let id = page.id();
            if meshes.last().is_none_or(|m| m.texture_id != id) {
                meshes.push(Mesh::with_texture(id));
            }
            let Some(mesh) = meshes.last_mut() else { continue };
            let [r, g, b, a] = quad.color;
            let color = Color32::from_rgba_unmultiplied(r, g, b, a);
            let base = mesh.vertices.len() as u32;
            let [l, t, rr, bb] = quad.rect_px.map(|v| v / ppp);
            let [u0, v0, u1, v1] = quad.uv;
            mesh.vertices.extend([(l, t, u0, v0), (rr, t, u1, v0), (rr, bb, u1, v1), (l, bb, u0, v1)].map(|(x, y, u, v)| Vertex {
                pos: pos2(x, y),
                uv: pos2(u, v),
                color,
            }));
            mesh.indices.extend([base, base + 1, base + 2, base, base + 2, base + 3]);
        }
        for mesh in meshes {
            painter.add(Shape::mesh(mesh));
        }
    }

    /// Sets and draws in one step; the box's height in points.
    pub fn write(&mut self, painter: &Painter, text: &str, look: &Look, at: Pos2, width: f32) -> f32 {
        let laid = self.lay(text, look, Some(width));
        self.draw(painter, &laid, at);
        laid.size.y
    }

    /// Sets and draws in the middle of a box, up and down; sideways by the look's alignment.
    pub fn write_in(&mut self, painter: &Painter, text: &str, look: &Look, rect: Rect) {
        let laid = self.lay(text, look, Some(rect.width()));
        self.draw(painter, &laid, pos2(rect.min.x, rect.center().y - laid.size.y * 0.5));
    }

    /// Hands changed parts of the glyph pages to egui.
    fn upload(&mut self, ctx: &Context) {
        let options = TextureOptions { wrap_mode: egui::TextureWrapMode::ClampToEdge, ..TextureOptions::LINEAR };
        for dirty in self.atlas.take_dirty() {
            let size = [dirty.size[0] as usize, dirty.size[1] as usize];
            let pixels: Vec<Color32> = dirty.alpha.iter().map(|a| Color32::from_rgba_premultiplied(*a, *a, *a, *a)).collect();
            while self.pages.len() <= dirty.page {
                let blank = ColorImage::filled([PAGE_PX as usize; 2], Color32::TRANSPARENT);
                self.pages.push(ctx.load_texture(format!("glyphs-{}", self.pages.len()), blank, options));
            }
            let image = ColorImage::new(size, pixels);
            if let Some(page) = self.pages.get_mut(dirty.page) {
                if size == [PAGE_PX as usize; 2] {
                    page.set(image, options);
                } else {
                    page.set_partial([dirty.at[0] as usize, dirty.at[1] as usize], image, options);
                }
            }
        }
    }
}
