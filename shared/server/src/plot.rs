//! How servers stand up to more and more clients.

use crate::trial::Trial;
use viewer::plot::{self, Area, BLUE, GREEN, INK, ORANGE, PURPLE, RED, RULE, text};
use plotters::prelude::*;
use std::error::Error;

const SIZE: (u32, u32) = (960, 460);
/// Colours and sizes of rings, by which servers can be told apart, also where they are equal.
const STYLES: [(&str, RGBColor, i32); 5] = [
    ("sync", RED, 3),
    ("polling", ORANGE, 5),
    ("threading", PURPLE, 7),
    ("async", BLUE, 9),
    ("sites", GREEN, 11),
];

/// What is drawn of a trial; nothing if it never happened.
type Figure = fn(&Trial) -> Option<f64>;

/// Draws requests a second and p99 latencies against the number of clients, on logarithmic scales.
pub(crate) fn plot(trials: &[Trial]) -> String {
    plot::svg("Web servers under load", SIZE, |area| {
        let (left, right) = area.split_horizontally(SIZE.0 / 2);
        draw(trials, &left, "Requests served a second", |trial| Some(trial.outcome.rate()))?;
        draw(trials, &right, "Latency p99, in milliseconds", |trial| {
            trial.outcome.percentile(99).map(|time| 1000.0 * time.as_secs_f64())
        })
    })
}

fn draw(
    trials: &[Trial],
    area: &Area<'_>,
    title: &str,
    figure: Figure,
) -> Result<(), Box<dyn Error>> {
    let figures: Vec<_> = trials.iter().filter_map(figure).filter(|figure| *figure > 0.0).collect();
    let most = figures.iter().copied().fold(1.0, f64::max);
    let least = figures.iter().copied().fold(most, f64::min);
    // Whole powers of ten, with room for the names above, and for what never happened.
    let power = |figure: f64| 10_f64.powf(figure.log10().floor());
    let (least, edge) = (power(least), 100.0 * power(most));
    let has_never = trials.iter().any(|trial| figure(trial).is_none());
    let crowd = f64::from(trials.iter().map(|trial| trial.clients).max().unwrap_or(1));
    let mut chart = ChartBuilder::on(area)
        .caption(title, text(17))
        .margin(16)
        .x_label_area_size(44)
        .y_label_area_size(60)
        .build_cartesian_2d((0.8..1.3 * crowd).log_scale(), (least..edge).log_scale())?;
    chart
        .configure_mesh()
        .axis_style(INK)
        .bold_line_style(RULE)
        .light_line_style(TRANSPARENT)
        .label_style(text(14))
        .x_desc("clients")
        .x_label_formatter(&|clients| with_commas(*clients))
        .y_label_formatter(&|figure| {
            let is_never = has_never && *figure >= edge;
            if is_never { "never".to_owned() } else { with_commas(*figure) }
        })
        .draw()?;
    for (name, colour, radius) in STYLES {
        if !trials.iter().any(|trial| trial.name == name) {
            continue;
        }
        let points = trials.iter().filter(|trial| trial.name == name).map(|trial| {
            let figure = figure(trial).map_or(edge, |figure| figure.max(least));
            (trial.clients.into(), figure)
        });
        let ring = |point| Circle::new(point, radius, colour.stroke_width(2));
        chart.draw_series(points.clone().map(ring))?;
        chart
            .draw_series(LineSeries::new(points, colour.stroke_width(1)))?
            .label(name)
            .legend(move |(x, y)| Circle::new((x + 10, y), radius, colour.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .label_font(text(14))
        .draw()?;
    Ok(())
}

/// A power of ten, as long numbers are read.
fn with_commas(number: f64) -> String {
    let mut rest = number;
    let mut zeros = String::new();
    while rest >= 1000.0 {
        rest /= 1000.0;
        zeros.push_str(",000");
    }
    format!("{rest}{zeros}")
}
