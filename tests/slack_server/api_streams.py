"""chat.startStream, appendStream, stopStream: messages that grow."""

from __future__ import annotations

from tests.slack_server import limits
from tests.slack_server.methods import (
    MethodContext,
    SlackError,
    bad,
    check_metadata,
    clear_status,
    method,
)
from tests.slack_server.newer_blocks import check_chunks
from tests.slack_server.payloads import rich_text
from tests.slack_server.store import Channel, Stream, assign_ids
from tests.slack_server.workspace import Json


def _stream_text(ctx: MethodContext, args: Json) -> str:
    markdown = args.get("markdown_text")
    if markdown is not None and not isinstance(markdown, str):
        raise bad("invalid_arguments", "[ERROR] markdown_text must be a string")
    text = markdown or ""
    chunks = args.get("chunks")
    if chunks is not None and (problems := check_chunks(chunks)):
        raise bad("invalid_chunks", *problems)
    for chunk in chunks or []:
        if chunk["type"] == "markdown_text":
            text += str(chunk["text"])
        elif chunk["type"] == "blocks":
            ctx.check_blocks(chunk.get("blocks"))
    if len(text) > limits.MARKDOWN_MAX:
        raise bad("msg_too_long", f"[ERROR] {len(text)} characters in one call, over 12,000")
    return text


@method("chat.startStream", "channel", scopes=("chat:write",))
def chat_start_stream(ctx: MethodContext, args: Json) -> Json:
    channel = ctx.channel(args)
    if channel.kind != "im":
        for name in ("recipient_user_id", "recipient_team_id"):
            if not args.get(name):
                raise bad(f"missing_{name}", f"[ERROR] {name} is required outside a DM")
    thread_ts = ctx.check_thread(channel, args)
    text = _stream_text(ctx, args)
    message = ctx.store.add_bot(channel.id, text=text, thread_ts=thread_ts)
    ctx.store.streams[message["ts"]] = Stream(channel.id, text)
    clear_status(ctx, channel.id, thread_ts)
    return {"channel": channel.id, "ts": message["ts"]}


def _open_stream(ctx: MethodContext, args: Json) -> tuple[Channel, Json, Stream]:
    channel = ctx.channel(args)
    message = ctx.message(channel, args["ts"])
    if message["user"] != ctx.store.ws.bot_user_id:
        raise bad("message_not_owned_by_app")
    stream = ctx.store.streams.get(message["ts"])
    if stream is None or not stream.open:
        # Slack ends a stream by itself after a while, which no app can know.
        raise SlackError("message_not_in_streaming_state")
    return channel, message, stream


@method("chat.appendStream", "channel", "ts", scopes=("chat:write",))
def chat_append_stream(ctx: MethodContext, args: Json) -> Json:
    channel, message, stream = _open_stream(ctx, args)
    if not args.get("markdown_text") and not args.get("chunks"):
        raise bad("invalid_arguments", "[ERROR] markdown_text or chunks is needed")
    stream.text += _stream_text(ctx, args)
    message["text"] = stream.text
    return {"channel": channel.id, "ts": message["ts"]}


@method("chat.stopStream", "channel", "ts", scopes=("chat:write",))
def chat_stop_stream(ctx: MethodContext, args: Json) -> Json:
    channel, message, stream = _open_stream(ctx, args)
    stream.text += _stream_text(ctx, args)
    # An empty one stands for a stream that is cut off before it says anything.
    said = [{"type": "markdown", "text": stream.text}] if stream.text else []
    blocks = [*said, *(args.get("blocks") or [])]
    if blocks:
        ctx.check_blocks(blocks)
    check_metadata(args.get("metadata"))
    stream.open = False
    message["text"] = stream.text
    message["blocks"] = blocks or rich_text(" ")
    assign_ids(message["blocks"])
    if args.get("metadata") is not None:
        message["metadata"] = args["metadata"]
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "message": ctx.store.shown(channel.id, message, True),
    }
