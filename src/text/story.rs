//! Stories: the small part of Markdown a curator may use, as blocks ready to set.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::sanitise::sanitise;
use super::{TextSpec, TextStyle};
use crate::language::Lang;

/// Longest story read, bytes; the rest is left out.
pub const MAX_BYTES: usize = 100 * 1024;

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading. `part` names the part of the work it tells of (`## part:finials The finials` gives `finials`), or the stop
    /// of a tour (`## stop:2` gives `stop:2`).
    Heading {
        /// See above.
        part: Option<String>,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list; a numbered one begins with its number.
    ListItem,
    /// A quotation.
    Quote,
}

/// How words are stressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// `*so*`
    pub emphasised: bool,
    /// `**so**`
    pub strong: bool,
}

/// A paragraph-sized piece of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in stretches of one emphasis.
    pub spans: Vec<(String, Emphasis)>,
}

impl Block {
    fn new(kind: BlockKind) -> Self {
        Self { kind, spans: Vec::new() }
    }

    /// The words without emphasis.
    pub fn text(&self) -> String {
        self.spans.iter().map(|(words, _)| words.as_str()).collect()
    }

    /// The block as a paragraph to set: emphasis leans, strong words are bold.
    pub fn to_spec(&self, style: TextStyle, lang: Lang) -> TextSpec {
        let mut spec = TextSpec::new(self.text(), style, lang);
        let mut start = 0;
        for (words, emphasis) in &self.spans {
            let range: Range<usize> = start..start + words.len();
            start = range.end;
            if *emphasis != Emphasis::default() {
                let weight = if emphasis.strong { style.weight.max(400) + 300 } else { style.weight };
                spec.spans.push((range, TextStyle { italic: emphasis.emphasised, weight, ..style }));
            }
        }
        spec
    }

    fn push(&mut self, words: &str, emphasis: Emphasis) {
        match self.spans.last_mut() {
            Some((last, same)) if *same == emphasis => last.push_str(words),
            _ => self.spans.push((words.to_owned(), emphasis)),
        }
    }

    /// Takes spaces off both ends and drops empty stretches; `false` if nothing is left.
    fn tidy(&mut self) -> bool {
        if let Some((first, _)) = self.spans.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some((last, _)) = self.spans.last_mut() {
            last.truncate(last.trim_end().len());
        }
        self.spans.retain(|(words, _)| !words.is_empty());
        !self.spans.is_empty() || matches!(self.kind, BlockKind::Heading { part: Some(_) })
    }
}

/// Reads a story. Never fails: what is not allowed (pictures, HTML, tables) is left out, links keep their words, and what is
/// longer than [`MAX_BYTES`] is cut. Works in time linear in the length.
pub fn parse(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut numbers: Vec<Option<u64>> = Vec::new();
    let (mut quotes, mut emphasised, mut strong, mut hidden) = (0_u32, 0_u32, 0_u32, 0_u32);
    for event in Parser::new_ext(capped(markdown), Options::empty()) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::HtmlBlock) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::Emphasis) => emphasised += 1,
            Event::End(TagEnd::Emphasis) => emphasised = emphasised.saturating_sub(1),
            Event::Start(Tag::Strong) => strong += 1,
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => {
                finish(&mut blocks, &mut open);
                quotes = quotes.saturating_sub(1);
            }
            Event::Start(Tag::List(first)) => {
                finish(&mut blocks, &mut open);
                numbers.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                finish(&mut blocks, &mut open);
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                finish(&mut blocks, &mut open);
                let mut item = Block::new(BlockKind::ListItem);
                if let Some(Some(number)) = numbers.last_mut() {
                    item.push(&format!("{number}. "), Emphasis::default());
                    *number += 1;
                }
                open = Some(item);
            }
            Event::Start(Tag::Heading { .. }) => {
                finish(&mut blocks, &mut open);
                open = Some(Block::new(BlockKind::Heading { part: None }));
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_)) if open.is_none() => {
                open = Some(Block::new(if quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph }));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                finish(&mut blocks, &mut open);
            }
            Event::Text(words) | Event::Code(words) if hidden == 0 => {
                let block = open.get_or_insert_with(|| Block::new(BlockKind::Paragraph));
                let clean = sanitise(&words, usize::MAX);
                block.push(&clean, Emphasis { emphasised: emphasised > 0, strong: strong > 0 });
            }
            Event::SoftBreak | Event::HardBreak if hidden == 0 => {
                if let Some(block) = &mut open {
                    let words = if event == Event::HardBreak { "\n" } else { " " };
                    block.push(words, Emphasis { emphasised: emphasised > 0, strong: strong > 0 });
                }
            }
            _ => {}
        }
    }
    finish(&mut blocks, &mut open);
    blocks
}

