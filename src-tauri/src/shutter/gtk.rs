//! The shutter over a web view of WebKitGTK: its signals come before the page's events, and what is drawn after it
//! lies over it.

use super::{Shutter, Sign, closing::Painting};
use crate::window;
use ::gtk::{cairo, gdk, prelude::*};
use keycode::{KeyMap, KeyMapping};
use scrim_wire::ipc::shutter::{Area, Paint, SHUT_EVENT};
use std::{cell::RefCell, collections::HashSet, rc::Rc};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};
use webkit2gtk::{
    WebView,
    gio::glib::{Propagation, Value},
};

/// The first button of a pointer.
const FIRST: u32 = 1;
/// A point within the page's mark, px from either edge: the mark has two each way.
const CORNER_PX: f64 = 1.0;

/// Puts the shutter over the window's page.
pub(crate) fn fit(window: &WebviewWindow, shutter: &Shutter) -> tauri::Result<()> {
    let (app, shutter) = (window.app_handle().clone(), shutter.clone());
    window.with_webview(move |platform| {
        let page = platform.inner();
        paint_over(&page, &shutter);
        listen(&page, &Ear { shutter, app });
    })
}

/// Has the page drawn again.
pub(crate) fn redraw(app: &AppHandle) {
    let Some(window) = window::the_one(app) else {
        return;
    };
    if let Err(error) = window.with_webview(|platform| platform.inner().queue_draw()) {
        tracing::debug!(%error, "the window has ended");
    }
}

/// What hears for the shutter and tells the page.
#[derive(Clone)]
struct Ear {
    shutter: Shutter,
    app: AppHandle,
}

impl Ear {
    fn hear(&self, page: &WebView, sign: &Sign) {
        let Some(shut) = self.shutter.hear(sign) else { return };
        if let Err(error) = cover_now(page, &self.shutter) {
            tracing::warn!(%error, "what was to be covered is not yet");
        }
        page.queue_draw();
        if let Err(error) = self.app.emit(SHUT_EVENT, shut) {
            tracing::warn!(%error, "the page did not hear that it is covered");
        }
    }
}

fn listen(page: &WebView, ear: &Ear) {
    // A key that repeats itself goes down again and again.
    let down: Rc<RefCell<HashSet<u16>>> = Rc::default();
    let (pressing, held) = (ear.clone(), Rc::clone(&down));
    page.connect_key_press_event(move |page, event| {
        if held.borrow_mut().insert(event.hardware_keycode())
            && let Some(code) = code_of(event)
        {
            pressing.hear(page, &Sign::Down(code));
        }
        Propagation::Proceed
    });
    let (releasing, held) = (ear.clone(), Rc::clone(&down));
    page.connect_key_release_event(move |page, event| {
        held.borrow_mut().remove(&event.hardware_keycode());
        if let Some(code) = code_of(event) {
            releasing.hear(page, &Sign::Up(code));
        }
        Propagation::Proceed
    });
    let pointing = ear.clone();
    page.connect_button_release_event(move |page, event| {
        if event.button() == FIRST {
            pointing.hear(page, &Sign::PointerUp);
        }
        Propagation::Proceed
    });
    let touching = ear.clone();
    page.connect_touch_event(move |page, event| {
        if matches!(
            event.event_type(),
            gdk::EventType::TouchEnd | gdk::EventType::TouchCancel
        ) {
            touching.hear(page, &Sign::PointerUp);
        }
        Propagation::Proceed
    });
    let leaving = ear.clone();
    page.connect_focus_out_event(move |page, _event| {
        // Keys that go up elsewhere are not heard here.
        down.borrow_mut().clear();
        leaving.hear(page, &Sign::Left);
        Propagation::Proceed
    });
}

/// The key's place, as the page has it.
fn code_of(event: &gdk::EventKey) -> Option<String> {
    let place = KeyMapping::Xkb(event.hardware_keycode());
    KeyMap::from_key_mapping(place).ok()?.code.map(|code| code.to_string())
}

/// Draws over the page what is to be covered, after the page has been.
fn paint_over(page: &WebView, shutter: &Shutter) {
    let shutter = shutter.clone();
    let drawn = move |values: &[Value]| -> Option<Value> {
        let canvas = values.get(1).and_then(|value| value.get::<cairo::Context>().ok());
        if let Some(canvas) = canvas
            && let Err(error) = cover(&canvas, &shutter)
        {
            tracing::warn!(%error, "what was to be covered is not");
        }
        Some(false.to_value())
    };
    page.connect_local("draw", true, drawn);
}

