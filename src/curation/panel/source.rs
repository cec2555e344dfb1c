//! Reading and checking `panel.svg`: a strict list of what may be in it, and limits before anything is drawn.

use std::fmt::Write as _;

use roxmltree::{Document, Node, ParsingOptions};

use crate::curation::product::Mistake;
use crate::language::Lang;
use crate::text::Face;

const MAX_BYTES: usize = 4 * 1024 * 1024;
const MAX_NODES: u32 = 100_000;
const MAX_DEPTH: usize = 24;
const MAX_BOXES: usize = 200;
/// View boxes are between these sizes.
const VIEW_SIZE: std::ops::RangeInclusive<f32> = 1.0..=20_000.0;
/// Shorter dashes would make millions of pieces.
const SHORTEST_DASH: f32 = 0.25;

const ELEMENTS: [&str; 16] = [
    "svg",
    "g",
    "defs",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "title",
    "desc",
];
const ATTRIBUTES: [&str; 49] = [
    "viewBox",
    "width",
    "height",
    "id",
    "transform",
    "d",
    "x",
    "y",
    "rx",
    "ry",
    "cx",
    "cy",
    "r",
    "x1",
    "y1",
    "x2",
    "y2",
    "points",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
    "offset",
    "stop-color",
    "stop-opacity",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "fx",
    "fy",
    "fr",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "preserveAspectRatio",
    "paint-order",
    "data-mirror",
    "data-lang",
    "vector-effect",
    "version",
];
const TEXT_ATTRIBUTES: [&str; 13] =
    ["data-key", "x", "y", "data-width", "data-height", "font-size", "data-font", "font-weight", "fill", "data-align", "data-valign", "data-lang", "id"];

/// The part of the drawing plane that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ViewBox {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Side at which words stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Start,
    Center,
    End,
    Left,
    Right,
}

/// Height at which words stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerticalAlign {
    Top,
    Middle,
}

/// A box for words, in the view box's units.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    pub key: String,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub size: f32,
    pub face: Face,
    pub weight: u16,
    pub color: [u8; 4],
    pub side: Side,
    pub vertical: VerticalAlign,
    /// The only language it is set in.
    pub lang: Option<Lang>,
}

/// What reading found.
pub struct Source {
    pub view: ViewBox,
    pub mirror: bool,
    pub boxes: Vec<TextBox>,
}

/// Collects mistakes with the line they are on.
struct Reader<'a> {
    file: &'a str,
    mistakes: Vec<Mistake>,
    boxes: Vec<TextBox>,
}

/// Reads a panel's drawing. Everything that is wrong with it is reported together.
pub fn read(file: &str, svg: &str) -> Result<Source, Vec<Mistake>> {
    let fatal = |reason: String| vec![Mistake { file: file.to_owned(), place: None, reason }];
    let document = parse(svg).map_err(fatal)?;
    let root = document.root_element();
    let mut reader = Reader { file, mistakes: Vec::new(), boxes: Vec::new() };
    let view = view_box(&root).unwrap_or_else(|reason| {
        reader.complain(&root, reason);
        ViewBox { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }
    });
    let mirror = match root.attribute("data-mirror") {
        Some("yes") => true,
        Some("no") | None => false,
        Some(other) => {
            reader.complain(&root, format!("data-mirror is \"{other}\", not yes or no"));
            false
        }
    };
    reader.element(&root, 0, None, false);
    let mut keys: Vec<&str> = reader.boxes.iter().map(|text| text.key.as_str()).collect();
    keys.sort_unstable();
    if let Some(pair) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
        let reason = format!("the key {} is used for two boxes", pair[0]);
        reader.mistakes.push(Mistake { file: file.to_owned(), place: None, reason });
    }
    if reader.mistakes.is_empty() { Ok(Source { view, mirror, boxes: reader.boxes }) } else { Err(reader.mistakes) }
}

/// The drawing without words and without what belongs to other languages.
pub fn shapes_only(svg: &str, lang: Lang) -> Result<String, String> {
    let document = parse(svg)?;
    let mut out = String::with_capacity(svg.len());
    write_element(&document.root_element(), lang, &mut out);
    Ok(out)
}

