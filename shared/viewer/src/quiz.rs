//! A quiz about a run that is over but hasn't been shown yet: which line comes next?

use crate::keys::{Key, Keys};
use crate::print::{self, BOLD, GREEN, RED};
use crate::withheld::Printed;
use std::io::{self, IsTerminal};
use std::mem;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};
use timeline::{Played, Question, Style, wrap};

/// The maximum width of the text in columns. Sentences are easier to read in short lines.
pub(crate) const COLUMNS: usize = 60;
/// The indent of everything that isn't a line of the lesson.
const MARGIN: &str = "  ";

/// The way in which a quiz ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything has been shown.
    Over,
    /// The learner has had enough.
    Left,
    /// Ctrl-C was pressed.
    Interrupted,
}

/// The question about a line, if there is one.
#[derive(Debug)]
enum Known {
    /// Nothing is known of the line: it isn't part of a recorded run, or wasn't kept.
    Nothing,
    /// No other line can come.
    Sure,
    /// The learner is asked about it.
    Asked(Question),
}

/// Everything a program printed, with the questions.
#[derive(Debug)]
pub(crate) struct Quiz {
    printed: Vec<(Printed, Known)>,
    style: Style,
}

/// The number of lines the learner was asked about, and of those that were predicted.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    asked: usize,
    right: usize,
}

/// The score; `None` when no quiz is going on. A signal may end the quiz from another thread.
static SCORE: Mutex<Option<Score>> = Mutex::new(None);

fn score() -> MutexGuard<'static, Option<Score>> {
    SCORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the quiz, if one is going on, and tells the score. Returns whether one was.
pub(crate) fn end(end: End) -> bool {
    let Some(score) = score().take() else { return false };
    print::show("\n");
    print::note(format_args!("{}", score.sentence(end)));
    true
}

impl Score {
    /// Returns a sentence about the score.
    fn sentence(self, end: End) -> String {
        let Self { asked, right } = self;
        let lines = if asked == 1 { "line" } else { "lines" };
        let score = match (asked, end) {
            (0, End::Over) => "There was nothing to predict.".to_owned(),
            (0, _) => "You have not predicted anything yet.".to_owned(),
            (_, End::Over) => format!("You predicted {right} of {asked} {lines}."),
            _ => format!("You predicted {right} of {asked} {lines} so far."),
        };
        if end == End::Interrupted { format!("Interrupted. {score}") } else { score }
    }
}

impl Quiz {
    /// Makes a quiz about everything that was printed in these runs.
    pub(crate) fn new(printed: Vec<Printed>, runs: &[Played], style: Style) -> Self {
        let mut lines = runs.iter().flat_map(|run| &run.lines).peekable();
        let mut known = |printed: &Printed| {
            let Printed::Line(text) = printed else { return Known::Nothing };
            let text = text.trim_start_matches('\n');
            match lines.next_if(|(line, _)| line.as_ref().is_none_or(|line| line == text)) {
                None | Some((None, _)) => Known::Nothing,
                Some((_, None)) => Known::Sure,
                Some((_, Some(question))) => Known::Asked(question.clone()),
            }
        };
        let printed = printed.into_iter().map(|printed| {
            let known = known(&printed);
            (printed, known)
        });
        let style = Style { width: style.width.min(COLUMNS), ..style };
        *score() = Some(Score::default());
        Self { printed: printed.collect(), style }
    }

