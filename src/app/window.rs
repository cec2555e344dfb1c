//! The window: winit's events in, frames out, and sleep in between.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_winit::State;
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy};
use winit::window::{Fullscreen, Window, WindowId};

use super::AppError;
use super::museum::CatalogueTextures;
use super::show::Show;
use crate::catalogue::CatalogueFile;
use crate::language::{Lang, Texts};
use crate::render::{Acquired, AdapterChoice, Gpu, GpuError, Renderer, Target, TierChooser, WindowSurface};

/// Pauses before a lost device is set up again, seconds; after the last the program gives up with exit status 75.
const REBUILD_PAUSES_SECS: [f64; 5] = [0.5, 1.0, 2.0, 4.0, 8.0];
/// A device that held this long starts the count anew.
const DEVICE_HELD: Duration = Duration::from_secs(60);
/// How often a window that cannot be seen looks round.
const HIDDEN_PAUSE: Duration = Duration::from_secs(1);
/// Longest step of time shown, seconds.
const DT_MAX_SECS: f32 = 0.1;

/// How to open the window.
#[derive(Clone, Debug)]
pub struct WindowOptions {
    /// Full screen, nothing leads out.
    pub kiosk: bool,
    /// Language at the door.
    pub lang: Lang,
    /// Which adapter.
    pub adapter: AdapterChoice,
    /// Ends by itself after so many frames drawn at rest: for tests of the real window.
    pub exit_after_frames: Option<u32>,
}

/// What ends the event loop.
enum Event {
    /// Accessibility asks for something.
    Access(egui_winit::accesskit_winit::Event),
}

impl From<egui_winit::accesskit_winit::Event> for Event {
    fn from(event: egui_winit::accesskit_winit::Event) -> Self {
        Self::Access(event)
    }
}

/// What is drawn with.
struct Screen {
    window: Arc<Window>,
    gpu: Gpu,
    surface: WindowSurface,
    renderer: Renderer,
    chooser: TierChooser,
    input: State,
    opened: Instant,
}

struct App {
    options: WindowOptions,
    show: Show,
    textures: CatalogueTextures,
    proxy: EventLoopProxy<Event>,
    screen: Option<Screen>,
    last_frame: Instant,
    next_frame: Option<Instant>,
    occluded: bool,
    /// Touches and keys of this frame turned or moved something: draw quickly, refine afterwards.
    busy_until: Instant,
    failures: usize,
    frames: u32,
    settled: bool,
    error: Option<AppError>,
}

/// Opens the museum in a window and stays until it is closed.
///
/// # Errors
/// When there is no display, no usable adapter, or the catalogue cannot be used.
pub fn run(catalogue: &CatalogueFile, options: WindowOptions) -> Result<(), AppError> {
    let show = Show::new(catalogue.clone(), options.lang)?.with_sound();
    let textures = CatalogueTextures::open(catalogue)?;
    let event_loop = EventLoop::<Event>::with_user_event().build().map_err(|e| AppError::Refused(format!("no window can be opened: {e}")))?;
    let now = Instant::now();
    let mut app = App {
        options,
        show,
        textures,
        proxy: event_loop.create_proxy(),
        screen: None,
        last_frame: now,
        next_frame: Some(now),
        occluded: false,
        busy_until: now,
        failures: 0,
        frames: 0,
        settled: false,
        error: None,
    };
    event_loop.run_app(&mut app).map_err(|e| AppError::Refused(format!("the window ended: {e}")))?;
    if let Some(screen) = &app.screen {
        screen.gpu.wait_idle();
    }
    app.error.map_or(Ok(()), Err)
}