fn parse(svg: &str) -> Result<Document<'_>, String> {
    if svg.len() > MAX_BYTES {
        return Err(format!("the drawing is larger than {} MB", MAX_BYTES / 1024 / 1024));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, entity_resolver: None };
    let document = Document::parse_with_options(svg, options);
    let document = document.map_err(|error| format!("it is not well-formed XML: {error}"))?;
    // Everything after this walks the tree by recursion; this does not.
    let mut depths = vec![0_usize; document.descendants().count()];
    for node in document.descendants() {
        let depth = node.parent().map_or(0, |parent| depths[parent.id().get_usize()] + 1);
        if depth > MAX_DEPTH {
            return Err(format!("elements are nested deeper than {MAX_DEPTH}"));
        }
        depths[node.id().get_usize()] = depth;
    }
    Ok(document)
}

fn write_element(node: &Node<'_, '_>, lang: Lang, out: &mut String) {
    let name = node.tag_name().name();
    let other_language = node.attribute("data-lang").is_some_and(|only| only != lang.code());
    if matches!(name, "text" | "title" | "desc") || other_language {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(out, "<{name}");
    if name == "svg" {
        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    for attribute in node.attributes().filter(|attribute| !attribute.name().starts_with("data-")) {
        // The picture is as large as its view box, whatever size it asks for.
        if name == "svg" && matches!(attribute.name(), "width" | "height" | "preserveAspectRatio") {
            continue;
        }
        let value = attribute.value().replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let _ = write!(out, " {}=\"{value}\"", attribute.name());
    }
    out.push('>');
    node.children().filter(Node::is_element).for_each(|child| write_element(&child, lang, out));
    let _ = write!(out, "</{name}>");
}

fn view_box(root: &Node<'_, '_>) -> Result<ViewBox, String> {
    let written = root.attribute("viewBox").ok_or("the drawing has no viewBox")?;
    let numbers: Vec<f32> = written.split([' ', ',']).filter(|part| !part.is_empty()).filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [x, y, width, height] if VIEW_SIZE.contains(width) && VIEW_SIZE.contains(height) && x.abs() < 1e6 && y.abs() < 1e6 => {
            Ok(ViewBox { x: *x, y: *y, width: *width, height: *height })
        }
        _ => Err(format!("viewBox is \"{written}\", not four numbers with sides of 1 to 20000")),
    }
}

impl Reader<'_> {
    fn complain(&mut self, node: &Node<'_, '_>, reason: impl Into<String>) {
        let line = node.document().text_pos_at(node.range().start).row;
        self.mistakes.push(Mistake { file: self.file.to_owned(), place: Some(format!("line {line}")), reason: reason.into() });
    }

    fn element(&mut self, node: &Node<'_, '_>, depth: usize, lang: Option<Lang>, moved: bool) {
        let name = node.tag_name().name();
        let lang = match node.attribute("data-lang") {
            None => lang,
            Some(code) => Lang::from_code(code).or_else(|| {
                self.complain(node, format!("data-lang is \"{code}\", not he, es, fr or en"));
                None
            }),
        };
        if name == "text" {
            self.text(node, lang, moved);
            return;
        }
        if !ELEMENTS.contains(&name) || (name == "svg" && depth > 0) {
            self.complain(node, format!("<{name}> is not allowed in a panel"));
            return;
        }
        for attribute in node.attributes() {
            self.attribute(node, attribute.name(), attribute.value());
        }
        let stray = node.children().filter(Node::is_text).any(|text| text.text().is_some_and(|words| !words.trim().is_empty()));
        if stray && !matches!(name, "title" | "desc") {
            self.complain(node, format!("<{name}> holds words outside a <text data-key> box"));
        }
        let moved = moved || node.has_attribute("transform");
        node.children().filter(Node::is_element).for_each(|child| self.element(&child, depth + 1, lang, moved));
    }

    fn attribute(&mut self, node: &Node<'_, '_>, name: &str, value: &str) {
        if !ATTRIBUTES.contains(&name) {
            self.complain(node, format!("the attribute {name} is not allowed in a panel"));
        }
        let refers = value.to_ascii_lowercase().replace(' ', "");
        if refers.contains("url(") && !refers.contains("url(#") {
            self.complain(node, format!("{name} refers to another file"));
        }
        if name == "stroke-dasharray" && value != "none" {
            let dashes = value.split([' ', ',']).filter(|part| !part.is_empty());
            let short = |dash: &str| dash.parse::<f32>().is_ok_and(|dash| dash < SHORTEST_DASH && dash != 0.0);
            let lengths: Vec<&str> = dashes.collect();
            let total: f32 = lengths.iter().filter_map(|dash| dash.parse::<f32>().ok()).sum();
            if lengths.iter().any(|dash| short(dash)) || total < SHORTEST_DASH {
                self.complain(node, format!("stroke-dasharray has dashes shorter than {SHORTEST_DASH}"));
            }
        }
    }

    fn text(&mut self, node: &Node<'_, '_>, lang: Option<Lang>, moved: bool) {
        if moved {
            self.complain(node, "a <text> box stands inside a group with a transform");
        }
        if self.boxes.len() >= MAX_BOXES {
            self.complain(node, format!("there are more than {MAX_BOXES} text boxes"));
            return;
        }
        let strange: Vec<&str> = node.attributes().map(|a| a.name()).filter(|name| !TEXT_ATTRIBUTES.contains(name)).collect();
        if !strange.is_empty() {
            self.complain(node, format!("the attribute {} is not allowed on a <text> box", strange.join(", ")));
        }
        if node.children().any(|child| child.is_element() || child.text().is_some_and(|words| !words.trim().is_empty())) {
            self.complain(node, "a <text> box must be empty: its words come from panel.<lang>.toml");
        }
        match text_box(node, lang) {
            Ok(text) => self.boxes.push(text),
            Err(reason) => self.complain(node, reason),
        }
    }
}

