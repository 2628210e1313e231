"""The payloads of slash commands, clicks and views, as Slack sends them; pure."""

from __future__ import annotations

from tests.slack_server.workspace import Json, Workspace, new_ts


def slash_command(
    ws: Workspace,
    command: str,
    text: str,
    *,
    response_url: str,
    trigger_id: str,
    channel: str | None = None,
) -> Json:
    channel = channel or ws.channel_id
    return {
        "token": ws.verification_token,
        "team_id": ws.team_id,
        "team_domain": ws.team_domain,
        "channel_id": channel,
        "channel_name": "directmessage" if channel.startswith("D") else channel.lower(),
        "user_id": ws.user_id,
        "user_name": ws.user_name,
        "command": command,
        "text": text,
        "api_app_id": ws.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def _interaction(ws: Workspace, kind: str, trigger_id: str) -> Json:
    return {
        "type": kind,
        "user": {
            "id": ws.user_id,
            "username": ws.user_name,
            "name": ws.user_name,
            "team_id": ws.team_id,
        },
        "api_app_id": ws.app_id,
        "token": ws.verification_token,
        "trigger_id": trigger_id,
        "team": {"id": ws.team_id, "domain": ws.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def block_actions(
    ws: Workspace,
    message: Json,
    action: Json,
    *,
    channel: str,
    response_url: str,
    trigger_id: str,
) -> Json:
    """A person used `action` (see clickable_actions) on `message`."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel,
        "is_ephemeral": False,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    return {
        **_interaction(ws, "block_actions", trigger_id),
        "container": container,
        "channel": {"id": channel, "name": ws.channel_name},
        "message": message,
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [{**action, "action_ts": new_ts()}],
    }


def view_submission(ws: Workspace, view: Json, values: Json, *, trigger_id: str) -> Json:
    return {
        **_interaction(ws, "view_submission", trigger_id),
        "view": {**view, "state": {"values": values}},
        "response_urls": [],
    }


def view_closed(ws: Workspace, view: Json) -> Json:
    payload = _interaction(ws, "view_closed", "")
    del payload["trigger_id"]
    return {**payload, "view": view, "is_cleared": False}


def clickable_actions(message: Json) -> list[Json]:
    """Every action that a person could take on a message's buttons and menus."""
    found: list[Json] = []
    for block in message.get("blocks") or []:
        elements = (
            block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
        )
        if block.get("accessory"):
            elements = [*elements, block["accessory"]]
        for element in elements:
            base = {
                "type": element.get("type"),
                "action_id": element.get("action_id"),
                "block_id": block.get("block_id"),
            }
            for extra in _choices(element):
                found.append({**base, **extra})
    return found


def _choices(element: Json) -> list[Json]:
    kind = element.get("type")
    if kind in ("button", "icon_button"):
        return [{k: element[k] for k in ("text", "value", "style", "url") if k in element}]
    if kind == "feedback_buttons":
        buttons = (element.get("positive_button"), element.get("negative_button"))
        return [{"text": b["text"], "value": b["value"]} for b in buttons if b]
    if kind in ("static_select", "overflow", "radio_buttons"):
        return [{"selected_option": option} for option in element.get("options", [])[:1]]
    if kind == "checkboxes":
        return [{"selected_options": element.get("options", [])[:1]}]
    return []


def fill_view(view: Json, text: str = "harness input") -> Json:
    """State values for a view, with something plausible in every input block."""
    values: Json = {}
    for block in view.get("blocks") or []:
        if block.get("type") == "input":
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: _input_value(element, text)}
    return values


_INPUTS: dict[str, Json] = {
    "datepicker": {"selected_date": "2026-01-02"},
    "timepicker": {"selected_time": "09:30"},
    "number_input": {"value": "1"},
    "email_text_input": {"value": "alice@example.test"},
    "url_text_input": {"value": "https://example.test/"},
}


def _input_value(element: Json, text: str) -> Json:
    kind = element["type"]
    first = (element.get("options") or [None])[0]
    if kind in ("static_select", "radio_buttons", "external_select"):
        return {"type": kind, "selected_option": first}
    if kind in ("checkboxes", "multi_static_select"):
        return {"type": kind, "selected_options": [first] if first else []}
    return {"type": kind, **_INPUTS.get(kind, {"value": text})}
