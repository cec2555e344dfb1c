//! From paragraphs to layouts, with a cache by content.

use std::collections::HashMap;
use std::sync::Arc;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFeatures, FontStyle, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty,
};

use super::layout::TextLayout;
use super::{Align, TextSpec, TextStyle, fonts, is_right_to_left_letter};
use crate::language::Direction;

/// Layouts kept; beyond it the half that was not asked for lately is dropped.
const CACHE_LIMIT: usize = 1024;
/// Sizes outside make no sense on any screen and cost memory.
const SIZE_LIMITS_PX: std::ops::RangeInclusive<f32> = 1.0..=2048.0;

/// Ink of a stretch of text: its colour, carried through parley.
pub(super) type Ink = [u8; 4];

/// Sets paragraphs. One per thread; all engines share the fonts' bytes.
pub struct TextEngine {
    fonts: FontContext,
    scratch: LayoutContext<Ink>,
    cache: HashMap<TextSpec, Cached>,
    clock: u64,
}

struct Cached {
    layout: Arc<TextLayout>,
    asked_at: u64,
}

impl Default for TextEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl TextEngine {
    /// An engine with the shipped fonts and an empty cache.
    pub fn new() -> Self {
        Self { fonts: fonts::context(), scratch: LayoutContext::new(), cache: HashMap::new(), clock: 0 }
    }

    /// Sets a paragraph, or finds it among those set before.
    pub fn layout(&mut self, spec: &TextSpec) -> Arc<TextLayout> {
        self.clock += 1;
        if let Some(cached) = self.cache.get_mut(spec) {
            cached.asked_at = self.clock;
            return Arc::clone(&cached.layout);
        }
        if self.cache.len() >= CACHE_LIMIT {
            let mut ages: Vec<u64> = self.cache.values().map(|cached| cached.asked_at).collect();
            ages.sort_unstable();
            let oldest_kept = ages[ages.len() / 2];
            self.cache.retain(|_, cached| cached.asked_at >= oldest_kept);
        }
        let layout = Arc::new(self.set(spec));
        self.cache.insert(spec.clone(), Cached { layout: Arc::clone(&layout), asked_at: self.clock });
        layout
    }

    /// Sets a paragraph within its width, then draws the box in to the words: for captions in rows and on buttons.
    pub fn layout_hugging(&mut self, spec: &TextSpec) -> Arc<TextLayout> {
        let wide = self.layout(spec);
        let hugged_px = wide.content_width_px.ceil() + 1.0;
        if spec.max_width_px.is_some_and(|width| width <= hugged_px) {
            return wide;
        }
        self.layout(&TextSpec { max_width_px: Some(hugged_px), ..spec.clone() })
    }

    /// Sets a paragraph on as many lines as it needs within its width, but with lines as even as they can be, in a narrower box:
    /// for titles and centred words, which a single word on the last line disfigures.
    pub fn layout_balanced(&mut self, spec: &TextSpec) -> Arc<TextLayout> {
        let greedy = self.layout(spec);
        let (Some(width_px), 2..=6) = (spec.max_width_px, greedy.line_count) else { return greedy };
        let (mut too_narrow, mut enough) = (greedy.content_width_px * 0.4, width_px);
        let at = |width: f32| TextSpec { max_width_px: Some(width), ..spec.clone() };
        while enough - too_narrow > 1.0 {
            let middle = (too_narrow + enough) / 2.0;
            let tried = self.set(&at(middle));
            let same = tried.line_count == greedy.line_count && tried.breaks_word == greedy.breaks_word;
            if same && tried.truncated == greedy.truncated { enough = middle } else { too_narrow = middle }
        }
        self.layout(&at(enough))
    }

    /// How many layouts are kept.
    pub fn cached_layouts(&self) -> usize {
        self.cache.len()
    }

    /// parley's contexts, for the editor.
    pub(super) fn contexts(&mut self) -> (&mut FontContext, &mut LayoutContext<Ink>) {
        (&mut self.fonts, &mut self.scratch)
    }

    fn set(&mut self, spec: &TextSpec) -> TextLayout {
        let direction = spec.direction();
        let whole = self.shape(spec, &spec.text, direction);
        let Some(max_lines) = spec.max_lines.filter(|max| whole.len() > (*max).max(1)) else {
            return TextLayout::from_parley(&whole, &spec.text, direction, (spec.align, spec.max_width_px), false);
        };
        let (text, layout) = self.shorten(spec, direction, &whole, max_lines.max(1));
        TextLayout::from_parley(&layout, &text, direction, (spec.align, spec.max_width_px), true)
    }

