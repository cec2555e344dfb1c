//! What this museum is, which parts are reconstruction, who reads, and the call for memories.

use egui::{Rect, pos2, vec2};

use super::super::Cx;
use super::super::icons;
use super::super::theme::GAP;
use super::super::words::Look;
use super::{scrolled, sheet};

pub(super) fn show(cx: &mut Cx<'_, '_>) {
    let title = cx.t("about-title");
    sheet(cx, &title, |cx, rect| {
        scrolled(cx, "about", rect, |cx, area| {
            let width = (area.width() - 12.0).min(900.0);
            let left = cx.mirror.start_side(Rect::from_min_size(area.min, vec2(area.width() - 12.0, 1.0)), width).min.x;
            let mut y = area.min.y;
            let heading = Look::serif(26.0, cx.theme.kicker).strong().tight();
            let body = Look::serif(21.0, cx.theme.ink);
            for (i, (head, text)) in [
                ("about-title", "about-what"),
                ("about-facts-title", "about-facts"),
                ("about-pieces-title", "about-pieces"),
                ("about-debate-title", "about-debate"),
                ("about-voices-title", "about-voices"),
                ("memories-title", "memories-call"),
                ("about-privacy-title", "about-privacy"),
                ("about-licences-title", "about-licences"),
            ]
            .into_iter()
            .enumerate()
            {
                if i > 0 {
                    icons::rule(cx.ui.painter(), Rect::from_min_size(pos2(left, y), vec2(width, 16.0)), cx.theme.line);
                    y += 16.0 + GAP;
                }
                let (head, text) = (cx.t(head), cx.t(text));
                if i > 0 {
                    y += cx.heading(&head, &heading, pos2(left, y), width) + 6.0;
                }
                y += cx.words(&text, &body, pos2(left, y), width) + GAP;
            }
            y - area.min.y
        });
    });
}
