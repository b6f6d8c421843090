"""Writers of pages know the nodes of extensions without being told for each page.

Sphinx puts a method for each node of all extensions into each writer that it
makes, three for a page; there are 200 such methods. It asks for the method for each node
by all names of its class. Each writer also looks for the style sheet of docutils, which
no page has.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME: Final = "create_translator"


def leave_stylesheet_out(app: Sphinx) -> None:
    """At ``builder-inited``: have writers look for none."""
    builder: Any = app.builder
    prepare = builder.prepare_writing

    def leave_out(name: str) -> None:
        settings = getattr(builder, name, None)
        if settings is not None and hasattr(settings, "stylesheet_path"):
            settings.stylesheet_path = settings.stylesheet = None

    @wraps(prepare)
    def prepare_writing(docnames: Any) -> None:
        prepare(docnames)
        leave_out("docsettings")

    leave_out("_settings")
    builder.prepare_writing = prepare_writing


def quicken_writers(app: Sphinx) -> None:
    """At ``builder-inited``: make a class that has these methods, and use it."""
    registry: Any = app.registry
    classes: dict[Any, type[Any]] = {}

    def create_translator(builder: Any, *args: Any) -> Any:
        base = registry.get_translator_class(builder)
        handlers = registry.translation_handlers.get(builder.name)
        if handlers is None:
            handlers = registry.translation_handlers.get(builder.format, {})
        key = base, builder.name
        if key not in classes:
            methods = _dispatching(base)
            for name, (visit, depart) in handlers.items():
                methods[f"visit_{name}"] = visit
                if depart:
                    methods[f"depart_{name}"] = depart
            classes[key] = type(base.__name__, (base,), methods)
        return classes[key](*args)

    setattr(registry, _NAME, create_translator)


def _dispatching(base: type[Any]) -> dict[str, Any]:
    """The methods that dispatch nodes, unless a class has its own."""
    ours = {"dispatch_visit": "visit_", "dispatch_departure": "depart_"}
    return {
        name: _dispatch(prefix, theirs)
        for name, prefix in ours.items()
        if (theirs := getattr(SphinxTranslator, name)) is getattr(base, name, None)
    }


def _dispatch(prefix: str, theirs: Any) -> Any:
    """*theirs*, by the name that was found for the last node of the same class."""
    names: dict[type, str] = {}

    def dispatch(writer: Any, node: Any) -> None:
        kind = node.__class__
        name = names.get(kind)
        if name is None:
            named = (f"{prefix}{cls.__name__}" for cls in kind.__mro__)
            name = next((n for n in named if getattr(writer, n, None)), "")
            names[kind] = name
        if name:
            getattr(writer, name)(node)
        else:
            theirs(writer, node)

    return dispatch