impl App {
    fn open(&mut self, event_loop: &ActiveEventLoop) -> Result<(), AppError> {
        let title = Texts::load(self.options.lang).plain("museum-name", &[]);
        // Invisible until accessibility is ready (AccessKit asks for it).
        let mut attributes = Window::default_attributes()
            .with_title(title)
            .with_visible(false)
            .with_inner_size(winit::dpi::LogicalSize::new(1280.0, 720.0))
            .with_min_inner_size(winit::dpi::LogicalSize::new(480.0, 480.0));
        if self.options.kiosk {
            attributes = attributes.with_fullscreen(Some(Fullscreen::Borderless(None)));
        }
        let window = event_loop.create_window(attributes).map_err(|e| AppError::Refused(format!("no window can be opened: {e}")))?;
        let window = Arc::new(window);
        let (gpu, surface) = Gpu::for_window(Arc::clone(&window), self.options.adapter)?;
        let renderer = Renderer::new(&gpu)?;
        let chooser = TierChooser::new(&gpu.caps);
        let mut input = State::new(
            self.show.overlay.context().clone(),
            egui::ViewportId::ROOT,
            &window,
            Some(window.scale_factor() as f32),
            None,
            Some(gpu.caps.max_texture_px as usize),
        );
        input.init_accesskit(event_loop, &window, self.proxy.clone());
        window.set_visible(true);
        self.screen = Some(Screen { window, gpu, surface, renderer, chooser, input, opened: Instant::now() });
        self.ask_frame();
        Ok(())
    }

    fn ask_frame(&mut self) {
        self.next_frame = Some(Instant::now());
        if let Some(screen) = &self.screen {
            screen.window.request_redraw();
        }
    }

    /// Sets the graphics up anew after the device was lost: bounded, with growing pauses.
    fn rebuild(&mut self, reason: &str) -> Result<(), AppError> {
        log::warn!("the graphics device is lost ({reason}); setting it up again");
        let Some(screen) = self.screen.take() else { return Ok(()) };
        if screen.opened.elapsed() > DEVICE_HELD {
            self.failures = 0;
        }
        let Screen { window, input, gpu, surface, mut renderer, .. } = screen;
        // The old device goes before the new one comes; the renderer keeps what it needs to draw the same picture again.
        renderer.drop_all();
        drop((surface, gpu));
        loop {
            let Some(pause) = REBUILD_PAUSES_SECS.get(self.failures) else {
                return Err(AppError::Gpu(GpuError::NoAdapter("the graphics device was lost again and again".into())));
            };
            self.failures += 1;
            std::thread::sleep(Duration::from_secs_f64(*pause));
            let made = Gpu::for_window(Arc::clone(&window), self.options.adapter).map_err(AppError::from);
            match made.and_then(|(gpu, surface)| renderer.rebuild(&gpu).map(|()| (gpu, surface)).map_err(AppError::from)) {
                Ok((gpu, surface)) => {
                    let chooser = TierChooser::new(&gpu.caps);
                    self.screen = Some(Screen { window, gpu, surface, renderer, chooser, input, opened: Instant::now() });
                    self.ask_frame();
                    return Ok(());
                }
                Err(error) => log::warn!("not yet: {error}"),
            }
        }
    }

    fn draw(&mut self) -> Result<(), AppError> {
        let now = Instant::now();
        let dt = (now - self.last_frame).as_secs_f32();
        self.last_frame = now;
        // A rest of any length is one step for the visit's clock; only motion is held to short steps.
        let steps = if self.show.visit.is_moving() { dt.min(DT_MAX_SECS) } else { dt };
        let mut left = steps;
        while left > 0.0 {
            self.show.tick(left.min(1.0));
            left -= 1.0;
        }
        let Some(screen) = &mut self.screen else { return Ok(()) };
        if let Some(reason) = screen.gpu.lost() {
            return self.rebuild(&reason);
        }
        let frame = match screen.surface.acquire(&screen.gpu) {
            Acquired::Frame(frame) => frame,
            Acquired::Skip => {
                self.next_frame = Some(now + HIDDEN_PAUSE);
                return Ok(());
            }
            Acquired::DeviceLost => return self.rebuild("its surface cannot be used any more"),
        };
        let size_px = screen.surface.size_px();
        let input = screen.input.take_egui_input(&screen.window);
        let touched = !input.events.is_empty();
        let composed = self.show.compose(input, size_px)?;
        if composed.acted && touched {
            self.busy_until = now + Duration::from_millis(180);
        }
        let acted = composed.acted;
        let repaint_after = composed.repaint_after_secs;
        screen.input.handle_platform_output(&screen.window, composed.platform.clone());
        let mut frame_input = self.show.frame_input(composed, size_px, screen.chooser.tier());
        frame_input.moving |= now < self.busy_until;
        let moving = frame_input.moving;
        let begun = Instant::now();
        let report = screen.renderer.frame(&screen.gpu, &frame_input, &self.textures, Target::View(&frame.view, screen.surface.format()));
        let report = match report {
            Ok(report) => report,
            Err(error) => {
                if let Some(reason) = screen.gpu.lost() {
                    return self.rebuild(&reason);
                }
                return Err(error.into());
            }
        };
        screen.surface.present(&screen.gpu, frame);
        if moving {
            screen.gpu.wait_idle();
            screen.chooser.observe(begun.elapsed().as_secs_f32() * 1000.0);
        }
        self.frames += 1;
        self.settled = report.settled && !moving && !acted;
        // The one place that decides when to draw next.
        let visit = self.show.next_change_secs();
        let soonest = [(!self.settled).then_some(0.0), visit, repaint_after.is_finite().then_some(repaint_after)].into_iter().flatten().reduce(f64::min);
        self.next_frame = soonest.map(|secs| now + Duration::from_secs_f64(secs.clamp(0.0, 3600.0)));
        Ok(())
    }

