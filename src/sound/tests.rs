use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;

/// A loudspeaker that counts, and can be pulled out.
struct Speaker {
    played: Arc<AtomicUsize>,
    pulled: Arc<AtomicBool>,
}

impl AudioOut for Speaker {
    fn play(&mut self, _: &Pcm, _: f32, _: f32) {
        self.played.fetch_add(1, Ordering::Relaxed);
    }
    fn played_secs(&self) -> Option<f32> {
        None
    }
    fn pause(&mut self) {}
    fn stop(&mut self) {}
    fn set_volume(&mut self, _: f32) {}
    fn ambience(&mut self, _: Option<Room>, _: f32) {}
    fn is_lost(&self) -> bool {
        self.pulled.load(Ordering::Relaxed)
    }
}

/// One second of a tone as WAV.
fn wav() -> Vec<u8> {
    let data: Vec<u8> = (0..8000_i32).flat_map(|i| (((i as f32 * 0.3).sin() * 9000.0) as i16).to_le_bytes()).collect();
    let mut file = b"RIFF".to_vec();
    file.extend((36 + data.len() as u32).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend([1, 0, 1, 0]);
    file.extend(8000_u32.to_le_bytes());
    file.extend(16000_u32.to_le_bytes());
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    file
}

fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    for _ in 0..400 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("never happened: {what}");
}

#[test]
fn a_sound_decodes_to_its_samples_and_rubbish_is_refused() {
    let pcm = decode::decode(wav()).expect("decodes");
    assert_eq!((pcm.rate_hz, pcm.samples.len()), (8000, 8000));
    assert!(decode::decode(vec![7; 300]).is_err());
    assert!(decode::decode(Vec::new()).is_err());
}

#[test]
fn without_a_device_the_clock_runs_so_that_captions_go_on() {
    let sound = Sound::start_with(Box::new(|| Err("none here".into()))).expect("starts");
    sound.play(1, wav(), 0.5);
    wait_for("the silent clock", || sound.state().position_secs.is_some_and(|s| s > 0.8));
    assert!(!sound.state().audible);
    sound.pause();
    wait_for("the pause", || {
        let a = sound.state().position_secs;
        std::thread::sleep(Duration::from_millis(150));
        a == sound.state().position_secs
    });
    sound.stop();
    // A stopped thread sleeps; the next question wakes it.
    sound.touch();
    wait_for("the stop", || sound.state().position_secs.is_none());
}

#[test]
fn a_device_that_goes_and_returns_is_taken_up_again() {
    let played = Arc::new(AtomicUsize::new(0));
    let pulled = Arc::new(AtomicBool::new(false));
    let (p, q) = (Arc::clone(&played), Arc::clone(&pulled));
    let sound = Sound::start_with(Box::new(move || {
        if q.swap(false, Ordering::Relaxed) && p.load(Ordering::Relaxed) == 0 {
            return Err("gone".into());
        }
        Ok(Box::new(Speaker { played: Arc::clone(&p), pulled: Arc::clone(&q) }) as Box<dyn AudioOut>)
    }))
    .expect("starts");
    sound.play(1, wav(), 0.0);
    wait_for("the first play", || sound.state().audible && played.load(Ordering::Relaxed) == 1);
    pulled.store(true, Ordering::Relaxed);
    wait_for("taking it up again", || played.load(Ordering::Relaxed) == 2);
}
