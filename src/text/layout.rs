//! A set paragraph: positioned glyphs, lines and clusters.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::Arc;

use parley::layout::BreakReason;
use parley::{FontData, Layout, PositionedLayoutItem};

use super::Align;
use super::engine::Ink;
use crate::language::Direction;

/// A glyph at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph number in its font.
    pub id: u32,
    /// Pen position, pixels from the paragraph's left edge.
    pub x: f32,
    /// Baseline, pixels from the paragraph's top edge.
    pub y: f32,
}

/// Glyphs of one font, size and colour.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font.
    pub font: FontData,
    /// Position on the font's variation axes, F2Dot14.
    pub coords: Arc<[i16]>,
    /// Size of the em, pixels.
    pub size_px: f32,
    /// Slant in degrees, if the font has no italics of its own.
    pub skew_deg: Option<f32>,
    /// Whether the font has no bold of its own and is to be thickened.
    pub embolden: bool,
    /// Colour, sRGB with straight alpha.
    pub color: [u8; 4],
    /// Line the glyphs stand on.
    pub line: usize,
    /// The glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// Hash of font, position on its axes, size, slant and thickening: all that shapes a glyph but its number.
    pub(super) shape_key: u64,
}

/// What moves as one under a caret: a letter with its marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Left edge, pixels.
    pub left_px: f32,
    /// Right edge, pixels.
    pub right_px: f32,
    /// Read right to left.
    pub right_to_left: bool,
    /// A word begins here (UAX #29).
    pub starts_word: bool,
    /// A space of any kind.
    pub space: bool,
}

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Top of the line box, pixels.
    pub top_px: f32,
    /// Bottom of the line box, pixels.
    pub bottom_px: f32,
    /// Baseline, pixels.
    pub baseline_px: f32,
    /// Left edge of the words, spaces at the wrap left out.
    pub left_px: f32,
    /// Right edge of the words.
    pub right_px: f32,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Clusters from left to right. Spaces at the wrap stand beyond the end of the line, where they hang.
    pub clusters: Vec<Cluster>,
}

/// A set paragraph. Everything is in pixels from its box's top left corner.
#[derive(Clone, Debug)]
pub struct TextLayout {
    /// The words as set (with the ellipsis, if it was shortened).
    pub text: String,
    /// Width and height of the box: the asked width, or else that of the longest line.
    pub size_px: [f32; 2],
    /// Width of the longest line.
    pub content_width_px: f32,
    /// Baseline of the first line.
    pub baseline_px: f32,
    /// How many lines.
    pub line_count: usize,
    /// Whether words were left out for an ellipsis.
    pub truncated: bool,
    /// Whether a word was too long for a line and had to be broken inside.
    pub breaks_word: bool,
    /// Direction it is set in.
    pub direction: Direction,
    /// The glyphs.
    pub runs: Vec<GlyphRun>,
    /// The lines.
    pub lines: Vec<Line>,
}