fn text_box(node: &Node<'_, '_>, lang: Option<Lang>) -> Result<TextBox, String> {
    let number = |name: &str, range: std::ops::RangeInclusive<f32>| {
        let written = node.attribute(name).ok_or(format!("a <text> box has no {name}"))?;
        let value = written.parse::<f32>().ok().filter(|value| range.contains(value));
        value.ok_or(format!("{name} is \"{written}\", not a number from {} to {}", range.start(), range.end()))
    };
    let choice = |name: &str, default: &'static str| node.attribute(name).unwrap_or(default).to_owned();
    let key = node.attribute("data-key").filter(|key| !key.is_empty()).ok_or("a <text> box has no data-key")?;
    let weight = choice("font-weight", "400");
    let fill = choice("fill", "#1E2430");
    Ok(TextBox {
        key: key.to_owned(),
        x: number("x", -1e6..=1e6)?,
        y: number("y", -1e6..=1e6)?,
        width: number("data-width", 1.0..=20_000.0)?,
        height: number("data-height", 1.0..=20_000.0)?,
        size: number("font-size", 1.0..=2_000.0)?,
        face: match choice("data-font", "serif").as_str() {
            "serif" => Face::Serif,
            "sans" => Face::Sans,
            "rashi" => Face::Rashi,
            other => return Err(format!("data-font is \"{other}\", not serif, sans or rashi")),
        },
        weight: match weight.as_str() {
            "normal" => 400,
            "bold" => 700,
            written => {
                let value = written.parse::<u16>().ok().filter(|weight| (300..=900).contains(weight));
                value.ok_or(format!("font-weight is \"{written}\", not a number from 300 to 900"))?
            }
        },
        color: color(&fill).ok_or(format!("fill is \"{fill}\", not a colour like #1E2430"))?,
        side: match choice("data-align", "start").as_str() {
            "start" => Side::Start,
            "center" | "middle" => Side::Center,
            "end" => Side::End,
            "left" => Side::Left,
            "right" => Side::Right,
            other => return Err(format!("data-align is \"{other}\", not start, center, end, left or right")),
        },
        vertical: match choice("data-valign", "top").as_str() {
            "top" => VerticalAlign::Top,
            "middle" => VerticalAlign::Middle,
            other => return Err(format!("data-valign is \"{other}\", not top or middle")),
        },
        lang,
    })
}

