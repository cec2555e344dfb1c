//! WAV (RIFF WAVE), read by ourselves: the decoder at hand stops at lengths that recorders guess and at headers that lie.

/// Samples of a WAV and how they are to be understood.
#[derive(Debug)]
pub struct Wave<'a> {
    /// Channels.
    pub channels: usize,
    /// Frames per second.
    pub rate_hz: u32,
    kind: Kind,
    data: &'a [u8],
}

/// How a sample is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    U8,
    I16,
    I24,
    I32,
    F32,
}

impl Kind {
    fn bytes(self) -> usize {
        match self {
            Self::U8 => 1,
            Self::I16 => 2,
            Self::I24 => 3,
            Self::I32 | Self::F32 => 4,
        }
    }

    /// A sample as float, full scale 1.
    fn read(self, b: &[u8]) -> f32 {
        match (self, b) {
            (Self::U8, [a]) => (f32::from(*a) - 128.0) / 128.0,
            (Self::I16, [a, b]) => f32::from(i16::from_le_bytes([*a, *b])) / 32_768.0,
            (Self::I24, [a, b, c]) => i32::from_le_bytes([0, *a, *b, *c]) as f32 / 2_147_483_648.0,
            (Self::I32, [a, b, c, d]) => i32::from_le_bytes([*a, *b, *c, *d]) as f32 / 2_147_483_648.0,
            (Self::F32, [a, b, c, d]) => f32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0.0,
        }
    }
}

impl<'a> Wave<'a> {
    /// Finds format and samples. A data chunk that says more than the file holds ends with the file: recorders that were cut off, and
    /// programs that write to a pipe, leave such headers.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, String> {
        let half = |b: &[u8], at: usize| b.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]));
        let word = |b: &[u8], at: usize| b.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let mut rest = bytes.get(12..).unwrap_or(&[]);
        let mut format = None;
        while rest.len() >= 8 {
            let (name, size) = (&rest[..4], word(rest, 4) as usize);
            let body = &rest[8..];
            let chunk = &body[..size.min(body.len())];
            match name {
                b"fmt " => {
                    if chunk.len() < 16 {
                        return Err("its format chunk is too short".into());
                    }
                    // An extensible format names the real one in its last field.
                    let tag = if half(chunk, 0) == 0xfffe { half(chunk, 24) } else { half(chunk, 0) };
                    let bits = half(chunk, 14);
                    let kind = match (tag, bits) {
                        (1, 8) => Kind::U8,
                        (1, 16) => Kind::I16,
                        (1, 24) => Kind::I24,
                        (1, 32) => Kind::I32,
                        (3, 32) => Kind::F32,
                        _ => return Err(format!("its samples (format {tag}, {bits} bits) are not plain PCM")),
                    };
                    let channels = usize::from(half(chunk, 2));
                    if usize::from(half(chunk, 12)) != channels * kind.bytes() {
                        return Err("its format chunk contradicts itself".into());
                    }
                    format = Some((channels, word(chunk, 4), kind));
                }
                b"data" => {
                    let (channels, rate_hz, kind) = format.ok_or("its samples come before their format")?;
                    return Ok(Self { channels, rate_hz, kind, data: chunk });
                }
                _ => {}
            }
            // Chunks begin at even places.
            rest = body.get(size.saturating_add(size & 1)..).unwrap_or(&[]);
        }
        Err("it holds no samples".into())
    }

    /// Whole frames.
    pub fn frames(&self) -> usize {
        self.data.len() / (self.channels * self.kind.bytes()).max(1)
    }

    /// Interleaved samples in blocks of at most 4096 frames, written into `out`; calls `take` for each block.
    pub fn blocks(&self, mut take: impl FnMut(&mut Vec<f32>) -> Result<(), String>) -> Result<(), String> {
        let frame = (self.channels * self.kind.bytes()).max(1);
        let whole = &self.data[..self.frames() * frame];
        let mut out = Vec::new();
        for block in whole.chunks(frame * 4096) {
            out.clear();
            out.extend(block.chunks_exact(self.kind.bytes()).map(|s| self.kind.read(s)));
            take(&mut out)?;
        }
        Ok(())
    }
}
