//! Textures on the device, streamed by level: the small end of the mip chain first, more as the picture needs it, within a budget.
//!
//! | technique | cost | why (not) |
//! | --- | --- | --- |
//! | everything at once | one hall is 362 MiB decoded | not within 300 MiB |
//! | sparse or virtual textures | feedback pass, page tables | not on software devices, and no need at this size |
//! | a texture per picture that is remade with more or fewer levels | a copy on the device per change | simple, exact, a few changes a frame. **Taken** |

use std::collections::BTreeMap;

use super::blocks;
use super::gpu::Gpu;
use super::input::TextureSource;
use crate::scene::{TextureInfo, TextureKey};

/// Levels up to this edge are loaded at first sight, texels.
const TAIL_EDGE: u32 = 64;

struct Entry {
    info: TextureInfo,
    decode: bool,
    resident: Option<(wgpu::Texture, wgpu::TextureView)>,
    /// Largest resident level; `mip_count` when none is.
    base: u32,
    /// Level of the tail.
    tail: u32,
    wanted: u32,
    priority: f32,
    seen_in_frame: u64,
    stamp: u64,
    /// Levels at or above this one (larger pictures) could not be read; 0 when all can.
    readable_from: u32,
}

impl Entry {
    fn bytes_from(&self, base: u32) -> u64 {
        (base..self.info.mip_count).map(|l| blocks::level_bytes(&self.info, l, self.decode)).sum()
    }

    fn bytes(&self) -> u64 {
        self.bytes_from(self.base)
    }

    /// The nearest level, at least as large as `level`, that the device can take as the largest.
    fn allowed(&self, level: u32) -> u32 {
        if self.decode {
            return level;
        }
        (0..=level)
            .rev()
            .find(|l| blocks::device_format(self.info.format, false).block_dimensions() == (1, 1) || blocks::is_whole_blocks(&self.info, *l))
            .unwrap_or(0)
    }

    fn target(&self, bias: u32) -> u32 {
        self.allowed((self.wanted + bias).max(self.readable_from).min(self.tail))
    }
}

/// What a frame's streaming came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Streamed {
    pub uploaded_bytes: u64,
    /// Some texture has not reached its level.
    pub pending: bool,
    /// Some texture changed, so that an averaged picture is stale.
    pub changed: bool,
}

/// All textures on the device.
#[derive(Default)]
pub(super) struct Textures {
    entries: BTreeMap<TextureKey, Option<Entry>>,
    clock: u64,
    bytes: u64,
    /// Textures that are wanted but not known yet.
    new: Vec<TextureKey>,
    order: Vec<(TextureKey, f32)>,
}

impl Textures {
    /// Bytes resident.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// A counter that grows whenever the texture's view changes.
    pub fn stamp(&self, key: TextureKey) -> u64 {
        self.entry(key).map_or(1, |e| e.stamp)
    }

    /// The view, if anything is resident.
    pub fn view(&self, key: TextureKey) -> Option<&wgpu::TextureView> {
        self.entry(key).and_then(|e| e.resident.as_ref()).map(|(_, v)| v)
    }

    fn entry(&self, key: TextureKey) -> Option<&Entry> {
        self.entries.get(&key).and_then(|e| e.as_ref())
    }

    /// Says that the texture is seen in this frame, and how finely. `texels_per_pixel_of_unit`: coordinate units per pixel; times the
    /// texture's edge that is texels per pixel. `priority`: larger first.
    pub fn want(&mut self, key: TextureKey, units_per_pixel: f32, priority: f32, frame: u64) {
        match self.entries.get_mut(&key) {
            None => {
                if !self.new.contains(&key) {
                    self.new.push(key);
                }
            }
            Some(None) => {}
            Some(Some(e)) => {
                let texels = units_per_pixel * e.info.width.max(e.info.height) as f32;
                let level = if texels > 1.0 { texels.log2() as u32 } else { 0 };
                if e.seen_in_frame != frame {
                    e.seen_in_frame = frame;
                    e.wanted = level;
                    e.priority = priority;
                } else {
                    e.wanted = e.wanted.min(level);
                    e.priority = e.priority.max(priority);
                }
            }
        }
    }

    /// Whether a texture was wanted in this frame that is not known yet; then [`Self::admit`] and want again.
    pub fn has_new(&self) -> bool {
        !self.new.is_empty()
    }

    /// Learns the form of new textures.
    pub fn admit(&mut self, gpu: &Gpu, source: &dyn TextureSource) {
        self.new.sort_unstable();
        for key in self.new.drain(..) {
            let entry = source.info(key).and_then(|info| new_entry(gpu, key, info));
            self.entries.insert(key, entry);
        }
    }

