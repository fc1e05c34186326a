//! What a run was like, in a sentence.

use crate::scale::time;
use crate::{Picture, State};

/// How much was waited, in what time, and how much of it the thread was busy.
pub(super) fn words(picture: &Picture) -> String {
    let whole = picture.seconds(picture.end);
    if picture.lanes.is_empty() {
        return "No task ran.".to_owned();
    }
    let [running, ready, waiting] = State::ALL.map(|state| {
        let bars = picture.lanes.iter().flat_map(|lane| &lane.bars);
        picture.seconds(bars.map(|bar| bar.spent(state)).sum())
    });
    let took = time(whole);
    let busy = percent(running / whole);
    // What the program itself needs between one state and the next is not what a run is about.
    if waiting > 0.01 * whole {
        format!(
            "{} of waiting done in {took}; the thread was busy for {busy} of it.",
            time(waiting)
        )
    } else if ready > 0.1 * whole {
        let ready = time(ready);
        format!(
            "No waiting: the thread was held for {busy} of {took}; \
             tasks that could have run were kept from it for {ready}."
        )
    } else {
        format!("No waiting: the thread was held for {busy} of {took}.")
    }
}

fn percent(part: f64) -> String {
    if part > 0.0 && part < 0.0005 {
        return "less than 0.1\u{a0}%".to_owned();
    }
    format!("{:.1}\u{a0}%", 100.0 * part)
}
