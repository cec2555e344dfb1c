//! What a visit knows of the museum: where things stand, in which order, and what can be read aloud.

use glam::{Vec2, Vec3};

use super::ground::Ground;
use super::{EYE_HEIGHT_M, wrap_angle};
use crate::catalogue::{HallId, HallSpace, Placement, SoundId, TourId, WorkId};
use crate::language::Lang;
use crate::scene::Pose;

/// How far below a work's middle a visitor before it looks, radians.
const LOOK_DOWN_RAD: f32 = 0.13;
/// How much further back than the curator's reading distance one is first set down before a large work, where the floor allows.
const STEP_BACK: [f32; 3] = [1.35, 1.2, 1.1];
/// How much nearer to a small one.
const STEP_NEAR: [f32; 2] = [0.75, 0.85];
/// Longest edges of small and of large works, metres.
const SMALL_M: f32 = 0.6;
const LARGE_M: f32 = 0.9;

/// A hall as a visit knows it.
#[derive(Clone, Debug)]
pub struct HallInfo {
    /// The hall.
    pub id: HallId,
    /// Outline of the room in the world (x, z), for the map.
    pub outline: Vec<Vec2>,
    /// Where one arrives, and looking where.
    pub arrival: Pose,
}

/// A reading in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The sound.
    pub sound: SoundId,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Begin of each caption, seconds, rising.
    pub caption_starts: Vec<f32>,
}

/// A work as a visit knows it.
#[derive(Clone, Debug)]
pub struct WorkInfo {
    /// The work.
    pub id: WorkId,
    /// Its hall.
    pub hall: HallId,
    /// Reading place and direction.
    pub view: Pose,
    /// Centre in the world.
    pub center: Vec3,
    /// Whether it opens.
    pub can_open: bool,
    /// Readings by language, in the order of [`Lang::ALL`].
    pub readings: [Option<Reading>; 4],
}

impl WorkInfo {
    /// Sound and length of the reading in a language.
    pub fn narration(&self, lang: Lang) -> Option<(SoundId, f32)> {
        self.reading(lang).map(|r| (r.sound, r.duration_secs))
    }

    /// The reading in a language.
    pub fn reading(&self, lang: Lang) -> Option<&Reading> {
        Lang::ALL.iter().position(|l| *l == lang).and_then(|i| self.readings[i].as_ref())
    }

    /// When the next caption begins after a time; infinity if none.
    pub fn next_caption_change(&self, lang: Lang, after_secs: f32) -> f32 {
        self.reading(lang).and_then(|r| r.caption_starts.iter().copied().find(|t| *t > after_secs)).unwrap_or(f32::INFINITY)
    }
}

/// A tour as a visit knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct TourInfo {
    /// The tour.
    pub id: TourId,
    /// Works in order.
    pub stops: Vec<WorkId>,
}

/// The museum as a visit knows it.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Halls in order of visit.
    pub halls: Vec<HallInfo>,
    /// Works in order of visit.
    pub works: Vec<WorkInfo>,
    /// Tours.
    pub tours: Vec<TourInfo>,
    /// Where one can walk.
    pub ground: Ground,
    /// Where a visit begins.
    pub start: Pose,
    /// And in which hall.
    pub start_hall: HallId,
}

impl Default for Pose {
    fn default() -> Self {
        Self { eye: Vec3::new(0.0, EYE_HEIGHT_M, 0.0), yaw: 0.0, pitch: 0.0 }
    }
}

impl World {
    /// Sets the visitor down further from large works than their reading distance, and nearer to small ones, where there is room.
    /// `longest_edge_m` tells how large a work is.
    pub fn step_back(&mut self, longest_edge_m: impl Fn(WorkId) -> f32) {
        for work in &mut self.works {
            let steps = match longest_edge_m(work.id) {
                edge if edge >= LARGE_M => &STEP_BACK[..],
                edge if edge <= SMALL_M => &STEP_NEAR[..],
                _ => continue,
            };
            let (eye, center) = (Vec2::new(work.view.eye.x, work.view.eye.z), Vec2::new(work.center.x, work.center.z));
            let places = steps.iter().map(|k| center + (eye - center) * *k);
            if let Some(at) = places.into_iter().find(|at| self.ground.is_free(*at) && self.ground.line_is_free(eye, *at)) {
                work.view.eye = Vec3::new(at.x, EYE_HEIGHT_M, at.y);
                work.view.pitch = Pose::looking_at(work.view.eye, work.center).pitch - LOOK_DOWN_RAD;
            }
        }
    }

    /// A work.
    pub fn work(&self, id: WorkId) -> Option<&WorkInfo> {
        self.works.iter().find(|w| w.id == id)
    }

    /// A tour.
    pub fn tour(&self, id: TourId) -> Option<&TourInfo> {
        self.tours.iter().find(|t| t.id == id)
    }

    /// A hall.
    pub fn hall(&self, id: HallId) -> Option<&HallInfo> {
        self.halls.iter().find(|h| h.id == id)
    }

    /// The work `by` steps along the route from `from`; from nowhere, the first (or last) of the hall. The route is a ring.
    pub fn neighbour(&self, from: Option<WorkId>, hall: HallId, by: isize) -> Option<WorkId> {
        let count = self.works.len();
        if count == 0 {
            return None;
        }
        let index = match from.and_then(|w| self.works.iter().position(|i| i.id == w)) {
            Some(i) => (i as isize + by).rem_euclid(count as isize) as usize,
            None if by >= 0 => self.works.iter().position(|w| w.hall == hall).unwrap_or(0),
            None => self.works.iter().rposition(|w| w.hall == hall).unwrap_or(count - 1),
        };
        Some(self.works[index].id)
    }
}

/// Takes hall space to the world: floor point.
pub fn world_from_hall_point(space: &HallSpace, p: [f32; 2]) -> Vec2 {
    let q = world_from_hall(space).transform_point3(Vec3::new(p[0], 0.0, p[1]));
    Vec2::new(q.x, q.z)
}

/// Takes hall space to the world.
pub fn world_from_hall(space: &HallSpace) -> glam::Affine3A {
    let yaw = f32::from(space.quarter_turns % 4) * std::f32::consts::FRAC_PI_2;
    // Exact quarter turns keep axis-aligned boxes exact.
    let (sin, cos) = match space.quarter_turns % 4 {
        0 => (0.0, 1.0),
        1 => (1.0, 0.0),
        2 => (0.0, -1.0),
        _ => (-1.0, 0.0),
    };
    debug_assert!((yaw.sin() - sin).abs() < 1e-6);
    glam::Affine3A::from_mat3_translation(
        glam::Mat3::from_cols(Vec3::new(cos, 0.0, -sin), Vec3::Y, Vec3::new(sin, 0.0, cos)),
        Vec3::new(space.origin[0], 0.0, space.origin[1]),
    )
}

/// Where one stands to look at a placed work, in the world.
pub fn view_pose(space: &HallSpace, placement: &Placement) -> Pose {
    let m = world_from_hall(space);
    let from = m.transform_point3(Vec3::new(placement.view_from[0], EYE_HEIGHT_M, placement.view_from[1]));
    let mut pose = Pose::looking_at(from, m.transform_point3(Vec3::from(placement.view_target)));
    pose.yaw = wrap_angle(pose.yaw);
    // The controls lie over the foot of the picture: look a little lower, so that the work stands above them.
    pose.pitch -= LOOK_DOWN_RAD;
    pose
}
