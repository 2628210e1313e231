"""chat.*, auth.*: messages posted, changed and taken back."""

from __future__ import annotations

from tests.slack_server.methods import MethodContext, SlackError, bad, clear_status, method
from tests.slack_server.store import assign_ids
from tests.slack_server.workspace import Json, new_ts


@method("api.test", token="none")
def api_test(ctx: MethodContext, args: Json) -> Json:
    return {"args": args}


@method("auth.test")
def auth_test(ctx: MethodContext, args: Json) -> Json:
    ws = ctx.store.ws
    return {
        "url": f"https://{ws.team_domain}.slack.test/",
        "team": ws.team_domain,
        "user": ws.bot_name,
        "team_id": ws.team_id,
        "user_id": ws.bot_user_id,
        "bot_id": ws.bot_id,
        "app_id": ws.app_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", token="app", scopes=("connections:write",))
def apps_connections_open(ctx: MethodContext, args: Json) -> Json:
    return {"url": ctx.new_socket_url()}


@method("bots.info", scopes=("users:read",))
def bots_info(ctx: MethodContext, args: Json) -> Json:
    ws = ctx.store.ws
    return {
        "bot": {
            "id": ws.bot_id,
            "name": ws.bot_name,
            "app_id": ws.app_id,
            "user_id": ws.bot_user_id,
            "deleted": False,
        }
    }


@method("team.info", scopes=("team:read",))
def team_info(ctx: MethodContext, args: Json) -> Json:
    ws = ctx.store.ws
    return {"team": {"id": ws.team_id, "name": ws.team_domain, "domain": ws.team_domain}}


# --- chat -----------------------------------------------------------------------------


@method("chat.postMessage", "channel", scopes=("chat:write",))
def chat_post_message(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    ctx.check_content(args, ctx.text_max)
    thread_ts = ctx.check_thread(channel, args)
    message = ctx.store.add_bot(
        channel.id,
        text=args.get("text") or args.get("markdown_text") or "",
        blocks=args.get("blocks"),
        attachments=args.get("attachments"),
        thread_ts=thread_ts,
        metadata=args.get("metadata"),
        reply_broadcast=args.get("reply_broadcast") or None,
    )
    clear_status(ctx, channel.id, thread_ts)
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "message": ctx.store.shown(channel.id, message, True),
    }


@method("chat.postEphemeral", "channel", "user", scopes=("chat:write",))
def chat_post_ephemeral(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    ctx.check_content(args, ctx.text_max)
    if args["user"] not in channel.members:
        raise SlackError("user_not_in_channel")
    message = ctx.store.add_ephemeral(
        channel.id,
        args["user"],
        text=args.get("text") or args.get("markdown_text") or "",
        blocks=args.get("blocks"),
        thread_ts=ctx.check_thread(channel, args),
    )
    return {"message_ts": message["ts"]}


@method("chat.update", "channel", "ts", scopes=("chat:write",))
def chat_update(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    ctx.check_content(args, ctx.update_text_max)
    message = ctx.message(channel, args["ts"])
    if message["user"] != ctx.store.ws.bot_user_id:
        raise bad("cant_update_message")
    if message["ts"] in ctx.store.streams and ctx.store.streams[message["ts"]].open:
        raise bad("streaming_state_conflict")
    text = args.get("text") or args.get("markdown_text")
    if text is not None:
        message["text"] = text
        message["edited"] = {"user": message["user"], "ts": new_ts()}
    if args.get("blocks"):
        message["blocks"] = args["blocks"]
        assign_ids(message["blocks"])
    elif text is not None:
        # Text without blocks replaces the blocks.
        del message["blocks"]
        ctx.store.add(channel.id, message)
    if args.get("metadata") is not None:
        message["metadata"] = args["metadata"]
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": ctx.store.shown(channel.id, message, True),
    }


@method("chat.delete", "channel", "ts", scopes=("chat:write",))
def chat_delete(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    message = ctx.message(channel, args["ts"])
    if message["user"] != ctx.store.ws.bot_user_id:
        raise bad("cant_delete_message")
    stream = ctx.store.streams.get(message["ts"])
    if stream and stream.open:
        raise bad("streaming_state_conflict")
    del ctx.store.messages[channel.id][message["ts"]]
    return {"channel": channel.id, "ts": message["ts"]}


@method("chat.getPermalink", "channel", "message_ts")
def chat_get_permalink(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    message = ctx.message(channel, args["message_ts"])
    host = f"https://{ctx.store.ws.team_domain}.slack.test"
    link = f"{host}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    return {"channel": channel.id, "permalink": link}
