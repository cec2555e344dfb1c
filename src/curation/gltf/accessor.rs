//! Accessors: typed windows on buffers (specification 2.0.1, section 3.6), every one checked before any is read.

// The numbers of the format, as the `gltf` crate names them; its readers panic on foreign files and are not used.
use ::gltf::json::accessor as numbers;
use std::borrow::Cow;

use super::schema::{self, Root};
use super::{Checked, Fault};
use crate::curation::Limits;

/// Numbers in buffers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// 5120.
    I8,
    /// 5121.
    U8,
    /// 5122.
    I16,
    /// 5123.
    U16,
    /// 5125.
    U32,
    /// 5126.
    F32,
}

impl Component {
    /// From the number in the file.
    fn new(code: Option<schema::Int>, place: &str) -> Checked<Self> {
        Ok(match code.map(|c| c.0) {
            Some(numbers::BYTE) => Self::I8,
            Some(numbers::UNSIGNED_BYTE) => Self::U8,
            Some(numbers::SHORT) => Self::I16,
            Some(numbers::UNSIGNED_SHORT) => Self::U16,
            Some(numbers::UNSIGNED_INT) => Self::U32,
            Some(numbers::FLOAT) => Self::F32,
            Some(other) => return Err(Fault::new(place, format!("there is no component type {other}"))),
            None => return Err(Fault::new(place, "its component type is missing")),
        })
    }

    /// Bytes.
    fn size(self) -> usize {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::U32 | Self::F32 => 4,
        }
    }

    /// A number as float; `normalized` integers become -1..1 or 0..1.
    fn float(self, b: &[u8], normalized: bool) -> f32 {
        match (self, b) {
            (Self::I8, [a, ..]) => {
                let v = f32::from(*a as i8);
                if normalized { (v / 127.0).max(-1.0) } else { v }
            }
            (Self::U8, [a, ..]) => f32::from(*a) / if normalized { 255.0 } else { 1.0 },
            (Self::I16, [a, b, ..]) => {
                let v = f32::from(i16::from_le_bytes([*a, *b]));
                if normalized { (v / 32767.0).max(-1.0) } else { v }
            }
            (Self::U16, [a, b, ..]) => f32::from(u16::from_le_bytes([*a, *b])) / if normalized { 65535.0 } else { 1.0 },
            (Self::U32, [a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]) as f32,
            (Self::F32, [a, b, c, d, ..]) => f32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0.0,
        }
    }

    /// A number as whole number; 0 for floats and signed types, which no caller asks for.
    fn whole(self, b: &[u8]) -> u32 {
        match (self, b) {
            (Self::U8, [a, ..]) => u32::from(*a),
            (Self::U16, [a, b, ..]) => u32::from(u16::from_le_bytes([*a, *b])),
            (Self::U32, [a, b, c, d, ..]) => u32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0,
        }
    }
}

/// Elements in a buffer, in range.
#[derive(Clone, Copy, Debug)]
struct Run {
    buffer: usize,
    offset: usize,
    stride: usize,
}

/// Elements that replace others; indices strictly increase and are below the accessor's count.
#[derive(Clone, Debug)]
struct Patch {
    indices: Vec<u32>,
    values: Run,
}

/// A checked accessor.
#[derive(Clone, Debug)]
pub struct Accessor {
    /// Kind of number.
    pub component: Component,
    /// SCALAR, VEC2 .. MAT4.
    pub shape: String,
    /// Elements.
    pub count: usize,
    /// Integers stand for -1..1 or 0..1.
    pub normalized: bool,
    /// Whether anything in the file gives it values; otherwise it is all zeros.
    pub has_data: bool,
    numbers: usize,
    run: Option<Run>,
    patch: Option<Patch>,
}

/// A checked buffer view.
#[derive(Clone, Copy, Debug)]
struct View {
    buffer: usize,
    offset: usize,
    length: usize,
    stride: Option<usize>,
}

/// Buffers with everything that points into them.
#[derive(Debug)]
pub struct Store<'a> {
    buffers: Vec<Option<Cow<'a, [u8]>>>,
    views: Vec<View>,
    accessors: Vec<Accessor>,
}

