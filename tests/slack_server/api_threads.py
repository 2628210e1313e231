"""assistant.threads.*, reactions.*: what stands beside messages."""

from __future__ import annotations

import re

from tests.slack_server.methods import (
    TS,
    MethodContext,
    SlackError,
    bad,
    method,
)
from tests.slack_server.store import AssistantThread
from tests.slack_server.workspace import Json


def _assistant_thread(ctx: MethodContext, args: Json) -> AssistantThread:
    channel = ctx.channel(args, "channel_id")
    ts = args.get("thread_ts")
    if ts is not None and (not isinstance(ts, str) or not TS.fullmatch(ts)):
        raise bad("invalid_thread_ts")
    return ctx.store.threads.setdefault((channel.id, ts or ""), AssistantThread())


@method("assistant.threads.setStatus", "channel_id", "thread_ts", "status", scopes=("chat:write",))
def assistant_threads_set_status(ctx: MethodContext, args: Json) -> Json:
    thread = _assistant_thread(ctx, args)
    messages = args.get("loading_messages")
    if messages is not None and (not isinstance(messages, list) or len(messages) > 10):
        raise bad("invalid_arguments", "[ERROR] loading_messages: at most 10")
    thread.status = args["status"]
    thread.statuses.append(args["status"])
    return {}


@method(
    "assistant.threads.setTitle", "channel_id", "thread_ts", "title", scopes=("assistant:write",)
)
def assistant_threads_set_title(ctx: MethodContext, args: Json) -> Json:
    _assistant_thread(ctx, args).title = args["title"]
    return {}


@method(
    "assistant.threads.setSuggestedPrompts", "channel_id", "prompts", scopes=("assistant:write",)
)
def assistant_threads_set_suggested_prompts(ctx: MethodContext, args: Json) -> Json:
    thread = _assistant_thread(ctx, args)
    prompts = args["prompts"]
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise bad("invalid_arguments", "[ERROR] prompts: between one and four")
    for prompt in prompts:
        if not isinstance(prompt, dict) or not prompt.get("title") or not prompt.get("message"):
            raise bad("invalid_arguments", "[ERROR] each prompt needs a title and a message")
    thread.prompts = prompts
    return {}


# --- reactions ------------------------------------------------------------------------


@method("reactions.add", "channel", "timestamp", "name", scopes=("reactions:write",))
def reactions_add(ctx: MethodContext, args: Json) -> Json:
    message = ctx.message(ctx.channel(args), args["timestamp"])
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", str(args["name"])):
        raise bad("invalid_name")
    reactions = message.setdefault("reactions", [])
    entry = next((r for r in reactions if r["name"] == args["name"]), None)
    if entry is None:
        entry = {"name": args["name"], "users": [], "count": 0}
        reactions.append(entry)
    if ctx.store.ws.bot_user_id in entry["users"]:
        raise SlackError("already_reacted")
    entry["users"].append(ctx.store.ws.bot_user_id)
    entry["count"] += 1
    return {}


@method("reactions.remove", "name", scopes=("reactions:write",))
def reactions_remove(ctx: MethodContext, args: Json) -> Json:
    message = ctx.message(ctx.channel(args), args.get("timestamp"))
    for entry in message.get("reactions", []):
        if entry["name"] == args["name"] and ctx.store.ws.bot_user_id in entry["users"]:
            entry["users"].remove(ctx.store.ws.bot_user_id)
            entry["count"] -= 1
            return {}
    raise SlackError("no_reaction")


@method("reactions.get", "channel", "timestamp", scopes=("reactions:read",))
def reactions_get(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    message = ctx.message(channel, args["timestamp"])
    return {
        "type": "message",
        "channel": channel.id,
        "message": ctx.store.shown(channel.id, message),
    }
