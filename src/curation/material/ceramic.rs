//! Brick, tile and carved stucco. The star work follows the tiling of octagons and squares: lines through the middles of the
//! octagons' sides at 45 degrees (Hankin 1925, "polygons in contact") give eight-pointed stars of two crossed squares.

use glam::{Vec2, Vec3};

use super::{
    Texel,
    noise::{fbm, hash, hex, noise, rand, smooth, to_segment},
    wood::herringbone,
};

/// Where a place lies in the star work; all lengths in periods (distance from star to star).
struct Star {
    /// Place relative to the star's middle.
    p: Vec2,
    /// Which star.
    id: [i32; 2],
    /// Positive inside the star, distance to its edge.
    inside: f32,
    /// Distance to the nearest line.
    line: f32,
    /// Inside the small square between four stars.
    in_square: bool,
    /// Angle sector 0..8 of the place about its star.
    sector: i32,
}

/// `p` in periods.
fn star_work(p: Vec2) -> Star {
    let cell = (p + 0.5).floor();
    let q = p - cell;
    let angle = q.y.atan2(q.x);
    let eighth = std::f32::consts::FRAC_PI_4;
    let sector = (angle / eighth).round() as i32;
    let folded = (angle - sector as f32 * eighth).abs();
    let f = Vec2::from_angle(folded) * q.length();
    let tip = Vec2::new(0.5, 0.0);
    let inner = Vec2::from_angle(eighth * 0.5) * (0.5 * eighth.cos() / (eighth * 0.5).cos());
    let d = (inner - tip).normalize();
    // Positive on the star's side.
    let side = d.perp_dot(f - tip);
    let mut line = to_segment(f, tip, inner);
    // The square about the corner of the cell, standing on the middles of the small squares' sides.
    let c = Vec2::new(0.5 - q.x.abs(), 0.5 - q.y.abs());
    let half = 0.5 - 0.5 * std::f32::consts::FRAC_1_SQRT_2;
    let box_d = c.max_element() - half;
    line = line.min(box_d.abs() + (c.min_element() - half).max(0.0));
    Star { p: q, id: [cell.x as i32, cell.y as i32], inside: side, line, in_square: box_d < 0.0, sector: sector.rem_euclid(8) }
}

/// Distance inside a star of two squares of circumradius `r` (negative outside).
fn octagram(p: Vec2, r: f32) -> f32 {
    let a = p.abs();
    let b = Vec2::new((p.x + p.y).abs(), (p.x - p.y).abs()) * std::f32::consts::FRAC_1_SQRT_2;
    let half = r * std::f32::consts::FRAC_1_SQRT_2;
    (half - a.max_element()).max(half - b.max_element())
}

/// Glaze: colour varies by piece and pools a little.
fn glaze(color: Vec3, piece: u32, uv: Vec2) -> (Vec3, f32, f32) {
    let r = (piece >> 8) as f32 / 16_777_216.0;
    let pool = fbm(uv, [24, 24], 3, 3) - 0.5;
    (color * (0.80 + 0.40 * r) * (1.0 + 0.25 * pool), 0.16 + 0.14 * pool.abs() + 0.06 * r, r)
}

/// Zellige: stars and crosses of squares in cobalt, green and honey between white bands.
pub(super) fn zellige(uv: Vec2) -> Texel {
    let p = uv * 2.0;
    let s = star_work(p);
    let wrap = [s.id[0].rem_euclid(2), s.id[1].rem_euclid(2)];
    let [white, black, blue, green, honey] = [hex(0xE6DFCC), hex(0x1B1C1F), hex(0x1C3F86), hex(0x1F6B4A), hex(0xC58A2C)];
    let even = (wrap[0] + wrap[1]) % 2 == 0;
    let strap = 0.030;
    let mut grout = f32::INFINITY;
    let (color, piece);
    if s.line < strap {
        // White bands, cut where they cross.
        grout = grout.min((strap - s.line).abs());
        color = white;
        piece = hash(wrap[0] * 8 + s.sector, wrap[1], 50);
    } else {
        grout = grout.min(s.line - strap);
        if s.inside > 0.0 {
            // Nested stars.
            let outer = octagram(s.p, 0.335);
            let middle = octagram(s.p, 0.25);
            let core = octagram(Vec2::from_angle(std::f32::consts::FRAC_PI_8).rotate(s.p), 0.155);
            for d in [outer, middle, core] {
                grout = grout.min(d.abs());
            }
            let ray = (s.p.y.atan2(s.p.x) / std::f32::consts::FRAC_PI_4 + 0.5).floor() as i32;
            (color, piece) = if core > 0.0 {
                (if even { honey } else { white }, 1)
            } else if middle > 0.0 {
                (black, hash(ray.rem_euclid(8), 2, 51))
            } else if outer > 0.0 {
                (white, hash(ray.rem_euclid(8), 3, 52))
            } else {
                (if even { blue } else { green }, hash(ray.rem_euclid(8) + 8 * wrap[0], 4 + wrap[1], 53))
            };
        } else if s.in_square {
            let c = Vec2::new(0.5 - s.p.x.abs(), 0.5 - s.p.y.abs());
            let inner = c.x.abs().max(c.y.abs()) - 0.065;
            grout = grout.min(inner.abs());
            (color, piece) = if inner < 0.0 { (black, 5) } else { (honey, hash(wrap[0], wrap[1], 54)) };
        } else {
            let flat = s.sector % 2 == 0;
            (color, piece) = (if flat { green } else { blue }, hash(s.sector + 8 * wrap[0], wrap[1], 55));
            if even && flat {
                // A little of everything keeps it alive.
                let (c, rough, r) = glaze(blue, piece, uv);
                return ceramic(c, rough, r, grout, piece, s.p);
            }
        }
    }
    let (c, rough, r) = glaze(color, hash(piece as i32, wrap[0] + 2 * wrap[1], 60), uv);
    ceramic(c, rough, r, grout, piece, s.p)
}

