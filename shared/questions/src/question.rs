//! A question, with its options and the programs that decide which of them is right.

use crate::edit::Edit;
use crate::markdown::{Piece, block, codes, items, pieces, prose};

/// Something about a question that cannot be right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fault {
    /// The line of the page, counted from 1.
    pub line: usize,
    /// A sentence about it.
    pub what: String,
}

/// The way in which the right option is found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// All that the program does: the lines in an option are all that it prints.
    Output,
    /// Part of what the program prints: the lines in an option, in that order, with or without others between.
    Lines,
    /// Changes: an option is one, and the right one makes the program do what the question wants.
    Change,
}

/// The statement of an option.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Claim {
    /// The compiler rejects the program, and these words are in its message.
    DoesNotCompile(Vec<String>),
    /// The compiler accepts the program.
    Compiles,
    /// The program panics, and these words are on standard error.
    Panics(Vec<String>),
    /// The program does not end by itself.
    NeverEnds,
    /// The program ends well, and prints these lines; none, if the list is empty.
    Prints(Vec<String>),
    /// After these changes, the program does what the question wants.
    Comes(Vec<Edit>),
}

/// A program that decides on options.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Variant {
    /// The name, which a module of Rust can have.
    pub name: String,
    /// The text of the program.
    pub source: String,
    /// True if the compiler is expected to accept it.
    pub compiles: bool,
}

/// A question of a chapter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Question {
    /// The line of the page on which it begins, counted from 1.
    pub line: usize,
    /// The way in which the right option is found.
    pub kind: Kind,
    /// The arguments for its programs.
    pub arguments: Vec<String>,
    /// The output that is wanted, in a question about changes. None if the program only has to compile.
    pub wanted: Option<String>,
    /// The options, each with its letter.
    pub options: Vec<(char, Claim)>,
    /// The letter of the right option.
    pub right: char,
    /// The programs: one for all options, or, in a question about changes, one for each, in their order.
    pub variants: Vec<Variant>,
}

/// The first line of a question. Its kind follows, and maybe a file and arguments.
const BEGIN: &str = "<!-- question: ";
const END: &str = "</details>\n";

