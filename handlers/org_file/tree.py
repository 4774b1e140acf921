"""YAML into plain values with their lines.

Every scalar stays the text that was written: YAML's own guesses would turn Norway's NO into false and 10:00 into 600.
Only a missing value (nothing, ~ or null) means "not given". What a text stands for, the model decides.
"""

from dataclasses import dataclass, field

import yaml
from typing_extensions import override

from handlers.org_file.problems import Fault, FileProblem, OrganisationFileError, Place

Plain = str | None | list["Plain"] | dict[str, "Plain"]

_NODES = 200_000
_DEPTH = 20
_STR = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
_TAGS = {_STR, _NULL, _MERGE, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


class _Loader(yaml.SafeLoader):
    """Composes nodes; resolves nothing but null and merge keys."""

    depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node, but none so deep that Python's stack would end."""
        self.depth += 1
        if self.depth > 2 * _DEPTH:
            mark = self.get_mark()
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {_NULL, _MERGE}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass
class Tree:
    """The plain values of a file, the line of each, and what is wrong with the YAML alone."""

    data: Plain = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0

    def problem(self, fault: Fault) -> FileProblem:
        """Return the fault with its line, or the line of the nearest value around it."""
        path = fault.path
        while path and path not in self.lines:
            path = path[:-1]
        return FileProblem(self.lines.get(path, 0), ".".join(map(str, fault.path)), fault.text)


def parse_yaml(text: str, name: str) -> Tree:
    """Return the values of a YAML text; raise OrganisationFileError where it is no YAML."""
    tree = Tree()
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise OrganisationFileError(name, [_syntax(error)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = FileProblem(line, "", "there is an invisible control character here")
        raise OrganisationFileError(name, [problem]) from None
    if node is not None:
        tree.data = _Builder(tree, name).build(node, ())
    return tree


class _Builder:
    def __init__(self, tree: Tree, name: str) -> None:
        self.tree = tree
        self.name = name

    def build(self, node: yaml.Node, path: Place) -> Plain:
        self._count(node, path)
        if node.tag not in _TAGS:
            self._fault(path, f"tags like {_shown(node.tag)} are not taken here; write plain text")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, position)) for position, item in enumerate(node.value)]
        return None if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Place) -> Plain:
        built: dict[str, Plain] = {}
        merged: dict[str, Plain] = {}
        # Merged fields first, so that a field that is written here has the line where it is written.
        for key, value in sorted(node.value, key=lambda entry: entry[0].tag != _MERGE):
            if key.tag == _MERGE:
                merged.update(self._merged(value, path))
            elif not isinstance(key, yaml.ScalarNode):
                self._fault(path, "the name of a field has to be plain text")
            else:
                self._entry(built, key, value, path)
        return {name: value for name, value in (merged | built).items() if value is not None}

    def _entry(self, built: dict[str, Plain], key: yaml.ScalarNode, value: yaml.Node, path: Place) -> None:
        name, line = str(key.value), key.start_mark.line + 1
        own = (*path, name)
        if name in built:
            self._fault(own, f"stands here twice, in lines {self.tree.lines[own]} and {line}")
        self.tree.lines[own] = line
        built[name] = self.build(value, own)

    def _merged(self, node: yaml.Node, path: Place) -> dict[str, Plain]:
        sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
        merged: dict[str, Plain] = {}
        for source in reversed(sources):
            value = self.build(source, path)
            if isinstance(value, dict):
                merged.update(value)
            else:
                self._fault(path, "<< takes fields from an anchor, as in <<: *usual")
        return merged

    def _count(self, node: yaml.Node, path: Place) -> None:
        # An alias costs a few bytes and may stand for thousands of values; each is counted where it is used.
        self.tree.nodes += 1
        self.tree.lines.setdefault(path, node.start_mark.line + 1)
        if self.tree.nodes > _NODES or len(path) > _DEPTH:
            problem = FileProblem(0, "", "the anchors and aliases unfold to more than can be read")
            raise OrganisationFileError(self.name, [problem])

    def _fault(self, path: Place, text: str) -> None:
        self.tree.faults.append(Fault(path, text))


def _shown(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _syntax(error: yaml.MarkedYAMLError) -> FileProblem:
    mark = error.problem_mark or error.context_mark
    parts = (error.context, error.problem)
    text = ", ".join(part for part in parts if part)
    if "'\\t'" in text:
        text = "there is a tab here; YAML takes blanks only"
    return FileProblem(mark.line + 1 if mark else 0, "", f"this is no YAML: {text}")
