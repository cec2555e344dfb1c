//! Woods.

use glam::{Vec2, Vec3};

use super::{
    Texel,
    noise::{hex, noise, rand, smooth},
};

/// A kind of wood.
struct Kind {
    light: u32,
    dark: u32,
    /// Width of a growth ring, metres.
    ring_m: f32,
    /// Visibility of open pores.
    pores: f32,
    rough: f32,
}

/// Grain at a place of a board: x along, y across, metres. Returns colour, relief in mm and roughness.
fn grain(p: Vec2, kind: &Kind, seed: u32) -> (Vec3, f32, f32) {
    let free = [0, 0];
    let shift = Vec2::new(rand(1, 2, seed), rand(3, 4, seed)) * 40.0;
    let warp = noise(p * Vec2::new(1.6, 9.0) + shift, free, seed) - 0.5;
    let sway = noise(p * Vec2::new(0.5, 2.0) + shift, free, seed ^ 5) - 0.5;
    let across = p.y + warp * 0.012 + sway * 0.05;
    let ring = across / kind.ring_m;
    let phase = ring - ring.floor();
    // Early wood rises slowly to dark late wood, then falls at once.
    let band = smooth(0.0, 0.85, phase) * (1.0 - smooth(0.9, 1.0, phase));
    let fibre = noise(Vec2::new(p.x * 14.0, p.y * 1400.0) + shift, free, seed ^ 9);
    let streak = noise(Vec2::new(p.x * 3.0, p.y * 160.0) + shift, free, seed ^ 13);
    let pore = smooth(0.70, 0.86, noise(Vec2::new(p.x * 38.0, p.y * 1500.0) + shift, free, seed ^ 17)) * kind.pores * (1.2 - band);
    let board = rand(9, 9, seed) - 0.5;
    let tone = (0.30 * band + 0.26 * fibre + 0.34 * streak + 0.30 * board + 0.12).clamp(0.0, 1.0);
    let color = hex(kind.light).lerp(hex(kind.dark), tone) * (1.0 - 0.45 * pore);
    let relief = -0.05 * pore + 0.015 * fibre;
    (color, relief, kind.rough + 0.10 * (fibre - 0.5) + 0.2 * pore)
}

const OAK: Kind = Kind { light: 0xBE9058, dark: 0x7A5230, ring_m: 0.007, pores: 0.8, rough: 0.42 };
const WALNUT: Kind = Kind { light: 0x7E5636, dark: 0x3A2416, ring_m: 0.012, pores: 0.5, rough: 0.36 };
const CEDAR: Kind = Kind { light: 0x9C683E, dark: 0x5A341E, ring_m: 0.010, pores: 0.15, rough: 0.55 };

/// A block of a herringbone with blocks `n` times as long as wide: place in the block (along, across; widths), its number
/// and whether it lies upright. `p` in widths; repeats after `2n` widths.
pub(super) fn herringbone(p: Vec2, n: i32) -> (Vec2, [i32; 2], bool) {
    let cell = p.floor();
    let f = p - cell;
    let (i, j) = (cell.x as i32, cell.y as i32);
    let k = (i - j).rem_euclid(2 * n);
    let wrap = |v: i32| v.rem_euclid(2 * n);
    if k < n {
        (Vec2::new(k as f32 + f.x, f.y), [wrap(i - k), wrap(j)], false)
    } else {
        let along = 2 * n - 1 - k;
        (Vec2::new(along as f32 + f.y, f.x), [wrap(i), wrap(j - along)], true)
    }
}

/// Oiled oak blocks, 90 by 450 mm.
pub(super) fn oak_herringbone(uv: Vec2) -> Texel {
    const N: i32 = 5;
    let width_m = 0.09;
    let (q, id, upright) = herringbone(uv * (2 * N) as f32, N);
    let seed = super::noise::hash(id[0], id[1], 31 + u32::from(upright));
    let (mut color, mut relief, mut rough) = grain(q * width_m, &OAK, seed);
    // Boards differ like real ones, and catch the light differently by their direction.
    color *= 0.88 + 0.24 * rand(id[0], id[1], 77);
    if upright {
        color *= 0.93;
    }
    let edge = (q.x.min(N as f32 - q.x)).min(q.y.min(1.0 - q.y)) * width_m * 1000.0;
    let joint = 1.0 - smooth(0.3, 1.3, edge);
    color *= 1.0 - 0.72 * joint;
    relief -= 0.5 * joint;
    relief += 0.12 * (rand(id[0], id[1], 78) - 0.5) * (q.y - 0.5);
    rough += 0.3 * joint;
    Texel::new(color, relief, rough)
}

/// Boards side by side across a tile of 1.2 by 0.6 m.
fn boards(uv: Vec2, kind: &Kind, count: i32, seed: u32, gap_mm: f32) -> Texel {
    let y = uv.y * count as f32;
    let row = y.floor();
    // The grain repeats along the board, folded so that it joins.
    let along = 1.0 - (2.0 * uv.x - 1.0).abs();
    let (mut color, mut relief, rough) = grain(Vec2::new(along * 0.6, (y - row) * 0.6 / count as f32), kind, seed + row as u32 * 7);
    let edge = ((y - row).min(1.0 - (y - row))) * 600.0 / count as f32;
    let joint = 1.0 - smooth(0.0, gap_mm.max(0.01), edge);
    if gap_mm > 0.0 {
        color *= 1.0 - 0.7 * joint;
        relief -= 1.2 * joint;
    }
    Texel::new(color, relief, rough)
}

/// Oak.
pub(super) fn oak(uv: Vec2) -> Texel {
    boards(uv, &OAK, 3, 400, 0.0)
}

/// Polished walnut.
pub(super) fn walnut(uv: Vec2) -> Texel {
    boards(uv, &WALNUT, 3, 500, 0.0)
}

/// Cedar boards.
pub(super) fn cedar(uv: Vec2) -> Texel {
    boards(uv, &CEDAR, 4, 600, 2.0)
}
