"""Activities in schema.org terms: events, code, courses, grants.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from groupsite.build.schemaorg import filled, organization, property_value

if TYPE_CHECKING:
    from groupsite.model.rendering import Thing, Things


def talk_thing(talk: Any, things: Things) -> Thing:
    """A talk or poster, as a part of the event where it was given."""
    url = things.addresses.target(talk.url or "")
    event = (
        filled({"@type": "Event", "name": talk.event, "url": url}) if talk.event else {}
    )
    mode = "https://schema.org/OnlineEventAttendanceMode" if talk.remote else ""
    return filled(
        {
            "@type": "Event",
            "name": " · ".join(talk.title),
            "startDate": str(talk.date or ""),
            "location": {"@type": "Place", "name": talk.place} if talk.place else {},
            "eventAttendanceMode": mode,
            "performer": things.names("person", talk.people),
            "superEvent": event,
            "workFeatured": things.names("paper", talk.paper),
        }
    )


def event_thing(event: Any, things: Things) -> Thing:
    """Something that takes place, with those who organise it and who speak."""
    mode = "https://schema.org/OnlineEventAttendanceMode" if event.remote else ""
    return filled(
        {
            "@type": "Event",
            "name": event.title,
            "description": event.summary,
            "startDate": str(event.start or ""),
            "endDate": str(event.end or ""),
            "location": {"@type": "Place", "name": event.place} if event.place else {},
            "eventAttendanceMode": mode,
            "organizer": things.names("person", event.people),
            "performer": things.names("person", event.speakers),
            "sameAs": things.addresses.target(event.url or ""),
        }
    )


def media_thing(medium: Any, things: Things) -> Thing:
    """An article or a broadcast by others."""
    about = [
        *things.names("paper", medium.paper),
        *things.names("project", medium.project),
        *things.names("grant", medium.grant),
    ]
    return filled(
        {
            "@type": "CreativeWork",
            "name": medium.title,
            "genre": medium.kind,
            "datePublished": str(medium.date or ""),
            "publisher": organization(medium.outlet),
            "url": things.addresses.target(medium.url or ""),
            "about": about,
            "mentions": things.names("person", medium.people),
        }
    )


def software_thing(software: Any, things: Things) -> Thing:
    """A program: its authors, its language, where to get it."""
    addresses = [things.addresses.target(link.url) for link in software.links.values()]
    return filled(
        {
            "@type": "SoftwareSourceCode",
            "name": " · ".join(software.title),
            "description": software.about,
            "author": things.names("person", software.people),
            "programmingLanguage": software.language,
            "datePublished": str(software.released or ""),
            "codeRepository": next(filter(None, addresses), ""),
            "citation": things.names("paper", software.paper),
        }
    )


def course_thing(course: Any, things: Things) -> Thing:
    """A course that somebody taught."""
    return filled(
        {
            "@type": "Course",
            "name": course.title,
            "courseCode": course.unit,
            "educationalLevel": course.level,
            "provider": organization(course.institution),
        }
    )


def project_thing(project: Any, things: Things) -> Thing:
    """A project: who works on it, who pays for it, how long."""
    return filled(
        {
            "@type": "ResearchProject",
            "name": project.title,
            "description": project.summary,
            "member": things.names("person", (*project.people, *project.partners)),
            "funding": things.names("grant", project.grant),
            "foundingDate": str(project.start or ""),
            "dissolutionDate": str(project.end or ""),
            "knowsAbout": [things.settings.topics.get(t, "") for t in project.topic],
        }
    )


def grant_thing(grant: Any, things: Things) -> Thing:
    """A grant and its funder."""
    return filled(
        {
            "@type": "Grant",
            "name": grant.title,
            "alternateName": grant.short,
            "identifier": property_value("reference", grant.reference),
            "funder": organization(grant.funder),
        }
    )
