//! The thoroughness of measurements, which depends on the command line and on their length.

use criterion::measurement::Measurement;
use criterion::{AxisScale, BenchmarkGroup, Criterion, PlotConfiguration, SamplingMode};
use std::env;
use std::time::Duration;

/// The number of samples of slow code: the fewest that criterion accepts.
const FEW: u32 = 10;

/// Returns `true` if the option is on the command line.
pub(crate) fn is_given(option: &str) -> bool {
    env::args().any(|argument| argument == option)
}

/// Returns `true` if the measured code is only run once, to see that it still works (`cargo test`).
pub fn is_trial() -> bool {
    !is_given("--bench") || is_given("--test")
}

/// Returns `true` if rough measurements are enough (`cargo bench -- --quick`).
pub(crate) fn is_quick() -> bool {
    is_given("--quick")
}

/// Returns `all`, or only the item at `index` if [this is a trial](is_trial), so that it doesn't take long.
///
/// # Panics
///
/// Panics if there is no item at `index`.
pub fn all_or_one<T>(all: &[T], index: usize) -> &[T] {
    if is_trial() { &all[index..=index] } else { all }
}

/// Prepares a group for code that takes `time` per run. If that is long, it is measured as seldom as possible.
/// (criterion prints a warning then, because it would prefer more time.)
pub fn seldom<M: Measurement>(group: &mut BenchmarkGroup<'_, M>, time: Duration) {
    // A quick measurement ends after this time, but not before the code has run once.
    let quick = Duration::from_millis(1);
    let in_all = if is_quick() { quick } else { (time * FEW * 4 / 5).max(Duration::from_secs(2)) };
    group.sample_size(FEW as usize).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(1)).measurement_time(in_all);
}

/// Prepares a group for code that can only be measured together with something else, such as the start of a program.
/// Each sample is so long that the other part hardly matters.
pub fn steadily<M: Measurement>(group: &mut BenchmarkGroup<'_, M>) {
    group.sample_size(20).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(4));
}

/// Begins a group of measurements. Its plot has a logarithmic axis, so that the quickest can be told apart, too.
pub fn begin_group<'a, M: Measurement>(
    criterion: &'a mut Criterion<M>,
    name: &str,
) -> BenchmarkGroup<'a, M> {
    let mut group = criterion.benchmark_group(name);
    group.plot_config(PlotConfiguration::default().summary_scale(AxisScale::Logarithmic));
    group
}
