//! Image light: prefiltering of radiance cubes for rough reflections, and irradiance as spherical harmonics.
//!
//! Cubes follow [`Environment`]: six faces (+X -X +Y -Y +Z -Z), rows from the top.

use glam::Vec3;
use half::f16;
use rayon::prelude::*;

use crate::scene::{Environment, Sh9};

/// A cube of linear radiance. `texels[face * size * size + y * size + x]`.
#[derive(Clone, Debug, PartialEq)]
pub struct RadianceCube {
    /// Edge of a face, texels (a power of two).
    pub face_size: u32,
    /// Radiance, cd/m2 in halls; `6 * face_size * face_size` values.
    pub texels: Vec<Vec3>,
}

impl RadianceCube {
    /// Fills a cube from a function of direction (unit vectors), four samples per texel. Uses all cores.
    pub fn from_directions(face_size: u32, radiance: impl Fn(Vec3) -> Vec3 + Sync) -> Self {
        let n = face_size as usize;
        let mut texels = vec![Vec3::ZERO; n * n * 6];
        texels.par_chunks_mut(n).enumerate().for_each(|(row, out)| {
            let (face, y) = (row / n, row % n);
            for (x, out) in out.iter_mut().enumerate() {
                let sample = |dx: f32, dy: f32| radiance(face_direction(face, (x as f32 + dx) / n as f32, (y as f32 + dy) / n as f32).normalize());
                *out = (sample(0.25, 0.25) + sample(0.75, 0.25) + sample(0.25, 0.75) + sample(0.75, 0.75)) * 0.25;
            }
        });
        Self { face_size, texels }
    }
}

/// Direction (not of unit length: its longest component is 1) through a face at `u`, `v` in 0..1 from the face's top left, as Vulkan and
/// D3D lay cubes out (Vulkan specification, "Cube Map Face Selection").
pub fn face_direction(face: usize, u: f32, v: f32) -> Vec3 {
    let (s, t) = (2.0 * u - 1.0, 2.0 * v - 1.0);
    match face {
        0 => Vec3::new(1.0, -t, -s),
        1 => Vec3::new(-1.0, -t, s),
        2 => Vec3::new(s, 1.0, t),
        3 => Vec3::new(s, -1.0, -t),
        4 => Vec3::new(s, -t, 1.0),
        _ => Vec3::new(-s, -t, -1.0),
    }
}

/// Face and `u`, `v` in 0..1 that a direction points through; inverse of [`face_direction`].
pub fn face_of_direction(d: Vec3) -> (usize, f32, f32) {
    let a = d.abs();
    let (face, m, s, t) = if a.x >= a.y && a.x >= a.z {
        if d.x >= 0.0 { (0, a.x, -d.z, -d.y) } else { (1, a.x, d.z, -d.y) }
    } else if a.y >= a.z {
        if d.y >= 0.0 { (2, a.y, d.x, d.z) } else { (3, a.y, d.x, -d.z) }
    } else if d.z >= 0.0 {
        (4, a.z, d.x, -d.y)
    } else {
        (5, a.z, -d.x, -d.y)
    };
    let m = m.max(1e-20);
    (face, (s / m) * 0.5 + 0.5, (t / m) * 0.5 + 0.5)
}

