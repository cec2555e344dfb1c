//! Little-endian reading and writing with every length checked before it is used.

/// Why bytes could not be read: a phrase for [`super::CatalogueError::Damaged`].
pub type Flaw = &'static str;

/// Reads from the front of a slice.
#[derive(Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `n` bytes.
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], Flaw> {
        let (head, tail) = self.0.split_at_checked(n).ok_or("a record ends too early")?;
        self.0 = tail;
        Ok(head)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        let (head, tail) = self.0.split_first_chunk::<N>().ok_or("a record ends too early")?;
        self.0 = tail;
        Ok(*head)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8, Flaw> {
        self.array::<1>().map(|a| a[0])
    }

    /// An unsigned 16-bit value.
    pub fn u16(&mut self) -> Result<u16, Flaw> {
        self.array().map(u16::from_le_bytes)
    }

    /// An unsigned 32-bit value.
    pub fn u32(&mut self) -> Result<u32, Flaw> {
        self.array().map(u32::from_le_bytes)
    }

    /// A finite float.
    pub fn f32(&mut self) -> Result<f32, Flaw> {
        let v = self.array().map(f32::from_le_bytes)?;
        if v.is_finite() { Ok(v) } else { Err("a number is not finite") }
    }

    /// A float that may be infinite, but is a number.
    pub fn f32_or_infinite(&mut self) -> Result<f32, Flaw> {
        let v = self.array().map(f32::from_le_bytes)?;
        if v.is_nan() { Err("a number is not a number") } else { Ok(v) }
    }

    /// `N` finite floats.
    pub fn floats<const N: usize>(&mut self) -> Result<[f32; N], Flaw> {
        let mut out = [0.0; N];
        for v in &mut out {
            *v = self.f32()?;
        }
        Ok(out)
    }

    /// A count of things that take at least `unit` bytes each: never more than what is left can hold.
    pub fn count(&mut self, unit: usize) -> Result<usize, Flaw> {
        let n = self.u32()? as usize;
        if n.checked_mul(unit.max(1)).is_some_and(|need| need <= self.0.len()) { Ok(n) } else { Err("a list is longer than its record") }
    }

    /// A short text: length in 16 bits, then UTF-8.
    pub fn text(&mut self) -> Result<String, Flaw> {
        let n = self.u16()? as usize;
        std::str::from_utf8(self.take(n)?).map(str::to_owned).map_err(|_| "a text is not UTF-8")
    }

    /// Nothing may be left.
    pub fn end(self) -> Result<(), Flaw> {
        if self.0.is_empty() { Ok(()) } else { Err("a record is longer than it says") }
    }
}

/// Writing side.
pub trait PutBytes {
    /// An unsigned 32-bit value.
    fn put_u32(&mut self, v: u32);
    /// Floats.
    fn put_floats(&mut self, v: &[f32]);
    /// A short text; cut at a character boundary below 64 KiB.
    fn put_text(&mut self, text: &str);
}

impl PutBytes for Vec<u8> {
    fn put_u32(&mut self, v: u32) {
        self.extend_from_slice(&v.to_le_bytes());
    }

    fn put_floats(&mut self, v: &[f32]) {
        for f in v {
            self.extend_from_slice(&f.to_le_bytes());
        }
    }

    fn put_text(&mut self, text: &str) {
        let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
        self.extend_from_slice(&(text.len() as u16).to_le_bytes());
        self.extend_from_slice(text.as_bytes());
    }
}

/// Level of zstd used for everything in the catalogue: written once, read often.
const ZSTD_LEVEL: i32 = 9;

/// Compresses into one zstd frame with length and checksum in it.
pub fn compress(raw: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut c = zstd::bulk::Compressor::new(ZSTD_LEVEL)?;
    c.include_checksum(true)?;
    c.include_contentsize(true)?;
    c.compress(raw)
}

/// Decompresses one zstd frame that must hold exactly `len` bytes; the caller has bounded `len`.
pub fn decompress(frame: &[u8], len: usize) -> Result<Vec<u8>, Flaw> {
    let mut out = Vec::new();
    out.try_reserve_exact(len).map_err(|_| "too little memory")?;
    let mut d = zstd::bulk::Decompressor::new().map_err(|_| "too little memory")?;
    d.decompress_to_buffer(frame, &mut out).map_err(|_| "compressed bytes are damaged")?;
    if out.len() == len { Ok(out) } else { Err("compressed bytes have another length than they say") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_beyond_the_end() {
        assert!(Bytes(&[1, 2, 3]).u32().is_err());
        assert!(Bytes(&[255, 255, 255, 255, 0]).count(1).is_err());
        assert!(Bytes(&f32::NAN.to_le_bytes()).f32().is_err());
        assert!(Bytes(&[1]).end().is_err());
    }

    #[test]
    fn a_frame_comes_back_whole_or_not_at_all() {
        let raw: Vec<u8> = (0..5000u32).map(|i| (i % 97) as u8).collect();
        let frame = compress(&raw).unwrap();
        assert_eq!(decompress(&frame, raw.len()).unwrap(), raw);
        assert!(decompress(&frame, raw.len() - 1).is_err());
        assert!(decompress(&frame, raw.len() + 1).is_err());
        for i in 0..frame.len() {
            let mut bad = frame.clone();
            bad[i] ^= 0x41;
            assert!(decompress(&bad, raw.len()).map_or(true, |d| d == raw), "byte {i}");
        }
    }
}
