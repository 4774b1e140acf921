"""What a brief says by itself: dates, urgency, customers and answers to needs, found by rules in German and English. Pure.

Everything found is a proposal with the words it was read from, so that a person sees why and can say otherwise.
Better nothing than something wrong: what is ambiguous is left to the person.
"""

from bot.domain.reading.customers import customer_in
from bot.domain.reading.due import Due, due_in, due_named_by
from bot.domain.reading.needs import answers_in
from bot.domain.reading.urgency import urgency_in

__all__ = ["Due", "answers_in", "customer_in", "due_in", "due_named_by", "urgency_in"]
