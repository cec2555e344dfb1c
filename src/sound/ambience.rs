//! The quiet sound of a room, made as it plays: no recording, so nothing is pretended.

use std::num::NonZero;
use std::time::Duration;

use rodio::Source;

/// Samples a second of every ambience.
pub const RATE_HZ: u32 = 24_000;

/// Which room is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A salon: hushed air and a clock.
    Salon,
    /// A courtyard: a thin run of water.
    Courtyard,
    /// A schoolroom: hushed air.
    Schoolroom,
}

/// An endless room sound.
pub struct Ambience {
    room: Room,
    seed: u32,
    low: f32,
    lower: f32,
    band: [f32; 2],
    drops: [Drop; 4],
    tick: f32,
    index: u64,
}

/// One falling drop: a short rising sine.
#[derive(Clone, Copy, Default)]
struct Drop {
    phase: f32,
    hz: f32,
    level: f32,
}

impl Ambience {
    /// The sound of a room from its beginning.
    pub fn new(room: Room) -> Self {
        Self { room, seed: 0x2545_F491, low: 0.0, lower: 0.0, band: [0.0; 2], drops: [Drop::default(); 4], tick: 0.0, index: 0 }
    }

    /// White noise, -1..1 (xorshift, Marsaglia 2003).
    fn noise(&mut self) -> f32 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 17;
        self.seed ^= self.seed << 5;
        self.seed as f32 / u32::MAX as f32 * 2.0 - 1.0
    }

    fn air(&mut self, white: f32) -> f32 {
        self.low += (white - self.low) * 0.02;
        self.lower += (self.low - self.lower) * 0.03;
        self.lower * 0.5
    }

    fn water(&mut self, white: f32) -> f32 {
        // A resonant band (state-variable filter) around 900 Hz is the stream, sparse sines are the drops.
        let [ref mut low, ref mut band] = self.band;
        *low += 0.23 * *band;
        *band += 0.23 * (white - *low - 1.1 * *band);
        let mut sum = *band * 0.035;
        if self.noise() > 0.9993 {
            let free = (self.index % 4) as usize;
            let hz = 700.0 + (self.noise() + 1.0) * 900.0;
            let level = 0.02 + (self.noise() + 1.0) * 0.012;
            self.drops[free] = Drop { phase: 0.0, hz, level };
        }
        for drop in &mut self.drops {
            drop.phase += drop.hz * std::f32::consts::TAU / RATE_HZ as f32;
            drop.hz *= 1.000_05;
            drop.level *= 0.9985;
            sum += drop.phase.sin() * drop.level;
        }
        sum
    }
}

impl Iterator for Ambience {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        self.index += 1;
        let white = self.noise();
        let air = self.air(white);
        Some(match self.room {
            Room::Schoolroom => air * 0.5,
            Room::Courtyard => air * 0.3 + self.water(white),
            Room::Salon => {
                // A clock beats seconds: a click through the room.
                if self.index.is_multiple_of(u64::from(RATE_HZ)) {
                    self.tick = if (self.index / u64::from(RATE_HZ)).is_multiple_of(2) { 0.03 } else { 0.022 };
                }
                self.tick *= 0.996;
                air * 0.5 + self.tick * white
            }
        })
    }
}

impl Source for Ambience {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> rodio::ChannelCount {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> rodio::SampleRate {
        NonZero::new(RATE_HZ).unwrap_or(NonZero::<u32>::MIN)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_is_quiet_but_not_silent() {
        for room in [Room::Salon, Room::Courtyard, Room::Schoolroom] {
            let samples: Vec<f32> = Ambience::new(room).take(RATE_HZ as usize * 4).collect();
            let peak = samples.iter().fold(0.0_f32, |m, s| m.max(s.abs()));
            let rms = (samples.iter().map(|s| s * s).sum::<f32>() / samples.len() as f32).sqrt();
            assert!(peak < 0.5 && rms > 1e-4 && rms < 0.08, "{room:?}: peak {peak}, rms {rms}");
        }
    }
}
