//! The timeline as an SVG image that needs no other file.

use crate::look::{FAINT, INK, LOOKS, PAGE, RULE, STYLE};
use crate::picture::{Kind, Picture};
use crate::scale::{ratio, round_down};
use crate::span::{Lane, Span, State, fold};
use crate::words::words;
use std::fmt::{self, Write};

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
/// The place where the lanes begin, to the right of the tasks' names.
const LEFT: f64 = 96.0;
/// The maximum width of the lanes. The space beside them is left for waits that end late.
const LANES: f64 = 838.0;
const TITLE: f64 = 46.0;
const LANE_BAR: f64 = 28.0;
const LANE: f64 = 40.0;
const AXIS: f64 = 34.0;
const WORDS: f64 = 30.0;
const LEGEND: f64 = 42.0;
const LEGEND_LINE: f64 = 20.0;
/// The width with which spans are drawn that would be too narrow to see.
const MOMENT: f64 = 1.5;
/// The width below which spans are merged with their neighbours.
const NARROWEST: f64 = 0.25;
/// The width below which spans are merged with neighbours that are just as narrow.
const DENSE: f64 = 0.75;
/// The approximate width of a letter in a label.
const LETTER: f64 = 6.2;

/// Draws the runs as an SVG image, one below the other on the same scale. The image is 960 units wide.
pub fn svg(pictures: &[Picture]) -> String {
    let mut svg = String::new();
    // Writing to a string never fails.
    let _ = draw(pictures, &mut svg);
    svg
}

fn draw(pictures: &[Picture], svg: &mut String) -> fmt::Result {
    let mut longest = f64::MIN_POSITIVE;
    for picture in pictures {
        longest = longest.max(picture.seconds(picture.end.max(1)));
    }
    // Few scales are used, so that readers can compare the pictures of runs of about the same length.
    let scale = round_down(LANES / longest);
    let mut top = 0.0;
    let mut panels = Vec::new();
    let mut title = String::new();
    let mut about = String::new();
    let mut turns = false;
    let mut chores = false;
    for picture in pictures {
        let panel = Panel::new(picture, scale, top);
        top = panel.bottom();
        turns |= panel.lanes.iter().flatten().any(Shape::is_turns);
        chores |= picture.subject.kind == Kind::Chores;
        title.extend([if panels.is_empty() { "" } else { "; " }, &picture.subject.title]);
        about.extend([if panels.is_empty() { "" } else { " " }, &words(picture)]);
        panels.push(panel);
    }
    let height = top + LEGEND + if turns { LEGEND_LINE } else { 0.0 };
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title about\" \
         font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\" \
         font-size=\"13\" {INK}>"
    )?;
    writeln!(svg, "<title id=\"title\">{}</title>", escape(&title))?;
    writeln!(svg, "<desc id=\"about\">{}</desc>", escape(&about))?;
    svg.push_str(STYLE);
    writeln!(svg, "<rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" {PAGE}/>")?;
    for panel in &panels {
        panel.draw(svg)?;
    }
    draw_legend(svg, top, turns, chores)?;
    writeln!(svg, "</svg>")
}

/// Draws shapes that have attributes in common, if there are any.
fn draw_group(svg: &mut String, attributes: &str, content: &str) -> fmt::Result {
    let content = content.trim_end();
    if content.is_empty() { Ok(()) } else { writeln!(svg, "<g {attributes}>{content}</g>") }
}

/// The picture of one run: title, lanes, axis and a sentence.
struct Panel<'a> {
    picture: &'a Picture,
    /// The width of a lesson second, in units of the image.
    scale: f64,
    top: f64,
    /// The shapes of each lane, at this scale.
    lanes: Vec<Vec<Shape>>,
}

/// A span and its place in the image.
struct Shape {
    span: Span,
    start: f64,
    end: f64,
    /// The width with which the span is drawn.
    width: f64,
}

impl Shape {
    /// Returns whether it would be too narrow to see and is drawn wider.
    fn is_moment(&self) -> bool {
        self.end - self.start < MOMENT
    }

    fn is_turns(&self) -> bool {
        self.span.state().is_none() && !self.is_moment()
    }

    /// Returns whether it's worth drawing. Moments in which the task didn't run aren't.
    fn is_seen(&self) -> bool {
        !self.is_moment() || self.span.spent(State::Running) > 0
    }

    fn look(&self) -> &'static str {
        match self.span.state() {
            _ if self.is_turns() => "turns",
            Some(state) => state.name(),
            None => State::Running.name(),
        }
    }
}

impl<'a> Panel<'a> {
    fn new(picture: &'a Picture, scale: f64, top: f64) -> Self {
        let mut panel = Self { picture, scale, top, lanes: Vec::new() };
        panel.lanes = picture.lanes.iter().map(|lane| panel.shapes(lane)).collect();
        panel
    }

