//! Furniture: what works stand on, hang in and are lit by, and what one sits on.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, arc, rect, regular},
    plan::{self, Style},
    shell::ring,
};
use crate::curation::material::Finish;

fn pts<const N: usize>(p: [[f32; 2]; N]) -> Vec<Vec2> {
    p.into_iter().map(Vec2::from).collect()
}

/// Wood of a style's furniture.
pub fn wood_of(style: Style) -> Finish {
    match style {
        Style::ParisSalon => Finish::Walnut,
        Style::TetouanCourtyard => Finish::Cedar,
        Style::TehranSchoolroom => Finish::Walnut,
    }
}

/// A plinth of the given top size and height with a recessed foot; `frame` at the middle of its foot.
pub fn plinth(b: &mut MeshBuilder, style: Style, frame: &Frame, half: Vec2, height: f32) {
    let body = match style {
        Style::ParisSalon => Finish::PaintedDark,
        Style::TetouanCourtyard => Finish::Lime,
        Style::TehranSchoolroom => Finish::Gypsum,
    };
    if height < 0.3 {
        // A low stage: a wooden step with a nosing.
        b.cuboid(wood_of(style), frame, Vec3::new(-half.x, 0.0, -half.y), Vec3::new(half.x, height, half.y), [true, true, false, true, true, true]);
        return;
    }
    let foot = 0.09;
    b.cuboid(
        Finish::Soot,
        frame,
        Vec3::new(-half.x + 0.03, 0.0, -half.y + 0.03),
        Vec3::new(half.x - 0.03, foot, half.y - 0.03),
        [true, true, false, false, true, true],
    );
    b.cuboid(body, frame, Vec3::new(-half.x, foot, -half.y), Vec3::new(half.x, height - 0.035, half.y), [true, true, true, false, true, true]);
    let e = 0.012;
    b.cuboid(wood_of(style), frame, Vec3::new(-half.x - e, height - 0.035, -half.y - e), Vec3::new(half.x + e, height, half.y + e), [true; 6]);
    if style == Style::ParisSalon {
        // A quiet panel moulding on each side.
        for k in 0..4 {
            let f = frame.turned(k as f32 * std::f32::consts::FRAC_PI_2);
            let (hx, hz) = if k % 2 == 0 { (half.x, half.y) } else { (half.y, half.x) };
            let side = f.at(0.0, 0.0, hz);
            let r = ring(&side, -hx + 0.07, foot + 0.07, hx - 0.07, height - 0.11, 0.0);
            b.sweep(Finish::Gilt, &r, &pts([[0.018, 0.0], [0.013, 0.008], [0.004, 0.008], [0.0, 0.0]]), 1.0);
        }
    }
}

/// A glass case on a plinth; the glass is `glass_m` high.
pub fn case(b: &mut MeshBuilder, style: Style, frame: &Frame, half: Vec2, height: f32, glass_m: f32) {
    plinth(b, style, frame, half, height);
    let top = frame.at(0.0, height, 0.0);
    b.region(
        Finish::Velvet,
        &Frame { o: top.p(0.0, 0.004, 0.0), ..top.lying() },
        &[rect(-half.x + 0.02, -half.y + 0.02, half.x - 0.02, half.y - 0.02)],
        &[],
        0.4,
    );
    let (x, z) = (half.x - 0.006, half.y - 0.006);
    for k in 0..4 {
        let f = top.turned(k as f32 * std::f32::consts::FRAC_PI_2);
        let (hx, hz) = if k % 2 == 0 { (x, z) } else { (z, x) };
        b.region(Finish::Glass, &f.at(0.0, 0.0, hz), &[rect(-hx, 0.0, hx, glass_m)], &[], 3.0);
        // Brass corner posts.
        let c = f.at(hx, 0.0, hz);
        b.block(Finish::Brass, &c, [-0.006, 0.0, -0.006], [0.006, glass_m, 0.006]);
        b.block(Finish::Brass, &f.at(0.0, glass_m, hz), [-hx, -0.006, -0.006], [hx, 0.006, 0.006]);
        b.block(Finish::Brass, &f.at(0.0, 0.006, hz), [-hx, -0.006, -0.006], [hx, 0.006, 0.006]);
    }
    b.region(Finish::Glass, &Frame { o: top.p(0.0, glass_m, 0.0), ..top.lying() }, &[rect(-x, -z, x, z)], &[], 3.0);
}