/// Joins a glazed piece with its joint; `grout` is the distance to the joint in periods of 0.28 m.
fn ceramic(color: Vec3, rough: f32, tilt: f32, grout: f32, piece: u32, p: Vec2) -> Texel {
    let joint = 1.0 - smooth(0.002, 0.006, grout);
    let lean = Vec2::from_angle(tilt * 40.0 + piece as f32).dot(p) * 2.2;
    Texel::new(color.lerp(hex(0x9A8E78), joint * 0.8), lean * (1.0 - joint) - 0.5 * joint, rough + 0.5 * joint)
}

/// Edge of a zellige field: black and white lozenges between bands; one period high.
pub(super) fn zellige_border(uv: Vec2) -> Texel {
    let [white, black, blue, honey] = [hex(0xE6DFCC), hex(0x1B1C1F), hex(0x1C3F86), hex(0xC58A2C)];
    let y = uv.y;
    let band = |a: f32, b: f32| y >= a && y < b;
    let edge = [0.0, 0.12, 0.24, 0.76, 0.88, 1.0].map(|e: f32| (y - e).abs()).into_iter().fold(1.0, f32::min);
    let (color, grout, id);
    if band(0.0, 0.12) || band(0.88, 1.0) {
        (color, grout, id) = (blue, edge, 0);
    } else if band(0.12, 0.24) || band(0.76, 0.88) {
        let k = (uv.x * 4.0).floor();
        let f = uv.x * 4.0 - k;
        (color, grout, id) = (white, edge.min(f.min(1.0 - f) * 0.25), k as i32);
    } else {
        let x = uv.x * 2.0;
        let k = (x + 0.5).floor();
        let d = (x - k).abs() + (y - 0.5).abs() / 0.52 - 0.5;
        let inner = (x - k).abs() + (y - 0.5).abs() / 0.52 - 0.2;
        grout = edge.min(d.abs() * 0.4).min(inner.abs() * 0.4);
        (color, id) = if inner < 0.0 {
            (honey, 7)
        } else if d < 0.0 {
            (black, k as i32 + 3)
        } else {
            (white, (x.floor() as i32) + 9)
        };
    }
    let (c, rough, r) = glaze(color, hash(id.rem_euclid(16), 0, 70), uv);
    ceramic(c, rough, r, grout * 0.5, id as u32, Vec2::new(uv.x - 0.5, y - 0.5) * 0.2)
}

/// Star and cross tiles: cobalt stars with a white flower, turquoise crosses.
pub(super) fn star_tile(uv: Vec2) -> Texel {
    let p = uv * 2.0;
    let s = star_work(p);
    let wrap = [s.id[0].rem_euclid(2), s.id[1].rem_euclid(2)];
    let [white, cobalt, turquoise, yellow, black] = [hex(0xE4DDCA), hex(0x1B3576), hex(0x1E8C93), hex(0xD09A36), hex(0x14181F)];
    let mut color;
    let angle = s.p.y.atan2(s.p.x);
    let radius = s.p.length();
    let grout = s.inside.abs();
    if s.inside > 0.0 {
        color = cobalt;
        // A flower of eight petals, a ring of leaves, a fillet along the edge.
        let petal = 0.17 * (0.62 + 0.38 * (angle * 8.0).cos().abs().powf(0.7));
        if radius < 0.045 {
            color = yellow;
        } else if radius < petal {
            color = white;
        } else if (radius - 0.235).abs() < 0.018 + 0.016 * (angle * 8.0).cos() {
            color = turquoise;
        }
        if (s.inside - 0.035).abs() < 0.010 {
            color = white;
        }
    } else {
        color = turquoise;
        let c = Vec2::new(0.5 - s.p.x.abs(), 0.5 - s.p.y.abs());
        let r = c.length();
        let a = c.y.atan2(c.x);
        if r < 0.03 {
            color = yellow;
        } else if r < 0.12 * (0.55 + 0.45 * (a * 4.0).cos().abs()) {
            color = white;
        } else if (-s.inside - 0.035).abs() < 0.009 {
            color = black;
        }
    }
    let piece = if s.inside > 0.0 { hash(wrap[0], wrap[1], 80) } else { hash((p.x.floor() as i32).rem_euclid(2), (p.y.floor() as i32).rem_euclid(2), 81) };
    let (c, rough, r) = glaze(color, piece, uv);
    ceramic(c, rough, r, grout, piece, s.p)
}

