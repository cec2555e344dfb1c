//! The plan of the museum with "you are here": rooms to go to, works to jump to.

use egui::{Color32, Pos2, Rect, Role, Shape, Stroke, Vec2, pos2, vec2};

use super::super::Cx;
use super::super::theme::{BRASS, GAP, POMEGRANATE, SEA, SMALL, TOUCH};
use super::super::widgets::within;
use super::super::words::Look;
use super::{is_portrait, sheet};
use crate::catalogue::HallId;
use crate::visit::Action;

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let title = cx.t("map-title");
    sheet(cx, &title, |cx, rect| {
        let portrait = is_portrait(cx.screen);
        let (plan, side) = if portrait {
            let split = rect.min.y + rect.height() * 0.62;
            (Rect::from_min_max(rect.min, pos2(rect.max.x, split - GAP)), Rect::from_min_max(pos2(rect.min.x, split), rect.max))
        } else {
            let width = rect.width() * 0.3;
            (cx.mirror.start_side(rect, rect.width() - width - 24.0), cx.mirror.end_side(rect, width))
        };
        draw_plan(cx, plan);
        halls(cx, side);
    });
}

/// The rooms as buttons, for fingers and keyboards.
fn halls(cx: &mut Cx<'_, '_>, rect: Rect) {
    let list: Vec<(HallId, String, String)> = cx.view.content.halls.iter().map(|h| (h.id, h.title.clone(), h.summary.clone())).collect();
    let here = cx.view.visit.hall;
    let mut top = rect.min.y;
    let height = ((rect.height() - GAP * 2.0) / list.len().max(1) as f32).clamp(72.0, 150.0);
    for (id, title, summary) in list {
        let card = Rect::from_min_size(pos2(rect.min.x, top), vec2(rect.width(), height - GAP));
        let response = cx.press(card, ("plan-hall", id.0), &title);
        let painter = cx.ui.painter().clone();
        let is_here = id == here;
        painter.rect(
            card,
            10.0,
            if response.is_pointer_button_down_on() { BRASS.gamma_multiply(0.4) } else { cx.theme.field },
            Stroke::new(if is_here { 2.5 } else { 1.0 }, if is_here { POMEGRANATE } else { cx.theme.line }),
            egui::StrokeKind::Inside,
        );
        cx.focus_ring(&painter, card, &response);
        let inner = card.shrink2(vec2(16.0, 10.0));
        let look = Look::serif(25.0, cx.theme.ink).strong().tight().lines(2);
        let title_laid = cx.fit(&title, &look, vec2(inner.width(), inner.height() * 0.62));
        let line = if is_here { cx.t("map-here") } else { summary };
        let color = if is_here { POMEGRANATE } else { cx.theme.soft_ink };
        let rows = ((inner.height() - title_laid.size.y) / (cx.pen.scaled(SMALL) * 1.3)).floor().max(1.0) as usize;
        let line_laid = cx.pen.lay(&line, &Look { line_height: 1.3, ..Look::sans(SMALL, color).lines(rows.min(2)) }, Some(inner.width()));
        let y = inner.center().y - (title_laid.size.y + line_laid.size.y + 4.0) * 0.5;
        cx.pen.draw(&painter, &title_laid, pos2(inner.min.x, y));
        cx.pen.draw(&painter, &line_laid, pos2(inner.min.x, y + title_laid.size.y + 4.0));
        if response.clicked() {
            cx.actions.push(Action::EnterHall(id));
        }
        top += height;
    }
}