/// Covers what is on the screen at once. The next frame comes up to a sixtieth of a second later, and on a busy machine
/// later still; every frame from that one on is covered as it is drawn.
fn cover_now(page: &WebView, shutter: &Shutter) -> Result<(), cairo::Error> {
    let Some(painting) = shutter.closing().painting() else {
        return Ok(());
    };
    let whole = page.allocation();
    let area = painting.area.unwrap_or(Area {
        x: 0.0,
        y: 0.0,
        width: f64::from(whole.width()),
        height: f64::from(whole.height()),
    });
    let top = page.toplevel();
    let place = top.as_ref().and_then(|top| page.translate_coordinates(top, 0, 0));
    let window = top.and_then(|top| top.window());
    // A window that is just opening or closing shows nothing.
    let (Some((x, y)), Some(window)) = (place, window) else {
        return Ok(());
    };
    let region = cairo::Region::create_rectangle(&pixels_of(&area, (x, y)));
    let Some(frame) = window.begin_draw_frame(&region) else {
        return Ok(());
    };
    let painted = frame.cairo_context().map_or(Ok(()), |canvas| {
        canvas.translate(f64::from(x), f64::from(y));
        paint(
            &canvas,
            Painting {
                area: Some(area),
                ..painting
            },
        )
    });
    window.end_draw_frame(&frame);
    window.display().flush();
    painted
}

/// The whole pixels that an area of the page touches, the page being there in its window.
fn pixels_of(area: &Area, (x, y): (i32, i32)) -> cairo::RectangleInt {
    #[expect(clippy::cast_possible_truncation, reason = "a window is no larger than its screen")]
    let whole = |at: f64| at as i32;
    let (left, top) = (whole(area.x.floor()), whole(area.y.floor()));
    let (right, bottom) = (
        whole((area.x + area.width).ceil()),
        whole((area.y + area.height).ceil()),
    );
    cairo::RectangleInt::new(left + x, top + y, right - left, bottom - top)
}

/// Covers the frame that was drawn, unless it has the page's mark.
fn cover(canvas: &cairo::Context, shutter: &Shutter) -> Result<(), cairo::Error> {
    if shutter.closing().painting().is_none() {
        return Ok(());
    }
    // A mark that cannot be read is one that is not there.
    if let Ok(Some(mark)) = corner(canvas) {
        shutter.see(mark);
    }
    let painting = shutter.closing().painting();
    painting.map_or(Ok(()), |painting| paint(canvas, painting))
}

/// The colour in the corner of the page; nothing where this frame leaves the corner as it was.
fn corner(canvas: &cairo::Context) -> Result<Option<Paint>, Box<dyn std::error::Error>> {
    let (x, y) = canvas.user_to_device(CORNER_PX, CORNER_PX);
    let mut pixel = cairo::ImageSurface::create(cairo::Format::ARgb32, 1, 1)?;
    let copy = cairo::Context::new(&pixel)?;
    // The page's pixel comes to the middle of the only one there is.
    copy.set_source_surface(canvas.target(), 0.5 - x, 0.5 - y)?;
    copy.source().set_filter(cairo::Filter::Nearest);
    copy.paint()?;
    drop(copy);
    let data = pixel.data()?;
    let bytes = data.first_chunk().copied().map(u32::from_ne_bytes);
    Ok(bytes
        .map(u32::to_be_bytes)
        .and_then(|[alpha, red, green, blue]| (alpha == u8::MAX).then_some(Paint { red, green, blue })))
}

fn paint(
    canvas: &cairo::Context,
    Painting {
        area,
        paint: Paint { red, green, blue },
    }: Painting,
) -> Result<(), cairo::Error> {
    let part = |value: u8| f64::from(value) / f64::from(u8::MAX);
    canvas.set_source_rgb(part(red), part(green), part(blue));
    match area {
        Some(area) => {
            canvas.rectangle(area.x, area.y, area.width, area.height);
            canvas.fill()
        }
        None => canvas.paint(),
    }
}
