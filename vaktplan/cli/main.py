"""The program itself: the commands, the language, and one way of ending for every error."""

import gettext
import importlib
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from vaktplan import __schema__, __version__, i18n
from vaktplan.errors import InvalidInput, VaktplanError
from vaktplan.i18n import _

COMMANDS = (
    *("new", "plan", "check", "explain", "next", "year"),
    *("whatif", "joint", "horizon", "sweep", "drill"),
    "staffing",
    *("publish", "feed", "serve", "db"),
    *("batch", "bench", "models"),
)


class LazyGroup(click.Group):
    """Commands are imported when called, so that --help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"vaktplan.cli.{cmd_name}")
        command: click.Command = module.make()
        return command


def _program() -> click.Group:
    return LazyGroup(
        name="vaktplan",
        help=_("Lovlige og rettferdige vaktplaner for kommunens leger."),
        epilog=_(
            "Begynn med «vaktplan new FIL.xlsx», fyll ut, og kjør «vaktplan plan FIL.xlsx».  "
            "Utgangskoder: 0 alt dekket og ingen krav brutt · 1 uventet feil · 2 feil bruk · 3 feil i inndata · "
            "4 udekket plass, krav brutt eller umulig · 5 ikke bevist best (--strict) · 130 avbrutt."
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
        options_metavar=_("[VALG]"),
        subcommand_metavar=_("KOMMANDO …"),
        params=[
            click.Option(
                ["--lang"],
                type=click.Choice(i18n.LANGUAGES),
                default=i18n.language(),
                is_eager=True,
                expose_value=False,
                help=_("Språk på skjerm og i filer."),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=_("Vis versjonen og avslutt."),
            ),
        ],
    )


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"vaktplan {__version__}")
        ctx.exit()


def _take_language(line: list[str]) -> str:
    """Take --lang off the line, wherever it stands, so that every command accepts it in every place."""
    for i, arg in enumerate(line):
        value = line[i + 1] if arg == "--lang" and i + 1 < len(line) else arg.removeprefix("--lang=")
        if value in i18n.LANGUAGES and arg.split("=")[0] == "--lang":
            del line[i : i + (2 if arg == "--lang" else 1)]
            return value
    return os.environ.get("VAKTPLAN_LANG", "nb")


def _translate_click() -> None:
    """Give click's own texts the same language: it ships none but English."""
    os.environ["LANGUAGE"] = i18n.language()
    gettext.bindtextdomain("click", str(i18n.LOCALE))
    gettext.textdomain("click")


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    line = list(sys.argv[1:] if args is None else args)
    i18n.use(_take_language(line))
    _translate_click()
    as_json = "--json" in line
    command = next((a for a in line if a in COMMANDS), "")
    try:
        code = _program().main(args=line, prog_name="vaktplan", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        return _end(as_json, command, error.exit_code, error.format_message(), _usage_hint(error))
    except (click.Abort, KeyboardInterrupt):
        return _end(as_json, command, 130, _("Avbrutt."), "")
    except InvalidInput as error:
        return _end_invalid(as_json, command, error)
    except VaktplanError as error:
        return _end(as_json, command, error.exit_code, str(error), error.hint)
    except BrokenPipeError:
        return 1
    except Exception as error:
        return _end_unexpected(as_json, command, error)


def _usage_hint(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "vaktplan"
    return _("se «{kommando} --help»").format(kommando=path)


def failure(command: str, code: int, message: str, **more: Any) -> dict[str, Any]:
    """The one shape of a failed command's JSON document."""
    return {
        "schema_version": __schema__,
        "command": command,
        "status": "error",
        "exit_code": code,
        "error": message,
        **more,
    }


def _end(as_json: bool, command: str, code: int, message: str, hint: str) -> int:
    if as_json:
        click.echo(json.dumps(failure(command, code, message, hint=hint), ensure_ascii=False))
    click.echo(_("Feil: {hva}").format(hva=message), err=True)
    if hint:
        click.echo("\n" + _("råd: {hva}").format(hva=hint), err=True)
    return code


def _end_invalid(as_json: bool, command: str, error: InvalidInput) -> int:
    odd = [w for w in error.warnings if w.code != "rows"]
    if as_json:
        document = failure(
            command,
            error.exit_code,
            "invalid input",
            faults=[f.as_document() for f in error.faults],
            warnings=[w.as_document() for w in odd],
            files=list(error.files),
        )
        click.echo(json.dumps(document, ensure_ascii=False))
    n = len(error.faults)
    head = _("1 feil i inndata:") if n == 1 else _("{n} feil i inndata:").format(n=n)
    click.echo(head, err=True)
    for f in error.faults:
        click.echo(f"  {f.where}: {f.what}", err=True)
        if f.hint:
            click.echo("      " + _("råd: {hva}").format(hva=f.hint), err=True)
    for w in odd:
        click.echo(_("obs: {hva}").format(hva=w.told()), err=True)
    for path in error.files:
        click.echo(_("Se feilene merket i {fil}").format(fil=path), err=True)
    return error.exit_code


def _end_unexpected(as_json: bool, command: str, error: Exception) -> int:
    import traceback

    if os.environ.get("VAKTPLAN_DEBUG"):
        traceback.print_exc()
    what = f"{type(error).__name__}: {error}"
    hint = _("dette er en feil i vaktplan; kjør igjen med VAKTPLAN_DEBUG=1 og send utskriften")
    return _end(as_json, command, 1, what, hint)
