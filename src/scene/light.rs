//! Lights in photometric units, and the image light of a hall.

use glam::Vec3;

/// Shape of a punctual light (KHR_lights_punctual).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LightKind {
    /// All directions, intensity in candela.
    Point,
    /// A cone along `direction`; angles from the axis, radians; intensity in candela.
    Spot {
        /// Full strength inside.
        inner_angle: f32,
        /// Nothing outside.
        outer_angle: f32,
    },
    /// Parallel rays along `direction`; intensity is illuminance in lux.
    Directional,
}

/// A punctual light.
#[derive(Clone, Debug, PartialEq)]
pub struct Light {
    /// Shape.
    pub kind: LightKind,
    /// Position, metres (space of the owner).
    pub position: Vec3,
    /// Unit direction in which the light travels.
    pub direction: Vec3,
    /// Linear colour, brightest channel about 1.
    pub color: Vec3,
    /// Candela (lux for directional).
    pub intensity: f32,
    /// Distance at which it is windowed to nothing, metres (Karis 2013); `f32::INFINITY` for none.
    pub range: f32,
    /// Whether it throws shadows (spots and directional only).
    pub casts_shadow: bool,
    /// Radius of the luminous body, metres: softens the shadow's edge and widens the highlight.
    pub source_radius: f32,
}

/// Second-order spherical harmonics of *irradiance divided by pi* (diffuse radiance of a white surface), 9 RGB coefficients, already convolved with the
/// cosine lobe (Ramamoorthi & Hanrahan 2001): `e(n) = sum_i sh[i] * Y_i(n)` with the real basis in order
/// 1, y, z, x, xy, yz, 3z2-1, xz, x2-y2 (normalised constants 0.282095, 0.488603, 1.092548, 0.315392, 0.546274).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sh9(pub [Vec3; 9]);

impl Sh9 {
    /// The same light from everywhere.
    pub fn uniform(radiance: Vec3) -> Self {
        let mut s = Self::default();
        s.0[0] = radiance / 0.282_095;
        s
    }

    /// Basis values at a unit direction.
    pub fn basis(n: Vec3) -> [f32; 9] {
        let Vec3 { x, y, z } = n;
        [
            0.282_095,
            0.488_603 * y,
            0.488_603 * z,
            0.488_603 * x,
            1.092_548 * x * y,
            1.092_548 * y * z,
            0.315_392 * (3.0 * z * z - 1.0),
            1.092_548 * x * z,
            0.546_274 * (x * x - y * y),
        ]
    }

    /// Diffuse radiance towards a viewer of a white surface facing `n`.
    pub fn evaluate(&self, n: Vec3) -> Vec3 {
        Self::basis(n).iter().zip(self.0).map(|(b, c)| c * *b).sum::<Vec3>().max(Vec3::ZERO)
    }
}

/// Image light: a prefiltered cube of radiance (cd/m2 in halls) and its irradiance.
///
/// `cube` has `mip_count` levels of six faces (+X -X +Y -Y +Z -Z, rows from the top, as Vulkan and D3D lay cubes out), RGBA half floats,
/// face edge `face_size >> level`. Level l is prefiltered for perceptual roughness `l / (mip_count - 1)` (Karis 2013, GGX with n = v).
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// Edge of the sharpest face, texels (a power of two).
    pub face_size: u32,
    /// Number of levels.
    pub mip_count: u32,
    /// Texels: level by level, face by face, row by row; 4 x f16 bits.
    pub cube: Vec<[u16; 4]>,
    /// Irradiance / pi.
    pub irradiance: Sh9,
    /// Box for parallax correction in hall space (Lagarde 2012); `None` for distant environments.
    pub proxy_box: Option<(Vec3, Vec3)>,
    /// Where the probe was taken, hall space.
    pub center: Vec3,
}

/// Light that reaches one placed thing, gathered where it stands (hall space directions).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Probe {
    /// Bounced light and sky, without punctual lights' direct part.
    pub indirect: Sh9,
    /// Direct light of the hall's lamps with shadows of the architecture; used by the tier that evaluates no lights.
    pub direct: Sh9,
}
