//! Panels: shapes from `panel.svg`, words from `panel.<lang>.toml`, one picture per language.
//!
//! resvg draws the shapes; the museum's own text engine sets the words, because it knows direction, line breaking and the
//! shipped fonts. For Hebrew, a panel whose root says `data-mirror="yes"` is mirrored, shapes and boxes alike.

mod source;

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use self::source::{Side, TextBox, VerticalAlign};
use crate::curation::product::{Mistake, RawTexture, TextureUse};
use crate::language::{Direction, Lang};
use crate::text::paint::{Canvas, draw};
use crate::text::{Align, TextEngine, TextLayout, TextSpec, TextStyle, fonts};

/// Longest edge of a drawn panel, pixels.
pub const MAX_EDGE_PX: u32 = 8192;
/// Words shrink no further than this before they count as too long.
const SMALLEST_SCALE: f32 = 0.70;
/// Steps between full size and [`SMALLEST_SCALE`].
const SHRINK_STEPS: u8 = 12;
/// Lines of shrinking text stand a little closer than those of running text.
const LINE_HEIGHT: f32 = 1.25;
/// Longest `panel.<lang>.toml`, bytes.
const MAX_WORDS_BYTES: usize = 64 * 1024;

/// A panel read and checked, ready to be drawn in any language.
pub struct Panel {
    file: String,
    svg: String,
    view: source::ViewBox,
    mirror: bool,
    boxes: Vec<TextBox>,
}

/// Words of a panel: text by key.
pub type Words = BTreeMap<String, String>;

/// Reads `panel.<lang>.toml`; `file` is its name for messages.
pub fn read_words(file: &str, toml_text: &str) -> Result<Words, Mistake> {
    let mistake = |reason: String| Mistake { file: file.to_owned(), place: None, reason };
    if toml_text.len() > MAX_WORDS_BYTES {
        return Err(mistake(format!("the file is longer than {} KB", MAX_WORDS_BYTES / 1024)));
    }
    toml::from_str(toml_text).map_err(|error| mistake(format!("it is not a list of `key = \"text\"`: {}", error.message())))
}

impl Panel {
    /// Reads and checks `panel.svg`; `file` is its name for messages. All mistakes are reported together.
    pub fn read(file: &str, svg: &str) -> Result<Self, Vec<Mistake>> {
        let source = source::read(file, svg)?;
        Ok(Self { file: file.to_owned(), svg: svg.to_owned(), view: source.view, mirror: source.mirror, boxes: source.boxes })
    }

    /// Keys a language must have words for.
    pub fn keys(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.boxes.iter().filter(move |text| text.lang.is_none_or(|only| only == lang)).map(|text| text.key.as_str())
    }

    /// Width divided by height.
    pub fn aspect(&self) -> f32 {
        self.view.width / self.view.height
    }