/// Bejmat: small terracotta bricks, 70 by 210 mm and a little uneven.
pub(super) fn bejmat(uv: Vec2) -> Texel {
    const N: i32 = 3;
    // Twelve widths over the tile: a multiple of the pattern's six.
    let (q, id, upright) = herringbone(uv * 12.0, N);
    let seed = hash(id[0], id[1], 90 + u32::from(upright));
    let r = (seed >> 8) as f32 / 16_777_216.0;
    let r2 = rand(seed as i32, 1, 91);
    let base = hex(0xA2623E).lerp(hex(0x7C4128), r).lerp(hex(0xBC8658), 0.35 * r2);
    let grain = fbm(uv, [60, 60], 3, 92) - 0.5;
    let stain = fbm(uv, [5, 5], 4, 93) - 0.5;
    let wobble = 0.03 * (noise(uv * 48.0, [48, 48], 94) - 0.5);
    let edge = (q.x.min(N as f32 - q.x)).min(q.y.min(1.0 - q.y)) + wobble;
    let joint = 1.0 - smooth(0.02, 0.055, edge);
    let dome = smooth(0.0, 0.22, edge);
    let color = (base * (1.0 + 0.25 * grain + 0.3 * stain)).lerp(hex(0xA89878), joint * 0.75);
    Texel::new(color, 1.1 * dome + 0.25 * grain - 1.0 * joint + 0.7 * (r2 - 0.5), 0.50 + 0.14 * r + 0.3 * joint + 0.12 * grain)
}

/// Carved stucco: star lattice above a ground of small leaves.
pub(super) fn stucco(uv: Vec2) -> Texel {
    let s = star_work(uv * 2.0);
    let angle = s.p.y.atan2(s.p.x);
    let radius = s.p.length();
    let band = 1.0 - smooth(0.028, 0.040, s.line);
    let groove = 1.0 - smooth(0.004, 0.010, (s.line - 0.014).abs());
    // Rosette in the star, leaves in the rest.
    let petal =
        smooth(0.0, 0.035, 0.30 * (0.72 + 0.28 * (angle * 8.0).cos()) - radius) * smooth(0.02, 0.06, radius) * (0.55 + 0.45 * (angle * 8.0).cos().abs());
    let boss = 1.0 - smooth(0.03, 0.06, radius);
    let c = Vec2::new(0.5 - s.p.x.abs(), 0.5 - s.p.y.abs());
    let ca = c.y.atan2(c.x);
    let leaf = smooth(0.0, 0.03, 0.17 * (0.6 + 0.4 * (ca * 4.0).cos().abs()) - c.length());
    let figure = petal.max(boss).max(leaf * 0.8);
    let height = (6.0 * band - 1.2 * groove * band).max(4.2 * figure);
    let rub = fbm(uv, [8, 8], 4, 95) - 0.5;
    let deep = 1.0 - smooth(0.0, 3.0, height);
    let color = hex(0xE2D5BA).lerp(hex(0x8A7354), deep * 0.75) * (1.0 + 0.14 * rub);
    Texel::new(color, height + 0.3 * rub, 0.86)
}

/// Course, place in the brick and number: 8 courses of 55 mm to 0.44 m; bricks of 220 mm in running bond.
fn bond(uv: Vec2, courses: f32, bricks: f32) -> (Vec2, [i32; 2]) {
    let y = uv.y * courses;
    let row = y.floor();
    let x = uv.x * bricks + if row as i32 % 2 == 0 { 0.0 } else { 0.5 };
    let col = x.floor();
    (Vec2::new(x - col, y - row), [(col as i32).rem_euclid(bricks as i32), row as i32])
}

fn buff(id: [i32; 2], uv: Vec2, seed: u32) -> Vec3 {
    let r = rand(id[0], id[1], seed);
    let grain = fbm(uv, [90, 90], 2, seed + 1) - 0.5;
    let stain = fbm(uv, [4, 4], 4, seed + 2) - 0.5;
    hex(0xC0A074).lerp(hex(0xA47C50), r).lerp(hex(0xD4BC94), 0.4 * rand(id[0], id[1], seed + 5)) * (1.0 + 0.25 * grain + 0.2 * stain)
}

