package duty;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countDistinct;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toSet;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;

import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What ties doctors together, bakvakt apart: pairs, company, supervision, wards, specialists, blocks, municipalities. */
final class TieRules {
    private final Book book;
    private final Homes homes;
    private final int percent; // by specialists
    private final Book.Part alone, lacking, surplus;

    TieRules(Book book, Homes homes) {
        this.book = book;
        this.homes = homes;
        percent = book.number("specialist-share.percent");
        alone = book.part("pairing.always_with");
        lacking = book.part("supervision.lacking");
        surplus = book.part("supervision.surplus");
    }

    /** The constraints that are counts of one part each. */
    void add(ConstraintFactory from, List<Constraint> found) {
        found.add(apart(from));
        found.add(together(from));
        found.add(changes(from));
        found.add(specialists(from, "specialist-share.house", Shift::specialistHouse));
        found.add(specialists(from, "specialist-share.service", Shift::specialistService));
        if (book.yes("weekend-block.together")) {
            found.add(blocks(from));
        }
        if (homes.any()) {
            found.add(shares(from));
        }
    }

    private Constraint apart(ConstraintFactory from) {
        Book.Part part = book.part("pairing.apart");
        UniConstraintStream<Place> paired = from.forEach(Place.class).filter(p -> p.getDoctor().paired);
        return from.forEach(Apart.class)
                .join(paired, equal(Apart::doctor, Place::getDoctor))
                .join(paired, equal((pair, a) -> pair.other(), Place::getDoctor))
                .filter((pair, a, b) -> pair.together(a.getShift(), b.getShift()))
                .penalizeLong(Rules.one(part.level()), (pair, a, b) -> part.weight())
                .asConstraint("pairing.apart");
    }

    private Constraint together(ConstraintFactory from) {
        Book.Part part = book.part("trainee-progress.together");
        int most = book.number("trainee-progress.most_together");
        return from.forEach(Place.class)
                .filter(p -> p.getShift().alone && p.getShift().places > most && p.getDoctor().backed(p.getShift()))
                .groupBy(Place::getShift, toList())
                .filter((shift, places) -> places.size() > most)
                .penalizeLong(Rules.one(part.level()), (shift, places) -> part.weight() * (places.size() - most))
                .asConstraint("trainee-progress.together");
    }

    private Constraint changes(ConstraintFactory from) {
        Book.Part part = book.part("continuity.changes");
        return from.forEach(Place.class)
                .filter(p -> p.getShift().wardWeek != null)
                .groupBy(p -> p.getShift().wardWeek, countDistinct(Place::getDoctor))
                .filter((week, doctors) -> doctors > 1)
                .penalizeLong(Rules.one(part.level()), (week, doctors) -> part.weight() * (doctors - 1))
                .asConstraint("continuity.changes");
    }

    /** Enough sessions by specialists, by where a shift counts (empty: nowhere). */
    private Constraint specialists(ConstraintFactory from, String name, Function<Shift, String> where) {
        Book.Part part = book.part(name);
        return from.forEach(Place.class)
                .filter(p -> !where.apply(p.getShift()).isEmpty())
                .groupBy(p -> where.apply(p.getShift()), sum(this::lacking))
                .filter((place, lacking) -> lacking > 0)
                .penalizeLong(Rules.one(part.level()), (place, lacking) -> part.weight() * sessions(lacking))
                .asConstraint(name);
    }

    /** What a take adds to the hundredths of sessions that lack. */
    int lacking(Place place) {
        return percent - (place.getDoctor().specialist(place.getShift()) ? 100 : 0);
    }

    /** Hundredths of sessions that lack, as sessions begun. */
    static int sessions(int lacking) {
        return Math.max(0, (lacking + 99) / 100);
    }

    private Constraint blocks(ConstraintFactory from) {
        Book.Part part = book.part("weekend-block.main");
        return from.forEach(Place.class)
                .filter(p -> p.getShift().blockWeekend != null)
                .groupBy(p -> p.getShift().blockWeekend, toSet(Place::getDoctor))
                .filter((block, doctors) -> block.surplus(doctors) > 0)
                .penalizeLong(Rules.one(part.level()), (block, doctors) -> part.weight() * block.surplus(doctors))
                .asConstraint("weekend-block.main");
    }

    private Constraint shares(ConstraintFactory from) {
        Book.Part part = book.part("home-share.main");
        return from.forEach(Place.class)
                .filter(p -> p.getShift().commonLoad > 0)
                .groupBy(homes)
                .penalizeLong(Rules.one(part.level()), points -> part.weight() * points)
                .asConstraint("home-share.main");
    }

    /** What the takes of each place and time in which somebody must have company cost. */
    UniConstraintStream<Weighed> company(ConstraintFactory from) {
        return from.forEach(Place.class)
                .filter(TieRules::accompanied)
                .groupBy(p -> p.getShift().meeting, toList())
                .map((meeting, places) -> company(places, null));
    }

    static boolean accompanied(Place place) {
        return place.getShift().meeting >= 0 && place.getDoctor().accompanied;
    }

    Weighed company(List<Place> places, Map<String, Long> parts) {
        Weighed sum = new Weighed(parts);
        for (Place place : places) {
            for (Company company : place.getDoctor().company) {
                if (company.covers(place.getShift())) {
                    sum.addMinutes(alone, company.alone(place.getShift(), places));
                }
            }
        }
        return sum;
    }

    /** What the time that a doctor and a supervisor have together costs, by month. */
    UniConstraintStream<Weighed> supervision(ConstraintFactory from) {
        return from.forEach(Supervised.class)
                .join(Place.class, equal(Supervised::doctor, Place::getDoctor),
                        filtering((row, own) -> row.covers(own.getShift())))
                .join(Place.class, equal((row, own) -> row.supervisor(), Place::getDoctor),
                        equal((row, own) -> own.getShift(), Place::getShift))
                .groupBy((row, own, other) -> row, sum((row, own, other) -> own.getShift().minutes()))
                .complement(Supervised.class, row -> 0)
                .map((row, met) -> supervision(row, met, null));
    }

    Weighed supervision(Supervised row, int met, Map<String, Long> parts) {
        Weighed sum = new Weighed(parts);
        sum.addMinutes(lacking, row.wanted() - met);
        sum.addMinutes(surplus, met - row.wanted());
        return sum;
    }
}
