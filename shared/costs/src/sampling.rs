//! How thoroughly things are measured, as the command line asks for and as their length allows.

use criterion::measurement::Measurement;
use criterion::{AxisScale, BenchmarkGroup, Criterion, PlotConfiguration, SamplingMode};
use std::env;
use std::time::Duration;

/// The number of samples of what takes long: the least that criterion is content with.
const FEW: u32 = 10;

/// Returns whether the option is on the command line.
pub(crate) fn is_given(option: &str) -> bool {
    env::args().any(|argument| argument == option)
}

/// Returns whether all that can be measured is only tried out, to see that it still runs (`cargo test`).
pub fn is_trial() -> bool {
    !is_given("--bench") || is_given("--test")
}

/// Returns whether a rough measurement is enough (`cargo bench -- --quick`).
pub(crate) fn is_quick() -> bool {
    is_given("--quick")
}

/// Returns `all`, or only the one at `index` in a trial, which is not to take long.
///
/// # Panics
///
/// Panics if there is none at `index`.
pub fn all_or_one<T>(all: &[T], index: usize) -> &[T] {
    if is_trial() { &all[index..=index] } else { all }
}

/// Prepares a group for what takes `time` each time: if that is long, it is measured as seldom as can
/// be. (criterion warns of that, since with more time it would measure more.)
pub fn seldom<M: Measurement>(group: &mut BenchmarkGroup<'_, M>, time: Duration) {
    // A quick measurement ends when this time is over, and not before it was done once.
    let quick = Duration::from_millis(1);
    let in_all = if is_quick() { quick } else { (time * FEW * 4 / 5).max(Duration::from_secs(2)) };
    group.sample_size(FEW as usize).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(1)).measurement_time(in_all);
}

/// Prepares a group for what can only be measured together with something else, such as the start of a
/// program: each sample is so long that the rest counts little.
pub fn steadily<M: Measurement>(group: &mut BenchmarkGroup<'_, M>) {
    group.sample_size(20).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(4));
}

/// Begins a group of measurements, whose plot tells the quickest of them apart, too.
pub fn begin_group<'a, M: Measurement>(
    criterion: &'a mut Criterion<M>,
    name: &str,
) -> BenchmarkGroup<'a, M> {
    let mut group = criterion.benchmark_group(name);
    group.plot_config(PlotConfiguration::default().summary_scale(AxisScale::Logarithmic));
    group
}
