"""Actions of quizzes: what can be asked, starting one, handing it in, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roadmap_cards.errors import ProblemError
from roadmap_cards.library.change import Change
from roadmap_cards.library.quiz_catalogue import Catalogue, read_catalogue
from roadmap_cards.library.quiz_counting import card_of, count_answers
from roadmap_cards.library.quiz_result import QuizResult, result_of
from roadmap_cards.library.quiz_sitting import QuizSitting
from roadmap_cards.settings import Learning
from roadmap_cards.storage import quiz_scores, tested_cards
from roadmap_cards.storage import quizzes as queries
from roadmap_cards.storage import reviews as log_queries
from roadmap_cards.storage import today as day_queries
from roadmap_cards.storage.database import Database
from roadmap_cards.storage.quiz_catalogue import AskedEntry, asked_entries
from roadmap_cards.storage.quizzes import Asked, QuestionRow, QuizRow
from roadmap_cards.study import quiz_score
from roadmap_cards.study.blueprint import Candidate
from roadmap_cards.study.card import Body, Choice, Learned, Multi, New
from roadmap_cards.study.day import Moment
from roadmap_cards.study.question import guess_chance, has_code, still_asks, time_allowed
from roadmap_cards.study.quiz import EXAM_SIZE, Mode, Wish
from roadmap_cards.study.quiz_score import Score, Tally, Verdict
from roadmap_cards.study.schedule import Schedule

LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True)
class PastQuiz:
    """A quiz that was handed in, in one line."""

    quiz: QuizRow
    score: Score
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """An option of a choice question: whether it is right, and how often it was chosen."""

    text: str
    correct: bool
    chosen: int


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """How a question has done, for whoever writes decks."""

    key: str
    kind: str
    asked: int
    right: int
    options: tuple[OptionFacts, ...]

    @property
    def never_chosen(self) -> tuple[str, ...]:
        """The wrong options that nobody chose: they distract nobody."""
        return tuple(option.text for option in self.options if not option.chosen and not option.correct)


@dataclass(frozen=True, slots=True)
class AddedToReview:
    """What “add to review” did: `cards` are due today.

    Of `unseen` mistakes no card was ever seen, `without` have none; `aside` cards are suspended, put off, or
    their topic rests.
    """

    cards: int
    unseen: int
    aside: int
    without: int


class Quizzes:
    """Quizzes. Reached as `library.quizzes`."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], Moment],
        learning: Callable[[], Learning],
        tell: Callable[[Change], None],
    ) -> None:
        """Work on an open collection; `tell` is called with every change."""
        self._database = database
        self._now = now
        self._learning = learning
        self._tell = tell

    # --- Before

    def catalogue(self, seed: int = 0) -> Catalogue:
        """Return all that can be asked today; `seed` decides which of it a wish gets."""
        return read_catalogue(self._database.plain, self._now().day, seed)

    def under_way(self) -> QuizRow | None:
        """Return the quiz that was begun and not handed in, or None."""
        return queries.under_way(self._database.read)

    # --- A quiz

    def start(self, wish: Wish, rng: Random, catalogue: Catalogue | None = None) -> QuizSitting:
        """Begin a quiz; ProblemError where nothing can be asked, or another quiz is under way.

        With a `catalogue`, it is the quiz that was told of before.
        """
        catalogue = catalogue or self.catalogue(rng.randrange(LARGEST_SEED))
        chosen = catalogue.choice(wish)
        whole = wish.is_level_exam and catalogue.is_whole_level(wish)
        width = wish.topics & {topic.id for topic in catalogue.topics} if whole else frozenset[int]()
        return self._begin(chosen, wish.mode, catalogue.title(wish), wish.level, rng, width=width)

    def retry(self, result: QuizResult, rng: Random) -> QuizSitting:
        """Begin a practice with the questions that were not right; ProblemError where all were."""
        again = [
            Candidate(
                entry=row.entry,
                variant=row.question.variant,
                topic=row.response.topic,
                item=row.item,
                kind=row.response.kind,
                code=row.response.code,
            )
            for row in result.mistakes
        ]
        if not again:
            raise ProblemError("There is no mistake to ask again.", hint="All answers were right.")
        title = result.quiz.title.removesuffix(", again")
        gone = "What was wrong is withdrawn from the decks by now."
        mixed = rng.sample(again, len(again))
        return self._begin(mixed, Mode.PRACTICE, f"{title}, again", "", rng, hint=gone)

    def resume(self) -> QuizSitting:
        """Go on with the quiz that is under way; LookupError where there is none.

        Raises ProblemError where all its questions were rewritten meanwhile.
        """
        row = self.under_way()
        if row is None:
            raise LookupError("no quiz is under way")
        sitting = self._sitting(row.id)
        if not sitting.questions:
            raise ProblemError(
                f"The questions of “{row.title}” were rewritten, so there is nothing left to ask.",
                hint="Hand it in as it is.",
            )
        return sitting

    def hand_in_as_it_is(self) -> int | None:
        """Hand in the quiz under way without going on with it, as `QuizSitting.hand_in` does."""
        row = self.under_way()
        return None if row is None else self._hand_in(row, row.used)

    def _begin(
        self,
        chosen: Sequence[Candidate],
        mode: Mode,
        title: str,
        level: str,
        rng: Random,
        *,
        width: frozenset[int] = frozenset(),
        hint: str = "Choose more topics, or allow those asked lately.",
    ) -> QuizSitting:
        """Begin a quiz with those that can still be asked; `width` are the topics of a level to be passed."""
        if (row := self.under_way()) is not None:
            raise ProblemError(
                f"“{row.title}” is still under way.", hint="Go on with it, or hand it in as it is."
            )
        bodies = queries.bodies(self._database.read, [one.entry for one in chosen])
        # Decks may have been read between the choice and the start.
        there = [one for one in chosen if one.entry in bodies and still_asks(bodies[one.entry], one.variant)]
        questions = [_asked(one, bodies[one.entry], rng) for one in there]
        if not questions:
            raise ProblemError("There is no question to ask just now.", hint=hint)
        allowed = sum(one.allowed for one in questions) if mode is Mode.EXAM else None
        with self._database.change("Begin quiz") as tx:
            quiz_id = queries.store_quiz(
                tx,
                mode=mode,
                title=title,
                level_key=level,
                counts_for_level=bool(width)
                and len(there) >= EXAM_SIZE
                and {one.topic for one in there} >= width,
                allowed=allowed,
                moment=self._now(),
                questions=questions,
            )
        self._tell(Change("Begin quiz", frozenset({"quiz"})))
        return self._sitting(quiz_id)

    def _sitting(self, quiz_id: int) -> QuizSitting:
        return QuizSitting(self._database, self._now, self._tell, self._hand_in, quiz_id)

    # --- Handing in

    def _hand_in(self, quiz: QuizRow, used: int) -> int | None:
        if queries.quiz(self._database.read, quiz.id).finished_at is not None:
            return quiz.id
        rows = queries.questions(self._database.read, quiz.id)
        answered = sorted(
            (row for row in rows if row.answered is not None),
            key=lambda row: (row.answered.at if row.answered else 0, row.position),
        )
        if not answered and quiz.mode is Mode.PRACTICE:
            with self._database.change("Forget quiz") as tx:
                queries.drop(tx, quiz.id)
            self._tell(Change("Forget quiz", frozenset({"quiz"})))
            return None
        schedule = Schedule(day_queries.parameters(self._database.plain), self._learning().target_recall)
        name = f"Hand in “{quiz.title}”"
        # An exam counts what is open as wrong; a practice that is broken off was shorter, and not its level.
        open_rows = [row for row in rows if row.answered is None]
        dropped = [row for row in open_rows if row.changed or quiz.mode is Mode.PRACTICE]
        broken_off = any(not row.changed for row in dropped)
        with self._database.change(name) as tx:
            for row in dropped:
                queries.drop_question(tx, row.id)
            queries.keep_level(
                tx,
                quiz.id,
                level_key="" if broken_off else quiz.level_key,
                counts_for_level=quiz.counts_for_level and len(rows) - len(dropped) >= EXAM_SIZE,
            )
            timed_out = quiz.allowed is not None and used >= quiz.allowed
            queries.keep_finish(tx, quiz.id, at=self._now().at, used=used, timed_out=timed_out)
            queries.store_counted(tx, quiz.id)
            touched = count_answers(tx, quiz, answered, schedule, moves=self._learning().quiz_moves)
        self._tell(Change(name, frozenset({"quiz", "card", "review"}), touched))
        return quiz.id

    # --- Afterwards

    def misconception_day(self, card_id: int) -> int | None:
        """Return the study day on which a card's last answer in a quiz was sure and wrong, else None."""
        return tested_cards.misconception_day(self._database.read, card_id)

    def result(self, quiz_id: int) -> QuizResult:
        """Return what a quiz came to; LookupError where there is none."""
        quiz = queries.quiz(self._database.read, quiz_id)
        return result_of(self._database, quiz, queries.questions(self._database.read, quiz_id))

    def can_undo(self, quiz_id: int) -> bool:
        """Return whether the newest step that undo takes back is that this quiz counts."""
        done = self._database.undo_stack.done
        return bool(done) and done[-1].rows("quiz") == {quiz_id}

    def history(self) -> list[PastQuiz]:
        """Return the quizzes that count, newest first."""
        counted = quiz_scores.tallies(self._database.plain)
        return [_past(quiz, counted.get(quiz.id, {})) for quiz in queries.finished(self._database.read)]

    def add_to_review(self, questions: Collection[QuestionRow]) -> AddedToReview:
        """Make the cards of these questions due today, as one step.

        The card that a question tests; of one that names none, the cards of its item. What is due already,
        suspended or put off is left alone.
        """
        present = self._now()
        added: set[int] = set()
        unseen = without = aside = 0
        with self._database.change("Add to review") as tx:
            for row in questions:
                card = card_of(tx, row)
                cards = [card] if card else tested_cards.cards_of_item(tx.connection, row.item)
                unseen += bool(cards) and all(isinstance(one.memory, New) for one in cards)
                without += not cards
                for one in cards:
                    waits = isinstance(one.memory, Learned) and one.memory.due_day > present.day
                    put_off = one.set_aside or one.buried_until > present.day
                    aside += waits and put_off
                    if waits and not put_off and one.id not in added:
                        log_queries.store_due_now(tx, one.id, present)
                        added.add(one.id)
        if added:
            self._tell(Change("Add to review", frozenset({"card", "review"}), frozenset(added)))
        return AddedToReview(len(added), unseen, aside, without)

    def facts(self) -> list[QuestionFacts]:
        """Return how every question that was ever asked has done, in roadmap order."""
        return [_facts(one) for one in asked_entries(self._database.plain)]


def _asked(one: Candidate, body: Body, rng: Random) -> Asked:
    return Asked(
        entry=one.entry,
        variant=one.variant,
        seed=rng.randrange(LARGEST_SEED),
        guess=guess_chance(body),
        code=has_code(body),
        allowed=time_allowed(body),
    )


def _past(quiz: QuizRow, topics: Mapping[int, Tally]) -> PastQuiz:
    return PastQuiz(
        quiz, quiz_score.score_of(quiz_score.total(topics.values())), quiz_score.verdict_of(topics)
    )


def _facts(one: AskedEntry) -> QuestionFacts:
    body = one.entry.body
    return QuestionFacts(
        key=one.key,
        kind=body.kind,
        asked=len(one.answers),
        right=sum(right for _, right in one.answers),
        options=tuple(
            OptionFacts(option.text, option.correct, sum(option.text in given for given, _ in one.answers))
            for option in (body.options if isinstance(body, Choice | Multi) else ())
        ),
    )
