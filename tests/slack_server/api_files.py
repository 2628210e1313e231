"""files.* and response_url: uploads, downloads and late answers."""

from __future__ import annotations

import time

from tests.slack_server.methods import MethodContext, SlackError, bad, is_true, method
from tests.slack_server.store import RESPONSE_URL_USES, File
from tests.slack_server.workspace import Json, new_id


@method("files.getUploadURLExternal", "filename", "length", scopes=("files:write",))
def files_get_upload_url_external(ctx: MethodContext, args: Json) -> Json:
    try:
        length = int(args["length"])
    except ValueError:
        length = 0
    if length < 1:
        raise bad("invalid_arguments", "[ERROR] length must be a positive number")
    file = File(
        new_id("F"),
        str(args["filename"]),
        b"",
        ctx.store.ws.bot_user_id,
        expected_length=length,
        completed=False,
    )
    ctx.store.files[file.id] = file
    return {"upload_url": f"{ctx.store.base_url}/upload/v1/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files", scopes=("files:write",))
def files_complete_upload_external(ctx: MethodContext, args: Json) -> Json:
    wanted = args["files"]
    if not isinstance(wanted, list) or not wanted:
        raise bad("invalid_arguments", "[ERROR] files must be a non-empty array")
    channel = ctx.channel(args, "channel_id") if args.get("channel_id") else None
    thread_ts = ctx.check_thread(channel, args) if channel else None
    done: list[File] = []
    for item in wanted:
        file = ctx.store.files.get(str(item.get("id"))) if isinstance(item, dict) else None
        if file is None:
            raise bad("file_not_found")
        if len(file.content) != file.expected_length:
            raise bad("file_upload_size_mismatch", "[ERROR] bytes uploaded differ from length")
        file.title = item.get("title") or file.name
        file.completed = True
        done.append(file)
    shown = [ctx.store.file_json(f) for f in done]
    if channel:
        for file in done:
            file.channels.append(channel.id)
        ctx.store.add_bot(
            channel.id,
            text=args.get("initial_comment") or "",
            files=shown,
            upload=True,
            thread_ts=thread_ts,
        )
    return {"files": shown}


def _file(ctx: MethodContext, args: Json) -> File:
    file = ctx.store.files.get(args["file"])
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    return file


@method("files.info", "file", scopes=("files:read",))
def files_info(ctx: MethodContext, args: Json) -> Json:
    return {"file": ctx.store.file_json(_file(ctx, args)), "comments": []}


@method("files.delete", "file", scopes=("files:write",))
def files_delete(ctx: MethodContext, args: Json) -> Json:
    del ctx.store.files[_file(ctx, args).id]
    return {}


# --- response_url ---------------------------------------------------------------------


def use_response_url(ctx: MethodContext, url_id: str, body: Json) -> None:
    """A POST to a response_url; it needs no token."""
    entry = ctx.store.response_urls.get(url_id)
    if entry is None:
        raise bad("invalid_url")
    if time.monotonic() > entry.expires:
        raise bad("expired_url")
    if entry.uses >= RESPONSE_URL_USES:
        raise bad("used_url", "[ERROR] a response_url works five times")
    entry.uses += 1
    if is_true(body.get("delete_original")):
        if entry.message_ts:
            ctx.store.messages.get(entry.channel, {}).pop(entry.message_ts, None)
        return
    ctx.check_content(body, ctx.text_max)
    fields = {
        "text": body.get("text") or body.get("markdown_text") or "",
        "blocks": body.get("blocks"),
    }
    original = ctx.store.messages.get(entry.channel, {}).get(entry.message_ts or "")
    if is_true(body.get("replace_original")) and original:
        original["text"] = fields["text"]
        original["blocks"] = fields["blocks"] or []
        ctx.store.add(entry.channel, original)
    elif body.get("response_type") == "in_channel":
        ctx.store.add_bot(entry.channel, thread_ts=body.get("thread_ts"), **fields)
    else:
        ctx.store.add_ephemeral(entry.channel, entry.user, **fields)
