"""Changes to the routing rules that lead to one department."""

from bot.domain.company.organisation import Rule, RuleCondition
from bot.domain.editing.edits import BringRuleBack, OfRules, RemoveRule, SetRule
from bot.domain.editing.validity import valid
from bot.errors import InvalidFieldsError, Problem, RefusedError

Rules = tuple[Rule, ...]


def edited_rules(rules: Rules, edit: OfRules) -> Rules:
    """Return all rules after the edit; raise InvalidFieldsError, or RefusedError if the rule is gone meanwhile.

    The first that matches wins: a new one stands last, a changed one where it stood. Rules that lead to other
    departments are never touched.
    """
    match edit:
        case SetRule(department, mark=""):
            return (*rules, Rule(when=_condition(edit), to=department, reviewed=edit.reviewed))
        case SetRule():
            at = _position(rules, edit)
            after = {"when": _condition(edit), "reviewed": edit.reviewed}
            return (*rules[:at], rules[at].model_copy(update=after), *rules[at + 1 :])
        case RemoveRule(department, mark):
            return tuple(rule for rule in rules if (rule.to, rule.mark) != (department, mark))
        case BringRuleBack(department, rule, position):
            theirs = rule.model_copy(update={"to": department})
            return rules if theirs in rules else (*rules[:position], theirs, *rules[position:])


def _condition(edit: SetRule) -> RuleCondition:
    """Return the condition; a rule that always matches would draw the whole company's matters to one department."""
    condition = valid(RuleCondition, edit.when)
    if condition == RuleCondition():
        raise InvalidFieldsError({"topic": Problem("missing")})
    return condition


def _position(rules: Rules, edit: SetRule) -> int:
    wanted = (edit.department, edit.mark)
    found = (at for at, rule in enumerate(rules) if (rule.to, rule.mark) == wanted)
    if (at := next(found, None)) is None:
        raise RefusedError("need_gone")
    return at
