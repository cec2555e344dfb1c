//! Controls: large, named, reachable by keyboard, mirrored.

use egui::{Align2, Color32, CornerRadius, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Vec2, WidgetInfo, pos2, vec2};

use super::Cx;
use super::icons::{self, Icon};
use super::theme::{BRASS, GAP, PARCHMENT, POMEGRANATE, ROUND, SEA, SMALL};
use super::words::{Laid, Look};
use crate::catalogue::WorkId;

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What one most likely wants.
    Primary,
    /// On paper.
    Paper,
    /// On a bar over the hall.
    Bar,
    /// On a bar, chosen or under way.
    BarOn,
}

impl Cx<'_, '_> {
    /// Fill, border and words of a style.
    fn colors(&self, style: Style) -> (Color32, Color32, Color32) {
        match style {
            Style::Primary => (POMEGRANATE, POMEGRANATE, PARCHMENT),
            Style::Paper => (self.theme.field, self.theme.line, self.theme.ink),
            Style::Bar => {
                (Color32::from_rgba_premultiplied(0x22, 0x21, 0x20, 0x40), Color32::from_rgba_premultiplied(0x60, 0x55, 0x40, 0x80), self.theme.on_bar)
            }
            Style::BarOn => (self.theme.accent_on_bar, self.theme.accent_on_bar, super::theme::INK),
        }
    }

    /// Press feedback and the ring of the keyboard's place.
    fn frame(&self, painter: &Painter, rect: Rect, response: &Response, fill: Color32, border: Color32) {
        let pressed = response.is_pointer_button_down_on();
        let round = CornerRadius::same(ROUND as u8);
        let fill = if pressed {
            mix(fill, BRASS, 0.45)
        } else if response.hovered() {
            mix(fill, BRASS, 0.12)
        } else {
            fill
        };
        painter.rect(rect, round, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        self.focus_ring(painter, rect, response);
    }

    pub(super) fn focus_ring(&self, painter: &Painter, rect: Rect, response: &Response) {
        if response.has_focus() {
            painter.rect_stroke(rect.expand(3.0), CornerRadius::same(ROUND as u8 + 3), Stroke::new(3.0, Color32::WHITE), StrokeKind::Outside);
            painter.rect_stroke(rect.expand(3.0), CornerRadius::same(ROUND as u8 + 3), Stroke::new(2.0, SEA), StrokeKind::Inside);
        }
    }

    /// The id of a control.
    pub fn id(&self, id: impl std::hash::Hash + std::fmt::Debug) -> Id {
        self.ui.scope_id().with(Id::unique(id))
    }

    /// What a control may hear: nothing while a menu lies over it.
    pub fn sense(&self, sense: Sense) -> Sense {
        if self.blocked { Sense::hover() } else { sense }
    }

    /// Brings what the keyboard has come to into sight.
    fn follow(&self, response: &Response) {
        if response.gained_focus() {
            self.ui.scroll_to_rect(response.rect.expand(GAP), None);
        }
    }

    /// Keeps touches of a panel from reaching the hall behind it.
    pub fn shield(&self, rect: Rect, id: &str) {
        self.ui.interact(rect, self.id(("shield", id)), Sense::CLICK | Sense::DRAG);
    }

    /// Something to press, without a look of its own.
    pub fn press(&self, rect: Rect, id: impl std::hash::Hash + std::fmt::Debug, name: &str) -> Response {
        let response = self.ui.interact(rect, self.id(id), self.sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, !self.blocked, name));
        self.follow(&response);
        response
    }

    /// A button with a sign, words or both. `name` is read aloud and shown unless `icon_only`.
    pub fn button(&mut self, rect: Rect, id: &str, name: &str, icon: Option<Icon>, style: Style, icon_only: bool) -> bool {
        let response = self.press(rect, id, name);
        let (fill, border, ink) = self.colors(style);
        let painter = self.ui.painter().clone();
        self.frame(&painter, rect, &response, fill, border);
        let icon_side = 26.0_f32.min(rect.height() - 16.0);
        match icon {
            Some(icon) if icon_only => icons::draw(&painter, icon, Rect::from_center_size(rect.center(), Vec2::splat(icon_side)), ink, self.mirror),
            Some(icon) => {
                let look = Look { max_lines: Some(2), ..Look::sans(SMALL, ink).strong().tight() };
                let free = rect.width() - icon_side - GAP * 2.5;
                let laid = self.fit(name, &look, vec2(free, rect.height() - 4.0));
                let width = laid.layout.content_width_px / self.pen_scale();
                let total = icon_side + GAP * 0.75 + width;
                let inner = Rect::from_center_size(rect.center(), vec2(total.min(rect.width() - GAP), rect.height()));
                icons::draw(
                    &painter,
                    icon,
                    Rect::from_center_size(self.mirror.start_side(inner, icon_side).center(), Vec2::splat(icon_side)),
                    ink,
                    self.mirror,
                );
                let words = self.mirror.end_side(inner, width);
                let left = if self.mirror.is_rtl() { words.max.x - laid.size.x } else { words.min.x };
                self.pen.draw(&painter, &laid, pos2(left, rect.center().y - laid.size.y * 0.5));
            }
            None => {
                let inner = rect.shrink2(vec2(GAP * 0.75, 2.0));
                let laid = self.fit(name, &Look { max_lines: Some(2), ..Look::sans(SMALL, ink).strong().tight().centered() }, inner.size());
                self.pen.draw(&painter, &laid, pos2(inner.min.x, inner.center().y - laid.size.y * 0.5));
            }
        }
        response.clicked()
    }

