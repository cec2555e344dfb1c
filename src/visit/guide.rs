//! Tours that run themselves, wait for the reading and hold at any touch.

use super::{Effect, Page, Visit, World};
use crate::catalogue::{TourId, WorkId};

/// How long the name of a hall stands after entering, seconds.
pub const ROOM_NAME_SECS: f64 = 4.0;
/// A look at the work in its place before it opens, seconds.
const ARRIVE_SECS: f32 = 2.2;
/// A breath after the reading, seconds.
const AFTER_SECS: f32 = 1.8;
/// A stop without a reading is shown this long, seconds.
const SILENT_STOP_SECS: f32 = 20.0;

/// What a tour is doing at its stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    /// Walking there.
    Walking,
    /// A look at it in its place; seconds left.
    Arrived(f32),
    /// Its page is open and it is read (or looked at in silence; seconds left).
    Telling(f32),
    /// A breath; seconds left.
    Leaving(f32),
    /// All stops are done.
    Finished,
}

/// A tour under way.
#[derive(Clone, Debug, PartialEq)]
pub struct TourState {
    /// The tour.
    pub tour: TourId,
    /// Stop, from 0.
    pub stop: usize,
    /// What it does there.
    pub phase: Phase,
    /// Held by a touch.
    pub paused: bool,
}

impl TourState {
    pub(super) fn next_change_secs(&self) -> Option<f64> {
        if self.paused {
            return None;
        }
        match self.phase {
            Phase::Arrived(left) | Phase::Leaving(left) => Some(f64::from(left.max(0.0))),
            Phase::Telling(left) if left.is_finite() => Some(f64::from(left.max(0.0))),
            Phase::Walking => Some(0.0),
            Phase::Telling(_) | Phase::Finished => None,
        }
    }
}

impl Visit {
    /// Whether a tour leads now.
    pub fn is_guided(&self) -> bool {
        self.tour.as_ref().is_some_and(|t| !t.paused && t.phase != Phase::Finished)
    }

    pub(super) fn start_tour(&mut self, world: &World, tour: TourId, effects: &mut Vec<Effect>) {
        if world.tour(tour).is_none_or(|t| t.stops.is_empty()) {
            return;
        }
        self.tour = Some(TourState { tour, stop: 0, phase: Phase::Walking, paused: false });
        self.go_to_stop(world, effects);
    }

    pub(super) fn tour_to(&mut self, world: &World, stop: usize, effects: &mut Vec<Effect>) {
        let Some(count) = self.tour.as_ref().and_then(|t| world.tour(t.tour)).map(|t| t.stops.len()) else { return };
        if let Some(state) = &mut self.tour {
            state.stop = stop.min(count.saturating_sub(1));
            state.paused = false;
        }
        self.go_to_stop(world, effects);
    }

    pub(super) fn continue_tour(&mut self, world: &World, effects: &mut Vec<Effect>) {
        let Some(state) = &mut self.tour else { return };
        if !state.paused {
            return;
        }
        state.paused = false;
        let work = world.tour(state.tour).and_then(|t| t.stops.get(state.stop).copied());
        let told = matches!(state.phase, Phase::Telling(_) | Phase::Leaving(_)) && work.is_some_and(|w| self.page == Page::Item(w));
        if told {
            if let Some(p) = self.playback.as_mut().filter(|p| Some(p.work) == work && p.position_secs < p.duration_secs) {
                p.playing = true;
                effects.push(Effect::Play { sound: p.sound, from_secs: p.position_secs });
            }
        } else {
            self.go_to_stop(world, effects);
        }
    }

    pub(super) fn interrupt_tour(&mut self, effects: &mut Vec<Effect>) {
        let Some(state) = self.tour.as_mut().filter(|t| !t.paused && t.phase != Phase::Finished) else { return };
        state.paused = true;
        if state.phase == Phase::Walking {
            self.glide = None;
        }
        if let Some(p) = self.playback.as_mut().filter(|p| p.playing) {
            p.playing = false;
            effects.push(Effect::Pause);
        }
    }

    pub(super) fn end_tour(&mut self, effects: &mut Vec<Effect>) {
        if self.tour.take().is_some() {
            self.stop_reading(effects);
            self.item = None;
            self.page = Page::Hall;
            self.history.clear();
        }
    }

    fn stop_work(&self, world: &World) -> Option<WorkId> {
        let state = self.tour.as_ref()?;
        world.tour(state.tour)?.stops.get(state.stop).copied()
    }

    fn set_phase(&mut self, phase: Phase) {
        if let Some(state) = &mut self.tour {
            state.phase = phase;
        }
    }

    fn go_to_stop(&mut self, world: &World, effects: &mut Vec<Effect>) {
        let Some(work) = self.stop_work(world) else { return };
        self.stop_reading(effects);
        self.item = None;
        self.history.clear();
        self.page = Page::Hall;
        self.set_phase(Phase::Walking);
        self.fly_to(world, work);
    }

    pub(super) fn tick_tour(&mut self, world: &World, dt_secs: f32, effects: &mut Vec<Effect>) {
        let Some(phase) = self.tour.as_ref().filter(|t| !t.paused).map(|t| t.phase) else { return };
        match phase {
            Phase::Walking if self.glide.is_none() => self.set_phase(Phase::Arrived(ARRIVE_SECS)),
            Phase::Arrived(left) if left <= dt_secs => self.tell(world, effects),
            Phase::Arrived(left) => self.set_phase(Phase::Arrived(left - dt_secs)),
            Phase::Telling(left) => {
                let read = self.playback.as_ref().is_some_and(|p| p.position_secs >= p.duration_secs);
                if read || left <= dt_secs {
                    self.set_phase(Phase::Leaving(AFTER_SECS));
                } else {
                    self.set_phase(Phase::Telling(left - dt_secs));
                }
            }
            Phase::Leaving(left) if left <= dt_secs => self.next_stop(world, effects),
            Phase::Leaving(left) => self.set_phase(Phase::Leaving(left - dt_secs)),
            Phase::Walking | Phase::Finished => {}
        }
    }

    fn tell(&mut self, world: &World, effects: &mut Vec<Effect>) {
        let Some(work) = self.stop_work(world) else { return };
        self.open_work(world, work, effects);
        self.history.clear();
        self.begin_reading(world, work, effects);
        // With a reading its end decides; the limit only serves stops without one.
        let has_reading = self.playback.as_ref().is_some_and(|p| p.work == work);
        self.set_phase(Phase::Telling(if has_reading { f32::INFINITY } else { SILENT_STOP_SECS }));
    }

    fn next_stop(&mut self, world: &World, effects: &mut Vec<Effect>) {
        let Some(state) = &mut self.tour else { return };
        let count = world.tour(state.tour).map_or(0, |t| t.stops.len());
        if state.stop + 1 < count {
            state.stop += 1;
            self.go_to_stop(world, effects);
        } else {
            state.phase = Phase::Finished;
            self.stop_reading(effects);
            self.item = None;
            self.history.clear();
            self.page = Page::Tours;
        }
    }
}
