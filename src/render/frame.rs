//! One frame, from input to submitted work. [`Renderer::frame`] is the table of contents.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::draws::{Draws, Style};
use super::error::FrameError;
use super::globals::entry;
use super::gpu::Gpu;
use super::input::{Background, FrameInput, FrameReport, ReadImage, Target, TextureSource, ToneMap};
use super::on_device::{OnDevice, Plan, REST_MIP_BIAS, Shown, aspect, srgb_decode, view_uniform};
use super::passes::opaque::{self, Recording};
use super::passes::overlay::Overlay;
use super::passes::{DISPLAY, color, transparent};
use super::readback;
use super::shadows::ShadowWork;
use super::tier::Tier;
use crate::scene::Camera;
use crate::scene::visible::Visibility;

/// Bytes of textures uploaded per frame beyond the tails: while moving, and at rest.
const TEXTURE_BYTES_PER_FRAME: [u64; 2] = [1 << 20, 8 << 20];
/// Bytes of meshes uploaded per frame: while moving, and at rest.
const MESH_BYTES_PER_FRAME: [u64; 2] = [8 << 20, 256 << 20];
/// Longest wait for an earlier frame.
const PATIENCE: Duration = Duration::from_secs(30);

/// Draws frames. Everything on the device can be dropped and made again.
pub struct Renderer {
    device: Option<OnDevice>,
    overlay: Overlay,
    frame: u64,
    rest: Rest,
    visibility: Visibility,
    draws: Draws,
    mesh_order: Vec<(f32, usize, usize)>,
    in_flight: VecDeque<wgpu::SubmissionIndex>,
    texture_budget_bytes: u64,
    /// Memory ran out: levels above the tails are dropped in the next frame.
    shrink: bool,
}

/// The picture that is refined while nothing changes.
#[derive(Default)]
struct Rest {
    key: Option<RestKey>,
    samples: u32,
    pending: bool,
}

/// Everything a rest picture depends on.
#[derive(Clone, Copy, PartialEq)]
struct RestKey {
    camera: Camera,
    size_px: [u32; 2],
    tone_map: ToneMap,
    background: Background,
    tier: Tier,
    clear_srgb: [f32; 3],
    revision: u64,
    eye_cell: usize,
    moving: bool,
}

impl Renderer {
    /// A renderer on `gpu`.
    ///
    /// # Errors
    /// When a shader does not compose (a mistake in this program, named by the sentence).
    pub fn new(gpu: &Gpu) -> Result<Self, FrameError> {
        Ok(Self {
            device: Some(OnDevice::new(gpu)?),
            overlay: Overlay::new(),
            frame: 0,
            rest: Rest::default(),
            visibility: Visibility::default(),
            draws: Draws::default(),
            mesh_order: Vec::new(),
            in_flight: VecDeque::new(),
            texture_budget_bytes: gpu.caps.texture_budget_bytes,
            shrink: false,
        })
    }

    /// Lets go of everything on the device. Nothing can be drawn until [`Self::rebuild`].
    pub fn drop_all(&mut self) {
        self.overlay.drop_gpu();
        self.device = None;
        self.rest = Rest::default();
        self.in_flight.clear();
    }

