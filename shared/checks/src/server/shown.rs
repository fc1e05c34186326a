//! The checks on a server's table under load, and on its command line.

use crate::server::subject::Subject;
use crate::{Run, rejected};
use std::net::TcpListener;

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of the server; empty if it is the only one.
    pub name: String,
    /// The number of clients, and the numbers of their requests that were served and that failed.
    pub counts: [usize; 3],
    /// All figures as they are printed.
    pub figures: Vec<String>,
}

/// Returns the rows of a table, and checks their form.
pub fn rows(printed: &str, has_names: bool) -> Vec<Row> {
    let (heading, rows): (Vec<_>, Vec<_>) = printed
        .lines()
        .filter(|line| !line.is_empty())
        .enumerate()
        .partition(|(line, _)| *line < 2);
    let heading = [heading[0].1, heading[1].1].map(|line| line.split_whitespace().collect());
    let [above, below]: [Vec<_>; 2] = heading;
    assert_eq!(above, ["req", "p50", "p99", "CPU", "memory"]);
    let names = "clients served failed seconds per s ms ms threads s MiB".split(' ');
    assert!(names.eq(below), "{printed}");
    let rows = rows.into_iter().map(|(_, row)| {
        assert!(row.len() <= 79, "too wide for a terminal: {row}");
        let mut figures = row.split_whitespace().map(str::to_owned);
        let name =
            if has_names { figures.next().expect("a row has a name") } else { String::new() };
        let figures: Vec<_> = figures.collect();
        assert_eq!(figures.len(), 10, "{row}");
        let count = |place: usize| figures[place].parse().expect("it is a number");
        let counts = [count(0), count(1), count(2)];
        for (place, figure) in figures.iter().enumerate() {
            let is_latency = [5, 6].contains(&place);
            // Not every operating system tells the number of threads.
            let has_word = is_latency && figure == "never" || place == 7 && figure == "?";
            assert!(has_word || figure.parse::<f64>().is_ok_and(|it| it >= 0.0), "{figure}: {row}");
        }
        Row { name, counts, figures }
    });
    rows.collect()
}

/// Checks that a server shows itself under a small load that it can bear, prints its sentence about the table, and
/// waits for no longer than it must.
pub fn shows_itself_under_load(subject: Subject) {
    let load = ["--clients", "1,4", "--requests", "2", "--every", "250", "--wait", "5"];
    let arguments = [subject.arguments, &load].concat();
    let stdout = subject.program().run(arguments).ok();
    let (table, said) = stdout.split_once("\n\n").expect("a sentence follows the table");
    assert_eq!(said, format!("{}\n", subject.see));
    let rows = rows(table, false);
    let counts: Vec<_> = rows.iter().map(|row| row.counts).collect();
    assert_eq!(counts, [[1, 2, 0], [4, 8, 0]], "{stdout}");
}

/// Checks that a slow client holds up those after it if the server serves one client at a time, and no others
/// otherwise.
pub fn shows_what_a_slow_client_does(subject: Subject) {
    let load = ["--clients", "4", "--slow", "1", "--requests", "1", "--every", "200"];
    let wait = ["--wait", "5", "--timeout", "20"];
    let stdout = subject.program().run([subject.arguments, &load, &wait].concat()).ok();
    let table = stdout.split_once("\n\n").map_or(stdout.as_str(), |(table, _)| table);
    let [4, served, failed] = rows(table, false)[0].counts else { panic!("{stdout}") };
    // The first client may be faster than the slow one.
    let (least, most) = if subject.is_concurrent { (4, 4) } else { (0, 1) };
    assert!((least..=most).contains(&served) && served + failed == 4, "{stdout}");
}

/// Checks the command lines that a server accepts, and its messages about all others.
pub fn accepts_what_it_can_do(subject: Subject) {
    let program = subject.program();
    let common = ["clients N[,N]...", "wait MS", "slow N", "every MS", "requests N", "listen ADDR"];
    let options = common.iter().chain(subject.options).map(|option| format!("  --{option}"));
    // The help on the clients has this server's default.
    let words: Vec<_> = options.chain(["\n                     (1,10,100)\n".to_owned()]).collect();
    program.helps("\n", &words.iter().map(String::as_str).collect::<Vec<_>>());

    let whole = "x||-1|1.5|1e3|NaN| 1";
    let clients = "whole numbers from 1 to 12000, with commas between them";
    let lists = format!("{whole}|0|12001|1,|,1|1,,2|1 2|1,x");
    let up_to_10000 = format!("{whole}|10001");
    let addresses = "|x|127.0.0.1|127.0.0.1:|127.0.0.1:x|127.0.0.1:65536|127.0.0.1:+1";
    for values in [
        ("--clients", lists.as_str(), clients),
        ("--wait", &up_to_10000, "a whole number from 0 to 10000"),
        ("--slow", &up_to_10000, "a whole number from 0 to 10000"),
        ("--timeout", "x||-1|0|NaN|inf|1001", "a number from 0.01 to 1000"),
        ("--listen", addresses, "an address and a port, such as 127.0.0.1:8080"),
    ] {
        rejected::check_option(program, &values);
    }
    rejected::check(
        program,
        &[
            (&["--frobnicate"], "there is no option \"--frobnicate\"; there are --clients, "),
            (&["3"], "only options are accepted, but \"3\" was given"),
            (&["--until-eof"], "--until-eof needs --listen"),
            (&["--until-eof=1"], "error: --until-eof takes no value; leave out \"1\""),
            (&["--listen", "x:1", "--slow", "1"], "--listen and --slow contradict each other"),
            (&["--clients", "+1"], "--clients is \"+1\", but it must be "),
            (&["--wait", "1000"], "--wait must be less than --every: "),
            (&["--timeline"], "there is no option \"--timeline\""),
        ],
    );
    check_addresses(subject);
}

/// Checks the messages about addresses at which a server can't listen.
fn check_addresses(subject: Subject) {
    let taken = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let taken = taken.local_addr().map(|address| (taken, address.to_string()));
    let (listener, taken) = taken.expect("a listener has an address");
    for (address, cannot, why) in [
        (taken.as_str(), "listen on", ": the address is in use; "),
        ("192.0.2.1:80", "listen on", ": this machine has no such address; "),
        ("no-such-host.invalid:80", "find the address", ": "),
    ] {
        let Run { stdout, stderr, status } = subject.program().run(["--listen", address]);
        assert_eq!((stdout.as_str(), status), ("", Some(1)), "{stderr}");
        let said = format!("error: cannot {cannot} {address}{why}");
        assert!(stderr.starts_with(&said) && stderr.lines().count() == 1, "{stderr}");
    }
    drop(listener);
}
