"""Who asks where -> what the answer may be made of. Without a word about it: public only.

In a channel the channel decides, in a direct message the person, in a group message what all of
them have in common. Whatever cannot be found out counts as "not allowed".
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace

from slack_sdk.errors import SlackApiError, SlackClientError

from assistant.types import PUBLIC, Filters, Reader
from bot.grants import Grant, Grants, GrantsFile
from bot.jobs import Asked
from bot.people import People

logger = logging.getLogger(__name__)

PUBLIC_ONLY = Reader(frozenset({PUBLIC}))
_PUBLIC = frozenset({PUBLIC})


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be read, and which documents are asked."""

    reader: Reader = PUBLIC_ONLY
    filters: Filters = field(default_factory=Filters)

    @property
    def audiences(self) -> frozenset[str]:
        """The labels that the reader has; never "everything"."""
        return self.reader.audiences or frozenset()


class Rights:
    """Says what may be read, by the operator's file and by who is there to read."""

    def __init__(self, people: People, grants_file: GrantsFile) -> None:
        self._people = people
        self._grants_file = grants_file

    def of(self, asked: Asked) -> Scope:
        """Return what an answer to this question, in its place, may be made of."""
        if asked.is_private:
            return Scope() if asked.external else self.of_person(asked.user)
        return self.of_channel(asked.channel, external=asked.external)

    def of_person(self, user_id: str) -> Scope:
        """Return what a person may read alone."""
        grants = self._grants_file.current()
        if not grants.users and not grants.groups:
            return Scope()
        try:
            return self._person(user_id, grants)
        except (SlackApiError, SlackClientError, OSError) as error:
            logger.warning("%s reads what is public only: %s", user_id, error)
            return Scope()

    def of_channel(self, channel_id: str, *, external: bool = False) -> Scope:
        """Return what every reader of a channel may read."""
        grants = self._grants_file.current()
        grant = grants.channels.get(channel_id)
        filters = grant.filters.to_filters() if grant else Filters()
        if external or (grant is None and not grants.users and not grants.groups):
            return Scope(filters=filters)
        try:
            audiences = self._channel(channel_id, grant, grants)
        except (SlackApiError, SlackClientError, OSError) as error:
            logger.warning("channel %s reads what is public only: %s", channel_id, error)
            audiences = _PUBLIC
        return Scope(Reader(audiences), filters)

    def _person(self, user_id: str, grants: Grants) -> Scope:
        person = self._people.person(user_id)
        if not person.is_ours:
            return Scope()
        own = grants.users.get(person.email) if person.email else None
        given = [own] if own else []
        given += [
            grant for group, grant in grants.groups.items() if user_id in self._people.group(group)
        ]
        audiences = _PUBLIC.union(*(grant.audiences for grant in given))
        scope = Scope(Reader(audiences))
        return replace(scope, filters=own.filters.to_filters()) if own else scope

    def _channel(self, channel_id: str, grant: Grant | None, grants: Grants) -> frozenset[str]:
        facts = self._people.channel(channel_id)
        if facts.is_shared:
            return _PUBLIC
        if grant is None and not facts.is_group_message:
            return _PUBLIC
        members = self._people.members(channel_id)
        if members is None:
            logger.warning("channel %s has too many members to look for guests", channel_id)
            return _PUBLIC
        if grant is not None:
            return grant.audiences if self._all_are_ours(members) else _PUBLIC
        return self._in_common(members, grants)

    def _all_are_ours(self, members: frozenset[str]) -> bool:
        people = map(self._people.person, members)
        return all(person.is_ours or person.is_bot for person in people)

    def _in_common(self, members: frozenset[str], grants: Grants) -> frozenset[str]:
        """Return what all members of a group message may read."""
        people = [self._people.person(member) for member in members]
        each = [self._person(p.id, grants).audiences for p in people if not p.is_bot]
        return frozenset.intersection(*each) if each else _PUBLIC