    /// Moves textures towards their levels, uploading at most about `limit_bytes` beyond the tails.
    pub fn stream(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        source: &dyn TextureSource,
        limit_bytes: u64,
        budget_bytes: u64,
        frame: u64,
    ) -> Streamed {
        let mut out = Streamed::default();
        let bias = self.bias(budget_bytes, frame);
        // 1. Tails, so that nothing is drawn without its picture.
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        for (key, e) in self.entries.iter().filter_map(|(k, e)| e.as_ref().map(|e| (k, e))) {
            if e.seen_in_frame == frame && e.base > e.target(bias) {
                order.push((*key, e.priority));
            }
        }
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (key, _) in &order {
            let Some(e) = self.entry(*key) else { continue };
            if e.resident.is_none() {
                let tail = e.allowed(e.tail);
                out.uploaded_bytes += self.rebase(gpu, encoder, source, *key, tail);
                out.changed = true;
            }
        }
        // 2. The rest, most important first, until the frame's share is spent.
        let mut left = limit_bytes;
        for (key, _) in &order {
            let Some(e) = self.entry(*key) else { continue };
            let (base, target) = (e.base, e.target(bias));
            if base <= target {
                continue;
            }
            // As many levels as fit in what is left, at least one if nothing was done yet.
            let mut level = base;
            let mut cost = 0;
            while level > target {
                let next = e.allowed(level - 1).max(target);
                let more = e.bytes_from(next) - e.bytes_from(level);
                if cost + more > left && !(left == limit_bytes && cost == 0) {
                    break;
                }
                cost += more;
                level = next;
            }
            if level == base {
                out.pending = true;
                continue;
            }
            self.make_room(gpu, encoder, source, budget_bytes.saturating_sub(cost), bias, frame);
            out.uploaded_bytes += self.rebase(gpu, encoder, source, *key, level);
            out.changed = true;
            left = left.saturating_sub(cost);
            out.pending |= self.entry(*key).is_some_and(|e| e.base > e.target(bias));
        }
        self.order = order;
        out
    }

    /// Drops every level above the tails (memory ran out).
    pub fn shrink(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, source: &dyn TextureSource) {
        let keys: Vec<TextureKey> = self.entries.keys().copied().collect();
        for key in keys {
            if let Some(e) = self.entry(key)
                && e.base < e.allowed(e.tail)
            {
                let tail = e.allowed(e.tail);
                self.rebase(gpu, encoder, source, key, tail);
            }
        }
    }

    /// The smallest number of levels to give up everywhere so that what is seen fits beside the tails of what is not.
    fn bias(&self, budget_bytes: u64, frame: u64) -> u32 {
        for bias in 0..16 {
            let total: u64 = self
                .entries
                .values()
                .flatten()
                .map(|e| if e.seen_in_frame == frame { e.bytes_from(e.target(bias)) } else { e.bytes_from(e.base.max(e.allowed(e.tail))) })
                .sum();
            if total <= budget_bytes {
                return bias;
            }
        }
        16
    }

    /// Takes levels away from what is not seen (longest unseen first), then from what is finer than needed.
    fn make_room(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, source: &dyn TextureSource, room_bytes: u64, bias: u32, frame: u64) {
        while self.bytes > room_bytes {
            let spare = |e: &Entry| {
                let keep = if e.seen_in_frame == frame { e.target(bias) } else { e.allowed(e.tail) };
                (e.base < keep).then_some(keep)
            };
            let oldest = self.entries.iter().filter_map(|(k, e)| e.as_ref().and_then(|e| spare(e).map(|keep| (e.seen_in_frame, *k, keep)))).min();
            let Some((_, key, keep)) = oldest else { return };
            self.rebase(gpu, encoder, source, key, keep);
        }
    }

