//! Colours and measures of the overlay. Lengths are points: at 96 dots to the inch one point is one pixel.

use egui::Color32;

/// Ink on parchment.
pub const INK: Color32 = Color32::from_rgb(0x1E, 0x24, 0x30);
/// Paper.
pub const PARCHMENT: Color32 = Color32::from_rgb(0xF4, 0xEC, 0xDC);
/// Lines and marks.
pub const BRASS: Color32 = Color32::from_rgb(0xB0, 0x8A, 0x4F);
/// Brass as words on parchment: dark enough for 4.5:1.
pub const BRASS_DEEP: Color32 = Color32::from_rgb(0x74, 0x56, 0x24);
/// Brass as words and marks on ink.
pub const BRASS_LIGHT: Color32 = Color32::from_rgb(0xDC, 0xBE, 0x88);
/// What matters most on a page.
pub const POMEGRANATE: Color32 = Color32::from_rgb(0x8E, 0x2F, 0x3C);
/// Places, water, quiet accents.
pub const SEA: Color32 = Color32::from_rgb(0x2F, 0x5D, 0x73);

/// Height of a control, points: at least 12 mm on a lobby screen.
pub const CONTROL: f32 = 56.0;
/// Smallest place to touch, points.
pub const TOUCH: f32 = 48.0;
/// Distance between things.
pub const GAP: f32 = 12.0;
/// Distance of things from the edge.
pub const MARGIN: f32 = 24.0;
/// Radius of corners.
pub const ROUND: f32 = 10.0;
/// Smallest words, points.
pub const SMALL: f32 = 18.0;
/// Ordinary words, points.
pub const BODY: f32 = 20.0;
/// Words of a story, points.
pub const STORY: f32 = 22.0;
/// Titles, points.
pub const TITLE: f32 = 36.0;

/// Colours that depend on the contrast wished for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Paper of panels.
    pub paper: Color32,
    /// Words on paper.
    pub ink: Color32,
    /// Quieter words on paper.
    pub soft_ink: Color32,
    /// Small capitals above titles.
    pub kicker: Color32,
    /// Bars over the halls.
    pub bar: Color32,
    /// Words on bars.
    pub on_bar: Color32,
    /// Accents on bars.
    pub accent_on_bar: Color32,
    /// Hairlines on paper.
    pub line: Color32,
    /// Buttons on paper.
    pub field: Color32,
}

impl Theme {
    /// The ordinary or the high-contrast colours.
    pub fn new(high_contrast: bool) -> Self {
        if high_contrast {
            Self {
                paper: Color32::from_rgb(0xFF, 0xFD, 0xF8),
                ink: Color32::from_rgb(0x0A, 0x0D, 0x14),
                soft_ink: Color32::from_rgb(0x24, 0x2A, 0x36),
                kicker: Color32::from_rgb(0x4A, 0x34, 0x0E),
                bar: Color32::from_rgba_premultiplied(0x06, 0x08, 0x0C, 0xFA),
                on_bar: Color32::WHITE,
                accent_on_bar: Color32::from_rgb(0xF6, 0xDF, 0xB0),
                line: Color32::from_rgb(0x5A, 0x48, 0x28),
                field: Color32::from_rgb(0xEC, 0xE4, 0xD2),
            }
        } else {
            Self {
                paper: PARCHMENT,
                ink: INK,
                soft_ink: Color32::from_rgb(0x4C, 0x50, 0x58),
                kicker: BRASS_DEEP,
                bar: Color32::from_rgba_premultiplied(0x12, 0x14, 0x19, 0xE6),
                on_bar: Color32::from_rgb(0xF6, 0xF0, 0xE4),
                accent_on_bar: BRASS_LIGHT,
                line: Color32::from_rgb(0xD2, 0xC2, 0xA2),
                field: Color32::from_rgb(0xEA, 0xDF, 0xC8),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(c: Color32) -> f32 {
        let f = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * f(c.r()) + 0.7152 * f(c.g()) + 0.0722 * f(c.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_have_the_promised_contrast() {
        for (high, least) in [(false, 4.5), (true, 7.0)] {
            let t = Theme::new(high);
            let bar = t.bar.to_opaque();
            for (name, a, b) in [
                ("ink on paper", t.ink, t.paper),
                ("soft ink on paper", t.soft_ink, t.paper),
                ("kicker on paper", t.kicker, t.paper),
                ("ink on fields", t.ink, t.field),
                ("soft ink on fields", t.soft_ink, t.field),
                ("words on bars", t.on_bar, bar),
                ("accents on bars", t.accent_on_bar, bar),
            ] {
                assert!(contrast(a, b) >= least, "{name}, high contrast {high}: {}", contrast(a, b));
            }
        }
        assert!(contrast(PARCHMENT, POMEGRANATE) >= 4.5);
    }
}