    /// Makes everything anew on `gpu`, after a loss.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn rebuild(&mut self, gpu: &Gpu) -> Result<(), FrameError> {
        self.drop_all();
        self.device = Some(OnDevice::new(gpu)?);
        self.texture_budget_bytes = gpu.caps.texture_budget_bytes;
        Ok(())
    }

    /// Draws one frame.
    ///
    /// While `input.moving` every call draws the scene. At rest each call refines the picture, until the report says `settled`; from then on a
    /// call only redraws the interface over it.
    ///
    /// # Errors
    /// When the device is lost or the picture has an impossible size.
    pub fn frame(&mut self, gpu: &Gpu, input: &FrameInput<'_>, source: &dyn TextureSource, target: Target<'_>) -> Result<FrameReport, FrameError> {
        if let Some(overlay) = &input.overlay {
            self.overlay.keep(overlay);
        }
        let result = self.draw(gpu, input, source, target);
        if result.is_err() {
            // Texture changes may not have reached the device: the next frame uploads the copies.
            self.overlay.drop_gpu();
        }
        result
    }

    fn draw(&mut self, gpu: &Gpu, input: &FrameInput<'_>, source: &dyn TextureSource, target: Target<'_>) -> Result<FrameReport, FrameError> {
        let start = Instant::now();
        self.begin(gpu, input)?;
        let plan = self.plan(input);
        let mut report = FrameReport { scale: plan.scale, ..FrameReport::default() };
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        let (view, format) = self.output(gpu, input, target)?;
        if plan.scene {
            self.look(input, plan);
            self.upload(gpu, input, plan, source, &mut encoder, &mut report)?;
            self.draw_shadows(gpu, input, &mut encoder, &mut report)?;
            self.upload_view(gpu, input, plan, &mut report)?;
            self.draw_scene(input, plan, &mut encoder, &mut report)?;
            self.refine(gpu, input, plan, &mut encoder)?;
        }
        self.draw_output(gpu, input, plan, &mut encoder, &view, format)?;
        self.submit(gpu, encoder);
        self.report(input, &mut report)?;
        report.cpu_ms = start.elapsed().as_secs_f32() * 1e3;
        match gpu.lost() {
            Some(reason) => Err(FrameError::DeviceLost(reason)),
            None => Ok(report),
        }
    }

    /// The last off-screen picture.
    ///
    /// # Errors
    /// When nothing was drawn off screen, or the device does not answer.
    pub fn read_image(&mut self, gpu: &Gpu) -> Result<ReadImage, FrameError> {
        let (texture, _) = self.device.as_ref().and_then(|d| d.offscreen.as_ref()).ok_or(FrameError::NothingToRead)?;
        readback::read_rgba8(gpu, texture)
    }

    fn device(&mut self) -> Result<&mut OnDevice, FrameError> {
        self.device.as_mut().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))
    }

    /// Checks the device and the size, and waits for earlier frames: one in flight on a software rasteriser, two on a GPU.
    fn begin(&mut self, gpu: &Gpu, input: &FrameInput<'_>) -> Result<(), FrameError> {
        if let Some(reason) = gpu.lost() {
            return Err(FrameError::DeviceLost(reason));
        }
        let [width, height] = input.output_px;
        if width == 0 || height == 0 || width.max(height) > gpu.caps.max_texture_px {
            return Err(FrameError::BadSize { width, height });
        }
        self.frame += 1;
        gpu.faults.begin_frame(self.frame as u32);
        let most = if gpu.caps.software { 1 } else { 2 };
        while self.in_flight.len() >= most {
            let submission_index = self.in_flight.pop_front();
            if let Err(e) = gpu.device.poll(wgpu::PollType::Wait { submission_index, timeout: Some(PATIENCE) }) {
                return Err(gpu.lost().map_or_else(|| FrameError::Timeout(e.to_string()), FrameError::DeviceLost));
            }
        }
        if gpu.faults.take_out_of_memory() {
            self.texture_budget_bytes = (self.texture_budget_bytes / 2).max(8 << 20);
            log::warn!("graphics memory ran out: textures are held to {} MiB from now on", self.texture_budget_bytes >> 20);
            self.rest = Rest::default();
            self.shrink = true;
        }
        Ok(())
    }

    /// Decides what is drawn and how finely.
    fn plan(&mut self, input: &FrameInput<'_>) -> Plan {
        let [x, y, w, h] = input.viewport_px;
        let [output_w, output_h] = input.output_px;
        let (x, y) = (x.min(output_w - 1), y.min(output_h - 1));
        let viewport_px = [x, y, w.min(output_w - x), h.min(output_h - y)];
        let [_, _, w, h] = viewport_px;
        let fast = input.moving && input.tier == Tier::Software;
        let scale = if input.moving { input.tier.moving_scale() } else { 1.0 };
        let size_px = [w, h].map(|e| ((e as f32 * scale).ceil() as u32).max(1));
        let key = RestKey {
            camera: input.camera,
            size_px,
            tone_map: input.tone_map,
            background: input.background,
            tier: input.tier,
            clear_srgb: input.clear_srgb,
            revision: input.scene.revision,
            eye_cell: input.scene.eye_cell,
            moving: input.moving,
        };
        if self.rest.key != Some(key) {
            self.rest = Rest { key: Some(key), samples: 0, pending: false };
        }
        let there = w > 0 && h > 0 && input.scene.eye_cell < input.scene.cells.len();
        let most = input.tier.rest_samples();
        if !there && let Some(device) = &mut self.device {
            device.shown = Shown::Nothing;
        }
        Plan {
            scene: there && (input.moving || self.rest.samples < most || self.rest.pending),
            fast,
            samples: if fast { 1 } else { input.tier.msaa() },
            scale,
            size_px,
            viewport_px,
        }
    }

    /// The view that receives the picture; an off-screen one of the output's size is kept.
    fn output(&mut self, gpu: &Gpu, input: &FrameInput<'_>, target: Target<'_>) -> Result<(wgpu::TextureView, wgpu::TextureFormat), FrameError> {
        let [width, height] = input.output_px;
        match target {
            Target::View(view, format) => Ok((view.clone(), format)),
            Target::Offscreen => {
                let device = self.device()?;
                let kept = device.offscreen.as_ref().filter(|(t, _)| [t.width(), t.height()] == input.output_px).map(|(_, v)| v.clone());
                if let Some(view) = kept {
                    return Ok((view, DISPLAY));
                }
                let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
                    label: Some("output"),
                    size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
                    mip_level_count: 1,
                    sample_count: 1,
                    dimension: wgpu::TextureDimension::D2,
                    format: DISPLAY,
                    usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
                    view_formats: &[],
                });
                let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
                device.offscreen = Some((texture, view.clone()));
                Ok((view, DISPLAY))
            }
        }
    }

    /// What can be seen.
    fn look(&mut self, input: &FrameInput<'_>, plan: Plan) {
        self.visibility.find(input.scene, &input.camera, aspect(plan));
    }

    /// Brings meshes, things, image lights, textures and lamps to the device, and lists the draws.
    fn upload(
        &mut self,
        gpu: &Gpu,
        input: &FrameInput<'_>,
        plan: Plan,
        source: &dyn TextureSource,
        encoder: &mut wgpu::CommandEncoder,
        report: &mut FrameReport,
    ) -> Result<(), FrameError> {
        let (frame, scene) = (self.frame, input.scene);
        let at_rest = usize::from(!input.moving);
        let device = self.device.as_mut().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))?;
        let mut pending = false;
        let mut changed = false;

        // Meshes of all cells in view (what is out of sight may throw shadows), nearest first.
        self.mesh_order.clear();
        let eye = input.camera.eye();
        for &cell in &self.visibility.cells {
            for (i, thing) in scene.cells[cell].instances.iter().enumerate() {
                if !device.meshes.touch(thing.key, frame) {
                    let b = thing.world_bounds;
                    let distance = if b.is_empty() { 0.0 } else { (eye.clamp(b.min, b.max) - eye).length() };
                    self.mesh_order.push((distance, cell, i));
                }
            }
        }
        self.mesh_order.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut left = MESH_BYTES_PER_FRAME[at_rest];
        for &(_, cell, i) in &self.mesh_order {
            let thing = &scene.cells[cell].instances[i];
            if device.meshes.touch(thing.key, frame) {
                continue;
            }
            if left == 0 {
                pending = true;
                break;
            }
            let bytes = device.meshes.upload(gpu, &device.makers, thing.key, &thing.mesh, frame);
            left = left.saturating_sub(bytes);
            report.uploaded_bytes += bytes;
            changed = true;
        }
        device.meshes.evict(gpu.caps.mesh_budget_bytes, frame);

        let (bytes, moved) = device.things.update(gpu, scene);
        report.uploaded_bytes += bytes;
        if moved {
            device.view_group = None;
        }
        let cells = self.visibility.cells.iter().filter_map(|c| scene.cells.get(*c)).map(|c| &c.environment);
        report.uploaded_bytes += device.globals.keep_environments(gpu, cells);

        let mip_bias = if input.moving { 0.0 } else { REST_MIP_BIAS };
        let style = Style { fast: plan.fast, samples: plan.samples, height_px: plan.size_px[1], mip_bias };
        self.draws.collect(scene, &self.visibility, &input.camera, &device.things, &device.meshes, style);
        self.draws.want_textures(scene, &input.camera, &device.meshes, &mut device.textures, style, frame);
        if device.textures.has_new() {
            device.textures.admit(gpu, source);
            self.draws.want_textures(scene, &input.camera, &device.meshes, &mut device.textures, style, frame);
        }
        if std::mem::take(&mut self.shrink) {
            device.textures.shrink(gpu, encoder, source);
        }
        let streamed = device.textures.stream(gpu, encoder, source, TEXTURE_BYTES_PER_FRAME[at_rest], self.texture_budget_bytes, frame);
        report.uploaded_bytes += streamed.uploaded_bytes;
        self.draws.prepare(gpu, &device.globals, &mut device.surfaces, &device.makers, &mut device.meshes, &device.textures);

        if !plan.fast {
            device.lamps.choose(scene, &self.visibility, eye);
            let work = ShadowWork { gpu, scene, things: &device.things, frame };
            if device.shadows.assign(work, &device.globals, &device.lamps, moved) {
                device.view_group = None;
            }
        }
        self.rest.pending = pending || streamed.pending;
        if changed || streamed.changed {
            self.rest.samples = 0;
        }
        Ok(())
    }

    /// Draws shadow maps that are out of date.
    fn draw_shadows(&mut self, gpu: &Gpu, input: &FrameInput<'_>, encoder: &mut wgpu::CommandEncoder, report: &mut FrameReport) -> Result<(), FrameError> {
        let frame = self.frame;
        let device = self.device.as_mut().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))?;
        let drawn = {
            let work = ShadowWork { gpu, scene: input.scene, things: &device.things, frame };
            device.shadows.draw(work, encoder, &device.meshes, !input.moving)
        };
        report.draws += drawn.draws;
        report.triangles += drawn.triangles;
        self.rest.pending |= drawn.pending;
        if drawn.maps > 0 {
            self.rest.samples = 0;
        }
        Ok(())
    }

    /// Uploads the view and the lists of lamps.
    fn upload_view(&mut self, gpu: &Gpu, input: &FrameInput<'_>, plan: Plan, report: &mut FrameReport) -> Result<(), FrameError> {
        let sample = if input.moving { 0 } else { self.rest.samples };
        let device = self.device.as_mut().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))?;
        if !plan.fast {
            report.uploaded_bytes +=
                device.lamps.upload(gpu, if input.tier == Tier::Software { 8 } else { 16 }, input.scene, &input.camera, aspect(plan), &device.shadows);
        }
        let uniform = view_uniform(input, plan, sample);
        gpu.queue.write_buffer(&device.globals.view_buffer, 0, bytemuck::bytes_of(&uniform));
        if device.view_group.is_none() {
            let [lamps, lists] = device.lamps.entries();
            device.view_group = Some(gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
                label: Some("view"),
                layout: &device.globals.layouts.view,
                entries: &[
                    entry(0, device.globals.view_buffer.as_entire_binding()),
                    entry(1, device.things.buffer.as_entire_binding()),
                    lamps,
                    lists,
                    entry(4, wgpu::BindingResource::TextureView(device.shadows.view())),
                    entry(5, wgpu::BindingResource::Sampler(&device.globals.samplers.shadow)),
                ],
            }));
        }
        device.ensure_targets(gpu, plan);
        Ok(())
    }

    /// Covering surfaces, background, blended surfaces: one pass.
    fn draw_scene(&mut self, input: &FrameInput<'_>, plan: Plan, encoder: &mut wgpu::CommandEncoder, report: &mut FrameReport) -> Result<(), FrameError> {
        let device = self.device.as_ref().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))?;
        let targets = match (plan.fast, &device.fast, &device.full) {
            (true, Some(f), _) => Some((&f.display, &f.depth)),
            (false, _, Some(f)) => Some((&f.light, &f.depth)),
            _ => None,
        };
        let (Some((light, depth)), Some(view_group)) = (targets, &device.view_group) else { return Ok(()) };
        let [r, g, b] = input.clear_srgb.map(f64::from);
        let clear = if plan.fast { wgpu::Color { r, g, b, a: 1.0 } } else { wgpu::Color::TRANSPARENT };
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("scene"),
            color_attachments: &[color(light, Some(clear))],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: depth,
                depth_ops: Some(wgpu::Operations { load: wgpu::LoadOp::Clear(0.0), store: wgpu::StoreOp::Discard }),
                stencil_ops: None,
            }),
            ..Default::default()
        });
        let recording = Recording { scene: input.scene, globals: &device.globals, meshes: &device.meshes, pipelines: &device.surfaces, view_group };
        report.triangles += opaque::record(&mut pass, &recording, &self.draws.covering);
        if input.background != Background::None
            && let Some(environment) = input.scene.cells.get(input.scene.eye_cell).and_then(|c| device.globals.environment(&c.environment))
        {
            device.background.draw(&mut pass, view_group, environment, plan.fast, plan.samples);
        }
        report.triangles += transparent::draw(&mut pass, &recording, &self.draws.blended);
        report.draws += (self.draws.covering.len() + self.draws.blended.len()) as u32;
        Ok(())
    }

    /// Mixes the picture into the average and tone maps it.
    fn refine(&mut self, gpu: &Gpu, input: &FrameInput<'_>, plan: Plan, encoder: &mut wgpu::CommandEncoder) -> Result<(), FrameError> {
        let count = if input.moving { 1 } else { self.rest.samples + 1 };
        let device = self.device()?;
        if plan.fast {
            device.shown = Shown::Fast;
            return Ok(());
        }
        let Some(full) = &device.full else { return Ok(()) };
        if plan.samples > 1 {
            device.resolve.run(encoder, &full.average_group, &full.average, count);
        } else {
            device.accumulate.run(encoder, &full.average_group, &full.average, count);
        }
        device.tonemap.run(gpu, encoder, &full.tone_group, &full.display, input.tone_map, input.clear_srgb);
        device.shown = Shown::Full;
        if !input.moving {
            self.rest.samples = count;
        }
        Ok(())
    }

    /// The scene's picture in its place, and the interface over it.
    fn draw_output(
        &mut self,
        gpu: &Gpu,
        input: &FrameInput<'_>,
        plan: Plan,
        encoder: &mut wgpu::CommandEncoder,
        view: &wgpu::TextureView,
        format: wgpu::TextureFormat,
    ) -> Result<(), FrameError> {
        if let Some(overlay) = &input.overlay {
            self.overlay.prepare(gpu, encoder, overlay, input.output_px, format);
        }
        let device = self.device.as_mut().ok_or_else(|| FrameError::DeviceLost("everything was dropped".to_owned()))?;
        device.present.prepare(gpu, format);
        let [r, g, b] = input.clear_srgb.map(|c| f64::from(if format.is_srgb() { srgb_decode(c) } else { c }));
        let mut pass = encoder
            .begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("output"),
                color_attachments: &[color(view, Some(wgpu::Color { r, g, b, a: 1.0 }))],
                ..Default::default()
            })
            .forget_lifetime();
        let group = match (device.shown, &device.full, &device.fast) {
            (Shown::Full, Some(full), _) => Some(&full.present_group),
            (Shown::Fast, _, Some(fast)) => Some(&fast.present_group),
            _ => None,
        };
        if let Some(group) = group {
            device.present.draw(&mut pass, group, format, plan.viewport_px);
        }
        if let Some(overlay) = &input.overlay {
            self.overlay.draw(&mut pass, overlay, input.output_px);
        }
        Ok(())
    }

    fn submit(&mut self, gpu: &Gpu, encoder: wgpu::CommandEncoder) {
        self.in_flight.push_back(gpu.queue.submit([encoder.finish()]));
        self.overlay.free();
    }

    fn report(&mut self, input: &FrameInput<'_>, report: &mut FrameReport) -> Result<(), FrameError> {
        let empty = input.scene.eye_cell >= input.scene.cells.len();
        report.settled = empty || (!input.moving && !self.rest.pending && self.rest.samples >= input.tier.rest_samples());
        report.samples = self.rest.samples;
        let device = self.device()?;
        report.texture_bytes = device.textures.bytes();
        report.mesh_bytes = device.meshes.bytes();
        Ok(())
    }
}