impl TextLayout {
    /// Takes what is needed for drawing and pointing out of parley's layout, and applies UAX #9 rule L1 at soft wraps.
    pub(super) fn from_parley(layout: &Layout<Ink>, text: &str, direction: Direction, boxed: (Align, Option<f32>), truncated: bool) -> Self {
        let (align, width_px) = boxed;
        let mut runs = Vec::new();
        let mut lines = Vec::with_capacity(layout.len());
        for (index, line) in layout.lines().enumerate() {
            let metrics = *line.metrics();
            let mut clusters = clusters_of(&line);
            let gap = reset_trailing_spaces(&mut clusters, text, direction);
            let soft = matches!(line.break_reason(), BreakReason::Regular | BreakReason::Emergency);
            let fill = gap.as_ref().zip(width_px);
            let fill = fill.map(|(_, width_px)| Refill::new(&clusters, text, align, width_px, direction, soft));
            if let Some(fill) = &fill {
                fill.move_clusters(&mut clusters);
            }
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    let mut run = glyph_run(&run, index, gap.as_ref(), direction);
                    if let Some(fill) = &fill {
                        run.glyphs.iter_mut().for_each(|glyph| glyph.x += fill.shift(glyph.x));
                    }
                    runs.push(run);
                }
            }
            let words_end = words_end(&clusters, text);
            let inked = || clusters.iter().filter(|cluster| cluster.range.start < words_end);
            let left_px = inked().map(|c| c.left_px).fold(f32::INFINITY, f32::min);
            let right_px = inked().map(|c| c.right_px).fold(f32::NEG_INFINITY, f32::max);
            let empty_at = metrics.offset + metrics.inline_min_coord;
            lines.push(Line {
                top_px: metrics.block_min_coord,
                bottom_px: metrics.block_max_coord,
                baseline_px: metrics.baseline,
                left_px: if left_px.is_finite() { left_px } else { empty_at },
                right_px: if right_px.is_finite() { right_px } else { empty_at },
                range: line.text_range(),
                clusters,
            });
        }
        let content_width_px = lines.iter().map(|line| line.right_px - line.left_px).fold(0.0, f32::max);
        Self {
            text: text.to_owned(),
            size_px: [width_px.unwrap_or(content_width_px), layout.height()],
            content_width_px,
            baseline_px: lines.first().map_or(0.0, |line| line.baseline_px),
            line_count: lines.len(),
            truncated,
            breaks_word: layout.lines().any(|line| line.break_reason() == BreakReason::Emergency),
            direction,
            runs,
            lines,
        }
    }

    /// The byte nearest to a point: where a caret would go. Points outside count as the nearest line's end.
    pub fn hit(&self, x: f32, y: f32) -> usize {
        let Some(line) = self.lines.iter().find(|line| y < line.bottom_px).or(self.lines.last()) else { return 0 };
        let Some(nearest) = line.clusters.iter().min_by(|a, b| distance(a, x).total_cmp(&distance(b, x))) else {
            return line.range.start;
        };
        let right_half = x > (nearest.left_px + nearest.right_px) / 2.0;
        if right_half == nearest.right_to_left { nearest.range.start } else { nearest.range.end }
    }

    /// Where a caret before `byte` stands: left, top, right (the same as left), bottom. Where directions meet, `after` puts it
    /// beside the letter before and not the letter after.
    pub fn caret(&self, byte: usize, after: bool) -> [f32; 4] {
        let line = self.lines.iter().rev().find(|line| line.range.start <= byte && (!after || line.range.start < byte));
        let Some(line) = line.or(self.lines.first()) else { return [0.0; 4] };
        let before_it = line.clusters.iter().find(|cluster| cluster.range.end == byte);
        let after_it = line.clusters.iter().find(|cluster| cluster.range.start <= byte && byte < cluster.range.end);
        let x = match (before_it, after_it) {
            (Some(cluster), next) if after || next.is_none() => cluster.edge(true),
            (_, Some(cluster)) => cluster.edge(false),
            _ if self.direction == Direction::RightToLeft => line.right_px,
            _ => line.left_px,
        };
        [x, line.top_px, x, line.bottom_px]
    }

    /// Boxes `[left, top, right, bottom]` that cover a byte range: one per unbroken stretch of each line.
    pub fn rects(&self, range: Range<usize>) -> Vec<[f32; 4]> {
        let mut rects: Vec<[f32; 4]> = Vec::new();
        if range.is_empty() {
            return rects;
        }
        for line in &self.lines {
            let mut open: Option<[f32; 4]> = None;
            for cluster in &line.clusters {
                let inside = cluster.range.start < range.end && cluster.range.end > range.start;
                match (&mut open, inside) {
                    (Some(rect), true) if (cluster.left_px - rect[2]).abs() < 0.75 => rect[2] = cluster.right_px,
                    (_, true) => {
                        rects.extend(open.take());
                        open = Some([cluster.left_px, line.top_px, cluster.right_px, line.bottom_px]);
                    }
                    (_, false) => rects.extend(open.take()),
                }
            }
            rects.extend(open);
        }
        rects
    }

    /// Each line as it is seen from left to right, brackets mirrored; letters keep their marks. For tests and logs.
    pub fn visual_lines(&self) -> Vec<String> {
        let seen = |cluster: &Cluster| {
            let words = self.text[cluster.range.clone()].chars();
            words.map(|c| if cluster.right_to_left { mirrored(c) } else { c }).collect::<String>()
        };
        self.lines.iter().map(|line| line.clusters.iter().map(seen).collect()).collect()
    }
}

