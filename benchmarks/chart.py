"""A chart of bars as SVG: drawn by hand, for light and dark pages alike."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, LEFT, RIGHT, ROW, TOP = 760, 250, 90, 30, 66
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1b25 }
.title { font-weight: 600; font-size: 15px }
.about { fill: #5a5a68 }
.bar { fill: #9aa3b5 }
.ours { fill: #3b6fb6 }
.span { stroke: #1b1b25; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6e8ee }
  .about { fill: #a9afbd }
  .bar { fill: #59627a }
  .ours { fill: #7fa9e3 }
  .span { stroke: #e6e8ee }
}
"""


class Bar(NamedTuple):
    """One bar: its name, the median, the least and the most; `ours` stands out."""

    name: str
    value: float
    least: float
    most: float
    ours: bool = False


def draw_bars(title: str, about: str, bars: Sequence[Bar]) -> str:
    """The chart as SVG text, the longest bar as wide as there is room."""
    longest = max(bar.most for bar in bars)
    height = TOP + ROW * len(bars) + 10
    spoken = "; ".join(f"{bar.name}: {bar.value:.3g}" for bar in bars)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="title about"><title id="title">{escape(title)}</title>'
        f'<desc id="about">{escape(spoken)}</desc><style>{STYLE}</style>',
        f'<text class="title" x="12" y="24">{escape(title)}</text>',
        f'<text class="about" x="12" y="45">{escape(about)}</text>',
    ]
    for place, bar in enumerate(bars):
        parts.append(draw_bar(bar, TOP + ROW * place, (WIDTH - LEFT - RIGHT) / longest))
    return "\n".join([*parts, "</svg>", ""])


def draw_bar(bar: Bar, top: float, scale: float) -> str:
    """A bar with its name, its number, and a line from the least to the most."""
    middle = top + ROW / 2
    start, end = (LEFT + scale * value for value in (bar.least, bar.most))
    return (
        f'<text x="{LEFT - 10}" y="{middle + 4}" text-anchor="end">{escape(bar.name)}</text>'
        f'<rect class="{"ours" if bar.ours else "bar"}" x="{LEFT}" y="{top + 5}" rx="3"'
        f' width="{max(1.0, scale * bar.value):.1f}" height="{ROW - 10}"/>'
        f'<line class="span" x1="{start:.1f}" x2="{end:.1f}" y1="{middle}" y2="{middle}"/>'
        f'<text x="{max(end, LEFT + scale * bar.value) + 8:.1f}" y="{middle + 4}">'
        f"{bar.value:.3g}</text>"
    )
