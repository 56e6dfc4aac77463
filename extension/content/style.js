'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The look of everything inside a note's shadow root. `!important` on :host wins over the page.
mindfulFeed.style = `
:host {
  all: initial !important;
  display: block !important;
  position: relative !important;
  visibility: inherit !important;
}
:host([hidden]) { display: block !important; }
/* Without room of its own in lists that lay their items out in a grid or a row with gaps. */
:host([afloat]) { position: absolute !important; }

.frame {
  --ink: #26302e; --soft: #55615e; --paper: #f4f6f4; --line: #d3dbd7; --bar: #6f9a91;
  --link: #1b5f58; --tint: #e3ebe7; --ring: #1b655e;
  font: 0.875em/1.45 system-ui, "Segoe UI", "Noto Sans", sans-serif;
  color: var(--ink);
  text-align: start;
  overflow-wrap: anywhere;
  box-sizing: border-box;
}
.frame[data-theme="dark"] {
  --ink: #e4eae7; --soft: #aab7b2; --paper: #222a29; --line: #3b4744; --bar: #5f8b82;
  --link: #93d1c4; --tint: #2f3b38; --ring: #93d1c4;
}
.frame:not([data-mode]) { display: none; }
.frame *, .frame *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
/* Words keep a direction of their own: the page may be written the other way. */
button, .title, .cue { unicode-bidi: plaintext; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; }

.frame:is([data-mode="flow"], [data-mode="fold"]) { margin-block: 2px 8px; }
.frame:is([data-mode="flow"], [data-mode="fold"])[data-kind="note"] {
  background: var(--paper);
  border: 1px solid var(--line);
  border-inline-start: 3px solid var(--bar);
  border-radius: 8px;
  padding-block: 5px;
  padding-inline: 10px 6px;
}
.frame[data-mode="overlay"], .frame[data-mode="dot"] {
  position: absolute;
  inset-block-start: 0;
  inset-inline-start: 0;
  z-index: 3;
  display: flex;
  justify-content: flex-end;
  padding-inline: 8px;
  margin: 0;
  pointer-events: none;
}
/* A post that is no taller than a line. */
.frame.tight { overflow: auto; }
.frame.tight[data-kind="note"] { padding-block: 0; }
.frame.tight .cue { display: none; }
/* Where posts stand at fixed places, an opened note lies over its post, and scrolls in a short one. */
.frame.afloat[data-mode="flow"] { position: absolute; inset-block-start: 0; inset-inline-start: 0; z-index: 3; margin: 0; overflow: auto; }
.frame[data-mode] > * { pointer-events: auto; }
.frame[data-mode="fold"] { margin-block: 0; }
.frame:not([data-mode="flow"], [data-mode="fold"]) :is(.line, .panel) { display: none; }
.frame:not([data-mode="overlay"]) .pill, .frame:not([data-mode="dot"]) .dot { display: none; }
.frame:not([data-mode="fold"]) .choice, .frame[data-mode="fold"] :is(.again, .close) { display: none; }

.line { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; }
.words { flex: 1 1 14em; padding-block: 3px; }
.title { font-weight: 600; }
.cue { color: var(--soft); display: inline-block; }
.acts { display: flex; flex-wrap: wrap; }
.choice { display: grid; grid-template-columns: 1fr 1fr; gap: 6px; }
.choice button { border-color: var(--line); background: var(--tint); padding-inline: 14px; min-block-size: 32px; }
.close { font-size: 1.15em; line-height: 1; }
.sign { inline-size: 1em; block-size: 1em; vertical-align: -0.12em; margin-inline-end: 0.45em; flex: none; }
.sign path { fill: none; stroke: var(--bar); stroke-width: 3.4; stroke-linecap: round; }

button {
  font: inherit;
  font-weight: 600;
  color: var(--link);
  background: transparent;
  border: 1px solid transparent;
  border-radius: 6px;
  margin: 0;
  padding: 2px 8px;
  min-block-size: 28px;
  min-inline-size: 24px;
  cursor: pointer;
}
.acts button:hover, .acts button[aria-expanded="true"] { background: var(--tint); }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 1px; }

.pill {
  display: inline-flex;
  align-items: center;
  max-inline-size: 100%;
  min-block-size: 24px;
  padding: 0 10px;
  font-size: 0.9em;
  line-height: 1.35;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 12px;
}
.pill > span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
button.pill:hover { background: var(--tint); }

.frame[data-kind="mark"] { color: var(--soft); font-size: 0.8125em; }
.frame[data-kind="mark"] .pill { font-size: 1em; color: var(--soft); }

.dot {
  display: grid;
  place-items: center;
  inline-size: 24px;
  min-inline-size: 24px;
  block-size: 24px;
  min-block-size: 24px;
  padding: 0;
  border-radius: 50%;
}
.dot::before {
  content: "";
  inline-size: 12px;
  block-size: 12px;
  border: 2px solid var(--bar);
  border-radius: 50%;
  background: var(--paper);
}
.dot.dotted::before { border: 2px dotted var(--soft); }
.tip {
  align-self: center;
  order: -1;
  padding: 2px 10px;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 8px;
  font-size: 0.9em;
  opacity: 0;
}
.frame .tip { pointer-events: none; }
.dot:is(:hover, :focus-visible) + .tip { opacity: 1; }

.panel { border-block-start: 1px solid var(--line); margin-block-start: 5px; padding-block: 7px 4px; color: var(--ink); max-inline-size: 60em; }
.panel p + p { margin-block-start: 4px; }
.panel .soft { color: var(--soft); }
.panel li { padding-block: 4px; }
.panel li + li { border-block-start: 1px solid var(--line); }
.panel strong { font-weight: 600; }
.panel .away { color: var(--soft); font-size: 0.9em; margin-inline-start: -8px; }
.contacts { display: flex; flex-wrap: wrap; gap: 2px 14px; }
a { color: var(--link); font-weight: 600; text-underline-offset: 0.2em; display: inline-block; padding-block: 2px; min-block-size: 24px; border-radius: 3px; }

@media (prefers-contrast: more) {
  .frame { --soft: var(--ink); --line: var(--ink); --bar: var(--ink); --ring: var(--ink); }
}
@media (forced-colors: active) {
  .frame { --bar: CanvasText; --soft: CanvasText; --ring: Highlight; }
  .frame .tip { border-color: CanvasText; }
}
`;

{
  // Firefox does not take sheets of a content script (bug 1751346); there each note brings its own.
  const canAdopt = !('openOrClosedShadowRoot' in Element.prototype);
  /** @type {CSSStyleSheet | undefined} */
  let sheet;

  /** Gives a note its look; all of them share one sheet. */
  mindfulFeed.dress = (root) => {
    if (!canAdopt) {
      root.append(Object.assign(document.createElement('style'), { textContent: mindfulFeed.style }));
      return;
    }
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(mindfulFeed.style);
    }
    root.adoptedStyleSheets = [sheet];
  };
}
