//! Cloths.

use glam::{Vec2, Vec3};

use super::{
    Texel,
    noise::{fbm, hex, noise, rand, smooth},
};

/// Coverage 0..1 of the damask's figure: pomegranates in an ogee lattice. `p` in lattice units about a fruit.
fn pomegranate(p: Vec2) -> f32 {
    let mut m: f32 = 0.0;
    let x = p.x.abs();
    let soft = |d: f32| 1.0 - smooth(-0.006, 0.006, d);
    // Fruit with a slit of seeds.
    let fruit = Vec2::new(x, (p.y - 0.02) * 0.92).length() - 0.115;
    let slit = Vec2::new(x * 2.6, p.y - 0.03).length() - 0.085;
    m = m.max(soft(fruit) - soft(slit));
    let seed = ((p * Vec2::new(44.0, 40.0)).fract() - 0.5).abs();
    m = m.max(soft(slit + 0.02) * soft((seed.length() - 0.30) * 0.05));
    // Crown of three tips.
    for k in [-1.0f32, 0.0, 1.0] {
        let q = p - Vec2::new(k * 0.028, 0.15);
        let r = Vec2::from_angle(k * 0.35).rotate(q);
        m = m.max(soft(r.x.abs() * 2.4 + r.y.abs() - 0.045));
    }
    // Leaves springing from the stem and curving about the fruit.
    for (angle, radius, length) in [(0.75f32, 0.19f32, 0.10f32), (1.5, 0.215, 0.085), (2.25, 0.20, 0.08), (-0.15, 0.22, 0.07)] {
        let at = Vec2::new(angle.sin(), -angle.cos()) * radius;
        let q = Vec2::from_angle(-angle * 0.8 - 0.2).rotate(Vec2::new(x, p.y) - at);
        let leaf = (q.x / 0.042).abs().powf(1.4) + (q.y / length).abs().powf(1.9) - 1.0;
        let vein = (q.x.abs() - 0.004).max(q.y.abs() - length * 0.8);
        m = m.max(soft(leaf * 0.04) - soft(vein));
    }
    let stem = (x - 0.010).max((p.y + 0.22).abs() - 0.10);
    m.max(soft(stem)).clamp(0.0, 1.0)
}

/// Silk damask, deep green: satin ground, figure in another weave.
pub(super) fn damask(uv: Vec2) -> Texel {
    let p = Vec2::new(uv.x, 1.0 - uv.y);
    let mut figure: f32 = 0.0;
    for (cx, cy) in [(0.5, 0.5), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
        let q = p - Vec2::new(cx, cy);
        figure = figure.max(pomegranate(q * Vec2::new(0.86, 1.0)));
    }
    // The ogee band between the fruits.
    let y = p.y * std::f32::consts::TAU;
    let curve = 0.25 * (1.0 + y.cos());
    let slope = 1.0 / (1.0 + (0.25 * std::f32::consts::TAU * y.sin()).powi(2)).sqrt();
    let fold = (p.x - (p.x + 0.5).floor()).abs();
    let d = (fold - curve).abs() * slope;
    let band = (1.0 - smooth(0.026, 0.034, d)) - (1.0 - smooth(0.006, 0.012, d)) + (1.0 - smooth(0.046, 0.050, d)) - (1.0 - smooth(0.040, 0.044, d));
    figure = figure.max(band.clamp(0.0, 1.0));
    let thread = noise(uv * Vec2::new(256.0, 90.0), [256, 90], 2) - 0.5;
    let slub = fbm(uv, [3, 60], 3, 3) - 0.5;
    let ground = hex(0x27463A);
    let figured = hex(0x426857);
    let color = ground.lerp(figured, figure) * (1.0 + 0.16 * thread + 0.18 * slub);
    Texel::new(color, 0.12 * figure + 0.05 * thread, 0.66 - 0.20 * figure + 0.1 * slub)
}

/// Pomegranate velvet; the pile is brushed here and there.
pub(super) fn velvet(uv: Vec2) -> Texel {
    let brushed = fbm(uv, [4, 6], 4, 4);
    let pile = noise(uv * 200.0, [200, 200], 5);
    let c = hex(0x5A1622).lerp(hex(0x8E2F3C), smooth(0.2, 0.9, brushed) * 0.45 + 0.2) * (0.85 + 0.3 * pile);
    Texel::new(c, pile * 0.1, 0.92)
}

/// A flat-woven rug with stepped medallions; drawn knot by knot, one picture per rug.
pub(super) fn kilim(uv: Vec2) -> Texel {
    const KNOTS: Vec2 = Vec2::new(110.0, 180.0);
    let k = (uv * KNOTS).floor();
    let (i, j) = (k.x as i32, k.y as i32);
    let (w, h) = (110, 180);
    let x = (i - w / 2).abs() - i32::from(i >= w / 2) + 1;
    let edge_x = i.min(w - 1 - i);
    let edge_y = j.min(h - 1 - j);
    let edge = edge_x.min(edge_y);
    let [red, madder, indigo, ivory, ochre, brown] = [hex(0x7E1F22), hex(0x5C1418), hex(0x1F2C4E), hex(0xD8C8A4), hex(0xB5813A), hex(0x2E1D14)];
    let along = if edge_x < edge_y { j } else { i };
    let mut c: Vec3 = match edge {
        0..=2 => brown,
        3 => ivory,
        4..=14 => {
            // Border: hooked diamonds.
            let t = (along.rem_euclid(14) - 7).abs();
            let d = (edge - 9).abs();
            if t + d <= 2 {
                ivory
            } else if t + d <= 5 {
                if along.div_euclid(14) % 2 == 0 { red } else { ochre }
            } else if t + d == 6 {
                brown
            } else {
                indigo
            }
        }
        15 => ivory,
        16..=17 => brown,
        _ => red,
    };
    if edge >= 18 {
        // Three stepped medallions along the middle, smaller figures between.
        let period = 48;
        let y = (j - h / 2 + period / 2).rem_euclid(period) - period / 2;
        let step = (x / 3) * 3 + (y.abs() / 3) * 3;
        let hook = (x + y.abs()) % 6 < 3;
        c = match step {
            0..=5 => ivory,
            6..=9 => madder,
            10..=14 => ochre,
            15..=19 => indigo,
            20..=23 if hook => ivory,
            20..=23 => indigo,
            24..=27 => brown,
            _ => red,
        };
        let side = ((x - 30).abs() / 2) * 2 + (((y.abs() - 22).abs()) / 2) * 2;
        if step > 27 {
            c = match side {
                0..=2 => ivory,
                3..=5 => indigo,
                6..=7 => ochre,
                8..=9 => brown,
                _ => c,
            };
        }
    }
    // Wool: each weft has its own dye lot (abrash); threads rise.
    let lot = rand(0, j / 3, 21) * 0.10 + fbm(uv, [2, 30], 3, 22) * 0.22;
    let f = uv * KNOTS - k;
    let thread = 1.0 - (2.0 * f.y - 1.0).powi(2);
    let rib = 1.0 - (2.0 * (uv.x * KNOTS.x * 1.0).fract() - 1.0).powi(2);
    let c = c * (0.80 + lot) * (0.82 + 0.18 * thread) * (0.92 + 0.16 * rand(i, j, 23));
    Texel::new(c, 0.5 * thread + 0.4 * rib, 0.95)
}
