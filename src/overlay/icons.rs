//! Signs drawn as shapes. Only those with a direction follow the reading direction.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::mirror::Mirror;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Where I was (follows the reading direction).
    Back,
    /// The next one (follows the reading direction).
    Next,
    /// The one before (follows the reading direction).
    Previous,
    /// The plan.
    Map,
    /// The list.
    List,
    /// Guided tours.
    Tour,
    /// Languages.
    Globe,
    /// Comfort: text size and more.
    Comfort,
    /// What this museum is.
    Info,
    /// Play (never mirrored).
    Play,
    /// Pause.
    Pause,
    /// From the start.
    Restart,
    /// Captions.
    Captions,
    /// Close.
    Close,
    /// Closer.
    Plus,
    /// Farther.
    Minus,
    /// As it was.
    Reset,
    /// Opens.
    Opens,
    /// A closer look.
    Look,
    /// Chosen.
    Check,
}

/// Draws a sign inside a square box.
pub fn draw(painter: &Painter, icon: Icon, rect: Rect, color: Color32, mirror: Mirror) {
    let side = rect.width().min(rect.height());
    let stroke = Stroke::new((side * 0.085).max(1.6), color);
    let flip = if matches!(icon, Icon::Back | Icon::Next | Icon::Previous | Icon::List) { mirror.sign() } else { 1.0 };
    // Unit square around the centre, -1..1, y down.
    let p = |x: f32, y: f32| -> Pos2 { rect.center() + vec2(x * flip, y) * side * 0.5 };
    let line = |points: &[(f32, f32)]| {
        painter.add(Shape::line(points.iter().map(|(x, y)| p(*x, *y)).collect(), stroke));
    };
    let closed = |points: &[(f32, f32)]| {
        painter.add(Shape::closed_line(points.iter().map(|(x, y)| p(*x, *y)).collect(), stroke));
    };
    let fill = |points: &[(f32, f32)]| {
        painter.add(Shape::convex_polygon(points.iter().map(|(x, y)| p(*x, *y)).collect(), color, Stroke::NONE));
    };
    let circle = |x: f32, y: f32, r: f32| {
        painter.circle_stroke(p(x, y), r * side * 0.5, stroke);
    };
    let dot = |x: f32, y: f32, r: f32| {
        painter.circle_filled(p(x, y), r * side * 0.5, color);
    };
    match icon {
        Icon::Back => {
            line(&[(0.7, 0.0), (-0.7, 0.0)]);
            line(&[(-0.1, -0.6), (-0.7, 0.0), (-0.1, 0.6)]);
        }
        Icon::Next => line(&[(-0.3, -0.65), (0.35, 0.0), (-0.3, 0.65)]),
        Icon::Previous => line(&[(0.3, -0.65), (-0.35, 0.0), (0.3, 0.65)]),
        Icon::Map => {
            closed(&[(-0.8, -0.55), (-0.27, -0.75), (0.27, -0.55), (0.8, -0.75), (0.8, 0.55), (0.27, 0.75), (-0.27, 0.55), (-0.8, 0.75)]);
            line(&[(-0.27, -0.75), (-0.27, 0.55)]);
            line(&[(0.27, -0.55), (0.27, 0.75)]);
        }
        Icon::List => {
            for y in [-0.55, 0.0, 0.55] {
                dot(-0.7, y, 0.13);
                line(&[(-0.35, y), (0.8, y)]);
            }
        }
        Icon::Tour => {
            circle(-0.55, 0.6, 0.2);
            line(&[(-0.35, 0.6), (0.2, 0.6), (0.45, 0.3), (0.2, 0.0), (-0.2, 0.0), (-0.4, -0.3), (-0.2, -0.6), (0.2, -0.6)]);
            fill(&[(0.25, -0.95), (0.85, -0.6), (0.25, -0.25)]);
        }
        Icon::Globe => {
            circle(0.0, 0.0, 0.8);
            line(&[(-0.8, 0.0), (0.8, 0.0)]);
            let arc = |k: f32| (0..=12).map(|i| (i as f32 / 12.0 * std::f32::consts::PI).sin_cos()).map(|(s, c)| (s * k, -c * 0.8)).collect::<Vec<_>>();
            line(&arc(0.4));
            line(&arc(-0.4));
        }
        Icon::Comfort => {
            line(&[(-0.85, 0.6), (-0.35, -0.7), (0.15, 0.6)]);
            line(&[(-0.66, 0.15), (-0.04, 0.15)]);
            line(&[(0.25, 0.6), (0.55, -0.15), (0.85, 0.6)]);
            line(&[(0.36, 0.35), (0.74, 0.35)]);
        }
        Icon::Info => {
            circle(0.0, 0.0, 0.8);
            dot(0.0, -0.38, 0.12);
            line(&[(0.0, -0.08), (0.0, 0.45)]);
        }
        Icon::Play => fill(&[(-0.45, -0.7), (0.7, 0.0), (-0.45, 0.7)]),
        Icon::Pause => {
            fill(&[(-0.5, -0.65), (-0.15, -0.65), (-0.15, 0.65), (-0.5, 0.65)]);
            fill(&[(0.15, -0.65), (0.5, -0.65), (0.5, 0.65), (0.15, 0.65)]);
        }
        Icon::Restart => {
            fill(&[(0.65, -0.65), (0.65, 0.65), (-0.35, 0.0)]);
            line(&[(-0.55, -0.65), (-0.55, 0.65)]);
        }
        Icon::Captions => {
            painter.rect_stroke(Rect::from_two_pos(p(-0.9, -0.65), p(0.9, 0.65)), 3.0, stroke, egui::StrokeKind::Middle);
            line(&[(-0.6, 0.0), (0.1, 0.0)]);
            line(&[(0.3, 0.0), (0.6, 0.0)]);
            line(&[(-0.6, 0.33), (-0.3, 0.33)]);
            line(&[(-0.1, 0.33), (0.6, 0.33)]);
        }
        Icon::Close => {
            line(&[(-0.55, -0.55), (0.55, 0.55)]);
            line(&[(0.55, -0.55), (-0.55, 0.55)]);
        }
        Icon::Plus => {
            line(&[(-0.6, 0.0), (0.6, 0.0)]);
            line(&[(0.0, -0.6), (0.0, 0.6)]);
        }
        Icon::Minus => line(&[(-0.6, 0.0), (0.6, 0.0)]),
        Icon::Reset => {
            let points: Vec<Pos2> = (0..=20).map(|i| 0.9 + i as f32 / 20.0 * 4.9).map(|a| p(a.sin() * 0.65, -a.cos() * 0.65)).collect();
            painter.add(Shape::line(points, stroke));
            fill(&[(0.5, -0.8), (0.72, -0.22), (0.12, -0.32)]);
        }
        Icon::Opens => {
            closed(&[(-0.15, -0.7), (-0.8, -0.5), (-0.8, 0.75), (-0.15, 0.6)]);
            closed(&[(0.15, -0.7), (0.8, -0.5), (0.8, 0.75), (0.15, 0.6)]);
        }
        Icon::Look => {
            circle(-0.15, -0.15, 0.52);
            line(&[(0.25, 0.25), (0.75, 0.75)]);
        }
        Icon::Check => line(&[(-0.6, 0.0), (-0.15, 0.45), (0.65, -0.5)]),
    }
}

/// A small eight-pointed star, the museum's ornament: two squares, one turned.
pub fn star(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    for turn in [0.0_f32, std::f32::consts::FRAC_PI_4] {
        let corners = (0..4).map(|i| center + Vec2::angled(turn + i as f32 * std::f32::consts::FRAC_PI_2) * radius).collect();
        painter.add(Shape::closed_line(corners, Stroke::new((radius * 0.09).max(1.0), color)));
    }
    painter.circle_filled(center, radius * 0.16, color);
}

/// A hairline with a star in the middle, to part sections.
pub fn rule(painter: &Painter, rect: Rect, color: Color32) {
    let (c, r) = (rect.center(), 6.0);
    let stroke = Stroke::new(1.0, color);
    painter.line_segment([pos2(rect.min.x, c.y), pos2(c.x - r * 2.2, c.y)], stroke);
    painter.line_segment([pos2(c.x + r * 2.2, c.y), pos2(rect.max.x, c.y)], stroke);
    star(painter, c, r, color);
}