/// A reading desk; returns the frame of its sloping top (origin at the middle of the lower edge).
pub fn lectern(b: &mut MeshBuilder, style: Style, frame: &Frame, width: f32, depth: f32, height: f32) -> Frame {
    let wood = wood_of(style);
    let tilt = 60f32.to_radians();
    let top = frame.at(0.0, height, depth * 0.35).tilted(tilt);
    b.block(wood, &top, [-width * 0.5 - 0.03, -0.03, -0.03], [width * 0.5 + 0.03, depth + 0.03, 0.0]);
    b.block(wood, &top, [-width * 0.5 - 0.03, -0.035, 0.0], [width * 0.5 + 0.03, -0.012, 0.025]);
    b.block(wood, frame, [-0.05, 0.0, -0.05], [0.05, height + 0.06, 0.05]);
    b.block(wood, frame, [-width * 0.35, 0.0, -0.18], [width * 0.35, 0.05, 0.18]);
    top
}

/// A bench of the style; faces +z.
pub fn bench(b: &mut MeshBuilder, style: Style, frame: &Frame, length: f32) {
    let h = length * 0.5;
    match style {
        Style::ParisSalon => {
            // Upholstered in velvet on turned legs.
            for (x, z) in [(-h + 0.08, -0.17), (h - 0.08, -0.17), (-h + 0.08, 0.17), (h - 0.08, 0.17), (0.0, -0.17), (0.0, 0.17)] {
                let leg = pts([[0.0, 0.0], [0.020, 0.0], [0.016, 0.04], [0.030, 0.10], [0.022, 0.16], [0.034, 0.25], [0.034, 0.30]]);
                b.lathe(Finish::Walnut, &frame.at(x, 0.0, z), &leg, 10);
            }
            b.block(Finish::Walnut, frame, [-h, 0.28, -0.22], [h, 0.345, 0.22]);
            let profile: Vec<Vec2> =
                std::iter::once(Vec2::new(0.0, 0.0)).chain(arc([0.0, 0.045], 0.045, -90.0, 90.0, 6).map(|p| Vec2::new(p.x * 0.8, p.y))).collect();
            // The rim of the cushion: seen from above the path runs clockwise, its left is outside.
            let points = rect(-h, -0.22, h, 0.22).iter().map(|p| frame.p(p.x, 0.345, p.y)).collect();
            b.sweep(Finish::Velvet, &Path { points, closed: true, up: frame.y }, &profile, 0.5);
            let top = Frame { o: frame.p(0.0, 0.435, 0.0), ..frame.lying() };
            b.region(Finish::Velvet, &top, &[rect(-h, -0.22, h, 0.22)], &[], 0.3);
        }
        Style::TetouanCourtyard => {
            // A masonry bench faced with zellige, cedar on top.
            b.cuboid(Finish::Zellige, frame, Vec3::new(-h, 0.0, -0.2), Vec3::new(h, 0.40, 0.2), [true, true, false, false, true, true]);
            b.block(Finish::Cedar, frame, [-h - 0.02, 0.40, -0.22], [h + 0.02, 0.45, 0.22]);
        }
        Style::TehranSchoolroom => {
            // A wooden takht with a strip of rug.
            for (x, z) in [(-h + 0.06, -0.2), (h - 0.06, -0.2), (-h + 0.06, 0.2), (h - 0.06, 0.2)] {
                b.block(Finish::Walnut, &frame.at(x, 0.0, z), [-0.035, 0.0, -0.035], [0.035, 0.36, 0.035]);
            }
            b.block(Finish::Walnut, frame, [-h, 0.34, -0.25], [h, 0.42, 0.25]);
            let top = Frame { o: frame.p(0.0, 0.428, 0.0), ..frame.lying() };
            b.picture(Finish::Kilim, &top, [-h + 0.05, -0.22, h - 0.05, 0.22]);
        }
    }
}

/// Width of a frame's face, metres.
pub fn frame_width(frame: plan::Frame) -> f32 {
    match frame {
        plan::Frame::Gilt => 0.085,
        plan::Frame::Dark => 0.065,
        plan::Frame::Plain => 0.038,
        plan::Frame::None => 0.0,
    }
}

