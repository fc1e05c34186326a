//! The axis of time.

/// The time at which an evening begins, in minutes since midnight.
pub const EVENING: u32 = 17 * 60;

/// An axis of lesson seconds, with a tick at every multiple of a round number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    /// Seconds between ticks.
    step: f64,
    /// The length in seconds.
    span: f64,
    unit: Unit,
    /// True if the ticks show the time of day.
    is_clock: bool,
}

/// A unit of time: a second or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Unit {
    in_a_second: f64,
    name: &'static str,
}

impl Unit {
    /// Returns the most readable unit for times of about that many seconds.
    fn of(seconds: f64) -> Self {
        let (in_a_second, name) = match seconds {
            0.1.. => (1.0, "s"),
            1e-3.. => (1e3, "ms"),
            _ => (1e6, "µs"),
        };
        Self { in_a_second, name }
    }
}

impl Axis {
    /// Makes an axis over `span` seconds with at most `ticks` steps.
    pub(crate) fn new(span: f64, ticks: f64) -> Self {
        // Even an empty run has an axis.
        let span = span.max(1e-9);
        let step = round_up(span / ticks.max(1.0));
        Self { step, span, unit: Unit::of(span), is_clock: false }
    }

    /// Makes such an axis whose ticks show the time of day.
    pub(crate) fn clock(span: f64, ticks: f64) -> Self {
        const STEPS: [f64; 7] = [5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 240.0];
        let step = STEPS.map(|minutes| minutes * 60.0).into_iter();
        let step = step.chain([f64::MAX]).find(|step| span / step <= ticks).unwrap_or(f64::MAX);
        Self {
            step,
            is_clock: true,
            unit: Unit { in_a_second: 1.0, name: "" },
            ..Self::new(span, 1.0)
        }
    }

    /// Makes such an axis that counts polls, each of which takes a second.
    pub(crate) fn polls(span: f64, ticks: f64) -> Self {
        let axis = Self::new(span.max(1.0), ticks);
        Self { step: axis.step.max(1.0), unit: Unit { in_a_second: 1.0, name: "polls" }, ..axis }
    }

    /// Returns the ticks: their positions along the axis, from 0 to 1, and their labels.
    pub(crate) fn ticks(self) -> impl Iterator<Item = (f64, String)> {
        let step = self.step * self.unit.in_a_second;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
        let decimals = (-(step * 1.01).log10().floor()).max(0.0) as usize;
        (0..)
            .map(move |tick| (f64::from(tick) * self.step / self.span, f64::from(tick) * step))
            .take_while(|(position, _)| *position <= 1.0 + 1e-9)
            .map(move |(position, number)| {
                let is_clock = self.is_clock;
                (position, if is_clock { clock_at(number) } else { format!("{number:.decimals$}") })
            })
    }

    pub(crate) fn unit(self) -> &'static str {
        self.unit.name
    }
}

/// Returns the smallest of …, 0.5, 1, 2, 5, 10, 20, … not less than `number`.
pub(crate) fn round_up(number: f64) -> f64 {
    step(number, &[1.0, 2.0, 5.0, 10.0])
}

/// Returns the largest of …, 0.5, 1, 2, 2.5, 5, 10, 20, … not greater than `number`.
pub(crate) fn round_down(number: f64) -> f64 {
    1.0 / step(1.0 / number, &[1.0, 2.0, 4.0, 5.0, 10.0])
}

fn step(number: f64, steps: &[f64]) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    // Rounding errors may make the number slightly too large.
    let step = steps.iter().find(|step| **step * power >= number * (1.0 - 1e-9));
    step.unwrap_or(&10.0) * power
}

/// Returns the time of day so many seconds after the beginning of an evening.
pub(crate) fn clock_at(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
    let minutes = (seconds / 60.0).round() as u32;
    clock(minutes)
}

/// Returns the time of day so many minutes after the beginning of an evening, such as `17:05`.
pub fn clock(minutes: u32) -> String {
    let minutes = EVENING + minutes;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Formats a time in seconds with a readable unit, such as `15.0 s` or `0.2 ms`. The space between
/// them doesn't break.
pub(crate) fn time(seconds: f64) -> String {
    let unit = Unit::of(seconds);
    format!("{:.1}\u{a0}{}", seconds * unit.in_a_second, unit.name)
}

#[expect(clippy::cast_precision_loss, reason = "15 digits are more than anyone sees")]
pub(crate) fn number(integer: u64) -> f64 {
    integer as f64
}

/// Returns `part / whole`, or 0 if `whole` is 0.
pub(crate) fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}
