"""When a page has drawn itself, and whether anything in it moved on the way."""

# To be waited for: then what was changed before is on the screen.
DRAWN = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
# Run before the page's own scripts; `shifts` has then how far things moved by themselves.
WATCH_SHIFTS = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.shifts.push(entry.value);
}).observe({ type: 'layout-shift', buffered: true });
"""
