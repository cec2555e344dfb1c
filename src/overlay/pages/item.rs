//! A work, close: the work alone to turn and bring near; beside it a sheet with title, one sentence, story, sources.

use std::sync::Arc;

use egui::{CornerRadius, Rect, Stroke, StrokeKind, pos2, vec2};

use super::super::Cx;
use super::super::icons::{self, Icon};
use super::super::theme::{BODY, CONTROL, GAP, MARGIN, SEA, SMALL, TITLE};
use super::super::view::OpenWork;
use super::super::widgets::Style;
use super::super::words::Look;
use super::{Shown, is_portrait, scrolled};
use crate::catalogue::{Honesty, WorkKind};
use crate::language::{Arg, dates, numbers};
use crate::visit::Action;
use crate::visit::guide::Phase;

/// Room for two lines of captions, points at text size 1.
const CAPTION_ROOM: f32 = 96.0;
/// Narrowest place for a note beside the player, points.
const NOTE_MIN: f32 = 90.0;

pub(super) fn show(cx: &mut Cx<'_, '_>, shown: &mut Shown) {
    let Some(open) = cx.view.content.open.clone() else { return };
    let portrait = is_portrait(cx.screen);
    let screen = cx.screen;
    let (scene, sheet) = if portrait {
        let split = screen.min.y + screen.height() * 0.46;
        (Rect::from_min_max(screen.min, pos2(screen.max.x, split)), Rect::from_min_max(pos2(screen.min.x, split), screen.max))
    } else {
        let width = (screen.width() * 0.42).clamp(480.0, 620.0);
        (cx.mirror.start_side(screen, screen.width() - width), cx.mirror.end_side(screen, width))
    };
    shown.scene_rect = scene;
    let foot = scene.max.y - CONTROL - GAP * 2.0;
    let _ = cx.drag_scene(Rect::from_min_max(scene.min, pos2(scene.max.x, foot)));
    cx.name(Rect::from_min_max(scene.min, pos2(scene.max.x, foot)), &open.work.summary.alt, egui::Role::Image);
    // A stopped tour strip replaces the captions' place only while it is held.
    let mut captions_foot = foot;
    if cx.view.visit.tour.as_ref().is_some_and(|t| t.phase != Phase::Finished) {
        captions_foot = tour_row(cx, scene, foot);
    }
    let reads = open.work.narration.is_some() && cx.view.visit.comfort.captions;
    shown.covered_foot = scene.max.y - captions_foot + if reads { CAPTION_ROOM * cx.view.visit.comfort.text_scale } else { 0.0 };
    captions(cx, &open, scene, captions_foot);
    tools(cx, &open, Rect::from_min_max(pos2(scene.min.x, foot), scene.max));
    paper(cx, &open, sheet, portrait);
}

/// The tour's hand on an item page: one line above the tools.
fn tour_row(cx: &mut Cx<'_, '_>, scene: Rect, foot: f32) -> f32 {
    let Some(state) = cx.view.visit.tour.clone() else { return foot };
    let count = cx.view.content.tours.iter().find(|t| t.id == state.tour).map_or(0, |t| t.stops.len());
    let rect = Rect::from_min_max(pos2(scene.min.x + 12.0, foot - CONTROL - 16.0), pos2(scene.max.x - 12.0, foot - 4.0));
    cx.band(rect, 12);
    cx.shield(rect, "strip");
    let inner = rect.shrink2(vec2(12.0, 4.0));
    let (hand, icon, action) =
        if state.paused { (cx.t("tour-continue-here"), Icon::Play, Action::ContinueTour) } else { (cx.t("tour-pause"), Icon::Pause, Action::PauseTour) };
    let width = cx.button_width(&hand, true).max(150.0).min(inner.width() * 0.5);
    let side = cx.mirror.end_side(inner, width + 2.0 * (CONTROL + 8.0));
    let places = cx.mirror.row(side, &[width, CONTROL, CONTROL], 8.0);
    let square = |r: Rect| Rect::from_center_size(r.center(), vec2(r.width(), CONTROL - 4.0));
    if cx.button(square(places[0]), "guide-hand", &hand, Some(icon), if state.paused { Style::BarOn } else { Style::Bar }, false) {
        cx.actions.push(action);
    }
    let next = cx.t("tour-next-stop");
    if cx.button(square(places[1]), "guide-next", &next, Some(Icon::Next), Style::Bar, true) {
        cx.actions.push(if state.stop + 1 < count { Action::TourStop(state.stop + 1) } else { Action::EndTour });
    }
    let leave = cx.t("tour-leave");
    if cx.button(square(places[2]), "guide-leave", &leave, Some(Icon::Close), Style::Bar, true) {
        cx.actions.push(Action::EndTour);
    }
    let stop = cx.view.texts.format("tour-stop", &[("number", (state.stop + 1).into()), ("count", count.into())]);
    let words = cx.mirror.start_side(inner, inner.width() - side.width() - GAP);
    let painter = cx.ui.painter().clone();
    cx.name(words, &stop, egui::Role::Label);
    let look = Look::sans(SMALL, cx.theme.on_bar).lines(2).tight();
    cx.pen.write_in(&painter, &stop, &look, words);
    rect.min.y - 4.0
}

