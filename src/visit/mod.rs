//! The state of one visit. Pure: no clock, no files, no window.
//!
//! Every touch, key, timer, tour step and narration cue is an [`Action`]; [`Visit::apply`] gives the next state and its [`Effect`]s.
//! Nothing else changes state, so a visit can be recorded and replayed (see [`record`]).

pub mod action;
pub mod ground;
pub mod guide;
pub mod motion;
pub mod record;
pub mod world;

pub use action::{Action, Comfort, Effect, Page};
pub use world::{HallInfo, TourInfo, WorkInfo, World};

use crate::catalogue::{HallId, SoundId, WorkId};
use crate::language::Lang;
use crate::scene::Pose;
use guide::TourState;
use motion::Glide;

/// Height of the visitor's eyes, metres.
pub const EYE_HEIGHT_M: f32 = 1.6;
/// Vertical field of view in halls, radians.
pub const HALL_FOV_Y: f32 = 0.96;
/// How many pages Back remembers.
const HISTORY_MAX: usize = 32;

/// How one holds the open work.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemView {
    /// The work.
    pub work: WorkId,
    /// Turn about the vertical, radians.
    pub yaw: f32,
    /// Tilt, radians.
    pub pitch: f32,
    /// 1 shows it whole; larger is closer.
    pub zoom: f32,
    /// Shift of the centre in units of the view's half height.
    pub pan: [f32; 2],
    /// Whether a work that can be opened stands open.
    pub opened: bool,
    /// Part whose passage is shown.
    pub part: Option<usize>,
    /// Whether the transcript is unfolded.
    pub transcript: bool,
}

impl ItemView {
    /// The work as it is first seen.
    pub fn new(work: WorkId) -> Self {
        Self { work, yaw: 0.0, pitch: 0.0, zoom: 1.0, pan: [0.0; 2], opened: false, part: None, transcript: false }
    }
}

/// The reading that is loaded, playing or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// The work that is read.
    pub work: WorkId,
    /// The sound.
    pub sound: SoundId,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Where it is, seconds.
    pub position_secs: f32,
    /// Whether it runs.
    pub playing: bool,
}

/// The state of a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Language of everything shown and read.
    pub lang: Lang,
    /// What is shown.
    pub page: Page,
    /// Pages to go back to.
    pub history: Vec<Page>,
    /// Where the visitor stands and looks.
    pub pose: Pose,
    /// Hall the visitor stands in.
    pub hall: HallId,
    /// Being taken somewhere.
    pub glide: Option<Glide>,
    /// Steering by keys: forward, right, turn; each -1..1.
    pub steer: [f32; 3],
    /// Work last gone to or looked at.
    pub focus: Option<WorkId>,
    /// The open work.
    pub item: Option<ItemView>,
    /// The reading.
    pub playback: Option<Playback>,
    /// The tour under way.
    pub tour: Option<TourState>,
    /// Settings of this visit.
    pub comfort: Comfort,
    /// Words looked for in the list.
    pub query: String,
    /// Time since the visit began, seconds.
    pub time_secs: f64,
    /// When the name of the hall was last announced (entering it), seconds.
    pub entered_at_secs: f64,
}

impl Visit {
    /// A visit at the door.
    pub fn new(world: &World, lang: Lang) -> Self {
        Self {
            lang,
            page: Page::Welcome,
            history: Vec::new(),
            pose: world.start,
            hall: world.start_hall,
            glide: None,
            steer: [0.0; 3],
            focus: None,
            item: None,
            playback: None,
            tour: None,
            comfort: Comfort::default(),
            query: String::new(),
            time_secs: 0.0,
            entered_at_secs: 0.0,
        }
    }

    /// Whether the picture changes by itself (the visitor is moved).
    pub fn is_moving(&self) -> bool {
        self.glide.is_some() || self.steer != [0.0; 3]
    }

    /// Darkness of the fade that stands in for a flight under reduced motion: 0 clear, 1 black.
    pub fn fade(&self) -> f32 {
        self.glide.as_ref().map_or(0.0, Glide::fade)
    }

    /// Seconds until something changes without a touch, if anything will: the next caption, tour step or end of a reading.
    /// `Some(0.0)` asks for a frame at once.
    pub fn next_change_secs(&self, world: &World) -> Option<f64> {
        if self.is_moving() {
            return Some(0.0);
        }
        let speech = self.playback.as_ref().filter(|p| p.playing).map(|p| {
            let rate = self.comfort.narration_rate();
            let next = world.work(p.work).map_or(f32::INFINITY, |w| w.next_caption_change(self.lang, p.position_secs));
            // The progress bar moves once a second even between captions.
            f64::from(((next.min(p.duration_secs) - p.position_secs) / rate).clamp(0.02, 1.0))
        });
        let tour = self.tour.as_ref().and_then(TourState::next_change_secs);
        let announcement = (self.page == Page::Hall).then_some(self.entered_at_secs + guide::ROOM_NAME_SECS - self.time_secs).filter(|t| *t > 0.0);
        [speech, tour, announcement].into_iter().flatten().reduce(f64::min)
    }

