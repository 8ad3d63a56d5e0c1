package duty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the parts that tie doctors together cost, worked out from a whole roster at once. */
final class TieJudge {
    private final Plan plan;
    private final Book book;
    private final TieRules rules;
    private final Map<String, Long> parts;
    private final Weighed sum;
    private final List<Place> held;

    TieJudge(Plan plan, Book book, TieRules rules, Map<String, Long> parts) {
        this.plan = plan;
        this.book = book;
        this.rules = rules;
        this.parts = parts;
        sum = new Weighed(parts);
        held = plan.getPlaces().stream().filter(p -> p.getDoctor() != null).toList();
    }

    Weighed judge() {
        apart();
        trainees();
        company();
        supervision();
        wards();
        specialists("specialist-share.house", Shift::specialistHouse);
        specialists("specialist-share.service", Shift::specialistService);
        blocks();
        shares();
        return sum;
    }

    private void add(String part, long amount) {
        sum.add(book.part(part), amount);
    }

    private void apart() {
        for (Apart pair : plan.getApart()) {
            for (Place a : held) {
                for (Place b : held) {
                    boolean both = a.getDoctor() == pair.doctor() && b.getDoctor() == pair.other();
                    add("pairing.apart", both && pair.together(a.getShift(), b.getShift()) ? 1 : 0);
                }
            }
        }
    }

    private void trainees() {
        Map<Shift, Integer> backed = new HashMap<>();
        for (Place place : held) {
            if (place.getShift().alone && place.getDoctor().backed(place.getShift())) {
                backed.merge(place.getShift(), 1, Integer::sum);
            }
        }
        int most = book.number("trainee-progress.most_together");
        backed.values().forEach(n -> add("trainee-progress.together", n - most));
    }

    private void company() {
        Map<Integer, List<Place>> meetings = new HashMap<>();
        for (Place place : held) {
            if (TieRules.accompanied(place)) {
                meetings.computeIfAbsent(place.getShift().meeting, m -> new ArrayList<>()).add(place);
            }
        }
        meetings.values().forEach(places -> sum.add(rules.company(places, parts)));
    }

    private void supervision() {
        for (Supervised row : plan.getSupervised()) {
            int met = 0;
            for (Place own : held) {
                if (own.getDoctor() == row.doctor() && row.covers(own.getShift())) {
                    boolean both = held.stream()
                            .anyMatch(p -> p.getShift() == own.getShift() && p.getDoctor() == row.supervisor());
                    met += both ? own.getShift().minutes() : 0;
                }
            }
            sum.add(rules.supervision(row, met, parts));
        }
    }

    private void wards() {
        Map<Group, Set<Doctor>> seen = new HashMap<>();
        for (Place place : held) {
            if (place.getShift().wardWeek != null) {
                seen.computeIfAbsent(place.getShift().wardWeek, w -> new HashSet<>()).add(place.getDoctor());
            }
        }
        seen.values().forEach(doctors -> add("continuity.changes", doctors.size() - 1));
    }

    private void specialists(String part, Function<Shift, String> where) {
        Map<String, Integer> lacking = new HashMap<>();
        held.forEach(p -> lacking.merge(where.apply(p.getShift()), rules.lacking(p), Integer::sum));
        lacking.remove("");
        lacking.values().forEach(n -> add(part, TieRules.sessions(n)));
    }

    private void blocks() {
        Map<Group, Set<Doctor>> seen = new HashMap<>();
        for (Place place : held) {
            if (place.getShift().blockWeekend != null && book.yes("weekend-block.together")) {
                seen.computeIfAbsent(place.getShift().blockWeekend, w -> new HashSet<>()).add(place.getDoctor());
            }
        }
        seen.forEach((block, doctors) -> add("weekend-block.main", block.surplus(doctors)));
    }

    private void shares() {
        long[] loads = Rules.homes.supplier().get();
        held.forEach(p -> Rules.homes.accumulator().apply(loads, p));
        add("home-share.main", Rules.homes.finisher().apply(loads));
    }
}