    /// Remakes a texture with `base` as its largest level: what is resident is copied on the device, the rest is read and uploaded.
    fn rebase(&mut self, gpu: &Gpu, encoder: &mut wgpu::CommandEncoder, source: &dyn TextureSource, key: TextureKey, base: u32) -> u64 {
        let Some(Some(e)) = self.entries.get_mut(&key) else { return 0 };
        let before = e.bytes();
        let [width, height] = blocks::level_size(&e.info, base);
        let format = blocks::device_format(e.info.format, e.decode);
        let mut fresh = Vec::new();
        for level in base..e.base.min(e.info.mip_count) {
            match source.level(key, level).and_then(|bytes| blocks::ready(&e.info, level, bytes, e.decode)) {
                Some(bytes) => fresh.push((level, bytes)),
                None => {
                    log::warn!("level {level} of texture {} cannot be read", key.0);
                    // Settle for what can be read, so that it is not asked for in every frame.
                    e.readable_from = level + 1;
                    if e.base >= e.info.mip_count {
                        self.entries.insert(key, None);
                    }
                    return 0;
                }
            }
        }
        let levels = e.info.mip_count - base;
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("picture"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: levels,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let extent = |level: u32| {
            let [width, height] = blocks::level_size(&e.info, level);
            wgpu::Extent3d { width, height, depth_or_array_layers: 1 }.physical_size(format)
        };
        let at = |texture, level| wgpu::TexelCopyTextureInfo { mip_level: level, texture, origin: wgpu::Origin3d::ZERO, aspect: wgpu::TextureAspect::All };
        let (block_width, _) = format.block_dimensions();
        let block_bytes = format.block_copy_size(None).unwrap_or(4);
        let mut uploaded = 0;
        for (level, bytes) in &fresh {
            let size = extent(*level);
            let layout = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(size.width / block_width * block_bytes), rows_per_image: None };
            gpu.queue.write_texture(at(&texture, level - base), bytes, layout, size);
            uploaded += bytes.len() as u64;
        }
        if let Some((old, _)) = &e.resident {
            for level in base.max(e.base)..e.info.mip_count {
                encoder.copy_texture_to_texture(at(old, level - e.base), at(&texture, level - base), extent(level));
            }
        }
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        self.clock += 1;
        let before = if e.resident.is_some() { before } else { 0 };
        e.resident = Some((texture, view));
        e.base = base;
        e.stamp = self.clock + 1;
        self.bytes = self.bytes - before + e.bytes();
        uploaded
    }
}