    /// The next state and what is to be done outside.
    pub fn apply(&mut self, world: &World, action: &Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        if action.is_touch() {
            self.interrupt_tour(&mut effects);
        }
        match action {
            Action::Tick { dt_secs } => self.tick(world, dt_secs.clamp(0.0, 1.0), &mut effects),
            Action::ChooseLanguage(lang) => self.choose_language(world, *lang, &mut effects),
            Action::EnterMuseum => {
                self.history.clear();
                self.page = Page::Hall;
                self.entered_at_secs = self.time_secs;
                effects.push(Effect::Ambience(self.hall));
            }
            Action::OpenPage(page) => self.open_page(*page, &mut effects),
            Action::Back => self.back(&mut effects),
            Action::Look { yaw, pitch } => self.look(*yaw, *pitch),
            Action::Steer { forward, right, turn } => {
                self.steer = [forward.clamp(-1.0, 1.0), right.clamp(-1.0, 1.0), turn.clamp(-1.0, 1.0)];
                if self.steer != [0.0; 3] {
                    self.glide = None;
                }
            }
            Action::Step { forward_m } => self.step_forward(world, *forward_m, &mut effects),
            Action::WalkTo { x, z } => self.walk_to(world, [*x, *z]),
            Action::ApproachWork(work) => self.approach(world, *work, &mut effects),
            Action::OpenWork(work) => self.open_work(world, *work, &mut effects),
            Action::EnterHall(hall) => self.enter_hall(world, *hall),
            Action::NextWork => self.step(world, 1, &mut effects),
            Action::PreviousWork => self.step(world, -1, &mut effects),
            Action::TurnItem { yaw, pitch } => {
                if let Some(item) = &mut self.item {
                    item.yaw = wrap_angle(item.yaw + yaw);
                    item.pitch = (item.pitch + pitch).clamp(-1.2, 1.2);
                }
            }
            Action::PanItem { x, y } => {
                if let Some(item) = &mut self.item {
                    let reach = (item.zoom - 1.0).max(0.0) + 0.25;
                    item.pan = [(item.pan[0] + x).clamp(-reach, reach), (item.pan[1] + y).clamp(-reach, reach)];
                }
            }
            Action::ZoomItem { factor } => {
                if let Some(item) = &mut self.item {
                    item.zoom = (item.zoom * factor.clamp(0.2, 5.0)).clamp(0.6, 8.0);
                }
            }
            Action::ResetItem => {
                if let Some(item) = &mut self.item {
                    let opened = item.opened;
                    *item = ItemView { opened, transcript: item.transcript, ..ItemView::new(item.work) };
                }
            }
            Action::ToggleOpened => {
                if let Some(item) = &mut self.item {
                    item.opened = !item.opened && world.work(item.work).is_some_and(|w| w.can_open);
                }
            }
            Action::ShowPart(part) => {
                if let Some(item) = &mut self.item {
                    item.part = *part;
                }
            }
            Action::ToggleTranscript => {
                if let Some(item) = &mut self.item {
                    item.transcript = !item.transcript;
                }
            }
            Action::PlayPause => self.play_pause(world, &mut effects),
            Action::Seek { position_secs } => self.seek(*position_secs, &mut effects),
            Action::SoundClock { position_secs } => {
                if let Some(p) = self.playback.as_mut().filter(|p| p.playing && position_secs.is_finite()) {
                    p.position_secs = position_secs.clamp(0.0, p.duration_secs);
                }
            }
            Action::StartTour(tour) => self.start_tour(world, *tour, &mut effects),
            Action::ContinueTour => self.continue_tour(world, &mut effects),
            Action::PauseTour => self.interrupt_tour(&mut effects),
            Action::TourStop(stop) => self.tour_to(world, *stop, &mut effects),
            Action::EndTour => self.end_tour(&mut effects),
            Action::SetComfort(comfort) => {
                let before = self.comfort.narration_rate();
                self.comfort = comfort.clamped();
                if self.comfort.narration_rate().to_bits() != before.to_bits() {
                    effects.push(Effect::NarrationRate(self.comfort.narration_rate()));
                }
            }
            Action::Search(query) => self.query = query.chars().take(action::QUERY_MAX_CHARS).collect(),
        }
        effects
    }

    fn open_page(&mut self, page: Page, effects: &mut Vec<Effect>) {
        if page == self.page {
            return;
        }
        if page == Page::Welcome {
            self.history.clear();
            self.stop_reading(effects);
            self.tour = None;
            self.item = None;
        } else {
            self.remember();
        }
        if page == Page::Hall {
            self.close_item(effects);
            self.history.clear();
        }
        self.steer = [0.0; 3];
        self.page = page;
    }

    fn remember(&mut self) {
        if self.history.last() != Some(&self.page) && self.page != Page::Welcome {
            self.history.push(self.page);
        }
        if self.history.len() > HISTORY_MAX {
            self.history.remove(0);
        }
    }