/// Offset of an optional number.
fn or_zero(v: Option<schema::Int>) -> usize {
    v.map_or(0, schema::Int::at)
}

impl<'a> Store<'a> {
    /// Checks all views and accessors of a file. Buffers without data may exist, but nothing may point into them.
    pub fn new(root: &Root, buffers: Vec<Option<Cow<'a, [u8]>>>, limits: &Limits) -> Checked<Self> {
        let mut store = Self { buffers, views: Vec::with_capacity(root.buffer_views.len()), accessors: Vec::with_capacity(root.accessors.len()) };
        for (i, v) in root.buffer_views.iter().enumerate() {
            let view = store.check_view(v, &format!("buffer view {i}"))?;
            store.views.push(view);
        }
        // Patches are copied while checking, so many accessors over one view must not multiply.
        let mut patch_budget = limits.indices;
        for (i, a) in root.accessors.iter().enumerate() {
            let accessor = store.check_accessor(a, &format!("accessor {i}"), &mut patch_budget)?;
            store.accessors.push(accessor);
        }
        Ok(store)
    }

    fn check_view(&self, v: &schema::BufferView, place: &str) -> Checked<View> {
        let buffer = v.buffer.ok_or_else(|| Fault::new(place, "it names no buffer"))?.at();
        let length = v.byte_length.ok_or_else(|| Fault::new(place, "its length is missing"))?.at();
        let offset = or_zero(v.byte_offset);
        let bytes = self.buffers.get(buffer).ok_or_else(|| Fault::new(place, format!("there is no buffer {buffer}")))?;
        let holds = bytes.as_ref().map_or(0, |b| b.len());
        if offset.checked_add(length).is_none_or(|end| end > holds) {
            return Err(Fault::new(place, format!("it covers bytes {offset} to {} of a buffer of {holds}", offset.saturating_add(length))));
        }
        Ok(View { buffer, offset, length, stride: v.byte_stride.map(schema::Int::at) })
    }

    /// `count` elements of `size` bytes at an offset into a view.
    fn check_run(&self, view: Option<schema::Int>, offset: usize, count: usize, size: usize, strided: bool, place: &str) -> Checked<Run> {
        let number = view.ok_or_else(|| Fault::new(place, "it names no buffer view"))?.at();
        let view = self.views.get(number).ok_or_else(|| Fault::new(place, format!("there is no buffer view {number}")))?;
        let stride = if strided { view.stride.unwrap_or(size) } else { size };
        if stride < size {
            return Err(Fault::new(place, format!("its elements of {size} bytes stand only {stride} bytes apart")));
        }
        let end = count.checked_sub(1).and_then(|n| n.checked_mul(stride)).and_then(|n| n.checked_add(size)).and_then(|n| n.checked_add(offset));
        if end.is_none_or(|end| end > view.length) {
            return Err(Fault::new(place, format!("{count} elements do not fit into buffer view {number} of {} bytes", view.length)));
        }
        Ok(Run { buffer: view.buffer, offset: view.offset + offset, stride })
    }

    fn check_accessor(&self, a: &schema::Accessor, place: &str, patch_budget: &mut u64) -> Checked<Accessor> {
        let component = Component::new(a.component_type, place)?;
        let count = a.count.filter(|c| c.0 > 0).ok_or_else(|| Fault::new(place, "it holds no elements"))?.at();
        let (columns, rows) = match a.shape.as_str() {
            "SCALAR" => (1, 1),
            "VEC2" => (1, 2),
            "VEC3" => (1, 3),
            "VEC4" => (1, 4),
            "MAT2" => (2, 2),
            "MAT3" => (3, 3),
            "MAT4" => (4, 4),
            other => return Err(Fault::new(place, format!("there is no element type {:?}", other.chars().take(20).collect::<String>()))),
        };
        // Columns of matrices begin at multiples of four bytes.
        let column = component.size() * rows;
        let size = if columns > 1 { column.next_multiple_of(4) * columns } else { column };
        let run = match a.buffer_view {
            Some(_) => Some(self.check_run(a.buffer_view, or_zero(a.byte_offset), count, size, true, place)?),
            None => None,
        };
        let patch = match &a.sparse {
            Some(s) => Some(self.check_patch(s, count, size, &format!("{place}, sparse"), patch_budget)?),
            None => None,
        };
        let has_data = run.is_some() || patch.is_some();
        Ok(Accessor { component, shape: a.shape.clone(), count, normalized: a.normalized, has_data, numbers: columns * rows, run, patch })
    }

