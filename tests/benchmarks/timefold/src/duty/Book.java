package duty;

import common.Json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers and the weights of the book. */
public final class Book {
    /** Which level of the score a part has (0 forbidden, 1 cover, 2 law-soft, 3 stability, 4 people), and its weight. */
    public record Part(String name, int level, long weight) {}

    /** At most so many shifts of a kind in so many days. */
    public record Cap(String kind, int days, int most) {
        boolean counts(Shift s) {
            return switch (kind) {
                case "all" -> true;
                case "duty" -> s.outOfHours;
                case "duty_night" -> s.outOfHours && s.night;
                case "night" -> s.night;
                case "on_site" -> s.onSite;
                case "home" -> !s.onSite;
                case "weekend" -> s.weekends.length > 0;
                default -> throw new IllegalArgumentException("a cap on " + kind);
            };
        }
    }

    private static final Part NOTHING = new Part("", 4, 0);

    private final Map<String, Part> parts = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    public final List<Cap> caps = new ArrayList<>();
    public final int days; // of the period
    public final int[] weekends; // that some shift of the period has
    public final int[][] weeks; // with a day in the period: Monday, and the minutes at which it begins and ends
    public final Set<String> kinds; // of the lines of which enough are to be had by specialists
    private final Map<String, Integer> blocks = new HashMap<>(); // the most places of any type of a block
    public final int cap; // duties a bakvakt may have up to at once

    public Book(Node from) {
        for (Map.Entry<String, Object> each : from.get("parts").map().entrySet()) {
            int[] both = new Node(each.getValue()).ints();
            parts.put(each.getKey(), new Part(each.getKey(), both[0], both[1]));
        }
        from.get("numbers").map().forEach((name, n) -> numbers.put(name, ((Number) n).intValue()));
        for (Node cap : from.get("caps").list()) {
            caps.add(new Cap(cap.get("kind").text(), cap.get("days").whole(), cap.get("most").whole()));
        }
        days = from.get("days").whole();
        weekends = from.get("weekends").ints();
        weeks = from.get("weeks").list().stream().map(Node::ints).toArray(int[][]::new);
        kinds = Set.copyOf(from.get("kinds").texts());
        from.get("blocks").map().forEach((name, n) -> blocks.put(name, ((Number) n).intValue()));
        cap = number("backup.cap");
    }

    /** A part of a rule; one that the book does not have costs nothing. */
    public Part part(String name) {
        return parts.getOrDefault(name, NOTHING);
    }

    /** Whether some part of some rule has its price in a level. */
    public boolean uses(int level) {
        return parts.values().stream().anyMatch(p -> p.level() == level && p.weight() > 0);
    }

    /** A number of a rule; 0 when the book does not have it. */
    public int number(String name) {
        return numbers.getOrDefault(name, 0);
    }

    /** The week that a day lies in, from the first of the period. */
    public int week(int day) {
        return Math.floorDiv(day - number("monday"), 7);
    }

    /** The most doctors that the shifts of a block are meant for. */
    public int places(String block) {
        return blocks.get(block);
    }

    /** A yes or no of a rule. */
    public boolean yes(String name) {
        return number(name) != 0;
    }
}
