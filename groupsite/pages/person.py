"""`{person}`: a member of the group, past or present; `{profile}`: the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from groupsite.build.icons import icon_gap
from groupsite.directives.entries import blocks
from groupsite.directives.options import RecordDirective, Use, option_spec
from groupsite.directives.placing import Placing
from groupsite.kinds.people.head import page_head, profile
from groupsite.kinds.people.kind import PERSON
from groupsite.pages.cv import vita_mention
from groupsite.pages.record import RecordPage

if TYPE_CHECKING:
    from docutils import nodes

    from groupsite.kinds.people.person import Person
    from groupsite.model.rendering import Context


class PersonPage(RecordPage):
    """The page of a person: who they are, and the newest of all that is linked to them."""

    kind = PERSON
    argument = Use("id of the person", "primjer-zeljka")

    def body(self, record: Person) -> list[nodes.Node]:
        """Return the head, what they say of themselves, then lists that are not empty."""
        context = self.context
        return [
            *page_head(record, context, *_vita(record, context)),
            *blocks("person-bio", context.markup("person", record, "bio")),
            *self.related(record.id),
        ]


def _vita(person: Person, context: Context) -> list[nodes.Node]:
    """What becomes a link to the CV as a PDF, if there is one."""
    if context.get("cv", person.id) is None:
        return []
    return [vita_mention("", "", icon_gap("", " · "), person=person.id)]


class Profile(RecordDirective):
    """Who somebody is, at the top of a page; the text in it stands below."""

    required_arguments = 0
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    argument = Use("id of the person; the owner of the site without one", "doe-jane")
    example = "I work on examples."
    option_spec: ClassVar = option_spec([])

    def run(self) -> list[nodes.Node]:
        """Return the head; nothing, and a message, if there is no such person."""
        missing = "a person is missing: write {profile} and a person's id"
        person = self.record("person", missing, self.context.settings.owner)
        if person is None:
            return []
        place = Placing(self.context, self.state.document, 2)
        return profile(
            person,
            self.parse_content_to_nodes(),
            place,
            *_vita(person, self.context),
        )
