//! Draw-ready meshes, as the catalogue stores them and the renderer uploads them.

use bytemuck::{Pod, Zeroable};
use glam::Vec3;

/// One vertex, 40 bytes, ready for upload.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Pod, Zeroable)]
pub struct Vertex {
    /// Position in mesh space, metres.
    pub position: [f32; 3],
    /// Unit normal, octahedral mapping (Cigolle et al. 2014, "A Survey of Efficient Representations for
    /// Independent Unit Vectors", JCGT 3(2)), two signed normalised 16-bit values.
    pub normal_oct: [i16; 2],
    /// Unit tangent xyz and handedness w (+127 or -127), signed normalised 8-bit (MikkTSpace).
    pub tangent: [i8; 4],
    /// First texture coordinate set.
    pub uv0: [f32; 2],
    /// Linear vertex colour and alpha, unsigned normalised 8-bit.
    pub color: [u8; 4],
    /// Second texture coordinate set, or baked light: see [`Mesh::baked_light`]. When the mesh carries baked light these are
    /// the bits of two RGB9E5 values: `[0]` irradiance/pi of bounced light and sky, `[1]` irradiance/pi of direct light with shadows.
    pub uv1_or_light: [u32; 2],
}

/// A run of indices drawn with one material.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Submesh {
    /// First index.
    pub first_index: u32,
    /// Number of indices (a multiple of 3).
    pub index_count: u32,
    /// Index into [`Mesh::materials`].
    pub material: u32,
    /// Bounds of the run in mesh space.
    pub bounds: Aabb,
}

/// Triangles with their materials.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    /// Vertices.
    pub vertices: Vec<Vertex>,
    /// Triangle list; every index is below `vertices.len()`.
    pub indices: Vec<u32>,
    /// Runs, sorted by material.
    pub submeshes: Vec<Submesh>,
    /// Materials named by the runs.
    pub materials: Vec<super::Material>,
    /// Whether `uv1_or_light` holds baked light (architecture) rather than a second UV set (works).
    pub baked_light: bool,
    /// Bounds in mesh space.
    pub bounds: Aabb,
}

/// Axis-aligned box, metres. Empty when `min > max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aabb {
    /// Least corner.
    pub min: Vec3,
    /// Greatest corner.
    pub max: Vec3,
}

impl Default for Aabb {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl Aabb {
    /// The box that holds nothing.
    pub const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    /// The box around a set of points.
    pub fn of_points(points: impl IntoIterator<Item = Vec3>) -> Self {
        points.into_iter().fold(Self::EMPTY, |b, p| Self { min: b.min.min(p), max: b.max.max(p) })
    }

    /// The box around both.
    pub fn union(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// Centre; meaningless when empty.
    pub fn center(self) -> Vec3 {
        (self.min + self.max) * 0.5
    }

    /// Half the edge lengths.
    pub fn half_extent(self) -> Vec3 {
        (self.max - self.min) * 0.5
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.min.x > self.max.x || self.min.y > self.max.y || self.min.z > self.max.z
    }

    /// Radius of the sphere around the centre that holds the box; 0 when empty.
    pub fn radius(self) -> f32 {
        if self.is_empty() { 0.0 } else { self.half_extent().length() }
    }

    /// The box around this box moved by an affine transform (Arvo 1990, Graphics Gems).
    pub fn transformed(self, m: &glam::Affine3A) -> Self {
        if self.is_empty() {
            return self;
        }
        let c = m.transform_point3(self.center());
        let h = self.half_extent();
        let a = m.matrix3;
        let e = Vec3::from(a.x_axis.abs()) * h.x + Vec3::from(a.y_axis.abs()) * h.y + Vec3::from(a.z_axis.abs()) * h.z;
        Self { min: c - e, max: c + e }
    }
}

/// Octahedral encoding of a unit vector (see [`Vertex::normal_oct`]).
pub fn oct_encode(n: Vec3) -> [i16; 2] {
    let s = n.x.abs() + n.y.abs() + n.z.abs();
    let n = if s > 0.0 { n / s } else { Vec3::Z };
    let (mut x, mut y) = (n.x, n.y);
    if n.z < 0.0 {
        let (ox, oy) = (x, y);
        x = (1.0 - oy.abs()) * if ox >= 0.0 { 1.0 } else { -1.0 };
        y = (1.0 - ox.abs()) * if oy >= 0.0 { 1.0 } else { -1.0 };
    }
    [(x.clamp(-1.0, 1.0) * 32767.0).round() as i16, (y.clamp(-1.0, 1.0) * 32767.0).round() as i16]
}

/// Inverse of [`oct_encode`].
pub fn oct_decode(e: [i16; 2]) -> Vec3 {
    let x = (f32::from(e[0]) / 32767.0).max(-1.0);
    let y = (f32::from(e[1]) / 32767.0).max(-1.0);
    let mut n = Vec3::new(x, y, 1.0 - x.abs() - y.abs());
    if n.z < 0.0 {
        let (ox, oy) = (n.x, n.y);
        n.x = (1.0 - oy.abs()) * if ox >= 0.0 { 1.0 } else { -1.0 };
        n.y = (1.0 - ox.abs()) * if oy >= 0.0 { 1.0 } else { -1.0 };
    }
    n.normalize_or(Vec3::Z)
}

/// Shared-exponent RGB (OpenGL EXT_texture_shared_exponent / Vulkan E5B9G9R9), for baked light. Input is clamped to [0, 65408].
pub fn rgb9e5_encode(c: Vec3) -> u32 {
    let c = c.clamp(Vec3::ZERO, Vec3::splat(65408.0));
    let max = c.max_element();
    if max <= 0.0 || max.is_nan() {
        return 0;
    }
    let mut exp = (max.log2().floor() as i32).max(-16) + 1 + 15;
    let mut denom = f32::powi(2.0, exp - 15 - 9);
    if (max / denom + 0.5).floor() as i32 == 512 {
        denom *= 2.0;
        exp += 1;
    }
    let q = |v: f32| ((v / denom + 0.5).floor() as u32).min(511);
    q(c.x) | (q(c.y) << 9) | (q(c.z) << 18) | ((exp as u32) << 27)
}

/// Inverse of [`rgb9e5_encode`].
pub fn rgb9e5_decode(v: u32) -> Vec3 {
    let scale = f32::powi(2.0, (v >> 27) as i32 - 15 - 9);
    Vec3::new((v & 511) as f32, ((v >> 9) & 511) as f32, ((v >> 18) & 511) as f32) * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octahedral_normals_survive_within_a_thousandth() {
        for i in 0..2000 {
            let a = i as f32 * 2.399_963;
            let z = 1.0 - (i as f32 + 0.5) / 1000.0;
            let r = (1.0 - z * z).max(0.0).sqrt();
            let n = Vec3::new(r * a.cos(), r * a.sin(), z);
            assert!((oct_decode(oct_encode(n)) - n).length() < 1e-3, "{n}");
        }
    }

    #[test]
    fn shared_exponent_light_survives_within_half_a_percent_of_the_brightest_channel() {
        for v in [Vec3::new(0.001, 0.5, 2.0), Vec3::new(300.0, 20.0, 1000.0), Vec3::splat(1e-4), Vec3::new(511.6, 1.0, 0.0)] {
            let d = rgb9e5_decode(rgb9e5_encode(v));
            assert!((d - v).abs().max_element() <= v.max_element() * 0.005, "{v} -> {d}");
        }
        assert_eq!(rgb9e5_encode(Vec3::ZERO), 0);
    }
}
