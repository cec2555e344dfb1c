//! Repeatable noise for drawing surfaces: every lattice wraps, so that tiles join.

use glam::{Vec2, Vec3};

/// Mixes lattice coordinates to 32 bits (after the PCG family, O'Neill 2014).
pub fn hash(x: i32, y: i32, seed: u32) -> u32 {
    let mut h = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77) ^ seed.wrapping_mul(0xC2B2_AE3D);
    h = h.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
    let w = ((h >> ((h >> 28) + 4)) ^ h).wrapping_mul(277_803_737);
    (w >> 22) ^ w
}

/// Uniform 0..1 for a lattice point.
pub fn rand(x: i32, y: i32, seed: u32) -> f32 {
    (hash(x, y, seed) >> 8) as f32 / 16_777_216.0
}

/// Value noise 0..1 at `p` in lattice units; wraps after `period` units (0: never).
pub fn noise(p: Vec2, period: [i32; 2], seed: u32) -> f32 {
    let f = p.floor();
    let (ix, iy) = (f.x as i32, f.y as i32);
    let t = p - f;
    let s = t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
    let wrap = |v: i32, n: i32| if n > 0 { v.rem_euclid(n) } else { v };
    let at = |dx: i32, dy: i32| rand(wrap(ix + dx, period[0]), wrap(iy + dy, period[1]), seed);
    let a = at(0, 0) + (at(1, 0) - at(0, 0)) * s.x;
    let b = at(0, 1) + (at(1, 1) - at(0, 1)) * s.x;
    a + (b - a) * s.y
}

/// Sum of octaves 0..1: `cells` lattice cells over the unit square at the lowest octave; tiles over the unit square.
pub fn fbm(uv: Vec2, cells: [i32; 2], octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut weight, mut total) = (0.0, 1.0, 0.0);
    let mut c = cells;
    for o in 0..octaves {
        sum += weight * noise(uv * Vec2::new(c[0] as f32, c[1] as f32), c, seed.wrapping_add(o * 101));
        total += weight;
        weight *= 0.5;
        c = [c[0] * 2, c[1] * 2];
    }
    sum / total
}

/// sRGB hexadecimal to linear.
pub fn hex(rgb: u32) -> Vec3 {
    let c = |v: u32| {
        let v = (v & 255) as f32 / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    Vec3::new(c(rgb >> 16), c(rgb >> 8), c(rgb))
}

/// Linear to 8-bit sRGB.
pub fn to_srgb8(v: f32) -> u8 {
    let v = v.clamp(0.0, 1.0);
    let s = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
    (s * 255.0).round() as u8
}

/// 0 below `a`, 1 above `b`, smooth between.
pub fn smooth(a: f32, b: f32, v: f32) -> f32 {
    let t = ((v - a) / (b - a)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Distance from `p` to the segment `a` to `b`.
pub fn to_segment(p: Vec2, a: Vec2, b: Vec2) -> f32 {
    let d = b - a;
    let t = ((p - a).dot(d) / d.length_squared().max(1e-12)).clamp(0.0, 1.0);
    p.distance(a + d * t)
}