/// Irradiance over pi of a cube (see [`Sh9`]): its radiance projected on nine harmonics, weighted by the solid angle of each texel,
/// and convolved with the cosine lobe (bands by 1, 2/3 and 1/4: Ramamoorthi & Hanrahan 2001, divided by pi).
pub fn irradiance(cube: &RadianceCube) -> Sh9 {
    let n = cube.face_size as usize;
    let row = |row: usize| {
        let (face, y) = (row / n, row % n);
        let mut sum = [Vec3::ZERO; 9];
        let mut weight = 0.0f32;
        for x in 0..n {
            let d = face_direction(face, (x as f32 + 0.5) / n as f32, (y as f32 + 0.5) / n as f32);
            let length = d.length();
            // A texel's solid angle is its area over distance squared times the slant: 1 / |d|^3 up to a constant.
            let w = 1.0 / (length * length * length);
            let radiance = cube.texels.get(row * n + x).copied().unwrap_or(Vec3::ZERO);
            for (s, b) in sum.iter_mut().zip(Sh9::basis(d / length)) {
                *s += radiance * (b * w);
            }
            weight += w;
        }
        (sum, weight)
    };
    let rows: Vec<_> = (0..n * 6).into_par_iter().map(row).collect();
    // Summed in order and in double precision, so that the result is the same on every machine.
    let mut sum = [glam::DVec3::ZERO; 9];
    let mut weight = 0.0f64;
    for (s, w) in rows {
        for (total, s) in sum.iter_mut().zip(s) {
            *total += s.as_dvec3();
        }
        weight += f64::from(w);
    }
    const BANDS: [f64; 9] = [1.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 0.25, 0.25, 0.25, 0.25, 0.25];
    let scale = 4.0 * std::f64::consts::PI / weight.max(1e-30);
    Sh9(std::array::from_fn(|i| (sum[i] * (scale * BANDS[i])).as_vec3()))
}

/// Edge of the roughest level, texels: smaller faces show as six flat colours.
const ROUGHEST_FACE: u32 = 8;

/// Levels of an environment whose sharpest face has this edge.
pub fn mip_count(face_size: u32) -> u32 {
    (face_size / ROUGHEST_FACE).max(1).ilog2() + 1
}

/// The image light of a cube: every level blurred with the GGX lobe of its roughness, seen straight on (n = v), by importance sampling
/// with lookups biased to the level whose texels are as wide as the gap between samples (Karis 2013, "Real Shading in Unreal Engine 4";
/// Krivanek & Colbert 2008). Uses all cores.
///
/// `center` and `proxy_box` are in the space of the hall; a distant environment has none.
pub fn prefilter(cube: &RadianceCube, center: Vec3, proxy_box: Option<(Vec3, Vec3)>) -> Environment {
    let mips = mip_count(cube.face_size);
    let pyramid = Pyramid::new(cube);
    let mut texels: Vec<[u16; 4]> = cube.texels.par_iter().map(|t| half_texel(*t)).collect();
    for level in 1..mips {
        let n = (cube.face_size >> level) as usize;
        let lobe = Lobe::new(level as f32 / (mips - 1) as f32, cube.face_size);
        let mut out = vec![[0u16; 4]; n * n * 6];
        out.par_chunks_mut(n).enumerate().for_each(|(row, out)| {
            let (face, y) = (row / n, row % n);
            for (x, out) in out.iter_mut().enumerate() {
                let normal = face_direction(face, (x as f32 + 0.5) / n as f32, (y as f32 + 0.5) / n as f32).normalize();
                *out = half_texel(lobe.gather(&pyramid, normal));
            }
        });
        texels.append(&mut out);
    }
    Environment { face_size: cube.face_size, mip_count: mips, cube: texels, irradiance: irradiance(cube), proxy_box, center }
}

/// Radiance as half floats, within their range.
fn half_texel(c: Vec3) -> [u16; 4] {
    let half = |v: f32| f16::from_f32(if v.is_finite() { v.clamp(0.0, 65504.0) } else { 0.0 }).to_bits();
    [half(c.x), half(c.y), half(c.z), f16::ONE.to_bits()]
}

/// A cube with its box-filtered levels. Faces carry a border of one texel from their neighbours, so that lookups cross edges smoothly.
struct Pyramid {
    /// Level by level: edge without border, texels with it.
    levels: Vec<(usize, Vec<Vec3>)>,
}

impl Pyramid {
    fn new(cube: &RadianceCube) -> Self {
        let mut levels = Vec::new();
        let mut n = cube.face_size as usize;
        let mut plain = cube.texels.clone();
        plain.resize(n * n * 6, Vec3::ZERO);
        loop {
            levels.push((n, with_border(&plain, n)));
            if n <= 1 {
                return Self { levels };
            }
            let half = n / 2;
            plain = (0..half * half * 6)
                .map(|i| {
                    let (face, y, x) = (i / (half * half), i / half % half, i % half);
                    let at = |dx: usize, dy: usize| plain[(face * n + y * 2 + dy) * n + x * 2 + dx];
                    (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) * 0.25
                })
                .collect();
            n = half;
        }
    }

