//! Keys that are pressed in the terminal on standard input, each as soon as it is pressed where the
//! system's own program for terminals can see to that; elsewhere, a line at a time.

use std::io::{self, BufRead};
use std::mem;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A letter, as a small one, a digit or a sign.
    Sign(char),
    /// A key that is neither, or more than one.
    Other,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D, or whatever ends the input.
    End,
}

/// The keys of the terminal, which is as it was before when this is dropped.
#[derive(Debug)]
pub(crate) struct Keys {
    /// How each byte is read, if keys come one by one.
    decoder: Option<Decoder>,
}

impl Keys {
    pub(crate) fn open() -> Self {
        Self { decoder: modes::change().then(Decoder::default) }
    }

    /// Returns whether keys come one by one, and nothing is shown of them.
    pub(crate) fn come_singly(&self) -> bool {
        self.decoder.is_some()
    }

    /// Returns what is pressed next. Enter is passed over.
    pub(crate) fn next(&mut self) -> Key {
        let Some(decoder) = &mut self.decoder else { return next_line() };
        let mut stdin = io::stdin().lock();
        loop {
            let (byte, is_last) = match stdin.fill_buf() {
                Ok([byte, rest @ ..]) => (*byte, rest.is_empty()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Ok([]) | Err(_) => return Key::End,
            };
            stdin.consume(1);
            let key = decoder.decode(byte);
            if is_last {
                decoder.pause();
            }
            if let Some(key) = key {
                return key;
            }
        }
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        restore();
    }
}

/// Makes the terminal as it was before keys were read from it.
pub(crate) fn restore() {
    modes::restore();
}

fn next_line() -> Key {
    loop {
        let mut line = String::new();
        match io::stdin().read_line(&mut line) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Key::Other,
            Ok(0) | Err(_) => return Key::End,
            Ok(_) => {}
        }
        let mut signs = line.trim().chars();
        match (signs.next(), signs.next()) {
            (None, _) => {}
            (Some(sign), None) => return Key::Sign(sign.to_ascii_lowercase()),
            (Some(_), Some(_)) => return Key::Other,
        }
    }
}

/// Where it is in what a terminal sends for one key.
#[derive(Clone, Copy, Debug, Default)]
enum Decoder {
    #[default]
    Start,
    /// After the escape sign.
    Escape,
    /// After an escape sign with which nothing came, which may be a key of its own.
    Lone,
    /// In a sequence, right after its bracket.
    Bracket,
    /// In a sequence, whose last byte is a letter.
    Parameters,
    /// Before the last byte of a sequence.
    Last,
}

impl Decoder {
    /// Reads a byte. Returns the key of which it is the last one.
    fn decode(&mut self, byte: u8) -> Option<Key> {
        let before = mem::take(self);
        match (before, byte) {
            (_, 3) => return Some(Key::Interrupt),
            (_, 4) => return Some(Key::End),
            (_, 0x1b) => *self = Self::Escape,
            (Self::Escape | Self::Lone, b'[') => *self = Self::Bracket,
            // F1 to F5 on the console of Linux have two of them.
            (Self::Escape | Self::Lone, b'O') | (Self::Bracket, b'[') => *self = Self::Last,
            (Self::Bracket | Self::Parameters, b' '..=b'?') => *self = Self::Parameters,
            (Self::Start | Self::Lone, b'!'..=b'~') => {
                return Some(Key::Sign(char::from(byte).to_ascii_lowercase()));
            }
            // Enter; and of a letter beyond ASCII all but its first byte.
            (_, b'\r' | b'\n' | 0x80..=0xbf) => {}
            // A letter after an escape sign was pressed together with Alt.
            _ => return Some(Key::Other),
        }
        None
    }

    /// Notes that nothing came together with the byte before.
    fn pause(&mut self) {
        if matches!(self, Self::Escape) {
            *self = Self::Lone;
        }
    }
}

#[cfg(unix)]
mod modes {
    use std::io::{self, Read};
    use std::process::{Command, Stdio};
    use std::sync::{Mutex, PoisonError};

    /// The modes of the terminal before they were changed, as `stty` reads them.
    static SAVED: Mutex<Option<String>> = Mutex::new(None);

    /// Has each key come at once and unseen, Ctrl-C among them. Returns whether that works. A signal from
    /// elsewhere that nobody handles, as lessons 1 and 2 handle none, leaves the terminal so; most shells
    /// then see to it.
    pub(super) fn change() -> bool {
        let Some(modes) = stty(&["-g"]).filter(|modes| !modes.trim().is_empty()) else {
            return false;
        };
        *SAVED.lock().unwrap_or_else(PoisonError::into_inner) = Some(modes.trim().to_owned());
        let unseen = ["-icanon", "-echo", "-isig", "min", "0", "time", "0"];
        let is_changed = stty(&unseen).is_some();
        if is_changed {
            // What was pressed before the first question is no answer to it.
            while matches!(io::stdin().lock().read(&mut [0; 256]), Ok(1..)) {}
        }
        if is_changed && stty(&["min", "1"]).is_some() {
            return true;
        }
        restore();
        false
    }

    pub(super) fn restore() {
        let saved = SAVED.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(modes) = saved {
            let _ = stty(&[&modes]);
        }
    }

    /// Runs the system's own program for terminals: a library for that would take long to compile.
    /// Returns what it prints, if it does what it should.
    fn stty(arguments: &[&str]) -> Option<String> {
        let mut stty = Command::new("stty");
        stty.args(arguments).stdin(Stdio::inherit()).stderr(Stdio::null());
        let output = stty.output().ok().filter(|output| output.status.success())?;
        String::from_utf8(output.stdout).ok()
    }
}

#[cfg(not(unix))]
mod modes {
    pub(super) fn change() -> bool {
        false
    }

    pub(super) fn restore() {}
}

#[cfg(test)]
mod tests {
    use super::{Decoder, Key};

    #[test]
    fn what_a_terminal_sends_for_one_key_is_one_key() {
        let mut decoder = Decoder::default();
        let mut keys = |bytes: &str| {
            let keys: Vec<_> = bytes.bytes().filter_map(|byte| decoder.decode(byte)).collect();
            decoder.pause();
            keys
        };
        let sequences = ["\x1b[A", "\x1bOB", "\x1b[1;5C", "\x1b[3~", "\x1b[[A", "\x1b\x1b[D"];
        for other in sequences.into_iter().chain(["é", " ", "\x1a", "\x1bb"]) {
            assert_eq!(keys(other), [Key::Other], "{other:?}");
        }
        for nothing in ["\n", "\r", "\x1b"] {
            assert_eq!(keys(nothing), [], "{nothing:?}");
        }
        assert_eq!(keys("a"), [Key::Sign('a')]);
        // An escape sign that came before is a key of its own.
        assert_eq!(keys("\x1b"), []);
        assert_eq!(keys("B?1"), [Key::Sign('b'), Key::Sign('?'), Key::Sign('1')]);
        assert_eq!(keys("\x1b"), []);
        assert_eq!(keys("[A"), [Key::Other]);
        assert_eq!(keys("\x1b[\x03\x04"), [Key::Interrupt, Key::End]);
    }
}