    fn check_patch(&self, s: &schema::Sparse, count: usize, size: usize, place: &str, budget: &mut u64) -> Checked<Patch> {
        let n = s.count.filter(|c| c.0 > 0).ok_or_else(|| Fault::new(place, "it replaces no elements"))?.at();
        if n > count {
            return Err(Fault::new(place, format!("it replaces {n} of {count} elements")));
        }
        let component = Component::new(s.indices.component_type, place)?;
        if !matches!(component, Component::U8 | Component::U16 | Component::U32) {
            return Err(Fault::new(place, "its indices are not unsigned whole numbers"));
        }
        let places = self.check_run(s.indices.buffer_view, or_zero(s.indices.byte_offset), n, component.size(), false, place)?;
        let values = self.check_run(s.values.buffer_view, or_zero(s.values.byte_offset), n, size, false, place)?;
        *budget = budget.checked_sub(n as u64).ok_or_else(|| Fault::new(place, "the file replaces too many elements"))?;
        let indices: Vec<u32> = (0..n).map(|i| component.whole(self.element(places, i))).collect();
        if indices.windows(2).any(|w| w[0] >= w[1]) || indices.last().is_some_and(|last| *last as usize >= count) {
            return Err(Fault::new(place, "its indices do not rise, or pass the end"));
        }
        Ok(Patch { indices, values })
    }

    /// Bytes from the start of an element to the end of its buffer; the checks above make it long enough.
    fn element(&self, run: Run, i: usize) -> &[u8] {
        self.buffers.get(run.buffer).and_then(Option::as_deref).and_then(|b| b.get(run.offset + i * run.stride..)).unwrap_or(&[])
    }

    /// The checked accessor with this number.
    pub fn accessor(&self, number: schema::Int, place: &str) -> Checked<&Accessor> {
        self.accessors.get(number.at()).ok_or_else(|| Fault::new(place, format!("there is no accessor {}", number.0)))
    }

    /// Bytes of a buffer view.
    pub fn view_bytes(&self, number: schema::Int, place: &str) -> Checked<&[u8]> {
        let v = self.views.get(number.at()).ok_or_else(|| Fault::new(place, format!("there is no buffer view {}", number.0)))?;
        let bytes = self.buffers.get(v.buffer).and_then(Option::as_deref).unwrap_or(&[]);
        bytes.get(v.offset..v.offset + v.length).ok_or_else(|| Fault::new(place, "its bytes are missing"))
    }

    /// Bytes of element `i`, or `None` for zero.
    fn bytes_of(&self, a: &Accessor, i: usize) -> Option<&[u8]> {
        if let Some(p) = &a.patch
            && let Ok(k) = p.indices.binary_search(&(i as u32))
        {
            return Some(self.element(p.values, k));
        }
        a.run.map(|r| self.element(r, i))
    }

    /// Element `i` of an accessor of `N` numbers (fewer are filled up with `fill`). Missing data is zero.
    pub fn floats<const N: usize>(&self, a: &Accessor, i: usize, fill: f32) -> [f32; N] {
        let mut out = [fill; N];
        let bytes = self.bytes_of(a, i);
        let size = a.component.size();
        for (k, o) in out.iter_mut().enumerate().take(a.numbers) {
            *o = bytes.and_then(|b| b.get(k * size..)).map_or(0.0, |b| a.component.float(b, a.normalized));
        }
        out
    }

    /// Element `i` of an accessor of `N` unsigned whole numbers.
    pub fn wholes<const N: usize>(&self, a: &Accessor, i: usize) -> [u32; N] {
        let bytes = self.bytes_of(a, i);
        let size = a.component.size();
        std::array::from_fn(|k| bytes.and_then(|b| b.get(k * size..)).map_or(0, |b| a.component.whole(b)))
    }
}
