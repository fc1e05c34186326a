//! The plot of servers under the load of more and more clients.

use crate::svg::{Area, BLUE, GREEN, ORANGE, PURPLE, RED, chart, mesh, svg, text};
use plotters::prelude::*;
use std::error::Error;

const SIZE: (u32, u32) = (960, 460);
/// The colours and sizes of the servers' rings, in units of the image. Different sizes tell servers with equal
/// figures apart.
const STYLES: [(&str, RGBColor, i32); 5] = [
    ("sync", RED, 3),
    ("polling", ORANGE, 5),
    ("threading", PURPLE, 7),
    ("async", BLUE, 9),
    ("sites", GREEN, 11),
];

/// The figures of a trial: the server, the number of clients, and two figures to draw.
type Figures = (&'static str, u32, [Option<f64>; 2]);

/// Draws the requests served per second and the p99 latency against the number of clients, both on
/// logarithmic scales. Returns an SVG image, 960 units wide.
///
/// A trial has the name of the server (`sync`, `polling`, `threading`, `async` or `sites`), the number of clients,
/// the requests per second and the latency in milliseconds. `None` means that this never happened.
pub fn servers(trials: &[Figures]) -> String {
    svg("Web servers under load", SIZE, |area| {
        let (left, right) = area.split_horizontally(SIZE.0 / 2);
        draw(trials, 0, &left, "Requests served a second")?;
        draw(trials, 1, &right, "Latency p99, in milliseconds")
    })
}

fn draw(
    trials: &[Figures],
    drawn: usize,
    area: &Area<'_>,
    title: &str,
) -> Result<(), Box<dyn Error>> {
    let figures = trials.iter().filter_map(|(_, _, figures)| figures[drawn]);
    let figures: Vec<_> = figures.filter(|figure| *figure > 0.0).collect();
    let most = figures.iter().copied().fold(1.0, f64::max);
    let least = figures.iter().copied().fold(most, f64::min);
    // The axes end at powers of ten, with room above for names and for servers that never responded.
    let power = |figure: f64| 10_f64.powf(figure.log10().floor());
    let least = power(least);
    let edge = 100.0 * power(most);
    let has_never = trials.iter().any(|(_, _, figures)| figures[drawn].is_none());
    let crowd = f64::from(trials.iter().map(|(_, clients, _)| *clients).max().unwrap_or(1));
    let mut chart = chart(area, title, 60)
        .build_cartesian_2d((0.8..1.3 * crowd).log_scale(), (least..edge).log_scale())?;
    mesh(&mut chart, "clients")
        .x_label_formatter(&|clients| with_commas(*clients))
        .y_label_formatter(&|figure| {
            let is_never = has_never && *figure >= edge;
            if is_never { "never".to_owned() } else { with_commas(*figure) }
        })
        .draw()?;
    for (name, colour, radius) in STYLES {
        if !trials.iter().any(|(server, ..)| *server == name) {
            continue;
        }
        let points = trials.iter().filter(|(server, ..)| *server == name);
        let points = points.map(|(_, clients, figures)| {
            let figure = figures[drawn].map_or(edge, |figure| figure.max(least));
            (f64::from(*clients), figure)
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

/// Formats a power of ten with commas.
fn with_commas(number: f64) -> String {
    let mut rest = number;
    let mut zeros = String::new();
    while rest >= 1000.0 {
        rest /= 1000.0;
        zeros.push_str(",000");
    }
    format!("{rest}{zeros}")
}
