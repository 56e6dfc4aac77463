'use strict';
globalThis.mindfulFeed ??= /** @type {Parts} */ ({});

// The look of the cards of pauses.js, after that of the notes.
mindfulFeed.pauseStyle = `
:host {
  position: fixed !important;
  inset: auto 0 0 0 !important;
  inline-size: auto !important;
  block-size: auto !important;
  margin: 0 !important;
  padding: 16px !important;
  border: 0 !important;
  background: transparent !important;
  pointer-events: none !important;
  overflow: visible !important;
}
:host([place="top"]) { inset: 0 0 auto 0 !important; }
.frame {
  pointer-events: auto;
  inline-size: fit-content;
  max-inline-size: min(34rem, calc(100vw - 32px));
  margin-inline: auto;
  padding: 16px 20px;
  font-size: 16px;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-block-start: 3px solid var(--bar);
  border-radius: 14px;
  box-shadow: 0 10px 36px rgb(10 30 28 / 0.28);
}
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.frame:focus-visible { outline: none; }
dialog.frame[data-mode] { position: fixed; inset: 0; margin: auto; block-size: fit-content; }
dialog::backdrop { background: rgb(16 30 28 / 0.55); }
.says { display: flex; align-items: baseline; gap: 8px; font-weight: 600; font-size: 1.0625em; }
.says .sign { flex: none; margin: 0; translate: 0 0.12em; }
.cue { display: block; margin-block: 6px 12px; max-inline-size: 60ch; }
.acts { gap: 8px; margin-block-start: 12px; }
.acts button { min-block-size: 40px; padding: 4px 16px; border-color: var(--line); background: var(--paper); }
.acts button.first { color: var(--paper); background: var(--link); border-color: transparent; }
.acts button:disabled { opacity: 0.55; cursor: default; }
.acts button.first:hover { background: var(--ring); }
input {
  font: inherit;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--soft);
  border-radius: 8px;
  min-block-size: 38px;
  padding: 2px 10px;
  inline-size: 100%;
  margin-block-start: 8px;
}
.breath {
  inline-size: 84px;
  block-size: 84px;
  margin: 18px auto;
  border-radius: 50%;
  background: var(--tint);
  border: 3px solid var(--bar);
}
@media (prefers-reduced-motion: no-preference) {
  .breath { animation: breathe 10s ease-in-out infinite; }
  @keyframes breathe { 0%, 100% { scale: 0.72; } 40% { scale: 1.12; } 55% { scale: 1.12; } }
}
@media (forced-colors: active) {
  .frame { border: 2px solid CanvasText; }
}
`;
