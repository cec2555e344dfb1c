//! How a visitor is moved: looking, steering, and being taken to a place.

use glam::{Vec2, Vec3};

use super::{EYE_HEIGHT_M, Effect, Page, Visit, World, wrap_angle};
use crate::catalogue::{HallId, WorkId};
use crate::scene::Pose;

/// Walking speed by keys, metres a second.
const WALK_M_PER_S: f32 = 1.5;
/// Fastest speed when taken somewhere, metres a second.
const GLIDE_M_PER_S: f32 = 2.4;
/// Speed of turning by keys, radians a second.
const TURN_RAD_PER_S: f32 = 1.2;
/// Shortest and longest time of a glide, seconds.
const GLIDE_SECS: (f32, f32) = (0.7, 9.0);
/// Length of the fade that replaces a glide, seconds.
const FADE_SECS: f32 = 0.7;
/// Steepest look, radians.
const PITCH_MAX: f32 = 1.1;
/// Standing closer than this to a reading place counts as being there, metres.
const AT_WORK_M: f32 = 0.35;

/// Being taken along a way.
#[derive(Clone, Debug, PartialEq)]
pub struct Glide {
    /// Corner points with the start, floor (x, z).
    points: Vec<Vec2>,
    /// Length up to each point, metres.
    lengths: Vec<f32>,
    start: Pose,
    end: Pose,
    elapsed_secs: f32,
    total_secs: f32,
    /// Dark and bright again instead of moving.
    fades: bool,
}

impl Glide {
    fn new(start: Pose, way: &[Vec2], end: Pose, fades: bool) -> Self {
        let mut points = vec![Vec2::new(start.eye.x, start.eye.z)];
        points.extend_from_slice(way);
        let mut lengths = vec![0.0];
        for pair in points.windows(2) {
            lengths.push(lengths.last().copied().unwrap_or(0.0) + (pair[1] - pair[0]).length());
        }
        let length = lengths.last().copied().unwrap_or(0.0);
        let turn = wrap_angle(end.yaw - start.yaw).abs();
        // Ease in and out: peak speed is 1.5 times the mean (smoothstep).
        let total_secs = if fades { FADE_SECS } else { (length * 1.5 / GLIDE_M_PER_S).max(turn / 1.6).clamp(GLIDE_SECS.0, GLIDE_SECS.1) };
        Self { points, lengths, start, end, elapsed_secs: 0.0, total_secs, fades }
    }

    /// Darkness now.
    pub fn fade(&self) -> f32 {
        if !self.fades {
            return 0.0;
        }
        let t = self.elapsed_secs / self.total_secs;
        1.0 - (2.0 * t - 1.0).abs()
    }

    /// The pose at the end of the glide.
    pub fn end(&self) -> Pose {
        self.end
    }

    fn done(&self) -> bool {
        self.elapsed_secs >= self.total_secs
    }

    fn pose(&self) -> Pose {
        let t = (self.elapsed_secs / self.total_secs).clamp(0.0, 1.0);
        if self.done() {
            return self.end;
        }
        if self.fades {
            return if t < 0.5 { self.start } else { self.end };
        }
        let eased = t * t * (3.0 - 2.0 * t);
        let length = self.lengths.last().copied().unwrap_or(0.0);
        let at = self.point_at(eased * length);
        // Look along the way in the middle of a long walk, at the goal towards its end.
        let ahead = self.point_at((eased * length + 1.2).min(length)) - at;
        let along = if length > 3.0 && ahead.length() > 0.05 { f32::atan2(-ahead.x, -ahead.y) } else { self.end.yaw };
        let to_along = smooth(t / 0.25);
        let to_end = smooth((t - 0.55) / 0.45);
        let yaw = mix_angle(mix_angle(self.start.yaw, along, to_along), self.end.yaw, to_end);
        let level = self.start.pitch * (1.0 - smooth(t / 0.4));
        let pitch = level + (self.end.pitch - level) * to_end;
        Pose { eye: Vec3::new(at.x, EYE_HEIGHT_M, at.y), yaw: wrap_angle(yaw), pitch }
    }

    fn point_at(&self, length: f32) -> Vec2 {
        let i = self.lengths.partition_point(|l| *l <= length).clamp(1, self.points.len().max(2) - 1);
        let (Some(a), Some(b)) = (self.points.get(i - 1), self.points.get(i)) else { return self.points[0] };
        let span = self.lengths[i] - self.lengths[i - 1];
        a.lerp(*b, if span > 1e-6 { ((length - self.lengths[i - 1]) / span).clamp(0.0, 1.0) } else { 1.0 })
    }
}

fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

fn mix_angle(a: f32, b: f32, t: f32) -> f32 {
    a + wrap_angle(b - a) * t
}

fn foot(pose: Pose) -> Vec2 {
    Vec2::new(pose.eye.x, pose.eye.z)
}

