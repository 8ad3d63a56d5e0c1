package common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON: objects, arrays, texts, whole numbers and decimals, true, false and null. */
public final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The value that a text holds. */
    public static Node parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.blank();
        if (json.at != text.length()) {
            throw new IllegalArgumentException("more than one value, at " + json.at);
        }
        return new Node(value);
    }

    /** A text as JSON. */
    public static String quote(String plain) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : plain.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A value with the questions that readers ask. */
    public record Node(Object value) {
        public Node get(String name) {
            Object found = map().get(name);
            if (found == null) {
                throw new IllegalArgumentException("nothing named " + name);
            }
            return new Node(found);
        }

        public boolean has(String name) {
            return map().get(name) != null;
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> map() {
            return (Map<String, Object>) value;
        }

        public List<Node> list() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        public int[] ints() {
            return ((List<?>) value).stream().mapToInt(n -> ((Number) n).intValue()).toArray();
        }

        public List<String> texts() {
            return ((List<?>) value).stream().map(String::valueOf).toList();
        }

        public int whole() {
            return Math.toIntExact(((Number) value).longValue());
        }

        public long big() {
            return ((Number) value).longValue();
        }

        public boolean yes() {
            return (Boolean) value;
        }

        public String text() {
            return (String) value;
        }
    }

    private Object value() {
        blank();
        switch (text.charAt(at)) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> found = new LinkedHashMap<>();
        at++;
        for (blank(); text.charAt(at) != '}'; blank()) {
            String name = string();
            expect(':');
            found.put(name, value());
            comma('}');
        }
        at++;
        return found;
    }

    private List<Object> array() {
        List<Object> found = new ArrayList<>();
        at++;
        for (blank(); text.charAt(at) != ']'; blank()) {
            found.add(value());
            comma(']');
        }
        at++;
        return found;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int known = "nrtbf".indexOf(c);
        return known < 0 ? c : "\n\r\t\b\f".charAt(known);
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.matches("-?\\d+")) {
            return Long.valueOf(digits);
        }
        return Double.valueOf(digits);
    }

    private Object word(String word, Object means) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("not JSON, at " + at);
        }
        at += word.length();
        return means;
    }

    private void comma(char close) {
        blank();
        if (text.charAt(at) == ',') {
            at++;
            blank();
        } else if (text.charAt(at) != close) {
            throw new IllegalArgumentException("a comma is missing, at " + at);
        }
    }

    private void expect(char c) {
        blank();
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException("expected " + c + ", at " + (at - 1));
        }
    }

    private void blank() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
