//! Archive recordings at 88.2 to 192 kHz brought down to 44.1 or 48 kHz, which is all an ear or a player asks for.

/// Keeps every `factor`-th frame after a low-pass (windowed sinc, Blackman window: about 74 dB down in the stop band).
pub struct Decimator {
    factor: usize,
    kernel: Vec<f32>,
    /// Per channel: samples not yet used up, the first `kernel.len() - 1` of them already heard.
    pending: Vec<Vec<f32>>,
}

/// Taps on either side of the middle, for each step of the factor.
const HALF_TAPS: usize = 48;

impl Decimator {
    /// A decimator for a sample rate; `None` for rates that are no whole multiple of 44.1 or 48 kHz by 2 or 4.
    pub fn for_rate(rate_hz: u32, channels: usize) -> Option<(Self, u32)> {
        let factor = match rate_hz {
            88_200 | 96_000 => 2,
            176_400 | 192_000 => 4,
            _ => return None,
        };
        let half = HALF_TAPS * factor;
        // Edge of the pass band at 0.45 of the new rate.
        let cutoff = 0.45 / factor as f64;
        let tap = |i: usize| {
            let x = i as f64 - half as f64;
            let sinc = if x == 0.0 { 2.0 * cutoff } else { (2.0 * std::f64::consts::PI * cutoff * x).sin() / (std::f64::consts::PI * x) };
            let phase = std::f64::consts::PI * i as f64 / half as f64;
            sinc * (0.42 - 0.5 * phase.cos() + 0.08 * (2.0 * phase).cos())
        };
        let kernel: Vec<f64> = (0..=half * 2).map(tap).collect();
        let sum: f64 = kernel.iter().sum();
        // Half a kernel of silence before the first sample keeps the sound where it was in time.
        let pending = vec![vec![0.0; half]; channels];
        Some((Self { factor, kernel: kernel.iter().map(|k| (k / sum) as f32).collect(), pending }, rate_hz / factor as u32))
    }

    /// Takes interleaved frames and replaces them by those that are ready.
    pub fn push(&mut self, frames: &mut Vec<f32>) {
        let channels = self.pending.len();
        for (channel, pending) in self.pending.iter_mut().enumerate() {
            pending.extend(frames.iter().skip(channel).step_by(channels));
        }
        let have = self.pending.first().map_or(0, Vec::len);
        let ready = (have + 1).saturating_sub(self.kernel.len()).div_ceil(self.factor);
        frames.clear();
        for i in 0..ready {
            for pending in &self.pending {
                let window = &pending[i * self.factor..][..self.kernel.len()];
                frames.push(window.iter().zip(&self.kernel).map(|(s, k)| s * k).sum());
            }
        }
        self.pending.iter_mut().for_each(|p| drop(p.drain(..ready * self.factor)));
    }

    /// What is still to come after the last frame.
    pub fn finish(&mut self) -> Vec<f32> {
        let mut tail = vec![0.0; self.kernel.len() / 2 * self.pending.len()];
        self.push(&mut tail);
        tail
    }
}