    fn pen_scale(&self) -> f32 {
        self.ui.ctx().pixels_per_point()
    }

    /// Width that a button with these words wants.
    pub fn button_width(&mut self, name: &str, icon: bool) -> f32 {
        let laid = self.pen.lay(name, &Look::sans(SMALL, self.theme.ink).strong().tight(), None);
        laid.size.x + GAP * 2.5 + if icon { 26.0 + GAP * 0.75 } else { 0.0 }
    }

    /// A bar button: sign above, words below.
    pub fn bar_button(&mut self, rect: Rect, id: &str, name: &str, icon: Icon, on: bool) -> bool {
        let response = self.press(rect, id, name);
        let painter = self.ui.painter().clone();
        let ink = if on { self.theme.accent_on_bar } else { self.theme.on_bar };
        if response.is_pointer_button_down_on() || response.hovered() {
            let alpha = if response.is_pointer_button_down_on() { 0x50 } else { 0x22 };
            painter.rect_filled(rect, CornerRadius::same(ROUND as u8), Color32::from_white_alpha(alpha));
        }
        self.focus_ring(&painter, rect, &response);
        let look = Self::bar_look(ink);
        let (side, gap) = (24.0, 3.0);
        let laid = self.fit(name, &look, vec2(rect.width() - gap, rect.height() - side - gap));
        let total = side + gap + laid.size.y;
        let top = rect.center().y - total * 0.5;
        icons::draw(&painter, icon, Rect::from_center_size(pos2(rect.center().x, top + side * 0.5), Vec2::splat(side)), ink, self.mirror);
        self.pen.draw(&painter, &laid, pos2(rect.min.x + gap * 0.5, top + side + gap));
        response.clicked()
    }

    /// A switch with words.
    pub fn toggle(&mut self, rect: Rect, id: &str, name: &str, on: bool) -> bool {
        let response = self.ui.interact(rect, self.id(id), self.sense(Sense::click()));
        response.widget_info(|| WidgetInfo::selected(Role::Switch, !self.blocked, on, name));
        self.follow(&response);
        let painter = self.ui.painter().clone();
        self.frame(&painter, rect, &response, self.theme.field, self.theme.line);
        let inner = rect.shrink2(vec2(GAP * 1.25, 0.0));
        let track = Rect::from_center_size(self.mirror.end_side(inner, 56.0).center(), vec2(56.0, 30.0));
        painter.rect(
            track,
            CornerRadius::same(15),
            if on { SEA } else { self.theme.paper },
            Stroke::new(1.5, if on { SEA } else { self.theme.soft_ink }),
            StrokeKind::Inside,
        );
        let knob = pos2(self.mirror.x(track.shrink(15.0), if on { 1.0 } else { 0.0 }), track.center().y);
        painter.circle_filled(knob, 11.0, if on { PARCHMENT } else { self.theme.soft_ink });
        let words = self.mirror.start_side(inner, inner.width() - 56.0 - GAP);
        self.pen.write_in(&painter, name, &Look::sans(20.0, self.theme.ink), words);
        response.clicked()
    }