/// What is being read, over the foot of the picture.
fn captions(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, scene: Rect, foot: f32) {
    let visit = cx.view.visit;
    let Some(playback) = visit.playback.as_ref().filter(|p| p.work == open.work.summary.id && visit.comfort.captions) else { return };
    let Some(narration) = &open.work.narration else { return };
    let at = playback.position_secs;
    let Some(caption) = narration.captions.iter().find(|c| c.start_secs <= at && at < c.end_secs) else { return };
    let text = caption.text.clone();
    let look = Look { line_height: 1.3, ..Look::sans(25.0, cx.theme.on_bar).centered() };
    let laid = cx.pen.lay(&text, &look, Some(scene.width() - 88.0));
    let wide = laid.layout.content_width_px / cx.ui.ctx().pixels_per_point() + 40.0;
    let rect = Rect::from_min_max(pos2(scene.center().x - wide * 0.5, foot - laid.size.y - 28.0), pos2(scene.center().x + wide * 0.5, foot - 8.0));
    cx.band(rect, 10);
    let painter = cx.ui.painter().clone();
    cx.pen.draw(&painter, &laid, pos2(scene.center().x - laid.size.x * 0.5, rect.min.y + 10.0));
    cx.name(rect, &text, egui::Role::Caption);
}

/// Back, closer, farther, as it was, open: under the picture.
fn tools(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, rect: Rect) {
    let row = rect.shrink2(vec2(MARGIN, GAP));
    let back = cx.t("nav-back");
    let back_width = cx.button_width(&back, true).max(120.0);
    let place = cx.mirror.start_side(row, back_width);
    cx.band(place, 10);
    if cx.button(place, "item-back", &back, Some(Icon::Back), Style::Bar, false) {
        cx.actions.push(Action::Back);
    }
    let mut tools = vec![
        ("item-farther", cx.t("work-zoom-out"), Icon::Minus, Action::ZoomItem { factor: 0.8 }, false),
        ("item-closer", cx.t("work-zoom-in"), Icon::Plus, Action::ZoomItem { factor: 1.25 }, false),
        ("item-reset", cx.t("work-view-reset"), Icon::Reset, Action::ResetItem, false),
    ];
    if open.can_open {
        let opened = cx.view.visit.item.as_ref().is_some_and(|i| i.opened);
        let name = if opened { cx.t("work-close-parts") } else { cx.t("work-open-parts") };
        tools.insert(0, ("item-opens", name, Icon::Opens, Action::ToggleOpened, true));
    }
    let widths: Vec<f32> = tools.iter().map(|(_, name, _, _, words)| if *words { cx.button_width(name, true) } else { CONTROL }).collect();
    let total = widths.iter().sum::<f32>() + GAP * (widths.len() as f32 - 1.0);
    let side = cx.mirror.end_side(row, total);
    let places = cx.mirror.row(side, &widths, GAP);
    for ((id, name, icon, action, words), place) in tools.into_iter().zip(places) {
        cx.band(place, 10);
        if cx.button(place, id, &name, Some(icon), Style::Bar, !words) {
            cx.actions.push(action);
        }
    }
}

