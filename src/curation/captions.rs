//! Captions: a strict subset of WebVTT (W3C candidate recommendation of 2019), read in linear time.
//!
//! Taken: the signature line, NOTE blocks, cue identifiers, timings, cue settings (ignored), and cue text with the tags of the standard
//! removed and its entities replaced. STYLE and REGION blocks are skipped. Times must increase from cue to cue.

use super::{Limits, Mistake};
use crate::catalogue::Caption;

/// Captions of a WebVTT file, in order of time. `file` names it in messages.
pub fn parse(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Caption>, Mistake> {
    let whole = |reason: String| Mistake { file: file.into(), place: None, reason };
    if bytes.len() as u64 > limits.caption_bytes {
        return Err(whole(format!("it holds {} bytes, more than the {} captions may hold", bytes.len(), limits.caption_bytes)));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| whole(format!("byte {} is not UTF-8 text", e.valid_up_to())))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Lines { rest: Some(text), number: 0 };
    let head = lines.next().map_or("", |(_, l)| l);
    if head != "WEBVTT" && !head.starts_with("WEBVTT ") && !head.starts_with("WEBVTT\t") {
        return Err(whole("its first line is not WEBVTT".into()));
    }
    let mut captions: Vec<Caption> = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    let mut is_header = true;
    loop {
        let line = lines.next();
        if let Some((number, l)) = line
            && !l.is_empty()
        {
            block.push((number, l));
            continue;
        }
        if !std::mem::take(&mut is_header)
            && let Some(caption) = read_block(file, &block)?
        {
            if let Some(last) = captions.last()
                && caption.start_secs < last.start_secs
            {
                return Err(at(file, block[0].0, "it begins before the caption above it"));
            }
            if captions.len() == limits.captions {
                return Err(whole(format!("it holds more than {} captions", limits.captions)));
            }
            captions.push(caption);
        }
        block.clear();
        if line.is_none() {
            break;
        }
    }
    if captions.is_empty() {
        return Err(whole("it holds no captions".into()));
    }
    Ok(captions)
}

/// A mistake at a line.
fn at(file: &str, line: usize, reason: &str) -> Mistake {
    Mistake { file: file.into(), place: Some(format!("line {line}")), reason: reason.into() }
}

/// Lines numbered from 1; line feed, carriage return or both end a line.
struct Lines<'a> {
    rest: Option<&'a str>,
    number: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest?;
        self.number += 1;
        let Some(end) = rest.find(['\n', '\r']) else {
            self.rest = None;
            return Some((self.number, rest));
        };
        let after = &rest[end..];
        let skip = if after.starts_with("\r\n") { 2 } else { 1 };
        self.rest = Some(&after[skip..]);
        Some((self.number, &rest[..end]))
    }
}

/// A block of lines between empty lines: a caption, or nothing for notes, styles and regions.
fn read_block(file: &str, block: &[(usize, &str)]) -> Result<Option<Caption>, Mistake> {
    let Some(&(first_number, first)) = block.first() else { return Ok(None) };
    let timing = block.iter().take(2).position(|(_, l)| l.contains("-->"));
    let Some(timing) = timing else {
        let word = first.split([' ', '\t']).next().unwrap_or("");
        return match word {
            "NOTE" | "STYLE" | "REGION" => Ok(None),
            _ => Err(at(file, first_number, "these words have no time (a line with --> is missing)")),
        };
    };
    let (number, line) = block[timing];
    let mut words = line.split([' ', '\t']).filter(|w| !w.is_empty());
    let (Some(start), Some("-->"), Some(end)) = (words.next(), words.next(), words.next()) else {
        return Err(at(file, number, "a time line must read START --> END"));
    };
    let time =
        |word: &str| read_time_ms(word).ok_or_else(|| at(file, number, "a time must be written as hours:minutes:seconds.milliseconds, such as 00:01:05.250"));
    let (start_ms, end_ms) = (time(start)?, time(end)?);
    if end_ms <= start_ms {
        return Err(at(file, number, "the caption ends before it begins"));
    }
    let mut text = String::new();
    for (_, line) in &block[timing + 1..] {
        if !text.is_empty() {
            text.push('\n');
        }
        push_words(line, &mut text);
    }
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(Caption { start_secs: ms_to_secs(start_ms), end_secs: ms_to_secs(end_ms), text: text.to_owned() }))
}

