//! What all halls share: walls with openings, reveals, thresholds, windows and the air outside.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, opening, rect},
    plan::{Glazing, HallPlan, NichePlan, Shape, Style, WindowPlan},
};
use crate::curation::material::Finish;

/// Wished edge of wall triangles, metres.
pub const WALL_CELL: f32 = 0.30;
/// Wished edge of floor and ceiling triangles, metres.
pub const FLOOR_CELL: f32 = 0.34;

/// What an opening is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OpeningKind<'a> {
    /// A doorway, by its number.
    Door(usize),
    /// A window.
    Window(&'a WindowPlan),
    /// A niche.
    Niche(&'a NichePlan),
}

/// An opening in the coordinates of its wall (x to the right seen from inside, y up).
#[derive(Clone, Debug)]
pub struct Opening<'a> {
    /// What it is.
    pub kind: OpeningKind<'a>,
    /// Outline, counter-clockwise from the lower left corner.
    pub outline: Vec<Vec2>,
    /// Middle of its foot.
    pub foot: Vec2,
    /// Clear width and height.
    pub size: Vec2,
    /// Shape.
    pub shape: Shape,
}

impl Opening<'_> {
    /// Left and right ends of the outline (a horseshoe bulges beyond its width).
    pub fn span(&self) -> (f32, f32) {
        self.outline.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), p| (a.min(p.x), b.max(p.x)))
    }
}

/// One side of the room.
#[derive(Clone, Debug)]
pub struct Wall<'a> {
    /// Number of the outline's edge.
    pub index: usize,
    /// Origin at the left end of the foot seen from inside, z into the room.
    pub frame: Frame,
    /// Length.
    pub length: f32,
    /// Openings, from left to right.
    pub openings: Vec<Opening<'a>>,
}

/// The frame of an edge of the outline and its length.
pub fn wall_frame(plan: &HallPlan, index: usize) -> (Frame, f32) {
    let n = plan.head.outline.len();
    let [a, b] = [plan.head.outline[index % n], plan.head.outline[(index + 1) % n]].map(|p| Vec3::new(p[0], 0.0, p[1]));
    let dir = (b - a).normalize_or(Vec3::X);
    (Frame { o: b, x: -dir, y: Vec3::Y, z: Vec3::new(dir.z, 0.0, -dir.x) }, a.distance(b))
}

/// The walls with their openings.
pub fn walls(plan: &HallPlan) -> Vec<Wall<'_>> {
    (0..plan.head.outline.len())
        .map(|index| {
            let (frame, length) = wall_frame(plan, index);
            let mut openings = Vec::new();
            let mut add = |kind, wall: usize, at: f32, sill: f32, w: f32, h: f32, shape: Shape| {
                if wall == index {
                    let foot = Vec2::new(length - at, sill);
                    openings.push(Opening { kind, outline: opening(shape, foot.x, foot.y, w, h, 16), foot, size: Vec2::new(w, h), shape });
                }
            };
            for (i, d) in plan.doors.iter().enumerate() {
                add(OpeningKind::Door(i), d.wall, d.at_m, 0.0, d.width_m, d.height_m, d.shape);
            }
            for w in &plan.windows {
                add(OpeningKind::Window(w), w.wall, w.at_m, w.sill_m, w.width_m, w.height_m, w.shape);
            }
            for n in &plan.niches {
                add(OpeningKind::Niche(n), n.wall, n.at_m, n.sill_m, n.width_m, n.height_m, n.shape);
            }
            openings.sort_by(|a, b| a.foot.x.total_cmp(&b.foot.x));
            Wall { index, frame, length, openings }
        })
        .collect()
}

/// Cuts a polygon to `y0..y1` (Sutherland and Hodgman 1974).
pub fn clip_y(poly: &[Vec2], y0: f32, y1: f32) -> Vec<Vec2> {
    let half = |poly: &[Vec2], inside: &dyn Fn(f32) -> f32| {
        let mut out = Vec::new();
        for i in 0..poly.len() {
            let (a, b) = (poly[i], poly[(i + 1) % poly.len()]);
            let (da, db) = (inside(a.y), inside(b.y));
            if da >= 0.0 {
                out.push(a);
            }
            if (da > 0.0 && db < 0.0) || (da < 0.0 && db > 0.0) {
                out.push(a.lerp(b, da / (da - db)));
            }
        }
        out
    };
    let low = half(poly, &|y| y - y0);
    half(&low, &|y| y1 - y)
}

