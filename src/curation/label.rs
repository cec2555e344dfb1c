//! Wall labels beside works and signs over doors, as pictures.
//!
//! A label is a card of warm paper: title and date, a hairline of brass, the text, and at its foot what the piece is (real,
//! reconstructed or drawn) and its number. A sign is a hall's name in brass letters. Both follow the language's direction.

use std::sync::Arc;

use crate::catalogue::{DateSpan, Honesty};
use crate::curation::product::{Mistake, RawTexture, TextureUse};
use crate::language::{Arg, Direction, Lang, Texts, dates};
use crate::text::paint::{Canvas, draw};
use crate::text::{Align, Face, TextEngine, TextLayout, TextSpec, TextStyle, fonts};

const INK: [u8; 4] = [0x1E, 0x24, 0x30, 0xFF];
const SOFT_INK: [u8; 4] = [0x4A, 0x4A, 0x4C, 0xFF];
const PAPER: [u8; 4] = [0xF4, 0xEC, 0xDC, 0xFF];
const PAPER_EDGE: [u8; 4] = [0xDA, 0xCC, 0xB0, 0xFF];
const BRASS: [u8; 4] = [0xB0, 0x8A, 0x4F, 0xFF];
/// Brass dark enough for small print on paper (4.6 : 1).
const BRASS_INK: [u8; 4] = [0x80, 0x5F, 0x2B, 0xFF];
const POMEGRANATE: [u8; 4] = [0x8E, 0x2F, 0x3C, 0xFF];
const SEA: [u8; 4] = [0x2F, 0x5D, 0x73, 0xFF];
const BAND: [u8; 4] = [0x23, 0x1E, 0x1B, 0xFF];
/// Brass letters from top to bottom.
const BRASS_LIGHT: [u8; 3] = [0xEB, 0xCF, 0x96];
const BRASS_DARK: [u8; 3] = [0xA4, 0x7C, 0x3E];

/// A card is laid out as if it were so many units wide.
const CARD_UNITS: f32 = 320.0;
const MARGIN: f32 = 22.0;
const TITLE_UNITS: f32 = 19.5;
const TEXT_UNITS: f32 = 12.0;
const SMALL_UNITS: f32 = 9.5;
/// Few words are set a little larger; many shrink no further than the second before they count as too long.
const LARGEST_SCALE: f32 = 1.25;
const SMALLEST_SCALE: f32 = 0.70;
const SHRINK_STEPS: u8 = 18;
/// Longest edge of a label or sign, pixels.
const MAX_EDGE_PX: f32 = 4096.0;

/// What stands on a wall label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelText<'a> {
    /// Title of the work.
    pub title: &'a str,
    /// Text of the label, at most some 220 letters.
    pub text: &'a str,
    /// When.
    pub date: Option<DateSpan>,
    /// What the piece is.
    pub honesty: Honesty,
    /// Number along the route, from 1.
    pub number: u32,
}

/// What a sign's letters stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignGround {
    /// Nothing: the wall shows between the letters.
    Clear,
    /// A band of dark wood colour.
    Band,
}

/// Draws a wall label of `size_m` (width, height) at `px_per_m`. `file` names the texts for messages.
///
/// Mistakes: words that do not fit at 70 % of their size, or a character no shipped font has.
pub fn label(file: &str, text: &LabelText<'_>, lang: Lang, size_m: [f32; 2], px_per_m: f32, engine: &mut TextEngine) -> Result<RawTexture, Mistake> {
    let mistake = |place: &str, reason: String| Mistake { file: file.to_owned(), place: Some(place.to_owned()), reason };
    for (place, words) in [("title", text.title), ("label", text.text)] {
        known_letters(words).map_err(|reason| mistake(place, reason))?;
    }
    let [width, height] = pixels(size_m, px_per_m).ok_or_else(|| mistake("label", "its size makes no picture".to_owned()))?;
    let scale = width as f32 / CARD_UNITS;
    let card_height = height as f32 / scale;
    let card = (0..=SHRINK_STEPS)
        .map(|step| LARGEST_SCALE - (LARGEST_SCALE - SMALLEST_SCALE) * f32::from(step) / f32::from(SHRINK_STEPS))
        .map(|shrink| Card::set(text, lang, shrink, engine))
        .find(|card| card.fits(card_height))
        .ok_or_else(|| {
            let percent = SMALLEST_SCALE * 100.0;
            mistake("label", format!("title and text do not fit the label even at {percent:.0} % of their size"))
        })?;
    let mut canvas = paper(width, height, scale);
    card.paint(&mut canvas, scale, card_height, text.honesty);
    Ok(texture(format!("label of {} ({})", text.title, lang.code()), canvas))
}

