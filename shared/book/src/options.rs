//! The command line.

use lexopt::prelude::{Long, Short, ValueExt};

pub(crate) const HELP: &str = "Usage: cargo book [--serve [--port N]]

Makes a book of the course's pages in the folder target/book, prints the path of
its first page, and opens it in your browser. BROWSER names another browser; if
it is empty, nothing is opened.

      --serve   serves the book on this machine until Ctrl-C, and opens it there
      --port N  the port to serve it on, instead of one that is free
  -h, --help    shows this";

/// The options that were given.
pub(crate) struct Options {
    /// The port to serve the book on, where 0 stands for any that is free; or nothing, if it isn't served.
    pub(crate) port: Option<u16>,
}

impl Options {
    /// Returns what the command line asks for, nothing if that is help, or a sentence on what is wrong with it.
    pub(crate) fn read() -> Result<Option<Self>, String> {
        Self::parse(lexopt::Parser::from_env())
    }

    fn parse(mut arguments: lexopt::Parser) -> Result<Option<Self>, String> {
        let (mut is_served, mut port) = (false, None);
        while let Some(argument) = arguments.next().map_err(sentence)? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("serve") => is_served = true,
                Long("port") => {
                    let value = arguments.value().map_err(sentence)?;
                    let number = value.parse().map_err(|_| {
                        format!(
                            "--port needs a number up to 65535, not {:?}",
                            value.display().to_string()
                        )
                    })?;
                    port = Some(number);
                }
                other => {
                    let wrong = sentence(other.unexpected());
                    return Err(format!("{wrong}; `cargo book --help` lists the options"));
                }
            }
        }
        match (is_served, port) {
            (false, Some(_)) => Err("--port only makes sense with --serve".to_owned()),
            (false, None) => Ok(Some(Self { port: None })),
            (true, port) => Ok(Some(Self { port: Some(port.unwrap_or(0)) })),
        }
    }
}

fn sentence(error: lexopt::Error) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn port(arguments: &[&str]) -> Result<Option<u16>, String> {
        let options = Options::parse(lexopt::Parser::from_args(arguments))?;
        Ok(options.and_then(|options| options.port))
    }

    #[test]
    fn a_port_is_only_for_serving() {
        assert_eq!(port(&[]), Ok(None));
        assert_eq!(port(&["--serve"]), Ok(Some(0)));
        assert_eq!(port(&["--port=8000", "--serve"]), Ok(Some(8000)));
        for wrong in
            [&["--port", "8000"][..], &["--serve", "--port", "70000"], &["--sreve"], &["here"]]
        {
            assert!(port(wrong).is_err(), "{wrong:?}");
        }
    }
}