/// What a story uses that a museum page does not show, for the curator: each kind once.
pub fn unsupported(markdown: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    if markdown.len() > MAX_BYTES {
        found.push("more than 100 KB of text");
    }
    for event in Parser::new_ext(capped(markdown), Options::empty()) {
        let what = match event {
            Event::Start(Tag::Image { .. }) => "a picture",
            Event::Start(Tag::Link { .. }) => "a link",
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => "code",
            Event::Html(_) | Event::InlineHtml(_) => "HTML",
            Event::Rule => "a rule",
            _ => continue,
        };
        if !found.contains(&what) {
            found.push(what);
        }
    }
    found
}

fn capped(markdown: &str) -> &str {
    &markdown[..markdown.floor_char_boundary(MAX_BYTES)]
}

fn finish(blocks: &mut Vec<Block>, open: &mut Option<Block>) {
    let Some(mut block) = open.take() else { return };
    if let (BlockKind::Heading { part }, Some((first, _))) = (&mut block.kind, block.spans.first_mut()) {
        let words = first.clone();
        let (head, rest) = words.trim_start().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
        if let Some(id) = head.strip_prefix("part:").or_else(|| head.starts_with("stop:").then_some(head)) {
            *part = Some(id.to_owned());
            *first = rest.to_owned();
        }
    }
    if block.tidy() {
        blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Face;

    fn kinds(markdown: &str) -> Vec<(BlockKind, String)> {
        parse(markdown).into_iter().map(|block| (block.kind.clone(), block.text())).collect()
    }

    #[test]
    fn the_allowed_blocks() {
        let story = "First *line*\ncontinued.\n\n## part:finials The **finials**\n\n- one\n- two\n\n1. alpha\n2. beta\n\n> said\n\n## stop:2\n\nEnd.";
        assert_eq!(
            kinds(story),
            vec![
                (BlockKind::Paragraph, "First line continued.".into()),
                (BlockKind::Heading { part: Some("finials".into()) }, "The finials".into()),
                (BlockKind::ListItem, "one".into()),
                (BlockKind::ListItem, "two".into()),
                (BlockKind::ListItem, "1. alpha".into()),
                (BlockKind::ListItem, "2. beta".into()),
                (BlockKind::Quote, "said".into()),
                (BlockKind::Heading { part: Some("stop:2".into()) }, String::new()),
                (BlockKind::Paragraph, "End.".into()),
            ]
        );
    }

    #[test]
    fn emphasis_becomes_styled_ranges() {
        let block = parse("בית *הספר* **הראשון**").remove(0);
        let style = TextStyle::new(Face::Serif, 20.0, [0, 0, 0, 255]);
        let spec = block.to_spec(style, Lang::He);
        let styled: Vec<(&str, bool, u16)> = spec.spans.iter().map(|(range, style)| (&spec.text[range.clone()], style.italic, style.weight)).collect();
        assert_eq!(styled, vec![("הספר", true, 400), ("הראשון", false, 700)]);
    }

    #[test]
    fn what_is_not_allowed_is_left_out_and_named() {
        let story = "a ![x](http://e/x.png) [link](http://e) <b>b</b> `c`\n\n<script>alert(1)</script>\n";
        assert_eq!(kinds(story), vec![(BlockKind::Paragraph, "a  link b c".into())]);
        assert_eq!(unsupported(story), vec!["a picture", "a link", "HTML", "code"]);
        assert_eq!(unsupported("plain *words*"), Vec::<&str>::new());
    }

    #[test]
    fn a_hostile_megabyte_is_cut_and_read() {
        for pattern in ["*", "[", "> ", "_*", "`", "![", "<", "- ", "1. ", "\\", "&", "**a *b ", "[a](", "א*", "\u{301}", "\n"] {
            let hostile = pattern.repeat(1_000_000 / pattern.len());
            let blocks = parse(&hostile);
            let total: usize = blocks.iter().map(|block| block.text().len()).sum();
            // Numbers of list items are all that can be added.
            assert!(total <= 3 * MAX_BYTES, "{pattern:?}: {total}");
        }
    }
}