/// The sheet: everything that is said of the work.
fn paper(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, sheet: Rect, portrait: bool) {
    cx.ui.painter().rect_filled(sheet, CornerRadius::ZERO, cx.theme.paper);
    let edge = if portrait { Rect::from_min_size(sheet.min, vec2(sheet.width(), 3.0)) } else { cx.mirror.start_side(sheet, 3.0) };
    cx.ui.painter().rect_filled(edge, 0.0, super::super::theme::BRASS);
    let inner = sheet.shrink2(vec2(MARGIN + 2.0, 16.0));
    let bar = Rect::from_min_max(pos2(inner.min.x, inner.max.y - CONTROL), inner.max);
    let narrated = open.work.narration.is_some();
    let player_height = if narrated { CONTROL + GAP } else { 0.0 };
    let player = Rect::from_min_max(pos2(inner.min.x, bar.min.y - player_height), pos2(inner.max.x, bar.min.y - if narrated { GAP } else { 0.0 }));
    let body = Rect::from_min_max(inner.min, pos2(inner.max.x, player.min.y - GAP * 0.5));
    let id = format!("item-{}", open.work.summary.id.0);
    let shared = Arc::clone(open);
    scrolled(cx, &id, body, move |cx, area| text(cx, &shared, area));
    // What scrolls away fades.
    cx.scrim(Rect::from_min_max(pos2(body.min.x, body.max.y - 18.0), body.max), cx.theme.paper.gamma_multiply(0.0), cx.theme.paper);
    if narrated {
        narration(cx, open, player);
    }
    let (previous, next) = (cx.t("nav-previous"), cx.t("nav-next"));
    let width = (bar.width() - GAP) * 0.5;
    let start = cx.mirror.start_side(bar, width);
    if cx.button(start, "item-previous", &previous, Some(Icon::Previous), Style::Paper, false) {
        cx.actions.push(Action::PreviousWork);
    }
    let end = cx.mirror.end_side(bar, width);
    if cx.button(end, "item-next", &next, Some(Icon::Next), Style::Paper, false) {
        cx.actions.push(Action::NextWork);
    }
}

fn text(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, area: Rect) -> f32 {
    let work = &open.work;
    let column = cx.mirror.start_side(Rect::from_min_size(area.min, vec2(area.width(), 10.0)), area.width() - 14.0);
    let (x, width) = (column.min.x, column.width());
    let mut y = area.min.y;
    let (ink, soft, kicker) = (cx.theme.ink, cx.theme.soft_ink, cx.theme.kicker);
    let hall = cx.view.content.hall(work.summary.hall).map(|h| h.title.clone()).unwrap_or_default();
    let kind = kind_name(cx, work.summary.kind);
    let mut head = format!("{kind} \u{b7} {hall}");
    if let Some(date) = &work.summary.date {
        head = format!("{head} \u{b7} \u{2068}{}\u{2069}", dates::years(cx.view.visit.lang, date));
    }
    y += cx.words(&head, &Look::sans(SMALL, kicker).strong().tight(), pos2(x, y), width) + 8.0;
    y += cx.heading(&work.summary.title, &Look::serif(TITLE, ink).strong().tight(), pos2(x, y), width) + 10.0;
    y += cx.words(&work.summary.summary, &Look { line_height: 1.35, ..Look::serif(23.0, soft) }, pos2(x, y), width) + GAP;
    y += honesty(cx, open, column, y) + GAP;
    if work.text_lang != cx.view.visit.lang {
        let name = super::bars::language_name(work.text_lang);
        let line = cx.view.texts.format("work-other-language", &[("language", Arg::from(name))]);
        y += cx.words(&line, &Look::sans(SMALL, soft), pos2(x, y), width) + GAP;
    }
    y += cx.story(&open.story, column, y);
    y += parts(cx, open, column, y);
    if let Some(item) = cx.view.visit.item.as_ref().filter(|_| work.narration.is_some()) {
        let unfolded = item.transcript;
        let name = if unfolded { cx.t("transcript-hide") } else { cx.t("transcript-show") };
        let row = Rect::from_min_size(pos2(x, y), vec2(width, CONTROL));
        let button_width = cx.button_width(&name, true).min(width);
        let place = cx.mirror.start_side(row, button_width);
        if cx.button(place, "transcript", &name, Some(Icon::Captions), Style::Paper, false) {
            cx.actions.push(Action::ToggleTranscript);
        }
        y += CONTROL + GAP;
        if unfolded {
            y += transcript(cx, open, column, y);
        }
    }
    y += details(cx, open, column, y);
    y += sources(cx, open, column, y);
    y += related(cx, open, column, y);
    y - area.min.y + GAP
}