    /// A slider; `t` and the answer are 0..1. Time sliders never mirror; others do.
    pub fn slider(&mut self, rect: Rect, id: &str, name: &str, t: f32, step: f32, mirrored: bool, on_bar: bool) -> Option<f32> {
        let response = self.ui.interact(rect, self.id(id), self.sense(Sense::click_and_drag()));
        response.widget_info(|| WidgetInfo::slider(!self.blocked, f64::from(t), name));
        self.follow(&response);
        let painter = self.ui.painter().clone();
        let track = Rect::from_center_size(rect.center(), vec2(rect.width() - 24.0, 6.0));
        let x = |t: f32| if mirrored { self.mirror.x(track, t) } else { track.min.x + t * track.width() };
        let (rest, done) = if on_bar { (Color32::from_white_alpha(60), self.theme.accent_on_bar) } else { (self.theme.line, SEA) };
        painter.rect_filled(track, CornerRadius::same(3), rest);
        painter.rect_filled(Rect::from_two_pos(pos2(x(0.0), track.min.y), pos2(x(t), track.max.y)), CornerRadius::same(3), done);
        painter.circle_filled(pos2(x(t), track.center().y), 11.0, done);
        painter.circle_stroke(pos2(x(t), track.center().y), 11.0, Stroke::new(2.0, if on_bar { super::theme::INK } else { PARCHMENT }));
        self.focus_ring(&painter, rect, &response);
        let pointed = (response.clicked() || response.dragged()).then(|| response.interact_pointer_pos()).flatten();
        if let Some(p) = pointed {
            let t = ((p.x - track.min.x) / track.width()).clamp(0.0, 1.0);
            return Some(if mirrored && self.mirror.is_rtl() { 1.0 - t } else { t });
        }
        if response.has_focus() {
            let forward = if mirrored { self.mirror.sign() } else { 1.0 };
            let ctx = self.ui.ctx();
            ctx.memory_mut(|m| {
                m.set_focus_lock_filter(response.id, egui::EventFilter { horizontal_arrows: true, ..Default::default() });
            });
            let by = ctx.input(|i| f32::from(u8::from(i.key_pressed(egui::Key::ArrowRight))) - f32::from(u8::from(i.key_pressed(egui::Key::ArrowLeft))));
            if by != 0.0 {
                return Some((t + by * forward * step).clamp(0.0, 1.0));
            }
        }
        None
    }

    /// Words as large as the visitor wishes, or as much smaller as a box of `room` points needs to hold them whole; never
    /// smaller than [`SMALL`].
    pub fn fit(&mut self, text: &str, look: &Look, room: Vec2) -> Laid {
        let least = (SMALL / self.pen.scaled(look.size)).min(1.0);
        let mut factor = 1.0_f32;
        loop {
            let smaller = Look { size: look.size * factor, ..*look };
            let laid = self.pen.lay(text, &smaller, Some(room.x));
            let whole = !laid.truncated() && laid.size.y <= room.y && (laid.layout.line_count <= 1 || self.no_word_is_broken(text, &smaller, room.x));
            if whole || factor <= least {
                return laid;
            }
            factor = (factor * 0.92).max(least);
        }
    }

    fn no_word_is_broken(&mut self, text: &str, look: &Look, width: f32) -> bool {
        self.longest_word(text, look) <= width
    }

    /// Width of the longest stretch of words that lines are not broken in, points.
    pub fn longest_word(&mut self, text: &str, look: &Look) -> f32 {
        text.split(' ').map(|word| self.pen.lay(word, look, None).size.x).fold(0.0, f32::max)
    }

    /// How words under the sign of a bar button look.
    pub fn bar_look(ink: Color32) -> Look {
        Look { max_lines: Some(2), line_height: 1.05, ..Look::sans(SMALL, ink).centered() }
    }

    /// Words that are also read aloud, with their top at `at`; gives their height.
    pub fn words(&mut self, text: &str, look: &Look, at: Pos2, width: f32) -> f32 {
        self.words_as(text, look, at, width, Role::Label)
    }

    /// A heading.
    pub fn heading(&mut self, text: &str, look: &Look, at: Pos2, width: f32) -> f32 {
        self.words_as(text, look, at, width, Role::Heading)
    }

    fn words_as(&mut self, text: &str, look: &Look, at: Pos2, width: f32, role: Role) -> f32 {
        let laid = self.pen.lay(text, look, Some(width));
        let rect = Rect::from_min_size(at, vec2(width, laid.size.y));
        self.name(rect, text, role);
        let painter = self.ui.painter().clone();
        self.pen.draw(&painter, &laid, at);
        laid.size.y
    }

