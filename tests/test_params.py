"""Parameter lists as people write them, and as nobody would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from v8dbg import params

CASES = [
    # what V8 keeps of a function starts at its parameter list
    ("(a, b) { return a; }", ["a", "b"]),
    ("() {}", []),
    ("( ) => 1", []),
    ("x => x + 1", ["x"]),
    ("$_ => 0", ["$_"]),
    ("async x => x", ["x"]),
    ("async => async", ["async"]),
    ("(x, y) => x", ["x", "y"]),
    ("async (x) => { await x; }", ["x"]),
    ("(v) { this.v = v; }", ["v"]),
    # and some of what may stand before it
    ("function plain(a, b) {}", ["a", "b"]),
    ("async function* generator(one) {}", ["one"]),
    ("get size() { return 1; }", []),
    ("set size(v) {}", ["v"]),
    ("static async *named(a) {}", ["a"]),
    ("['computed' + (1, 2)](z) {}", ["z"]),
    ("'a string'(b) {}", ["b"]),
    ("12(c) {}", ["c"]),
    ("constructor(k1, k2) {}", ["k1", "k2"]),
    ("#secret(p) {}", ["p"]),
    ("class Derived extends Base { }", []),
    # defaults
    ("(a = 1, b = 'x,y', c = \")\")", ["a", "b", "c"]),
    ("(a = (1, 2), b = [1, 2], c = {x: 1, y: 2}) {}", ["a", "b", "c"]),
    ("(a = function (x, y) { return x; }, b) {}", ["a", "b"]),
    ("(a = (x, y) => x, b = async z => z) {}", ["a", "b"]),
    ("(a = b == c, d = e === f, g = h => h) {}", ["a", "d", "g"]),
    ("(a = `t${b ? `,${')'}` : '}'}`, c) {}", ["a", "c"]),
    (r"(a = '\'', b = '\\', c) {}", ["a", "b", "c"]),
    ("(a = /[/,)]/g, b = c / d / e, f = g++ / 2) {}", ["a", "b", "f"]),
    ("(a = typeof /)/, b = x ? /,/ : /\\//) {}", ["a", "b"]),
    ("(a = 4 / 2, b = (1) / 2, c = x[0] / 2) {}", ["a", "b", "c"]),
    ("(a = new Foo(1, 2), b = class { m(x, y) {} }) {}", ["a", "b"]),
    # patterns and rest
    ("({a, b}, [c, d], ...rest) {}", ["{a, b}", "[c, d]", "...rest"]),
    ("({a = 1, b: {c}} = {}, [d = ',', , e] = []) {}", ["{a = 1, b: {c}}", "[d = ',', , e]"]),
    ("(...{length}) {}", ["...{length}"]),
    ("(... rest) {}", ["...rest"]),
    ("({ a,\n   b }) {}", ["{ a, b }"]),
    ("({aaaaaaaaaaaa, bbbbbbbbbbbb, cccccccccccc, dddddddddddd}) {}", ["{aaaaaaaaaaaa, bbbbbbbbbbbb, ccccccccc…}"]),
    # comments and blanks
    ("(a /* first, ) */, // second\n b /* ( */) {}", ["a", "b"]),
    ("/* x */ ( /* nothing */ ) {}", []),
    ("(a, b,) {}", ["a", "b"]),
    ("(a,\r\n\tb\u2028,\u00a0c) {}", ["a", "b", "c"]),
    ("(n1,n2\n) {\nreturn n1\n}", ["n1", "n2"]),
    # identifiers
    ("(имя, ñ, $, _, \\u0061b, \\u{62}c) {}", ["имя", "ñ", "$", "_", "\\u0061b", "\\u{62}c"]),
    ("(\ud835\udc9c) {}", ["\ud835\udc9c"]),
    # cut or no list at all
    ("", []),
    ("{ a = 1; }", []),
    ("(a, b", ["a", "b"]),
    ("(a = 'no end", ["a"]),
    ("(a = `no ${end", ["a"]),
    ("(a = /no end", ["a"]),
]


@pytest.mark.parametrize(("source", "wanted"), CASES, ids=[source for source, _ in CASES])
def test_names(source, wanted):
    assert params.names(source) == wanted


def test_minified_bundle_is_not_read_to_its_end():
    source = "(a, b) {" + "x" * 10_000_000
    assert params.names(source) == ["a", "b"]


IDENTIFIER = st.from_regex(r"[a-zA-Z_$][a-zA-Z0-9_$]{0,8}", fullmatch=True)
BLANK = st.sampled_from(["", " ", "\n", "/* , ) */", " // ,(\n", "\t"])
DEFAULT = st.recursive(
    st.sampled_from(
        ["1", "'),'", '"(,"', "/[),]/u", "`${'`'},)`", "x / y", "null", "a => b", "function () { return `}`; }"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: "(" + ", ".join(items) + ")"),
        inner.map(lambda one: "{k: " + one + ", m(p, q) { return p / q; }}"),
        inner.map(lambda one: "`a${" + one + "}b`"),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(BLANK, IDENTIFIER, BLANK, st.none() | DEFAULT, BLANK), max_size=6), st.booleans())
def test_any_list_of_names_and_defaults(parts, trailing):
    texts = [a + name + b + ("=" + default if default else "") + c for a, name, b, default, c in parts]
    source = "(" + ",".join(texts) + ("," if trailing and texts else "") + ") { return ')'; }"
    assert params.names(source) == [name for _, name, *_ in parts]


@given(st.text(max_size=60) | st.text(alphabet="(){}[],=.`$'\"/\\* \nab", max_size=60))
def test_any_text_ends(source):
    assert all(isinstance(name, str) and name for name in params.names("(" + source))
    params.names(source)
