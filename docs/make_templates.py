"""Makes the Word templates that redprop ships, in the manner of official documents: A4, GB/T 9704.

Fonts that a machine lacks are replaced as the file's own table of fonts says. Run it from the root:
`python docs/make_templates.py`.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FOLDER = Path(__file__).parents[1] / "src" / "redprop" / "report" / "templates"
FONTS = {"方正小标宋简体": "宋体", "仿宋": "仿宋_GB2312", "黑体": "SimHei", "楷体": "楷体_GB2312"}
"""Fonts of official documents, each with what stands in for it."""
BODY, HEADING, TITLE, LATIN = "仿宋", "黑体", "方正小标宋简体", "Times New Roman"
EPOCH = (1980, 1, 1, 0, 0, 0)


def font(style: Any, name: str, size: float, *, bold: bool = False) -> None:
    """A style's font, for Chinese and for Latin letters."""
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), bold
    style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), LATIN)


def spacing(style: Any, *, line: float, before: float = 0, after: float = 0, indent: float = 0) -> None:
    """The lines of a style: exactly so high, so much before and after, indented."""
    said = style.paragraph_format
    said.line_spacing_rule, said.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    said.space_before, said.space_after, said.first_line_indent = Pt(before), Pt(after), Pt(indent)
    said.widow_control = True


