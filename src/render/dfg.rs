//! The table of specular albedo, computed once at start (32 x 32 x 256 samples, some ten milliseconds).

use glam::{Vec2, Vec3};

/// Edge of the table, texels. The functions are smooth: 32 with bilinear filtering stays within 0.3 % of 128.
pub(super) const SIZE: u32 = 32;
const SAMPLES: u32 = 256;

/// Directional albedo of single-scattering GGX with height-correlated Smith: `.x` for f0 = 0 (only the Fresnel rise), `.y` for f0 = 1.
/// Lerping by f0 gives the albedo of any surface; `1 + f0 (1/y - 1)` is what further bounces add (Fdez-Agüera 2019, Filament's form).
pub(super) fn albedo(n_dot_v: f32, roughness: f32) -> Vec2 {
    let n_dot_v = n_dot_v.clamp(1e-3, 1.0);
    let alpha = (roughness * roughness).max(1e-3);
    let a2 = alpha * alpha;
    let v = Vec3::new((1.0 - n_dot_v * n_dot_v).max(0.0).sqrt(), 0.0, n_dot_v);
    let mut sum = Vec2::ZERO;
    for i in 0..SAMPLES {
        let (u1, u2) = ((i as f32 + 0.5) / SAMPLES as f32, radical_inverse(i));
        // Half vectors distributed as D(h) n.h (Walter 2007).
        let cos2 = (1.0 - u2) / (1.0 + (a2 - 1.0) * u2);
        let (cos, sin) = (cos2.sqrt(), (1.0 - cos2).max(0.0).sqrt());
        let (s, c) = (std::f32::consts::TAU * u1).sin_cos();
        let h = Vec3::new(sin * c, sin * s, cos);
        let v_dot_h = v.dot(h).max(0.0);
        let n_dot_l = 2.0 * v_dot_h * h.z - v.z;
        if n_dot_l <= 0.0 || h.z <= 0.0 {
            continue;
        }
        let lambda = n_dot_l * (n_dot_v * n_dot_v * (1.0 - a2) + a2).sqrt() + n_dot_v * (n_dot_l * n_dot_l * (1.0 - a2) + a2).sqrt();
        let weight = 0.5 / lambda * n_dot_l * 4.0 * v_dot_h / h.z;
        let fresnel = (1.0 - v_dot_h).powi(5);
        sum += Vec2::new(fresnel, 1.0) * weight;
    }
    sum / SAMPLES as f32
}

/// The table as `Rg16Float` texels, N.V along u, perceptual roughness along v, at texel centres.
pub(super) fn table() -> Vec<[half::f16; 2]> {
    let at = |i: u32| (i as f32 + 0.5) / SIZE as f32;
    (0..SIZE * SIZE).map(|i| albedo(at(i % SIZE), at(i / SIZE)).to_array().map(half::f16::from_f32)).collect()
}

/// Van der Corput in base 2.
fn radical_inverse(i: u32) -> f32 {
    i.reverse_bits() as f32 / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_reflects_everything_and_roughness_loses_light_to_further_bounces() {
        assert!((albedo(0.5, 0.05).y - 1.0).abs() < 0.01);
        let rough = albedo(0.5, 1.0).y;
        assert!(rough > 0.4 && rough < 0.75, "{rough}");
    }

    #[test]
    fn every_entry_is_an_albedo() {
        for t in table() {
            let [x, y] = t.map(half::f16::to_f32);
            assert!(x >= 0.0 && y <= 1.01 && x <= y, "{x} {y}");
        }
    }

    #[test]
    fn fresnel_rises_towards_grazing() {
        assert!(albedo(0.05, 0.1).x > 0.5);
        assert!(albedo(0.95, 0.1).x < 0.02);
    }
}