/// Draws a hall's name in brass letters on a sign of `size_m` (width, height) at `px_per_m`. `file` names the texts for
/// messages.
pub fn sign(file: &str, name: &str, lang: Lang, ground: SignGround, size_m: [f32; 2], px_per_m: f32, engine: &mut TextEngine) -> Result<RawTexture, Mistake> {
    let mistake = |reason: String| Mistake { file: file.to_owned(), place: Some("title".to_owned()), reason };
    known_letters(name).map_err(mistake)?;
    let [width, height] = pixels(size_m, px_per_m).ok_or_else(|| mistake("its sign's size makes no picture".to_owned()))?;
    let (w, h) = (width as f32, height as f32);
    // Letters fill most of the height, or as much of the width as leaves room for the ornaments at both ends.
    let room_px = w - 1.1 * h;
    let style = |size_px: f32| TextStyle { line_height: 1.2, ..TextStyle::new(Face::Serif, size_px, [255; 4]).with_weight(600) };
    let wanted_px = h * 0.62;
    let spec = |size_px: f32| TextSpec::new(name, style(size_px), lang);
    let natural_px = engine.layout(&spec(wanted_px)).content_width_px;
    let size_px = wanted_px * (room_px / natural_px.max(1.0)).min(1.0);
    if size_px < h * 0.2 {
        return Err(mistake("the name is too long for the sign over its door".to_owned()));
    }
    let layout = engine.layout(&spec(size_px));
    let left = (w - layout.content_width_px) / 2.0 - layout.lines.first().map_or(0.0, |line| line.left_px);
    let top = (h - layout.size_px[1]) / 2.0;
    let mut mask = Canvas::filled(width, height, [255, 255, 255, 0]);
    draw(&layout, &mut mask, left, top, 1.0);
    let gap_px = 0.28 * h;
    let (words_left, words_right) = ((w - layout.content_width_px) / 2.0, (w + layout.content_width_px) / 2.0);
    ornament(&mut mask, words_left - gap_px, -1.0, h, 0.12 * h);
    ornament(&mut mask, words_right + gap_px, 1.0, h, w - 0.12 * h);
    let canvas = gild(&mask, ground, top + size_px * 0.2, top + layout.size_px[1]);
    Ok(texture(format!("sign of {name} ({})", lang.code()), canvas))
}

/// A card's words, set in units of its width.
struct Card {
    right_to_left: bool,
    title: Arc<TextLayout>,
    date: Option<Arc<TextLayout>>,
    text: Arc<TextLayout>,
    honesty: Arc<TextLayout>,
    number: Arc<TextLayout>,
}

impl Card {
    fn set(label: &LabelText<'_>, lang: Lang, shrink: f32, engine: &mut TextEngine) -> Self {
        let texts = Texts::load(lang);
        let right_to_left = lang.direction() == Direction::RightToLeft;
        let column = CARD_UNITS - 2.0 * MARGIN;
        let (start, end) = if right_to_left { (Align::Right, Align::Left) } else { (Align::Left, Align::Right) };
        let spec = |words: &str, style: TextStyle, align: Align| TextSpec::new(words, style, lang).within(column).aligned(align);
        let style = |face, size, color, line_height| TextStyle { line_height, ..TextStyle::new(face, size, color) };
        let title_style = style(Face::Serif, TITLE_UNITS * shrink, INK, 1.18).with_weight(600);
        let title = engine.layout_balanced(&spec(label.title, title_style, start));
        let mut set = |words: &str, style: TextStyle, align: Align| engine.layout(&spec(words, style, align));
        let when = label.date.map(|span| dates::years(lang, &span));
        let date = when.map(|when| set(&when, style(Face::Sans, SMALL_UNITS * 1.1 * shrink, BRASS_INK, 1.3).with_weight(600), start));
        let text = set(label.text, style(Face::Serif, TEXT_UNITS * shrink, INK, 1.42), start);
        let honesty = texts.get(match label.honesty {
            Honesty::RealScan => "honesty-real-scan",
            Honesty::Reconstruction => "honesty-reconstruction",
            Honesty::Illustration => "honesty-illustration",
        });
        let honesty = set(&honesty, style(Face::Sans, SMALL_UNITS * shrink, SOFT_INK, 1.2).with_weight(600), start);
        let number = texts.plain("work-number", &[("number", Arg::from(label.number))]);
        let number = set(&number, style(Face::Sans, SMALL_UNITS * shrink, BRASS_INK, 1.2).with_weight(600), end);
        Self { right_to_left, title, date, text, honesty, number }
    }

