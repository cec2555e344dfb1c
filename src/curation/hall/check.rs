//! What the numbers of a plan must mean. All mistakes are listed together.

use glam::Vec2;

use super::{
    plan::{Ceiling, HallPlan, MuseumPlan, PlaceWork, Shape, Style, mistake},
    shell::{OpeningKind, wall_frame, walls},
};
use crate::{catalogue::Stand, curation::product::Mistake};

/// Whether a point lies in a polygon (even-odd).
pub fn inside(polygon: &[[f32; 2]], p: [f32; 2]) -> bool {
    let mut odd = false;
    for i in 0..polygon.len() {
        let (a, b) = (polygon[i], polygon[(i + 1) % polygon.len()]);
        if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) {
            odd = !odd;
        }
    }
    odd
}

fn crosses(a: Vec2, b: Vec2, c: Vec2, d: Vec2) -> bool {
    let side = |p: Vec2, q: Vec2, r: Vec2| (q - p).perp_dot(r - p);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

struct List<'a> {
    file: &'a str,
    found: Vec<Mistake>,
}

impl List<'_> {
    fn say(&mut self, place: &str, reason: String) {
        self.found.push(mistake(self.file, place, reason));
    }

    fn range(&mut self, place: &str, field: &str, value: f32, least: f32, most: f32) {
        if !(least..=most).contains(&value) {
            self.say(place, format!("`{field}` is {value}, it must be between {least} and {most}"));
        }
    }
}

