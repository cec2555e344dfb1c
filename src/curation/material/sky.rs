//! The air outside at dusk. Brightness 1 is the hall's `sky_cd_m2`; the picture is as tall as the view from horizon (below)
//! to zenith (above), once around in width.

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

/// Paris: mansards and chimneys against a rose-grey evening.
pub(super) fn paris(uv: Vec2) -> Texel {
    let up = 1.0 - uv.y;
    let sky = clouds(uv, up, 0xD99A86, dusk(up, 0xE9B48C, 0x93A0BE, 0x3F5A8C), 3);
    let block = (uv.x * 12.0).floor() as i32;
    let f = uv.x * 12.0 - block as f32;
    let roof = 0.16 + 0.09 * rand(block, 0, 8);
    let slope = (f.min(1.0 - f) * 9.0).min(1.0);
    let mut line = roof * (0.72 + 0.28 * slope);
    for k in 0..3 {
        let at = rand(block, k, 9) * 0.7 + 0.15;
        if (f - at).abs() < 0.022 {
            line = line.max(roof + 0.022 + 0.02 * rand(block, k, 10));
        }
    }
    if up < line {
        let lit = f * 9.0;
        let window = rand((lit as i32) + block * 40, (up * 60.0) as i32, 11) > 0.93 && up < roof * 0.68 && lit.fract() > 0.35 && (up * 60.0).fract() > 0.3;
        let wall = hex(0x39405A).lerp(hex(0x2A3047), up / 0.25);
        return air(if window { hex(0xE8B060) } else { wall * 0.55 });
    }
    air(sky)
}

/// Tetouan: the deep blue above a court, first stars.
pub(super) fn tetouan(uv: Vec2) -> Texel {
    let up = 1.0 - uv.y;
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
    let up = 1.0 - uv.y;
    let sky = clouds(uv, up, 0xE0A080, dusk(up, 0xF0BE86, 0xA49CBE, 0x46609C), 6);
    let ridge = 0.20 + 0.14 * fbm(Vec2::new(uv.x, 0.3), [6, 3], 5, 15);
    let mut c = sky;
    if up < ridge {
        let snow = smooth(ridge - 0.05, ridge, up) * smooth(0.4, 0.6, noise(Vec2::new(uv.x * 60.0, up * 50.0), [60, 0], 16));
        c = hex(0x56608A).lerp(hex(0x8F86A0), 1.0 - up / 0.3).lerp(hex(0xD8B8B0), snow * 0.7) * 0.8;
    }
    let tree = (uv.x * 30.0).floor() as i32;
    let f = uv.x * 30.0 - tree as f32;
    let tall = 0.06 + 0.17 * rand(tree, 3, 17);
    let width = 0.10 + 0.16 * rand(tree, 4, 18);
    let ragged = 0.03 * (noise(Vec2::new(uv.x * 400.0, up * 120.0), [400, 0], 19) - 0.5);
    let taper = (1.0 - (up / tall).powi(2)).max(0.0).sqrt() * width;
    if up < tall && (f - 0.5).abs() < taper + ragged {
        c = hex(0x1C2A28) * 0.7;
    }
    if up < 0.05 {
        c = hex(0x2C2A26) * 0.7;
    }
    air(c)
}