    fn shapes(&self, lane: &Lane) -> Vec<Shape> {
        let length = |units: f64| {
            let nanoseconds = units / (self.x(1_000_000_000) - LEFT) * 1e9;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time")]
            let nanoseconds = nanoseconds as u64;
            nanoseconds
        };
        let narrowest = length(NARROWEST);
        let dense = length(DENSE);
        let mut spans: Vec<Span> = Vec::new();
        let mut was_dense = false;
        for span in fold(&lane.spans, narrowest) {
            let is_dense = span.length() < dense || span.state().is_none();
            match spans.last_mut() {
                Some(last) if is_dense && was_dense => last.merge(&span),
                _ => spans.push(span),
            }
            was_dense = is_dense;
        }
        let width = |span: &Span| self.x(span.end) - self.x(span.start);
        let mut shapes = Vec::new();
        for (number, span) in spans.iter().enumerate() {
            let (start, end) = (self.x(span.start), self.x(span.end));
            let mut shape = Shape { start, end, width: end - start, span: *span };
            if shape.is_moment() {
                // Wide enough to see, but not so wide that it hides its neighbours.
                let before = if number > 0 { width(&spans[number - 1]) } else { 0.0 };
                let after = spans.get(number + 1).map_or(0.0, width);
                shape.width = shape.width.max((0.2 * (before + after)).min(MOMENT));
            }
            shapes.push(shape);
        }
        shapes
    }

    fn x(&self, nanoseconds: u64) -> f64 {
        LEFT + self.picture.seconds(nanoseconds) * self.scale
    }

    fn axis(&self) -> f64 {
        let lanes = u32::try_from(self.lanes.len()).unwrap_or(u32::MAX);
        self.top + TITLE + LANE * f64::from(lanes)
    }

    fn bottom(&self) -> f64 {
        self.axis() + AXIS + WORDS
    }

    fn draw(&self, svg: &mut String) -> fmt::Result {
        let title = escape(&self.picture.subject.title);
        let y = self.top + 30.0;
        write!(svg, "<text class=\"title\" x=\"{MARGIN}\" y=\"{y}\" ")?;
        writeln!(svg, "font-size=\"17\" font-weight=\"600\">{title}</text>")?;
        let mut y = self.top + TITLE;
        for (lane, shapes) in self.picture.lanes.iter().zip(&self.lanes) {
            self.draw_lane(svg, lane, shapes, y)?;
            y += LANE;
        }
        self.draw_axis(svg)?;
        let words = escape(&words(self.picture));
        let y = self.axis() + AXIS + 10.0;
        writeln!(svg, "<text x=\"{LEFT}\" y=\"{y}\" {FAINT}>{words}</text>")
    }

    fn draw_lane(&self, svg: &mut String, lane: &Lane, shapes: &[Shape], y: f64) -> fmt::Result {
        let name = escape(&lane.name);
        let middle = y + LANE_BAR / 2.0 + 4.5;
        // A long name is squeezed, so that it doesn't run into its lane.
        let room = LEFT - MARGIN - 6.0;
        let closer = if width_of(&lane.name) * 1.2 > room {
            format!(" textLength=\"{room}\" lengthAdjust=\"spacingAndGlyphs\"")
        } else {
            String::new()
        };
        writeln!(
            svg,
            "<g class=\"lane\">\n<text x=\"{MARGIN}\" y=\"{middle}\"{closer}>{name}</text>"
        )?;
        for (look, paint) in LOOKS {
            let mut bars = String::new();
            for shape in shapes.iter().filter(|shape| shape.look() == look && shape.is_seen()) {
                self.draw_bar(&mut bars, shape, y)?;
            }
            draw_group(svg, &format!("class=\"{look}\" {paint}"), &bars)?;
        }
        let mut labels = String::new();
        for stretch in shapes.chunk_by(|one, next| one.span.work == next.span.work) {
            self.draw_label(&mut labels, stretch, middle)?;
        }
        let common = "font-size=\"11\" text-anchor=\"middle\" pointer-events=\"none\"";
        draw_group(svg, common, &labels)?;
        writeln!(svg, "</g>")
    }

    fn draw_bar(&self, svg: &mut String, shape: &Shape, y: f64) -> fmt::Result {
        // Half of an outline lies outside its shape, and solid spans need a gap between them.
        let (inset, gap) = if shape.look() == "running" { (0.0, 0.5) } else { (0.5, 0.5) };
        let x = shape.start + inset;
        let y = y + inset;
        let width = if shape.is_moment() { shape.width } else { shape.width - inset - gap };
        let height = LANE_BAR - 2.0 * inset;
        let about = escape(&self.about(shape));
        writeln!(
            svg,
            "<rect x=\"{x:.2}\" y=\"{y}\" width=\"{width:.2}\" height=\"{height}\">\
             <title>{about}</title></rect>"
        )
    }

