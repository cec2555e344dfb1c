//! Walking: the hall fills the screen; its name at the threshold; the work one stands before; ways to go at the foot.

use egui::{Align2, Color32, CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Vec2, WidgetInfo, pos2, vec2};

use super::super::Cx;
use super::super::icons::Icon;
use super::super::theme::{BRASS, CONTROL, GAP, MARGIN, SMALL, TOUCH};
use super::super::widgets::{Style, anchored, within};
use super::super::words::Look;
use super::bars::{BAR_H, hall_bar};
use super::{Shown, is_portrait};
use crate::visit::Action;
use crate::visit::guide::{Phase, ROOM_NAME_SECS};

pub(super) fn show(cx: &mut Cx<'_, '_>, shown: &mut Shown) {
    let scene = Rect::from_min_max(cx.screen.min, pos2(cx.screen.max.x, cx.screen.max.y - BAR_H));
    shown.scene_rect = cx.screen;
    shown.tap = cx.drag_scene(scene);
    let hall = cx.view.content.hall(cx.view.visit.hall).map(|h| h.title.clone()).unwrap_or_default();
    cx.name(scene, &cx.view.texts.plain("hall-view-label", &[("hall", hall.into())]), Role::Image);
    hotspots(cx, scene);
    let top = Rect::from_min_max(cx.screen.min, pos2(cx.screen.max.x, cx.screen.min.y + 110.0));
    cx.scrim(top, Color32::from_black_alpha(140), Color32::TRANSPARENT);
    room_name(cx);
    let foot = cx.screen.max.y - BAR_H;
    if cx.view.visit.tour.as_ref().is_some_and(|t| t.phase != Phase::Finished) {
        tour_strip(cx, foot);
    } else {
        work_strip(cx, foot);
    }
    hall_bar(cx);
}

/// Every work in sight as a named button of the accessibility tree; the ring shows where the keyboard is.
fn hotspots(cx: &mut Cx<'_, '_>, scene: Rect) {
    for spot in cx.view.hotspots {
        let seen = spot.rect.intersect(scene);
        if !seen.is_positive() {
            continue;
        }
        // Far works are small on the screen; fingers are not.
        let rect = within(Rect::from_center_size(seen.center(), seen.size().max(Vec2::splat(TOUCH))), scene);
        let Some(work) = cx.view.content.work(spot.work) else { continue };
        let (title, alt) = (work.title.clone(), work.alt.clone());
        let response = cx.ui.interact(rect, Id::unique(("hotspot", spot.work.0)), cx.sense(Sense::click()));
        response.widget_info(|| WidgetInfo { hint_text: Some(alt.clone()), ..WidgetInfo::labeled(Role::Button, !cx.blocked, &title) });
        if response.clicked() {
            cx.actions.push(Action::ApproachWork(spot.work));
        }
        if response.has_focus() {
            let painter = cx.ui.painter().clone();
            cx.focus_ring(&painter, rect, &response);
            let look = Look::sans(SMALL, cx.theme.on_bar).strong();
            let laid = cx.pen.lay(&title, &look, None);
            let tag = Rect::from_min_size(
                pos2(rect.center().x - laid.size.x * 0.5 - 10.0, (rect.min.y - laid.size.y - 18.0).max(scene.min.y + 4.0)),
                laid.size + vec2(20.0, 10.0),
            );
            cx.band(tag, 8);
            cx.pen.draw(&painter, &laid, tag.min + vec2(10.0, 5.0));
        }
    }
}

