"""The organisation as a YAML file: read with every problem named by its line, written so that nothing is lost."""

from handlers.org_file.problems import FileProblem, OrganisationFileError
from handlers.org_file.reading import parse_organisation, read_organisation
from handlers.org_file.writing import write_organisation

__all__ = [
    "FileProblem",
    "OrganisationFileError",
    "parse_organisation",
    "read_organisation",
    "write_organisation",
]