/// Milliseconds as seconds.
fn ms_to_secs(ms: u64) -> f32 {
    (ms as f64 / 1000.0) as f32
}

/// `[hours:]minutes:seconds.milliseconds` in milliseconds; hours of two to four digits.
fn read_time_ms(word: &str) -> Option<u64> {
    let (clock, ms) = word.split_once('.')?;
    let mut parts = clock.rsplit(':');
    let seconds = digits(parts.next()?, 2..=2)?;
    let minutes = digits(parts.next()?, 2..=2)?;
    let hours = parts.next().map_or(Some(0), |h| digits(h, 2..=4))?;
    let ms = digits(ms, 3..=3)?;
    (parts.next().is_none() && seconds < 60 && minutes < 60).then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + ms)
}

/// A number of so many decimal digits.
fn digits(word: &str, count: std::ops::RangeInclusive<usize>) -> Option<u64> {
    (count.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

/// Appends cue text without tags, with the entities of the standard replaced.
fn push_words(line: &str, out: &mut String) {
    const ENTITIES: [(&str, &str); 6] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&lrm;", "\u{200e}"), ("&rlm;", "\u{200f}")];
    let mut rest = line;
    // Once no '>' is left no tag can close, and looking for one again at every '<' would take quadratic time.
    let mut may_close = true;
    while let Some(i) = rest.find(['<', '&']) {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        if rest.starts_with('<') {
            match may_close.then(|| rest.find('>')).flatten() {
                Some(end) => rest = &rest[end + 1..],
                None => {
                    may_close = false;
                    out.push('<');
                    rest = &rest[1..];
                }
            }
        } else if let Some((name, value)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
            out.push_str(value);
            rest = &rest[name.len()..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Caption>, String> {
        parse("a.vtt", text.as_bytes(), &Limits::default()).map_err(|m| m.to_string())
    }

    #[test]
    fn cues_with_identifiers_settings_tags_entities_and_notes_are_read() {
        let got = read(
            "\u{feff}WEBVTT - title\nKind: captions\n\nNOTE\nfor us\n\n1\n00:01.000 --> 00:02.500 align:start\n<v Ada>Peace &amp; <i>light</i></v>\n\
             second line\r\n\r\n00:00:02.500 --> 01:00:03.000\nשלום &lt;3\n",
        )
        .unwrap();
        assert_eq!(got.len(), 2);
        assert_eq!(got[0], Caption { start_secs: 1.0, end_secs: 2.5, text: "Peace & light\nsecond line".into() });
        assert_eq!(got[1], Caption { start_secs: 2.5, end_secs: 3603.0, text: "שלום <3".into() });
    }

    #[test]
    fn mistakes_name_file_and_line() {
        assert_eq!(read("WEBVTX\n").unwrap_err(), "a.vtt: its first line is not WEBVTT");
        assert!(read("WEBVTT\n\nwords\n").unwrap_err().starts_with("a.vtt (line 3): these words have no time"));
        assert!(read("WEBVTT\n\n00:05.000 --> 00:04.000\nx\n").unwrap_err().contains("ends before it begins"));
        assert!(read("WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:04.000 --> 00:07.000\ny").unwrap_err().starts_with("a.vtt (line 6)"));
        for bad in ["0:05.000", "00:65.000", "00:05.00", "00:05", "-0:05.000", "00:00:00:05.000", "123456:00:05.000"] {
            assert!(read(&format!("WEBVTT\n\n{bad} --> 99:59:59.000\nx")).is_err(), "{bad}");
        }
        assert!(read("WEBVTT\n\n").unwrap_err().contains("no captions"));
        assert!(parse("a.vtt", b"WEBVTT\n\n\xff", &Limits::default()).is_err());
    }

    #[test]
    fn a_megabyte_of_open_tags_takes_linear_time() {
        let long = format!("WEBVTT\n\n00:05.000 --> 00:06.000\n{}", "<".repeat(1_000_000));
        let start = std::time::Instant::now();
        assert_eq!(read(&long).unwrap()[0].text.len(), 1_000_000);
        // Quadratic time would take minutes; this is no timing gate but a guard against that.
        assert!(start.elapsed().as_secs() < 20);
        assert!(read(&format!("WEBVTT\n\n{}", "\n00:05.000 --> 00:06.000\nx\n".repeat(10_001))).unwrap_err().contains("more than 10000"));
    }
}