    fn fail(&mut self, event_loop: &ActiveEventLoop, error: AppError) {
        log::error!("{error}");
        self.error = Some(error);
        event_loop.exit();
    }
}

impl ApplicationHandler<Event> for App {
    fn new_events(&mut self, _: &ActiveEventLoop, cause: StartCause) {
        if !matches!(cause, StartCause::ResumeTimeReached { .. }) {
            return;
        }
        if self.occluded {
            // Nothing is drawn for nobody, but tours and narration go on.
            let now = Instant::now();
            self.show.tick((now - self.last_frame).as_secs_f32().min(1.5));
            self.last_frame = now;
        } else if let Some(screen) = &self.screen {
            screen.window.request_redraw();
        }
    }

    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.screen.is_none()
            && let Err(error) = self.open(event_loop)
        {
            self.fail(event_loop, error);
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: Event) {
        let Event::Access(event) = event;
        if let Some(screen) = &mut self.screen {
            match event.window_event {
                egui_winit::accesskit_winit::WindowEvent::InitialTreeRequested => screen.input.egui_ctx().enable_accesskit(),
                egui_winit::accesskit_winit::WindowEvent::ActionRequested(request) => screen.input.on_accesskit_action_request(request),
                egui_winit::accesskit_winit::WindowEvent::AccessibilityDeactivated => screen.input.egui_ctx().disable_accesskit(),
            }
        }
        self.ask_frame();
    }

    fn window_event(&mut self, event_loop: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let Some(screen) = &mut self.screen else { return };
        match &event {
            WindowEvent::RedrawRequested => {
                if !self.occluded
                    && let Err(error) = self.draw()
                {
                    self.fail(event_loop, error);
                }
                return;
            }
            WindowEvent::CloseRequested if !self.options.kiosk => {
                event_loop.exit();
                return;
            }
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => {
                screen.surface.configure(&screen.gpu);
                self.ask_frame();
            }
            WindowEvent::Occluded(hidden) => {
                self.occluded = *hidden;
                if !hidden {
                    self.ask_frame();
                }
            }
            _ => {}
        }
        if let Some(screen) = &mut self.screen {
            let response = screen.input.on_window_event(&screen.window, &event);
            if response.repaint {
                self.ask_frame();
            }
        }
    }

    fn about_to_wait(&mut self, event_loop: &ActiveEventLoop) {
        if let Some(limit) = self.options.exit_after_frames
            && self.settled
            && self.frames >= limit
        {
            event_loop.exit();
        }
        let flow = match self.next_frame {
            _ if self.occluded => ControlFlow::WaitUntil(Instant::now() + HIDDEN_PAUSE),
            Some(at) if at <= Instant::now() => {
                if let Some(screen) = &self.screen {
                    screen.window.request_redraw();
                }
                // Asked once: the redraw decides about the next.
                self.next_frame = None;
                ControlFlow::Wait
            }
            Some(at) => ControlFlow::WaitUntil(at),
            None => ControlFlow::Wait,
        };
        event_loop.set_control_flow(flow);
    }
}
