"""Give reported speech one analysis: what is said is the ``ccomp`` of the saying verb."""

from __future__ import annotations

from conllu import Word

SAYING = frozenset(
    """say tell add announce report state claim note ask reply warn argue declare insist explain confirm deny
    acknowledge admit allege assert comment conclude continue estimate mention observe point predict recall remark
    respond stress suggest think believe write read tweet quote""".split()
)


def relabel_speech(words: list[Word]) -> int:
    """Rewrite a tree in place and return how many clauses were changed.

    1. "Clause, X said.": a finite saying verb that is ``parataxis`` of the clause before it, has a subject and
       no clause of its own, and follows every word of that clause, becomes the head; the clause is its ``ccomp``.
    2. 'X said: "Clause."': ``parataxis`` after a saying verb that has no ``ccomp`` and stands behind a colon
       or an opening quotation mark becomes ``ccomp``.

    A saying verb in the middle of the clause ("The talks, he said, failed") stays ``parataxis``.
    """
    return sum(_raise_verb(words, index) + _relabel_quote(words, index) for index in range(len(words)))


def _children(words: list[Word], head: int) -> list[int]:
    return [i for i, word in enumerate(words) if word.head == head and i != head]


def _subtree(words: list[Word], head: int) -> set[int]:
    found, stack = {head}, [head]
    while stack:
        for child in _children(words, stack.pop()):
            if child not in found:
                found.add(child)
                stack.append(child)
    return found


def _raise_verb(words: list[Word], verb: int) -> int:
    word = words[verb]
    if word.deprel != "parataxis" or word.upos != "VERB" or word.lemma.lower() not in SAYING or word.head >= verb:
        return 0
    clause = word.head
    children = _children(words, verb)
    labels = {words[i].deprel.split(":")[0] for i in children}
    if not labels & {"nsubj"} or labels & {"ccomp", "mark", "parataxis", "obj", "xcomp", "cc"}:
        return 0
    own = _subtree(words, verb)
    rest = [i for i in _subtree(words, clause) - own if words[i].upos != "PUNCT"]
    if not rest or max(rest) > min(own - {i for i in own if words[i].upos == "PUNCT"}):
        return 0
    is_root = words[clause].head == clause
    word.head, word.deprel = (verb, "root") if is_root else (words[clause].head, words[clause].deprel)
    words[clause].head, words[clause].deprel = verb, "ccomp"
    for i in _children(words, clause):
        if words[i].upos == "PUNCT" and i > max(rest):
            words[i].head = verb
    return 1


def _relabel_quote(words: list[Word], clause: int) -> int:
    word = words[clause]
    verb = word.head
    if word.deprel != "parataxis" or verb >= clause or words[verb].lemma.lower() not in SAYING:
        return 0
    if words[verb].upos != "VERB" or any(words[i].deprel == "ccomp" for i in _children(words, verb)):
        return 0
    start = min(_subtree(words, clause))
    marks = {words[i].form for i in (start - 1, start) if i >= 0}
    if not marks & {":", '"', "``", "“", "'", "‘"}:
        return 0
    word.deprel = "ccomp"
    return 1