    /// Radiance in a direction, bilinear within a level and mixed between two.
    fn sample(&self, d: Vec3, level: f32) -> Vec3 {
        let level = level.clamp(0.0, (self.levels.len() - 1) as f32);
        let low = level as usize;
        let part = level - low as f32;
        let (face, u, v) = face_of_direction(d);
        let sharp = self.bilinear(low, face, u, v);
        if part < 0.01 || low + 1 >= self.levels.len() {
            return sharp;
        }
        sharp.lerp(self.bilinear(low + 1, face, u, v), part)
    }

    fn bilinear(&self, level: usize, face: usize, u: f32, v: f32) -> Vec3 {
        let (n, texels) = &self.levels[level];
        let wide = n + 2;
        let (x, y) = (u * *n as f32 + 0.5, v * *n as f32 + 0.5);
        let (x0, y0) = ((x as usize).min(*n), (y as usize).min(*n));
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let i = (face * wide + y0) * wide + x0;
        let top = texels[i].lerp(texels[i + 1], fx);
        let bottom = texels[i + wide].lerp(texels[i + wide + 1], fx);
        top.lerp(bottom, fy)
    }
}

/// Faces of edge `n` with a border of one texel taken from the faces beside them.
fn with_border(plain: &[Vec3], n: usize) -> Vec<Vec3> {
    let wide = n + 2;
    let mut out = vec![Vec3::ZERO; wide * wide * 6];
    for face in 0..6 {
        for y in 0..wide {
            for x in 0..wide {
                let inside = (1..=n).contains(&x) && (1..=n).contains(&y);
                out[(face * wide + y) * wide + x] = if inside {
                    plain[(face * n + y - 1) * n + x - 1]
                } else {
                    let uv = |i: usize| (i as f32 - 0.5) / n as f32;
                    let (f, u, v) = face_of_direction(face_direction(face, uv(x), uv(y)));
                    let texel = |c: f32| ((c * n as f32) as usize).min(n - 1);
                    plain[(f * n + texel(v)) * n + texel(u)]
                };
            }
        }
    }
    out
}

/// Sample directions of a GGX lobe about +Z, each with its weight and the level to look up.
struct Lobe {
    samples: Vec<(Vec3, f32, f32)>,
}

impl Lobe {
    /// The lobe of a perceptual roughness (alpha is its square), for a source cube of this edge.
    fn new(roughness: f32, face_size: u32) -> Self {
        let count = if roughness < 0.3 { 32 } else { 64 };
        let alpha = (roughness * roughness).max(1e-4);
        let texel_angle = 4.0 * std::f32::consts::PI / (6.0 * (face_size * face_size) as f32);
        let mut samples = Vec::new();
        for i in 0..count {
            let (e1, e2) = ((i as f32 + 0.5) / count as f32, radical_inverse(i));
            let cos2 = (1.0 - e1) / (1.0 + (alpha * alpha - 1.0) * e1);
            let (cos_h, sin_h) = (cos2.sqrt(), (1.0 - cos2).max(0.0).sqrt());
            let phi = 2.0 * std::f32::consts::PI * e2;
            let h = Vec3::new(sin_h * phi.cos(), sin_h * phi.sin(), cos_h);
            let l = 2.0 * cos_h * h - Vec3::Z;
            if l.z <= 0.0 {
                continue;
            }
            // With n = v, the density of l is D(h) / 4.
            let d = cos2 * (alpha * alpha - 1.0) + 1.0;
            let density = alpha * alpha / (std::f32::consts::PI * d * d) * 0.25;
            let sample_angle = 1.0 / (count as f32 * density);
            let level = (0.5 * (sample_angle / texel_angle).log2() + 1.0).max(0.0);
            samples.push((l, l.z, level));
        }
        Self { samples }
    }

