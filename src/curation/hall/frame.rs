//! Places and directions for building: local frames and outlines.

use glam::{Affine3A, Mat3A, Vec2, Vec3};

use super::plan::Shape;

/// A right-handed orthonormal frame: x right, y up, z towards the onlooker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Origin, hall space.
    pub o: Vec3,
    /// Right.
    pub x: Vec3,
    /// Up.
    pub y: Vec3,
    /// Out.
    pub z: Vec3,
}

impl Frame {
    /// The frame of the hall itself.
    pub const HALL: Self = Self { o: Vec3::ZERO, x: Vec3::X, y: Vec3::Y, z: Vec3::Z };

    /// Upright at `o`, facing +Z turned by `yaw` radians about +Y.
    pub fn upright(o: Vec3, yaw: f32) -> Self {
        let (s, c) = yaw.sin_cos();
        Self { o, x: Vec3::new(c, 0.0, -s), y: Vec3::Y, z: Vec3::new(s, 0.0, c) }
    }

    /// Lying on a floor at height `y`: its x is the hall's x, its y points north (-Z), its z up.
    pub fn floor(y: f32) -> Self {
        Self { o: Vec3::new(0.0, y, 0.0), x: Vec3::X, y: Vec3::NEG_Z, z: Vec3::Y }
    }

    /// Under a ceiling at height `y`: its x is the hall's x, its y points south (+Z), its z down.
    pub fn ceiling(y: f32) -> Self {
        Self { o: Vec3::new(0.0, y, 0.0), x: Vec3::X, y: Vec3::Z, z: Vec3::NEG_Y }
    }

    /// A point of the frame in the hall.
    pub fn p(&self, x: f32, y: f32, z: f32) -> Vec3 {
        self.o + self.x * x + self.y * y + self.z * z
    }

    /// A direction of the frame in the hall.
    pub fn d(&self, v: Vec3) -> Vec3 {
        self.x * v.x + self.y * v.y + self.z * v.z
    }

    /// The same directions at another place of this frame.
    pub fn at(&self, x: f32, y: f32, z: f32) -> Self {
        Self { o: self.p(x, y, z), ..*self }
    }

    /// Turned about its own y by `angle` radians (counter-clockwise from above).
    pub fn turned(&self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        Self { o: self.o, x: self.x * c - self.z * s, y: self.y, z: self.x * s + self.z * c }
    }

    /// Turned about its own x by `angle` radians: the top leans back for positive angles.
    pub fn tilted(&self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        Self { o: self.o, x: self.x, y: self.y * c - self.z * s, z: self.y * s + self.z * c }
    }

    /// Lying: z up, y towards the back (-z).
    pub fn lying(&self) -> Self {
        Self { o: self.o, x: self.x, y: -self.z, z: self.y }
    }

    /// As a transform, hall from frame.
    pub fn affine(&self) -> Affine3A {
        Affine3A { matrix3: Mat3A::from_cols(self.x.into(), self.y.into(), self.z.into()), translation: self.o.into() }
    }

    /// As the catalogue stores it: x, y, z axes and origin.
    pub fn columns(&self) -> [f32; 12] {
        let mut c = [0.0; 12];
        for (i, v) in [self.x, self.y, self.z, self.o].into_iter().enumerate() {
            c[i * 3..i * 3 + 3].copy_from_slice(&v.to_array());
        }
        c
    }
}

/// Outline of an opening, counter-clockwise from its lower left corner; middle of the foot at `(center_x, foot_y)`.
pub fn opening(shape: Shape, center_x: f32, foot_y: f32, width: f32, height: f32, segments: usize) -> Vec<Vec2> {
    let a = width * 0.5;
    let mut right: Vec<Vec2> = vec![Vec2::new(a, 0.0)];
    let n = segments.max(4) / 2;
    match shape {
        Shape::Rect => right.push(Vec2::new(a, height)),
        Shape::Arch => {
            let spring = height - a;
            for i in 0..=n {
                let t = std::f32::consts::FRAC_PI_2 * i as f32 / n as f32;
                right.push(Vec2::new(a * t.cos(), spring + a * t.sin()));
            }
        }
        Shape::Horseshoe => {
            // The circle is a seventh wider than the opening at its foot, so it draws in below its middle.
            let r = a * 1.14;
            let middle = height - r;
            let low = (-(a / r).acos()).max((-middle / r).clamp(-1.0, 0.0).asin());
            let m = n + 2;
            for i in 0..=m {
                let t = low + (std::f32::consts::FRAC_PI_2 - low) * i as f32 / m as f32;
                right.push(Vec2::new(r * t.cos(), middle + r * t.sin()));
            }
        }
        Shape::Pointed => {
            // Four-centred: a small haunch of radius 0.6 a to 52 degrees, then a flat arc to the point.
            let (r, turn) = (0.6 * a, 52f32.to_radians());
            let haunch = Vec2::new(a - r + r * turn.cos(), r * turn.sin());
            let tangent = Vec2::new(-turn.sin(), turn.cos());
            let crown = haunch + tangent * (haunch.x / -tangent.x) - Vec2::new(0.0, 0.05 * a);
            let spring = height - crown.y;
            for i in 0..=n {
                let t = turn * i as f32 / n as f32;
                right.push(Vec2::new(a - r + r * t.cos(), spring + r * t.sin()));
            }
            for i in 1..=n {
                let t = i as f32 / n as f32;
                let straight = haunch + (crown - haunch) * t;
                let swell = 0.035 * a * (t * (1.0 - t)) * 4.0 * 0.5;
                right.push(Vec2::new(straight.x + swell * 0.5, spring + straight.y + swell));
            }
        }
    }
    let mut out: Vec<Vec2> = Vec::with_capacity(right.len() * 2);
    out.push(Vec2::new(center_x - a, foot_y));
    out.extend(right.iter().map(|p| Vec2::new(center_x + p.x, foot_y + p.y)));
    out.extend(right.iter().skip(1).rev().filter(|p| p.x > 1e-4).map(|p| Vec2::new(center_x - p.x, foot_y + p.y)));
    // The lower left corner is the first point.
    out.dedup_by(|a, b| a.distance(*b) < 1e-5);
    out
}

/// A regular polygon counter-clockwise, first corner at `phase` radians.
pub fn regular(center: Vec2, radius: f32, sides: usize, phase: f32) -> Vec<Vec2> {
    (0..sides).map(|i| center + Vec2::from_angle(phase + std::f32::consts::TAU * i as f32 / sides as f32) * radius).collect()
}

/// A rectangle counter-clockwise.
pub fn rect(x0: f32, y0: f32, x1: f32, y1: f32) -> Vec<Vec2> {
    vec![Vec2::new(x0, y0), Vec2::new(x1, y0), Vec2::new(x1, y1), Vec2::new(x0, y1)]
}

/// Points on an arc about `c`, radius `r`, from angle `a0` to `a1` degrees, `n + 1` points, as (a, b) of a profile.
pub fn arc(c: [f32; 2], r: f32, a0: f32, a1: f32, n: usize) -> impl Iterator<Item = Vec2> {
    (0..=n).map(move |i| {
        let t = (a0 + (a1 - a0) * i as f32 / n as f32).to_radians();
        Vec2::new(c[0] + r * t.cos(), c[1] + r * t.sin())
    })
}
