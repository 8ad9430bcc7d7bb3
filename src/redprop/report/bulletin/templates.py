"""Word templates: those that come along and those of an office, filled in; mistakes in them are listed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from redprop.errors import Place, Problem, WorkspaceError

EPOCH = (1980, 1, 1, 0, 0, 0)
FOLDER = "templates"


class Template:
    """A Word template by its kind (`bulletin`, `leaders`, `sheet`, `notice`), or an office's own in its place."""

    def __init__(self, kind: str, own: Path | None = None) -> None:
        self.name = str(own) if own is not None else f"{kind}.docx"
        try:
            place = own if own is not None else files("redprop.report") / FOLDER / f"{kind}.docx"
            self.content = place.read_bytes()
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise WorkspaceError([Problem("cannot-read", Place(self.name), {"why": why})]) from error

    def filled(self, context: Mapping[str, Any], late: Mapping[str, Callable[[Any], Any]] | None = None) -> Any:
        """The document with its tags filled in; `late` makes what needs the document itself, such as pictures.

        Raises:
            WorkspaceError: The file is no Word document, a tag is wrong, or names nothing that there is.
        """
        from docx.opc.exceptions import PackageNotFoundError
        from docxtpl import DocxTemplate
        from jinja2 import StrictUndefined
        from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
        from jinja2.sandbox import SandboxedEnvironment

        try:
            document = DocxTemplate(io.BytesIO(self.content))
            document.init_docx()
        except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise self._wrong("template-no-word") from error
        environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        known = dict(context) | {name: make(document) for name, make in (late or {}).items()}
        try:
            unknown = sorted(document.get_undeclared_template_variables(environment) - set(known))
            if unknown:
                problems = [
                    Problem("template-unknown", Place(self.name), {"got": name, "choices": sorted(known)})
                    for name in unknown
                ]
                raise WorkspaceError(problems)
            document.render(known, environment)
        except TemplateSyntaxError as error:
            raise self._wrong("template-syntax", what=str(error.message)) from error
        except (UndefinedError, SecurityError, TypeError) as error:
            raise self._wrong("template-value", what=str(error)) from error
        except TemplateError as error:
            raise self._wrong("template-syntax", what=str(error)) from error
        return document

    def _wrong(self, code: str, **params: object) -> WorkspaceError:
        return WorkspaceError([Problem(code, Place(self.name), params)])


def same_bytes(document: Any) -> bytes:
    """A filled document as a file: the same bytes whenever it is written."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in written.namelist():
            made.writestr(zipfile.ZipInfo(name, EPOCH), written.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
