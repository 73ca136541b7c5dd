"""Who stands behind 担当: accounts where the import found them, else the names as the office writes them."""

from __future__ import annotations

import re

from conference.households.models import Household
from conference.people.models import Person, Role

_BETWEEN_PEOPLE = re.compile(r"[／/、,，・･;；\n]+")
_BETWEEN_WORDS = re.compile(r"[\s／/、,，・･;；（）()]+")
_POSTS = (
    "児童福祉司|児童福祉|児福|母子保健|母子|母保|家児相|社会福祉士|精神保健福祉士|公認心理師|臨床心理士|心理士|保健師|助産師|看護師|保育士"
    "|(?:家庭|児童|女性|母子)?相談員|(?:統括|母子)?支援員|[主副]?担当|課長|係長|主査|主任|主事|保健|福祉"
)
_POST = re.compile(_POSTS)  # what stands beside a name in 担当 and is nobody
_AROUND_NAME = re.compile(rf"^(?:{_POSTS})(?=.)|(?<=.)(?:{_POSTS}|さん)$")
FUNCTION_OF = {Role.MATERNAL: "母子保健", Role.CHILD: "児童福祉"}


def first_worker(household: Household) -> str:
    """One name to call: the account of the lead function, else the first that is written; 「児福 三宅／保健師 乾」 → 三宅."""
    people = [each.person for each in household.workers]
    leading = [person for person in people if FUNCTION_OF.get(person.kind) == household.lead_function]
    if found := next(iter([*leading, *people]), None):
        return found.family_name
    return _BETWEEN_PEOPLE.split(household.lead_worker.strip())[0].strip()


def words_of(written: str) -> set[str]:
    """The names in 担当: 「児福 三宅／保健師 乾」 → 児福, 三宅, 保健師, 乾; and each person's whole name."""
    people = {"".join(each.split()) for each in _BETWEEN_PEOPLE.split(written)}
    return {word for word in (*_BETWEEN_WORDS.split(written), *people) if word}


def is_worker(household: Household, person: Person) -> bool:
    """Named in 担当: by account, or with the name the office writes."""
    if any(each.person_id == person.id for each in household.workers):
        return True
    words = set(_BETWEEN_WORDS.split(household.lead_worker))
    whole = "".join(person.name.split())
    return person.family_name in words or (bool(whole) and whole in "".join(household.lead_worker.split()))


def leaving(before: str, after: str) -> list[str]:
    """Who stands in `before` and not in `after`; another way of writing the same person is nobody."""
    staying = {name for person in _BETWEEN_PEOPLE.split(after) for name in _names(person)}
    found = [(person.strip(), _names(person)) for person in _BETWEEN_PEOPLE.split(before)]
    return [person for person, names in found if names and not names & staying]


def _names(person: str) -> set[str]:
    """「保健師 乾」, 「乾保健師」 → 乾; of a whole name its parts and the two joined."""
    words = [word for word in _BETWEEN_WORDS.split(person) if word and not _POST.fullmatch(word)]
    names = [_AROUND_NAME.sub("", word) for word in words]
    return {*names, "".join(names)} - {""}
