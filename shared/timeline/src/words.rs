//! A sentence that sums up a run.

use crate::picture::Picture;
use crate::scale::time;
use crate::span::State;

/// Returns a sentence that says how much waiting took how long, or else how long tasks held the
/// thread, and how long others that were ready waited for it.
pub(crate) fn words(picture: &Picture) -> String {
    if let Some(words) = &picture.subject.words {
        return words.clone();
    }
    let whole = picture.seconds(picture.end);
    if picture.end == 0 {
        return "No task ran.".to_owned();
    }
    let mut spent = [0; 3];
    for span in picture.lanes.iter().flat_map(|lane| &lane.spans) {
        for (spent, state) in spent.iter_mut().zip(State::ALL) {
            *spent += span.spent(state);
        }
    }
    let [running, ready, waiting] = spent.map(|spent| picture.seconds(spent));
    let took = time(whole);
    let busy = percent(running / whole);
    let cut = if picture.is_cut_short { "Cut short: " } else { "" };
    // The program itself needs a moment between two states, which doesn't count as waiting.
    if waiting > 0.01 * whole {
        let waiting = time(waiting);
        return format!(
            "{cut}{waiting} of waiting done in {took}; the thread was busy for {busy} of it."
        );
    }
    let tasks = if cut.is_empty() { "Tasks" } else { "tasks" };
    let ready = if ready > 0.1 * whole {
        format!("; tasks that were ready waited {} for it in all", time(ready))
    } else {
        String::new()
    };
    format!("{cut}{tasks} held the thread for {busy} of {took}{ready}.")
}

fn percent(part: f64) -> String {
    if part > 0.0 && part < 0.0005 {
        return "less than 0.1\u{a0}%".to_owned();
    }
    format!("{:.1}\u{a0}%", 100.0 * part)
}
