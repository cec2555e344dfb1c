//! Plasters, paints, stones and metals.

use glam::{Vec2, Vec3};

use super::{
    Texel,
    noise::{fbm, hex, noise, smooth},
};

fn wash(uv: Vec2, base: u32, spread: f32, seed: u32) -> (Vec3, f32) {
    let broad = fbm(uv, [3, 3], 4, seed) - 0.5;
    let fine = fbm(uv, [40, 40], 3, seed + 9) - 0.5;
    (hex(base) * (1.0 + spread * (1.6 * broad + 0.6 * fine)), broad * 0.9 + fine * 0.25)
}

/// Warm ceiling plaster, smooth.
pub(super) fn plaster(uv: Vec2) -> Texel {
    let (c, h) = wash(uv, 0xDDCFB4, 0.10, 1);
    Texel::new(c, h * 0.5, 0.85)
}

/// Limewash over an uneven wall: the trowel shows.
pub(super) fn lime(uv: Vec2) -> Texel {
    let (c, h) = wash(uv, 0xE4DAC6, 0.14, 2);
    let trowel = fbm(Vec2::new(uv.x + 0.02 * fbm(uv, [5, 5], 2, 40), uv.y), [6, 18], 4, 41) - 0.5;
    Texel::new(c * (1.0 + 0.10 * trowel), h * 1.4 + trowel * 1.8, 0.9)
}

/// Fine gypsum of niches and cornices.
pub(super) fn gypsum(uv: Vec2) -> Texel {
    let (c, h) = wash(uv, 0xDCCDB0, 0.12, 3);
    Texel::new(c, h * 0.8, 0.82)
}

/// Joinery painted off-white; the brush shows.
pub(super) fn painted_pale(uv: Vec2) -> Texel {
    let brush = fbm(uv, [4, 90], 3, 5) - 0.5;
    Texel::new(hex(0xCFC3A6) * (1.0 + 0.06 * brush), brush * 0.06, 0.42 + 0.1 * brush)
}

/// Joinery painted a dark green-brown.
pub(super) fn painted_dark(uv: Vec2) -> Texel {
    let brush = fbm(uv, [4, 90], 3, 6) - 0.5;
    let worn = smooth(0.62, 0.85, fbm(uv, [5, 5], 4, 7));
    Texel::new(hex(0x4E4030).lerp(hex(0x5E4C36), worn * 0.6) * (1.0 + 0.08 * brush), brush * 0.06, 0.36 + 0.1 * brush + 0.1 * worn)
}

/// White marble with grey veins.
pub(super) fn marble(uv: Vec2) -> Texel {
    let w1 = fbm(uv, [3, 3], 5, 11) - 0.5;
    let w2 = fbm(uv, [4, 4], 5, 12) - 0.5;
    let q = uv + Vec2::new(w1, w2) * 0.35;
    let vein = |a: i32, b: i32, width: f32, seed: u32| {
        let t = (q.x * a as f32 + q.y * b as f32) * std::f32::consts::TAU;
        let d = (t + 5.0 * (fbm(uv, [5, 5], 4, seed) - 0.5)).sin().abs();
        1.0 - smooth(0.0, width, d)
    };
    let strong = vein(1, 2, 0.10, 13) * smooth(0.35, 0.7, fbm(uv, [3, 3], 3, 14));
    let faint = vein(3, -2, 0.25, 15) * 0.4;
    let cloud = fbm(uv, [4, 4], 5, 16);
    let c = hex(0xE6E0D4).lerp(hex(0xCFC8BC), smooth(0.3, 0.8, cloud));
    let c = c.lerp(hex(0x77736E), (strong * 0.75 + faint * 0.35).min(0.9));
    Texel::new(c, 0.0, 0.22 + 0.08 * (cloud - 0.5))
}

/// Quiet grey stone of plinths.
pub(super) fn plinth(uv: Vec2) -> Texel {
    let (c, h) = wash(uv, 0x7F776A, 0.16, 21);
    let grain = noise(uv * 220.0, [220, 220], 22) - 0.5;
    Texel::new(c * (1.0 + 0.10 * grain), h * 0.3 + grain * 0.08, 0.62)
}

fn metal(uv: Vec2, color: Vec3, rough: f32, tarnish: Vec3, amount: f32, seed: u32) -> Texel {
    let spots = smooth(0.45, 0.8, fbm(uv, [6, 6], 5, seed));
    let fine = fbm(uv, [50, 50], 3, seed + 3) - 0.5;
    let c = color.lerp(tarnish, spots * amount) * (1.0 + 0.12 * fine);
    Texel { color: c, height_mm: fine * 0.03, rough: rough + 0.16 * spots + 0.1 * fine, metal: 1.0 }
}

/// Brass, polished by hands.
pub(super) fn brass(uv: Vec2) -> Texel {
    metal(uv, Vec3::new(0.70, 0.47, 0.20), 0.26, Vec3::new(0.36, 0.22, 0.09), 0.55, 31)
}

/// Gilding on bole: red shows where the gold is thin.
pub(super) fn gilt(uv: Vec2) -> Texel {
    metal(uv, Vec3::new(0.80, 0.55, 0.23), 0.34, Vec3::new(0.45, 0.20, 0.08), 0.6, 32)
}

/// Wrought iron.
pub(super) fn iron(uv: Vec2) -> Texel {
    let mut t = metal(uv, Vec3::new(0.10, 0.095, 0.09), 0.5, Vec3::new(0.05, 0.03, 0.02), 0.5, 33);
    t.metal = 0.85;
    t
}
