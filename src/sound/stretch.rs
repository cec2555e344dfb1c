//! Slower speech at the same pitch: waveform-similarity overlap-add (Verhelst & Roelands 1993, "An overlap-add technique based on
//! waveform similarity (WSOLA) for high quality time-scale modification of speech", ICASSP).

/// Length of one overlapped frame, seconds.
const FRAME_SECS: f32 = 0.032;
/// How far around its place the best-fitting frame is looked for, seconds.
const SEARCH_SECS: f32 = 0.008;

/// The samples at `rate` times their speed (0.5..2), pitch kept. A rate of 1 copies them.
pub fn stretch(samples: &[f32], rate_hz: u32, rate: f32) -> Vec<f32> {
    let frame = ((FRAME_SECS * rate_hz as f32) as usize).max(16) & !1;
    let rate = rate.clamp(0.5, 2.0);
    if (rate - 1.0).abs() < 1e-3 || samples.len() < frame * 3 {
        return samples.to_vec();
    }
    let hop = frame / 2;
    let search = (SEARCH_SECS * rate_hz as f32) as usize;
    let window: Vec<f32> = (0..frame).map(|i| 0.5 - 0.5 * (std::f32::consts::TAU * (i as f32 + 0.5) / frame as f32).cos()).collect();
    let frames = ((samples.len() - frame) as f32 / (hop as f32 * rate)) as usize;
    let mut out = vec![0.0; frames * hop + frame];
    let mut at = 0_usize;
    for f in 0..frames {
        for (i, w) in window.iter().enumerate() {
            out[f * hop + i] += samples[at + i] * w;
        }
        // What would follow this frame naturally; the next frame is the one near its due place that resembles it most.
        let natural = at + hop;
        let due = ((f + 1) as f32 * hop as f32 * rate) as usize;
        let last = samples.len() - frame;
        let (from, to) = (due.saturating_sub(search).min(last), (due + search).min(last));
        let target = &samples[natural.min(last)..natural.min(last) + frame];
        at = (from..=to).step_by(2).max_by(|a, b| likeness(target, &samples[*a..]).total_cmp(&likeness(target, &samples[*b..]))).unwrap_or(due.min(last));
    }
    out
}

/// Correlation of every fourth sample.
fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).step_by(4).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(secs: f32) -> Vec<f32> {
        (0..(secs * 24_000.0) as usize).map(|i| (i as f32 * 220.0 * std::f32::consts::TAU / 24_000.0).sin()).collect()
    }

    fn crossings(s: &[f32]) -> usize {
        s.windows(2).filter(|w| w[0] < 0.0 && w[1] >= 0.0).count()
    }

    #[test]
    fn slower_speech_is_longer_and_keeps_its_pitch() {
        let slow = stretch(&tone(2.0), 24_000, 0.85);
        let secs = slow.len() as f32 / 24_000.0;
        assert!((secs - 2.0 / 0.85).abs() < 0.1, "{secs}");
        let hz = crossings(&slow) as f32 / secs;
        assert!((hz - 220.0).abs() < 5.0, "{hz}");
    }

    #[test]
    fn short_or_unchanged_sounds_pass_through() {
        assert_eq!(stretch(&[0.5; 40], 24_000, 0.85), vec![0.5; 40]);
        assert_eq!(stretch(&tone(0.5), 24_000, 1.0), tone(0.5));
    }
}
