"""How our cards look in Anki: the colours of the program's own theme, by day and by night.

Anki gives the body of a card the class `card`, and `nightMode` by night, on every system:
https://docs.ankiweb.net/templates/styling.html#night-mode. Typefaces are those of the device; MathJax takes
the colour of the text around it.
"""

from __future__ import annotations

CSS = """\
.card {
  --surface: #FCFDFD; --line: #D3DBD8; --ink: #14201E; --ink2: #44534F; --ink3: #596864;
  --accent: #A02472; --good: #0B7265; --again: #A3242C; --hard: #8D5E00;
  --good-bg: #DDF0EB; --again-bg: #F8E6E3; --hard-bg: #F5ECD8;
  --code-bg: #F0F4F2; --code-line: #DCE4E1;
  --keyword: #8A2A6B; --function: #1F5FA8; --string: #2E6B2F; --number: #9A4A00;
  --comment: #596864; --builtin: #0B6B75; --operator: #44534F;
  --serif: "Source Serif 4", "Source Serif Pro", Charter, "Iowan Old Style", Georgia, "Noto Serif", serif;
  --sans: "Source Sans 3", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Cascadia Mono", "DejaVu Sans Mono", monospace;
  margin: 0;
  padding: 24px 20px;
  background-color: var(--surface);
  color: var(--ink);
  font-family: var(--serif);
  font-size: 18px;
  line-height: 1.5;
  text-align: left;
  overflow-wrap: break-word;
}
.card.nightMode {
  --surface: #172023; --line: #2A373B; --ink: #E9F0EE; --ink2: #B0BFBC; --ink3: #8FA09D;
  --accent: #EE8CC6; --good: #5CCBB4; --again: #F28B7D; --hard: #E3B35A;
  --good-bg: #15352F; --again-bg: #3A2321; --hard-bg: #352B18;
  --code-bg: #111A1C; --code-line: #263337;
  --keyword: #F09BCE; --function: #8DBBF7; --string: #9AD18F; --number: #F0B37E;
  --comment: #8FA09D; --builtin: #6FD0D6; --operator: #B0BFBC;
  color-scheme: dark;
}
.rc { max-width: 680px; margin: 0 auto; }
.rc > :first-child, .rc-question > :first-child, .rc-part > :first-child { margin-top: 0; }
.rc-question > :last-child, .rc-part > :last-child { margin-bottom: 0; }
.rc p { margin: 0.55em 0; }
.rc ul, .rc ol { margin: 0.55em 0; padding-left: 1.5em; }
.rc li { margin: 0.17em 0; }
.rc a { color: var(--accent); }
.rc img { max-width: 100%; max-height: 420px; }
.rc blockquote { margin: 0.55em 0; padding-left: 16px; border-left: 2px solid var(--line); }
.rc table { display: block; overflow-x: auto; border-collapse: collapse; margin: 0.55em 0; }
.rc th, .rc td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); text-align: left; }
.rc hr, hr#answer { height: 1px; margin: 22px 0; border: 0; background-color: var(--line); }

.rc-question { font-size: 25px; line-height: 1.35; }
.rc-part { margin-top: 0.9em; }
.rc-extra { padding-left: 16px; border-left: 2px solid var(--accent); }
.rc-hint, .rc-more { margin-top: 0.9em; }
.rc summary { color: var(--ink2); font: 15px/1.4 var(--sans); cursor: pointer; }
.rc-foot { margin-top: 24px; color: var(--ink3); font: 13px/1.45 var(--sans); }
.rc-foot a { color: var(--ink2); }

.rc code { padding: 0.1em 0.25em; border-radius: 5px; background-color: var(--code-bg); }
.rc code, .rc pre { font-family: var(--mono); font-size: 0.84em; }
.rc pre.rc-code {
  margin: 14px 0; padding: 12px 16px; border: 1px solid var(--code-line); border-radius: 10px;
  background-color: var(--code-bg); font-size: 14px; line-height: 1.62; overflow-x: auto;
}
.rc pre.rc-code code { padding: 0; background: none; font-size: inherit; }
.rc-code .k { color: var(--keyword); }
.rc-code .nf { color: var(--function); }
.rc-code .s { color: var(--string); }
.rc-code .m { color: var(--number); }
.rc-code .c { color: var(--comment); font-style: italic; }
.rc-code .nb { color: var(--builtin); }
.rc-code .o { color: var(--operator); }

.cloze, .rc .cloze * { color: var(--accent); font-weight: 600; }

.rc ol.rc-options { list-style-type: upper-alpha; padding-left: 1.8em; }
.rc ol.rc-steps { list-style-type: decimal; }
.rc ul.rc-verdicts { list-style: none; padding-left: 0; }
.rc .rc-verdicts li { position: relative; margin: 0.7em 0; padding-left: 1.6em; }
.rc .rc-verdicts li::before { position: absolute; left: 0; font-family: var(--sans); font-weight: 600; }
.rc .rc-right::before { content: "\\2713"; color: var(--good); }
.rc .rc-wrong::before { content: "\\2717"; color: var(--again); }
.rc-reason { color: var(--ink2); font-size: 15px; }

.rc-type { margin-top: 0.9em; font-size: 16px; }
.rc-type #typeans { font-family: var(--mono) !important; font-size: 16px !important; }
.rc-type input#typeans {
  box-sizing: border-box; width: 100%; padding: 8px 11px; border: 1px solid var(--ink3); border-radius: 10px;
  background-color: var(--surface); color: var(--ink);
}
.rc-type .typeGood { background-color: var(--good-bg); color: var(--good); }
.rc-type .typeBad { background-color: var(--again-bg); color: var(--again); }
.rc-type .typeMissed { background-color: var(--hard-bg); color: var(--hard); }

@media (max-width: 480px) {
  .card { padding: 16px 14px; }
  .rc-question { font-size: 21px; }
  .rc pre.rc-code { margin-left: -6px; margin-right: -6px; padding: 10px 12px; font-size: 13px; }
}
"""