impl Visit {
    pub(super) fn look(&mut self, yaw: f32, pitch: f32) {
        if !(yaw.is_finite() && pitch.is_finite()) {
            return;
        }
        self.glide = None;
        self.pose.yaw = wrap_angle(self.pose.yaw + yaw);
        self.pose.pitch = (self.pose.pitch + pitch).clamp(-PITCH_MAX, PITCH_MAX);
    }

    pub(super) fn step_forward(&mut self, world: &World, forward_m: f32, effects: &mut Vec<Effect>) {
        if !forward_m.is_finite() {
            return;
        }
        self.glide = None;
        let (sin, cos) = self.pose.yaw.sin_cos();
        let at = world.ground.slide(foot(self.pose), Vec2::new(-sin, -cos) * forward_m.clamp(-2.0, 2.0));
        self.pose.eye = Vec3::new(at.x, EYE_HEIGHT_M, at.y);
        self.focus = self.focus.filter(|w| self.is_at(world, *w));
        if let Some(hall) = world.ground.hall_at(at, self.hall) {
            self.change_hall(hall, effects);
        }
    }

    pub(super) fn walk_to(&mut self, world: &World, to: [f32; 2]) {
        let Some(goal) = world.ground.nearest_free(Vec2::from(to), 1.5) else { return };
        let Some(way) = world.ground.path(foot(self.pose), goal) else { return };
        let before_last = if way.len() > 1 { way[way.len() - 2] } else { foot(self.pose) };
        let ahead = goal - before_last;
        let yaw = if ahead.length() > 0.4 { f32::atan2(-ahead.x, -ahead.y) } else { self.pose.yaw };
        let end = Pose { eye: Vec3::new(goal.x, EYE_HEIGHT_M, goal.y), yaw, pitch: 0.0 };
        self.take(&way, end);
    }

    /// Takes the visitor to the reading place of a work.
    pub(super) fn fly_to(&mut self, world: &World, work: WorkId) {
        let Some(info) = world.work(work) else { return };
        self.focus = Some(work);
        let goal = foot(info.view);
        match world.ground.path(foot(self.pose), goal) {
            Some(way) => self.take(&way, info.view),
            // No way on foot: be there without a walk rather than nowhere.
            None => self.glide = Some(Glide::new(self.pose, &[goal], info.view, true)),
        }
    }

    fn take(&mut self, way: &[Vec2], end: Pose) {
        self.steer = [0.0; 3];
        self.glide = Some(Glide::new(self.pose, way, end, self.comfort.reduced_motion));
    }

    /// Whether the visitor stands before a work and looks at it.
    pub fn is_at(&self, world: &World, work: WorkId) -> bool {
        world.work(work).is_some_and(|w| (foot(w.view) - foot(self.pose)).length() < AT_WORK_M && wrap_angle(w.view.yaw - self.pose.yaw).abs() < 0.7)
    }

    pub(super) fn approach(&mut self, world: &World, work: WorkId, effects: &mut Vec<Effect>) {
        if self.glide.is_none() && self.is_at(world, work) {
            self.open_work(world, work, effects);
        } else {
            self.page = Page::Hall;
            self.close_item(effects);
            self.fly_to(world, work);
        }
    }

    pub(super) fn enter_hall(&mut self, world: &World, hall: HallId) {
        let Some(info) = world.hall(hall) else { return };
        self.page = Page::Hall;
        self.item = None;
        self.history.clear();
        self.focus = None;
        match world.ground.path(foot(self.pose), foot(info.arrival)) {
            Some(way) if self.hall == hall => self.take(&way, info.arrival),
            // A jump across the museum is a fade, not a march.
            _ => self.glide = Some(Glide::new(self.pose, &[foot(info.arrival)], info.arrival, true)),
        }
    }

    pub(super) fn move_visitor(&mut self, world: &World, dt_secs: f32, effects: &mut Vec<Effect>) {
        if let Some(glide) = &mut self.glide {
            glide.elapsed_secs += dt_secs;
            self.pose = glide.pose();
            if glide.done() {
                self.glide = None;
            }
        } else if self.steer != [0.0; 3] {
            let [forward, right, turn] = self.steer;
            self.pose.yaw = wrap_angle(self.pose.yaw + turn * TURN_RAD_PER_S * dt_secs);
            let (sin, cos) = self.pose.yaw.sin_cos();
            let step = Vec2::new(-sin, -cos) * forward + Vec2::new(cos, -sin) * right;
            let at = world.ground.slide(foot(self.pose), step.clamp_length_max(1.0) * WALK_M_PER_S * dt_secs);
            self.pose.eye = Vec3::new(at.x, EYE_HEIGHT_M, at.y);
            self.focus = self.focus.filter(|w| self.is_at(world, *w));
        }
        if let Some(hall) = world.ground.hall_at(foot(self.pose), self.hall) {
            self.change_hall(hall, effects);
        }
    }
}
