//! The look of SVG images: colours, strokes and patterns.

pub(crate) const PAGE: &str = r##"fill="#ffffff""##;
pub(crate) const INK: &str = r##"fill="#1f2328""##;
pub(crate) const FAINT: &str = r##"fill="#656d76""##;
pub(crate) const RULE: &str = r##"fill="none" stroke="#d8dee4""##;
/// The looks of spans, in the order in which they're drawn. Running comes last, so that nothing hides
/// a moment of it. Nobody has to tell colours apart: running is solid, ready hatched, and waiting
/// hollow.
pub(crate) const LOOKS: [(&str, &str); 4] = [
    ("waiting", r##"fill="#f6f8fa" stroke="#57606a" stroke-dasharray="3 2""##),
    ("ready", r##"fill="url(#hatched)" stroke="#b35900""##),
    ("turns", r##"fill="url(#striped)" stroke="#0b62c4""##),
    ("running", r##"fill="#0b62c4""##),
];
/// The style sheet and patterns of every picture. Not every program that shows pictures knows style
/// sheets, so the attributes alone make a complete picture, and a browser only replaces the colours
/// on dark pages. The rules select attributes rather than classes, because some office suites apply
/// the rules of any media query, but ignore selectors of attributes.
pub(crate) const STYLE: &str = r##"<style>
@media (prefers-color-scheme: dark) {
[fill="#ffffff"] { fill: #0d1117; }
[fill="#1f2328"] { fill: #e6edf3; }
[fill="#656d76"] { fill: #9198a1; }
[stroke="#d8dee4"] { stroke: #30363d; }
[fill="#0b62c4"] { fill: #58a6ff; }
[stroke="#0b62c4"] { stroke: #58a6ff; }
[fill="#b35900"] { fill: #e3a04f; }
[stroke="#b35900"] { stroke: #e3a04f; }
[fill="#fff4e5"] { fill: #2b2013; }
[stroke="#57606a"] { stroke: #9198a1; }
[fill="#f6f8fa"] { fill: #161b22; }
}
</style>
<defs>
<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#fff4e5"/><rect width="1.5" height="6" fill="#b35900"/>
</pattern>
<pattern id="striped" width="4" height="4" patternUnits="userSpaceOnUse">
<rect width="4" height="4" fill="#fff4e5"/><rect width="2" height="4" fill="#0b62c4"/>
</pattern>
</defs>
"##;
