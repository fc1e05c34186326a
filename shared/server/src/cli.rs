//! The command line of the web servers.

use crate::child::LISTENING;
use crate::end;
use crate::listener::listen;
use crate::load::Load;
use crate::program::{Program, Server};
use crate::trial::{Figures, Trial, allow, heading};
use live::on_interrupt;
use std::env;
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;
use std::time::Duration;
use viewer::{
    CommandLine, Opt, Rejection, SVG, Views, check_loopback, error, fail, note, number, reject,
    say, session, set, warn, whole,
};

/// The time that the last responses may take, on top of `--wait`.
const PATIENCE: Duration = Duration::from_secs(2);

/// The options. `wait`, `every` and `nap` are in milliseconds, `timeout` and `grace` in seconds.
struct Options {
    clients: Vec<u32>,
    wait: u64,
    slow: u32,
    every: u64,
    requests: u32,
    listen: Option<String>,
    until_eof: bool,
    timeout: f64,
    nap: u64,
    connections: u32,
    grace: f64,
    only: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clients: Vec::new(),
            wait: 50,
            slow: 0,
            every: 1000,
            requests: 3,
            listen: None,
            until_eof: false,
            timeout: 5.0,
            nap: 0,
            connections: 12_000,
            grace: 15.0,
            only: None,
        }
    }
}

/// The options of all servers.
const COMMON: [Opt<Options>; 8] = [
    Opt {
        name: "clients",
        value: "N[,N]...",
        accepted: "whole numbers from 1 to 12000, with commas between them",
        help: "the number of clients, one row of the table for each N\n(1,10,100)",
        set: |options, value| {
            let numbers = value.to_str().unwrap_or_default().split(',');
            options.clients = numbers
                .map(|number| whole(number.as_ref(), 1..=12_000))
                .collect::<Result<_, _>>()?;
            Ok(())
        },
    },
    Opt {
        name: "wait",
        value: "MS",
        accepted: "a whole number from 0 to 10000",
        help: "the milliseconds until each request is answered (50)",
        set: |options, value| set(&mut options.wait, whole(value, 0..=10_000)),
    },
    Opt {
        name: "every",
        value: "MS",
        accepted: "a whole number from 1 to 60000",
        help: "the milliseconds from one request of a client to its\nnext one (1000)",
        set: |options, value| set(&mut options.every, whole(value, 1..=60_000)),
    },
    Opt {
        name: "requests",
        value: "N",
        accepted: "a whole number from 1 to 1000",
        help: "the number of requests that each client makes (3)",
        set: |options, value| set(&mut options.requests, whole(value, 1..=1000)),
    },
    Opt {
        name: "slow",
        value: "N",
        accepted: "a whole number from 0 to 10000",
        help: "the number of extra clients that send their request\nbyte by byte, too slowly to finish (0)",
        set: |options, value| set(&mut options.slow, whole(value, 0..=10_000)),
    },
    Opt {
        name: "timeout",
        value: "SECONDS",
        accepted: "a number from 0.01 to 1000",
        help: "the longest that the server waits for a request, or for\nits answer to be read (5)",
        set: |options, value| set(&mut options.timeout, number(value, 0.01..=1e3)),
    },
    Opt {
        name: "listen",
        value: "ADDR",
        accepted: "an address and a port, such as 127.0.0.1:8080",
        help: "no load: serve anybody who connects, until Ctrl-C",
        set: |options, value| {
            let address = value.to_str().filter(|address| {
                let port = address.rsplit_once(':').map(|(_, port)| port);
                port.is_some_and(|port| !port.starts_with('+') && port.parse::<u16>().is_ok())
            });
            set(&mut options.listen, address.map(|it| Some(it.to_owned())).ok_or(Rejection::Value))
        },
    },
    Opt {
        name: "until-eof",
        value: "",
        accepted: "",
        help: "with --listen: end when standard input ends",
        set: |options, _| set(&mut options.until_eof, Ok(true)),
    },
];

/// The help on `--clients` if there are several servers.
const CLIENTS_OF_MANY: &str = "the number of clients of each server, a round for each N\n\
                               (1,10,100,1000,10000)";

