//! Smaller copies of pictures: averaged in linear light, colour weighted by alpha, normals kept at unit length.

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::curation::product::{RawTexture, TextureUse};

/// Linear light of an sRGB byte, 0..65535 (IEC 61966-2-1).
static LINEAR: LazyLock<[u16; 256]> = LazyLock::new(|| {
    std::array::from_fn(|i| {
        let s = i as f64 / 255.0;
        let l = if s <= 0.040_45 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) };
        (l * 65535.0).round() as u16
    })
});

/// Inverse of [`LINEAR`].
static SRGB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    (0..=65535u32)
        .map(|i| {
            let l = f64::from(i) / 65535.0;
            let s = if l <= 0.003_130_8 { l * 12.92 } else { 1.055 * l.powf(1.0 / 2.4) - 0.055 };
            (s * 255.0).round() as u8
        })
        .collect()
});

/// A texel that can be averaged: linear colour (or data) and alpha, 0..65535.
type Wide = [u16; 4];

/// Bytes to averageable numbers.
fn widen(texel: &[u8], usage: TextureUse) -> Wide {
    let full = |v: u8| u16::from(v) * 257;
    match usage {
        TextureUse::Color => {
            let t = &*LINEAR;
            [t[usize::from(texel[0])], t[usize::from(texel[1])], t[usize::from(texel[2])], full(texel[3])]
        }
        _ => [full(texel[0]), full(texel[1]), full(texel[2]), full(texel[3])],
    }
}

/// Averageable numbers to bytes.
fn narrow(texel: Wide, usage: TextureUse) -> [u8; 4] {
    let byte = |v: u16| ((u32::from(v) * 255 + 32767) / 65535) as u8;
    match usage {
        TextureUse::Color => {
            let t = &*SRGB;
            [t[usize::from(texel[0])], t[usize::from(texel[1])], t[usize::from(texel[2])], byte(texel[3])]
        }
        _ => texel.map(byte),
    }
}

