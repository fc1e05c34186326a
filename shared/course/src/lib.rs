#![doc = include_str!("../../links.md")]
#![doc = include_str!("../../../README.md")]