    fn words_height(&self) -> f32 {
        let date = self.date.as_ref().map_or(0.0, |date| date.size_px[1] + 2.0);
        self.title.size_px[1] + date + RULE_SPACE + self.text.size_px[1]
    }

    fn fits(&self, card_height: f32) -> bool {
        let foot = self.honesty.size_px[1] + 10.0;
        let broken = self.title.breaks_word || self.text.breaks_word;
        !broken && 2.0 * MARGIN * 0.8 + self.words_height() + foot <= card_height
    }

    /// Paints onto paper of `scale` pixels to the unit.
    fn paint(&self, canvas: &mut Canvas, scale: f32, card_height: f32, honesty: Honesty) {
        let mut place = |layout: &TextLayout, x: f32, y: f32| draw(layout, canvas, x * scale, y * scale, scale);
        let mut y = MARGIN * 0.8;
        // A balanced title stands in a narrower box.
        let indent = if self.right_to_left { CARD_UNITS - 2.0 * MARGIN - self.title.size_px[0] } else { 0.0 };
        place(&self.title, MARGIN + indent, y);
        y += self.title.size_px[1];
        if let Some(date) = &self.date {
            place(date, MARGIN, y + 2.0);
            y += date.size_px[1] + 2.0;
        }
        let rule_y = y + RULE_SPACE * 0.48;
        place(&self.text, MARGIN, y + RULE_SPACE);
        let foot = card_height - MARGIN * 0.8 - self.honesty.size_px[1];
        let radius = self.honesty.size_px[1] * 0.27;
        let indent = radius * 2.0 + 5.0;
        place(&self.honesty, if self.right_to_left { MARGIN - indent } else { MARGIN + indent }, foot);
        place(&self.number, MARGIN, foot);
        let rule_px = 34.0 * scale;
        let rule_left = if self.right_to_left { (CARD_UNITS - MARGIN) * scale - rule_px } else { MARGIN * scale };
        let thick = (0.9 * scale).round().max(1.0) as u32;
        canvas.fill_rect(rule_left.round() as i32, (rule_y * scale).round() as i32, rule_px.round() as u32, thick, BRASS);
        let mark_x = if self.right_to_left { CARD_UNITS - MARGIN - radius } else { MARGIN + radius };
        let mark_y = foot + self.honesty.size_px[1] * 0.52;
        honesty_mark(canvas, [mark_x * scale, mark_y * scale], radius * scale, honesty);
    }
}

/// Height of the band in which the hairline stands, units.
const RULE_SPACE: f32 = 13.0;

/// A disc for a real piece, half a disc for a reconstruction, a ring for a drawing: told apart without colour too.
fn honesty_mark(canvas: &mut Canvas, center: [f32; 2], radius: f32, honesty: Honesty) {
    let color = match honesty {
        Honesty::RealScan => SEA,
        Honesty::Reconstruction => POMEGRANATE,
        Honesty::Illustration => BRASS_INK,
    };
    let line = (radius * 0.28).max(0.8);
    shade(canvas, center, radius, color, |x, y| {
        let distance = x.hypot(y);
        let disc = edge(radius - distance);
        let ring = disc.min(edge(distance - radius + line));
        match honesty {
            Honesty::RealScan => disc,
            Honesty::Reconstruction => ring.max(disc.min(edge(y))),
            Honesty::Illustration => ring,
        }
    });
}