    fn back(&mut self, effects: &mut Vec<Effect>) {
        let target = self.history.pop().unwrap_or(match self.page {
            Page::Hall | Page::Welcome => Page::Welcome,
            _ => Page::Hall,
        });
        match target {
            Page::Item(work) => self.item = Some(ItemView::new(work)),
            _ => self.close_item(effects),
        }
        if target == Page::Welcome {
            self.stop_reading(effects);
            self.tour = None;
        }
        self.steer = [0.0; 3];
        self.page = target;
    }

    fn close_item(&mut self, effects: &mut Vec<Effect>) {
        if self.item.take().is_some() {
            self.stop_reading(effects);
        }
    }

    /// Opens the page of a work and stands the visitor before it, so that Back leads to where it hangs.
    fn open_work(&mut self, world: &World, work: WorkId, effects: &mut Vec<Effect>) {
        let Some(info) = world.work(work) else { return };
        if self.page != Page::Item(work) {
            self.stop_reading(effects);
            self.remember();
        }
        self.focus = Some(work);
        self.glide = None;
        self.pose = info.view;
        self.change_hall(info.hall, effects);
        self.item = Some(ItemView::new(work));
        self.page = Page::Item(work);
    }

    fn change_hall(&mut self, hall: HallId, effects: &mut Vec<Effect>) {
        if self.hall != hall {
            self.hall = hall;
            self.entered_at_secs = self.time_secs;
            effects.push(Effect::Ambience(hall));
        }
    }

    fn choose_language(&mut self, world: &World, lang: Lang, effects: &mut Vec<Effect>) {
        if lang == self.lang {
            return;
        }
        self.lang = lang;
        // The reading in another language is another recording: begin it again rather than mix the two.
        let playing = self.playback.as_ref().map(|p| (p.work, p.playing));
        self.stop_reading(effects);
        if let Some((work, true)) = playing {
            self.begin_reading(world, work, effects);
        }
    }

    fn step(&mut self, world: &World, by: isize, effects: &mut Vec<Effect>) {
        let Some(next) = world.neighbour(self.focus, self.hall, by) else { return };
        if self.item.is_some() {
            let history = self.history.clone();
            self.open_work(world, next, effects);
            self.history = history;
        } else {
            self.page = Page::Hall;
            self.fly_to(world, next);
        }
    }

    fn play_pause(&mut self, world: &World, effects: &mut Vec<Effect>) {
        let open = self.item.as_ref().map(|i| i.work);
        match &mut self.playback {
            Some(p) if open.is_none_or(|w| w == p.work) => {
                if p.position_secs >= p.duration_secs {
                    p.position_secs = 0.0;
                    p.playing = true;
                    effects.push(Effect::Play { sound: p.sound, from_secs: 0.0 });
                } else {
                    p.playing = !p.playing;
                    effects.push(if p.playing { Effect::Play { sound: p.sound, from_secs: p.position_secs } } else { Effect::Pause });
                }
            }
            _ => {
                if let Some(work) = open {
                    self.begin_reading(world, work, effects);
                }
            }
        }
    }

    fn begin_reading(&mut self, world: &World, work: WorkId, effects: &mut Vec<Effect>) {
        let Some((sound, duration_secs)) = world.work(work).and_then(|w| w.narration(self.lang)) else { return };
        self.playback = Some(Playback { work, sound, duration_secs, position_secs: 0.0, playing: true });
        effects.push(Effect::Play { sound, from_secs: 0.0 });
    }

    fn stop_reading(&mut self, effects: &mut Vec<Effect>) {
        if self.playback.take().is_some() {
            effects.push(Effect::Stop);
        }
    }

    fn seek(&mut self, position_secs: f32, effects: &mut Vec<Effect>) {
        let Some(p) = &mut self.playback else { return };
        if !position_secs.is_finite() {
            return;
        }
        p.position_secs = position_secs.clamp(0.0, p.duration_secs);
        if p.playing {
            effects.push(Effect::Play { sound: p.sound, from_secs: p.position_secs });
        }
    }

    fn tick(&mut self, world: &World, dt_secs: f32, effects: &mut Vec<Effect>) {
        self.time_secs += f64::from(dt_secs);
        self.move_visitor(world, dt_secs, effects);
        let rate = self.comfort.narration_rate();
        if let Some(p) = self.playback.as_mut().filter(|p| p.playing) {
            p.position_secs = (p.position_secs + dt_secs * rate).min(p.duration_secs);
            if p.position_secs >= p.duration_secs {
                p.playing = false;
                // The device may rest and the room be heard again.
                effects.push(Effect::Stop);
            }
        }
        self.tick_tour(world, dt_secs, effects);
    }
}

/// The same angle in (-pi, pi].
pub fn wrap_angle(angle: f32) -> f32 {
    let turn = std::f32::consts::TAU;
    if !angle.is_finite() {
        return 0.0;
    }
    let a = angle.rem_euclid(turn);
    if a > std::f32::consts::PI { a - turn } else { a }
}

#[cfg(test)]
mod tests;