/// How a paired character looks in right-to-left text (UAX #9 rule L4; those our texts use).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›')];
    PAIRS.iter().find_map(|(a, b)| if c == *a { Some(*b) } else { (c == *b).then_some(*a) }).unwrap_or(c)
}

impl Cluster {
    /// Where reading it begins, or ends.
    fn edge(&self, end: bool) -> f32 {
        if end == self.right_to_left { self.left_px } else { self.right_px }
    }
}

fn distance(cluster: &Cluster, x: f32) -> f32 {
    (cluster.left_px - x).max(x - cluster.right_px).max(0.0)
}

/// A gap closed by rule L1: where it was and how wide.
struct Gap {
    left_px: f32,
    width_px: f32,
}

fn clusters_of(line: &parley::Line<'_, Ink>) -> Vec<Cluster> {
    let metrics = line.metrics();
    let mut clusters = Vec::new();
    let mut x = metrics.offset + metrics.inline_min_coord;
    for run in line.runs() {
        for cluster in run.visual_clusters() {
            let advance = cluster.advance();
            clusters.push(Cluster {
                range: cluster.text_range(),
                left_px: x,
                right_px: x + advance,
                right_to_left: cluster.is_rtl(),
                starts_word: cluster.is_word_boundary(),
                space: cluster.is_space_or_nbsp() || cluster.is_hard_line_break(),
            });
            x += advance;
        }
    }
    clusters
}

/// Byte at which the white space at the logical end of the line begins; the end of the line if there is none.
fn words_end(clusters: &[Cluster], text: &str) -> usize {
    let start = clusters.iter().map(|cluster| cluster.range.start).min().unwrap_or(0);
    let end = clusters.iter().map(|cluster| cluster.range.end).max().unwrap_or(0);
    let words = text.get(start..end).unwrap_or_default();
    start + words.trim_end_matches([' ', '\n', '\r', '\t', '\u{2028}', '\u{2029}']).len()
}

/// UAX #9 rule L1: white space at the end of a line has the paragraph's level, so it stands beyond the line's end and not
/// inside a run of the other direction. parley 0.12 leaves it inside at soft wraps. Moves the clusters; returns the gap.
fn reset_trailing_spaces(clusters: &mut Vec<Cluster>, text: &str, direction: Direction) -> Option<Gap> {
    let start = words_end(clusters, text);
    let against = |cluster: &Cluster| cluster.right_to_left != (direction == Direction::RightToLeft);
    let is_trailing = |cluster: &Cluster| cluster.range.start >= start;
    if !clusters.iter().any(|cluster| is_trailing(cluster) && against(cluster)) || clusters.iter().all(is_trailing) {
        return None;
    }
    let left_px = clusters.iter().filter(|c| is_trailing(c)).map(|c| c.left_px).fold(f32::INFINITY, f32::min);
    let width_px: f32 = clusters.iter().filter(|c| is_trailing(c)).map(|c| c.right_px - c.left_px).sum();
    let gap = Gap { left_px, width_px };
    let (mut hung, mut rest): (Vec<Cluster>, Vec<Cluster>) = clusters.drain(..).partition(is_trailing);
    for cluster in &mut rest {
        let shift = gap.shift(cluster.left_px, cluster.right_px, direction);
        cluster.left_px += shift;
        cluster.right_px += shift;
    }
    hung.sort_by_key(|cluster| cluster.range.start);
    let mut x = match direction {
        Direction::LeftToRight => rest.iter().map(|c| c.right_px).fold(f32::NEG_INFINITY, f32::max),
        Direction::RightToLeft => rest.iter().map(|c| c.left_px).fold(f32::INFINITY, f32::min),
    };
    for cluster in &mut hung {
        let advance = cluster.right_px - cluster.left_px;
        cluster.right_to_left = direction == Direction::RightToLeft;
        if direction == Direction::RightToLeft {
            (cluster.left_px, cluster.right_px) = (x - advance, x);
            x -= advance;
        } else {
            (cluster.left_px, cluster.right_px) = (x, x + advance);
            x += advance;
        }
    }
    if direction == Direction::RightToLeft {
        hung.reverse();
        hung.append(&mut rest);
        *clusters = hung;
    } else {
        rest.append(&mut hung);
        *clusters = rest;
    }
    Some(gap)
}

