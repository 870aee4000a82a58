/** The look of every page, light or dark as the reader's system is. */
export const styles = `
:root {
  color-scheme: light dark;
  --bg: #fff; --soft: #f6f8fa; --line: #d1d9e0; --ink: #1f2328; --muted: #59636e; --link: #0969da;
  --green: #1a7f37; --red: #cf222e; --yellow: #9a6700; --purple: #8250df; --grey: #59636e;
  --good-ink: #1a7f37; --bad-ink: #cf222e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0d1117; --soft: #151b23; --line: #3d444d; --ink: #f0f6fc; --muted: #9198a1; --link: #4493f8;
    --green: #238636; --red: #da3633; --yellow: #9e6a03; --purple: #8957e5; --grey: #656c76;
    --good-ink: #3fb950; --bad-ink: #f85149;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
header.top { background: var(--soft); border-bottom: 1px solid var(--line); padding: 12px 24px; }
header.top .path { font-size: 18px; }
header.top nav { margin-top: 6px; }
header.top nav a { margin-right: 16px; color: var(--ink); }
main { max-width: 1120px; margin: 0 auto; padding: 20px 24px 60px; }
h1 { font-size: 26px; font-weight: 400; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 28px 0 8px; }
h3 { font-size: 12px; color: var(--muted); margin: 0 0 6px; }
.muted { color: var(--muted); }
.number { color: var(--muted); font-weight: 300; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 240px; gap: 24px; margin-top: 16px; }
@media (max-width: 800px) { .columns { grid-template-columns: minmax(0, 1fr); } }
aside section { border-bottom: 1px solid var(--line); padding: 0 0 14px; margin-bottom: 14px; }
.state { display: inline-block; border-radius: 999px; padding: 3px 12px; color: #fff; font-weight: 500; }
.open, .good { background: var(--green); } .bad { background: var(--red); } .waiting { background: var(--yellow); }
.done, .merged { background: var(--purple); } .idle { background: var(--grey); }
.label { display: inline-block; border-radius: 999px; padding: 0 8px; margin: 0 4px 4px 0; font-size: 12px; font-weight: 500; }
.tag { border: 1px solid var(--line); border-radius: 999px; padding: 0 7px; font-size: 11px; color: var(--muted); font-weight: 400; white-space: nowrap; }
code { font: 12px/1.5 ui-monospace, monospace; background: var(--soft); border-radius: 6px; padding: 2px 5px; overflow-wrap: anywhere; }
.box { border: 1px solid var(--line); border-radius: 6px; margin: 12px 0; }
.box > header, .box > summary { background: var(--soft); border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; padding: 8px 14px; }
.box > .body { padding: 14px; }
details.box > .box { margin: 12px; }
details.box:not([open]) > summary { border-bottom: 0; border-radius: 6px; }
.row { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; padding: 8px 14px; border-top: 1px solid var(--line); }
.row:first-child { border-top: 0; }
.row .end { margin-left: auto; }
.row details { flex-basis: 100%; }
.event { padding: 5px 14px; margin-left: 14px; border-left: 2px solid var(--line); color: var(--muted); overflow-wrap: anywhere; }
.event b, .event code { color: var(--ink); }
.who { white-space: nowrap; }
.avatar { display: inline-block; width: 20px; height: 20px; margin-right: 6px; border-radius: 50%; color: #fff; font: 600 11px/20px system-ui, sans-serif; text-align: center; vertical-align: middle; }
.shade-0 { background: #0969da; } .shade-1 { background: #8250df; } .shade-2 { background: #1a7f37; }
.shade-3 { background: #bc4c00; } .shade-4 { background: #bf3989; } .shade-5 { background: #57606a; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
pre.mono { font: 12px/1.5 ui-monospace, monospace; }
.markdown { overflow-wrap: anywhere; }
.markdown > :first-child { margin-top: 0; } .markdown > :last-child { margin-bottom: 0; }
.markdown p, .markdown ul, .markdown ol, .markdown blockquote, .markdown table, .markdown pre { margin: 0 0 12px; }
.markdown h1, .markdown h2, .markdown h3 { color: var(--ink); font-weight: 600; margin: 20px 0 10px; }
.markdown h1 { font-size: 22px; } .markdown h2 { font-size: 18px; } .markdown h3 { font-size: 16px; }
.markdown ul, .markdown ol { padding-left: 24px; } .markdown ul { list-style: disc; }
.markdown blockquote { border-left: 4px solid var(--line); color: var(--muted); padding-left: 14px; margin-left: 0; }
.markdown blockquote > :last-child, .markdown-alert > :last-child { margin-bottom: 0; }
.markdown pre { background: var(--soft); border-radius: 6px; padding: 12px; font: 12px/1.5 ui-monospace, monospace; }
.markdown pre code { background: none; padding: 0; }
.markdown table { border-collapse: collapse; } .markdown td, .markdown th { border: 1px solid var(--line); padding: 5px 12px; }
.markdown summary { cursor: pointer; }
.markdown-alert { border-left: 4px solid var(--link); padding: 2px 14px; margin: 0 0 12px; }
.markdown-alert-title { font-weight: 600; color: var(--link); }
.markdown-alert-caution { border-color: var(--red); } .markdown-alert-caution .markdown-alert-title { color: var(--bad-ink); }
.markdown-alert-warning { border-color: var(--yellow); } .markdown-alert-warning .markdown-alert-title { color: var(--yellow); }
.markdown-alert-important { border-color: var(--purple); } .markdown-alert-important .markdown-alert-title { color: var(--purple); }
.reactions { padding: 0 14px 12px; }
.good-ink { color: var(--good-ink); } .bad-ink { color: var(--bad-ink); }
.dot { width: 18px; text-align: center; border-radius: 50%; color: #fff; font-size: 11px; line-height: 18px; }
`;
