//! Bars, as SVG. Each stands beside a table of the same figures, which says everything that it shows.

use plotters::{
    chart::ChartBuilder,
    drawing::IntoDrawingArea,
    element::{Rectangle, Text},
    prelude::SVGBackend,
    style::{
        Color, IntoFont, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

/// One bar.
pub(super) struct Bar {
    /// What it is of.
    pub(super) name: String,
    /// How long it is.
    pub(super) value: f64,
    /// What is written at its end.
    pub(super) label: String,
}

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("a chart could not be drawn: {0}")]
pub(crate) struct NotDrawn(String);

const WIDTH_PX: u32 = 720;
const ROW_PX: u32 = 34;
/// Where names end and bars begin.
const NAMES_PX: i32 = 220;
/// What is left for the label of the longest bar.
const LABELS_PX: u32 = 110;
const BAR: RGBColor = RGBColor(62, 98, 122);
const INK: RGBColor = RGBColor(34, 38, 42);
const FONT: (&str, i32) = ("sans-serif", 18);

/// Bars one below the other, from nought; nothing where there are none.
///
/// # Errors
/// [`NotDrawn`].
pub(super) fn bars(bars: &[Bar]) -> Result<String, NotDrawn> {
    let rows = u32::try_from(bars.len()).unwrap_or(u32::MAX);
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    if rows == 0 {
        return Ok(String::new());
    }
    let mut svg = String::new();
    draw(&mut svg, bars, rows, if most > 0.0 { most } else { 1.0 }).map_err(|error| NotDrawn(error.to_string()))?;
    Ok(svg)
}

fn draw(svg: &mut String, bars: &[Bar], rows: u32, most: f64) -> Result<(), Box<dyn std::error::Error>> {
    let height = ROW_PX.saturating_mul(rows);
    let root = SVGBackend::with_string(svg, (WIDTH_PX, height)).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_left(NAMES_PX)
        .margin_right(LABELS_PX)
        .build_cartesian_2d(0.0..most, f64::from(rows)..0.0)?;
    let style = |anchor| TextStyle::from(FONT.into_font()).color(&INK).pos(anchor);
    let (before, after) = (
        style(Pos::new(HPos::Right, VPos::Center)),
        style(Pos::new(HPos::Left, VPos::Center)),
    );
    let rects = (0_u32..).zip(bars).map(|(row, bar)| {
        let top = f64::from(row);
        Rectangle::new([(0.0, top + 0.2), (bar.value, top + 0.8)], BAR.filled())
    });
    chart.draw_series(rects)?;
    for (row, bar) in (0_i32..).zip(bars) {
        let middle = row * i32::try_from(ROW_PX)? + i32::try_from(ROW_PX / 2)?;
        let (end, _y) = chart.backend_coord(&(bar.value, f64::from(row)));
        root.draw(&Text::new(bar.name.clone(), (NAMES_PX - 8, middle), before.clone()))?;
        root.draw(&Text::new(bar.label.clone(), (end + 8, middle), after.clone()))?;
    }
    root.present()?;
    Ok(())
}
