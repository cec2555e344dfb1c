//! Texts in one language: front matter between `+++` lines, a story in Markdown, sections under `## part:<id>` or `## stop:<n>`.

use serde::Deserialize;

use super::files::{Tree, mistake_at};
use super::records::parse_toml;
use crate::curation::product::Mistake;

/// Longest title, in letters as one counts them (marks not counted).
pub const MAX_TITLE: usize = 60;
/// Longest summary.
pub const MAX_SUMMARY: usize = 160;
/// Longest wall label.
pub const MAX_LABEL: usize = 220;
/// Longest description for those who cannot see.
pub const MAX_ALT: usize = 200;
/// Longest story or section.
const MAX_STORY: usize = 6000;
/// Most marks on one letter: pointed and accented Hebrew has no more.
const MAX_MARKS: usize = 8;

/// A text file, parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Path inside exhibits/.
    pub file: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Wall label; the summary when none is given.
    pub label: String,
    /// For someone who cannot see.
    pub alt: String,
    /// Story: Markdown before the first section.
    pub story: String,
    /// Line of the story's first line.
    pub story_line: usize,
    /// Sections.
    pub sections: Vec<Section>,
}

/// A section of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What stands before the colon: `part` or `stop`.
    pub kind: String,
    /// What stands after it.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Line of the heading.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    alt: String,
}

/// Letters as one counts them: combining marks and what has no width are left out.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}

/// Words of running text.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}' | '\u{064B}'..='\u{065F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Characters that direct text unseen, control the screen, or pile up: with the number of their line.
pub fn unseen(text: &str, first_line: usize) -> Option<(usize, &'static str)> {
    let mut line = first_line;
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '\n' => line += 1,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => return Some((line, "a character that turns the direction of text is not allowed")),
            '\u{FEFF}' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => return Some((line, "a character that stands for nothing is not allowed")),
            c if c.is_control() => return Some((line, "a control character is not allowed")),
            _ => {}
        }
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            return Some((line, "a letter carries too many marks"));
        }
    }
    None
}

/// Reads a text file. `kind` is what sections are called here; `alt_needed` whether a description is.
///
/// # Errors
/// Every mistake of the file.
pub fn read(tree: &Tree, file: &str, kind: &str, alt_needed: bool) -> Result<Text, Vec<Mistake>> {
    let raw = tree.text(file).map_err(|m| vec![m])?;
    parse(file, &raw, kind, alt_needed)
}

/// Parses a text file.
///
/// # Errors
/// Every mistake of the file.
pub fn parse(file: &str, raw: &str, kind: &str, alt_needed: bool) -> Result<Text, Vec<Mistake>> {
    let no_front = || vec![mistake_at(file, Some(1), "it must begin with a line +++, the title and summary, and a line +++")];
    let rest = raw.strip_prefix("+++\n").ok_or_else(no_front)?;
    let (front, body) = match rest.strip_prefix("+++\n") {
        Some(body) => ("", body),
        None => rest.split_once("\n+++\n").or_else(|| rest.strip_suffix("\n+++").map(|f| (f, ""))).ok_or_else(no_front)?,
    };
    let front_lines = front.lines().count();
    let front: Front = parse_toml(file, front, 2).map_err(|m| vec![m])?;
    let story_line = front_lines + 3;

    let mut mistakes = Vec::new();
    if let Some((line, why)) = unseen(raw, 1) {
        mistakes.push(mistake_at(file, Some(line), why));
    }
    for (name, value, most, needed) in [
        ("title", &front.title, MAX_TITLE, true),
        ("summary", &front.summary, MAX_SUMMARY, true),
        ("label", &front.label, MAX_LABEL, false),
        ("alt", &front.alt, MAX_ALT, alt_needed),
    ] {
        let n = letters(value);
        if n > most {
            mistakes.push(Mistake { file: file.into(), place: Some(name.into()), reason: format!("it has {n} letters, at most {most} fit") });
        }
        if needed && value.trim().is_empty() {
            mistakes.push(Mistake { file: file.into(), place: Some(name.into()), reason: "it is empty".into() });
        }
    }

    let mut text = Text {
        file: file.into(),
        label: if front.label.is_empty() { front.summary.clone() } else { front.label },
        title: front.title,
        summary: front.summary,
        alt: front.alt,
        story_line,
        ..Text::default()
    };
    for (i, line) in body.lines().enumerate() {
        let number = story_line + i;
        let heading = line.strip_prefix("## ").and_then(|h| h.trim().strip_prefix(kind)).and_then(|h| h.strip_prefix(':'));
        if let Some(heading) = heading {
            let (id, title) = heading.split_once(char::is_whitespace).unwrap_or((heading, ""));
            if text.sections.iter().any(|s| s.id == id) {
                mistakes.push(mistake_at(file, Some(number), format!("{kind}:{id} stands here a second time")));
            }
            text.sections.push(Section { kind: kind.into(), id: id.into(), title: title.trim().into(), body: String::new(), line: number });
        } else {
            let target = text.sections.last_mut().map_or(&mut text.story, |s| &mut s.body);
            target.push_str(line);
            target.push('\n');
        }
    }
    text.story = text.story.trim().into();
    for s in &mut text.sections {
        s.body = s.body.trim().into();
    }
    for (line, body) in std::iter::once((story_line, &text.story)).chain(text.sections.iter().map(|s| (s.line, &s.body))) {
        if letters(body) > MAX_STORY {
            mistakes.push(mistake_at(file, Some(line), format!("the text has more than {MAX_STORY} letters")));
        }
    }
    if mistakes.is_empty() { Ok(text) } else { Err(mistakes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\ntitle = \"A case\"\nsummary = \"It opens.\"\nalt = \"A tower.\"\n+++\nBells hang.\n\n## part:crown The crown\n\nBells.\n\n## part:body\nSilver.\n";

    #[test]
    fn front_matter_story_and_sections_come_apart() {
        let t = parse("works/tik/en.md", GOOD, "part", true).unwrap();
        assert_eq!((t.title.as_str(), t.label.as_str(), t.story.as_str(), t.story_line), ("A case", "It opens.", "Bells hang.", 6));
        let s: Vec<_> = t.sections.iter().map(|s| (s.id.as_str(), s.title.as_str(), s.body.as_str(), s.line)).collect();
        assert_eq!(s, [("crown", "The crown", "Bells.", 8), ("body", "", "Silver.", 12)]);
    }

    #[test]
    fn all_mistakes_of_a_text_are_named_at_once() {
        let long = GOOD.replace("A case", &"x".repeat(61)).replace("alt = \"A tower.\"\n", "").replace("## part:body", "## part:crown") + "\u{202e}";
        let all: Vec<String> = parse("en.md", &long, "part", true).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(
            all,
            [
                "en.md (line 13): a character that turns the direction of text is not allowed",
                "en.md (title): it has 61 letters, at most 60 fit",
                "en.md (alt): it is empty",
                "en.md (line 11): part:crown stands here a second time",
            ]
        );
        assert!(parse("en.md", "no front", "part", true).unwrap_err()[0].to_string().contains("(line 1): it must begin with"));
        assert_eq!(parse("en.md", "+++\ntitle = 3\n+++\n", "part", true).unwrap_err()[0].place.as_deref(), Some("line 2"));
    }

    #[test]
    fn points_do_not_count_as_letters() {
        assert_eq!(letters("תֶּטוּאָן"), 5);
        assert_eq!(words("One – two, *three*."), 3);
        assert!(unseen(&format!("a{}", "\u{0301}".repeat(9)), 1).is_some());
    }
}