/// What kind of truth this is: a marked box with one sentence.
fn honesty(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    let (name, sentence) = match open.work.summary.honesty {
        Honesty::RealScan => (cx.t("honesty-real-scan"), cx.t("honesty-real-scan.sentence")),
        Honesty::Reconstruction => (cx.t("honesty-reconstruction"), cx.t("honesty-reconstruction.sentence")),
        Honesty::Illustration => (cx.t("honesty-illustration"), cx.t("honesty-illustration.sentence")),
    };
    let inner = column.width() - 40.0;
    let head = cx.pen.lay(&name, &Look::sans(SMALL, cx.theme.ink).strong().tight(), Some(inner));
    let body = cx.pen.lay(&sentence, &Look { line_height: 1.3, ..Look::sans(SMALL, cx.theme.soft_ink) }, Some(inner));
    let rect = Rect::from_min_size(pos2(column.min.x, top), vec2(column.width(), head.size.y + body.size.y + 22.0));
    let painter = cx.ui.painter().clone();
    painter.rect(rect, CornerRadius::same(8), cx.theme.field, Stroke::new(1.0, cx.theme.line), StrokeKind::Inside);
    let mark = cx.mirror.start_side(rect, 5.0);
    painter.rect_filled(mark, CornerRadius::same(2), SEA);
    let words = cx.mirror.strip(rect, 20.0, inner);
    cx.pen.draw(&painter, &head, pos2(words.min.x, top + 9.0));
    cx.pen.draw(&painter, &body, pos2(words.min.x, top + 13.0 + head.size.y));
    cx.name(rect, &format!("{name}. {sentence}"), egui::Role::Note);
    rect.height()
}

/// The parts of a work: chips, and the passage of the one that is shown.
fn parts(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    if open.work.parts.is_empty() {
        return 0.0;
    }
    let mut y = top + GAP * 0.5;
    let shown = cx.view.visit.item.as_ref().and_then(|i| i.part);
    let title = cx.t("work-parts");
    y += section(cx, &title, column, y);
    for (i, part) in open.work.parts.iter().enumerate() {
        let on = shown == Some(i);
        let rect = Rect::from_min_size(pos2(column.min.x, y), vec2(column.width(), CONTROL));
        if cx.button(rect, &format!("part-{i}"), &part.title, Some(if on { Icon::Minus } else { Icon::Plus }), Style::Paper, false) {
            cx.actions.push(Action::ShowPart((!on).then_some(i)));
        }
        y += CONTROL + 8.0;
        if on && let Some(blocks) = open.parts.get(i) {
            y += cx.story(blocks, column, y + 4.0);
        }
    }
    y + GAP - top
}

fn section(cx: &mut Cx<'_, '_>, title: &str, column: Rect, top: f32) -> f32 {
    icons::rule(cx.ui.painter(), Rect::from_min_size(pos2(column.min.x, top), vec2(column.width(), 16.0)), cx.theme.line);
    let look = Look::serif(25.0, cx.theme.kicker).strong().tight();
    cx.heading(title, &look, pos2(column.min.x, top + 16.0 + GAP), column.width()) + 16.0 + GAP + 8.0
}

fn transcript(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    let Some(narration) = &open.work.narration else { return 0.0 };
    let position = cx.view.visit.playback.as_ref().filter(|p| p.work == open.work.summary.id).map(|p| p.position_secs);
    let mut y = top;
    for caption in &narration.captions {
        let now = position.is_some_and(|p| caption.start_secs <= p && p < caption.end_secs);
        let color = if now { super::super::theme::POMEGRANATE } else { cx.theme.soft_ink };
        y += cx.words(&caption.text, &Look::sans(BODY - 1.0, color), pos2(column.min.x, y), column.width()) + 4.0;
    }
    y + GAP - top
}