/// Returns the paths of the pages that have questions, and the questions of each, given all pages with their texts.
/// `file` returns the text of a file of the workspace.
///
/// # Errors
///
/// Returns what is wrong with them, each with the path of its page.
pub fn all(
    pages: &[(String, String)],
    file: impl Fn(&str) -> Result<String, String>,
) -> Result<Vec<(&str, Vec<Question>)>, Vec<String>> {
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for (path, text) in pages {
        match read(path, text, &file) {
            Ok(questions) => found.push((path.as_str(), questions)),
            Err(wrong) => {
                faults.extend(
                    wrong.iter().map(|Fault { line, what }| format!("{path}:{line}: {what}")),
                );
            }
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// Returns the questions of a page. `file` returns the text of a file of the workspace.
///
/// # Errors
///
/// Returns what is wrong with them.
pub fn read(
    path: &str,
    text: &str,
    file: impl Fn(&str) -> Result<String, String>,
) -> Result<Vec<Question>, Vec<Fault>> {
    let mut questions = Vec::new();
    let mut faults = Vec::new();
    for (number, (at, _)) in text.match_indices(BEGIN).enumerate() {
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + BEGIN.len()..];
        let end = rest.find(END).ok_or("its answer does not end".to_owned());
        match end.and_then(|end| read_one(path, number + 1, &rest[..end], &file)) {
            Ok(question) => questions.push(Question { line, ..question }),
            Err(what) => faults.push(Fault { line, what }),
        }
    }
    // One that begins in another way would not be executed.
    for (at, _) in text.match_indices("<!--") {
        let begin = text[at + 4..].trim_start().to_lowercase();
        if begin.starts_with("question") && !text[at..].starts_with(BEGIN) {
            let line = text[..at].matches('\n').count() + 1;
            faults.push(Fault { line, what: format!("it does not begin with {BEGIN:?}") });
        }
    }
    if faults.is_empty() { Ok(questions) } else { Err(faults) }
}

fn read_one(
    path: &str,
    number: usize,
    text: &str,
    file: impl Fn(&str) -> Result<String, String>,
) -> Result<Question, String> {
    let (head, text) = text.split_once(" -->\n").ok_or("its comment does not end")?;
    let (asked, answer) = text
        .split_once("<details>\n<summary>Answer</summary>\n\n")
        .ok_or("it has no folded answer")?;
    if !asked.starts_with(&format!("**{number}. ")) {
        return Err(format!("it does not begin with \"**{number}. \""));
    }
    let mut words = head.split_whitespace();
    let kind = match words.next() {
        Some("output") => Kind::Output,
        Some("lines") => Kind::Lines,
        Some("change") => Kind::Change,
        other => return Err(format!("{:?} is no kind of question", other.unwrap_or_default())),
    };
    let (shown, named) = (block(asked, "rust"), words.next());
    let mut program = match (shown, named) {
        (Some(program), None) => program,
        (None, Some(path)) => file(path)?,
        _ => return Err("it needs either a program or the path of one".to_owned()),
    };
    let arguments = words.map(str::to_owned).collect();
    let prose = prose(asked);
    let (question, _) = prose.split_once("\n- **A.**").ok_or("it has no option A")?;
    for edit in Edit::read(&pieces(question), false)? {
        program = edit.apply(&program)?;
    }

    let options: Vec<_> = items(&prose, ".")
        .into_iter()
        .map(|(letter, option)| claim(kind, &option).map(|claim| (letter, claim)))
        .collect::<Result<_, _>>()?;
    let letters: String = options.iter().map(|(letter, _)| *letter).collect();
    if !(3..=4).contains(&letters.len()) || !"ABCD".starts_with(&letters) {
        return Err(format!("its options are {letters:?}"));
    }
    let right = answer.strip_prefix("**").and_then(|rest| rest.chars().next());
    let right = right.filter(|right| letters.contains(*right) && answer[3..].starts_with(".** "));
    let right = right.ok_or("its answer does not begin with the letter of the right option")?;
    let reasons = items(answer, "");
    let explained: String = reasons.iter().map(|(letter, _)| *letter).collect();
    let wrong: String = letters.chars().filter(|letter| *letter != right).collect();
    if explained != wrong {
        return Err(format!("its answer is about {explained:?}, and {wrong:?} are wrong"));
    }

    let name = |letter: String| {
        let path = path.trim_end_matches("/README.md").trim_end_matches(".md");
        format!("{}_{number}{letter}", path.replace(['-', '/', '.'], "_").to_lowercase())
    };
    let mut variants = Vec::new();
    if kind == Kind::Change {
        for (letter, claim) in &options {
            let Claim::Comes(edits) = claim else {
                unreachable!("the kind of the question says so")
            };
            if edits.is_empty() {
                return Err(format!("option {letter} changes nothing"));
            }
            let source =
                edits.iter().try_fold(program.clone(), |program, edit| edit.apply(&program));
            let source = source.map_err(|wrong| format!("option {letter}: {wrong}"))?;
            let rejected = |(of, reason): &(char, String)| {
                of == letter && reason.starts_with("does not compile")
            };
            let name = name(format!("_{}", letter.to_ascii_lowercase()));
            variants.push(Variant { name, source, compiles: !reasons.iter().any(rejected) });
        }
    } else {
        let rejected = |(letter, claim): &(char, Claim)| {
            *letter == right && matches!(claim, Claim::DoesNotCompile(_))
        };
        let compiles = !options.iter().any(rejected);
        variants.push(Variant { name: name(String::new()), source: program, compiles });
    }
    let wanted = block(asked, "text");
    Ok(Question { line: 0, kind, arguments, wanted, options, right, variants })
}

/// Returns what an option says.
fn claim(kind: Kind, option: &str) -> Result<Claim, String> {
    let pieces = pieces(option);
    if kind == Kind::Change {
        return Ok(Claim::Comes(Edit::read(&pieces, true)?));
    }
    let said = match &pieces[0] {
        Piece::Words(words) => words.as_str(),
        Piece::Code(_) => "",
    };
    let is = |beginning: &[&str]| beginning.iter().any(|beginning| said.starts_with(beginning));
    let codes = codes(&pieces);
    Ok(if is(&["It does not compile", "It doesn't compile", "It doesn’t compile"]) {
        Claim::DoesNotCompile(codes)
    } else if is(&["It compiles."]) {
        Claim::Compiles
    } else if is(&["It panics"]) {
        Claim::Panics(codes)
    } else if is(&["It never ends"]) {
        Claim::NeverEnds
    } else if codes.is_empty() != is(&["Nothing is printed"]) || is_unread(&pieces) {
        return Err(format!("option {option:?} says nothing that can be executed"));
    } else {
        Claim::Prints(codes)
    })
}

/// Returns whether an option says in its words what it has to begin with.
fn is_unread(pieces: &[Piece]) -> bool {
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words.to_lowercase()),
        Piece::Code(_) => None,
    });
    let unread = ["compile", "panic", "never ends"];
    words.into_iter().any(|words| unread.iter().any(|it| words.contains(it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# A page

<!-- question: output -->
**1. What is printed, and why?** Replace `2` with `3`.

```rust
fn main() {
    println!(\"{}\", 1 + 2);
}
```

- **A.** `3`
- **B.** It prints `4`, and
  nothing else.
- **C.** It does not compile: `no such
  operator`.

<details>
<summary>Answer</summary>

**B.** It is a sum.

- **A** would need the 2.
- **C** would need other types.

</details>

<!-- question: change src/main.rs --speed 3 -->
**2. Which change makes it print this?**

```text
5
```

- **A.** Replace `one` with `two`.
- **B.** Remove `one`, and add `four()` below `fn main() {`.
- **C.** Move `one` below `two`.

<details>
<summary>Answer</summary>

**A.** So it is.

- **B** does not compile, because there is no `four`.
- **C** changes nothing.

</details>
";

    fn file(path: &str) -> Result<String, String> {
        let text = "fn main() {\n    one();\n    two_();\n}\n".to_owned();
        if path == "src/main.rs" { Ok(text) } else { Err("there is none".to_owned()) }
    }

    #[test]
    fn a_question_is_read_with_its_programs() {
        let questions = read("lesson-09-x/README.md", PAGE, file);
        let questions = questions.expect("both are right");
        let [first, second] = &questions[..] else { panic!("{questions:#?}") };
        assert_eq!((first.line, first.kind, first.right), (3, Kind::Output, 'B'));
        let words =
            |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let claims = [
            ('A', Claim::Prints(words(&["3"]))),
            ('B', Claim::Prints(words(&["4"]))),
            ('C', Claim::DoesNotCompile(words(&["no such operator"]))),
        ];
        assert_eq!(first.options, claims);
        let [variant] = &first.variants[..] else { panic!("{first:#?}") };
        assert_eq!((variant.name.as_str(), variant.compiles), ("lesson_09_x_1", true));
        assert!(variant.source.contains("1 + 3"), "{}", variant.source);
        assert_eq!(
            (second.arguments.join(" "), second.wanted.as_deref()),
            ("--speed 3".into(), Some("5\n"))
        );
        let variants =
            second.variants.iter().map(|it| (it.name.as_str(), it.source.as_str(), it.compiles));
        let expected = [
            ("lesson_09_x_2_a", "fn main() {\n    two();\n    two_();\n}\n", true),
            ("lesson_09_x_2_b", "fn main() {\nfour()\n    two_();\n}\n", false),
            ("lesson_09_x_2_c", "fn main() {\n    two_();\n    one();\n}\n", true),
        ];
        assert_eq!(variants.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_question_that_cannot_be_right_is_found() {
        for (old, new, wrong) in [
            ("question: output", "question: guess", "no kind of question"),
            ("**1. ", "1. ", "does not begin with"),
            ("```rust", "```text", "either a program or the path"),
            ("`2` with", "`7` with", "no line of the program"),
            ("- **C.** It", "- **D.** It", "options are \"ABD\""),
            ("**B.** It is", "B: it is", "begin with the letter"),
            ("- **C** would", "C would", "about \"A\""),
            ("<summary>Answer", "<summary>Why", "no folded answer"),
            ("src/main.rs", "away.rs", "there is none"),
            ("- **A.** `3`", "- **A.** Three", "says nothing that can be executed"),
            (
                "- **A.** `3`",
                "- **A.** The program panics: `3`",
                "says nothing that can be executed",
            ),
            ("<!-- question: change", "<!-- Question: change", "it does not begin with"),
            ("`2` with `3`", "`2` by `3`", "words that are not known"),
            ("`one` with `two`", "`one` by `two`", "words that are not known"),
            ("Remove `one`, and", "Remove `one` and `two`, and", "words that are not known"),
            ("- **C** changes nothing.\n\n</details>", "- **C** changes nothing.", "does not end"),
            ("Move `one` below `two`", "It stays", "option C changes nothing"),
            ("Move `one`", "Move `o`", "option C: several lines"),
        ] {
            let page = PAGE.replacen(old, new, 1);
            assert_ne!(page, PAGE, "{old}");
            let faults = read("x.md", &page, file).expect_err(wrong);
            assert!(faults.len() == 1 && faults[0].what.contains(wrong), "{wrong}: {faults:?}");
        }
    }
}