/// The name of the hall: large on entering, small afterwards.
fn room_name(cx: &mut Cx<'_, '_>) {
    let visit = cx.view.visit;
    let Some(hall) = cx.view.content.hall(visit.hall) else { return };
    let (title, summary) = (hall.title.clone(), hall.summary.clone());
    let since = visit.time_secs - visit.entered_at_secs;
    let area = cx.screen.shrink(MARGIN);
    let before_a_work = visit.focus.is_some_and(|w| visit.is_at(cx.view.world, w));
    if since < ROOM_NAME_SECS && !before_a_work {
        let fade = ((ROOM_NAME_SECS - since).min(0.6) / 0.6) as f32;
        let alpha = |c: Color32| c.gamma_multiply(fade);
        let width = area.width().min(760.0);
        let left = area.center().x - width * 0.5;
        let look = Look::serif(50.0, alpha(cx.theme.on_bar)).strong().tight().centered();
        let top = area.min.y + area.height() * 0.1;
        let heading = cx.pen.lay(&title, &look, Some(width));
        let below = cx.pen.lay(&summary, &Look::serif(23.0, alpha(cx.theme.accent_on_bar)).centered().lines(3), Some(width - 48.0));
        let back = Rect::from_min_size(pos2(left, top - 20.0), vec2(width, heading.size.y + below.size.y + 52.0));
        cx.ui.painter().rect(back, CornerRadius::same(14), cx.theme.bar.gamma_multiply(fade * 0.92), Stroke::new(1.0, alpha(BRASS)), StrokeKind::Inside);
        let painter = cx.ui.painter().clone();
        cx.pen.draw(&painter, &heading, pos2(left, top));
        cx.pen.draw(&painter, &below, pos2(left + 24.0, top + heading.size.y + 12.0));
        cx.name(back, &format!("{title}. {summary}"), Role::Heading);
    } else {
        let look = Look::serif(24.0, cx.theme.on_bar).strong().tight();
        cx.heading(&title, &look, area.min, area.width());
    }
}

/// Previous and next work, and between them the work one stands before.
fn work_strip(cx: &mut Cx<'_, '_>, foot: f32) {
    let visit = cx.view.visit;
    let here = visit.focus.filter(|w| !visit.is_moving() && visit.is_at(cx.view.world, *w));
    let portrait = is_portrait(cx.screen);
    let side = CONTROL + 8.0;
    let gap = GAP;
    let area = Rect::from_min_max(pos2(cx.screen.min.x + 16.0, foot - 132.0 - gap), pos2(cx.screen.max.x - 16.0, foot - gap));
    let previous = cx.t("nav-previous");
    let next = cx.t("nav-next");
    let start = cx.mirror.start_side(area, side);
    let end = cx.mirror.end_side(area, side);
    let square = |r: Rect| anchored(r, Align2::CENTER_BOTTOM, vec2(side, side));
    for (rect, id, name, icon, action) in
        [(square(start), "previous-work", &previous, Icon::Previous, Action::PreviousWork), (square(end), "next-work", &next, Icon::Next, Action::NextWork)]
    {
        cx.band(rect, 10);
        if cx.button(rect, id, name, Some(icon), Style::Bar, true) {
            cx.actions.push(action);
        }
    }
    let room = area.width() - 2.0 * (side + gap);
    let middle = anchored(area, Align2::CENTER_BOTTOM, vec2(if portrait { room } else { room.min(680.0) }, 128.0));
    match here.and_then(|w| cx.view.content.work(w)) {
        Some(work) => {
            let (id, title, line) = (work.id, work.title.clone(), work.summary.clone());
            cx.paper(middle);
            cx.shield(middle, "strip");
            let inner = middle.shrink2(vec2(20.0, 12.0));
            let open = cx.t("work-enter");
            let width = cx.button_width(&open, true).min(inner.width() * 0.42);
            let button = Rect::from_center_size(cx.mirror.end_side(inner, width).center(), vec2(width, CONTROL));
            if cx.button(button, "open-work", &open, Some(Icon::Look), Style::Primary, false) {
                cx.actions.push(Action::OpenWork(id));
            }
            let words = cx.mirror.start_side(inner, inner.width() - width - 20.0);
            let title_look = Look::serif(26.0, cx.theme.ink).strong().tight().lines(2);
            let title_laid = cx.fit(&title, &title_look, words.size());
            let line_look = Look { line_height: 1.3, ..Look::sans(SMALL, cx.theme.soft_ink) };
            let lines = ((words.height() - title_laid.size.y) / (cx.pen.scaled(SMALL) * 1.3)).floor().max(0.0) as usize;
            let line_laid = (lines > 0).then(|| cx.pen.lay(&line, &line_look.lines(lines.min(2)), Some(words.width())));
            let total = title_laid.size.y + line_laid.as_ref().map_or(0.0, |l| l.size.y + 4.0);
            let top = words.center().y - total * 0.5;
            let painter = cx.ui.painter().clone();
            cx.pen.draw(&painter, &title_laid, pos2(words.min.x, top));
            if let Some(laid) = line_laid {
                cx.pen.draw(&painter, &laid, pos2(words.min.x, top + title_laid.size.y + 4.0));
            }
            cx.name(words, &format!("{title}. {line}"), Role::Label);
        }
        None if !visit.is_moving() => {
            let hint = cx.t("hall-hint");
            let look = Look::sans(20.0, cx.theme.on_bar).centered().lines(2);
            let laid = cx.pen.lay(&hint, &look, Some(middle.width() - 32.0));
            let rect = anchored(
                middle,
                Align2::CENTER_BOTTOM,
                vec2((laid.layout.content_width_px / cx.ui.ctx().pixels_per_point() + 48.0).min(middle.width()), laid.size.y + 24.0),
            );
            cx.band(rect, 12);
            let painter = cx.ui.painter().clone();
            cx.pen.draw(&painter, &laid, pos2(rect.center().x - laid.size.x * 0.5, rect.min.y + 12.0));
            cx.name(rect, &hint, Role::Label);
        }
        None => {}
    }
}