    /// Draws the panel in a language with its longer edge `long_edge_px` pixels long (16 to [`MAX_EDGE_PX`]).
    ///
    /// Mistakes: a key without words or words without a key, words that do not fit at 70 % of their size, a character no
    /// shipped font has. `words_file` is the name of the words' file for messages.
    pub fn draw(&self, lang: Lang, words_file: &str, words: &Words, long_edge_px: u32, engine: &mut TextEngine) -> Result<RawTexture, Vec<Mistake>> {
        let mut mistakes = self.compare_keys(words_file, words);
        let mut placed = Vec::new();
        for text in self.boxes.iter().filter(|text| text.lang.is_none_or(|only| only == lang)) {
            let Some(said) = words.get(&text.key) else { continue };
            match self.set(text, said, lang, engine) {
                Ok(layout) => placed.push(layout),
                Err(reason) => mistakes.push(at_key(words_file, &text.key, reason)),
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let long_edge_px = long_edge_px.clamp(16, MAX_EDGE_PX) as f32;
        let scale = long_edge_px / self.view.width.max(self.view.height);
        let mut canvas = self.shapes(lang, scale).map_err(|mistake| vec![mistake])?;
        for (layout, x, y) in &placed {
            draw(layout, &mut canvas, (x - self.view.x) * scale, (y - self.view.y) * scale, scale);
        }
        Ok(RawTexture {
            name: format!("{} ({})", self.file, lang.code()),
            width: canvas.width,
            height: canvas.height,
            rgba: canvas.rgba,
            usage: TextureUse::Color,
        })
    }

    fn compare_keys(&self, words_file: &str, words: &Words) -> Vec<Mistake> {
        let missing = self.boxes.iter().filter(|text| !words.contains_key(&text.key));
        let missing = missing.map(|text| at_key(words_file, &text.key, format!("{} has a box for it, but it has no words", self.file)));
        let idle = words.keys().filter(|key| !self.boxes.iter().any(|text| text.key == **key));
        let idle = idle.map(|key| at_key(words_file, key, format!("{} has no box for these words", self.file)));
        missing.chain(idle).collect()
    }

    /// Sets words in their box, smaller if they must be. Returns the layout and where it goes, in the picture's units.
    fn set(&self, text: &TextBox, said: &str, lang: Lang, engine: &mut TextEngine) -> Result<(Arc<TextLayout>, f32, f32), String> {
        let absent = fonts::missing(text.face, said);
        if !absent.is_empty() {
            let named: Vec<String> = absent.iter().map(|c| format!("{c} (U+{:04X})", *c as u32)).collect();
            return Err(format!("no shipped font has the character {}", named.join(", ")));
        }
        let mirrored = self.mirror && lang.direction() == Direction::RightToLeft;
        let left = if mirrored { 2.0 * self.view.x + self.view.width - text.x - text.width } else { text.x };
        for step in 0..=SHRINK_STEPS {
            let scale = 1.0 - (1.0 - SMALLEST_SCALE) * f32::from(step) / f32::from(SHRINK_STEPS);
            let style = TextStyle { weight: text.weight, line_height: LINE_HEIGHT, ..TextStyle::new(text.face, text.size * scale, text.color) };
            let spec = TextSpec { align: align(text.side, lang, mirrored), ..TextSpec::new(said, style, lang).within(text.width) };
            let layout = engine.layout(&spec);
            // A tenth of a line of grace: the last line's leading holds no ink.
            if layout.size_px[1] <= text.height + style.size_px * 0.1 && !layout.breaks_word {
                let free = text.height - layout.size_px[1];
                let top = match text.vertical {
                    VerticalAlign::Top => text.y,
                    VerticalAlign::Middle => text.y + free / 2.0,
                };
                // Centred words and titles look better on even lines.
                let even = text.side == Side::Center || text.weight >= 500;
                let layout = if even { engine.layout_balanced(&spec) } else { layout };
                let spare = text.width - layout.size_px[0];
                let indent = match spec.align {
                    Align::Center => spare / 2.0,
                    Align::Right => spare,
                    _ => 0.0,
                };
                return Ok((layout, left + indent, top));
            }
        }
        Err(format!("the words do not fit their box of {} by {} even at {:.0} % of their size", text.width, text.height, SMALLEST_SCALE * 100.0))
    }

    /// Draws everything but the words.
    fn shapes(&self, lang: Lang, scale: f32) -> Result<Canvas, Mistake> {
        let mistake = |reason: String| Mistake { file: self.file.clone(), place: None, reason };
        let mirrored = self.mirror && lang.direction() == Direction::RightToLeft;
        let svg = source::shapes_only(&self.svg, lang).map_err(&mistake)?;
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).map_err(|error| mistake(format!("the drawing cannot be read: {error}")))?;
        let (width, height) = (pixels(self.view.width * scale), pixels(self.view.height * scale));
        let mut pixmap = Pixmap::new(width, height).ok_or_else(|| mistake("the drawing has no size".to_owned()))?;
        // usvg has moved the view box to the origin and made the picture as large as it.
        let (sx, sy) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
        let transform = if mirrored { Transform::from_row(-sx, 0.0, 0.0, sy, width as f32, 0.0) } else { Transform::from_scale(sx, sy) };
        resvg::render(&tree, transform, &mut pixmap.as_mut());
        let rgba = pixmap.pixels().iter().flat_map(|pixel| {
            let straight = pixel.demultiply();
            [straight.red(), straight.green(), straight.blue(), straight.alpha()]
        });
        Ok(Canvas { width, height, rgba: rgba.collect() })
    }
}

/// The side words stand at. `start` is right on a Hebrew panel whatever the words' own letters; a mirrored panel also swaps
/// the fixed sides.
fn align(side: Side, lang: Lang, mirrored: bool) -> Align {
    let right_to_left = lang.direction() == Direction::RightToLeft;
    match side {
        Side::Start if right_to_left => Align::Right,
        Side::Start => Align::Left,
        Side::End if right_to_left => Align::Left,
        Side::End => Align::Right,
        Side::Center => Align::Center,
        Side::Left if mirrored => Align::Right,
        Side::Right if mirrored => Align::Left,
        Side::Left => Align::Left,
        Side::Right => Align::Right,
    }
}

fn pixels(length: f32) -> u32 {
    (length.round() as u32).clamp(1, MAX_EDGE_PX)
}

fn at_key(file: &str, key: &str, reason: String) -> Mistake {
    Mistake { file: file.to_owned(), place: Some(key.to_owned()), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" data-mirror="yes">
        <rect width="200" height="100" fill="#F4ECDC"/><rect x="0" y="0" width="20" height="100" fill="#8E2F3C"/>
        <g data-lang="fr"><circle cx="190" cy="50" r="8" fill="#2F5D73"/></g>
        <text data-key="title" x="30" y="10" data-width="160" data-height="40" font-size="20" data-font="serif" font-weight="600" fill="#1E2430" data-align="start" data-valign="top"/>
        </svg>"##;

    fn words(text: &str) -> Words {
        Words::from([("title".to_owned(), text.to_owned())])
    }

    fn draw_it(lang: Lang, text: &str) -> Result<RawTexture, Vec<Mistake>> {
        let panel = Panel::read("panel.svg", SVG).unwrap();
        panel.draw(lang, "panel.xx.toml", &words(text), 400, &mut TextEngine::new())
    }

    fn pixel(picture: &RawTexture, x: u32, y: u32) -> [u8; 3] {
        let at = ((y * picture.width + x) * 4) as usize;
        [picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2]]
    }

    #[test]
    fn hebrew_mirrors_shapes_and_boxes() {
        let english = draw_it(Lang::En, "School").unwrap();
        let hebrew = draw_it(Lang::He, "בית הספר").unwrap();
        assert_eq!((english.width, english.height), (400, 200));
        assert_eq!((pixel(&english, 10, 150), pixel(&english, 390, 150)), ([0x8E, 0x2F, 0x3C], [0xF4, 0xEC, 0xDC]));
        assert_eq!((pixel(&hebrew, 10, 150), pixel(&hebrew, 390, 150)), ([0xF4, 0xEC, 0xDC], [0x8E, 0x2F, 0x3C]));
        let inked = |picture: &RawTexture| (0..400).filter(|x| (0..90).any(|y| pixel(picture, *x, y)[0] < 0x60)).collect::<Vec<_>>();
        assert!(inked(&english)[0] < 80 && *inked(&english).last().unwrap() < 300);
        assert!(inked(&hebrew)[0] > 100 && *inked(&hebrew).last().unwrap() > 320);
    }

    #[test]
    fn a_shape_of_one_language_is_drawn_in_that_language_only() {
        assert_eq!(pixel(&draw_it(Lang::Fr, "École").unwrap(), 380, 100), [0x2F, 0x5D, 0x73]);
        assert_eq!(pixel(&draw_it(Lang::Es, "Escuela").unwrap(), 380, 100), [0xF4, 0xEC, 0xDC]);
    }

    #[test]
    fn words_shrink_and_then_are_refused() {
        assert!(draw_it(Lang::En, "The school of Tetouan").is_ok());
        let refused = draw_it(Lang::En, &"The school of Tetouan ".repeat(6)).unwrap_err();
        assert!(refused[0].to_string().starts_with("panel.xx.toml (title): the words do not fit"), "{}", refused[0]);
        let refused = draw_it(Lang::En, "Unbreakablyoverlongword").unwrap_err();
        assert!(refused[0].reason.contains("do not fit"));
    }

    #[test]
    fn unknown_characters_and_keys_are_named() {
        let refused = draw_it(Lang::En, "漢").unwrap_err();
        assert_eq!(refused[0].reason, "no shipped font has the character 漢 (U+6F22)");
        let panel = Panel::read("panel.svg", SVG).unwrap();
        let odd = Words::from([("titel".to_owned(), "School".to_owned())]);
        let refused = panel.draw(Lang::En, "panel.en.toml", &odd, 100, &mut TextEngine::new()).unwrap_err();
        assert_eq!(refused.len(), 2);
        assert!(read_words("panel.en.toml", "title = 3").is_err());
        assert!(read_words("panel.en.toml", "title = \"x\"").is_ok());
    }
}
