//! The air outside at dusk. Brightness 1 is the hall's `sky_cd_m2`; the horizon lies at three tenths of the
//! picture's height.

use glam::{Vec2, Vec3};

use super::{
    Texel,
    noise::{fbm, hex, noise, rand, smooth},
};

/// Sky of a height above the horizon 0..1.
fn dusk(up: f32, glow: u32, middle: u32, high: u32) -> Vec3 {
    let a = hex(glow).lerp(hex(middle), smooth(0.0, 0.42, up));
    a.lerp(hex(high), smooth(0.25, 1.0, up))
}

fn clouds(uv: Vec2, up: f32, tint: u32, sky: Vec3, seed: u32) -> Vec3 {
    let c = fbm(Vec2::new(uv.x, uv.y * 0.999), [5, 14], 5, seed);
    let m = smooth(0.52, 0.75, c) * (1.0 - smooth(0.35, 0.9, up));
    sky.lerp(hex(tint), m * 0.55)
}

fn air(color: Vec3) -> Texel {
    Texel::new(color, 0.0, 1.0)
}

/// Height above the horizon: the horizon lies at three tenths of the picture.
fn elevation(uv: Vec2) -> f32 {
    (0.7 - uv.y) / 0.7
}

/// Paris: mansards and chimneys against a rose-grey evening, lit windows across the street.
pub(super) fn paris(uv: Vec2) -> Texel {
    let up = elevation(uv);
    let sky = clouds(uv, up, 0xD99A86, dusk(up, 0xE9B48C, 0x93A0BE, 0x3F5A8C), 3);
    let block = (uv.x * 12.0).floor() as i32;
    let f = uv.x * 12.0 - block as f32;
    let eaves = 0.05 + 0.05 * rand(block, 0, 8);
    let roof = eaves + 0.055;
    let slope = (f.min(1.0 - f) * 9.0).min(1.0);
    let mut line = eaves + 0.055 * (0.4 + 0.6 * slope);
    for k in 0..3 {
        let at = rand(block, k, 9) * 0.7 + 0.15;
        if (f - at).abs() < 0.022 {
            line = line.max(roof + 0.022 + 0.02 * rand(block, k, 10));
        }
    }
    if up >= line {
        return air(sky);
    }
    let (bay, floor) = (f * 7.0, (up + 1.0) / 0.062);
    let (column, row) = (bay.floor() as i32 + block * 16, floor.floor() as i32);
    let pane = (bay.fract() - 0.5).abs() < 0.17 && (floor.fract() - 0.48).abs() < 0.29;
    let balcony = floor.fract() < 0.07;
    if up > eaves {
        // Zinc, with a dormer to every other bay.
        let dormer = column % 2 == 0 && (bay.fract() - 0.5).abs() < 0.16 && up < eaves + 0.034;
        let lit = rand(column, row, 11) > 0.7;
        return air(if dormer && lit { hex(0xE2A856) } else { hex(0x3A4663) * 0.7 });
    }
    let wall = hex(0x6A6478).lerp(hex(0x4A4A62), smooth(0.1, -0.4, up)) * (0.85 + 0.15 * rand(block, 1, 12)) * 0.7;
    air(match (pane, rand(column, row, 13)) {
        (true, r) if r > 0.66 => hex(0xE8B060).lerp(hex(0xC07C3A), rand(column, row, 14)),
        (true, _) => hex(0x23283C) * 0.8,
        _ if balcony => wall * 0.6,
        _ => wall,
    })
}

/// Tetouan: the deep blue above a court, first stars.
pub(super) fn tetouan(uv: Vec2) -> Texel {
    let up = elevation(uv).max(0.0);
    let mut sky = clouds(uv, up * 0.8, 0xB98FA0, dusk(up, 0xD9A58C, 0x6E83B8, 0x2C4684), 5);
    let cell = (uv * 70.0).floor();
    let star = rand(cell.x as i32, cell.y as i32, 12);
    let at = cell + Vec2::new(0.3 + 0.4 * rand(cell.x as i32, cell.y as i32, 13), 0.3 + 0.4 * rand(cell.x as i32, cell.y as i32, 14));
    if star > 0.965 && up > 0.4 {
        sky += Vec3::splat(0.8 * (1.0 - smooth(0.02, 0.12, (uv * 70.0).distance(at))));
    }
    air(sky)
}

/// Tehran: the Alborz behind poplars and cypresses.
pub(super) fn tehran(uv: Vec2) -> Texel {
    let up = elevation(uv);
    let sky = clouds(uv, up, 0xE0A080, dusk(up, 0xF0BE86, 0xA49CBE, 0x46609C), 6);
    let ridge = 0.20 + 0.14 * fbm(Vec2::new(uv.x, 0.3), [6, 3], 5, 15);
    let mut c = sky;
    if up < ridge {
        let snow = smooth(ridge - 0.05, ridge, up) * smooth(0.4, 0.6, noise(Vec2::new(uv.x * 60.0, up * 50.0), [60, 0], 16));
        c = hex(0x56608A).lerp(hex(0x8F86A0), 1.0 - up / 0.3).lerp(hex(0xD8B8B0), snow * 0.7) * 0.8;
    }
    let tree = (uv.x * 30.0).floor() as i32;
    let f = uv.x * 30.0 - tree as f32;
    let tall = 0.05 + 0.15 * rand(tree, 3, 17);
    let width = 0.10 + 0.16 * rand(tree, 4, 18);
    let ragged = 0.03 * (noise(Vec2::new(uv.x * 400.0, up * 120.0), [400, 0], 19) - 0.5);
    let taper = (1.0 - (up.max(0.0) / tall).powi(2)).max(0.0).sqrt() * width;
    if up < tall && (f - 0.5).abs() < taper + ragged {
        c = hex(0x1C2A28) * 0.7;
    }
    if up < 0.02 {
        // The garden: paths between beds, darker towards the house.
        let bed = 0.6 + 0.4 * fbm(Vec2::new(uv.x, uv.y * 0.999), [40, 60], 3, 20);
        c = hex(0x3C4430).lerp(hex(0x20261E), smooth(0.0, -0.35, up)) * bed;
    }
    air(c)
}