/// A normal brought back to unit length; a vanished one points out of the surface.
fn renormalise(texel: Wide) -> Wide {
    let v = [0, 1, 2].map(|i| f32::from(texel[i]) / 32767.5 - 1.0);
    let length = (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt();
    let v = if length > 1e-3 { v.map(|c| c / length) } else { [0.0, 0.0, 1.0] };
    let wide = |c: f32| (c * 32767.5 + 32767.5).round().clamp(0.0, 65535.0) as u16;
    [wide(v[0]), wide(v[1]), wide(v[2]), texel[3]]
}

/// All levels below the picture itself down to one texel, as RGBA bytes.
pub(super) fn chain(raw: &RawTexture) -> Vec<Vec<u8>> {
    let (mut width, mut height) = (raw.width as usize, raw.height as usize);
    let mut levels = Vec::new();
    let mut above: Vec<Wide> = Vec::new();
    while width > 1 || height > 1 {
        let (w, h) = ((width / 2).max(1), (height / 2).max(1));
        let next = if levels.is_empty() {
            halve(|x, y| widen(&raw.rgba[(y * width + x) * 4..][..4], raw.usage), (width, height), (w, h), raw.usage)
        } else {
            halve(|x, y| above[y * width + x], (width, height), (w, h), raw.usage)
        };
        levels.push(to_bytes(&next, raw.usage));
        (above, width, height) = (next, w, h);
    }
    levels
}

/// Texels as bytes.
fn to_bytes(texels: &[Wide], usage: TextureUse) -> Vec<u8> {
    let mut out = vec![0; texels.len() * 4];
    out.par_chunks_mut(1 << 16).zip(texels.par_chunks(1 << 14)).for_each(|(out, texels)| {
        for (o, t) in out.chunks_exact_mut(4).zip(texels) {
            o.copy_from_slice(&narrow(*t, usage));
        }
    });
    out
}

/// Half the size. An odd side is covered by three texels with weights that slide along it, so that nothing shifts.
fn halve(texel: impl Fn(usize, usize) -> Wide + Sync, from: (usize, usize), to: (usize, usize), usage: TextureUse) -> Vec<Wide> {
    let even = from.0 == to.0 * 2 && from.1 == to.1 * 2;
    let mut out = vec![[0; 4]; to.0 * to.1];
    let columns: Vec<Taps> = (0..to.0).map(|x| taps(x, from.0, to.0)).collect();
    out.par_chunks_mut(to.0 * 16).enumerate().for_each(|(band, rows)| {
        for (i, row) in rows.chunks_exact_mut(to.0).enumerate() {
            let y = band * 16 + i;
            if even {
                for (x, out) in row.iter_mut().enumerate() {
                    let (x2, y2) = (x * 2, y * 2);
                    *out = average4([texel(x2, y2), texel(x2 + 1, y2), texel(x2, y2 + 1), texel(x2 + 1, y2 + 1)], usage);
                }
            } else {
                let ty = taps(y, from.1, to.1);
                for (out, tx) in row.iter_mut().zip(&columns) {
                    *out = average(&texel, tx, &ty, usage);
                }
            }
        }
    });
    out
}

/// The average of four texels.
fn average4(t: [Wide; 4], usage: TextureUse) -> Wide {
    let sum = |c: usize| t.iter().map(|t| u32::from(t[c])).sum::<u32>();
    let alpha = sum(3);
    let mean = |c: usize| ((sum(c) + 2) / 4) as u16;
    if usage != TextureUse::Color || alpha == 4 * 65535 || alpha == 0 {
        let mean = [mean(0), mean(1), mean(2), mean(3)];
        return if usage == TextureUse::Normal { renormalise(mean) } else { mean };
    }
    let weighted = |c: usize| (t.iter().map(|t| u64::from(t[c]) * u64::from(t[3])).sum::<u64>() / u64::from(alpha)) as u16;
    [weighted(0), weighted(1), weighted(2), mean(3)]
}

/// First texel and weights of those that a texel of the smaller picture covers.
type Taps = (usize, Vec<f32>);

/// Coverage of texel `i` of `to` over `from` texels along one axis.
fn taps(i: usize, from: usize, to: usize) -> Taps {
    let scale = from as f64 / to as f64;
    let (begin, end) = (i as f64 * scale, (i + 1) as f64 * scale);
    // Enlarging: the nearest texels mixed by distance, otherwise the covered part of each.
    if scale < 1.0 {
        let center = ((begin + end) * 0.5 - 0.5).clamp(0.0, (from - 1) as f64);
        let first = center.floor() as usize;
        let part = (center - first as f64) as f32;
        return if part > 0.0 && first + 1 < from { (first, vec![1.0 - part, part]) } else { (first, vec![1.0]) };
    }
    let first = begin.floor() as usize;
    let last = (end.ceil() as usize).min(from);
    let weights = (first..last).map(|t| (((t + 1) as f64).min(end) - (t as f64).max(begin)).max(0.0) as f32).collect();
    (first.min(from - 1), weights)
}

/// The weighted average of a rectangle of texels.
fn average(texel: &(impl Fn(usize, usize) -> Wide + Sync), tx: &Taps, ty: &Taps, usage: TextureUse) -> Wide {
    let mut sum = [0.0f32; 4];
    let (mut weight, mut plain) = (0.0f32, [0.0f32; 3]);
    for (dy, wy) in ty.1.iter().enumerate() {
        for (dx, wx) in tx.1.iter().enumerate() {
            let t = texel(tx.0 + dx, ty.0 + dy).map(f32::from);
            let w = wx * wy;
            let alpha = if usage == TextureUse::Color { t[3] / 65535.0 } else { 1.0 };
            for c in 0..3 {
                sum[c] += t[c] * w * alpha;
                plain[c] += t[c] * w;
            }
            sum[3] += w * alpha;
            weight += w;
        }
    }
    let weight = weight.max(1e-12);
    let wide = |v: f32| v.round().clamp(0.0, 65535.0) as u16;
    // Where all is transparent the colour still matters to bilinear neighbours: the plain average.
    let color = if sum[3] > 0.0 { [0, 1, 2].map(|c| wide(sum[c] / sum[3])) } else { plain.map(|c| wide(c / weight)) };
    let alpha = if usage == TextureUse::Color { wide(sum[3] / weight * 65535.0) } else { 65535 };
    let mean = [color[0], color[1], color[2], alpha];
    if usage == TextureUse::Normal { renormalise(mean) } else { mean }
}

/// The picture at another size: area average when smaller, bilinear when larger, in linear light.
pub fn resample(raw: &RawTexture, width: u32, height: u32) -> RawTexture {
    let (width, height) = (width.max(1), height.max(1));
    let (from, to) = ((raw.width as usize, raw.height as usize), (width as usize, height as usize));
    let columns: Vec<Taps> = (0..to.0).map(|x| taps(x, from.0, to.0)).collect();
    let mut rgba = vec![0; to.0 * to.1 * 4];
    let texel = |x: usize, y: usize| widen(&raw.rgba[(y * from.0 + x) * 4..][..4], raw.usage);
    rgba.par_chunks_mut(to.0 * 4).enumerate().for_each(|(y, row)| {
        let ty = taps(y, from.1, to.1);
        for (out, tx) in row.chunks_exact_mut(4).zip(&columns) {
            out.copy_from_slice(&narrow(average(&texel, tx, &ty, raw.usage), raw.usage));
        }
    });
    RawTexture { name: raw.name.clone(), width, height, rgba, usage: raw.usage }
}

/// The picture as it is, or reduced so that its longer side is at most `side` texels.
pub fn reduce_to_fit(raw: RawTexture, side: u32) -> RawTexture {
    let longest = raw.width.max(raw.height);
    if longest <= side {
        return raw;
    }
    let scaled = |v: u32| ((u64::from(v) * u64::from(side) + u64::from(longest) / 2) / u64::from(longest)).max(1) as u32;
    resample(&raw, scaled(raw.width), scaled(raw.height))
}