/// Buff brick, running bond.
pub(super) fn brick(uv: Vec2) -> Texel {
    let (q, id) = bond(uv, 16.0, 4.0);
    let grain = fbm(uv, [90, 90], 2, 101) - 0.5;
    let edge = (q.x.min(1.0 - q.x) * 220.0).min(q.y.min(1.0 - q.y) * 55.0) + 2.0 * grain;
    let joint = 1.0 - smooth(3.0, 5.5, edge);
    let color = buff(id, uv, 102).lerp(hex(0xA5957A), joint * 0.8);
    Texel::new(color, -3.0 * joint + 0.5 * grain + 0.8 * rand(id[0], id[1], 103), 0.88)
}

/// Buff brick with turquoise and cobalt headers set in lozenges (banna'i).
pub(super) fn persian_brick(uv: Vec2) -> Texel {
    // A grid of 16 by 16 half-courses of 55 mm: the glazed headers are square.
    let g = uv * 16.0;
    let cell = g.floor();
    let (i, j) = (cell.x as i32, cell.y as i32);
    let f = g - cell;
    let d = (i - 8).abs() + (j - 8).abs();
    let glazed = match d {
        0 => Some(hex(0xE0D6BE)),
        1 => Some(hex(0x1B3576)),
        6 => Some(hex(0x1E8C93)),
        _ if d == 16 || ((i == 0 && j == 8) || (j == 0 && i == 8)) => Some(hex(0x1B3576)),
        _ => None,
    };
    if let Some(c) = glazed {
        let edge = f.x.min(1.0 - f.x).min(f.y.min(1.0 - f.y)) * 55.0;
        let joint = 1.0 - smooth(3.0, 5.0, edge);
        let (c, rough, r) = glaze(c, hash(i, j, 110), uv);
        return Texel::new(c.lerp(hex(0xA5957A), joint * 0.8), -2.5 * joint + r, rough + 0.6 * joint);
    }
    brick(uv)
}

/// Square brick pavers laid straight, small turquoise squares at their corners.
pub(super) fn brick_floor(uv: Vec2) -> Texel {
    let g = uv * 4.0;
    let cell = g.floor();
    let f = g - cell;
    let id = [cell.x as i32, cell.y as i32];
    let at_corner = f.x.min(1.0 - f.x) + f.y.min(1.0 - f.y);
    let grain = fbm(uv, [90, 90], 3, 121) - 0.5;
    let wear = fbm(uv, [5, 5], 4, 122) - 0.5;
    let diamond = 0.17;
    if at_corner < diamond {
        let edge = (diamond - at_corner) * 220.0 * std::f32::consts::FRAC_1_SQRT_2;
        let joint = 1.0 - smooth(1.5, 3.5, edge);
        let corner = [(g.x + 0.5).floor() as i32, (g.y + 0.5).floor() as i32].map(|v| v.rem_euclid(4));
        let (c, rough, r) = glaze(hex(0x22777C), hash(corner[0], corner[1], 123), uv);
        let c = c.lerp(hex(0x6E5C44), (0.35 * (wear + 0.5)).clamp(0.0, 1.0));
        return Texel::new(c.lerp(hex(0x77684F), joint * 0.8), -1.2 * joint + 0.5 * r, 0.1 + rough + 0.4 * joint);
    }
    let edge = (f.x.min(1.0 - f.x).min(f.y.min(1.0 - f.y)) * 220.0).min((at_corner - diamond) * 220.0 * std::f32::consts::FRAC_1_SQRT_2);
    let joint = 1.0 - smooth(1.5, 3.5, edge);
    let dome = smooth(0.0, 22.0, edge);
    let color = (buff(id, uv, 124) * 0.72 * (1.0 + 0.3 * wear)).lerp(hex(0x77684F), joint * 0.8);
    Texel::new(color, 0.8 * dome - 1.2 * joint + 0.35 * grain + 0.5 * rand(id[0], id[1], 125), 0.52 + 0.12 * wear + 0.3 * joint)
}

/// Green glazed half-round roof tiles.
pub(super) fn roof_tile(uv: Vec2) -> Texel {
    let x = uv.x * 3.0;
    let col = x.floor();
    let f = x - col;
    let y = uv.y * 2.0;
    let row = y.floor();
    let lap = y - row;
    let round = (1.0 - (2.0 * f - 1.0).powi(2)).max(0.0).sqrt();
    let (c, rough, r) = glaze(hex(0x1F5C40), hash(col as i32, row as i32, 130), uv);
    let shade = 0.45 + 0.55 * round;
    Texel::new(c * shade * (1.0 - 0.35 * smooth(0.92, 1.0, lap)), 30.0 * round + 8.0 * lap + r, rough + 0.1)
}
