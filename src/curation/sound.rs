//! Sound: decoded and measured by curation, stored in one of two checked forms.
//!
//! Ogg Vorbis is kept as it came once every packet has been decoded; WAV, FLAC and MP3 become FLAC of 16 bits, at most 48 kHz, without
//! tags or pictures.

use std::io::{Cursor, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use flacenc::bitsink::ByteSink;
use flacenc::component::BitRepr;
use flacenc::error::{SourceError, Verify};
use flacenc::source::{Fill, Source};
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::codecs::audio::well_known::{CODEC_ID_FLAC, CODEC_ID_VORBIS};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::meta::MetadataOptions;

use super::{Limits, Mistake};
use decimate::Decimator;
use loudness::Meter;

mod decimate;
mod loudness;
mod wave;

/// The two stored forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SoundForm {
    /// Ogg Vorbis as it came, every packet decoded once.
    OggVorbis,
    /// FLAC made by curation.
    Flac,
}

/// A recording ready for the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundProduct {
    /// Form of `bytes`.
    pub form: SoundForm,
    /// The file.
    pub bytes: Vec<u8>,
    /// Length, seconds.
    pub duration_secs: f32,
    /// 1 or 2.
    pub channels: u8,
    /// Samples per second and channel.
    pub sample_rate_hz: u32,
    /// Largest sample, 1.0 = full scale.
    pub peak: f32,
    /// Integrated loudness, LUFS (ITU-R BS.1770); negative infinity for silence.
    pub lufs: f32,
}

/// What kind of sound file these bytes are, by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundKind {
    /// RIFF WAVE.
    Wav,
    /// Ogg.
    Ogg,
    /// FLAC.
    Flac,
    /// MPEG layer III, with or without an ID3 tag before it.
    Mp3,
}

/// The kind of sound these bytes hold, by content.
pub fn sniff(bytes: &[u8]) -> Option<SoundKind> {
    if bytes.len() >= 12 && bytes.starts_with(b"RIFF") && &bytes[8..12] == b"WAVE" {
        Some(SoundKind::Wav)
    } else if bytes.starts_with(b"OggS") {
        Some(SoundKind::Ogg)
    } else if bytes.starts_with(b"fLaC") {
        Some(SoundKind::Flac)
    } else if bytes.starts_with(b"ID3") || (bytes.len() > 2 && bytes[0] == 0xff && bytes[1] & 0xe6 == 0xe2) {
        Some(SoundKind::Mp3)
    } else {
        None
    }
}

/// Decodes a WAV, Ogg Vorbis, FLAC or MP3 whole, within limits of length and time, and gives it in a stored form. `name` is for messages.
pub fn check(name: &str, bytes: &[u8], limits: &Limits) -> Result<SoundProduct, Mistake> {
    let mistake = |reason: String| Mistake { file: name.into(), place: None, reason };
    if bytes.len() as u64 > limits.file_bytes {
        return Err(mistake(format!("it holds {} bytes, more than the {} a file may hold", bytes.len(), limits.file_bytes)));
    }
    let kind = sniff(bytes).ok_or_else(|| mistake("it is no WAV, Ogg Vorbis, FLAC or MP3 sound".into()))?;
    // The decoders are other people's; a panic in one is a refusal, not the end of the build.
    let decoded = catch_unwind(AssertUnwindSafe(|| decode(kind, bytes, limits)));
    let decoded = decoded.unwrap_or_else(|_| Err("its decoder failed".into())).map_err(mistake)?;
    let (form, bytes) = match kind {
        SoundKind::Ogg => (SoundForm::OggVorbis, bytes.to_vec()),
        _ => (SoundForm::Flac, encode_flac(&decoded).map_err(mistake)?),
    };
    Ok(SoundProduct {
        form,
        bytes,
        duration_secs: (decoded.frames as f64 / f64::from(decoded.rate)) as f32,
        channels: decoded.channels as u8,
        sample_rate_hz: decoded.rate,
        peak: decoded.peak,
        lufs: decoded.lufs,
    })
}

