//! The sentences about everything that happens in a level.

use executor::{Kind, Level, Panic, Polled, Reason, Report, Rule, Run, Wait};

/// All commands, in a few sentences.
pub(crate) const HELP: &str = "\
A task's name or number polls it. `undo` takes the last poll back, `restart` all of them. `hint` helps, a second \
`hint` names the next poll, and `give up` shows a shortest solution. `all` tries all schedules. `source` shows the \
program, `next` goes on to the next level, `quit` ends the game.";

pub(crate) const FINISHED: &str = "The level is over: `next` goes on, `restart` plays it again.";

/// Returns the sentence for a goal that was reached by showing a solution, with that solution.
pub(crate) fn shown(run: &Run<'_>) -> String {
    let names: Vec<_> = run.schedule().iter().map(|task| run.name(*task)).collect();
    let names = names.join(", ");
    format!("The goal is reached, as you were shown: {names}. `restart` to play it yourself.")
}

/// Returns the goal of a level, and its rule.
pub(crate) fn goal(level: &Level) -> String {
    format!("{} {}", level.goal, rule(level.rule))
}

fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Anybody => "Anybody may be polled.",
        Rule::Woken => "Only those in the run queue may be polled.",
        Rule::WokenIfAny => "Only those in the run queue may be polled; if it is empty, anybody.",
        Rule::LastWoken => {
            "Only those in the run queue may be polled, and of those that the last poll woke, the latest goes first."
        }
    }
}

