//! How much is spent on a picture, and how that is chosen from measured frame times.

use super::gpu::Caps;

/// How much is spent on a picture.
///
/// | tier | while moving | at rest |
/// | --- | --- | --- |
/// | Software | half resolution, light from vertices and probes only, no lamps per pixel | full lighting (eight lamps a pixel), 1 sample, 16 jittered pictures averaged |
/// | Low | full lighting, no multisampling, three quarters resolution | the same with sixteen lamps a pixel |
/// | Medium | full lighting, multisampling 4x | 8 jittered pictures averaged |
/// | High | the same as Medium | 8 jittered pictures averaged |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// For machines without a GPU.
    Software,
    /// For weak GPUs.
    Low,
    /// For integrated GPUs.
    #[default]
    Medium,
    /// For everything better.
    High,
}

impl Tier {
    /// Samples per pixel of the full pipeline.
    pub fn msaa(self) -> u32 {
        match self {
            Self::Software | Self::Low => 1,
            Self::Medium | Self::High => 4,
        }
    }

    /// Edge of the scene's picture while moving, relative to the viewport.
    pub fn moving_scale(self) -> f32 {
        match self {
            Self::Software => 0.5,
            Self::Low => 0.75,
            Self::Medium | Self::High => 1.0,
        }
    }

    /// Pictures averaged at rest.
    pub fn rest_samples(self) -> u32 {
        match self {
            Self::Software | Self::Low => 16,
            Self::Medium | Self::High => 8,
        }
    }

    fn down(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium => Self::Low,
            Self::Low | Self::Software => Self::Software,
        }
    }

    fn up(self) -> Self {
        match self {
            Self::Software => Self::Low,
            Self::Low => Self::Medium,
            Self::Medium | Self::High => Self::High,
        }
    }
}

/// Chooses the tier from the times of moving frames, with hysteresis: quick to go down, slow to go up, and never up again soon to a tier
/// that was just found too slow.
#[derive(Clone, Debug)]
pub struct TierChooser {
    tier: Tier,
    ceiling: Tier,
    floor: Tier,
    slow_frames: u32,
    quick_frames: u32,
    patience: u32,
}

/// A moving frame longer than this is slow, milliseconds (one and a half refreshes at 60 Hz).
const SLOW_MS: f32 = 25.0;
/// A moving frame shorter than this leaves room for the next tier, milliseconds.
const QUICK_MS: f32 = 7.0;
/// Slow frames before going down.
const SLOW_FRAMES: u32 = 20;
/// Quick frames before going up; doubled each time going up proved wrong.
const QUICK_FRAMES: u32 = 240;

impl TierChooser {
    /// Starts in Software on software adapters (and stays there), in Medium otherwise.
    pub fn new(caps: &Caps) -> Self {
        let (tier, ceiling) = if caps.software { (Tier::Software, Tier::Software) } else { (Tier::Medium, Tier::High) };
        Self { tier, ceiling, floor: Tier::Software, slow_frames: 0, quick_frames: 0, patience: QUICK_FRAMES }
    }

    /// Always the given tier (a setting, or a test).
    pub fn fixed(tier: Tier) -> Self {
        Self { tier, ceiling: tier, floor: tier, slow_frames: 0, quick_frames: 0, patience: QUICK_FRAMES }
    }

    /// The tier to draw the next frame with.
    pub fn tier(&self) -> Tier {
        self.tier
    }

    /// Learns the whole time of a moving frame, milliseconds; frames at rest are not to be told. Returns whether the tier changed.
    pub fn observe(&mut self, frame_ms: f32) -> bool {
        if frame_ms > SLOW_MS {
            self.slow_frames += 1;
            self.quick_frames = 0;
        } else {
            self.slow_frames = self.slow_frames.saturating_sub(1);
            self.quick_frames = if frame_ms < QUICK_MS { self.quick_frames + 1 } else { 0 };
        }
        let before = self.tier;
        if self.slow_frames >= SLOW_FRAMES && self.tier > self.floor {
            self.tier = self.tier.down();
            self.patience = self.patience.saturating_mul(2).min(QUICK_FRAMES * 64);
        } else if self.quick_frames >= self.patience && self.tier < self.ceiling {
            self.tier = self.tier.up();
        }
        if before != self.tier {
            self.slow_frames = 0;
            self.quick_frames = 0;
            log::info!("drawing tier {before:?} -> {:?}", self.tier);
        }
        before != self.tier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gpu_chooser() -> TierChooser {
        TierChooser { tier: Tier::Medium, ceiling: Tier::High, floor: Tier::Software, slow_frames: 0, quick_frames: 0, patience: QUICK_FRAMES }
    }

    #[test]
    fn slow_frames_go_down_and_a_single_hitch_does_not() {
        let mut c = gpu_chooser();
        assert!(!c.observe(200.0));
        for _ in 0..100 {
            assert!(!c.observe(12.0));
        }
        for _ in 0..SLOW_FRAMES {
            c.observe(40.0);
        }
        assert_eq!(c.tier(), Tier::Low);
    }

    #[test]
    fn a_tier_found_too_slow_is_not_tried_again_soon() {
        let mut c = gpu_chooser();
        for _ in 0..QUICK_FRAMES {
            c.observe(3.0);
        }
        assert_eq!(c.tier(), Tier::High);
        for _ in 0..SLOW_FRAMES {
            c.observe(40.0);
        }
        assert_eq!(c.tier(), Tier::Medium);
        for _ in 0..QUICK_FRAMES {
            c.observe(3.0);
        }
        assert_eq!(c.tier(), Tier::Medium);
        for _ in 0..QUICK_FRAMES {
            c.observe(3.0);
        }
        assert_eq!(c.tier(), Tier::High);
    }

    #[test]
    fn a_fixed_tier_stays() {
        let mut c = TierChooser::fixed(Tier::Low);
        for _ in 0..10_000 {
            c.observe(500.0);
            c.observe(1.0);
        }
        assert_eq!(c.tier(), Tier::Low);
    }
}
