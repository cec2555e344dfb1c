//! Left and right, decided once: no page ever says either.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::language::Direction;

/// Places things where reading begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mirror(pub Direction);

impl Mirror {
    /// Whether reading begins at the right.
    pub fn is_rtl(self) -> bool {
        self.0 == Direction::RightToLeft
    }

    /// Horizontal place at a fraction of the way from where reading begins.
    pub fn x(self, rect: Rect, t: f32) -> f32 {
        if self.is_rtl() { rect.max.x - t * rect.width() } else { rect.min.x + t * rect.width() }
    }

    /// A strip of `width` where reading begins.
    pub fn start_side(self, rect: Rect, width: f32) -> Rect {
        self.strip(rect, 0.0, width)
    }

    /// A strip of `width` where reading ends.
    pub fn end_side(self, rect: Rect, width: f32) -> Rect {
        self.strip(rect, rect.width() - width, width)
    }

    /// A strip of `width`, `from` points after where reading begins.
    pub fn strip(self, rect: Rect, from: f32, width: f32) -> Rect {
        let left = if self.is_rtl() { rect.max.x - from - width } else { rect.min.x + from };
        Rect::from_min_size(pos2(left, rect.min.y), vec2(width, rect.height()))
    }

    /// A box inside `rect`, offset from its top corner where reading begins.
    pub fn place(self, rect: Rect, offset: Vec2, size: Vec2) -> Rect {
        let strip = self.strip(rect, offset.x, size.x);
        Rect::from_min_size(pos2(strip.min.x, rect.min.y + offset.y), size)
    }

    /// +1 where reading runs to the right, -1 where it runs to the left.
    pub fn sign(self) -> f32 {
        if self.is_rtl() { -1.0 } else { 1.0 }
    }

    /// Boxes of equal height in a row, `gap` apart, from where reading begins.
    pub fn row(self, rect: Rect, widths: &[f32], gap: f32) -> Vec<Rect> {
        let mut from = 0.0;
        widths
            .iter()
            .map(|w| {
                let strip = self.strip(rect, from, *w);
                from += w + gap;
                strip
            })
            .collect()
    }

    /// The corner of `rect` where reading begins, at the top.
    pub fn start_top(self, rect: Rect) -> Pos2 {
        pos2(self.x(rect, 0.0), rect.min.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hebrew_is_the_mirror_image_of_latin() {
        let rect = Rect::from_min_max(pos2(10.0, 0.0), pos2(110.0, 20.0));
        let (l, r) = (Mirror(Direction::LeftToRight), Mirror(Direction::RightToLeft));
        let flip = |q: Rect| Rect::from_min_max(pos2(120.0 - q.max.x, q.min.y), pos2(120.0 - q.min.x, q.max.y));
        assert_eq!(l.start_side(rect, 30.0), flip(r.start_side(rect, 30.0)));
        assert_eq!(l.end_side(rect, 30.0), flip(r.end_side(rect, 30.0)));
        for (a, b) in l.row(rect, &[10.0, 20.0], 5.0).into_iter().zip(r.row(rect, &[10.0, 20.0], 5.0)) {
            assert_eq!(a, flip(b));
        }
        assert!((l.x(rect, 0.25) - 35.0).abs() < 1e-4 && (r.x(rect, 0.25) - 85.0).abs() < 1e-4);
    }
}