/// A decoded recording.
struct Decoded {
    channels: usize,
    rate: u32,
    frames: u64,
    peak: f32,
    lufs: f32,
    /// Interleaved, for FLAC; empty for Ogg Vorbis, which is kept as it came.
    samples: Vec<i16>,
}

/// Packets that may be broken in an MP3: cut recordings begin and end with half ones.
const MP3_BROKEN_PACKETS: u32 = 4;

/// Decodes everything and measures it.
fn decode(kind: SoundKind, bytes: &[u8], limits: &Limits) -> Result<Decoded, String> {
    let mut intake = Intake::new(limits, kind != SoundKind::Ogg);
    if kind == SoundKind::Wav {
        let wave = wave::Wave::parse(bytes)?;
        wave.blocks(|block| intake.take(block, wave.channels, wave.rate_hz))?;
    } else {
        decode_packets(kind, bytes, &mut intake)?;
    }
    intake.finish()
}

/// Decoded sound on its way in: limits, measures and samples.
struct Intake<'a> {
    limits: &'a Limits,
    keep: bool,
    began: Instant,
    meter: Option<Meter>,
    /// For rates above 48 kHz.
    decimator: Option<Decimator>,
    /// Channels and sample rate as they come in.
    incoming: (usize, u32),
    out: Decoded,
}

impl<'a> Intake<'a> {
    fn new(limits: &'a Limits, keep: bool) -> Self {
        let out = Decoded { channels: 0, rate: 0, frames: 0, peak: 0.0, lufs: f32::NEG_INFINITY, samples: Vec::new() };
        Self { limits, keep, began: Instant::now(), meter: None, decimator: None, incoming: (0, 0), out }
    }

    /// Refuses when decoding has taken too long.
    fn check_time(&self) -> Result<(), String> {
        let secs = self.limits.sound_decode_secs;
        if self.began.elapsed().as_secs_f64() > secs { Err(format!("decoding takes more than {secs} s")) } else { Ok(()) }
    }

    /// Prepares for what the first block is like.
    fn begin(&mut self, channels: usize, rate: u32) -> Result<(), String> {
        if !(1..=2).contains(&channels) {
            return Err(format!("it has {channels} channels; one or two are taken"));
        }
        let mut stored = rate;
        // What is kept as it came cannot be brought down.
        if rate > 48_000 && self.keep {
            (self.decimator, stored) = Decimator::for_rate(rate, channels).map_or((None, rate), |(d, r)| (Some(d), r));
        }
        if !(8_000..=48_000).contains(&stored) {
            return Err(format!("its sample rate is {rate} Hz; 8000 to 48000 are taken, and 88200, 96000, 176400 and 192000 except in Ogg files"));
        }
        self.incoming = (channels, rate);
        (self.out.channels, self.out.rate) = (channels, stored);
        self.meter = Some(Meter::new(stored, channels));
        Ok(())
    }

    /// Takes a block of interleaved samples.
    fn take(&mut self, block: &mut Vec<f32>, channels: usize, rate: u32) -> Result<(), String> {
        self.check_time()?;
        if self.meter.is_none() {
            self.begin(channels, rate)?;
        }
        if (channels, rate) != self.incoming {
            return Err("its channels or sample rate change on the way".into());
        }
        block.iter_mut().filter(|s| !s.is_finite()).for_each(|s| *s = 0.0);
        if let Some(decimator) = &mut self.decimator {
            decimator.push(block);
        }
        self.store(block)
    }

