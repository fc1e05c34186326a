//! Keys that are pressed in the terminal on standard input. Where `stty` can set the terminal up, each
//! key is read as soon as it's pressed; elsewhere, input is read line by line.

use std::io::{self, BufRead};
use std::mem;

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A letter (in lower case), a digit or a punctuation mark.
    Sign(char),
    /// Another key, or several characters in a line.
    Other,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D, or the end of the input.
    End,
}

/// The keys of the terminal. Dropping this restores the modes of the terminal.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The decoder of the terminal's bytes; `None` if input is read line by line.
    decoder: Option<Decoder>,
}

impl Keys {
    pub(crate) fn open() -> Self {
        Self { decoder: modes::change().then(Decoder::default) }
    }

    /// Returns whether each key is read as soon as it's pressed, and isn't echoed.
    pub(crate) fn come_singly(&self) -> bool {
        self.decoder.is_some()
    }

    /// Waits for the next key and returns it. Skips Enter.
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

/// Restores the modes that the terminal had before keys were read from it.
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

/// The position in the bytes that a terminal sends for one key.
#[derive(Clone, Copy, Debug, Default)]
enum Decoder {
    #[default]
    Start,
    /// After the escape character.
    Escape,
    /// After an escape character that came alone, which may have been the key Esc.
    Lone,
    /// In a sequence, after its bracket.
    Bracket,
    /// In the parameters of a sequence, before the letter that ends it.
    Parameters,
    /// Before the last byte of a sequence.
    Last,
}

impl Decoder {
    /// Decodes a byte. Returns a key if the byte is its last one.
    fn decode(&mut self, byte: u8) -> Option<Key> {
        let before = mem::take(self);
        match (before, byte) {
            (_, 3) => return Some(Key::Interrupt),
            (_, 4) => return Some(Key::End),
            (_, 0x1b) => *self = Self::Escape,
            (Self::Escape | Self::Lone, b'[') => *self = Self::Bracket,
            // On the Linux console, F1 to F5 send two brackets.
            (Self::Escape | Self::Lone, b'O') | (Self::Bracket, b'[') => *self = Self::Last,
            (Self::Bracket | Self::Parameters, b' '..=b'?') => *self = Self::Parameters,
            (Self::Start | Self::Lone, b'!'..=b'~') => {
                return Some(Key::Sign(char::from(byte).to_ascii_lowercase()));
            }
            // Enter, and all bytes but the first of a letter beyond ASCII.
            (_, b'\r' | b'\n' | 0x80..=0xbf) => {}
            // A letter after an escape character was pressed together with Alt.
            _ => return Some(Key::Other),
        }
        None
    }

    /// Notes that nothing else came together with the last byte.
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

    /// The modes of the terminal before they were changed, in the format that `stty` reads.
    static SAVED: Mutex<Option<String>> = Mutex::new(None);

    /// Makes the terminal pass on each key at once and without echo, even Ctrl-C. Returns whether that
    /// worked. If a signal ends the program, and lessons 1 and 2 handle none, the terminal stays like
    /// this, but most shells then restore it.
    pub(super) fn change() -> bool {
        let Some(modes) = stty(&["-g"]).filter(|modes| !modes.trim().is_empty()) else {
            return false;
        };
        *SAVED.lock().unwrap_or_else(PoisonError::into_inner) = Some(modes.trim().to_owned());
        let unseen = ["-icanon", "-echo", "-isig", "min", "0", "time", "0"];
        let is_changed = stty(&unseen).is_some();
        if is_changed {
            // Keys pressed before the first question don't answer it.
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

    /// Runs `stty`, since a library for terminals would take long to compile. Returns its output, or
    /// `None` if it fails.
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
        // An escape character that came alone is a key of its own.
        assert_eq!(keys("\x1b"), []);
        assert_eq!(keys("B?1"), [Key::Sign('b'), Key::Sign('?'), Key::Sign('1')]);
        assert_eq!(keys("\x1b"), []);
        assert_eq!(keys("[A"), [Key::Other]);
        assert_eq!(keys("\x1b[\x03\x04"), [Key::Interrupt, Key::End]);
    }
}