/// Checks a hall's plan by itself; sizes of works are checked when it is compiled.
pub fn check(plan: &HallPlan) -> Vec<Mistake> {
    let mut m = List { file: &plan.file, found: Vec::new() };
    let head = &plan.head;
    m.range("", "exposure_ev100", head.exposure_ev100, -4.0, 16.0);
    m.range("", "height_m", head.height_m, 2.2, 12.0);
    m.range("", "wall_thickness_m", head.wall_thickness_m, 0.1, 2.0);
    m.range("", "sky_cd_m2", head.sky_cd_m2, 0.0, 20_000.0);
    let fits = match head.style {
        Style::ParisSalon => matches!(head.ceiling, Ceiling::Flat | Ceiling::Coved),
        Style::TetouanCourtyard => head.ceiling == Ceiling::Open && head.patio.is_some(),
        Style::TehranSchoolroom => head.ceiling == Ceiling::Beams,
    };
    if !fits {
        m.say(
            "ceiling",
            "does not go with the style: a paris-salon is flat or coved, a tetouan-courtyard open with a `patio`, a tehran-schoolroom has beams".into(),
        );
    }
    let points: Vec<Vec2> = head.outline.iter().map(|p| Vec2::new(p[0], -p[1])).collect();
    let n = points.len();
    if !(3..=64).contains(&n) || points.iter().any(|p| !p.is_finite() || p.abs().max_element() > 200.0) {
        m.say("outline", format!("has {n} corners, it must have 3 to 64, each within 200 m"));
        return m.found;
    }
    let area: f32 = (0..n).map(|i| points[i].perp_dot(points[(i + 1) % n])).sum::<f32>() * 0.5;
    if area < 4.0 {
        m.say("outline", "must run counter-clockwise seen from above and hold at least 4 square metres".into());
        return m.found;
    }
    for i in 0..n {
        for k in i + 2..n {
            if (k + 1) % n != i && crosses(points[i], points[(i + 1) % n], points[k], points[(k + 1) % n]) {
                m.say("outline", format!("edges {i} and {k} cross"));
            }
        }
    }

    let mut ok = true;
    let mut wall_of = |m: &mut List, place: &str, wall: usize| {
        if wall >= n {
            m.say(place, format!("`wall` is {wall}, the outline has walls 0 to {}", n - 1));
            ok = false;
        }
    };
    for (i, d) in plan.doors.iter().enumerate() {
        let place = format!("door {} `{}`", i + 1, d.id);
        wall_of(&mut m, &place, d.wall);
        m.range(&place, "width_m", d.width_m, 0.7, 6.0);
        m.range(&place, "height_m", d.height_m, 1.9, 8.0);
        if plan.doors[..i].iter().any(|o| o.id == d.id) {
            m.say(&place, "another door has the same `id`".into());
        }
    }
    for (i, w) in plan.windows.iter().enumerate() {
        let place = format!("window {}", i + 1);
        wall_of(&mut m, &place, w.wall);
        m.range(&place, "width_m", w.width_m, 0.2, 6.0);
        m.range(&place, "height_m", w.height_m, 0.2, 8.0);
        m.range(&place, "sill_m", w.sill_m, 0.0, 8.0);
    }
    for (i, w) in plan.niches.iter().enumerate() {
        let place = format!("niche {} `{}`", i + 1, w.id);
        wall_of(&mut m, &place, w.wall);
        m.range(&place, "width_m", w.width_m, 0.2, 6.0);
        m.range(&place, "height_m", w.height_m, 0.2, 8.0);
        m.range(&place, "depth_m", w.depth_m, 0.05, 6.0);
        if plan.niches[..i].iter().any(|o| o.id == w.id) {
            m.say(&place, "another niche has the same `id`".into());
        }
    }
    if ok && m.found.is_empty() {
        openings(&mut m, plan);
    }

    for (i, l) in plan.lamps.iter().enumerate() {
        let place = format!("lamp {}", i + 1);
        m.range(&place, "lumens", l.lumens, 1.0, 50_000.0);
        m.range(&place, "kelvin", l.kelvin, 1000.0, 10_000.0);
        // A lamp may hang in an iwan behind the wall's face.
        let reach = plan.niches.iter().map(|n| n.depth_m).fold(0.0, f32::max) + 0.01;
        let near = |d: [f32; 2]| inside(&head.outline, [l.at[0] + d[0], l.at[2] + d[1]]);
        if ![[0.0, 0.0], [reach, 0.0], [-reach, 0.0], [0.0, reach], [0.0, -reach]].into_iter().any(near) {
            m.say(&place, "`at` lies outside the hall".into());
        }
    }
    let within =
        plan.benches.iter().map(|b| ("bench", b.at)).chain(plan.parts.iter().map(|p| ("part", p.at))).chain(plan.columns.iter().map(|c| ("column", c.at)));
    for (kind, at) in within.collect::<Vec<_>>() {
        // Things may stand in a niche behind the wall's face.
        if !head.outline.iter().any(|p| Vec2::from(*p).distance(Vec2::from(at)) < 40.0) {
            m.say(kind, format!("`at` = [{}, {}] is far from the hall", at[0], at[1]));
        }
    }
    if let Some(p) = &head.patio {
        m.range("patio", "springing_m", p.springing_m, 1.2, head.height_m - 0.8);
        m.range("patio", "eaves_m", p.eaves_m, head.height_m + 0.9, 20.0);
        if p.bays == 0 || p.bays > 12 {
            m.say("patio", format!("`bays` is {}, it must be 1 to 12", p.bays));
        }
    }
    for (i, w) in plan.works.iter().enumerate() {
        let place = format!("place_work {} `{}`", i + 1, w.work);
        if plan.works[..i].iter().any(|o| o.work == w.work) {
            m.say(&place, "the work is placed twice".into());
        }
        work(&mut m, &place, plan, w, n);
    }
    m.found
}

fn work(m: &mut List, place: &str, plan: &HallPlan, w: &PlaceWork, walls: usize) {
    m.range(place, "lux", w.lux, 0.0, 2000.0);
    m.range(place, "view_m", w.view_m, 0.4, 10.0);
    match w.stand {
        Stand::Wall => match (w.wall, w.at_m) {
            (Some(wall), Some(_)) if wall >= walls => m.say(place, format!("`wall` is {wall}, the outline has walls 0 to {}", walls - 1)),
            (Some(wall), Some(at)) => {
                let (_, length) = wall_frame(plan, wall);
                m.range(place, "at_m", at, 0.0, length);
                m.range(place, "centre_m", w.centre_m, 0.3, plan.head.height_m);
            }
            _ => m.say(place, "a wall work needs `wall` and `at_m`".into()),
        },
        Stand::Niche => match &w.niche {
            Some(id) if plan.niches.iter().any(|n| n.id == *id) => {}
            Some(id) => m.say(place, format!("there is no niche `{id}`")),
            None => m.say(place, "a niche work needs `niche`, the `id` of one".into()),
        },
        Stand::Hang => match w.at.as_deref() {
            Some([x, y, z]) if inside(&plan.head.outline, [*x, *z]) && *y > 0.0 && *y <= plan.head.height_m => {}
            Some([_, _, _]) => m.say(place, "`at` must lie inside the hall".into()),
            _ => m.say(place, "a hanging work needs `at = [x, y, z]`, the hook".into()),
        },
        _ => match w.at.as_deref() {
            Some([_, _]) => {}
            _ => m.say(place, "a standing work needs `at = [x, z]`".into()),
        },
    }
}