    /// Asks before each line which one comes next, shows the line, and explains the answer.
    ///
    /// # Errors
    ///
    /// Returns an error if a line can't be written. The score is told before that.
    pub(crate) fn ask(mut self) -> io::Result<End> {
        let mut keys = Keys::open();
        let enter = if keys.come_singly() { "" } else { " and Enter" };
        if self.printed.iter().any(|(_, known)| matches!(known, Known::Asked(_))) {
            print::show("\n");
            self.tell(&format!("Answer with a letter{enter}. q ends the quiz."));
        }
        if let Some((Printed::Said(_), _)) = self.printed.first() {
            print::show("\n");
        }
        let mut printed = mem::take(&mut self.printed).into_iter();
        let asked = loop {
            match printed.next() {
                None => break Ok(End::Over),
                Some((Printed::Said(text), _)) => print::show(&text),
                Some((Printed::Line(line), known)) => match self.ask_for(&line, known, &mut keys) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(end)) => break Ok(end),
                    Err(error) => break Err(error),
                },
            }
        };
        drop(keys);
        end(*asked.as_ref().unwrap_or(&End::Left));
        if print::has_failed() && printed.len() > 0 {
            // The reason was printed in a part that wasn't shown.
            print::note(format_args!("Parts of the run failed."));
        }
        asked
    }

    /// Asks which line comes next, if there is a question about it, and shows it.
    fn ask_for(&self, line: &str, known: Known, keys: &mut Keys) -> io::Result<ControlFlow<End>> {
        match known {
            Known::Nothing => show(line)?,
            Known::Sure => {
                print::show("\n");
                self.tell("Only one line can come now:");
                show(line)?;
            }
            Known::Asked(question) => match self.choose(&question, keys) {
                ControlFlow::Break(end) => return Ok(ControlFlow::Break(end)),
                ControlFlow::Continue(chosen) => {
                    show(line)?;
                    self.judge(&question, chosen);
                }
            },
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Asks a question, and returns the index of the chosen answer.
    fn choose(&self, question: &Question, keys: &mut Keys) -> ControlFlow<End, usize> {
        print::show("\n");
        let is_first = score().is_none_or(|score| score.asked == 0);
        let which = if is_first { "Which line comes first?" } else { "Which line comes next?" };
        self.say("", which, BOLD, which);
        for (number, choice) in question.choices.iter().enumerate() {
            let label = format!("  {}) ", letter(number));
            self.say(&label, choice.text.trim(), "", "");
        }
        let last = question.choices.len() - 1;
        loop {
            print::show(&format!("{MARGIN}> "));
            let key = keys.next();
            let chosen = match key {
                Key::Sign(sign @ 'a'..='z') if sign != 'q' => Some(sign as usize - 'a' as usize),
                Key::Sign(sign @ '1'..='9') => Some(sign as usize - '1' as usize),
                _ => None,
            };
            let chosen = chosen.filter(|chosen| *chosen <= last);
            if keys.come_singly() {
                let shown = chosen.map_or(String::new(), |chosen| letter(chosen).to_string());
                print::show(&format!("{shown}\n"));
            }
            match (key, chosen) {
                (_, Some(chosen)) => return ControlFlow::Continue(chosen),
                (Key::Interrupt, _) => return ControlFlow::Break(End::Interrupted),
                (Key::End | Key::Sign('q'), _) => return ControlFlow::Break(End::Left),
                _ => {
                    let to = if last == 1 { "or" } else { "to" };
                    let (letter, number) = (letter(last), last + 1);
                    self.tell(&format!(
                        "Keys: a {to} {letter} (or 1 {to} {number}) for a line, q to end."
                    ));
                }
            }
        }
    }

    /// Tells the learner whether a choice was right, and why.
    fn judge(&self, question: &Question, chosen: usize) {
        let is_right = chosen == question.right;
        if let Some(score) = &mut *score() {
            score.asked += 1;
            score.right += usize::from(is_right);
        }
        let right = &question.choices[question.right];
        if is_right {
            self.say("", &format!("Right. {}", right.why), GREEN, "Right.");
            return;
        }
        let wrong = &question.choices[chosen];
        let label = format!("Wrong, it was {}).", letter(question.right));
        self.say("", &format!("{label} {}", right.why), RED, &label);
        let idea = wrong.idea.map(|idea| format!(" A common mistake: “{idea}”."));
        let idea = idea.unwrap_or_default();
        self.tell(&format!("Not {}): {}{idea}", letter(chosen), wrong.why));
    }

    fn tell(&self, sentences: &str) {
        self.say("", sentences, "", "");
    }

    /// Prints text on standard error after a label, with the `words` at its beginning in `style`.
    fn say(&self, label: &str, text: &str, style: &str, words: &str) {
        let indent = MARGIN.len() + label.len();
        let text = if self.style.ascii { ascii(text) } else { text.to_owned() };
        for (number, line) in
            wrap(&text, self.style.width.saturating_sub(indent)).iter().enumerate()
        {
            let line = match line.strip_prefix(words) {
                Some(rest) if number == 0 && !words.is_empty() => {
                    format!("{}{rest}", print::coloured(style, format_args!("{words}")))
                }
                _ => line.clone(),
            };
            let label = if number == 0 { label } else { "" };
            print::show(&format!("{MARGIN}{label:0$}{line}\n", indent - MARGIN.len()));
        }
    }
}

/// Prints a line on standard output, and on standard error as well if standard output isn't a
/// terminal.
fn show(line: &str) -> io::Result<()> {
    print::line(format_args!("{line}"))?;
    if !io::stdout().is_terminal() {
        print::show(&format!("{line}\n"));
    }
    Ok(())
}

fn letter(number: usize) -> char {
    ('a'..='z').nth(number).unwrap_or('?')
}

/// Replaces typographic characters with ASCII.
fn ascii(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace('’', "'").replace('→', "->").replace('–', "-")
}
