package duty;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;

import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import common.Json.Node;
import java.util.ArrayList;
import java.util.List;

/** The constraints: one group a doctor, one a cluster of duties and their bakvakter, and what else ties doctors together. */
public class Rules implements ConstraintProvider {
    static Book book; // one instance a process
    static Homes homes;
    private static final String[] LEVELS = {"forbidden", "cover", "law-soft", "stability", "people"};

    /** The book and the shares of what the exchange wrote. */
    static void read(Node facts) {
        book = new Book(facts.get("book"));
        homes = new Homes(facts.get("agreed"), book);
    }

    static BendableLongScore one(int level) {
        return level == 0 ? BendableLongScore.ofHard(1, 4, 0, 1) : BendableLongScore.ofSoft(1, 4, level - 1, 1);
    }

    @Override
    public Constraint[] defineConstraints(ConstraintFactory from) {
        DoctorRules doctorRules = new DoctorRules(book);
        BackupRules backupRules = new BackupRules(book);
        List<Constraint> found = new ArrayList<>();
        UniConstraintStream<Weighed> byDoctor = from.forEach(Place.class)
                .groupBy(Place::getDoctor, toList())
                .complement(Doctor.class, doctor -> List.of())
                .map((doctor, places) -> doctorRules.weigh(doctor, places, null));
        levels(found, "doctors: ", byDoctor);
        levels(found, "bakvakt: ", takes(from, backupRules)
                .groupBy(Take::cluster, toList())
                .map((cluster, takes) -> backupRules.weigh(takes, null)));
        found.add(open(from, "coverage.open_place", false));
        found.add(open(from, "coverage.open_session", true));
        TieRules tieRules = new TieRules(book, homes);
        levels(found, "company: ", tieRules.company(from));
        levels(found, "supervision: ", tieRules.supervision(from));
        tieRules.add(from, found);
        return found.toArray(Constraint[]::new);
    }

    private static void levels(List<Constraint> found, String name, UniConstraintStream<Weighed> stream) {
        for (int k = 0; k < LEVELS.length; k++) {
            int level = k;
            if (!book.uses(level)) {
                continue;
            }
            found.add(stream.filter(w -> w.level(level) > 0)
                    .penalizeLong(one(level), w -> w.level(level))
                    .asConstraint(name + LEVELS[level]));
        }
    }

    /** Every duty that needs a bakvakt, and every bakvakt. */
    private static UniConstraintStream<Take> takes(ConstraintFactory from, BackupRules rules) {
        UniConstraintStream<Take> known = from.forEach(Place.class)
                .filter(p -> p.getShift().onDemand
                        || (p.getShift().alone && p.getDoctor().backedFirst == 0 && p.getDoctor().backed(p.getShift())))
                .map(p -> new Take(p.getShift(), p.getDoctor(), p.isLocked()));
        return from.forEach(Place.class)
                .filter(p -> p.getShift().alone && p.getDoctor().backedFirst > 0)
                .groupBy(Place::getDoctor, toList())
                .map(rules::needing)
                .flattenLast(each -> each)
                .concat(known);
    }

    private static Constraint open(ConstraintFactory from, String part, boolean session) {
        return from.forEachIncludingUnassigned(Place.class)
                .filter(p -> p.getDoctor() == null && p.getShift().wanted && p.getShift().session == session)
                .penalizeLong(one(book.part(part).level()), p -> book.part(part).weight())
                .asConstraint(part);
    }
}