/// Finish of a strip of wall between two heights.
pub type Band = (f32, f32, Finish);

/// The face of a wall in bands, with its openings left out.
pub fn wall_face(b: &mut MeshBuilder, wall: &Wall, bands: &[Band]) {
    for &(y0, y1, finish) in bands {
        let mut polygons = vec![rect(0.0, y0, wall.length, y1)];
        for o in &wall.openings {
            let cut = clip_y(&o.outline, y0, y1);
            let (lo, hi) = cut.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, h), p| (l.min(p.y), h.max(p.y)));
            if cut.len() >= 3 && hi - lo > 1e-3 {
                polygons.push(cut);
            }
        }
        b.region(finish, &wall.frame, &polygons, &[], WALL_CELL);
    }
}

/// The inner side of an opening, from the wall's face to `depth` behind it. `with_foot` adds the sill.
pub fn reveal(b: &mut MeshBuilder, finish: Finish, frame: &Frame, outline: &[Vec2], depth: f32, with_foot: bool) {
    if with_foot {
        b.band(finish, frame, outline, true, -depth, 0.0, true);
    } else {
        let mut open: Vec<Vec2> = outline[1..].to_vec();
        open.push(outline[0]);
        b.band(finish, frame, &open, false, -depth, 0.0, true);
    }
}

/// The outline as an open line over the head, right foot to left foot, on the plane `z` of the frame.
pub fn over_head(frame: &Frame, outline: &[Vec2], z: f32) -> Path {
    let points = outline[1..].iter().chain(std::iter::once(&outline[0])).map(|p| frame.p(p.x, p.y, z)).collect();
    Path { points, closed: false, up: frame.z }
}

/// A rectangle on the frame's plane as a closed path, counter-clockwise.
pub fn ring(frame: &Frame, x0: f32, y0: f32, x1: f32, y1: f32, z: f32) -> Path {
    Path { points: rect(x0, y0, x1, y1).iter().map(|p| frame.p(p.x, p.y, z)).collect(), closed: true, up: frame.z }
}

/// The far side of a wall about a doorway: what one sees of it from the next hall where the two openings differ in shape.
pub fn outer_face(b: &mut MeshBuilder, finish: Finish, frame: &Frame, outline: &[Vec2], thickness: f32) {
    let back = Frame { o: frame.p(0.0, 0.0, -thickness), x: -frame.x, y: frame.y, z: -frame.z };
    let turned: Vec<Vec2> = outline.iter().rev().map(|p| Vec2::new(-p.x, p.y)).collect();
    let (lo, hi) = turned.iter().fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(l, h), p| (l.min(*p), h.max(*p)));
    b.region(finish, &back, &[rect(lo.x - 0.4, 0.0, hi.x + 0.4, hi.y + 0.4), turned], &[], WALL_CELL);
}

/// Stretches of a wall's foot (or of another height) that no opening interrupts: start and end.
pub fn free_runs(wall: &Wall, y: f32, margin: f32) -> Vec<(f32, f32)> {
    let mut runs = Vec::new();
    let mut from = 0.0;
    for o in &wall.openings {
        let cut = clip_y(&o.outline, y - 0.01, y + 0.01);
        if cut.len() < 3 {
            continue;
        }
        let (lo, hi) = cut.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, h), p| (l.min(p.x), h.max(p.x)));
        if lo - margin > from {
            runs.push((from, lo - margin));
        }
        from = f32::max(from, hi + margin);
    }
    if wall.length > from + 1e-3 {
        runs.push((from, wall.length));
    }
    runs
}