    /// Returns the text that a browser shows while the pointer rests on a span.
    fn about(&self, shape: &Shape) -> String {
        let span = &shape.span;
        let work = self.picture.work(span).map(|work| format!("{work}: ")).unwrap_or_default();
        let what = match (span.state(), span.wait) {
            (Some(State::Waiting), Some(on)) => format!("waiting for {}", on.name()),
            _ if shape.is_turns() => {
                let running = 100.0 * ratio(span.spent(State::Running), span.length());
                format!("taking turns: {} turns, running for {running:.0} %", span.turns)
            }
            _ => shape.look().to_owned(),
        };
        let [start, end] = [span.start, span.end].map(|time| self.picture.moment(time));
        format!("{work}{what}, {start} to {end}")
    }

    /// Writes the name of a stretch's work, if there is room for it.
    fn draw_label(&self, svg: &mut String, stretch: &[Shape], y: f64) -> fmt::Result {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { return Ok(()) };
        let Some(work) = self.picture.work(&first.span) else { return Ok(()) };
        let width = width_of(work) + 8.0;
        if last.end - first.start < width + 2.0 {
            return Ok(());
        }
        let x = f64::midpoint(first.start, last.end);
        let work = escape(work);
        let mostly = |state| {
            let spent: u64 = stretch.iter().map(|shape| shape.span.spent(state)).sum();
            ratio(spent, last.span.end - first.span.start) > 0.9
        };
        let fill = if mostly(State::Running) { PAGE } else { INK };
        if !mostly(State::Running) && !mostly(State::Waiting) {
            // Text on a pattern isn't readable.
            let left = x - width / 2.0;
            let top = y - 13.5;
            write!(svg, "<rect x=\"{left:.1}\" y=\"{top}\" width=\"{width:.1}\" ")?;
            writeln!(svg, "height=\"18\" rx=\"4\" {PAGE}/>")?;
        }
        writeln!(svg, "<text x=\"{x:.1}\" y=\"{y}\" {fill}>{work}</text>")
    }

    fn draw_axis(&self, svg: &mut String) -> fmt::Result {
        let y = self.axis();
        let end = self.picture.end.max(1);
        let width = self.x(end) - LEFT;
        let axis = self.picture.axis(end, width / 70.0);
        let mut lines = format!("M{LEFT} {y}h{width:.2}");
        let mut numbers = String::new();
        let mut ticks = axis.ticks().peekable();
        while let Some((position, mut number)) = ticks.next() {
            if ticks.peek().is_none() {
                let unit = axis.unit();
                number.push_str(if unit.is_empty() { "" } else { " " });
                number.push_str(unit);
            }
            let x = LEFT + position * width;
            let text = y + 20.0;
            write!(lines, "M{x:.2} {y}v5")?;
            writeln!(numbers, "<text x=\"{x:.2}\" y=\"{text}\">{number}</text>")?;
        }
        writeln!(svg, "<path d=\"{lines}\" {RULE}/>")?;
        let common = format!("{FAINT} font-size=\"11\" text-anchor=\"middle\"");
        draw_group(svg, &common, &numbers)
    }
}

fn draw_legend(svg: &mut String, top: f64, turns: bool, chores: bool) -> fmt::Result {
    let states = if chores {
        [
            ("running", "running: a parent is doing it"),
            ("ready", "ready: could go on, but no parent is doing it"),
            ("waiting", "waiting: until something happens"),
        ]
    } else {
        [
            ("running", "running: holds the thread"),
            ("ready", "ready: could run, but the thread is not free"),
            ("waiting", "waiting: suspended until something happens"),
        ]
    };
    let mut x = LEFT;
    for (look, text) in states {
        draw_legend_entry(svg, x, top, look, text)?;
        x += 40.0 + 0.9 * width_of(text);
    }
    if turns {
        draw_legend_entry(svg, LEFT, top + LEGEND_LINE, "turns", "running and ready, alternating")?;
    }
    Ok(())
}

fn draw_legend_entry(svg: &mut String, x: f64, y: f64, look: &str, text: &str) -> fmt::Result {
    let top = y + 8.5;
    let text_x = x + 27.0;
    let text_y = y + 19.0;
    let paint = LOOKS.iter().find(|(other, _)| *other == look).map_or("", |(_, paint)| paint);
    writeln!(svg, "<rect x=\"{x}\" y=\"{top}\" width=\"20\" height=\"13\" {paint}/>")?;
    writeln!(svg, "<text x=\"{text_x}\" y=\"{text_y}\" font-size=\"11\" {FAINT}>{text}</text>")
}

/// Returns the approximate width of a text in small letters.
fn width_of(text: &str) -> f64 {
    LETTER * f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // XML doesn't allow these.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if letter.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}
