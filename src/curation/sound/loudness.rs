//! Integrated loudness after ITU-R BS.1770-4: K-weighting, blocks of 400 ms every 100 ms, absolute and relative gate.

use std::f64::consts::PI;

/// A second-order filter (direct form II transposed).
#[derive(Clone, Copy, Debug)]
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    state: [f64; 2],
}

impl Biquad {
    fn step(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.state[0];
        self.state[0] = self.b[1] * x - self.a[0] * y + self.state[1];
        self.state[1] = self.b[2] * x - self.a[1] * y;
        y
    }
}

/// The two stages of K-weighting for a sample rate. The recommendation gives coefficients for 48 kHz; these are the analogue prototypes
/// behind them (De Man 2018, "Evaluation of implementations of the EBU R128 loudness measurement", AES).
fn k_weighting(rate_hz: f64) -> [Biquad; 2] {
    let (gain, q, f) = (10f64.powf(3.999_843_853_973_347 / 20.0), 0.707_175_236_955_419_6, 1_681.974_450_955_533);
    let k = (PI * f / rate_hz).tan();
    let root = gain.powf(0.499_666_774_154_541_6);
    let a0 = 1.0 + k / q + k * k;
    let shelf = Biquad {
        b: [(gain + root * k / q + k * k) / a0, 2.0 * (k * k - gain) / a0, (gain - root * k / q + k * k) / a0],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        state: [0.0; 2],
    };
    let (q, f) = (0.500_327_037_323_877_3, 38.135_470_876_024_44);
    let k = (PI * f / rate_hz).tan();
    let a0 = 1.0 + k / q + k * k;
    let high_pass = Biquad { b: [1.0, -2.0, 1.0], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0], state: [0.0; 2] };
    [shelf, high_pass]
}

/// Measures a recording as it passes.
pub struct Meter {
    filters: Vec<[Biquad; 2]>,
    /// Frames in 100 ms.
    step: usize,
    /// Frames and weighted energy of the step under way.
    frames: usize,
    energy: f64,
    /// Mean energy of each whole step, channels added.
    steps: Vec<f64>,
}

impl Meter {
    /// A meter for interleaved sound.
    pub fn new(rate_hz: u32, channels: usize) -> Self {
        let step = (rate_hz as usize / 10).max(1);
        Self { filters: vec![k_weighting(f64::from(rate_hz)); channels.max(1)], step, frames: 0, energy: 0.0, steps: Vec::new() }
    }

    /// Takes more sound, whole frames.
    pub fn push(&mut self, interleaved: &[f32]) {
        for frame in interleaved.chunks_exact(self.filters.len()) {
            for (filter, s) in self.filters.iter_mut().zip(frame) {
                let [shelf, high_pass] = filter;
                let y = high_pass.step(shelf.step(f64::from(*s)));
                self.energy += y * y;
            }
            self.frames += 1;
            if self.frames == self.step {
                self.steps.push(self.energy / self.step as f64);
                (self.frames, self.energy) = (0, 0.0);
            }
        }
    }

    /// Loudness of all that passed, LUFS; negative infinity for silence. What is shorter than a block is measured as a whole.
    pub fn integrated_lufs(&self) -> f32 {
        let lufs = |energy: f64| -0.691 + 10.0 * energy.log10();
        let mut blocks: Vec<f64> = self.steps.windows(4).map(|w| w.iter().sum::<f64>() / 4.0).collect();
        if blocks.is_empty() {
            let whole = self.steps.iter().sum::<f64>() * self.step as f64 + self.energy;
            blocks.push(whole / (self.steps.len() * self.step + self.frames).max(1) as f64);
        }
        let mean = |blocks: &[f64]| blocks.iter().sum::<f64>() / blocks.len() as f64;
        blocks.retain(|e| lufs(*e) > -70.0);
        if blocks.is_empty() {
            return f32::NEG_INFINITY;
        }
        let gate = lufs(mean(&blocks)) - 10.0;
        blocks.retain(|e| lufs(*e) > gate);
        lufs(mean(&blocks)) as f32
    }
}
