//! The device that makes sound, or the lack of one.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rodio::buffer::SamplesBuffer;
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

use super::ambience::{Ambience, Room};
use super::decode::Pcm;

/// Something that plays. A seam: the device, or nothing at all.
pub trait AudioOut {
    /// Plays narration from `from_secs`, replacing what plays.
    fn play(&mut self, pcm: &Pcm, from_secs: f32, volume: f32);
    /// Seconds of narration heard since `play`, if the device counts.
    fn played_secs(&self) -> Option<f32>;
    /// Holds narration.
    fn pause(&mut self);
    /// Ends narration.
    fn stop(&mut self);
    /// Sets the loudness of narration.
    fn set_volume(&mut self, volume: f32);
    /// Plays a room's sound at a loudness; `None` for silence.
    fn ambience(&mut self, room: Option<Room>, volume: f32);
    /// Whether the device has gone.
    fn is_lost(&self) -> bool;
}

/// The default sound device.
pub struct Device {
    sink: MixerDeviceSink,
    lost: Arc<AtomicBool>,
    narration: Option<rodio::Player>,
    ambience: Option<(Room, rodio::Player)>,
}

impl Device {
    /// Opens the default device.
    ///
    /// # Errors
    /// When there is none, or it does not open.
    pub fn open() -> Result<Self, String> {
        let lost = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&lost);
        let mut sink = DeviceSinkBuilder::from_default_device()
            .map_err(|e| e.to_string())?
            .with_error_callback(move |error| {
                log::warn!("the sound device reports: {error}");
                use rodio::cpal::ErrorKind as K;
                // A stream that was rerouted, or that only stuttered, plays on.
                if !matches!(error.kind(), K::DeviceChanged | K::RealtimeDenied | K::Xrun) {
                    flag.store(true, Ordering::Relaxed);
                }
            })
            .open_stream()
            .map_err(|e| e.to_string())?;
        sink.log_on_drop(false);
        Ok(Self { sink, lost, narration: None, ambience: None })
    }
}

impl AudioOut for Device {
    fn play(&mut self, pcm: &Pcm, from_secs: f32, volume: f32) {
        self.stop();
        let Some(rate) = NonZero::new(pcm.rate_hz) else { return };
        let from = ((from_secs.max(0.0) * pcm.rate_hz as f32) as usize).min(pcm.samples.len());
        let player = rodio::Player::connect_new(self.sink.mixer());
        player.set_volume(volume);
        player.append(SamplesBuffer::new(NonZero::<u16>::MIN, rate, pcm.samples[from..].to_vec()));
        player.play();
        self.narration = Some(player);
    }

    fn played_secs(&self) -> Option<f32> {
        self.narration.as_ref().filter(|p| !p.empty()).map(|p| p.get_pos().as_secs_f32())
    }

    fn pause(&mut self) {
        if let Some(player) = &self.narration {
            player.pause();
        }
    }

    fn stop(&mut self) {
        if let Some(player) = self.narration.take() {
            player.stop();
        }
    }

    fn set_volume(&mut self, volume: f32) {
        if let Some(player) = &self.narration {
            player.set_volume(volume);
        }
    }

    fn ambience(&mut self, room: Option<Room>, volume: f32) {
        if self.ambience.as_ref().map(|(r, _)| *r) != room {
            if let Some((_, old)) = self.ambience.take() {
                old.stop();
            }
            self.ambience = room.map(|room| {
                let player = rodio::Player::connect_new(self.sink.mixer());
                player.append(rodio::Source::fade_in(Ambience::new(room), Duration::from_secs(3)));
                (room, player)
            });
        }
        if let Some((_, player)) = &self.ambience {
            player.set_volume(volume);
        }
    }

    fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}