/// A picture frame about a picture of half size `half`, whose face lies in the frame's plane z = 0; the wall is at
/// z = -`back`.
pub fn picture_frame(b: &mut MeshBuilder, kind: plan::Frame, style: Style, at: &Frame, half: Vec2, back: f32) {
    // (a, b): a inward from the outer edge is negative here; the path is the picture's edge, outside is to the right.
    let (finish, profile): (Finish, Vec<Vec2>) = match kind {
        plan::Frame::Gilt => (
            Finish::Gilt,
            [
                [-0.006, -0.002],
                [-0.006, 0.006],
                [0.006, 0.012],
                [0.016, 0.008],
                [0.030, 0.012],
                [0.044, 0.026],
                [0.056, 0.036],
                [0.066, 0.037],
                [0.076, 0.032],
                [0.085, 0.016],
            ]
            .map(Vec2::from)
            .to_vec(),
        ),
        plan::Frame::Dark => {
            (Finish::Walnut, [[0.006, 0.006], [0.014, 0.010], [0.030, 0.020], [0.050, 0.024], [0.060, 0.020], [0.065, 0.010]].map(Vec2::from).to_vec())
        }
        plan::Frame::Plain => (
            if style == Style::TetouanCourtyard { Finish::Cedar } else { Finish::Oak },
            [[-0.004, -0.002], [-0.004, 0.014], [0.032, 0.018], [0.038, 0.012]].map(Vec2::from).to_vec(),
        ),
        plan::Frame::None => {
            b.band(Finish::Oak, at, &rect(-half.x, -half.y, half.x, half.y), true, -back, 0.0, false);
            return;
        }
    };
    let mut outward = profile;
    outward.push(Vec2::new(frame_width(kind), -back));
    // Travelling clockwise, the outside is to the left.
    let mut points: Vec<Vec3> = rect(-half.x, -half.y, half.x, half.y).iter().map(|p| at.p(p.x, p.y, 0.0)).collect();
    points.reverse();
    let path = Path { points, closed: true, up: at.z };
    let face: Vec<Vec2> = outward.iter().rev().copied().collect();
    b.sweep(finish, &path, &face, 0.5);
    if kind == plan::Frame::Dark {
        let slip = [[0.006, 0.007], [0.0, 0.009], [-0.006, 0.004], [-0.006, -0.002]].map(Vec2::from);
        b.sweep(Finish::Gilt, &path, &slip, 1.0);
    }
}

/// A brass picture light above a picture: `at` on the picture's plane in the middle of its top edge.
pub fn picture_light(b: &mut MeshBuilder, at: &Frame, width: f32) {
    let w = width * 0.22;
    let head = at.at(0.0, 0.15, 0.17);
    for x in [-w * 0.5, w * 0.5] {
        let arm: Vec<Vec3> = (0..=6)
            .map(|i| {
                let t = i as f32 / 6.0 * std::f32::consts::FRAC_PI_2;
                at.p(x, 0.02 + 0.14 * t.sin(), -0.01 + 0.17 * (1.0 - t.cos()))
            })
            .collect();
        b.tube(Finish::Brass, &arm, 0.006, 6);
    }
    // A half-round hood open downwards and to the picture, a lit tube inside.
    let hood: Vec<Vec2> = arc([0.0, 0.0], 0.028, -20.0, 200.0, 8).collect();
    let f = Frame { o: head.p(-w, 0.0, 0.0), x: -head.z, y: head.y, z: head.x };
    b.band(Finish::Brass, &f, &hood, false, 0.0, 2.0 * w, false);
    for (x, flip) in [(0.0, true), (2.0 * w, false)] {
        let mut disc = f.at(0.0, 0.0, x);
        if flip {
            disc = Frame { x: -disc.x, z: -disc.z, ..disc };
        }
        b.region(Finish::Brass, &disc, std::slice::from_ref(&regular(Vec2::ZERO, 0.028, 10, 0.0)), &[], 1.0);
    }
    b.tube(Finish::Bulb, &[head.p(-w * 0.95, -0.008, -0.002), head.p(w * 0.95, -0.008, -0.002)], 0.010, 6);
}

