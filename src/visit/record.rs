//! A visit as a list of actions: recorded, stored, replayed.

use serde::{Deserialize, Serialize};

use super::{Action, Effect, Visit, World};
use crate::language::Lang;

/// Version of the recording format.
pub const RECORDING_VERSION: u32 = 1;

/// One line of a recording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Something happens.
    Do(Action),
    /// Time goes by in even ticks.
    Wait {
        /// Seconds.
        secs: f32,
    },
    /// Time goes by until the visitor stands still (at most `limit_secs`).
    Settle {
        /// Longest wait, seconds.
        limit_secs: f32,
    },
    /// A picture is taken under this name.
    Picture(String),
}

/// A recorded visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// Format; see [`RECORDING_VERSION`].
    pub version: u32,
    /// Language at the start.
    pub lang: Lang,
    /// What happens.
    pub steps: Vec<Step>,
}

/// Length of one tick of a replay, seconds.
pub const TICK_SECS: f32 = 1.0 / 30.0;

impl Recording {
    /// Replays on a fresh visit. `picture` is called at each picture step with the state reached; `effects` sees all effects.
    /// Stops early when `picture` fails.
    ///
    /// # Errors
    /// Whatever `picture` returns.
    pub fn replay<E>(&self, world: &World, mut picture: impl FnMut(&Visit, &str) -> Result<(), E>, mut effects: impl FnMut(Effect)) -> Result<Visit, E> {
        let mut visit = Visit::new(world, self.lang);
        for step in &self.steps {
            match step {
                Step::Do(action) => visit.apply(world, action).into_iter().for_each(&mut effects),
                Step::Wait { secs } => {
                    for dt in ticks(*secs) {
                        visit.apply(world, &Action::Tick { dt_secs: dt }).into_iter().for_each(&mut effects);
                    }
                }
                Step::Settle { limit_secs } => {
                    for dt in ticks(*limit_secs) {
                        if !visit.is_moving() {
                            break;
                        }
                        visit.apply(world, &Action::Tick { dt_secs: dt }).into_iter().for_each(&mut effects);
                    }
                }
                Step::Picture(name) => picture(&visit, name)?,
            }
        }
        Ok(visit)
    }
}

/// Even ticks that add up to at most an hour.
fn ticks(secs: f32) -> impl Iterator<Item = f32> {
    let secs = if secs.is_finite() { secs.clamp(0.0, 3600.0) } else { 0.0 };
    let whole = (secs / TICK_SECS).floor() as usize;
    let rest = secs - whole as f32 * TICK_SECS;
    std::iter::repeat_n(TICK_SECS, whole).chain((rest > 1e-4).then_some(rest))
}