    /// Gives a place of the screen a name in the accessibility tree.
    pub fn name(&self, rect: Rect, text: &str, role: Role) {
        let id = self.ui.scope_id().with(("words", rect.min.x.to_bits(), rect.min.y.to_bits(), text.len()));
        let response = self.ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, crate::text::sanitise::strip_isolates(text)));
    }

    /// A sheet of paper.
    pub fn paper(&self, rect: Rect) {
        let painter = self.ui.painter();
        painter.add(egui::Shadow { offset: [0, 6], blur: 28, spread: 0, color: Color32::from_black_alpha(120) }.as_shape(rect, CornerRadius::same(14)));
        painter.rect_filled(rect, CornerRadius::same(14), self.theme.paper);
    }

    /// A dark band behind controls over the hall.
    pub fn band(&self, rect: Rect, round: u8) {
        self.ui.painter().rect_filled(rect, CornerRadius::same(round), self.theme.bar);
    }

    /// A scrim from transparent at the top to dark at the bottom.
    pub fn scrim(&self, rect: Rect, top: Color32, bottom: Color32) {
        let mut mesh = egui::Mesh::default();
        for (corner, color) in [(rect.left_top(), top), (rect.right_top(), top), (rect.right_bottom(), bottom), (rect.left_bottom(), bottom)] {
            mesh.colored_vertex(corner, color);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        self.ui.painter().add(Shape::mesh(mesh));
    }

    /// The small picture of a work, cut to fill a box with round corners; a quiet ornament while it is missing.
    pub fn picture(&mut self, work: WorkId, rect: Rect, round: u8) {
        let painter = self.ui.painter().clone();
        match self.thumbnail(work) {
            Some((texture, size)) if size.x > 0.0 && size.y > 0.0 => {
                // Fill the box, cutting evenly.
                let scale = (rect.width() / size.x).max(rect.height() / size.y);
                let part = vec2(rect.width() / (size.x * scale), rect.height() / (size.y * scale)) * 0.5;
                let uv = Rect::from_min_max(pos2(0.5 - part.x, 0.5 - part.y), pos2(0.5 + part.x, 0.5 + part.y));
                painter.add(egui::epaint::RectShape::filled(rect, CornerRadius::same(round), Color32::WHITE).with_texture(texture, uv));
            }
            _ => {
                painter.rect_filled(rect, CornerRadius::same(round), mix(self.theme.field, BRASS, 0.15));
                icons::star(&painter, rect.center(), rect.height().min(rect.width()) * 0.18, self.theme.line);
            }
        }
    }

    /// A card of a work: small picture, title, one line. True when pressed.
    pub fn work_card(&mut self, rect: Rect, id: &str, work: WorkId, marked: bool) -> bool {
        let Some(summary) = self.view.content.work(work) else { return false };
        let (title, line) = (summary.title.clone(), summary.summary.clone());
        let response = self.press(rect, id, &title);
        let painter = self.ui.painter().clone();
        self.frame(&painter, rect, &response, self.theme.field, if marked { POMEGRANATE } else { self.theme.line });
        let inner = rect.shrink(8.0);
        let side = inner.height().min(inner.width() * 0.4);
        let picture = self.mirror.start_side(inner, side);
        self.picture(work, picture, 6);
        let words = self.mirror.end_side(inner, inner.width() - side - GAP);
        let title_look = Look::serif(21.0, self.theme.ink).strong().tight().lines(2);
        let laid = self.pen.lay(&title, &title_look, Some(words.width()));
        let line_px = self.pen.scaled(SMALL) * 1.3;
        let room = ((words.height() - laid.size.y - 6.0) / line_px).floor().max(0.0) as usize;
        let below = (room > 0)
            .then(|| self.pen.lay(&line, &Look { line_height: 1.3, ..Look::sans(SMALL, self.theme.soft_ink).lines(room.min(3)) }, Some(words.width())));
        let total = laid.size.y + below.as_ref().map_or(0.0, |b| b.size.y + 4.0);
        let top = words.center().y - total * 0.5;
        let clipped = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        self.pen.draw(&clipped, &laid, pos2(words.min.x, top));
        if let Some(below) = below {
            self.pen.draw(&clipped, &below, pos2(words.min.x, top + laid.size.y + 4.0));
        }
        response.clicked()
    }
}

/// A colour between two.
pub(super) fn mix(a: Color32, b: Color32, t: f32) -> Color32 {
    a.lerp_to_gamma(b, t)
}

/// A box moved by as little as keeps it inside `area`.
pub(super) fn within(rect: Rect, area: Rect) -> Rect {
    let back = (area.min - rect.min).max(Vec2::ZERO) - (rect.max - area.max).max(Vec2::ZERO);
    rect.translate(back)
}

/// A box of `size` at a corner of `rect`.
pub(super) fn anchored(rect: Rect, align: Align2, size: Vec2) -> Rect {
    align.align_size_within_rect(size, rect)
}