    /// Measures and keeps samples at their stored rate.
    fn store(&mut self, block: &[f32]) -> Result<(), String> {
        let out = &mut self.out;
        out.frames += (block.len() / out.channels.max(1)) as u64;
        if out.frames as f64 > self.limits.sound_secs * f64::from(out.rate) {
            return Err(format!("it is longer than {:.0} minutes", self.limits.sound_secs / 60.0));
        }
        out.peak = block.iter().fold(out.peak, |peak, s| peak.max(s.abs()));
        if let Some(meter) = &mut self.meter {
            meter.push(block);
        }
        if self.keep {
            out.samples.extend(block.iter().map(|s| (s * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16));
        }
        Ok(())
    }

    /// The recording with its measures.
    fn finish(mut self) -> Result<Decoded, String> {
        if let Some(tail) = self.decimator.as_mut().map(Decimator::finish) {
            self.store(&tail)?;
        }
        let meter = self.meter.filter(|_| self.out.frames > 0).ok_or("it holds no sound")?;
        self.out.lufs = meter.integrated_lufs();
        Ok(self.out)
    }
}

/// Decodes Ogg Vorbis, FLAC or MP3 packet by packet.
fn decode_packets(kind: SoundKind, bytes: &[u8], intake: &mut Intake) -> Result<(), String> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut hint = Hint::new();
    hint.with_extension(match kind {
        SoundKind::Wav => "wav",
        SoundKind::Ogg => "ogg",
        SoundKind::Flac => "flac",
        SoundKind::Mp3 => "mp3",
    });
    let broken = |e: Error| format!("the sound is broken ({e})");
    let mut format = symphonia::default::get_probe().probe(&hint, stream, FormatOptions::default(), MetadataOptions::default()).map_err(broken)?;
    if format.tracks().len() != 1 {
        return Err(format!("it holds {} tracks, not one", format.tracks().len()));
    }
    let track = format.default_track(TrackType::Audio).ok_or("it holds no sound")?;
    let track_id = track.id;
    let params = track.codec_params.as_ref().and_then(|p| p.audio()).ok_or("its kind of sound is not known")?;
    if kind == SoundKind::Ogg && params.codec != CODEC_ID_VORBIS {
        return Err("of Ogg files only Vorbis is taken".into());
    }
    let is_lossless = params.codec == CODEC_ID_FLAC;
    let options = AudioDecoderOptions::default().verify(is_lossless);
    let mut decoder = symphonia::default::get_codecs().make_audio_decoder(params, &options).map_err(broken)?;
    let mut interleaved: Vec<f32> = Vec::new();
    let mut broken_packets = 0;
    loop {
        intake.check_time()?;
        let packet = match format.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => break,
            // An MP3 has no length: it ends where it ends.
            Err(Error::IoError(e)) if e.kind() == ErrorKind::UnexpectedEof && kind == SoundKind::Mp3 && intake.out.frames > 0 => break,
            Err(Error::ResetRequired) => return Err("it is several recordings one after the other".into()),
            Err(e) => return Err(broken(e)),
        };
        if packet.track_id != track_id {
            continue;
        }
        let buffer = match decoder.decode(&packet) {
            Ok(buffer) => buffer,
            Err(Error::DecodeError(_)) if kind == SoundKind::Mp3 && broken_packets < MP3_BROKEN_PACKETS => {
                broken_packets += 1;
                continue;
            }
            Err(e) => return Err(broken(e)),
        };
        let (channels, rate) = (buffer.spec().channels().count(), buffer.spec().rate());
        buffer.copy_to_vec_interleaved(&mut interleaved);
        intake.take(&mut interleaved, channels, rate)?;
    }
    if is_lossless && decoder.finalize().verify_ok == Some(false) {
        return Err("its checksum does not match its sound".into());
    }
    Ok(())
}

/// Samples as the encoder asks for them.
struct Samples<'a> {
    decoded: &'a Decoded,
    at: usize,
    block: Vec<i32>,
}