    /// Radiance seen in the lobe about a direction.
    fn gather(&self, pyramid: &Pyramid, normal: Vec3) -> Vec3 {
        let (t, b) = normal.any_orthonormal_pair();
        let mut sum = Vec3::ZERO;
        let mut weight = 0.0;
        for &(l, w, level) in &self.samples {
            sum += pyramid.sample(t * l.x + b * l.y + normal * l.z, level) * w;
            weight += w;
        }
        if weight > 0.0 { sum / weight } else { pyramid.sample(normal, 0.0) }
    }
}

/// Van der Corput sequence in base 2 (Hammersley points).
fn radical_inverse(i: u32) -> f32 {
    i.reverse_bits() as f32 * (1.0 / 4_294_967_296.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Radiance of a texel of an environment.
    fn texel(e: &Environment, level: u32, face: usize, x: usize, y: usize) -> Vec3 {
        let before: usize = (0..level).map(|l| ((e.face_size >> l) as usize).pow(2) * 6).sum();
        let n = (e.face_size >> level) as usize;
        let t = e.cube[before + (face * n + y) * n + x];
        Vec3::from_array([0, 1, 2].map(|i| f16::from_bits(t[i]).to_f32()))
    }

    #[test]
    fn directions_and_faces_are_inverse() {
        for face in 0..6 {
            for (u, v) in [(0.5, 0.5), (0.1, 0.9), (0.99, 0.3)] {
                let (f, gu, gv) = face_of_direction(face_direction(face, u, v) * 7.0);
                assert!(f == face && (gu - u).abs() < 1e-5 && (gv - v).abs() < 1e-5);
            }
        }
        // The middle of each face and the row order of the +Z face: top is up, right is +X.
        assert_eq!(face_direction(4, 0.5, 0.5), Vec3::Z);
        assert!(face_direction(4, 0.5, 0.0).y > 0.0 && face_direction(4, 1.0, 0.5).x > 0.0);
    }

    #[test]
    fn even_light_stays_even_at_every_roughness() {
        let e = prefilter(&RadianceCube::from_directions(32, |_| Vec3::new(3.0, 2.0, 1.0)), Vec3::ZERO, None);
        assert_eq!((e.mip_count, e.cube.len()), (3, 6 * (32 * 32 + 16 * 16 + 8 * 8)));
        for t in &e.cube {
            assert!((f16::from_bits(t[0]).to_f32() - 3.0).abs() < 0.01);
        }
        for n in [Vec3::X, Vec3::NEG_Y, Vec3::ONE.normalize()] {
            assert!((e.irradiance.evaluate(n) - Vec3::new(3.0, 2.0, 1.0)).length() < 0.01);
        }
    }

    #[test]
    fn irradiance_of_a_half_sky_follows_the_closed_form() {
        // Radiance 1 above the horizon: irradiance over pi of a plane whose normal makes angle a with up is (1 + cos a) / 2.
        let sh = irradiance(&RadianceCube::from_directions(64, |d| Vec3::splat(f32::from(u8::from(d.y > 0.0)))));
        for degrees in [0.0f32, 45.0, 90.0, 135.0, 180.0] {
            let a = degrees.to_radians();
            let got = sh.evaluate(Vec3::new(a.sin(), a.cos(), 0.0)).x;
            assert!((got - (1.0 + a.cos()) / 2.0).abs() < 0.06, "{degrees}: {got}");
        }
    }

    #[test]
    fn a_lamp_spreads_with_roughness_and_keeps_its_place() {
        let lamp = |d: Vec3| Vec3::splat(if d.z > 0.98 { 50.0 } else { 0.0 });
        let e = prefilter(&RadianceCube::from_directions(64, lamp), Vec3::ZERO, None);
        let center = |level: u32| {
            let n = (64 >> level) as usize;
            texel(&e, level, 4, n / 2, n / 2).x
        };
        assert!(center(0) > center(1) && center(1) > center(2) && center(2) > center(3), "{:?}", [center(0), center(1), center(2), center(3)]);
        assert!(center(3) > 0.0 && texel(&e, 3, 5, 4, 4).x < 0.01);
    }
}