/// A hairline that tapers from the words to `end_x`, with a lozenge at its near end; `outward` is -1 for left, 1 for right.
fn ornament(canvas: &mut Canvas, near_x: f32, outward: f32, height: f32, end_x: f32) {
    let (half, middle) = (height * 0.055, height * 0.5);
    if (end_x - near_x) * outward < half * 2.0 {
        return;
    }
    let white = [255; 4];
    shade(canvas, [near_x + outward * half, middle], half, white, |x, y| edge((half - x.abs() - y.abs()) * 0.7));
    let line_start = near_x + outward * half * 3.0;
    let length = (end_x - line_start) * outward;
    let thick = (height * 0.012).max(0.6);
    if length > 0.0 {
        let center = [line_start + outward * length / 2.0, middle];
        shade(canvas, center, length / 2.0, white, |x, y| {
            let along = 0.5 - outward * x / length;
            edge(thick - y.abs()) * along.clamp(0.0, 1.0).sqrt() * if x.abs() <= length / 2.0 { 1.0 } else { 0.0 }
        });
    }
}

/// Coverage of a pixel whose middle lies `inside_px` within an edge.
fn edge(inside_px: f32) -> f32 {
    (inside_px + 0.5).clamp(0.0, 1.0)
}

/// Blends `color` around `center` where `coverage`, given the offset from it in pixels, says so.
fn shade(canvas: &mut Canvas, center: [f32; 2], reach: f32, color: [u8; 4], coverage: impl Fn(f32, f32) -> f32) {
    let range = |middle: f32| ((middle - reach).floor() as i32 - 1)..=((middle + reach).ceil() as i32 + 1);
    for y in range(center[1]).clone() {
        for x in range(center[0]) {
            let covered = coverage(x as f32 + 0.5 - center[0], y as f32 + 0.5 - center[1]);
            canvas.blend(x, y, color, (covered.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
    }
}

/// Warm paper with a hairline edge and the faintest grain (the same on every card of a size).
fn paper(width: u32, height: u32, scale: f32) -> Canvas {
    let mut canvas = Canvas::filled(width, height, PAPER);
    let mut state = 0x9E37_79B9_u32;
    for pixel in canvas.rgba.chunks_exact_mut(4) {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 30) as u8;
        pixel[..3].iter_mut().for_each(|channel| *channel -= grain);
    }
    let thick = (0.8 * scale).round().max(1.0) as u32;
    let inset = (5.0 * scale).round() as i32;
    let (w, h) = (width.saturating_sub(2 * inset as u32), height.saturating_sub(2 * inset as u32));
    let (right, bottom) = (inset + w as i32 - thick as i32, inset + h as i32 - thick as i32);
    canvas.fill_rect(inset, inset, w, thick, PAPER_EDGE);
    canvas.fill_rect(inset, bottom, w, thick, PAPER_EDGE);
    canvas.fill_rect(inset, inset, thick, h, PAPER_EDGE);
    canvas.fill_rect(right, inset, thick, h, PAPER_EDGE);
    canvas
}

/// Turns a white mask into brass letters lit from above, between the rows `top` and `bottom`.
fn gild(mask: &Canvas, ground: SignGround, top: f32, bottom: f32) -> Canvas {
    let base = match ground {
        // Clear pixels keep the brass colour, so that filtering never mixes in black.
        SignGround::Clear => [BRASS[0], BRASS[1], BRASS[2], 0],
        SignGround::Band => BAND,
    };
    let mut canvas = Canvas::filled(mask.width, mask.height, base);
    if ground == SignGround::Band {
        let inset = (mask.height as f32 * 0.06).round() as i32;
        let thick = (mask.height as f32 * 0.012).round().max(1.0) as u32;
        let w = mask.width.saturating_sub(2 * inset as u32);
        for y in [inset, mask.height as i32 - inset - thick as i32] {
            canvas.fill_rect(inset, y, w, thick, [BRASS[0], BRASS[1], BRASS[2], 0x90]);
        }
    }
    for (i, pixel) in mask.rgba.chunks_exact(4).enumerate().filter(|(_, pixel)| pixel[3] > 0) {
        let (x, y) = (i as u32 % mask.width, i as u32 / mask.width);
        let t = ((y as f32 - top) / (bottom - top).max(1.0)).clamp(0.0, 1.0);
        let mix = |light: u8, dark: u8| (f32::from(light) + (f32::from(dark) - f32::from(light)) * t).round() as u8;
        let [r, g, b] = [0, 1, 2].map(|channel| mix(BRASS_LIGHT[channel], BRASS_DARK[channel]));
        canvas.blend(x as i32, y as i32, [r, g, b, 255], pixel[3]);
    }
    canvas
}

fn known_letters(words: &str) -> Result<(), String> {
    match fonts::missing(Face::Serif, words).first() {
        Some(c) => Err(format!("no shipped font has the character {c} (U+{:04X})", *c as u32)),
        None => Ok(()),
    }
}

fn pixels(size_m: [f32; 2], px_per_m: f32) -> Option<[u32; 2]> {
    let edges = size_m.map(|edge| (edge * px_per_m).round());
    let sound = edges.iter().all(|edge| (8.0..=MAX_EDGE_PX).contains(edge));
    sound.then(|| edges.map(|edge| edge as u32))
}

fn texture(name: String, canvas: Canvas) -> RawTexture {
    RawTexture { name, width: canvas.width, height: canvas.height, rgba: canvas.rgba, usage: TextureUse::Color }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::DatePrecision;

    fn text<'a>(title: &'a str, text: &'a str) -> LabelText<'a> {
        let date = Some(DateSpan { from: 1862, to: Some(1914), precision: DatePrecision::Circa });
        LabelText { title, text, date, honesty: Honesty::Reconstruction, number: 7 }
    }

    fn draw_label(title: &str, words: &str, lang: Lang) -> Result<RawTexture, Mistake> {
        label("works/desk/he.md", &text(title, words), lang, [0.32, 0.20], 2000.0, &mut TextEngine::new())
    }

    /// Leftmost and rightmost dark column of the upper half.
    fn ink(picture: &RawTexture) -> (u32, u32) {
        let dark = |x: u32| (0..picture.height / 2).any(|y| picture.rgba[((y * picture.width + x) * 4) as usize] < 0x60);
        let columns: Vec<u32> = (0..picture.width).filter(|x| dark(*x)).collect();
        (columns[0], columns[columns.len() - 1])
    }

    #[test]
    fn a_label_follows_the_language() {
        let hebrew = draw_label("שולחן תלמידים", "ספסל ושולחן מעץ.", Lang::He).unwrap();
        let french = draw_label("Pupitre", "Banc et table de bois.", Lang::Fr).unwrap();
        assert_eq!((hebrew.width, hebrew.height), (640, 400));
        assert!(ink(&hebrew).1 > 580 && ink(&hebrew).0 > 200, "{:?}", ink(&hebrew));
        assert!(ink(&french).0 < 60 && ink(&french).1 < 440, "{:?}", ink(&french));
    }

    #[test]
    fn the_longest_allowed_words_fit_and_longer_ones_are_refused() {
        for (lang, word) in [(Lang::He, "מילים "), (Lang::Es, "palabra "), (Lang::Fr, "parole "), (Lang::En, "wording ")] {
            let title: String = word.chars().cycle().take(60).collect();
            let words: String = word.chars().cycle().take(220).collect();
            assert!(draw_label(&title, &words, lang).is_ok(), "{lang:?}");
            assert!(draw_label(&title, &words.repeat(6), lang).unwrap_err().reason.contains("do not fit"));
        }
        assert!(draw_label("漢", "x", Lang::En).unwrap_err().reason.contains("U+6F22"));
    }

    #[test]
    fn a_sign_holds_its_name_between_its_ends() {
        let mut engine = TextEngine::new();
        for (lang, name) in [(Lang::He, "תטואן: החצר"), (Lang::Fr, "Téhéran : la salle d’étude")] {
            for ground in [SignGround::Clear, SignGround::Band] {
                let picture = sign("halls/x/he.md", name, lang, ground, [1.6, 0.24], 640.0, &mut engine).unwrap();
                assert_eq!((picture.width, picture.height), (1024, 154));
                let corner = &picture.rgba[..4];
                assert_eq!(corner[3], if ground == SignGround::Clear { 0 } else { 255 });
                let bright = picture.rgba.chunks_exact(4).filter(|pixel| pixel[0] > 0xC0 && pixel[3] > 0xC0).count();
                assert!(bright > 2_000, "{bright}");
            }
        }
        let long = "a".repeat(400);
        assert!(sign("x", &long, Lang::En, SignGround::Clear, [1.0, 0.2], 640.0, &mut engine).is_err());
        assert!(sign("x", "a", Lang::En, SignGround::Clear, [f32::NAN, 0.2], 640.0, &mut engine).is_err());
    }
}
