"""From a YAML file to an organisation, or to all of its problems."""

from pathlib import Path

from pydantic import ValidationError

from bot.domain.company.organisation import Organisation
from handlers.org_file.checks import check
from handlers.org_file.phrases import fault_of
from handlers.org_file.problems import Fault, FileProblem, OrganisationFileError, Place
from handlers.org_file.source import read_text
from handlers.org_file.tree import Plain, parse_yaml


def read_organisation(path: Path) -> Organisation:
    """Return the organisation in the file; raise OrganisationFileError that names everything that is wrong."""
    return parse_organisation(read_text(path), path.name)


def parse_organisation(text: str, name: str) -> Organisation:
    """Return the organisation in a YAML text; `name` is what problems call the file."""
    tree = parse_yaml(text, name)
    if not isinstance(tree.data, dict):
        empty = "the file is empty" if tree.data is None else "there are no fields here"
        problem = FileProblem(0, "", f"{empty}; it begins with workspace: and departments:")
        raise OrganisationFileError(name, [problem])
    organisation, faults = _validated(tree.data)
    problems = {tree.problem(fault) for fault in (*tree.faults, *_merged(faults, [*check(tree.data)]))}
    if organisation is None or problems:
        raise OrganisationFileError(name, problems)
    return organisation


def _validated(data: dict[str, Plain]) -> tuple[Organisation | None, list[Fault]]:
    try:
        return Organisation.model_validate(data), []
    except ValidationError as error:
        return None, [fault_of(item) for item in error.errors(include_url=False)]


def _merged(model: list[Fault], checks: list[Fault]) -> list[Fault]:
    """Return one sentence a place: the model's, but where it speaks of a whole, that of the check for the part."""
    exact = [fault for fault in model if not (_of_a_whole(fault) and _inside(fault.path, checks))]
    told = {fault.path for fault in exact}
    return exact + [fault for fault in checks if fault.path not in told]


def _of_a_whole(fault: Fault) -> bool:
    return not fault.path or fault.path[-1] == "hours"


def _inside(path: Place, faults: list[Fault]) -> bool:
    return any(fault.path[: len(path)] == path for fault in faults)
