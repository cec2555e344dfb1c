//! Setting words: fonts, shaping, direction, line breaking, and painting glyphs. The only room that names parley.
//!
//! [`TextEngine::layout`] turns a [`TextSpec`] (one paragraph) into a [`TextLayout`] (positioned glyphs). The overlay draws
//! it through a [`GlyphAtlas`], labels and panels through [`paint::draw`]. Lengths are physical pixels throughout; x grows
//! to the right and y downwards from the paragraph's top left corner, in every language.

pub mod atlas;
pub mod edit;
pub mod engine;
pub mod fonts;
pub mod layout;
pub mod paint;
mod raster;
pub mod sanitise;
pub mod story;

use std::hash::{Hash, Hasher};
use std::ops::Range;

pub use atlas::GlyphAtlas;
pub use edit::{Edit, EditView, Editor};
pub use engine::TextEngine;
pub use layout::{GlyphRun, Line, TextLayout};
pub use sanitise::sanitise;

use crate::language::{Direction, Lang};

/// A typeface of the museum, with the fallbacks that stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Frank Ruhl Libre: titles and stories.
    Serif,
    /// Assistant: controls and small print.
    Sans,
    /// Noto Rashi Hebrew: Ladino and commentary as they were printed.
    Rashi,
}

/// Where lines stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Where reading begins: right in Hebrew.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where reading ends.
    End,
    /// Left in every language.
    Left,
    /// Right in every language.
    Right,
    /// Both edges, the last line at the start.
    Justify,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Typeface.
    pub face: Face,
    /// Size of the em, physical pixels.
    pub size_px: f32,
    /// Weight, 300 to 900 (400 is regular).
    pub weight: u16,
    /// Slanted. Hebrew and Arabic have no italics: there the words are set one step bolder instead.
    pub italic: bool,
    /// Height of a line as a multiple of `size_px`.
    pub line_height: f32,
    /// Colour, sRGB with straight alpha.
    pub color: [u8; 4],
}

impl TextStyle {
    /// Regular, upright, with generous lines.
    pub fn new(face: Face, size_px: f32, color: [u8; 4]) -> Self {
        Self { face, size_px, weight: 400, italic: false, line_height: 1.35, color }
    }

    /// The same in another weight.
    pub fn with_weight(self, weight: u16) -> Self {
        Self { weight, ..self }
    }

    /// The numbers of the style in a form that can be compared and hashed.
    fn bits(&self) -> (Face, u32, u16, bool, u32, [u8; 4]) {
        (self.face, self.size_px.to_bits(), self.weight, self.italic, self.line_height.to_bits(), self.color)
    }
}

impl Eq for TextStyle {}

impl Hash for TextStyle {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bits().hash(state);
    }
}

/// One paragraph to set.
#[derive(Clone, Debug, PartialEq)]
pub struct TextSpec {
    /// The words. Line ends inside start new lines of the same paragraph.
    pub text: String,
    /// Style of the whole.
    pub style: TextStyle,
    /// Byte ranges that look different. Ranges outside the text or inside a character are ignored.
    pub spans: Vec<(Range<usize>, TextStyle)>,
    /// Language: decides direction where the words do not.
    pub lang: Lang,
    /// Direction of the paragraph. `None`: as [`direction_in`] finds it.
    pub base: Option<Direction>,
    /// Where lines stand.
    pub align: Align,
    /// Width of the box. `None`: one line per line end, box as wide as the longest.
    pub max_width_px: Option<f32>,
    /// Most lines to show; the last ends in an ellipsis where more is left.
    pub max_lines: Option<usize>,
}

impl TextSpec {
    /// A paragraph at the start side, as many lines as it needs, in a box of its own width.
    pub fn new(text: impl Into<String>, style: TextStyle, lang: Lang) -> Self {
        Self { text: text.into(), style, spans: Vec::new(), lang, base: None, align: Align::Start, max_width_px: None, max_lines: None }
    }

    /// The same in a box of this width.
    pub fn within(self, max_width_px: f32) -> Self {
        Self { max_width_px: Some(max_width_px), ..self }
    }

    /// The same with another alignment.
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same on at most so many lines.
    pub fn at_most_lines(self, max_lines: usize) -> Self {
        Self { max_lines: Some(max_lines), ..self }
    }

    /// Direction the paragraph is set in.
    pub fn direction(&self) -> Direction {
        self.base.unwrap_or_else(|| direction_in(&self.text, self.lang))
    }
}

impl Eq for TextSpec {}

impl Hash for TextSpec {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.text, &self.style, &self.spans, self.lang, self.base, self.align).hash(state);
        (self.max_width_px.map(f32::to_bits), self.max_lines).hash(state);
    }
}

/// Direction of the first letter that has one, skipping isolated stretches (UAX #9, rules P2 and P3).
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\u{200E}' => return Some(Direction::LeftToRight),
            '\u{200F}' | '\u{061C}' => return Some(Direction::RightToLeft),
            _ if is_right_to_left_letter(c) => return Some(Direction::RightToLeft),
            _ if c.is_alphabetic() => return Some(Direction::LeftToRight),
            _ => {}
        }
    }
    None
}

/// Direction for words on a page of `lang`: the page's, if an eighth of their letters or more go that way, else that of
/// their first letter, else the page's. So a Hebrew paragraph that begins with a Latin name still reads from the right, and a
/// French title alone on a Hebrew page from the left.
pub fn direction_in(words: &str, lang: Lang) -> Direction {
    let right_to_left = lang.direction() == Direction::RightToLeft;
    let (mut letters, mut at_home) = (0_usize, 0_usize);
    for c in words.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        at_home += usize::from(is_right_to_left_letter(c) == right_to_left);
    }
    let native = at_home > 0 && at_home * 8 >= letters;
    if native { lang.direction() } else { first_strong(words).unwrap_or_else(|| lang.direction()) }
}

/// Letters of Hebrew, Arabic, Syriac and their neighbours' blocks.
pub(crate) fn is_right_to_left_letter(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_comes_from_the_first_letter_outside_isolates() {
        assert_eq!(first_strong("1862 – בית"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("1862 Tétouan בית"), Some(Direction::LeftToRight));
        assert_eq!(first_strong("\u{2068}Alliance\u{2069} בית"), Some(Direction::RightToLeft));
        assert_eq!(first_strong("1862 (50 %)"), None);
    }

    #[test]
    fn a_page_lends_its_direction_to_words_with_its_letters() {
        assert_eq!(direction_in("Alliance – כל ישראל חברים", Lang::He), Direction::RightToLeft);
        assert_eq!(direction_in("Tétouan, 1862.", Lang::He), Direction::LeftToRight);
        assert_eq!(direction_in("1862", Lang::He), Direction::RightToLeft);
        assert_eq!(direction_in("כל ישראל", Lang::Fr), Direction::RightToLeft);
        assert_eq!(direction_in("כל ישראל: l’école", Lang::Fr), Direction::LeftToRight);
        assert_eq!(direction_in("Alliance israélite universelle נוסדה", Lang::He), Direction::RightToLeft);
        assert_eq!(direction_in("סיפור שלם בעברית על רשת בתי הספר א׳ (A)", Lang::Fr), Direction::RightToLeft);
    }

    #[test]
    fn numbers_alone_follow_the_language() {
        let style = TextStyle::new(Face::Sans, 20.0, [0, 0, 0, 255]);
        assert_eq!(TextSpec::new("1862", style, Lang::He).direction(), Direction::RightToLeft);
        assert_eq!(TextSpec::new("1862", style, Lang::Fr).direction(), Direction::LeftToRight);
    }
}
