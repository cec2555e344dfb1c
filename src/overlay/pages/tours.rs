//! Guided tours: what they tell, how long they take, and their stops.

use egui::{Rect, pos2, vec2};

use super::super::Cx;
use super::super::icons::{self, Icon};
use super::super::theme::{BODY, CONTROL, GAP, SMALL};
use super::super::widgets::Style;
use super::super::words::Look;
use super::{scrolled, sheet};
use crate::visit::Action;
use crate::visit::guide::Phase;

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let title = cx.t("tours-title");
    sheet(cx, &title, |cx, rect| {
        scrolled(cx, "tours", rect, |cx, area| {
            let mut y = area.min.y;
            for i in 0..cx.view.content.tours.len() {
                y += tour(cx, area, y, i) + GAP * 2.0;
            }
            y - area.min.y
        });
    });
}

fn tour(cx: &mut Cx<'_, '_>, area: Rect, top: f32, index: usize) -> f32 {
    let Some(tour) = cx.view.content.tours.get(index).cloned() else { return 0.0 };
    let state = cx.view.visit.tour.clone().filter(|t| t.tour == tour.id);
    let width = area.width() - 12.0;
    let mut y = top;
    let finished = state.as_ref().is_some_and(|s| s.phase == Phase::Finished);
    if finished {
        let done = cx.t("tour-finished");
        let look = Look::serif(26.0, cx.theme.kicker);
        y += cx.words(&done, &look, pos2(area.min.x, y), width) + GAP;
    }
    let look = Look::serif(30.0, cx.theme.ink).strong().tight();
    y += cx.heading(&tour.title, &look, pos2(area.min.x, y), width) + 6.0;
    let look = Look::serif(22.0, cx.theme.ink);
    y += cx.words(&tour.summary, &look, pos2(area.min.x, y), width) + 4.0;
    let minutes = cx.view.texts.format("tour-minutes", &[("count", tour.minutes.into())]);
    let stops = cx.view.texts.format("tour-stops", &[("count", tour.stops.len().into())]);
    let facts = format!("{minutes} \u{b7} {stops}");
    let look = Look::sans(SMALL, cx.theme.soft_ink);
    y += cx.words(&facts, &look, pos2(area.min.x, y), width) + GAP;
    let paused = state.as_ref().is_some_and(|s| s.paused && s.phase != Phase::Finished);
    let start = if paused { cx.t("tour-continue-here") } else { cx.t("tour-start") };
    let row = Rect::from_min_size(pos2(area.min.x, y), vec2(width, CONTROL));
    let button_width = cx.button_width(&start, true).max(220.0);
    let place = cx.mirror.start_side(row, button_width);
    if cx.button(place, &format!("tour-start-{}", tour.slug), &start, Some(Icon::Play), Style::Primary, false) {
        cx.actions.push(if paused { Action::ContinueTour } else { Action::StartTour(tour.id) });
    }
    y += CONTROL + GAP * 1.5;
    icons::rule(cx.ui.painter(), Rect::from_min_size(pos2(area.min.x, y), vec2(width, 16.0)), cx.theme.line);
    y += 16.0 + GAP;
    // The stops, numbered; each can be begun from.
    let columns = super::card_columns(cx);
    let cell = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    let height = 112.0 * cx.view.visit.comfort.text_scale.sqrt();
    for (i, stop) in tour.stops.iter().enumerate() {
        let row = Rect::from_min_size(pos2(area.min.x, y + (i / columns) as f32 * (height + GAP)), vec2(width, height));
        let place = cx.mirror.strip(row, (i % columns) as f32 * (cell + GAP), cell);
        let number = cx.mirror.start_side(place, 40.0);
        let painter = cx.ui.painter().clone();
        let look = Look { size: BODY + 6.0, ..Look::serif(BODY, cx.theme.kicker).strong().centered() };
        cx.pen.write_in(&painter, &(i + 1).to_string(), &look, number);
        let card = cx.mirror.end_side(place, cell - 44.0);
        if cx.work_card(card, &format!("stop-{i}"), stop.work, state.as_ref().is_some_and(|s| s.stop == i && s.phase != Phase::Finished)) {
            cx.actions.extend([Action::StartTour(tour.id), Action::TourStop(i)]);
        }
    }
    y += tour.stops.len().div_ceil(columns) as f32 * (height + GAP);
    y - top
}
