"""views.*: modals and App Homes."""

from __future__ import annotations

from tests.slack_server.methods import MethodContext, SlackError, bad, method
from tests.slack_server.workspace import Json


@method("views.open", "view")
def views_open(ctx: MethodContext, args: Json) -> Json:
    ctx.check_view(args["view"], "modal")
    ctx.use_trigger(args)
    view = ctx.store.new_view(args["view"])
    ctx.store.view_stack = [view["id"]]
    return {"view": view}


@method("views.push", "view")
def views_push(ctx: MethodContext, args: Json) -> Json:
    ctx.check_view(args["view"], "modal")
    ctx.use_trigger(args)
    if not ctx.store.view_stack:
        raise bad("invalid_arguments", "[ERROR] no modal is open")
    if len(ctx.store.view_stack) >= 3:
        raise bad("push_limit_reached")
    view = ctx.store.new_view(args["view"], ctx.store.views[ctx.store.view_stack[-1]])
    ctx.store.view_stack.append(view["id"])
    return {"view": view}


@method("views.update", "view")
def views_update(ctx: MethodContext, args: Json) -> Json:
    ctx.check_view(args["view"], "modal", "home")
    wanted = args.get("view_id") or args.get("external_id")
    old = next(
        (v for v in ctx.store.views.values() if wanted and wanted in (v["id"], v["external_id"])),
        None,
    )
    if old is None:
        raise SlackError("not_found")
    if args.get("hash") and args["hash"] != old["hash"]:
        raise SlackError("hash_conflict")
    kept = {k: old[k] for k in ("id", "root_view_id", "previous_view_id")}
    view = {**ctx.store.new_view(args["view"]), **kept}
    ctx.store.views[old["id"]] = view
    return {"view": view}


@method("views.publish", "user_id", "view")
def views_publish(ctx: MethodContext, args: Json) -> Json:
    ctx.check_view(args["view"], "home")
    if args["user_id"] not in ctx.store.users:
        raise SlackError("user_not_found")
    view = ctx.store.new_view(args["view"])
    ctx.store.home_views[args["user_id"]] = view
    return {"view": view}