    /// Cuts the text after the last word that leaves room for an ellipsis on line `max_lines`.
    fn shorten(&mut self, spec: &TextSpec, direction: Direction, whole: &Layout<Ink>, max_lines: usize) -> (String, Layout<Ink>) {
        let line_end = whole.get(max_lines - 1).map_or(spec.text.len(), |line| line.text_range().end);
        let line_start = whole.get(max_lines - 1).map_or(0, |line| line.text_range().start);
        let kept = &spec.text[..line_end];
        // Candidates from long to short: the whole line, then each word end of that line, then each letter of its first word.
        let mut cuts: Vec<usize> = vec![line_end];
        cuts.extend(kept[line_start..].char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(i, _)| line_start + i));
        let first_word_end = cuts.last().copied().unwrap_or(line_end);
        cuts.extend(kept[line_start..first_word_end].char_indices().rev().map(|(i, _)| line_start + i));
        let mut best = None;
        for cut in cuts.into_iter().take(400) {
            let stem = kept[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(«".contains(c));
            let text = format!("{stem}…");
            let layout = self.shape(spec, &text, direction);
            let fits = layout.len() <= max_lines;
            best = Some((text, layout));
            if fits {
                break;
            }
        }
        best.unwrap_or_else(|| ("…".to_owned(), self.shape(spec, "…", direction)))
    }

    fn shape(&mut self, spec: &TextSpec, text: &str, direction: Direction) -> Layout<Ink> {
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        for property in properties(&spec.style, text) {
            builder.push_default(property);
        }
        for (range, style) in &spec.spans {
            let range = range.start..range.end.min(text.len());
            if range.start < range.end && text.is_char_boundary(range.start) && text.is_char_boundary(range.end) {
                for property in properties(style, &text[range.clone()]) {
                    builder.push(property, range.clone());
                }
            }
        }
        for at in tight_spaces(text) {
            builder.push(StyleProperty::FontFeatures(FontFeatures::from("\"kern\" 0")), at..at + 1);
        }
        builder.set_base_direction(match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
        builder.set_line_break_override(Some(&parley::CHROMIUM_LINE_BREAK_OVERRIDE));
        let mut layout = builder.build(text);
        layout.break_all_lines(spec.max_width_px.map(|width| width.max(1.0)));
        let alignment = match spec.align {
            Align::Start => Alignment::Start,
            Align::Center => Alignment::Center,
            Align::End => Alignment::End,
            Align::Left => Alignment::Left,
            Align::Right => Alignment::Right,
            Align::Justify => Alignment::Justify,
        };
        layout.align(alignment, AlignmentOptions::default());
        layout
    }
}

/// Spaces before letters that Frank Ruhl Libre kerns into them by up to a third of their width, which glues "the women"
/// together. Without kerning these spaces are as wide as others.
fn tight_spaces(text: &str) -> impl Iterator<Item = usize> + '_ {
    let pairs = text.char_indices().zip(text.chars().skip(1));
    pairs.filter(|((_, c), next)| *c == ' ' && "AÁÀÂÄÃÅvwyýÿ".contains(*next)).map(|((at, _), _)| at)
}

/// parley's properties for a style on these words.
pub(super) fn properties(style: &TextStyle, words: &str) -> [StyleProperty<'static, Ink>; 6] {
    let leans = style.italic && !words.chars().any(is_right_to_left_letter);
    let weight = if style.italic && !leans { style.weight.saturating_add(200) } else { style.weight };
    let size_px = if style.size_px.is_finite() { style.size_px } else { *SIZE_LIMITS_PX.start() };
    let line_height = if style.line_height.is_finite() { style.line_height.clamp(0.5, 4.0) } else { 1.35 };
    [
        StyleProperty::FontFamily(FontFamily::from(fonts::families(style.face))),
        StyleProperty::FontSize(size_px.clamp(*SIZE_LIMITS_PX.start(), *SIZE_LIMITS_PX.end())),
        StyleProperty::FontWeight(FontWeight::new(f32::from(weight.clamp(100, 900)))),
        StyleProperty::FontStyle(if leans { FontStyle::Oblique(Some(10.0)) } else { FontStyle::Normal }),
        StyleProperty::LineHeight(LineHeight::FontSizeRelative(line_height)),
        StyleProperty::Brush(style.color),
    ]
}
