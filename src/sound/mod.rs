//! Narration and ambience on a thread of their own.
//!
//! The thread owns the device. Without one, or when it goes, a silent clock runs on, so that captions and tours never wait for a loudspeaker;
//! the device is looked for again with growing pauses and taken up where the clock is.

pub mod ambience;
pub mod decode;
pub mod output;
pub mod stretch;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub use ambience::Room;
use decode::Pcm;
use output::{AudioOut, Device};

/// Loudness of a room's sound beside narration at 1, and while something is read.
const AMBIENCE_VOLUME: f32 = 0.5;
const DUCKED_VOLUME: f32 = 0.15;
/// A room falls silent after this long without a touch, so that a museum at rest costs nothing.
const AMBIENCE_REST: Duration = Duration::from_secs(90);
/// The device is let go after this long without a sound.
const DEVICE_REST: Duration = Duration::from_secs(20);
/// Pauses between looks for a device: 1, 2, 4 .. seconds up to this.
const RETRY_MAX: Duration = Duration::from_secs(30);

/// Why a sound cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    /// The bytes cannot be decoded.
    #[error("the sound cannot be played: {0}")]
    Unreadable(String),
    /// The sound thread could not be started.
    #[error("the sound thread cannot be started: {0}")]
    Thread(#[from] std::io::Error),
}

/// What the thread is asked.
enum Command {
    Play { key: u64, bytes: Vec<u8>, from_secs: f32 },
    Pause,
    Stop,
    Rate(f32),
    Volume(f32),
    Ambience(Option<Room>),
    Touch,
    Quit,
}

/// Where narration is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SoundState {
    /// Position in the recording, seconds; `None` when nothing plays.
    pub position_secs: Option<f32>,
    /// Whether a real device plays it.
    pub audible: bool,
}

/// The sound of the museum. Dropping it ends the thread.
pub struct Sound {
    commands: Sender<Command>,
    state: Arc<Mutex<SoundState>>,
    thread: Option<JoinHandle<()>>,
}

/// Opens a device, or says why not.
pub type OpenDevice = Box<dyn FnMut() -> Result<Box<dyn AudioOut>, String> + Send>;

impl Sound {
    /// Sound on the default device, or the silent clock.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start() -> Result<Self, SoundError> {
        Self::start_with(Box::new(|| Device::open().map(|d| Box::new(d) as Box<dyn AudioOut>)))
    }

    /// Sound on devices that `open` yields.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start_with(open: OpenDevice) -> Result<Self, SoundError> {
        let (commands, receiver) = channel();
        let state = Arc::new(Mutex::new(SoundState::default()));
        let shared = Arc::clone(&state);
        let thread = std::thread::Builder::new().name("sound".into()).spawn(move || Engine::new(open, shared).run(&receiver))?;
        Ok(Self { commands, state, thread: Some(thread) })
    }

    fn send(&self, command: Command) {
        // A thread that has ended leaves the visit silent, which the clock of the visit survives.
        if self.commands.send(command).is_err() {
            log::warn!("the sound thread has ended");
        }
    }

    /// Plays a sound (`key` names it, so that an equal key need not be decoded again) from a time.
    pub fn play(&self, key: u64, bytes: Vec<u8>, from_secs: f32) {
        self.send(Command::Play { key, bytes, from_secs });
    }

    /// Holds narration.
    pub fn pause(&self) {
        self.send(Command::Pause);
    }

    /// Ends narration.
    pub fn stop(&self) {
        self.send(Command::Stop);
    }

    /// Speed of narration, pitch kept.
    pub fn set_rate(&self, rate: f32) {
        self.send(Command::Rate(rate));
    }

    /// Loudness of everything, 0..1.
    pub fn set_volume(&self, volume: f32) {
        self.send(Command::Volume(volume));
    }

    /// The sound of a room, or none.
    pub fn ambience(&self, room: Option<Room>) {
        self.send(Command::Ambience(room));
    }

    /// A visitor is there: a resting room may be heard again.
    pub fn touch(&self) {
        self.send(Command::Touch);
    }

    /// Where narration is.
    pub fn state(&self) -> SoundState {
        self.state.lock().map(|s| *s).unwrap_or_default()
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.send(Command::Quit);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::warn!("the sound thread ended badly");
        }
    }
}

/// What plays now.
struct Playing {
    pcm: Pcm,
    /// Speed at which `pcm` was stretched.
    rate: f32,
    from_secs: f32,
    since: Instant,
    paused: bool,
    held_secs: f32,
}

impl Playing {
    /// Position in the recording by the wall clock, seconds.
    fn clock_secs(&self) -> f32 {
        if self.paused { self.held_secs } else { self.from_secs + self.since.elapsed().as_secs_f32() * self.rate }
    }
}

struct Engine {
    open: OpenDevice,
    out: Option<Box<dyn AudioOut>>,
    state: Arc<Mutex<SoundState>>,
    retry_at: Option<Instant>,
    retry_pause: Duration,
    decoded: Option<(u64, Arc<Pcm>)>,
    playing: Option<Playing>,
    rate: f32,
    volume: f32,
    room: Option<Room>,
    touched: Instant,
    used: Instant,
}

impl Engine {
    fn new(open: OpenDevice, state: Arc<Mutex<SoundState>>) -> Self {
        let now = Instant::now();
        Self {
            open,
            out: None,
            state,
            retry_at: None,
            retry_pause: Duration::from_secs(1),
            decoded: None,
            playing: None,
            rate: 1.0,
            volume: 0.8,
            room: None,
            touched: now,
            used: now,
        }
    }