/// A moulding along the walls at height `y`, broken at openings; `profile` climbs and faces the room.
pub fn run_moulding(b: &mut MeshBuilder, finish: Finish, walls: &[Wall], y: f32, probe_y: f32, margin: f32, profile: &[Vec2]) {
    let deepest = profile.iter().map(|p| p.x).fold(0.0, f32::max);
    for w in walls {
        for (x0, x1) in free_runs(w, probe_y, margin) {
            // Travel runs right to left seen from inside, so that the left of travel is the room. At corners the ends
            // are cut at 45 degrees.
            let path = Path { points: vec![w.frame.p(x1, y, 0.0), w.frame.p(x0, y, 0.0)], closed: false, up: Vec3::Y };
            b.sweep(finish, &path, profile, 0.6);
            for (x, at_corner, right) in [(x0, x0 < 1e-3, false), (x1, (x1 - w.length).abs() < 1e-3, true)] {
                if !at_corner {
                    cap(b, finish, &w.frame, x, y, profile, right, deepest);
                }
            }
        }
    }
}

/// Closes the end of a moulding.
#[allow(clippy::too_many_arguments, reason = "one caller; a struct would only rename its locals")]
fn cap(b: &mut MeshBuilder, finish: Finish, frame: &Frame, x: f32, y: f32, profile: &[Vec2], right: bool, deepest: f32) {
    let mut outline: Vec<Vec2> = profile.to_vec();
    outline.insert(0, Vec2::new(0.0, profile[0].y));
    let last = profile[profile.len() - 1];
    if last.x > 1e-4 {
        outline.push(Vec2::new(0.0, last.y));
    }
    if deepest < 1e-4 {
        return;
    }
    let at = frame.at(x, y, 0.0);
    // Seen from the end: a runs out of the wall.
    let side = if right { Frame { o: at.o, x: -at.z, y: at.y, z: at.x } } else { Frame { o: at.o, x: at.z, y: at.y, z: -at.x } };
    if right {
        for p in &mut outline {
            p.x = -p.x;
        }
    }
    b.region(finish, &side, &[outline], &[], 1.0);
}

/// Half a sphere of air behind an opening (window frames: z into the room, the air lies at negative z).
pub fn air_behind(b: &mut MeshBuilder, finish: Finish, frame: &Frame, center: Vec3, radius: f32) {
    let o = frame.p(center.x, center.y, center.z);
    let f = *frame;
    b.backdrop(finish, 14, 12, o, move |s, t| {
        let azimuth = (s - 0.5) * std::f32::consts::PI;
        let elevation = (t - 0.5) * std::f32::consts::PI;
        let d = Vec3::new(azimuth.sin() * elevation.cos(), elevation.sin(), -azimuth.cos() * elevation.cos());
        // From inside a room one sees from a little below the horizon to the middle of the sky.
        let up = ((elevation.to_degrees() + 25.0) / 83.0).clamp(0.004, 0.996);
        (o + f.d(d) * radius, Vec2::new(0.25 + s * 0.5, 1.0 - up))
    });
}

/// The air of a style.
pub fn sky_of(style: Style) -> Finish {
    match style {
        Style::ParisSalon => Finish::SkyParis,
        Style::TetouanCourtyard => Finish::SkyTetouan,
        Style::TehranSchoolroom => Finish::SkyTehran,
    }
}

/// What the light comes through: a rectangle in hall space, for aiming rays at the sky.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkyPortal {
    /// Middle.
    pub center: Vec3,
    /// Half of the width, as a vector.
    pub half_x: Vec3,
    /// Half of the height, as a vector.
    pub half_y: Vec3,
}