/// The options of some servers.
const SPECIAL: [Opt<Options>; 4] = [
    Opt {
        name: "nap",
        value: "MS",
        accepted: "a whole number from 0 to 1000",
        help: "the milliseconds to sleep between two rounds (0)",
        set: |options, value| set(&mut options.nap, whole(value, 0..=1000)),
    },
    Opt {
        name: "connections",
        value: "N",
        accepted: "a whole number from 1 to 15000",
        help: "the most connections at once (12000)",
        set: |options, value| set(&mut options.connections, whole(value, 1..=15_000)),
    },
    Opt {
        name: "grace",
        value: "SECONDS",
        accepted: "a number from 0 to 1000",
        help: "the time to finish requests in flight at the end (15)",
        set: |options, value| set(&mut options.grace, number(value, 0.0..=1e3)),
    },
    Opt {
        name: "only",
        value: "NAME",
        accepted: "sync, polling, threading, async or sites",
        help: "run only one of the servers",
        set: |options, value| {
            set(
                &mut options.only,
                value.to_str().map(|it| Some(it.to_owned())).ok_or(Rejection::Value),
            )
        },
    },
];

/// Does what the command line asks of a server: serve, or show itself under load. Its options are those that all
/// servers have, and those named in `options`: any of `nap`, `connections` and `grace`. Returns the exit status of
/// the program.
///
/// # Panics
///
/// Panics if `options` has a name that isn't one of these.
pub fn server(options: &[&str], program: Program) -> ExitCode {
    let (options, _) = read(options, &[]);
    if let Some(address) = &options.listen {
        return serve(program, &options, address);
    }
    if let Err(why) = begin(false) {
        error(format_args!("{why}"));
        return session::end();
    }
    let mut trials = 0;
    for clients in options.clients(&[1, 10, 100]) {
        if let Some(trial) = options.try_out(&program, false, clients) {
            say!("{}", trial.row(false));
            trials += 1;
        }
    }
    if trials == 0 {
        fail();
    } else {
        say!("\n{}", program.see);
    }
    session::end()
}

/// Does what the command line asks of several servers: puts them under the same load, one after the other, and
/// shows them in one table. For `--svg`, `plot` returns the image, drawn from the [figures of each
/// trial](Figures). Returns the exit status of the program.
pub fn servers(programs: &[Program], plot: fn(&[Figures]) -> String) -> ExitCode {
    let (options, views) = read(&["nap", "connections", "grace", "only"], &[SVG]);
    let only = options.only.as_deref();
    let programs: Vec<_> =
        programs.iter().filter(|program| only.is_none_or(|name| name == program.name)).collect();
    if let (Some(only), []) = (only, &programs[..]) {
        reject(&format!(
            "--only is {only:?}, but it must be sync, polling, threading, async or sites"
        ));
    }
    if let Some(address) = &options.listen {
        match programs[..] {
            [program] => return serve(*program, &options, address),
            _ => reject("--listen needs --only: one server at a time can listen there"),
        }
    }
    if let Err(why) = begin(true) {
        error(format_args!("{why}"));
        return session::end();
    }
    let mut trials = Vec::new();
    for (number, clients) in options.clients(&[1, 10, 100, 1000, 10_000]).into_iter().enumerate() {
        if number > 0 {
            say!("");
        }
        for program in &programs {
            if let Some(trial) = options.try_out(program, true, clients) {
                say!("{}", trial.row(true));
                trials.push(trial);
            }
        }
    }
    if trials.is_empty() {
        fail();
    } else {
        views.write_svg(|| plot(&trials.iter().map(Trial::figures).collect::<Vec<_>>()));
    }
    session::end()
}