/// Returns words as a list: `One, Two and Three`.
fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    match &words[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// Returns a number with commas between thousands.
fn count(number: u128) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn polls(number: usize) -> String {
    if number == 1 { "1 poll".to_owned() } else { format!("{number} polls") }
}

/// Returns the reasons why a task waits, with their lines.
pub(crate) fn waits(waits: &[Wait]) -> String {
    let mut places = Vec::new();
    for Wait { line, reason } in waits {
        let place = format!("{reason} (line\u{a0}{line})");
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.is_empty() {
        return "something".to_owned();
    }
    places.join(", ")
}

/// Returns the place and the message of a panic, on one line.
pub(crate) fn panicked(panic: &Panic) -> String {
    let message: Vec<_> = panic.message.split_whitespace().collect();
    format!("panicked in line\u{a0}{}: {}", panic.line, message.join(" "))
}

/// Returns sentences about the result of the last poll of a run.
pub(crate) fn polled(run: &Run<'_>, task: usize, polled: Polled, woken: &[usize]) -> Vec<String> {
    let name = run.name(task);
    let is_back = woken.contains(&task);
    let mut said = vec![match (polled, run.waits(task)) {
        (Polled::Pending, [Wait { line, reason: Reason::Turn }]) if is_back => {
            format!("{name} yielded in line\u{a0}{line}, and is back in the run queue.")
        }
        (Polled::Pending, places) if is_back => {
            format!("{name} waits for {}, and is back in the run queue.", waits(places))
        }
        (Polled::Pending, places) => format!("{name} waits for {}.", waits(places)),
        (Polled::InVain, places) => format!(
            "{name} was polled in vain: it had not been woken, and still waits for {}. Nothing happened.",
            waits(places)
        ),
        (Polled::Ready, _) => format!("{name} is done."),
        (Polled::Panicked, _) => match run.panic() {
            Some(panic) => format!("{name} {}", panicked(panic)),
            None => format!("{name} panicked."),
        },
    }];
    let others: Vec<_> = woken.iter().filter(|other| **other != task).collect();
    if !others.is_empty() {
        let were = if others.len() == 1 { "was" } else { "were" };
        said.push(format!(
            "{} {were} woken.",
            list(others.into_iter().map(|other| run.name(*other)))
        ));
    }
    said
}

/// Returns the reason why a task may not be polled now, in a level that isn't won.
pub(crate) fn refusal(level: &Level, run: &Run<'_>, task: usize) -> String {
    let name = run.name(task);
    if run.panic().is_some() {
        "A task panicked, and no task is polled after that: `undo` or `restart`.".to_owned()
    } else if run.schedule().len() >= level.limit {
        format!("This level ends after {}: `undo` or `restart`.", polls(level.limit))
    } else if run.is_done(task) {
        format!("{name} is done: a future that is done must not be polled again.")
    } else if run.run_queue().contains(&task) {
        let last = list(run.choices(level.rule).into_iter().map(|choice| run.name(choice)));
        format!(
            "{name} is in the run queue, but the last poll woke {last}, and this executor \
             begins with the task that was woken last."
        )
    } else if level.rule == Rule::WokenIfAny {
        format!("{name} is not in the run queue, and others are: this executor polls those first.")
    } else {
        format!("{name} was not woken, so this executor does not poll it.")
    }
}

/// Returns the sentence for a level whose goal isn't reached, and in which no task may be polled.
pub(crate) fn over(level: &Level, run: &Run<'_>) -> String {
    let how = if run.panic().is_some() {
        "A task panicked"
    } else if run.are_all_done() {
        "All tasks are done"
    } else if run.is_stuck() {
        "No task will be woken again"
    } else {
        "That was the last poll that this level allows"
    };
    match level.kind {
        Kind::Reach => format!("{how}, and the goal isn't reached: `undo` or `restart`."),
        Kind::Prove => format!(
            "{how}. That was one schedule, which proves nothing about the others: `restart`, or ask for `all`."
        ),
    }
}

/// Returns the lesson of a level that is won or whose solution was shown, and the page to read.
pub(crate) fn learnt(level: &Level) -> [String; 2] {
    [level.won.to_owned(), format!("Read on: {}", level.chapter)]
}

/// Returns the sentence for a level won in `taken` polls, with the `shortest` number of polls.
pub(crate) fn won(taken: usize, shortest: usize) -> String {
    let taken_polls = polls(taken);
    if taken > shortest {
        format!("You have won, in {taken_polls}. It can be done in {shortest}.")
    } else {
        format!("You have won, in {taken_polls}. It can't be done in fewer.")
    }
}

/// Returns sentences about the report on all schedules of a level.
pub(crate) fn all(level: &Level, report: &Report) -> Vec<String> {
    let Report { schedules, broken, limited, .. } = *report;
    let (many, one) = level.does;
    let states = match report.states {
        // The number of states only matters if it's much smaller than the number of schedules.
        Some(states) if states as u128 * 2 < schedules => {
            format!(" ({} different states)", count(states as u128))
        }
        _ => String::new(),
    };
    let length = match limited {
        0 => String::new(),
        _ => format!(" of at most {}", polls(level.limit)),
    };
    let number = count(schedules);
    let does = if broken == 1 { one } else { many };
    let tried = match broken {
        _ if !report.is_complete => format!(
            "There are too many schedules to try them all. Of the first {number}, {} {does}.",
            if broken == 0 { "none".to_owned() } else { count(broken) }
        ),
        0 if schedules == 1 => format!("There is only 1 schedule{length}, and it doesn't {many}"),
        0 => format!("None of the {number} schedules{length}{states} {one}"),
        1 if schedules == 1 => format!("There is only 1 schedule{length}, and it {one}."),
        _ if broken == schedules => {
            format!("All {number} schedules{length} were tried{states}: all of them {many}.")
        }
        _ => format!(
            "All {number} schedules{length} were tried{states}: {} of them {does}.",
            count(broken)
        ),
    };
    let tried = match (report.is_proof(), level.kind) {
        (true, Kind::Prove) => format!("{tried}: that's a proof."),
        (true, Kind::Reach) => format!("{tried}."),
        _ => tried,
    };
    let mut said = vec![tried];
    if let Some(shortest) = &report.shortest {
        let names = report.names(shortest).join(", ");
        said.push(format!("The shortest takes {}: {names}.", polls(shortest.len())));
    }
    said
}
