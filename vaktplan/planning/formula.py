"""A formula of a figure, worked out: + - * / and parentheses over numbers and the names of inputs, nothing else."""

import ast
from collections.abc import Callable, Mapping
from operator import add, mul, neg, pos, sub, truediv

_TWO: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
_ONE: Mapping[type[ast.unaryop], Callable[[float], float]] = {ast.USub: neg, ast.UAdd: pos}


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """The value of a formula. Raises ValueError when it is no arithmetic, lacks an input or divides by zero."""
    try:
        tree = ast.parse(formula, mode="eval")
        return float(_value(tree.body, values))
    except (SyntaxError, ZeroDivisionError, RecursionError) as error:
        raise ValueError(f"{formula!r}: {error}") from error


def names(formula: str) -> tuple[str, ...]:
    """The inputs that a formula names, each once, in the order of the text."""
    found = [node for node in ast.walk(ast.parse(formula, mode="eval")) if isinstance(node, ast.Name)]
    found.sort(key=lambda node: node.col_offset)
    return tuple(dict.fromkeys(node.id for node in found))


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=bool()):
            raise ValueError("a truth value in a formula")
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            if name not in values:
                raise ValueError(f"no input {name!r}")
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _TWO:
            return _TWO[type(op)](_value(left, values), _value(right, values))
        case ast.UnaryOp(op=sign, operand=operand) if type(sign) in _ONE:
            return _ONE[type(sign)](_value(operand, values))
    raise ValueError(f"{ast.unparse(node)!r} is not arithmetic")
