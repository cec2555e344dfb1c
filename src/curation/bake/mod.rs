//! Light gathered once: at every vertex of a hall, at probes where works stand, and in a cube about the middle of the room.
//!
//! Three parts: lamps with shadow rays; the sky through windows, each window sampled as an area; and what walls give each
//! other, from a fixed set of cosine-spread rays per vertex whose hits are kept, so that further bounces cost no further
//! rays. All numbers come from fixed sequences: the same plan gives the same bytes.

mod world;

use glam::Vec3;

pub use world::{Body, World};

use crate::scene::Light;

/// A light with the radius of its own body, in which nothing throws shadows.
#[derive(Clone, Debug)]
pub struct BakeLight {
    /// The light.
    pub light: Light,
    /// Metres before its middle at which shadow rays end.
    pub clearance: f32,
}

/// Illuminance/pi of a light on a surface without shadows: point and spot after KHR_lights_punctual, windowed after Karis 2013.
pub fn unshadowed(light: &Light, position: Vec3, normal: Vec3) -> Vec3 {
    arriving(light, position).map_or(Vec3::ZERO, |(to, e)| e * normal.dot(to).max(0.0) * std::f32::consts::FRAC_1_PI)
}

/// Direction to the light and illuminance on a surface that faces it; `None` where it does not reach.
pub fn arriving(light: &Light, position: Vec3) -> Option<(Vec3, Vec3)> {
    use crate::scene::LightKind;
    let d = light.position - position;
    let distance2 = d.length_squared().max(1e-4);
    let distance = distance2.sqrt();
    let to = d / distance;
    let shape = match light.kind {
        LightKind::Directional => return Some((-light.direction, light.color * light.intensity)),
        LightKind::Point => 1.0,
        LightKind::Spot { inner_angle, outer_angle } => {
            let (ci, co) = (inner_angle.cos(), outer_angle.cos());
            let t = (((-to).dot(light.direction) - co) / (ci - co).max(1e-4)).clamp(0.0, 1.0);
            t * t
        }
    };
    let window = if light.range.is_finite() {
        let q = distance2 / (light.range * light.range);
        (1.0 - q * q).clamp(0.0, 1.0).powi(2)
    } else {
        1.0
    };
    let e = shape * window * light.intensity / distance2;
    (e > 1e-5).then(|| (to, light.color * e))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]
mod tests;