impl Gap {
    /// How far something between these edges moves when the gap closes.
    fn shift(&self, left_px: f32, right_px: f32, direction: Direction) -> f32 {
        match direction {
            Direction::RightToLeft if left_px < self.left_px + self.width_px / 2.0 => self.width_px,
            Direction::LeftToRight if right_px > self.left_px + self.width_px / 2.0 => -self.width_px,
            _ => 0.0,
        }
    }
}

/// Aligns a line anew after its gap closed: parley aligned it as if the gap were words.
struct Refill {
    /// Moves the whole line.
    nudge_px: f32,
    /// Middles of the spaces to widen, and by how much each.
    spaces_px: Vec<f32>,
    widen_px: f32,
    direction: Direction,
}

impl Refill {
    /// `clusters` as they stand after the gap closed, in a box of `width_px`.
    fn new(clusters: &[Cluster], text: &str, align: Align, width_px: f32, direction: Direction, soft: bool) -> Self {
        let words_end = words_end(clusters, text);
        let words: Vec<&Cluster> = clusters.iter().filter(|cluster| cluster.range.start < words_end).collect();
        let left_px = words.iter().map(|c| c.left_px).fold(f32::INFINITY, f32::min);
        let right_px = words.iter().map(|c| c.right_px).fold(f32::NEG_INFINITY, f32::max);
        let free_px = width_px - (right_px - left_px);
        let spaces = words.iter().filter(|cluster| cluster.space);
        let mut spaces_px: Vec<f32> = spaces.map(|c| (c.left_px + c.right_px) / 2.0).collect();
        if align != Align::Justify || !soft || free_px <= 0.0 {
            spaces_px.clear();
        }
        let widen_px = free_px / spaces_px.len().max(1) as f32;
        let start_px = if direction == Direction::RightToLeft { free_px } else { 0.0 };
        let wanted_left_px = match align {
            _ if free_px <= 0.0 => start_px,
            Align::Start | Align::Justify => start_px,
            Align::Center => free_px / 2.0,
            Align::End => free_px - start_px,
            Align::Left => 0.0,
            Align::Right => free_px,
        };
        Self { nudge_px: wanted_left_px - left_px, spaces_px, widen_px, direction }
    }

    fn shift(&self, x: f32) -> f32 {
        let passed = |space: &&f32| if self.direction == Direction::RightToLeft { **space > x } else { **space < x };
        let spread = self.spaces_px.iter().filter(passed).count() as f32 * self.widen_px;
        self.nudge_px + if self.direction == Direction::RightToLeft { -spread } else { spread }
    }

    fn move_clusters(&self, clusters: &mut [Cluster]) {
        for cluster in clusters {
            // A space that is widened keeps its near edge: its edges lie on either side of its own middle.
            let inset = (cluster.right_px - cluster.left_px) / 4.0;
            let (left, right) = (self.shift(cluster.left_px + inset), self.shift(cluster.right_px - inset));
            cluster.left_px += left;
            cluster.right_px += right;
        }
    }
}

fn glyph_run(run: &parley::layout::GlyphRun<'_, Ink>, line: usize, gap: Option<&Gap>, direction: Direction) -> GlyphRun {
    let shift = gap.map_or(0.0, |gap| gap.shift(run.offset(), run.offset() + run.advance(), direction));
    let shaped = run.run();
    let coords: Arc<[i16]> = shaped.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
    let font = shaped.font();
    let synthesis = shaped.synthesis();
    let mut hasher = DefaultHasher::new();
    (font.data.id(), font.index, &coords, shaped.font_size().to_bits()).hash(&mut hasher);
    (synthesis.skew().map(f32::to_bits), synthesis.embolden()).hash(&mut hasher);
    GlyphRun {
        font: font.clone(),
        coords,
        size_px: shaped.font_size(),
        skew_deg: synthesis.skew(),
        embolden: synthesis.embolden(),
        color: run.style().brush,
        line,
        glyphs: run.positioned_glyphs().map(|g| Glyph { id: g.id, x: g.x + shift, y: g.y }).collect(),
        shape_key: hasher.finish(),
    }
}
