//! What can happen in a visit, and what a visit asks of the outside.

use serde::{Deserialize, Serialize};

use crate::catalogue::{HallId, SoundId, TourId, WorkId};
use crate::language::Lang;

/// Longest search text kept, characters.
pub const QUERY_MAX_CHARS: usize = 120;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// The door: choice of language.
    Welcome,
    /// Walking in a hall.
    Hall,
    /// A work, close.
    Item(WorkId),
    /// The flat list of works, equal to the halls.
    List,
    /// The plan with "you are here".
    Map,
    /// Guided tours.
    Tours,
    /// Text size, contrast, captions, motion.
    Comfort,
    /// What this museum is, and which parts are reconstruction.
    About,
}

/// Settings that last for this visit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comfort {
    /// Size of text, 1.0 to 2.0.
    pub text_scale: f32,
    /// Contrast of at least 7:1.
    pub high_contrast: bool,
    /// Fades instead of flights.
    pub reduced_motion: bool,
    /// Captions while something is read.
    pub captions: bool,
    /// Reading at 85 % of its speed.
    pub slow_narration: bool,
    /// Loudness, 0 to 1.
    pub volume: f32,
}

impl Default for Comfort {
    fn default() -> Self {
        Self { text_scale: 1.0, high_contrast: false, reduced_motion: false, captions: true, slow_narration: false, volume: 0.8 }
    }
}

impl Comfort {
    /// Speed of narration; 1 is as recorded.
    pub fn narration_rate(&self) -> f32 {
        if self.slow_narration { 0.85 } else { 1.0 }
    }

    /// With every value inside its range.
    pub fn clamped(self) -> Self {
        let or = |v: f32, d: f32| if v.is_finite() { v } else { d };
        Self { text_scale: or(self.text_scale, 1.0).clamp(1.0, 2.0), volume: or(self.volume, 0.8).clamp(0.0, 1.0), ..self }
    }
}

/// Something that happens in a visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Time goes by (at most one second at a time).
    Tick {
        /// Seconds.
        dt_secs: f32,
    },
    /// Everything in this language from now on.
    ChooseLanguage(Lang),
    /// From the door into the first hall.
    EnterMuseum,
    /// Show a page.
    OpenPage(Page),
    /// Where I was.
    Back,
    /// Turn the head: radians, left and up positive.
    Look {
        /// About the vertical.
        yaw: f32,
        /// Up.
        pitch: f32,
    },
    /// Keys held: each -1..1.
    Steer {
        /// Forward.
        forward: f32,
        /// To the right.
        right: f32,
        /// Turn left.
        turn: f32,
    },
    /// Come forward by so much (pinch, wheel), metres.
    Step {
        /// Forward; negative is back.
        forward_m: f32,
    },
    /// Go to a point of the floor (world, metres).
    WalkTo {
        /// East.
        x: f32,
        /// South.
        z: f32,
    },
    /// Go and stand before a work; if already there, open it.
    ApproachWork(WorkId),
    /// Show a work close.
    OpenWork(WorkId),
    /// Go into a hall.
    EnterHall(HallId),
    /// The next work of the route.
    NextWork,
    /// The one before.
    PreviousWork,
    /// Turn the open work, radians.
    TurnItem {
        /// About the vertical.
        yaw: f32,
        /// Towards the visitor.
        pitch: f32,
    },
    /// Shift the open work, in half heights of the view.
    PanItem {
        /// To the right.
        x: f32,
        /// Up.
        y: f32,
    },
    /// Come closer by a factor.
    ZoomItem {
        /// Above 1 comes closer.
        factor: f32,
    },
    /// As it was first seen.
    ResetItem,
    /// Open or close a work that opens.
    ToggleOpened,
    /// Show the passage of a part, or none.
    ShowPart(Option<usize>),
    /// Unfold or fold the transcript.
    ToggleTranscript,
    /// Narration on or off.
    PlayPause,
    /// Narration to a time.
    Seek {
        /// Seconds from the start.
        position_secs: f32,
    },
    /// The sound device says where it is.
    SoundClock {
        /// Seconds from the start.
        position_secs: f32,
    },
    /// Begin a tour.
    StartTour(TourId),
    /// Go on with the tour from here.
    ContinueTour,
    /// Hold the tour.
    PauseTour,
    /// Go to a stop of the tour.
    TourStop(usize),
    /// Leave the tour.
    EndTour,
    /// Change settings.
    SetComfort(Comfort),
    /// Look for words in the list.
    Search(String),
}

impl Action {
    /// Whether the visitor takes the lead with it, so that a running tour waits.
    pub fn is_touch(&self) -> bool {
        matches!(
            self,
            Self::Look { .. }
                | Self::Step { .. }
                | Self::WalkTo { .. }
                | Self::ApproachWork(_)
                | Self::OpenWork(_)
                | Self::EnterHall(_)
                | Self::NextWork
                | Self::PreviousWork
                | Self::OpenPage(_)
                | Self::Back
        ) || matches!(self, Self::Steer { forward, right, turn } if (*forward, *right, *turn) != (0.0, 0.0, 0.0))
    }
}

/// What a visit asks of the outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Play narration from a time.
    Play {
        /// The sound.
        sound: SoundId,
        /// Seconds from the start.
        from_secs: f32,
    },
    /// Hold narration.
    Pause,
    /// End narration.
    Stop,
    /// Speed of narration.
    NarrationRate(f32),
    /// The sound of a hall.
    Ambience(HallId),
}
