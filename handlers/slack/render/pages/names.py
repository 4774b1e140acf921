"""What buttons, pages and forms of the organisation are called: `action_id` and `callback_id`."""

DEPARTMENT_PAGE = "department_page"
ADD_NEED = "add_need"
EDIT_NEED = "edit_need"
MOVE_NEED = "move_need"
REMOVE_NEED = "remove_need"
BRING_NEED_BACK = "bring_need_back"
EDIT_DEPARTMENT = "edit_department"