/// The tour under way: where it is, a sentence that leads on, and the hand on it.
fn tour_strip(cx: &mut Cx<'_, '_>, foot: f32) {
    let visit = cx.view.visit;
    let Some(state) = visit.tour.clone() else { return };
    let Some(tour) = cx.view.content.tours.iter().find(|t| t.id == state.tour) else { return };
    let (title, count) = (tour.title.clone(), tour.stops.len());
    let bridge = tour.stops.get(state.stop).map(|s| s.bridge.clone()).unwrap_or_default();
    let portrait = is_portrait(cx.screen);
    let area = Rect::from_min_max(pos2(cx.screen.min.x + 16.0, foot - if portrait { 216.0 } else { 128.0 } - GAP), pos2(cx.screen.max.x - 16.0, foot - GAP));
    let rect = if portrait { area } else { Rect::from_center_size(area.center(), vec2(area.width().min(1080.0), area.height())) };
    cx.band(rect, 14);
    cx.shield(rect, "strip");
    let inner = rect.shrink2(vec2(20.0, 14.0));
    let end_name = cx.t("tour-leave");
    let (hand, hand_icon, hand_action) =
        if state.paused { (cx.t("tour-continue-here"), Icon::Play, Action::ContinueTour) } else { (cx.t("tour-pause"), Icon::Pause, Action::PauseTour) };
    let hand_width = cx.button_width(&hand, true).max(150.0).min(if portrait { inner.width() * 0.52 } else { 340.0 });
    let widths = [hand_width, CONTROL, CONTROL];
    let buttons_width: f32 = widths.iter().sum::<f32>() + 2.0 * GAP;
    let buttons = if portrait {
        Rect::from_min_max(pos2(inner.min.x, inner.max.y - CONTROL), inner.max)
    } else {
        let side = cx.mirror.end_side(inner, buttons_width);
        Rect::from_center_size(side.center(), vec2(buttons_width, CONTROL))
    };
    let places = cx.mirror.row(buttons, &widths, GAP);
    if cx.button(places[0], "guide-hand", &hand, Some(hand_icon), if state.paused { Style::BarOn } else { Style::Bar }, false) {
        cx.actions.push(hand_action);
    }
    let next = cx.t("tour-next-stop");
    if cx.button(places[1], "guide-next", &next, Some(Icon::Next), Style::Bar, true) {
        cx.actions.push(if state.stop + 1 < count { Action::TourStop(state.stop + 1) } else { Action::EndTour });
    }
    if cx.button(places[2], "guide-leave", &end_name, Some(Icon::Close), Style::Bar, true) {
        cx.actions.push(Action::EndTour);
    }
    let words = if portrait {
        Rect::from_min_max(inner.min, pos2(inner.max.x, buttons.min.y - 8.0))
    } else {
        cx.mirror.start_side(inner, inner.width() - buttons_width - 24.0)
    };
    let stop = cx.view.texts.format("tour-stop", &[("number", (state.stop + 1).into()), ("count", count.into())]);
    let progress = format!("{title} \u{b7} {stop}");
    let small = Look::sans(SMALL, cx.theme.accent_on_bar).tight().lines(1);
    let height = cx.words(&progress, &small, words.min, words.width());
    let look = Look { line_height: 1.3, ..Look::serif(22.0, cx.theme.on_bar).lines(if portrait { 3 } else { 2 }) };
    cx.words(&bridge, &look, words.min + vec2(0.0, height + 6.0), words.width());
}