fn new_entry(gpu: &Gpu, key: TextureKey, info: TextureInfo) -> Option<Entry> {
    let longest = info.width.max(info.height);
    if info.width == 0 || info.height == 0 || info.mip_count == 0 || info.mip_count > longest.ilog2() + 1 {
        log::warn!("texture {} has an impossible form ({} x {}, {} levels)", key.0, info.width, info.height, info.mip_count);
        return None;
    }
    let last = info.mip_count - 1;
    // Levels larger than the device can hold do not exist for us.
    let mut readable_from = 0;
    while readable_from < last && blocks::level_size(&info, readable_from).iter().any(|e| *e > gpu.caps.max_texture_px) {
        readable_from += 1;
    }
    let mut tail = readable_from;
    while tail < last && blocks::level_size(&info, tail).iter().any(|e| *e > TAIL_EDGE) {
        tail += 1;
    }
    // Edges that are no whole blocks at any level cannot be kept as blocks.
    let decode = !gpu.caps.block_compression || !blocks::is_whole_blocks(&info, 0) || readable_from > 0;
    Some(Entry { info, decode, resident: None, base: info.mip_count, tail, wanted: last, priority: 0.0, seen_in_frame: 0, stamp: 0, readable_from })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::TextureFormat;
    use std::sync::Mutex;

    /// Every texture is `edge` wide and high, RGBA.
    struct Plain {
        edge: u32,
        asked: Mutex<Vec<u32>>,
    }

    impl Plain {
        fn new(edge: u32) -> Self {
            Self { edge, asked: Mutex::new(Vec::new()) }
        }
    }

    impl TextureSource for Plain {
        fn info(&self, key: TextureKey) -> Option<TextureInfo> {
            (key.0 < 100).then_some(TextureInfo { width: self.edge, height: self.edge, mip_count: self.edge.ilog2() + 1, format: TextureFormat::Rgba8Srgb })
        }
        fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
            self.asked.lock().unwrap().push(level);
            let edge = (self.edge >> level).max(1) as usize;
            (key.0 != 13 || level > 2).then(|| vec![0; edge * edge * 4])
        }
    }

    struct Bench {
        gpu: Gpu,
        textures: Textures,
        source: Plain,
        frame: u64,
    }

    impl Bench {
        fn new(edge: u32) -> Self {
            Self { gpu: Gpu::noop().unwrap(), textures: Textures::default(), source: Plain::new(edge), frame: 0 }
        }
        fn frame(&mut self, wants: &[(u64, f32)], limit: u64, budget: u64) -> Streamed {
            self.frame += 1;
            for _ in 0..2 {
                for (key, units) in wants {
                    self.textures.want(TextureKey(*key), *units, 1.0, self.frame);
                }
                self.textures.admit(&self.gpu, &self.source);
            }
            let mut encoder = self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            let out = self.textures.stream(&self.gpu, &mut encoder, &self.source, limit, budget, self.frame);
            self.gpu.queue.submit([encoder.finish()]);
            out
        }
        fn base(&self, key: u64) -> u32 {
            self.textures.entry(TextureKey(key)).unwrap().base
        }
    }

    /// Blocks of any edge: 1000 x 600 is no whole number of blocks at its third level, 30 x 18 at its first.
    struct Blocks(u32, u32);

    impl TextureSource for Blocks {
        fn info(&self, _: TextureKey) -> Option<TextureInfo> {
            Some(TextureInfo { width: self.0, height: self.1, mip_count: self.0.max(self.1).ilog2() + 1, format: TextureFormat::Bc7Srgb })
        }
        fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
            self.info(key).map(|i| vec![0; blocks::level_bytes(&i, level, false) as usize])
        }
    }

    #[test]
    fn blocks_are_kept_as_blocks_whatever_the_edges() {
        let Some(gpu) = Gpu::software_with_blocks() else {
            eprintln!("SKIPPED: no adapter samples blocks here");
            return;
        };
        for (w, h) in [(1000, 600), (1024, 1024), (30, 18), (2048, 4), (4, 4)] {
            let source = Blocks(w, h);
            let mut textures = Textures::default();
            let mut last = Streamed::default();
            for frame in 1..30 {
                for _ in 0..2 {
                    textures.want(TextureKey(1), if frame < 15 { 0.004 } else { 0.0 }, 1.0, frame);
                    textures.admit(&gpu, &source);
                }
                let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
                last = textures.stream(&gpu, &mut encoder, &source, 1 << 18, 64 << 20, frame);
                gpu.queue.submit([encoder.finish()]);
            }
            gpu.wait_idle();
            assert!(!last.pending, "{w} x {h}");
            assert_eq!(textures.entry(TextureKey(1)).unwrap().base, 0, "{w} x {h}");
            assert_eq!(gpu.faults.uncaptured_count(), 0, "{w} x {h}: {:?}", gpu.faults);
        }
    }

    const MIB: u64 = 1 << 20;

    #[test]
    fn the_tail_comes_first_and_then_larger_levels_within_the_limit() {
        let mut b = Bench::new(1024);
        let first = b.frame(&[(1, 0.0)], 0, 100 * MIB);
        assert!(first.pending || b.base(1) < 10, "{first:?}");
        assert!(b.source.asked.lock().unwrap().first().is_some_and(|l| *l >= 3));
        for _ in 0..10 {
            let s = b.frame(&[(1, 0.0)], MIB, 100 * MIB);
            assert!(s.uploaded_bytes <= 4 * MIB + MIB);
        }
        assert_eq!(b.base(1), 0);
        assert_eq!(b.frame(&[(1, 0.0)], MIB, 100 * MIB), Streamed::default());
    }

    #[test]
    fn a_far_picture_stays_small() {
        let mut b = Bench::new(1024);
        for _ in 0..5 {
            b.frame(&[(1, 8.5 / 1024.0)], 64 * MIB, 100 * MIB);
        }
        assert_eq!(b.base(1), 3);
    }

    #[test]
    fn the_budget_holds_and_is_shared() {
        let mut b = Bench::new(1024);
        let wants: Vec<(u64, f32)> = (1..=8).map(|k| (k, 0.0)).collect();
        for _ in 0..40 {
            b.frame(&wants, 8 * MIB, 16 * MIB);
            assert!(b.textures.bytes() <= 16 * MIB);
        }
        assert!((1..=8).all(|k| b.base(k) == 1), "eight pictures of 1.3 MiB at half size");
        assert!(!b.frame(&wants, 8 * MIB, 16 * MIB).pending);
    }

    #[test]
    fn what_is_no_longer_seen_gives_way() {
        let mut b = Bench::new(1024);
        for _ in 0..10 {
            b.frame(&[(1, 0.0)], 8 * MIB, 8 * MIB);
        }
        assert_eq!(b.base(1), 0);
        for _ in 0..10 {
            b.frame(&[(2, 0.0)], 8 * MIB, 8 * MIB);
        }
        assert_eq!(b.base(2), 0);
        assert!(b.base(1) >= 3 && b.textures.bytes() <= 8 * MIB);
    }

    #[test]
    fn a_level_that_cannot_be_read_is_not_asked_for_again() {
        let mut b = Bench::new(1024);
        for _ in 0..12 {
            b.frame(&[(13, 0.0)], 64 * MIB, 64 * MIB);
        }
        assert_eq!(b.base(13), 3);
        let asked = b.source.asked.lock().unwrap().len();
        assert!(!b.frame(&[(13, 0.0)], 64 * MIB, 64 * MIB).pending);
        assert_eq!(b.source.asked.lock().unwrap().len(), asked);
    }

    #[test]
    fn a_texture_that_does_not_exist_is_asked_for_once() {
        let mut b = Bench::new(64);
        b.frame(&[(100, 0.0)], MIB, MIB);
        assert!(b.textures.view(TextureKey(100)).is_none());
        assert_eq!(b.frame(&[(100, 0.0)], MIB, MIB), Streamed::default());
    }
}
