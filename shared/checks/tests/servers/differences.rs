//! The differences between hyper's answers and those of the servers of lessons 1 to 4, which a table shows.

use crate::{ASYNC, POLLING, SITES, SYNC, THREADING};
use checks::server::Subject;
use checks::workspace;

const CHAPTER: &str = "lesson-05-http/server.md";
/// The head of the table.
const HEAD: &str = "| What comes | | Lessons 1 to 4 | hyper |";

/// A request, and the answers to it.
#[derive(Debug)]
struct Row {
    request: String,
    /// The answers of the servers of lessons 1 to 4, and of hyper.
    answers: [String; 2],
}

fn rows() -> Vec<Row> {
    let chapter = workspace::read(CHAPTER).expect("there is a chapter");
    let lines = chapter.lines().skip_while(|line| *line != HEAD).skip(2);
    lines.take_while(|line| line.starts_with('|')).map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [_, request, own, hyper] = cells[..] else { panic!("a row has four cells: {line}") };
    let request = request.trim_matches('`').replace("\\r", "\r").replace("\\n", "\n");
    Row { request, answers: [own, hyper].map(str::to_owned) }
}

/// Returns the statuses with which a server answers everything, until it closes the connection.
fn answer(subject: Subject, requests: &[Row]) -> Vec<String> {
    let mut answers = Vec::new();
    subject.check(&[], |server| {
        for Row { request, .. } in requests {
            let mut client = server.connect();
            client.send(request);
            client.shut_down();
            let responses = std::iter::from_fn(|| client.next_response(false));
            let statuses: Vec<_> = responses.map(|response| response.status.to_string()).collect();
            answers.push(if statuses.is_empty() { "none".to_owned() } else { statuses.join(", ") });
        }
    });
    answers
}

#[test]
fn differences_are_those_of_the_table() {
    let rows = rows();
    assert_eq!(rows.len(), 7, "all that are known are in the table");
    for subject in [SYNC, POLLING, THREADING, ASYNC, SITES] {
        let answers = answer(subject, &rows);
        for (row, answer) in rows.iter().zip(answers) {
            assert_ne!(row.answers[0], row.answers[1], "no difference: {row:?}");
            let said = &row.answers[usize::from(subject.uses_hyper)];
            assert_eq!(&answer, said, "{} answers {row:?}", subject.name);
        }
    }
}

/// Checks that hyper's silence is short: the connection is shut down before the next client is served.
#[cfg(unix)]
#[test]
fn what_is_not_answered_is_shut_down_at_once() {
    let server = SITES.listen(&["--until-eof"]);
    let mut client = server.connect();
    client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    for _ in 0..3 {
        server.still_answers();
    }
    // From now on, the server can't do anything more about it.
    server.signal("-STOP");
    client.check_closed();
    server.signal("-CONT");
    server.close().ok();
}