/// Size, date, places, type, rights.
fn details(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    let work = &open.work;
    let lang = cx.view.visit.lang;
    let mut y = top;
    let title = cx.t("work-about-piece");
    y += section(cx, &title, column, y);
    let cm = |m: f32| Arg::from(numbers::decimal(lang, f64::from(m) * 100.0, 1));
    let [w, h, d] = work.size_m;
    let mut rows: Vec<(String, String)> = Vec::new();
    if open.in_the_round && w > 0.0 {
        rows.push((cx.t("work-size-name"), cx.view.texts.format("work-size", &[("width", cm(w)), ("height", cm(h)), ("depth", cm(d))])));
    } else if w > 0.0 {
        rows.push((cx.t("work-size-name"), cx.view.texts.format("work-size-flat", &[("width", cm(w)), ("height", cm(h))])));
    }
    if let Some(date) = &work.summary.date {
        rows.push((cx.t("work-date"), dates::years(lang, date)));
    }
    if !open.places.is_empty() {
        rows.push((cx.t("work-place"), open.places.join(", ")));
    }
    if !work.type_of.is_empty() {
        rows.push((cx.t("work-type-name"), work.type_of.clone()));
    }
    rows.push((cx.t("work-rights"), format!("{} \u{b7} {}", work.credit, work.rights)));
    let name_width = (column.width() * 0.3).min(170.0);
    for (name, value) in rows {
        let row = Rect::from_min_size(pos2(column.min.x, y), vec2(column.width(), 10.0));
        let names = cx.mirror.start_side(row, name_width);
        let values = cx.mirror.end_side(row, column.width() - name_width - GAP);
        let painter = cx.ui.painter().clone();
        let a = cx.pen.write(&painter, &name, &Look::sans(SMALL, cx.theme.soft_ink), names.min, names.width());
        let b = cx.pen.write(&painter, &value, &Look::sans(SMALL, cx.theme.ink), values.min, values.width());
        cx.name(Rect::from_min_size(row.min, vec2(column.width(), a.max(b))), &format!("{name}: {value}"), egui::Role::Label);
        y += a.max(b) + 6.0;
    }
    y + GAP - top
}

fn sources(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    if open.work.sources.is_empty() {
        return 0.0;
    }
    let mut y = top;
    let title = cx.t("work-sources");
    y += section(cx, &title, column, y);
    for source in &open.work.sources {
        y += cx.words(&source.title, &Look { line_height: 1.3, ..Look::sans(SMALL, cx.theme.ink) }, pos2(column.min.x, y), column.width());
        if !source.address.is_empty() {
            // Addresses are Latin in every language, so their dots and slashes stay in order.
            let look = Look {
                align: if cx.mirror.is_rtl() { crate::text::Align::Right } else { crate::text::Align::Left },
                line_height: 1.25,
                ..Look::sans(SMALL, SEA).lines(2)
            };
            y += cx.words(&format!("\u{2066}{}\u{2069}", source.address), &look, pos2(column.min.x, y), column.width());
        }
        y += 10.0;
    }
    y + GAP - top
}

fn related(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, column: Rect, top: f32) -> f32 {
    if open.work.related.is_empty() {
        return 0.0;
    }
    let mut y = top;
    let title = cx.t("work-related");
    y += section(cx, &title, column, y);
    for work in &open.work.related {
        let rect = Rect::from_min_size(pos2(column.min.x, y), vec2(column.width(), 104.0 * cx.view.visit.comfort.text_scale.sqrt()));
        if cx.work_card(rect, &format!("related-{}", work.0), *work, false) {
            cx.actions.push(Action::OpenWork(*work));
        }
        y += rect.height() + 8.0;
    }
    y + GAP - top
}

