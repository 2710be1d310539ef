"""Who says so: the statements that events are reported by, from the innermost outwards."""

from __future__ import annotations

from graphkit.model import Event, Key, Role
from graphkit.nlp.drafts import Draft
from graphkit.nlp.fillers import Fillers
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading


class Reports:
    """The statements of one document, one for each cue."""

    def __init__(self, reading: Reading, keys: Keys, fillers: Fillers) -> None:
        self._reading = reading
        self._keys = keys
        self._fillers = fillers
        self._statements: dict[int, Event] = {}

    @property
    def statements(self) -> tuple[Event, ...]:
        """All statements made so far, as events."""
        return tuple(self._statements.values())

    def tie(self, draft: Draft) -> None:
        """Tie the event to its innermost report, and that to the next."""
        if draft.kind == "Statement":
            return
        outer_key: Key | None = None
        outer_speaker: Key | None = None
        for report in reversed([r for r in draft.standing.reports if r.cue.i != draft.found.trigger.i]):
            speaker = (
                self._fillers.referent_of(report.speaker, frozenset({"actor"})) if report.speaker is not None else None
            )
            speaker_key = self._keys.of(speaker) if speaker is not None else None
            statement = self._statements.get(report.cue.i)
            span = self._reading.span(report.cue.i, report.cue.i)
            if statement is None and speaker_key is not None:
                statement = Event(
                    key=self._keys.new_event(),
                    kind="Statement",
                    trigger=span,
                    mentions=(span,),
                    roles=(Role("agent", speaker_key, None, span),),
                    modality="Actual",
                    attributed_to=outer_speaker,
                    reported_by=outer_key,
                    rule="report",
                )
                self._statements[report.cue.i] = statement
            if speaker_key is not None and statement is not None:
                outer_key, outer_speaker = statement.key, speaker_key
        agents = {r.filler for r in draft.roles if r.name == "agent"}
        if outer_speaker is not None and not (outer_speaker in agents and _is_own_saying(draft)):
            draft.attributed_to, draft.reported_by = outer_speaker, outer_key


def _is_own_saying(draft: Draft) -> bool:
    """Whether the event is the saying itself ("warned that"): the speaker is its agent, not its source."""
    return any(r.cue.i == draft.found.trigger.i for r in draft.standing.reports)