fn read(options: &[&str], views: &[Opt<Views>]) -> (Options, Views) {
    for name in options {
        assert!(SPECIAL.iter().any(|option| option.name == *name), "there is an option {name}");
    }
    let is_one_of_many = options.contains(&"only");
    let special = SPECIAL.into_iter().filter(|option| options.contains(&option.name));
    let fitted = |option: Opt<Options>| match option.name {
        "clients" if is_one_of_many => Opt { help: CLIENTS_OF_MANY, ..option },
        _ => option,
    };
    let options: Vec<_> = COMMON.into_iter().chain(special).map(fitted).collect();
    let listen = if is_one_of_many {
        "--only async --listen 127.0.0.1:8080"
    } else {
        "--listen 127.0.0.1:8080"
    };
    let command_line = CommandLine::<String, Options> {
        work: "",
        parse: |_| None,
        default: Vec::new(),
        options: &options,
        views,
        examples: &[
            ("--clients 50 --slow 1", "with one slow client"),
            (listen, "for a browser, curl or wrk"),
        ],
    };
    let asked = command_line.read();
    if asked.options.wait >= asked.options.every && asked.options.listen.is_none() {
        // Such a load would be lost on any server.
        reject("--wait must be less than --every: a client asks again only when it has its answer");
    }
    if asked.options.until_eof && asked.options.listen.is_none() {
        reject("--until-eof needs --listen");
    }
    // Put under load, this program is called with the same options, and these two.
    if asked.options.listen.is_some() && !asked.options.until_eof {
        for (other, is_given) in [
            ("--clients", !asked.options.clients.is_empty()),
            ("--slow", asked.options.slow > 0),
            ("--svg", asked.views.has_svg()),
        ] {
            if is_given {
                reject(&format!("--listen and {other} contradict each other"));
            }
        }
    }
    (asked.options, asked.views)
}

/// Prints the heading of the table.
///
/// # Errors
///
/// Returns an error if this machine can't connect to itself, so that no server could be tried.
fn begin(with_names: bool) -> io::Result<()> {
    check_loopback()?;
    on_interrupt(|| {
        note(format_args!("Interrupted: the table is not complete."));
        true
    });
    for line in heading(with_names) {
        say!("{line}");
    }
    Ok(())
}

/// Serves all clients that connect, and returns the exit status of the program.
fn serve(program: Program, options: &Options, address: &str) -> ExitCode {
    if let Err(why) = try_to_serve(program, options, address) {
        error(format_args!("{why}"));
    }
    session::end()
}

fn try_to_serve(program: Program, options: &Options, address: &str) -> Result<(), String> {
    let listener = listen(address)?;
    let place = listener.local_addr().map_err(|error| error.to_string())?;
    // If the limit can't be raised, fewer clients have to do.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let server = Server::new(
        Duration::from_secs_f64(options.timeout),
        Duration::from_millis(options.nap),
        options.connections,
        Duration::from_secs_f64(options.grace),
    );
    if options.until_eof {
        end::with_standard_input()?;
        say!("{LISTENING}{place}/ until standard input ends");
    } else {
        end::on_ctrl_c(program, &server);
        say!("{LISTENING}{place}/ until Ctrl-C");
    }
    (program.serve)(listener, server.clone()).map_err(|error| format!("cannot serve: {error}"))?;
    end::say_farewell(&server);
    Ok(())
}

impl Options {
    /// Returns the number of clients of each trial. Leaves out those for which the operating system doesn't allow
    /// enough open files, and says so. That's only a failure if no trial is left.
    fn clients(&self, default: &[u32]) -> Vec<u32> {
        let clients = if self.clients.is_empty() { default } else { &self.clients };
        let is_allowed = |clients: &u32| {
            let allowed = allow(clients + self.slow);
            if let Err(why) = &allowed {
                warn(format_args!("No trial with {clients} at once: {why}."));
            }
            allowed.is_ok()
        };
        clients.iter().copied().filter(is_allowed).collect()
    }

    /// Puts a server, which may be one of several in this program, under the load that was asked for. If that
    /// fails, says so and returns `None`.
    fn try_out(&self, program: &Program, is_one_of: bool, clients: u32) -> Option<Trial> {
        let mut arguments = vec!["--listen", "127.0.0.1:0", "--until-eof"];
        if is_one_of {
            arguments.extend(["--only", program.name]);
        }
        let arguments = arguments.into_iter().map(OsString::from);
        let arguments: Vec<_> = arguments.chain(env::args_os().skip(1)).collect();
        let load = Load {
            clients,
            slow: self.slow,
            path: format!("/wait?ms={}", self.wait),
            every: Duration::from_millis(self.every),
            requests: self.requests,
            patience: PATIENCE + Duration::from_millis(self.wait),
        };
        let name = program.name;
        let trial = Trial::run(name, &arguments, &load);
        let what = format!("no trial of {name} with {clients} at once");
        trial.map_err(|why| error(format_args!("{what}: {why}"))).ok()
    }
}
