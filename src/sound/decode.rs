//! Decodes the catalogue's sounds (Ogg Vorbis or FLAC, as curation checked them) to samples in memory.

use std::io::Cursor;

use symphonia::core::audio::sample::Sample;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

use super::SoundError;

/// Longest sound held in memory, seconds.
pub const DURATION_MAX_SECS: f32 = 20.0 * 60.0;

/// One channel of samples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pcm {
    /// Samples a second.
    pub rate_hz: u32,
    /// Samples, -1..1.
    pub samples: Vec<f32>,
}

impl Pcm {
    /// Length, seconds.
    pub fn duration_secs(&self) -> f32 {
        if self.rate_hz == 0 { 0.0 } else { self.samples.len() as f32 / self.rate_hz as f32 }
    }
}

/// Decodes a whole sound and mixes it to one channel.
///
/// # Errors
/// When the bytes are no sound, are damaged from the start, or last longer than [`DURATION_MAX_SECS`].
pub fn decode(bytes: Vec<u8>) -> Result<Pcm, SoundError> {
    let refuse = |reason: &str| SoundError::Unreadable(reason.to_owned());
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(|e| refuse(&e.to_string()))?;
    let track = format.default_track(TrackType::Audio).ok_or_else(|| refuse("it holds no sound"))?;
    let params = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or_else(|| refuse("its coding is not told"))?;
    let track_id = track.id;
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(params, &AudioDecoderOptions::default()).map_err(|e| refuse(&e.to_string()))?;
    let mut pcm = Pcm::default();
    let mut interleaved: Vec<f32> = Vec::new();
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != track_id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(buffer) => {
                let channels = buffer.spec().channels().count().max(1);
                pcm.rate_hz = buffer.spec().rate();
                interleaved.resize(buffer.samples_interleaved(), f32::MID);
                buffer.copy_to_slice_interleaved(&mut interleaved);
                pcm.samples.extend(interleaved.chunks_exact(channels).map(|c| c.iter().sum::<f32>() / channels as f32));
            }
            Err(Error::DecodeError(_)) => {}
            Err(_) => break,
        }
        if pcm.duration_secs() > DURATION_MAX_SECS {
            return Err(refuse("it is too long"));
        }
    }
    if pcm.samples.is_empty() || pcm.rate_hz == 0 {
        return Err(refuse("it holds no samples"));
    }
    Ok(pcm)
}
