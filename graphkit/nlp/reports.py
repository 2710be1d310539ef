"""Who says so: the statements that events are reported by, from the innermost outwards."""

from __future__ import annotations

from graphkit.model import Event, Key, Role
from graphkit.nlp.drafts import Draft
from graphkit.nlp.fillers import Fillers
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.standing import Report


class Reports:
    """The statements of one document, one for each cue."""

    def __init__(self, reading: Reading, keys: Keys, fillers: Fillers) -> None:
        self._reading = reading
        self._keys = keys
        self._fillers = fillers
        self._statements: dict[int, Event] = {}
        self._speakers: dict[int, Referent] = {}

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
            speaker_key = self._keys.of(speaker) if speaker is not None else self._taken_up(report)
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
                if speaker is not None:
                    self._speakers[report.cue.i] = speaker
            if speaker_key is not None and statement is not None:
                outer_key, outer_speaker = statement.key, speaker_key
        agents = {r.filler for r in draft.roles if r.name == "agent"}
        is_own = outer_speaker in agents and (
            _is_own_saying(draft) or draft.kind in self._reading.lexicon.words("classes-of-speech")
        )
        if outer_speaker is not None and not is_own:
            draft.attributed_to, draft.reported_by = outer_speaker, outer_key

    def _taken_up(self, report: Report) -> Key | None:
        """Who spoke last, where a pronoun that nobody else explains speaks on: "The ministry said … It added …"."""
        node = report.speaker
        if node is None or node.lower not in {"it", "they"}:
            return None
        sentence = self._reading.tree.nodes[report.cue.i].sentence
        before = [
            i
            for i in self._statements
            if i < report.cue.i and sentence - self._reading.tree.nodes[i].sentence in {1, 2}
        ]
        speaker = self._speakers.get(max(before)) if before else None
        if speaker is None or speaker.is_person or speaker.plural != (node.lower == "they"):
            return None
        return self._keys.of(speaker)


def _is_own_saying(draft: Draft) -> bool:
    """Whether the event is the saying itself ("warned that"): the speaker is its agent, not its source."""
    return any(r.cue.i == draft.found.trigger.i for r in draft.standing.reports)
