"""Pictures: one scene, laid out once, written as SVG for pages and as a reportlab drawing for PDF.

- `scene`: the shapes (Rect, Circle, Line, Path, Text, Group) and the Scene; y grows downwards, colours are roles.
- `measure`: how wide text is, wrapping and eliding, without loading reportlab.
- `svg.to_svg(scene, id_prefix=…)`: for a page, coloured by `web/components/drawing.css`; `standalone=True` for a file.
- `pdf.to_drawing(scene, width=…)` and `pdf.to_pdf(scene)`: import these inside the function that needs them.
- `charts`: what lays data out into a scene: `bars`, `likert`, `columns`, `line`, `heatmap`, `dotplot`, `histogram`.
  Each is a `charts.caption.Chart`: title, description, note (n, unit, source), table, and all that in sentences.
- `samples.charts()`: every chart in its states, over made-up figures.
- `figure.make_figure(chart, id_prefix=…)` and the template `drawing/figure.html`: a chart on a page, with its table.
- `fonts.register()`: the shipped faces for any PDF; `palette`: the light colours and the faces' names in a PDF.

A picture of one's own:

    scene = Scene(200, 40, _("The road"), _("A stop at Albert, linked."), (
        Path((("M", 10, 30), ("C", 60, 0, 120, 0, 190, 30)), stroke="route", dash=(0.1, 6.5), cap="round"),
        Group((Circle(100, 8, 12, fill="transparent"), Circle(100, 8, 8, fill="paper", stroke="route")),
              href=url, label=_("Stop 1, Albert")),
    ))

Rules: the title names, the description tells what is seen in full sentences; whatever a picture shows is also in text
beside it (a table, a list). A link is at least 24 units across at the size it is shown. A colour never speaks alone.
`number` rounds coordinates to a tenth; equal scenes give equal bytes, so that pictures can be cached and compared.
"""