    fn run(mut self, commands: &Receiver<Command>) {
        loop {
            // Nothing to hear and no device held: sleep until asked.
            let message =
                if self.is_idle() { commands.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { commands.recv_timeout(Duration::from_millis(100)) };
            match message {
                Ok(Command::Quit) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(command) => self.handle(command),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.upkeep();
        }
    }

    fn is_idle(&self) -> bool {
        self.out.is_none() && self.playing.as_ref().is_none_or(|p| p.paused) && !self.room_sounds()
    }

    fn room_sounds(&self) -> bool {
        self.room.is_some() && self.touched.elapsed() < AMBIENCE_REST
    }

    fn handle(&mut self, command: Command) {
        match command {
            Command::Play { key, bytes, from_secs } => self.play(key, bytes, from_secs),
            Command::Pause => {
                if let Some(p) = self.playing.as_mut().filter(|p| !p.paused) {
                    p.held_secs = p.clock_secs();
                    p.paused = true;
                }
                if let Some(out) = &mut self.out {
                    out.pause();
                }
            }
            Command::Stop => {
                self.playing = None;
                if let Some(out) = &mut self.out {
                    out.stop();
                }
            }
            Command::Rate(rate) => {
                self.rate = rate.clamp(0.5, 2.0);
                if let (Some(p), Some((key, _))) = (&self.playing, &self.decoded)
                    && !p.paused
                {
                    let (key, at) = (*key, p.clock_secs());
                    self.play(key, Vec::new(), at);
                }
            }
            Command::Volume(volume) => {
                self.volume = volume.clamp(0.0, 1.0);
                if let Some(out) = &mut self.out {
                    out.set_volume(self.volume);
                }
            }
            Command::Ambience(room) => self.room = room,
            Command::Touch => self.touched = Instant::now(),
            Command::Quit => {}
        }
    }

    fn play(&mut self, key: u64, bytes: Vec<u8>, from_secs: f32) {
        let pcm = match &self.decoded {
            Some((k, pcm)) if *k == key => Arc::clone(pcm),
            _ => match decode::decode(bytes) {
                Ok(pcm) => Arc::new(pcm),
                Err(error) => {
                    log::warn!("{error}");
                    // The captions still run, on the clock.
                    Arc::new(Pcm { rate_hz: 8_000, samples: Vec::new() })
                }
            },
        };
        self.decoded = Some((key, Arc::clone(&pcm)));
        let pcm = Pcm { rate_hz: pcm.rate_hz, samples: stretch::stretch(&pcm.samples, pcm.rate_hz, self.rate) };
        self.playing = Some(Playing { pcm, rate: self.rate, from_secs, since: Instant::now(), paused: false, held_secs: from_secs });
        self.touched = Instant::now();
        self.ensure_device();
        self.start_on_device();
    }

    fn start_on_device(&mut self) {
        if let (Some(out), Some(p)) = (&mut self.out, &mut self.playing)
            && !p.paused
        {
            let at = p.clock_secs();
            out.play(&p.pcm, at / p.rate, self.volume);
            p.from_secs = at;
            p.since = Instant::now();
        }
    }

    fn ensure_device(&mut self) {
        if self.out.is_some() || self.retry_at.is_some_and(|t| Instant::now() < t) {
            return;
        }
        match (self.open)() {
            Ok(out) => {
                self.out = Some(out);
                self.retry_at = None;
                self.retry_pause = Duration::from_secs(1);
            }
            Err(reason) => {
                log::info!("no sound device ({reason}); captions run on the clock");
                self.retry_at = Some(Instant::now() + self.retry_pause);
                self.retry_pause = (self.retry_pause * 2).min(RETRY_MAX);
            }
        }
    }

    /// Keeps device, ambience and the shared clock in order.
    fn upkeep(&mut self) {
        let wanted = self.playing.as_ref().is_some_and(|p| !p.paused) || self.room_sounds();
        if self.out.as_ref().is_some_and(|o| o.is_lost()) {
            log::warn!("the sound device has gone");
            self.out = None;
            self.retry_at = Some(Instant::now() + Duration::from_secs(1));
        }
        if wanted {
            self.used = Instant::now();
            let had = self.out.is_some();
            self.ensure_device();
            if !had && self.out.is_some() {
                self.start_on_device();
            }
        } else if self.used.elapsed() > DEVICE_REST {
            self.out = None;
        }
        let reading = self.playing.as_ref().is_some_and(|p| !p.paused);
        let room = self.room.filter(|_| self.room_sounds());
        let volume = self.volume * if reading { DUCKED_VOLUME } else { AMBIENCE_VOLUME };
        if let Some(out) = &mut self.out {
            out.ambience(room, volume);
        }
        self.follow_device();
        let position_secs = self.playing.as_ref().map(Playing::clock_secs);
        if let Ok(mut state) = self.state.lock() {
            *state = SoundState { position_secs, audible: self.out.is_some() };
        }
    }

    /// Sets the clock by what the device has really played, once they are apart.
    fn follow_device(&mut self) {
        let (Some(out), Some(p)) = (&self.out, &mut self.playing) else { return };
        if p.paused {
            return;
        }
        if let Some(played) = out.played_secs() {
            let device = p.from_secs + played * p.rate;
            if (device - p.clock_secs()).abs() > 0.25 && played > 0.5 {
                p.since = Instant::now().checked_sub(Duration::from_secs_f32(played)).unwrap_or_else(Instant::now);
            }
        }
    }
}

#[cfg(test)]
mod tests;