/// North is up in every language: a plan is not mirrored.
fn draw_plan(cx: &mut Cx<'_, '_>, rect: Rect) {
    let world = cx.view.world;
    let works = || world.works.iter().map(|w| glam::Vec2::new(w.center.x, w.center.z));
    let points = || world.halls.iter().flat_map(|h| h.outline.iter().copied()).chain(works());
    let (min, max) = points().fold((glam::Vec2::INFINITY, glam::Vec2::NEG_INFINITY), |(lo, hi), p| (lo.min(p), hi.max(p)));
    let size = max - min;
    if !size.is_finite() || size.min_element() <= 0.0 {
        return;
    }
    // A museum longer than it is wide lies along the longer side of the sheet.
    let turned = (size.x > size.y) != (rect.width() > rect.height());
    let extent = if turned { glam::Vec2::new(size.y, size.x) } else { size };
    let room = rect.shrink(14.0);
    let scale = (room.width() / extent.x).min(room.height() / extent.y);
    let center = (min + max) * 0.5;
    let to_screen = |p: glam::Vec2| -> Pos2 {
        let d = (p - center) * scale;
        room.center() + if turned { vec2(-d.y, d.x) } else { vec2(d.x, d.y) }
    };
    let painter = cx.ui.painter().clone();
    let visit = cx.view.visit;
    for hall in &world.halls {
        let here = hall.id == visit.hall;
        let fill = if here { Color32::from_rgb(0xF9, 0xE6, 0xC4) } else { cx.theme.field };
        let corners: Vec<Pos2> = hall.outline.iter().map(|p| to_screen(*p)).collect();
        painter.add(fill_polygon(&corners, fill));
        painter.add(Shape::closed_line(corners.clone(), Stroke::new(if here { 4.0 } else { 2.5 }, cx.theme.ink)));
    }
    for area in world.ground.areas() {
        for obstacle in &area.obstacles {
            let corners: Vec<Pos2> = obstacle.iter().map(|p| to_screen(*p)).collect();
            painter.add(Shape::convex_polygon(corners, Color32::from_black_alpha(14), Stroke::NONE));
        }
    }
    // Works: small diamonds, a generous place to touch.
    let works: Vec<_> = world.works.iter().map(|w| (w.id, to_screen(glam::Vec2::new(w.center.x, w.center.z)))).collect();
    for &(id, at) in &works {
        let Some(title) = cx.view.content.work(id).map(|w| w.title.clone()) else { continue };
        let place = within(Rect::from_center_size(at, Vec2::splat(TOUCH)), rect);
        let response = cx.press(place, ("plan-work", id.0), &title);
        let r = if response.hovered() || response.has_focus() { 9.0 } else { 6.5 };
        let diamond = [vec2(0.0, -r), vec2(r, 0.0), vec2(0.0, r), vec2(-r, 0.0)].map(|d| at + d).to_vec();
        let painter = cx.ui.painter().clone();
        painter.add(Shape::convex_polygon(diamond, if visit.focus == Some(id) { POMEGRANATE } else { SEA }, Stroke::new(1.0, cx.theme.paper)));
        if response.hovered() || response.has_focus() {
            let laid = cx.pen.lay(&title, &Look::sans(SMALL, cx.theme.on_bar).strong(), None);
            let tag = Rect::from_center_size(at - vec2(0.0, 30.0), laid.size + vec2(18.0, 8.0));
            let tag = tag.translate(vec2((rect.min.x - tag.min.x).max(0.0) - (tag.max.x - rect.max.x).max(0.0), 0.0));
            painter.rect_filled(tag, 8.0, cx.theme.bar);
            cx.pen.draw(&painter, &laid, tag.min + vec2(9.0, 4.0));
        }
        if response.clicked() {
            // Where works stand close together their places overlap: a finger means the nearest.
            let nearest = response
                .interact_pointer_pos()
                .and_then(|p| works.iter().min_by(|a, b| a.1.distance_sq(p).total_cmp(&b.1.distance_sq(p))))
                .map_or(id, |(nearest, _)| *nearest);
            cx.actions.push(Action::ApproachWork(nearest));
        }
    }
    for hall in &world.halls {
        let Some(title) = cx.view.content.hall(hall.id).map(|h| h.title.clone()) else { continue };
        let middle = hall.outline.iter().copied().sum::<glam::Vec2>() / hall.outline.len().max(1) as f32;
        let laid = cx.fit(&title, &Look::serif(26.0, cx.theme.ink).strong().tight().centered(), vec2(scale * 7.0, scale * 5.0));
        cx.pen.draw(&painter, &laid, to_screen(middle) - laid.size * 0.5);
    }
    // The visitor: a dot and where it looks.
    let at = to_screen(glam::Vec2::new(visit.pose.eye.x, visit.pose.eye.z));
    let ahead = to_screen(glam::Vec2::new(visit.pose.eye.x - visit.pose.yaw.sin(), visit.pose.eye.z - visit.pose.yaw.cos())) - at;
    let forward = ahead.normalized();
    let across = vec2(-forward.y, forward.x);
    painter.add(Shape::convex_polygon(
        vec![at, at + forward * 44.0 + across * 22.0, at + forward * 44.0 - across * 22.0],
        POMEGRANATE.gamma_multiply(0.3),
        Stroke::NONE,
    ));
    painter.circle_filled(at, 10.0, POMEGRANATE);
    painter.circle_stroke(at, 10.0, Stroke::new(3.0, Color32::WHITE));
    let here = cx.t("map-here");
    cx.name(Rect::from_center_size(at, Vec2::splat(20.0)), &here, Role::Label);
}

/// A filled polygon that need not be convex: ears are cut one by one (Meisters 1975).
fn fill_polygon(corners: &[Pos2], color: Color32) -> Shape {
    let mut mesh = egui::Mesh::default();
    for corner in corners {
        mesh.colored_vertex(*corner, color);
    }
    let cross = |a: Pos2, b: Pos2, c: Pos2| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let area: f32 = (0..corners.len()).map(|i| (i, (i + 1) % corners.len())).map(|(i, j)| corners[i].x * corners[j].y - corners[j].x * corners[i].y).sum();
    let mut left: Vec<usize> = if area > 0.0 { (0..corners.len()).collect() } else { (0..corners.len()).rev().collect() };
    while left.len() >= 3 {
        let n = left.len();
        let ear = (0..n).find(|i| {
            let [a, b, c] = [left[(i + n - 1) % n], left[*i], left[(i + 1) % n]];
            let [pa, pb, pc] = [a, b, c].map(|k| corners[k]);
            cross(pa, pb, pc) > 0.0
                && left.iter().filter(|k| ![a, b, c].contains(k)).all(|k| {
                    let p = corners[*k];
                    cross(pa, pb, p) < 0.0 || cross(pb, pc, p) < 0.0 || cross(pc, pa, p) < 0.0
                })
        });
        // A polygon that crosses itself has no ear left: what is cut so far is shown.
        let Some(i) = ear else { break };
        mesh.add_triangle(left[(i + n - 1) % n] as u32, left[i] as u32, left[(i + 1) % n] as u32);
        left.remove(i);
    }
    Shape::mesh(mesh)
}
