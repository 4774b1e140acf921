"""Slack's limits for what we send, in one place. Numbers are characters unless the name says otherwise."""

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
MESSAGE_TEXT = 4000  # escaped; Slack takes 40 000 and shows about this much
RICH_TEXT = 4000  # of one block; Slack documents none
MESSAGE_TOTAL = (
    10000  # of all blocks; undocumented, Slack refuses from some 11 300 (slackapi/bolt-js #2509, #2867)
)
HEADER = 150
SECTION = 3000
BUTTON_TEXT = 75
VALUE = 2000
OPTION_TEXT = 75
OPTIONS = 100
OVERFLOW_OPTIONS = 5
CHECKBOXES = 10
PLACEHOLDER = 150
LABEL = 2000
INPUT_TEXT = 3000
VIEW_TITLE = 24
ELEMENTS_IN_ACTIONS = 25
ALT_TEXT = 2000
CHART_TITLE = 50
CHART_TEXT = 20