/// Play, the line of time, the clock, captions.
fn narration(cx: &mut Cx<'_, '_>, open: &Arc<OpenWork>, rect: Rect) {
    let Some(narration) = &open.work.narration else { return };
    let visit = cx.view.visit;
    let mine = visit.playback.as_ref().filter(|p| p.work == open.work.summary.id);
    let (playing, at, length) = mine.map_or((false, 0.0, narration.duration_secs), |p| (p.playing, p.position_secs, p.duration_secs));
    cx.ui.painter().rect_filled(rect, CornerRadius::same(10), super::super::theme::INK);
    let inner = rect.shrink2(vec2(4.0, 0.0));
    let name = if playing { cx.t("narration-pause") } else { cx.t("narration-play") };
    let restart = cx.t("narration-restart");
    let captions = if visit.comfort.captions { cx.t("captions-hide") } else { cx.t("captions-show") };
    let started = mine.is_some();
    // The media row runs left to right in every language, as clocks do.
    let square = |x: f32| Rect::from_min_size(pos2(x, inner.min.y + 2.0), vec2(CONTROL, CONTROL - 4.0));
    let play_width = if started { CONTROL } else { cx.button_width(&name, true).max(CONTROL) };
    let play = Rect::from_min_size(pos2(inner.min.x, inner.min.y + 2.0), vec2(play_width, CONTROL - 4.0));
    if cx.button(
        play,
        "narration-play",
        &name,
        Some(if playing { Icon::Pause } else { Icon::Play }),
        if started { Style::Bar } else { Style::Primary },
        started,
    ) {
        cx.actions.push(Action::PlayPause);
    }
    let mut left = play.max.x + 4.0;
    if started {
        if cx.button(square(left), "narration-restart", &restart, Some(Icon::Restart), Style::Bar, true) {
            cx.actions.push(Action::Seek { position_secs: 0.0 });
        }
        left += CONTROL + 4.0;
    }
    let right = inner.max.x - CONTROL;
    let on = visit.comfort.captions;
    if cx.button(square(right), "player-captions", &captions, Some(Icon::Captions), if on { Style::BarOn } else { Style::Bar }, true) {
        cx.actions.push(Action::SetComfort(crate::visit::Comfort { captions: !on, ..visit.comfort }));
    }
    // Read left to right in every language, like the line of time beside it.
    let clock = format!("\u{2066}{} / {}\u{2069}", numbers::duration(at), numbers::duration(length));
    let laid = cx.pen.lay(&clock, &Look::sans(SMALL, cx.theme.on_bar), None);
    let clock_at = pos2(right - laid.size.x - 10.0, inner.center().y - laid.size.y * 0.5);
    let painter = cx.ui.painter().clone();
    cx.pen.draw(&painter, &laid, clock_at);
    let line = Rect::from_min_max(pos2(left, inner.min.y + 2.0), pos2((clock_at.x - 6.0).max(left), inner.max.y - 2.0));
    if started {
        let name = cx.t("narration-seek");
        if let Some(t) = cx.slider(line, "narration-seek", &name, if length > 0.0 { at / length } else { 0.0 }, 5.0 / length.max(5.0), false, true) {
            cx.actions.push(Action::Seek { position_secs: t * length });
        }
    } else if narration.synthetic {
        let note = cx.t("narration-synthetic");
        let room = line.shrink2(vec2(8.0, 0.0));
        // Where large words leave no room for it, it is still read aloud, and stands on the page about this museum.
        if room.width() > NOTE_MIN {
            let laid = cx.fit(&note, &Look::sans(SMALL, cx.theme.on_bar).lines(2).tight(), room.size());
            cx.pen.draw(&painter, &laid, pos2(room.min.x, room.center().y - laid.size.y * 0.5));
        }
        cx.name(rect, &note, egui::Role::Note);
    }
}

fn kind_name(cx: &Cx<'_, '_>, kind: WorkKind) -> String {
    match kind {
        WorkKind::Object => cx.t("kind-object"),
        WorkKind::Document => cx.t("kind-document"),
        WorkKind::Photograph => cx.t("kind-photograph"),
        WorkKind::Panel => cx.t("kind-panel"),
        WorkKind::Film => cx.t("kind-film"),
        WorkKind::Story => cx.t("kind-story"),
    }
}