/// Fills a window: casements or lattice with panes at `depth` behind the wall's face, and the air beyond `wall_depth`.
#[allow(clippy::too_many_arguments, reason = "glass, depths and wood differ independently per style")]
pub fn fill_window(b: &mut MeshBuilder, plan: &HallPlan, frame: &Frame, o: &Opening, glass: Glazing, depth: f32, wall_depth: f32, wood: Finish) -> SkyPortal {
    let plane = frame.at(0.0, 0.0, -depth);
    let (x0, x1) = (o.foot.x - o.size.x * 0.5, o.foot.x + o.size.x * 0.5);
    let (y0, y1) = (o.foot.y, o.foot.y + o.size.y);
    match glass {
        Glazing::Clear => casements(b, &plane, o, x0, x1, y0, y1, wood),
        Glazing::Coloured => super::orosi::lattice(b, &plane, &o.outline, [x0, y0, x1, y1], wood, true),
        Glazing::Lattice => super::orosi::lattice(b, &plane, &o.outline, [x0, y0, x1, y1], wood, false),
    }
    let middle = Vec3::new(o.foot.x, o.foot.y + o.size.y * 0.5, -wall_depth);
    let radius = (o.size.length() * 0.5 + 0.6).max(1.6);
    air_behind(b, sky_of(plan.head.style), frame, middle, radius);
    SkyPortal { center: frame.p(middle.x, middle.y, -wall_depth), half_x: frame.x * (o.size.x * 0.5), half_y: frame.y * (o.size.y * 0.5) }
}

/// A bar of a window between two points of its plane.
pub fn bar(b: &mut MeshBuilder, finish: Finish, plane: &Frame, from: Vec2, to: Vec2, width: f32, thick: f32) {
    let d = to - from;
    let length = d.length();
    if length < 1e-3 {
        return;
    }
    let d = d / length;
    let x = plane.x * d.x + plane.y * d.y;
    let f = Frame { o: plane.p(from.x, from.y, 0.0), x, y: plane.z.cross(x), z: plane.z };
    let h = width * 0.5;
    b.cuboid(finish, &f, Vec3::new(0.0, -h, -thick * 0.5), Vec3::new(length, h, thick * 0.5), [false, false, true, true, false, true]);
}

#[allow(clippy::too_many_arguments, reason = "a window's four bounds are plainer apart than wrapped")]
fn casements(b: &mut MeshBuilder, plane: &Frame, o: &Opening, x0: f32, x1: f32, y0: f32, y1: f32, wood: Finish) {
    let middle = (x0 + x1) * 0.5;
    // A fixed frame along the outline.
    let profile: Vec<Vec2> = [(0.0, 0.05), (0.045, 0.05), (0.06, 0.035), (0.06, -0.05)].map(Vec2::from).to_vec();
    let mut loop_points: Vec<Vec3> = o.outline.iter().map(|p| plane.p(p.x, p.y, 0.0)).collect();
    loop_points.dedup_by(|a, b| a.distance(*b) < 1e-4);
    // Profiles face the left of travel: inside of a counter-clockwise loop.
    let face: Vec<Vec2> = profile.iter().rev().copied().collect();
    b.sweep(wood, &Path { points: loop_points, closed: true, up: plane.z }, &face, 0.8);
    let transom = y0 + (y1 - y0) * 0.72;
    let w = |b: &mut MeshBuilder, from: Vec2, to: Vec2, width: f32| bar(b, wood, plane, from, to, width, 0.06);
    w(b, Vec2::new(middle, y0), Vec2::new(middle, y1), 0.11);
    w(b, Vec2::new(x0, transom), Vec2::new(x1, transom), 0.10);
    for k in 1..4 {
        let y = y0 + (transom - y0) * k as f32 / 4.0;
        if k == 1 {
            // A solid lower panel would dim the room; a heavier rail hints at it.
            w(b, Vec2::new(x0, y), Vec2::new(x1, y), 0.07);
        } else {
            w(b, Vec2::new(x0, y), Vec2::new(x1, y), 0.032);
        }
    }
    for (a, c) in [(x0, middle), (middle, x1)] {
        let edge = if a == x0 { a + 0.06 } else { c - 0.06 };
        w(b, Vec2::new(edge, y0), Vec2::new(edge, transom), 0.06);
    }
    // A brass espagnolette.
    b.tube(Finish::Brass, &[plane.p(middle, y0 + 0.15, 0.062), plane.p(middle, transom - 0.15, 0.062)], 0.008, 6);
    let handle = plane.at(middle, y0 + (transom - y0) * 0.42, 0.075);
    b.block(Finish::Brass, &handle, [-0.012, -0.06, -0.012], [0.012, 0.06, 0.018]);
    b.tint([1.0; 3], 1.0);
    b.region(Finish::Glass, plane, std::slice::from_ref(&o.outline), &[], 3.0);
    b.untinted();
}