fn openings(m: &mut List, plan: &HallPlan) {
    for w in walls(plan) {
        let mut end = 0.0;
        let mut last = String::new();
        for o in &w.openings {
            let name = match o.kind {
                OpeningKind::Door(i) => format!("door `{}`", plan.doors[i].id),
                OpeningKind::Window(_) => "window".into(),
                OpeningKind::Niche(n) => format!("niche `{}`", n.id),
            };
            let (a, b) = o.span();
            let top = o.outline.iter().map(|p| p.y).fold(0.0, f32::max);
            if a < 0.05 || b > w.length - 0.05 || top > plan.head.height_m - 0.05 {
                m.say(&name, format!("does not fit in wall {} ({:.2} by {:.2} m)", w.index, w.length, plan.head.height_m));
            }
            if o.shape != Shape::Rect && o.size.y < o.size.x * 0.6 {
                m.say(&name, "is too low for its arch".into());
            }
            if a < end {
                m.say(&name, format!("overlaps {last} in wall {}", w.index));
            }
            end = b;
            last = name;
        }
    }
}

/// Checks the house: names, doors that meet, a start that lies in a hall.
pub fn check_museum(museum: &MuseumPlan, halls: &[HallPlan]) -> Vec<Mistake> {
    let mut m = List { file: &museum.file, found: Vec::new() };
    let find = |id: &str| halls.iter().find(|h| h.head.id == id);
    for (i, h) in museum.halls.iter().enumerate() {
        let place = format!("hall {} `{}`", i + 1, h.id);
        if find(&h.id).is_none() {
            m.say(&place, "there is no such hall".into());
        }
        if ((h.yaw_deg / 90.0).round() * 90.0 - h.yaw_deg).abs() > 1e-3 {
            m.say(&place, format!("`yaw_deg` is {}, it must be a multiple of 90", h.yaw_deg));
        }
        if museum.halls[..i].iter().any(|o| o.id == h.id) {
            m.say(&place, "the hall is listed twice".into());
        }
    }
    match find(&museum.start.hall) {
        None => m.say("start", format!("there is no hall `{}`", museum.start.hall)),
        Some(h) if !inside(&h.head.outline, museum.start.at) => m.say("start", "`at` lies outside the hall".into()),
        Some(_) => {}
    }
    for h in halls.iter().filter(|h| museum.halls.iter().any(|s| s.id == h.head.id)) {
        for d in &h.doors {
            let named = |end: &[String; 2]| end[0] == h.head.id && end[1] == d.id;
            if !museum.passages.iter().any(|p| named(&p.from) || named(&p.to)) {
                m.say("passage", format!("no passage uses the door `{}` of `{}`, it would open on nothing", d.id, h.head.id));
            }
        }
    }
    for (i, p) in museum.passages.iter().enumerate() {
        let place = format!("passage {}", i + 1);
        let end = |[hall, door]: &[String; 2]| {
            let plan = find(hall)?;
            let at = museum.halls.iter().find(|h| h.id == *hall)?;
            let d = plan.doors.iter().find(|d| d.id == *door)?;
            let (frame, length) = wall_frame(plan, d.wall);
            let middle = frame.p(length - d.at_m, 0.0, -plan.head.wall_thickness_m);
            let world = at.world_from_hall();
            Some((world.transform_point3(middle), world.transform_vector3(frame.z), d.width_m, d.height_m, d.shape))
        };
        match (end(&p.from), end(&p.to)) {
            (Some(a), Some(b)) => {
                if a.0.distance(b.0) > 0.02 || a.1.dot(b.1) > -0.99 {
                    m.say(&place, format!("the doors lie {:.2} m apart in the world or do not face each other", a.0.distance(b.0)));
                }
                if (a.2 - b.2).abs() > 0.3 || (a.3 - b.3).abs() > 0.6 {
                    m.say(&place, "the doors differ too much in width or height".into());
                }
            }
            (a, b) => {
                for (side, found) in [(&p.from, a.is_some()), (&p.to, b.is_some())] {
                    if !found {
                        m.say(&place, format!("there is no door `{}` in a hall `{}`", side[1], side[0]));
                    }
                }
            }
        }
    }
    m.found
}
