"""conversations.*, users.*: channels, their members and their messages."""

from __future__ import annotations

from typing import Any

from tests.slack_server.methods import MethodContext, SlackError, bad, is_true, method
from tests.slack_server.store import Channel
from tests.slack_server.workspace import Json


def _channel_json(ctx: MethodContext, channel: Channel) -> Json:
    shown = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_ext_shared": channel.is_shared,
        "is_private": channel.kind != "channel",
        "is_archived": False,
        "is_member": ctx.store.ws.bot_user_id in channel.members,
        "num_members": len(channel.members),
    }
    if channel.kind == "im":
        shown["user"] = next(iter(channel.members - {ctx.store.ws.bot_user_id}), "")
    else:
        shown["name"] = shown["name_normalized"] = channel.name
        shown["topic"] = {"value": "", "creator": "", "last_set": 0}
        shown["purpose"] = {"value": "", "creator": "", "last_set": 0}
    return shown


def _page(args: Json, items: list[Any], name: str, default: int) -> Json:
    try:
        limit = min(int(args.get("limit") or default), 1000)
        start = int(str(args.get("cursor") or "next:0").removeprefix("next:"))
    except ValueError:
        raise bad("invalid_cursor") from None
    page = items[start : start + limit]
    more = start + limit < len(items)
    return {
        name: page,
        "has_more": more,
        "response_metadata": {"next_cursor": f"next:{start + limit}" if more else ""},
    }


def _in_range(args: Json, messages: list[Json]) -> list[Json]:
    oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9999999999.999999")
    inclusive = is_true(args.get("inclusive"))
    return [
        m
        for m in messages
        if oldest < m["ts"] < latest or (inclusive and m["ts"] in (oldest, latest))
    ]


@method("conversations.list", scopes=("channels:read",))
def conversations_list(ctx: MethodContext, args: Json) -> Json:
    kinds = set(str(args.get("types") or "public_channel").split(","))
    names = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}
    found = [c for c in ctx.store.channels.values() if names[c.kind] in kinds]
    return _page(args, [_channel_json(ctx, c) for c in found], "channels", 100)


@method("conversations.info", "channel", scopes=("channels:read",))
def conversations_info(ctx: MethodContext, args: Json) -> Json:
    return {"channel": _channel_json(ctx, ctx.channel(args, member=False))}


@method("conversations.history", "channel", scopes=("channels:history",))
def conversations_history(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    metadata = is_true(args.get("include_all_metadata"))
    found = _in_range(args, ctx.store.timeline(channel.id))
    return _page(args, [ctx.store.shown(channel.id, m, metadata) for m in found], "messages", 100)


@method("conversations.replies", "channel", "ts", scopes=("channels:history",))
def conversations_replies(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    thread = ctx.store.thread(channel.id, str(args["ts"]))
    if not thread:
        raise SlackError("thread_not_found")
    metadata = is_true(args.get("include_all_metadata"))
    # The parent always comes first, whatever the range.
    found = thread[:1] + _in_range(args, thread[1:])
    return _page(args, [ctx.store.shown(channel.id, m, metadata) for m in found], "messages", 1000)


@method("conversations.members", "channel", scopes=("channels:read",))
def conversations_members(ctx: MethodContext, args: Json) -> Json:
    return _page(args, sorted(ctx.channel(args, member=False).members), "members", 100)


@method("conversations.open", scopes=("im:write",))
def conversations_open(ctx: MethodContext, args: Json) -> Json:
    users = args.get("users")
    users = users.split(",") if isinstance(users, str) else users
    if args.get("channel"):
        return {"channel": {"id": ctx.channel(args).id}}
    if not users:
        raise bad("users_list_not_supplied")
    if users[0] not in ctx.store.users:
        raise SlackError("user_not_found")
    return {"channel": {"id": ctx.store.dm_with(users[0]).id}}


@method("conversations.join", "channel", scopes=("channels:join",))
def conversations_join(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args, member=False)
    channel.members.add(ctx.store.ws.bot_user_id)
    return {"channel": _channel_json(ctx, channel)}


def _user_json(ctx: MethodContext, user_id: str) -> Json:
    user = ctx.store.users[user_id]
    return {
        "id": user_id,
        "team_id": ctx.store.ws.team_id,
        "name": user["name"],
        "real_name": user["name"].title(),
        "deleted": False,
        "is_bot": user["is_bot"],
        "tz": "Europe/London",
        "tz_offset": 0,
        "locale": "en-GB",
        **user.get("more", {}),
        "profile": {
            "real_name": user["name"].title(),
            "display_name": user["name"],
            "email": f"{user['name']}@example.test",
        },
    }


@method("users.info", "user", scopes=("users:read",))
def users_info(ctx: MethodContext, args: Json) -> Json:
    if args["user"] not in ctx.store.users:
        raise SlackError("user_not_found")
    return {"user": _user_json(ctx, args["user"])}


@method("users.list", scopes=("users:read",))
def users_list(ctx: MethodContext, args: Json) -> Json:
    return _page(args, [_user_json(ctx, user_id) for user_id in ctx.store.users], "members", 100)


@method("users.lookupByEmail", "email", scopes=("users:read.email",))
def users_lookup_by_email(ctx: MethodContext, args: Json) -> Json:
    for user_id in ctx.store.users:
        user = _user_json(ctx, user_id)
        if user["profile"]["email"] == args["email"]:
            return {"user": user}
    raise SlackError("users_not_found")


@method("usergroups.users.list", "usergroup", scopes=("usergroups:read",))
def usergroups_users_list(ctx: MethodContext, args: Json) -> Json:
    if args["usergroup"] not in ctx.store.groups:
        raise SlackError("no_such_subteam")
    return {"users": ctx.store.groups[args["usergroup"]]}