def new(size: float, line: float) -> Any:
    """An empty document with the styles of official ones; text is so large, lines so high."""
    document = Document()
    styles = document.styles
    font(styles["Normal"], BODY, size)
    spacing(styles["Normal"], line=line)
    for name, face, height in (("Title", TITLE, 22), ("Heading 1", HEADING, size), ("Heading 2", HEADING, size)):
        font(styles[name], face, height)
        spacing(styles[name], line=max(line, height * 1.5), before=6 if name == "Heading 2" else 0)
        styles[name].paragraph_format.keep_with_next = True
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    spacing(styles["Title"], line=36, before=18, after=18)
    for edge in styles["Title"].element.xpath(".//w:pBdr"):
        edge.getparent().remove(edge)
    styles["Heading 1"].paragraph_format.first_line_indent = Pt(2 * size)
    text = styles.add_style("Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = styles["Normal"]
    text.paragraph_format.first_line_indent = Pt(2 * size)
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    note = styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = text
    font(note, BODY, 11)
    spacing(note, line=19, indent=22)
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    font(cell, BODY, 9)
    spacing(cell, line=12, before=1, after=1)
    head = styles.add_style("Head", WD_STYLE_TYPE.PARAGRAPH)
    head.base_style = cell
    font(head, HEADING, 9)
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    annex = styles.add_style("Annex", WD_STYLE_TYPE.PARAGRAPH)
    annex.base_style = styles["Heading 1"]
    annex.paragraph_format.first_line_indent = Pt(0)
    annex.paragraph_format.page_break_before = True
    picture = styles.add_style("Picture", WD_STYLE_TYPE.PARAGRAPH)
    picture.base_style = styles["Normal"]
    picture.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture.paragraph_format.first_line_indent = Pt(0)
    return document


def page(section: Any, *, wide: bool = False, margins: tuple[float, float, float, float] = (37, 35, 28, 26)) -> None:
    """A4, upright or wide, with its margins: top, bottom, left, right."""
    size = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = size
    top, bottom, left, right = margins
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.footer_distance = Mm(15)


def numbered(section: Any) -> None:
    """A footer with the page number between dashes."""
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, kind in (("— ", None), (None, "begin"), ("PAGE", "code"), (None, "end"), (" —", None)):
        run = line.add_run()
        run.font.size = Pt(12)
        if kind is None:
            run.text = text
        elif kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def put(document: Any, style: str, *lines: str) -> None:
    """Paragraphs of a style."""
    for line in lines:
        document.add_paragraph(line, style=style)


def table(document: Any, variable: str) -> None:
    """A table of as many rows and columns as there are; its first row stands on every page."""
    put(document, "Heading 2", f"{{%p if {variable}.title %}}", f"{{{{ {variable}.title }}}}", "{%p endif %}")
    grid = document.add_table(rows=4, cols=3)
    grid.style = "Table Grid"
    grid.autofit = False
    rows = [
        ["{%tc for head in TABLE.head %}", "{{ head }}", "{%tc endfor %}"],
        ["{%tr for row in TABLE.rows %}", "", ""],
        ["{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"],
        ["{%tr endfor %}", "", ""],
    ]
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text.replace("TABLE", variable)
            cell.paragraphs[0].style = document.styles["Head" if row is grid.rows[0] or texts is rows[0] else "Cell"]
    heads(grid, 0)
    close(grid)


def close(grid: Any) -> None:
    """Cells with narrow margins: rankings have many columns."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def heads(grid: Any, *numbers: int) -> None:
    """The first row is repeated on each page, and no row is split."""
    for number, row in enumerate(grid.rows):
        said = row._tr.get_or_add_trPr()
        said.append(OxmlElement("w:cantSplit"))
        if number in numbers:
            said.append(OxmlElement("w:tblHeader"))


def parts(document: Any, passages: str, heading: str = "Heading 1", text: str = "Text") -> None:
    """Headings, paragraphs, pictures and tables of some passages."""
    put(document, "Normal", f"{{%p for passage in {passages} %}}")
    put(document, heading, "{%p if passage.heading %}", "{{ passage.heading }}", "{%p endif %}")
    put(document, text, "{%p for line in passage.paragraphs %}", "{{ line }}", "{%p endfor %}")
    put(document, "Picture", "{%p if passage.pictures %}")
    put(document, "Picture", "{% for picture in passage.pictures %}{{ picture }} {% endfor %}", "{%p endif %}")
    put(document, "Normal", "{%p for table in passage.tables %}")
    table(document, "table")
    put(document, "Normal", "{%p endfor %}", "{%p endfor %}")


def bulletin() -> Any:
    """The bulletin: text upright, annexes wide."""
    document = new(16, 29)
    page(document.sections[0])
    numbered(document.sections[0])
    put(document, "Picture", "{{ number }}")
    put(document, "Title", "{{ title }}")
    put(document, "Normal", "{%p if to %}", "{{ to }}", "{%p endif %}")
    put(document, "Text", "{%p if lead %}", "{{ lead }}", "{%p endif %}")
    parts(document, "passages")
    put(document, "Text", "{%p if annexes %}", "{%p for annex in annexes %}", "{{ annex.heading }}", "{%p endfor %}")
    put(document, "Text", "{%p endif %}")
    for line in ("", "{{ signature }}", "{{ date }}"):
        document.add_paragraph(line, style="Normal").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    annexes = document.add_section(WD_SECTION.CONTINUOUS)
    page(annexes, wide=True, margins=(20, 20, 15, 15))
    parts(document, "annexes", "Annex", "Note")
    return document


def leaders() -> Any:
    """The one page for leaders."""
    document = new(11, 16)
    page(document.sections[0], margins=(14, 14, 16, 16))
    document.styles["Title"].font.size = Pt(16)
    spacing(document.styles["Title"], line=22, after=4)
    spacing(document.styles["Heading 2"], line=14, before=3)
    font(document.styles["Heading 2"], HEADING, 10)
    spacing(document.styles["Cell"], line=10.5)
    font(document.styles["Cell"], BODY, 8)
    font(document.styles["Head"], HEADING, 8)
    put(document, "Title", "{{ title }}")
    parts(document, "passages")
    return document


def sheet() -> Any:
    """A paper of one subject."""
    document = new(11, 16)
    page(document.sections[0], wide=True, margins=(18, 18, 15, 15))
    numbered(document.sections[0])
    document.styles["Title"].font.size = Pt(18)
    spacing(document.styles["Title"], line=26, after=6)
    font(document.styles["Heading 2"], HEADING, 11)
    put(document, "Title", "{{ title }}")
    put(document, "Normal", "{%p for line in about %}", "{{ line }}", "{%p endfor %}")
    put(document, "Normal", "{%p for table in tables %}")
    table(document, "table")
    put(document, "Normal", "{%p endfor %}")
    put(document, "Normal", "{%p for line in foot %}", "{{ line }}", "{%p endfor %}", "")
    put(document, "Normal", "{%p for line in signatures %}", "{{ line }}", "{%p endfor %}")
    return document


def same_bytes(document: Any) -> bytes:
    """The document with what stands in for its fonts, and the same bytes whenever it is made."""
    raw = io.BytesIO()
    document.core_properties.author = ""
    document.core_properties.title = ""
    document.core_properties.comments = ""
    for style in [style for style in document.styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):
            style.element.getparent().remove(style.element)  # none is used, and each would be in every file
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/fontTable.xml":
                stand_in = "".join(
                    f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in FONTS.items()
                )
                content = content.replace(b"</w:fonts>", f"{stand_in}</w:fonts>".encode())
            if name.startswith(("docProps/thumbnail", "word/stylesWithEffects")):
                continue
            if name.endswith(".rels"):
                content = re.sub(rb"<Relationship [^>]*(thumbnail|stylesWithEffects)[^>]*/>", b"", content)
            if name == "[Content_Types].xml":
                content = re.sub(rb"<Override [^>]*stylesWithEffects[^>]*/>", b"", content)
            made.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


TEMPLATES = {"bulletin": bulletin, "leaders": leaders, "sheet": sheet, "notice": sheet}


def main() -> int:
    """Writes them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(same_bytes(make()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