/// `#RGB` or `#RRGGBB`.
fn color(written: &str) -> Option<[u8; 4]> {
    let digits: Vec<u8> = written.strip_prefix('#')?.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    match digits.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17, 255]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2, 255]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(inside: &str) -> String {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\n{inside}</svg>");
        read("p.svg", &svg).err().map(|mistakes| mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")).unwrap_or_default()
    }

    #[test]
    fn what_is_not_on_the_list_is_refused_with_its_line() {
        assert_eq!(refused("<image href=\"x.png\"/>"), "p.svg (line 2): <image> is not allowed in a panel");
        for bad in
            ["<script>1</script>", "<style>a{}</style>", "<use href=\"#a\"/>", "<foreignObject/>", "<animate/>", "<filter/>", "<mask/>", "<svg/>", "<a/>"]
        {
            assert!(refused(bad).contains("is not allowed"), "{bad}");
        }
        for bad in ["<rect onclick=\"x\"/>", "<rect style=\"fill:red\"/>", "<rect filter=\"url(#a)\"/>", "<path d=\"M0 0\" marker-end=\"url(#a)\"/>"] {
            assert!(refused(bad).contains("is not allowed"), "{bad}");
        }
        assert!(refused("<rect fill=\"url(http://e/x.svg#a)\"/>").contains("refers to another file"));
        assert!(refused("<g>words</g>").contains("outside a <text"));
        assert_eq!(refused("<g><rect fill=\"url(#a)\" stroke-dasharray=\"6 4\"/></g>"), "");
    }

    #[test]
    fn limits_hold_before_anything_is_drawn() {
        assert!(refused(&("<g id=\"/>\">".repeat(100) + &"</g>".repeat(100))).contains("nested deeper"));
        assert!(refused(&("<g>".repeat(40_000) + &"</g>".repeat(40_000))).contains("nested"));
        assert!(refused(&format!("<!--{}-->", "x".repeat(MAX_BYTES))).contains("larger than"));
        assert!(refused(&"<g/>".repeat(MAX_NODES as usize)).contains("well-formed"));
        assert!(refused("<line stroke-dasharray=\"0.0001 0.0001\"/>").contains("dashes shorter"));
        assert!(read("p.svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg viewBox=\"0 0 1 1\">&a;</svg>").is_err());
        assert!(read("p.svg", "<svg viewBox=\"0 0 1e9 1\"/>").is_err());
        assert!(read("p.svg", "<svg/>").is_err());
    }

    #[test]
    fn text_boxes_are_checked() {
        let good = "<text data-key=\"a\" x=\"1\" y=\"1\" data-width=\"5\" data-height=\"5\" font-size=\"2\"/>";
        assert_eq!(refused(good), "");
        assert!(refused(&good.repeat(2)).contains("used for two boxes"));
        assert!(refused(&format!("<g transform=\"scale(2)\">{good}</g>")).contains("inside a group with a transform"));
        assert!(refused(&good.replace("data-key=\"a\"", "")).contains("no data-key"));
        assert!(refused(&good.replace("\"5\" f", "\"-5\" f")).contains("data-height is"));
        assert!(refused(&good.replace("/>", ">Hi</text>")).contains("must be empty"));
        assert!(refused(&good.replace("/>", " font-family=\"x\"/>")).contains("not allowed on a <text>"));
        assert!(refused(&good.replace("/>", " fill=\"red\"/>")).contains("not a colour"));
    }

    #[test]
    fn other_languages_and_words_are_left_out_of_the_shapes() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" width=\"5\"><rect data-lang=\"he\" x=\"1\"/><rect data-lang=\"en\" x=\"2\"/><text/></svg>";
        assert_eq!(shapes_only(svg, Lang::En).unwrap(), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><rect x=\"2\"></rect></svg>");
    }
}