impl Source for Samples<'_> {
    fn channels(&self) -> usize {
        self.decoded.channels
    }
    fn bits_per_sample(&self) -> usize {
        16
    }
    fn sample_rate(&self) -> usize {
        self.decoded.rate as usize
    }
    fn read_samples<F: Fill>(&mut self, block_size: usize, dest: &mut F) -> Result<usize, SourceError> {
        let rest = self.decoded.samples.get(self.at..).unwrap_or(&[]);
        let taken = &rest[..rest.len().min(block_size * self.decoded.channels)];
        self.at += taken.len();
        self.block.clear();
        self.block.extend(taken.iter().map(|s| i32::from(*s)));
        dest.fill_interleaved(&self.block)?;
        Ok(taken.len() / self.decoded.channels)
    }
    fn len_hint(&self) -> Option<usize> {
        Some(self.decoded.frames as usize)
    }
}

/// FLAC of 16 bits.
fn encode_flac(decoded: &Decoded) -> Result<Vec<u8>, String> {
    let failed = |why: String| format!("it cannot be stored as FLAC ({why})");
    let config = flacenc::config::Encoder::default().into_verified().map_err(|(_, e)| failed(e.to_string()))?;
    let source = Samples { decoded, at: 0, block: Vec::new() };
    // The encoder asks for at least one block of 32 samples; shorter sounds are of no use to a museum.
    if decoded.samples.len() < 32 * decoded.channels {
        return Err("it is too short to be heard".into());
    }
    let mut stream = flacenc::encode_with_fixed_block_size(&config, source, config.block_size).map_err(|e| failed(e.to_string()))?;
    // The encoder counts the short last block as the smallest; the format does not (RFC 9639, 8.2), and players then see no fixed blocks.
    stream.stream_info_mut().set_block_sizes(config.block_size, config.block_size).map_err(|e| failed(e.to_string()))?;
    let mut sink = ByteSink::new();
    stream.write(&mut sink).map_err(|e| failed(e.to_string()))?;
    Ok(sink.into_inner())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A WAV of a sine, 16 bits.
    pub(crate) fn wav(rate: u32, channels: u16, secs: f32, hz: f32, amplitude: f32) -> Vec<u8> {
        let frames = (rate as f32 * secs) as u32;
        let data = frames * u32::from(channels) * 2;
        let mut out = Vec::new();
        out.extend(b"RIFF");
        out.extend((36 + data).to_le_bytes());
        out.extend(b"WAVEfmt \x10\0\0\0\x01\0");
        out.extend(channels.to_le_bytes());
        out.extend(rate.to_le_bytes());
        out.extend((rate * u32::from(channels) * 2).to_le_bytes());
        out.extend((channels * 2).to_le_bytes());
        out.extend(b"\x10\0data");
        out.extend(data.to_le_bytes());
        for i in 0..frames {
            let s = (i as f32 * hz * std::f32::consts::TAU / rate as f32).sin() * amplitude * 32767.0;
            (0..channels).for_each(|_| out.extend((s as i16).to_le_bytes()));
        }
        out
    }

    fn tone(name: &str) -> Vec<u8> {
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds").join(name)).unwrap()
    }

    #[test]
    fn a_wave_becomes_flac_without_loss_and_is_measured() {
        let got = check("a.wav", &wav(48_000, 2, 3.0, 997.0, 1.0), &Limits::default()).unwrap();
        assert_eq!((got.form, got.channels, got.sample_rate_hz), (SoundForm::Flac, 2, 48_000));
        assert!((got.duration_secs - 3.0).abs() < 1e-3 && (got.peak - 1.0).abs() < 1e-3);
        // BS.1770: a stereo 997 Hz sine at full scale reads 0 LUFS, 3.01 less in one channel.
        assert!(got.lufs.abs() < 0.1, "{}", got.lufs);
        let again = check("a.flac", &got.bytes, &Limits::default()).unwrap();
        assert_eq!((again.duration_secs, again.peak), (got.duration_secs, got.peak));
        assert_eq!(again.bytes, got.bytes);
        let short = check("a.wav", &wav(8_000, 1, 0.02, 440.0, 0.5), &Limits::default()).unwrap();
        assert_eq!(check("a.flac", &short.bytes, &Limits::default()).unwrap().duration_secs, short.duration_secs);
        let mono = check("a.wav", &wav(8_000, 1, 1.0, 997.0, 0.1), &Limits::default()).unwrap();
        assert!((mono.lufs + 23.01).abs() < 0.3, "{}", mono.lufs);
    }

    #[test]
    fn archive_rates_come_down_without_aliases() {
        let got = check("a.wav", &wav(96_000, 2, 2.0, 997.0, 0.5), &Limits::default()).unwrap();
        assert_eq!((got.sample_rate_hz, got.channels), (48_000, 2));
        assert!((got.duration_secs - 2.0).abs() < 1e-3 && (got.peak - 0.5).abs() < 0.02, "{} {}", got.duration_secs, got.peak);
        assert!((got.lufs + 6.02).abs() < 0.1, "{}", got.lufs);
        let high = check("a.wav", &wav(192_000, 1, 1.0, 40_000.0, 0.9), &Limits::default()).unwrap();
        assert!(high.sample_rate_hz == 48_000 && high.lufs < -40.0, "{}", high.lufs);
    }

    #[test]
    fn ogg_vorbis_is_kept_and_mp3_is_stored_anew() {
        let ogg = tone("tone.ogg");
        let got = check("t.ogg", &ogg, &Limits::default()).unwrap();
        assert!(got.form == SoundForm::OggVorbis && got.bytes == ogg && (got.duration_secs - 0.5).abs() < 0.05, "{}", got.duration_secs);
        let got = check("t.mp3", &tone("tone.mp3"), &Limits::default()).unwrap();
        assert!(got.form == SoundForm::Flac && (got.duration_secs - 0.5).abs() < 0.2, "{}", got.duration_secs);
        assert!(got.bytes.starts_with(b"fLaC"));
    }

    #[test]
    fn limits_and_lies_are_refused_with_a_sentence() {
        let refused = |bytes: &[u8], limits: &Limits| check("a", bytes, limits).unwrap_err().to_string();
        assert!(refused(b"hello", &Limits::default()).contains("no WAV"));
        let long = Limits { sound_secs: 0.5, ..Limits::default() };
        assert!(refused(&wav(8_000, 1, 1.0, 440.0, 0.5), &long).contains("longer than"));
        assert!(refused(&wav(64_000, 1, 0.1, 440.0, 0.5), &Limits::default()).contains("64000 Hz"));
        assert!(refused(&wav(48_000, 6, 0.1, 440.0, 0.5), &Limits::default()).contains("6 channels"));
        let mut lie = wav(8_000, 1, 0.5, 440.0, 0.5);
        lie[40..44].copy_from_slice(&u32::MAX.to_le_bytes());
        let got = check("lie.wav", &lie, &Limits::default()).unwrap();
        assert!((got.duration_secs - 0.5).abs() < 0.1, "{}", got.duration_secs);
        let ogg = tone("tone.ogg");
        let _ = refused(&ogg[..200], &Limits::default());
        let silence = check("s.wav", &wav(8_000, 1, 1.0, 0.0, 0.0), &Limits::default()).unwrap();
        assert_eq!(silence.lufs, f32::NEG_INFINITY);
    }

    #[test]
    fn broken_sounds_never_panic() {
        let seeds = [
            wav(8_000, 1, 0.05, 440.0, 0.5),
            tone("tone.ogg"),
            tone("tone.mp3"),
            check("a", &wav(8_000, 1, 0.2, 440.0, 0.5), &Limits::default()).unwrap().bytes,
        ];
        let mut state = 7u64;
        let mut next = move |n: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize % n.max(1)
        };
        for round in 0..200 {
            let mut bytes = seeds[round % seeds.len()].clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            bytes.truncate(bytes.len() - next(bytes.len() / 2));
            let _ = check("broken", &bytes, &Limits::default());
            // Our own reader must not even need the net under the others.
            if sniff(&bytes) == Some(SoundKind::Wav) {
                let _ = decode(SoundKind::Wav, &bytes, &Limits::default());
            }
        }
    }
}
