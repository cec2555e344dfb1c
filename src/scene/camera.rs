//! Where one looks from.

use glam::{Affine3A, Mat4, Quat, Vec3, Vec4};

/// A standing place and a direction of view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Eye, metres.
    pub eye: Vec3,
    /// Turn about +Y, radians; 0 looks along -Z, positive turns left (counter-clockwise from above).
    pub yaw: f32,
    /// Up positive, radians.
    pub pitch: f32,
}

impl Pose {
    /// Unit direction of view.
    pub fn forward(self) -> Vec3 {
        self.rotation() * Vec3::NEG_Z
    }

    /// Rotation that takes view directions to the world.
    pub fn rotation(self) -> Quat {
        Quat::from_rotation_y(self.yaw) * Quat::from_rotation_x(self.pitch)
    }

    /// The pose at `eye` that looks at `target`.
    pub fn looking_at(eye: Vec3, target: Vec3) -> Self {
        let d = (target - eye).normalize_or(Vec3::NEG_Z);
        Self { eye, yaw: f32::atan2(-d.x, -d.z), pitch: d.y.clamp(-1.0, 1.0).asin() }
    }
}

/// A perspective camera: reverse-Z, infinite far plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// View space (x right, y up, -z forward) to world.
    pub world_from_view: Affine3A,
    /// Vertical field of view, radians.
    pub fov_y: f32,
    /// Near plane, metres.
    pub near: f32,
}

impl Camera {
    /// The camera of a pose.
    pub fn from_pose(pose: Pose, fov_y: f32) -> Self {
        Self { world_from_view: Affine3A::from_rotation_translation(pose.rotation(), pose.eye), fov_y, near: 0.05 }
    }

    /// Eye position in the world.
    pub fn eye(&self) -> Vec3 {
        self.world_from_view.translation.into()
    }

    /// Clip from world for a width/height ratio (reverse-Z infinite: depth 1 at the near plane, 0 at infinity).
    pub fn clip_from_world(&self, aspect: f32) -> Mat4 {
        let f = 1.0 / (self.fov_y * 0.5).tan();
        let clip_from_view = Mat4::from_cols(
            Vec4::new(f / aspect, 0.0, 0.0, 0.0),
            Vec4::new(0.0, f, 0.0, 0.0),
            Vec4::new(0.0, 0.0, 0.0, -1.0),
            Vec4::new(0.0, 0.0, self.near, 0.0),
        );
        clip_from_view * Mat4::from(self.world_from_view.inverse())
    }
}
