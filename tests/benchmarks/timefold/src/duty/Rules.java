package duty;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.ArrayList;
import java.util.List;

/** The constraints: one group a doctor, one a cluster of duties and their bakvakter, and the few that are neither. */
public class Rules implements ConstraintProvider {
    static Book book; // one instance a process
    private static final String[] LEVELS = {"forbidden", "cover", "law-soft", "stability", "people"};

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
        found.add(apart(from));
        found.add(together(from));
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

    private static Constraint apart(ConstraintFactory from) {
        UniConstraintStream<Place> paired = from.forEach(Place.class).filter(p -> p.getDoctor().paired);
        return from.forEach(Apart.class)
                .join(paired, equal(Apart::doctor, Place::getDoctor))
                .join(paired, equal((pair, a) -> pair.other(), Place::getDoctor))
                .filter((pair, a, b) -> pair.together(a.getShift(), b.getShift()))
                .penalizeLong(one(book.part("pairing.apart").level()), (pair, a, b) -> book.part("pairing.apart").weight())
                .asConstraint("pairing.apart");
    }

    private static Constraint together(ConstraintFactory from) {
        int most = book.number("trainee-progress.most_together");
        return from.forEach(Place.class)
                .filter(p -> p.getShift().alone && p.getShift().places > most && p.getDoctor().backed(p.getShift()))
                .groupBy(Place::getShift, toList())
                .filter((shift, places) -> places.size() > most)
                .penalizeLong(
                        one(book.part("trainee-progress.together").level()),
                        (shift, places) -> book.part("trainee-progress.together").weight() * (places.size() - most))
                .asConstraint("trainee-progress.together");
    }
}