/// A small brass spotlight at a ceiling, aimed along `direction`.
pub fn spotlight(b: &mut MeshBuilder, at: Vec3, direction: Vec3, drop: f32) {
    let d = direction.normalize_or(Vec3::NEG_Y);
    let x = d.any_orthonormal_vector();
    let f = Frame { o: at - d * 0.07, x, y: d, z: x.cross(d) };
    b.lathe(Finish::Brass, &f, &pts([[0.0, 0.0], [0.030, 0.0], [0.036, 0.06], [0.038, 0.13]]), 10);
    b.lathe(Finish::Soot, &f, &pts([[0.038, 0.13], [0.030, 0.11], [0.0, 0.105]]), 10);
    if drop > 0.0 {
        b.tube(Finish::Brass, &[at, at + Vec3::Y * drop], 0.008, 6);
    }
}

/// A column with base, shaft with a slight swelling, and capital; `frame` at the foot. `block` is half the abacus.
pub fn column(b: &mut MeshBuilder, style: Style, frame: &Frame, radius: f32, height: f32, block: f32) {
    let r = radius;
    let finish = match style {
        Style::ParisSalon | Style::TetouanCourtyard => Finish::Marble,
        Style::TehranSchoolroom => Finish::Gypsum,
    };
    let base = 0.20;
    let cap = 0.34;
    b.block(finish, frame, [-r * 1.45, 0.0, -r * 1.45], [r * 1.45, 0.08, r * 1.45]);
    let mut profile = vec![Vec2::new(r * 1.30, 0.08)];
    profile.extend(arc([r * 1.22, 0.11], 0.03, -90.0, 90.0, 4));
    profile.push(Vec2::new(r * 1.08, 0.155));
    profile.extend(arc([r * 1.06, 0.175], 0.018, -70.0, 90.0, 3));
    profile.push(Vec2::new(r, base + 0.02));
    for i in 1..=4 {
        let t = i as f32 / 4.0;
        let swell = 1.0 + 0.03 * (t * std::f32::consts::PI).sin() - 0.09 * t;
        profile.push(Vec2::new(r * swell, base + 0.02 + (height - cap - base - 0.02) * t));
    }
    b.lathe(finish, frame, &profile, 14);
    // Astragal, then a capital that opens from round to square in two tiers of leaves.
    let neck = r * 0.91;
    let y0 = height - cap;
    b.lathe(finish, frame, &arc([neck, y0], 0.02, -90.0, 90.0, 3).collect::<Vec<_>>(), 14);
    let (nx, ny) = (32, 6);
    let f = *frame;
    let capital = |i: u32, j: u32| {
        let a = std::f32::consts::TAU * i as f32 / nx as f32;
        let t = j as f32 / ny as f32;
        let leaf = if t < 0.55 { (t / 0.55 * std::f32::consts::PI).sin() } else { ((t - 0.55) / 0.45 * std::f32::consts::FRAC_PI_2).sin() };
        let lobes = (a * 8.0 + if t < 0.55 { 0.0 } else { std::f32::consts::FRAC_PI_8 * 8.0 }).cos();
        let (s, c) = a.sin_cos();
        let square = 1.0 / s.abs().max(c.abs());
        let round_to_square = 1.0 + (square - 1.0) * t.powf(1.6) * 0.9;
        let radius = (neck + (block * 0.93 - neck) * t.powf(1.4)) * round_to_square * (1.0 + 0.07 * leaf * lobes * (1.0 - 0.4 * t));
        f.p(s * radius, y0 + 0.02 + (cap - 0.09) * t, c * radius)
    };
    b.sheet(finish, nx, ny, capital, false);
    b.block(finish, frame, [-block, height - 0.07, -block], [block, height, block]);
}

/// A turned vase of glazed ware.
pub fn vase(b: &mut MeshBuilder, frame: &Frame, height: f32) {
    let h = height;
    let profile = pts([
        [0.0, 0.0],
        [0.16, 0.0],
        [0.17, 0.02],
        [0.15, 0.05],
        [0.24, 0.20],
        [0.31, 0.38],
        [0.33, 0.52],
        [0.29, 0.66],
        [0.18, 0.78],
        [0.12, 0.86],
        [0.13, 0.93],
        [0.18, 1.0],
        [0.165, 0.995],
        [0.11, 0.92],
        [0.0, 0.90],
    ]);
    b.lathe(Finish::Faience, frame, &profile.iter().map(|p| *p * h).collect::<Vec<_>>(), 24);
}
